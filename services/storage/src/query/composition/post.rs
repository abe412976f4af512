//! Who is answerable for a subject: the people of each audience, by role and extent, as the tenant's settings bend it.

use std::collections::{BTreeMap, BTreeSet};

use otklik_domain::audience::Audience;
use otklik_domain::composition::Extent;
use otklik_domain::id::{DirectionId, SeatId, UserId};
use otklik_domain::role::Role;
use otklik_domain::subject::Facts;
use otklik_workflow::facts::Posts;
use sea_orm::FromQueryResult;
use serde_json::Value;
use uuid::Uuid;

use super::holding::{Held, unique};
use crate::dialect::rows;
use crate::error::{Error, Result};
use crate::scope::Scope;
use crate::tx::Tx;

const REGION_STEP: &str = "region_step";
const DEFAULT_DIRECTION: &str = "default_direction";
const AUDIENCES: &str = "audiences";

/// Who holds what today, read once: answers for any number of subjects.
#[derive(Debug, Default)]
pub struct Composed {
    held: Vec<Held>,
    /// Users who work here today.
    working: BTreeSet<UserId>,
    /// Posts of the whole centre that its composition has and nobody holds.
    vacant: BTreeSet<Audience>,
    region_step: bool,
    /// Where a topic of no direction goes, when every curator has directions.
    default_direction: Option<DirectionId>,
    /// Audiences that the tenant gives to seats of its own choice.
    chosen: BTreeMap<Audience, BTreeSet<String>>,
}

#[derive(FromQueryResult)]
struct Vacant {
    roles: Value,
}

const VACANT: &str = "SELECT s.roles FROM seat AS s WHERE s.tenant_id = $1 \
      AND NOT EXISTS (SELECT 1 FROM seat_block AS b WHERE b.tenant_id = s.tenant_id AND b.seat_id = s.id) \
      AND NOT EXISTS (SELECT 1 FROM seat_direction AS d WHERE d.tenant_id = s.tenant_id AND d.seat_id = s.id) \
      AND NOT EXISTS (SELECT 1 FROM appointment AS a WHERE a.tenant_id = s.tenant_id AND a.seat_id = s.id \
            AND a.from_on <= $2 AND (a.to_on IS NULL OR a.to_on >= $2))";

#[derive(FromQueryResult)]
struct Working {
    id: Uuid,
}

const WORKING: &str = "SELECT id FROM membership WHERE tenant_id = $1 AND from_on <= $2 \
    AND (to_on IS NULL OR to_on >= $2)";

impl Tx {
    /// Who holds which post in the scope of a subject, and whether its ladders reach the region.
    pub async fn posts(&self, of: &Facts) -> Result<Posts> {
        Ok(self.composed().await?.posts(of))
    }

    /// Who holds a seat today.
    pub async fn holders_of_seat(&self, seat: SeatId) -> Result<Vec<UserId>> {
        let held = self.held().await?;
        Ok(unique(held.iter().filter(|held| held.seat == seat).map(|held| held.user)))
    }

    /// Who holds what today, read once for many subjects.
    ///
    /// In [`Scope::RegionAct`] it is empty: the region does not see who holds which post of a member, and its acts
    /// fire no step.
    pub async fn composed(&self) -> Result<Composed> {
        if matches!(self.scope(), Scope::RegionAct { .. }) {
            return Ok(Composed::default());
        }
        let mut settings: BTreeMap<String, Value> =
            self.settings().await?.into_iter().map(|setting| (setting.name, setting.value)).collect();
        let default_direction = match settings.remove(DEFAULT_DIRECTION) {
            Some(Value::String(code)) => {
                let directions = self.directions().await?;
                directions.into_iter().find(|direction| direction.code == code).map(|direction| direction.id)
            }
            _ => None,
        };
        let values = [self.tenant_id()?.0.into(), self.today().await?.into()];
        let working = rows::<Working>(self.db(), WORKING, values.clone()).await?;
        let mut vacant = BTreeSet::new();
        for seat in rows::<Vacant>(self.db(), VACANT, values).await? {
            let roles: Vec<Role> = serde_json::from_value(seat.roles)?;
            vacant.extend(roles.into_iter().filter_map(post_of));
        }
        Ok(Composed {
            held: self.held().await?,
            working: working.into_iter().map(|row| UserId(row.id)).collect(),
            vacant,
            region_step: settings.remove(REGION_STEP).is_some_and(|value| value == "on"),
            default_direction,
            chosen: settings.remove(AUDIENCES).map(chosen).transpose()?.unwrap_or_default(),
        })
    }
}

