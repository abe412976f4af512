//! Writes the composition of a plan: blocks, directions, organizations, seats, rules.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use otklik_domain::id::{BlockId, DirectionId, OrganizationId, SeatId};
use otklik_storage::Tx;
use otklik_storage::query::composition::{Block, Direction, Organization, RoutingRule, Seat};

use crate::Error;
use crate::composition::acts::Ground;
use crate::composition::blocks;
use crate::tenant::file::plan::{Plan, Seat as SeatLine};

/// Ids of what a plan names.
struct Ids {
    blocks: BTreeMap<String, BlockId>,
    directions: BTreeMap<String, DirectionId>,
    organizations: BTreeMap<String, OrganizationId>,
}

/// Makes the composition of the tenant what the plan says; what has left the plan ends and stays.
pub(super) async fn put(own: &Tx, plan: &Plan, ground: &Ground) -> Result<(), Error> {
    let ids = Ids {
        blocks: put_blocks(own, plan, ground).await?,
        directions: put_directions(own, plan, ground.from_on).await?,
        organizations: put_organizations(own, plan).await?,
    };
    let seats = put_seats(own, plan, &ids).await?;
    put_routing(own, plan, &ids, &seats).await
}

/// The last day of what a file leaves out from a day on.
fn last_day(from_on: NaiveDate, began: NaiveDate) -> NaiveDate {
    from_on.pred_opt().unwrap_or(from_on).max(began)
}

async fn put_blocks(own: &Tx, plan: &Plan, ground: &Ground) -> Result<BTreeMap<String, BlockId>, Error> {
    let known = own.all_blocks().await?;
    let mut ids = BTreeMap::new();
    for (position, line) in (1..).zip(&plan.sector_blocks.list) {
        let old = known.iter().find(|block| block.code == line.code);
        let block = Block {
            id: old.map_or_else(|| own.new_id(), |block| block.id),
            code: line.code.clone(),
            name: line.name.clone(),
            kind: line.kind,
            position,
            from_on: old.map_or(ground.from_on, |block| block.from_on),
            to_on: None,
            has_lead: false,
        };
        if old.is_some() {
            own.update_block(&block).await?;
        } else {
            own.insert_block(&block).await?;
        }
        blocks::version(own, &block, ground).await?;
        ids.insert(line.code.clone(), block.id);
    }
    for gone in known.iter().filter(|block| block.to_on.is_none() && !ids.contains_key(&block.code)) {
        let block = Block { to_on: Some(last_day(ground.from_on, gone.from_on)), ..gone.clone() };
        own.update_block(&block).await?;
        blocks::version(own, &block, ground).await?;
    }
    Ok(ids)
}

async fn put_directions(
    own: &Tx,
    plan: &Plan,
    from_on: NaiveDate,
) -> Result<BTreeMap<String, DirectionId>, Error> {
    let known = own.all_directions().await?;
    let mut ids = BTreeMap::new();
    for (position, line) in (1..).zip(&plan.directions) {
        let old = known.iter().find(|direction| direction.code == line.code);
        let direction = Direction {
            id: old.map_or_else(|| own.new_id(), |direction| direction.id),
            code: line.code.clone(),
            name: line.name.clone(),
            position,
            from_on: old.map_or(from_on, |direction| direction.from_on),
            to_on: None,
        };
        if old.is_none() {
            own.insert_direction(&direction).await?;
        } else if old != Some(&direction) {
            own.update_direction(&direction).await?;
        }
        ids.insert(line.code.clone(), direction.id);
    }
    for gone in known.iter().filter(|known| known.to_on.is_none() && !ids.contains_key(&known.code)) {
        let to_on = Some(last_day(from_on, gone.from_on));
        own.update_direction(&Direction { to_on, ..gone.clone() }).await?;
    }
    Ok(ids)
}

async fn put_organizations(own: &Tx, plan: &Plan) -> Result<BTreeMap<String, OrganizationId>, Error> {
    let known = own.organizations().await?;
    let mut ids: BTreeMap<String, OrganizationId> =
        known.iter().map(|known| (known.code.clone(), known.id)).collect();
    for line in &plan.organizations {
        let old = ids.get(&line.code).copied();
        let organization = Organization {
            id: old.unwrap_or_else(|| own.new_id()),
            code: line.code.clone(),
            name: line.name.clone(),
            authority: line.authority,
        };
        if old.is_some() {
            own.update_organization(&organization).await?;
        } else {
            own.insert_organization(&organization).await?;
        }
        ids.insert(line.code.clone(), organization.id);
    }
    Ok(ids)
}

async fn put_seats(own: &Tx, plan: &Plan, ids: &Ids) -> Result<BTreeMap<String, SeatId>, Error> {
    let known = own.seats().await?;
    let mut seats: BTreeMap<String, SeatId> = known.iter().map(|seat| (seat.code.clone(), seat.id)).collect();
    for (ordinal, line) in (1..).zip(&plan.seats) {
        let old = seats.get(&line.code).copied();
        let seat = Seat {
            id: old.unwrap_or_else(|| own.new_id()),
            code: line.code.clone(),
            position: line.position.clone(),
            kind: line.kind.to_string(),
            roles: line.roles.clone(),
            combines_author_and_approver: plan.combines_author_and_approver(&line.code),
            vacant_by_act: line.vacant,
            blocks: named(&line.blocks, &ids.blocks, line)?,
            organizations: named(&line.organizations, &ids.organizations, line)?,
            channels: line.channels.clone(),
            directions: named(&line.directions, &ids.directions, line)?,
            ordinal,
        };
        if old.is_some() {
            own.replace_seat(&seat).await?;
        } else {
            own.insert_seat(&seat).await?;
        }
        seats.insert(seat.code, seat.id);
    }
    // A line that has left the file gives no rights any more; who held it when stays.
    for gone in known.into_iter().filter(|seat| plan.seat(&seat.code).is_none() && !seat.roles.is_empty()) {
        own.replace_seat(&Seat { roles: Vec::new(), ..gone }).await?;
    }
    Ok(seats)
}

fn named<I: Copy>(codes: &[String], known: &BTreeMap<String, I>, seat: &SeatLine) -> Result<Vec<I>, Error> {
    let found = |code: &String| {
        known.get(code).copied().ok_or_else(|| Error::Internal(format!("seat {} names {code}", seat.code)))
    };
    codes.iter().map(found).collect()
}

async fn put_routing(
    own: &Tx,
    plan: &Plan,
    ids: &Ids,
    seats: &BTreeMap<String, SeatId>,
) -> Result<(), Error> {
    let mut rules = Vec::new();
    for route in &plan.routing {
        for topic in &route.topics {
            rules.push(RoutingRule {
                id: own.new_id(),
                topic_prefix: topic.clone(),
                block: route.block.as_ref().and_then(|code| ids.blocks.get(code).copied()),
                organization: route
                    .organization
                    .as_ref()
                    .and_then(|code| ids.organizations.get(code).copied()),
                direction: route.direction.as_ref().and_then(|code| ids.directions.get(code).copied()),
                seat: route.seat.as_ref().and_then(|code| seats.get(code).copied()),
            });
        }
    }
    Ok(own.replace_routing_rules(&rules).await?)
}
