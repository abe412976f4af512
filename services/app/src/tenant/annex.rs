//! Gathers the composition of a centre for its printed annex: what the act and the settings say, as plain data.

use std::collections::HashMap;

use chrono::NaiveDate;
use otklik_domain::id::BlockId;
use otklik_domain::tenant::{Kind, State, Tenant};
use otklik_storage::query::composition::{LegalAct, Seat};
use otklik_storage::{Scope, Tx};

use super::apply::printed;
use super::file::plan::SeatKind;
use super::file::raw::{self, ActFile, Text};
use super::file::{self, Content};
use crate::{App, Error};

/// The composition of a centre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annex {
    /// Full name of the tenant.
    pub name: String,
    /// Municipal or regional.
    pub kind: Kind,
    /// The centre works by a draft.
    pub draft: bool,
    /// The act; none for a regional centre.
    pub act: Option<Act>,
    /// Today in the tenant's zone.
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
    /// Names of its blocks, in the order of the act.
    pub blocks: Vec<String>,
    /// The act promises blocks and does not name them.
    pub blocks_promised: bool,
    /// The act leaves it empty.
    pub vacant: bool,
    /// Belongs to another body.
    pub external: bool,
    /// Takes part by agreement.
    pub by_agreement: bool,
}

/// The composition as the files applied last have it.
pub async fn run(app: &App, code: &str) -> Result<Annex, Error> {
    let tx = app.store.reader(Scope::Owner).await?;
    let tenant = tx.tenant_by_code(code).await?.ok_or_else(|| {
        Error::invalid("UNKNOWN_TENANT", "tenant", format!("Центра {code} нет: загрузите его файл."))
    })?;
    let source = printed(&tx, tenant.id)
        .await?
        .ok_or_else(|| Error::Internal(format!("{code} was not made from a file")))?;
    let file = match file::read(code, &source).map(|read| read.content) {
        Ok(Content::Act(file)) => file,
        Ok(Content::Settings(_)) => return Err(Error::Internal(format!("{code} was kept as settings"))),
        Err(defects) => return Err(Error::Internal(format!("the kept file of {code}: {defects:?}"))),
    };
    gather(&tx.of(tenant.id, tenant.region)?, &tenant, &file).await
}

async fn gather(tx: &Tx, tenant: &Tenant, file: &ActFile) -> Result<Annex, Error> {
    let blocks = tx.all_blocks().await?;
    let order: HashMap<BlockId, (usize, String)> =
        blocks.into_iter().enumerate().map(|(place, block)| (block.id, (place, block.name))).collect();
    Ok(Annex {
        name: tenant.name.clone(),
        kind: tenant.kind,
        draft: tenant.state == State::Draft,
        act: act(file, tx.legal_acts().await?),
        as_of: tx.now().get().with_timezone(&tenant.zone).date_naive(),
        lines: lines(file, &tx.seats().await?, &order)?,
    })
}

/// Acts once kept stay; the one in force is the one that the file names.
fn act(file: &ActFile, kept: Vec<LegalAct>) -> Option<Act> {
    let named = &file.act.as_ref()?.value;
    let number = word(named.number.as_ref());
    let on: Option<NaiveDate> = word(named.date.as_ref()).and_then(|day| day.parse().ok());
    let act = kept.into_iter().rev().find(|act| act.number.as_deref() == number && act.act_on == on)?;
    Some(Act { kind: act.kind, number: act.number, on: act.act_on, title: act.title })
}

fn lines(
    file: &ActFile,
    seats: &[Seat],
    blocks: &HashMap<BlockId, (usize, String)>,
) -> Result<Vec<Line>, Error> {
    let said: HashMap<&str, &raw::Seat> = file
        .seats
        .iter()
        .filter_map(|seat| word(seat.value.code.as_ref()).map(|code| (code, &seat.value)))
        .collect();
    let mut lines: Vec<Line> = Vec::new();
    let mut place_of: HashMap<&str, usize> = HashMap::new();
    for seat in seats {
        // A seat that has left the file stays in the database with its history.
        let Some(said) = said.get(seat.code.as_str()).filter(|said| flag(said.in_composition.as_ref(), true))
        else {
            continue;
        };
        let line = line(seat, said, blocks)?;
        let same = word(said.same_person_as.as_ref()).and_then(|code| place_of.get(code).copied());
        if let Some(place) = same.filter(|place| lines[*place].position == line.position) {
            join(&mut lines[place], line);
            place_of.insert(&seat.code, place);
        } else {
            place_of.insert(&seat.code, lines.len());
            lines.push(line);
        }
    }
    Ok(lines)
}

fn line(seat: &Seat, said: &raw::Seat, blocks: &HashMap<BlockId, (usize, String)>) -> Result<Line, Error> {
    let kind =
        seat.kind.parse().map_err(|_| Error::Internal(format!("{} of kind {}", seat.code, seat.kind)))?;
    let mut own: Vec<&(usize, String)> = seat.blocks.iter().filter_map(|id| blocks.get(id)).collect();
    own.sort_unstable();
    Ok(Line {
        position: seat.position.clone(),
        roles: vec![kind],
        blocks: own.into_iter().map(|(_, name)| name.clone()).collect(),
        blocks_promised: said.blocks_unassigned.is_some(),
        vacant: seat.vacant_by_act,
        external: flag(said.external.as_ref(), false),
        by_agreement: flag(said.by_agreement.as_ref(), false),
    })
}

/// One person in two seats is one line of the act.
fn join(line: &mut Line, other: Line) {
    line.roles.extend(other.roles);
    for block in other.blocks {
        if !line.blocks.contains(&block) {
            line.blocks.push(block);
        }
    }
    line.blocks_promised |= other.blocks_promised;
    line.vacant &= other.vacant;
}

fn word(text: Option<&Text>) -> Option<&str> {
    text.map(|text| text.value.as_str())
}

fn flag(text: Option<&Text>, otherwise: bool) -> bool {
    word(text).map_or(otherwise, |word| word == "true")
}