fn chosen(value: Value) -> Result<BTreeMap<Audience, BTreeSet<String>>> {
    let named: BTreeMap<String, BTreeSet<String>> = serde_json::from_value(value)?;
    named.into_iter().map(|(code, seats)| Ok((code.parse().map_err(Error::from)?, seats))).collect()
}

impl Composed {
    /// Who holds which post in the scope of a subject.
    pub fn posts(&self, of: &Facts) -> Posts {
        let heads = self.of(Role::OrganizationHead, &|extent| {
            of.organization.is_some_and(|id| extent.organizations.contains(&id))
        });
        let leads =
            self.of(Role::BlockLead, &|extent| of.block.is_some_and(|id| extent.blocks.contains(&id)));
        let around = |role: Role| self.of(role, &|extent| covers(extent, of));
        let (managers, first) = (around(Role::Manager), around(Role::HeadOfAdministration));
        let or = |people: Vec<UserId>, else_: &[UserId]| {
            if people.is_empty() { else_.to_vec() } else { people }
        };
        let at_work = |user: &UserId| self.working.contains(user);
        let mut people = BTreeMap::from([
            // One who has left is a post nobody holds.
            (Audience::Assignee, of.assignee.into_iter().filter(at_work).collect()),
            (Audience::CoAssignee, of.co_assignees.iter().copied().filter(at_work).collect()),
            (Audience::Approver, or(heads.clone(), &managers)),
            (Audience::OrgHead, heads),
            (Audience::BlockLead, leads),
            (Audience::Manager, managers),
            (Audience::Curator, self.curators(of)),
            (Audience::Coordinator, around(Role::Coordinator)),
            (Audience::Publisher, around(Role::Publisher)),
            (Audience::Registrar, around(Role::Registrar)),
            (Audience::Signer, or(around(Role::Signer), &first)),
            (Audience::Head, first),
        ]);
        for (audience, seats) in &self.chosen {
            let holders = self
                .held
                .iter()
                .filter(|held| seats.contains(&held.seat_code) && covers(&held.holding.extent, of));
            let holders = unique(holders.map(|held| held.user));
            if !holders.is_empty() {
                people.insert(*audience, holders);
            }
        }
        people.retain(|_, people| !people.is_empty());
        let vacant = self.vacant.iter().copied().filter(|post| !people.contains_key(post)).collect();
        Posts { people, vacant, region_step: self.region_step }
    }

    /// Who holds a seat today.
    pub fn holders_of_seat(&self, seat: SeatId) -> Vec<UserId> {
        unique(self.held.iter().filter(|held| held.seat == seat).map(|held| held.user))
    }

    /// The curators of the subject's direction and those of everything. A subject of no direction, where every curator
    /// has directions, goes to those of the default one.
    fn curators(&self, of: &Facts) -> Vec<UserId> {
        let curators = self.of(Role::Curator, &|extent| covers(extent, of));
        if !curators.is_empty() || of.direction.is_some() {
            return curators;
        }
        let by_default =
            |extent: &Extent| self.default_direction.is_some_and(|id| extent.directions.contains(&id));
        self.of(Role::Curator, &by_default)
    }

    fn of(&self, role: Role, fits: &dyn Fn(&Extent) -> bool) -> Vec<UserId> {
        let holders = self.held.iter().filter(|held| held.holding.role == role && fits(&held.holding.extent));
        unique(holders.map(|held| held.user))
    }
}

/// The audience that a role of the whole centre answers to.
fn post_of(role: Role) -> Option<Audience> {
    match role {
        Role::Manager => Some(Audience::Manager),
        Role::Curator => Some(Audience::Curator),
        Role::HeadOfAdministration => Some(Audience::Head),
        Role::Coordinator => Some(Audience::Coordinator),
        Role::Publisher => Some(Audience::Publisher),
        Role::Registrar => Some(Audience::Registrar),
        Role::Signer => Some(Audience::Signer),
        _ => None,
    }
}

/// The whole tenant, or a part that the subject stands in.
fn covers(extent: &Extent, of: &Facts) -> bool {
    (extent.blocks.is_empty() && extent.organizations.is_empty() && extent.directions.is_empty())
        || of.block.is_some_and(|id| extent.blocks.contains(&id))
        || of.organization.is_some_and(|id| extent.organizations.contains(&id))
        || of.direction.is_some_and(|id| extent.directions.contains(&id))
}
