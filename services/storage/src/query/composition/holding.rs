//! Roles in force today, and who holds them.

use std::collections::{BTreeMap, BTreeSet};

use otklik_domain::composition::Holding;
use otklik_domain::id::{OrganizationId, SeatId, UserId};
use otklik_domain::role::Role;
use sea_orm::FromQueryResult;
use serde_json::Value;
use uuid::Uuid;

use super::User;
use crate::dialect::rows;
use crate::error::Result;
use crate::tx::Tx;

/// A role somebody holds today.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) user: UserId,
    pub(super) seat: SeatId,
    pub(super) seat_code: String,
    position: String,
    pub(super) holding: Holding,
}

#[derive(FromQueryResult)]
struct Line {
    user_id: Uuid,
    position: String,
    seat_id: Uuid,
    seat_code: String,
    roles: Value,
    combines: bool,
}

/// Appointments in force of people who work here, in the order of the act.
const HELD: &str = "SELECT m.id AS user_id, m.position AS position, s.id AS seat_id, s.code AS seat_code, \
       s.roles AS roles, \
       s.combines_author_and_approver AS combines \
    FROM appointment AS a \
    JOIN seat AS s ON s.tenant_id = a.tenant_id AND s.id = a.seat_id \
    JOIN membership AS m ON m.tenant_id = a.tenant_id AND m.id = a.user_id \
    WHERE a.tenant_id = $1 AND a.from_on <= $2 AND (a.to_on IS NULL OR a.to_on >= $2) \
      AND m.from_on <= $2 AND (m.to_on IS NULL OR m.to_on >= $2) \
    ORDER BY s.ordinal, s.code, a.id";

impl Tx {
    pub(super) async fn held(&self) -> Result<Vec<Held>> {
        let values = [self.tenant_id()?.0.into(), self.today().await?.into()];
        let lines = rows::<Line>(self.db(), HELD, values).await?;
        let extents = self.extents().await?;
        let mut held = Vec::with_capacity(lines.len());
        for line in lines {
            let roles: Vec<Role> = serde_json::from_value(line.roles)?;
            let extent = extents.get(&SeatId(line.seat_id)).cloned().unwrap_or_default();
            held.extend(roles.into_iter().map(|role| Held {
                user: UserId(line.user_id),
                seat: SeatId(line.seat_id),
                seat_code: line.seat_code.clone(),
                position: line.position.clone(),
                holding: Holding {
                    role,
                    extent: extent.clone(),
                    combines_author_and_approver: line.combines,
                },
            }));
        }
        Ok(held)
    }

    /// Roles that a user of the tenant holds today.
    pub async fn holdings_of(&self, user: UserId) -> Result<Vec<Holding>> {
        let held = self.held().await?;
        Ok(held.into_iter().filter(|held| held.user == user).map(|held| held.holding).collect())
    }

    /// Users of the tenant who hold a role today, wherever.
    pub async fn holders_of(&self, role: Role) -> Result<Vec<UserId>> {
        let held = self.held().await?;
        let holders = held.iter().filter(|held| held.holding.role == role).map(|held| held.user);
        Ok(unique(holders))
    }

    /// Duty officers of a regional centre, in the scope of that tenant.
    pub async fn region_duties(&self) -> Result<Vec<UserId>> {
        self.holders_of(Role::RegionalDuty).await
    }

    /// People whom a case of the organization can be given to, by position.
    pub async fn assignees(&self, organization: OrganizationId, search: Option<&str>) -> Result<Vec<User>> {
        let wanted = search.map(str::to_lowercase).unwrap_or_default();
        let mut found: BTreeMap<UserId, String> = BTreeMap::new();
        for held in self.held().await? {
            let answers = matches!(held.holding.role, Role::Executor | Role::OrganizationHead);
            if answers
                && held.holding.extent.organizations.contains(&organization)
                && held.position.to_lowercase().contains(&wanted)
            {
                found.insert(held.user, held.position);
            }
        }
        let mut users: Vec<User> = found.into_iter().map(|(id, position)| User { id, position }).collect();
        users.sort_by(|one, other| one.position.cmp(&other.position).then(one.id.cmp(&other.id)));
        Ok(users)
    }
}

pub(super) fn unique(users: impl Iterator<Item = UserId>) -> Vec<UserId> {
    let mut seen = BTreeSet::new();
    users.filter(|user| seen.insert(*user)).collect()
}
