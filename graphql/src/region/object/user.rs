//! People of the regional centre by position, and the members of the region.

use async_graphql::{ID, SimpleObject};
use otklik_domain::tenant;

use crate::shared::ids;
use crate::shared::words::Role;

/// Who asks, and what this person may do.
#[derive(SimpleObject, Clone, Debug)]
pub struct Me {
    /// The person.
    pub user: User,
    /// The tenant of the regional centre.
    pub tenant: Tenant,
    /// Roles in force, each once.
    pub roles: Vec<Role>,
    /// Codes of the actions that some role allows, somewhere.
    pub actions: Vec<String>,
}

/// A person of the regional centre, by position.
#[derive(SimpleObject, Clone, Debug)]
pub struct User {
    /// Opaque id.
    pub id: ID,
    /// Position as the act names it.
    pub position: String,
}

/// A member of the region, or its centre.
#[derive(SimpleObject, Clone, Debug)]
pub struct Tenant {
    /// Opaque id.
    pub id: ID,
    /// Stands in addresses.
    pub code: String,
    /// Full name, for documents.
    pub name: String,
    /// Short name, for screens.
    pub short_name: String,
    /// IANA zone in which its days begin and end.
    pub zone: String,
}

impl From<tenant::Tenant> for Tenant {
    fn from(tenant: tenant::Tenant) -> Self {
        Self {
            id: ids::write(tenant.id),
            code: tenant.code,
            name: tenant.name,
            short_name: tenant.short_name,
            zone: tenant.zone.name().to_owned(),
        }
    }
}
