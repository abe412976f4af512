//! As whom a transaction looks at the database.

use otklik_domain::id::{RegionId, TenantId};

/// Decides the database role, the settings that row-level security reads, and the tenant of every condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The work of one tenant.
    Tenant {
        /// Whose work.
        tenant: TenantId,
        /// The region it belongs to: its catalogue rows are visible.
        region: RegionId,
    },
    /// A regional centre that looks at its members.
    Region(RegionId),
    /// A regional centre that acts on a subject of one member.
    RegionAct {
        /// Who acts.
        region: RegionId,
        /// On whose subject.
        tenant: TenantId,
    },
    /// The sweep, the relay, the sealer: all rows, no applicants, no texts.
    Clockwork(&'static str),
    /// Sign-in, before anybody knows the tenant.
    Door,
    /// The connection that owns the schema: `migrate`, `tenant apply`, `user`, `demo`. Only a store made by
    /// [`Store::owner`](crate::Store::owner) has it.
    Owner,
}

impl Scope {
    /// The tenant that statements are limited to, when the scope itself names one.
    pub(crate) fn tenant(self) -> Option<TenantId> {
        match self {
            Self::Tenant { tenant, .. } | Self::RegionAct { tenant, .. } => Some(tenant),
            Self::Region(_) | Self::Clockwork(_) | Self::Door | Self::Owner => None,
        }
    }

    /// The region that statements are limited to, when the scope itself names one.
    pub(crate) fn region(self) -> Option<RegionId> {
        match self {
            Self::Tenant { region, .. } | Self::RegionAct { region, .. } | Self::Region(region) => {
                Some(region)
            }
            Self::Clockwork(_) | Self::Door | Self::Owner => None,
        }
    }

    /// The database role of PostgreSQL; none for the owner.
    pub(crate) fn role(self) -> Option<&'static str> {
        match self {
            Self::Tenant { .. } => Some("otklik_tenant"),
            Self::Region(_) | Self::RegionAct { .. } => Some("otklik_region"),
            Self::Clockwork(_) => Some("otklik_clockwork"),
            Self::Door => Some("otklik_door"),
            Self::Owner => None,
        }
    }
}
