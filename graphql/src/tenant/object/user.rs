//! People, always by position, and the tenant they work in.

use async_graphql::{ID, SimpleObject};
use otklik_domain::tenant;

use crate::shared::ids;
use crate::shared::words::{Role, TenantKind};

/// Who asks, and what this person may do.
#[derive(SimpleObject, Clone, Debug)]
pub struct Me {
    /// The person.
    pub user: User,
    /// The tenant of the path.
    pub tenant: Tenant,
    /// Roles in force, each once.
    pub roles: Vec<Role>,
    /// Codes of the actions that some role allows, somewhere.
    pub actions: Vec<String>,
    /// Codes of the functions that the centre is offered.
    pub functions: Vec<String>,
    /// Whether the centre works by a draft act.
    pub is_draft: bool,
}

/// A person of the tenant, by position.
#[derive(SimpleObject, Clone, Debug)]
pub struct User {
    /// Opaque id.
    pub id: ID,
    /// Position as the act names it.
    pub position: String,
}

/// A municipality with its control centre, or a regional control centre.
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
    /// What it is.
    pub kind: TenantKind,
    /// IANA zone in which its days begin and end.
    pub zone: String,
}

impl From<otklik_app::reader::User> for User {
    fn from(user: otklik_app::reader::User) -> Self {
        Self { id: ids::write(user.id), position: user.position }
    }
}

impl From<tenant::Tenant> for Tenant {
    fn from(tenant: tenant::Tenant) -> Self {
        Self {
            id: ids::write(tenant.id),
            code: tenant.code,
            name: tenant.name,
            short_name: tenant.short_name,
            kind: tenant.kind.into(),
            zone: tenant.zone.name().to_owned(),
        }
    }
}
