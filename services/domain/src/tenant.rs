//! A tenant: a municipality with its control centre, a regional control centre, or the platform.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::id::{RegionId, TenantId};

crate::codes! {
    /// What a tenant is.
    pub enum Kind {
        /// A municipality with its control centre.
        Municipal = "MUNICIPAL",
        /// A regional control centre; its `region_id` is its own id.
        Regional = "REGIONAL",
        /// The owner of the catalogue.
        Platform = "PLATFORM",
    }
}

crate::codes! {
    /// Where a tenant stands in its life.
    pub enum State {
        /// Works by an act.
        Active = "ACTIVE",
        /// Works by a draft act: everything carries that mark.
        Draft = "DRAFT",
        /// The centre has ended: read-only.
        Ended = "ENDED",
    }
}

/// A tenant as the rest of the product needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenant {
    /// Its id.
    pub id: TenantId,
    /// The region it belongs to.
    pub region: RegionId,
    /// Stands in addresses: `kilemary`.
    pub code: String,
    /// What it is.
    pub kind: Kind,
    /// Where it stands in its life.
    pub state: State,
    /// Full name, for documents.
    pub name: String,
    /// Short name, for screens.
    pub short_name: String,
    /// IANA zone in which its days begin and end.
    pub zone: Tz,
    /// What stands before its numbers: `КИЛ`; unique in a region.
    pub number_prefix: String,
}
