//! Who holds which role, in which scope, by which legal act.

use serde::{Deserialize, Serialize};

use crate::channel::Channel;
use crate::id::{BlockId, DirectionId, OrganizationId};
use crate::role::Role;

/// Where a role holds. All lists empty means the whole tenant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    /// Sector blocks.
    #[serde(default)]
    pub blocks: Vec<BlockId>,
    /// Organizations.
    #[serde(default)]
    pub organizations: Vec<OrganizationId>,
    /// Channels.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// Directions of a curator.
    #[serde(default)]
    pub directions: Vec<DirectionId>,
}

/// A role in force for a caller now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holding {
    /// Which role.
    pub role: Role,
    /// Where.
    pub extent: Extent,
    /// The act combines author and approver on this seat: self-approval is allowed and marked.
    pub combines_author_and_approver: bool,
}
