//! Roles in force today, and the people they make answerable for a subject.

use std::collections::{BTreeMap, BTreeSet};

use otklik_domain::audience::Audience;
use otklik_domain::composition::{Extent, Holding};
use otklik_domain::id::{BlockId, OrganizationId, SeatId, UserId};
use otklik_domain::role::Role;
use otklik_workflow::facts::Posts;
use sea_orm::FromQueryResult;
use serde_json::Value;
use uuid::Uuid;

use super::User;
use crate::dialect::rows;
use crate::error::Result;
use crate::query::account::in_force;
use crate::scope::Scope;
use crate::tx::Tx;

/// A role somebody holds today.
pub(super) struct Held {
    pub(super) user: UserId,
    position: String,
    pub(super) holding: Holding,
}

#[derive(FromQueryResult)]
struct Line {
    user_id: Uuid,
    position: String,
    seat_id: Uuid,
    roles: Value,
    combines: bool,
}

/// Appointments in force of people who work here, in the order of the act.
const HELD: &str = "SELECT m.id AS user_id, m.position AS position, s.id AS seat_id, s.roles AS roles, \
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

    /// Who holds which post in the scope of a subject, and whether its ladders reach the region.
    ///
    /// In [`Scope::RegionAct`] it is empty: the region does not see who holds which post of a member, and its acts
    /// fire no step.
    pub async fn posts(
        &self,
        block: Option<BlockId>,
        organization: Option<OrganizationId>,
        assignee: Option<UserId>,
    ) -> Result<Posts> {
        if matches!(self.scope(), Scope::RegionAct { .. }) {
            return Ok(Posts::default());
        }
        let held = self.held().await?;
        let of = |role: Role, fits: &dyn Fn(&Extent) -> bool| {
            let holders = held.iter().filter(|held| held.holding.role == role && fits(&held.holding.extent));
            unique(holders.map(|held| held.user))
        };
        let whole_or_inside = |extent: &Extent| covers(extent, block, organization);
        let heads = of(Role::OrganizationHead, &|extent| {
            organization.is_some_and(|id| extent.organizations.contains(&id))
        });
        let managers = of(Role::Manager, &whole_or_inside);
        let approvers = if heads.is_empty() { managers.clone() } else { heads.clone() };
        let people = [
            (Audience::Assignee, self.working(assignee).await?),
            (Audience::OrgHead, heads),
            (
                Audience::BlockLead,
                of(Role::BlockLead, &|extent| block.is_some_and(|id| extent.blocks.contains(&id))),
            ),
            (Audience::Manager, managers),
            (Audience::Curator, of(Role::Curator, &whole_or_inside)),
            (Audience::Head, of(Role::HeadOfAdministration, &whole_or_inside)),
            (Audience::Coordinator, of(Role::Coordinator, &whole_or_inside)),
            (Audience::Publisher, of(Role::Publisher, &whole_or_inside)),
            (Audience::Approver, approvers),
        ];
        let region_step = self.setting("region_step").await?.is_some_and(|setting| setting.value == "on");
        Ok(Posts {
            people: people.into_iter().filter(|(_, people)| !people.is_empty()).collect(),
            region_step,
        })
    }

    /// The person on a case, while they work here: one who has left is a post nobody holds.
    async fn working(&self, user: Option<UserId>) -> Result<Vec<UserId>> {
        let Some(user) = user else { return Ok(Vec::new()) };
        let today = self.today().await?;
        let found: Option<super::Membership> = self.membership(user).await?;
        let works = found.is_some_and(|row| in_force(row.from_on, row.to_on, today));
        Ok(if works { vec![user] } else { Vec::new() })
    }
}

/// The whole tenant, or a part that the subject stands in.
fn covers(extent: &Extent, block: Option<BlockId>, organization: Option<OrganizationId>) -> bool {
    (extent.blocks.is_empty() && extent.organizations.is_empty())
        || block.is_some_and(|id| extent.blocks.contains(&id))
        || organization.is_some_and(|id| extent.organizations.contains(&id))
}

fn unique(users: impl Iterator<Item = UserId>) -> Vec<UserId> {
    let mut seen = BTreeSet::new();
    users.filter(|user| seen.insert(*user)).collect()
}
