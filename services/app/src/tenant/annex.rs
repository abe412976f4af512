//! Gathers the composition of a centre for its printed annex: what act and settings said on a day, as plain data.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use otklik_domain::tenant::{Kind, State, Tenant};
use otklik_storage::query::composition::{Appointment, BlockVersion, LegalAct, Seat};
use otklik_storage::{Scope, Tx};

use super::file::plan::{Plan, Seat as SeatLine, SeatKind};
use crate::composition::past;
use crate::composition::term::Term;
use crate::composition::today;
use crate::{App, Error};

/// The composition of a centre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annex {
    /// Full name of the tenant.
    pub name: String,
    /// Municipal or regional.
    pub kind: Kind,
    /// The centre worked by a draft.
    pub draft: bool,
    /// The act; none for a regional centre.
    pub act: Option<Act>,
    /// The day it is of, in the tenant's zone.
    pub as_of: NaiveDate,
    /// Lines, in the order of the act.
    pub lines: Vec<Line>,
}

/// The act the composition rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Decree, order.
    pub kind: String,
    /// Number; none in a draft.
    pub number: Option<String>,
    /// Day; none in a draft.
    pub on: Option<NaiveDate>,
    /// Title.
    pub title: String,
}

/// A position of the composition with all that it is in the centre.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one remark of the act, independent of the others")]
pub struct Line {
    /// Position, as the act names it.
    pub position: String,
    /// What it is in the centre: one for each seat of the same person.
    pub roles: Vec<SeatKind>,
    /// Names of its blocks on the day, in the order of the act.
    pub blocks: Vec<String>,
    /// Names of its directions, in the order of the act.
    pub directions: Vec<String>,
    /// The act promises blocks and does not name them.
    pub blocks_promised: bool,
    /// The act leaves it empty, and nobody was appointed since.
    pub vacant: bool,
    /// Belongs to another body.
    pub external: bool,
    /// Takes part by agreement.
    pub by_agreement: bool,
}

/// The composition of a centre as of a day; of today when none is said. Needs a store of the owner.
pub async fn run(app: &App, code: &str, on: Option<NaiveDate>) -> Result<Annex, Error> {
    let tx = app.store.reader(Scope::Owner).await?;
    let tenant = tx.tenant_by_code(code).await?.ok_or_else(|| {
        Error::invalid("UNKNOWN_TENANT", "tenant", format!("Центра {code} нет: загрузите его файл."))
    })?;
    gather(&tx.of(tenant.id, tenant.region)?, &tenant, on).await
}

/// Gathers in the scope of the tenant.
pub(crate) async fn gather(own: &Tx, tenant: &Tenant, on: Option<NaiveDate>) -> Result<Annex, Error> {
    let as_of = on.unwrap_or_else(|| today(own, tenant));
    let acts = own.legal_acts().await?;
    let plan = past::plan(own, tenant, &acts, as_of).await?.ok_or_else(|| {
        let message = "Центр заведён без файла: печатать состав не из чего. Загрузите файл центра.";
        Error::invalid("NO_FILE", "tenant", message)
    })?;
    let names = Names::load(own, &plan, as_of).await?;
    Ok(Annex {
        name: plan.tenant.name.clone(),
        kind: tenant.kind,
        draft: plan.tenant.state == State::Draft,
        act: past::act(&acts, Some(&plan)).map(act),
        as_of,
        lines: lines(&plan, &names, &taken(own, as_of).await?),
    })
}

fn act(kept: &LegalAct) -> Act {
    Act { kind: kept.kind.clone(), number: kept.number.clone(), on: kept.act_on, title: kept.title.clone() }
}

/// Codes of the seats that somebody holds on a day.
async fn taken(own: &Tx, day: NaiveDate) -> Result<HashSet<String>, Error> {
    let appointments: Vec<Appointment> = own.appointments().await?;
    let held: HashSet<_> = appointments
        .iter()
        .filter(|appointment| Term::from(*appointment).holds_on(day))
        .map(|appointment| appointment.seat)
        .collect();
    let seats: Vec<Seat> = own.seats().await?;
    Ok(seats.into_iter().filter(|seat| held.contains(&seat.id)).map(|seat| seat.code).collect())
}

/// What blocks and directions are called, by code, with their place in the act.
struct Names {
    blocks: HashMap<String, (usize, String)>,
    directions: HashMap<String, (usize, String)>,
}

impl Names {
    async fn load(own: &Tx, plan: &Plan, day: NaiveDate) -> Result<Self, Error> {
        let versions = own.block_versions().await?;
        let mut then: HashMap<String, String> = HashMap::new();
        for block in own.all_blocks().await? {
            let own_versions = || versions.iter().filter(|version| version.block == block.id);
            let version: Option<&BlockVersion> = past::version(own_versions(), day);
            if let Some(version) = version.or_else(|| own_versions().next()) {
                then.insert(block.code, version.name.clone());
            }
        }
        let blocks = plan.sector_blocks.list.iter().enumerate().map(|(place, block)| {
            let name = then.remove(&block.code).unwrap_or_else(|| block.name.clone());
            (block.code.clone(), (place, name))
        });
        let blocks = blocks.collect();
        let directions = plan.directions.iter().enumerate();
        let directions =
            directions.map(|(place, line)| (line.code.clone(), (place, line.name.clone()))).collect();
        Ok(Self { blocks, directions })
    }
}

fn named(codes: &[String], names: &HashMap<String, (usize, String)>) -> Vec<String> {
    let mut found: Vec<&(usize, String)> = codes.iter().filter_map(|code| names.get(code)).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, name)| name.clone()).collect()
}

fn lines(plan: &Plan, names: &Names, taken: &HashSet<String>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut place_of: HashMap<&str, usize> = HashMap::new();
    for seat in plan.seats.iter().filter(|seat| seat.in_composition) {
        let line = line(seat, names, taken.contains(&seat.code));
        let same = seat.same_person_as.as_deref().and_then(|code| place_of.get(code).copied());
        if let Some(place) = same.filter(|place| lines[*place].position == line.position) {
            join(&mut lines[place], line);
            place_of.insert(&seat.code, place);
        } else {
            place_of.insert(&seat.code, lines.len());
            lines.push(line);
        }
    }
    lines
}

fn line(seat: &SeatLine, names: &Names, taken: bool) -> Line {
    Line {
        position: seat.position.clone(),
        roles: vec![seat.kind],
        blocks: named(&seat.blocks, &names.blocks),
        directions: named(&seat.directions, &names.directions),
        blocks_promised: seat.blocks_unassigned.is_some(),
        vacant: seat.vacant && !taken,
        external: seat.external,
        by_agreement: seat.by_agreement,
    }
}

/// One person in two seats is one line of the act.
fn join(line: &mut Line, other: Line) {
    line.roles.extend(other.roles);
    for (names, others) in [(&mut line.blocks, other.blocks), (&mut line.directions, other.directions)] {
        for name in others {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    line.blocks_promised |= other.blocks_promised;
    line.vacant &= other.vacant;
}
