//! How far an action of a caller reaches: a closed value that storage turns into a condition.

use crate::channel::Channel;
use crate::id::{BlockId, DirectionId, OrganizationId, UserId};
use crate::subject::Facts;

/// What a list may show. `covers` is the same rule for one object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// What is allowed.
    pub grant: Grant,
    /// Never what complains about one of these (59-ФЗ art. 8(6)).
    pub never_about: Vec<OrganizationId>,
}

/// The allowed part of a reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grant {
    /// Nothing.
    Nothing,
    /// Everything in the tenant.
    All,
    /// Whatever meets one of the conditions.
    Any(Any),
}

/// Conditions of which one is enough.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Any {
    /// Is assigned to this user.
    pub assigned_to: Option<UserId>,
    /// Stands in one of these blocks.
    pub blocks: Vec<BlockId>,
    /// Must be answered by one of these.
    pub organizations: Vec<OrganizationId>,
    /// Came by one of these channels.
    pub channels: Vec<Channel>,
    /// Belongs to one of these directions.
    pub directions: Vec<DirectionId>,
    /// Has this user among its co-executors.
    pub co_assigned_to: Option<UserId>,
}

impl Reach {
    /// A reach that covers nothing.
    pub fn nothing() -> Self {
        Self { grant: Grant::Nothing, never_about: Vec::new() }
    }

    /// Whether one object is inside.
    pub fn covers(&self, facts: &Facts) -> bool {
        if facts.complained_about.is_some_and(|id| self.never_about.contains(&id)) {
            return false;
        }
        match &self.grant {
            Grant::Nothing => false,
            Grant::All => true,
            Grant::Any(any) => {
                (any.assigned_to.is_some() && any.assigned_to == facts.assignee)
                    || facts.block.is_some_and(|id| any.blocks.contains(&id))
                    || facts.organization.is_some_and(|id| any.organizations.contains(&id))
                    || any.channels.contains(&facts.channel)
                    || facts.direction.is_some_and(|id| any.directions.contains(&id))
                    || any.co_assigned_to.is_some_and(|user| facts.co_assignees.contains(&user))
            }
        }
    }
}
