//! How a holding of the caller stands to an object.

use otklik_domain::access::Relation;
use otklik_domain::caller::Caller;
use otklik_domain::composition::{Extent, Holding};
use otklik_domain::subject::Facts;
use otklik_domain::tenant::Kind;

use crate::table::Relations;

/// The relation of a caller to whatever is not one object: the own tenant, or the members of the region.
pub(crate) fn at_large(caller: &Caller) -> Relations {
    let regional = caller.kind == Kind::Regional;
    Relations::default().with(Relation::Tenant, !regional).with(Relation::Member, regional)
}

/// Every relation of one holding to one object.
///
/// The storage scope has already proved whose object it is: a regional caller is handed objects of its members, any
/// other caller objects of its own tenant.
pub(crate) fn to_object(caller: &Caller, holding: &Holding, facts: &Facts) -> Relations {
    if caller.kind == Kind::Regional {
        return at_large(caller);
    }
    let extent = &holding.extent;
    let block = facts.block.is_some_and(|id| extent.blocks.contains(&id));
    let organization = facts.organization.is_some_and(|id| extent.organizations.contains(&id));
    let channel = extent.channels.contains(&facts.channel);
    let direction = facts.direction.is_some_and(|id| extent.directions.contains(&id));
    let own_draft = facts.draft_author == Some(caller.user);
    let complaint = facts.complained_about.is_some_and(|id| extent.organizations.contains(&id));
    Relations::default()
        .with(Relation::Tenant, is_whole(extent) || block || organization || channel || direction)
        .with(Relation::Assigned, facts.assignee == Some(caller.user))
        .with(Relation::OwnBlock, block)
        .with(Relation::OwnOrganization, organization)
        .with(Relation::OwnChannel, channel)
        .with(Relation::OwnDirection, direction)
        .with(Relation::CoAssigned, facts.co_assignees.contains(&caller.user))
        .with(Relation::AuthorWithoutCombining, own_draft && !holding.combines_author_and_approver)
        .with(Relation::ComplainedAbout, complaint)
}

/// Whether the extent is the whole tenant.
pub(crate) fn is_whole(extent: &Extent) -> bool {
    extent.blocks.is_empty()
        && extent.organizations.is_empty()
        && extent.channels.is_empty()
        && extent.directions.is_empty()
}
