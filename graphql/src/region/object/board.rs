//! Figures of the members from deltas.

use async_graphql::SimpleObject;
use otklik_domain::standing::Standing;

use super::user::Tenant;
use crate::shared::scalar::DateTime;
use crate::shared::words::{Lateness, Level, Phase};

/// Figures of one member.
#[derive(SimpleObject, Clone, Debug)]
pub struct TenantBoard {
    /// The member.
    pub tenant: Tenant,
    /// The moment they are of.
    pub as_of: DateTime,
    /// Cells that are not empty; cases of restricted topics are inside the counts.
    pub cells: Vec<BoardCell>,
}

/// How many subjects stand alike.
#[derive(SimpleObject, Clone, Debug)]
pub struct BoardCell {
    /// Phase of their state.
    pub phase: Phase,
    /// How late they are.
    pub lateness: Lateness,
    /// How high they climbed.
    pub level: Level,
    /// How many.
    pub count: i64,
}

impl BoardCell {
    /// A cell with its count.
    pub fn new(standing: Standing, count: i64) -> Self {
        Self {
            phase: standing.phase.into(),
            lateness: standing.lateness.into(),
            level: standing.level.into(),
            count,
        }
    }
}
