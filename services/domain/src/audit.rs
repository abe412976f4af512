//! Who did what; never edited.

use serde::{Deserialize, Serialize};

use crate::id::{TenantId, UserId};

/// Who is written in history and audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Actor {
    /// A person: a user of a tenant (of the regional tenant for the region's acts).
    User {
        /// Whose user.
        tenant: TenantId,
        /// Which user.
        user: UserId,
    },
    /// The engine: a timer, a schedule.
    System,
    /// A command of the operator on the server.
    Operator,
}
