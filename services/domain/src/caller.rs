//! Who asks.

use crate::composition::Holding;
use crate::id::{AccountId, RegionId, TenantId, UserId};
use crate::tenant::Kind;

/// An account in the tenant of the path, with the roles it holds there now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Who signed in.
    pub account: AccountId,
    /// The membership in `tenant`.
    pub user: UserId,
    /// The tenant of the path.
    pub tenant: TenantId,
    /// The region of that tenant.
    pub region: RegionId,
    /// What that tenant is.
    pub kind: Kind,
    /// Roles in force.
    pub holdings: Vec<Holding>,
    /// The request may carry free GraphQL text (token scope `graphql.free`).
    pub free_text: bool,
}
