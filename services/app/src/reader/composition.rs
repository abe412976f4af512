//! The composition of the own centre as of a day: seats with their people in time, blocks, acts, functions.

use chrono::NaiveDate;
use otklik_domain::access::Action;
use otklik_domain::id::{AppointmentId, BlockId, LegalActId, SeatId, UserId};
use otklik_domain::page::PageRequest;
use otklik_domain::role::Role;
use otklik_domain::tenant::State;
use otklik_storage::Tx;
use otklik_storage::query::case::CaseFilter as Stored;
use otklik_storage::query::composition::{Appointment, BlockVersion, Direction, LegalAct, Seat, User};

use super::{CaseRow, Reader};
use crate::Error;
use crate::composition::term::Term;
use crate::composition::{acts, function, past, today};
use crate::tenant::annex::{self, Annex};
use crate::tenant::file::plan::{Plan, Seat as SeatLine};

/// Open cases of a person who leaves that are listed at once.
const MOST_CASES: u16 = 100;

/// The composition as of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composition {
    /// The day.
    pub on: NaiveDate,
    /// The centre worked by a draft act on that day.
    pub is_draft: bool,
    /// The centre has ended.
    pub is_ended: bool,
    /// Seats in the order of the act.
    pub seats: Vec<SeatView>,
    /// Blocks in the order of the act.
    pub blocks: Vec<BlockView>,
    /// Acts, newest first.
    pub acts: Vec<ActView>,
    /// Functions in the order of the list.
    pub functions: Vec<function::Stated>,
    /// People who may be appointed; none for a caller who may not appoint.
    pub people: Vec<User>,
}

/// A line of the act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatView {
    /// The seat.
    pub id: SeatId,
    /// Its code.
    pub code: String,
    /// What it is in the act.
    pub kind: String,
    /// The position, as the act of that day names it.
    pub position: String,
    /// Roles of its holder.
    pub roles: Vec<Role>,
    /// Nobody holds it on the day.
    pub is_vacant: bool,
    /// Belongs to another body.
    pub is_external: bool,
    /// Takes part by agreement.
    pub is_by_agreement: bool,
    /// Every appointment, newest first.
    pub appointments: Vec<AppointmentView>,
    /// Blocks of its extent, by their name on the day.
    pub blocks: Vec<String>,
    /// Directions of its extent, by name.
    pub directions: Vec<String>,
    /// What a manager should look at, in words.
    pub warnings: Vec<String>,
}

/// Somebody on a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppointmentView {
    /// The appointment.
    pub id: AppointmentId,
    /// Who.
    pub user: UserId,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// The act that appointed, in words.
    pub act: Option<String>,
    /// The act that ended it, in words.
    pub ended_by: Option<String>,
    /// What else was said.
    pub note: Option<String>,
}

/// A sector block through time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockView {
    /// The block.
    pub id: BlockId,
    /// Its code.
    pub code: String,
    /// Its name on the day; none when it was not in force then.
    pub name: Option<String>,
    /// Every version with the act that made it in words, newest first.
    pub versions: Vec<(BlockVersion, Option<String>)>,
}

/// An act of the centre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActView {
    /// The act.
    pub id: LegalActId,
    /// Decree, order.
    pub kind: String,
    /// Number; none in a draft.
    pub number: Option<String>,
    /// Its day; none in a draft.
    pub signed_on: Option<NaiveDate>,
    /// Title.
    pub title: String,
    /// Since when it holds.
    pub effective_on: Option<NaiveDate>,
    /// It has no number or no day yet.
    pub is_draft: bool,
    /// The act it takes the place of, in words.
    pub supersedes: Option<String>,
}

impl Reader {
    /// The composition as of a day; of today when none is said.
    pub async fn composition(&self, on: Option<NaiveDate>) -> Result<Composition, Error> {
        self.may(Action::TenantView)?;
        let (tx, tenant) = (self.own().await?, self.home().await?);
        let day = on.unwrap_or_else(|| today(tx, tenant));
        let acts = tx.legal_acts().await?;
        let plan = past::plan(tx, tenant, &acts, day).await?;
        let blocks = blocks(tx, &acts, day).await?;
        let draft = plan.as_ref().map_or(tenant.state, |plan| plan.tenant.state) == State::Draft;
        let people = if self.may(Action::CompositionChange).is_ok() {
            let people = tx.people().await?;
            people.into_iter().map(|row| User { id: row.id, position: row.position }).collect()
        } else {
            Vec::new()
        };
        Ok(Composition {
            on: day,
            is_draft: draft,
            is_ended: tenant.state == State::Ended,
            seats: Lines::load(tx, plan, &acts, &blocks, day).await?.views(),
            blocks,
            acts: acts.iter().rev().map(|act| self::act(act, &acts)).collect(),
            functions: function::list(tx).await?,
            people,
        })
    }

    /// Functions that the centre is offered.
    pub async fn functions(&self) -> Result<Vec<function::Function>, Error> {
        function::shown(self.own().await?).await
    }

    /// Whether the centre works by a draft act.
    pub async fn is_draft(&self) -> Result<bool, Error> {
        Ok(self.home().await?.state == State::Draft)
    }

    /// The annex «Состав» as of a day.
    pub async fn annex(&self, on: Option<NaiveDate>) -> Result<Annex, Error> {
        self.may(Action::TenantView)?;
        annex::gather(self.own().await?, self.home().await?, on).await
    }

    /// Open cases, within the caller's reach, that stay on whoever had this appointment.
    pub async fn open_cases_of(&self, appointment: AppointmentId) -> Result<Vec<CaseRow>, Error> {
        let tx = self.own().await?;
        let all = tx.appointments().await?;
        let held = all.iter().find(|held| held.id == appointment).ok_or(Error::NotFound)?;
        let filter = Stored { assignee: Some(held.user), closed: Some(false), ..Stored::default() };
        let reach = self.app.authorizer.reach(&self.caller, Action::CaseView);
        let page = PageRequest { first: MOST_CASES, after: None };
        let found = tx.cases(&filter, &reach, &page).await?;
        Ok(found.rows.into_iter().map(|(_, row)| CaseRow { subject: row.subject, text: row.text }).collect())
    }
}

async fn blocks(tx: &Tx, acts: &[LegalAct], day: NaiveDate) -> Result<Vec<BlockView>, Error> {
    let versions = tx.block_versions().await?;
    let named = |id: Option<LegalActId>| in_words(acts, id);
    let views = tx.all_blocks().await?.into_iter().map(|block| {
        let own = || versions.iter().filter(|version| version.block == block.id);
        let name = past::version(own(), day).map(|version| version.name.clone());
        let versions = own().rev().map(|version| (version.clone(), named(version.act))).collect();
        BlockView { id: block.id, code: block.code, name, versions }
    });
    Ok(views.collect())
}

fn in_words(acts: &[LegalAct], id: Option<LegalActId>) -> Option<String> {
    acts.iter().find(|act| Some(act.id) == id).map(acts::title)
}

fn act(act: &LegalAct, all: &[LegalAct]) -> ActView {
    let ends = act.source.get("ends").is_some();
    ActView {
        id: act.id,
        kind: act.kind.clone(),
        number: act.number.clone(),
        signed_on: act.act_on,
        title: act.title.clone(),
        effective_on: act.effective_on,
        is_draft: !ends && (act.number.is_none() || act.act_on.is_none()),
        supersedes: in_words(all, act.supersedes),
    }
}

/// Everything that the lines of the act are put together from.
struct Lines<'a> {
    plan: Option<Plan>,
    acts: &'a [LegalAct],
    blocks: &'a [BlockView],
    directions: Vec<Direction>,
    seats: Vec<Seat>,
    appointments: Vec<Appointment>,
    day: NaiveDate,
}

impl<'a> Lines<'a> {
    async fn load(
        tx: &Tx,
        plan: Option<Plan>,
        acts: &'a [LegalAct],
        blocks: &'a [BlockView],
        day: NaiveDate,
    ) -> Result<Self, Error> {
        let mut appointments = tx.appointments().await?;
        appointments.retain(|held| !Term::from(held).is_called_off());
        appointments.sort_by_key(|held| (std::cmp::Reverse(held.from_on), held.id));
        Ok(Self {
            plan,
            acts,
            blocks,
            directions: tx.all_directions().await?,
            seats: tx.seats().await?,
            appointments,
            day,
        })
    }

    /// Seats of the file of that day; one that has left it is shown while somebody held it then.
    fn views(&self) -> Vec<SeatView> {
        let is_there = |seat: &&Seat| {
            self.plan.is_none() || self.said(seat).is_some() || self.holders(seat.id).next().is_some()
        };
        self.seats.iter().filter(is_there).map(|seat| self.view(seat)).collect()
    }

    fn said(&self, seat: &Seat) -> Option<&SeatLine> {
        self.plan.as_ref().and_then(|plan| plan.seat(&seat.code))
    }

    fn holders(&self, seat: SeatId) -> impl Iterator<Item = &Appointment> {
        let on_the_day = |held: &&Appointment| Term::from(*held).holds_on(self.day);
        self.appointments.iter().filter(move |held| held.seat == seat).filter(on_the_day)
    }

    fn view(&self, seat: &Seat) -> SeatView {
        let said = self.said(seat);
        let own = self.appointments.iter().filter(|held| held.seat == seat.id);
        SeatView {
            id: seat.id,
            code: seat.code.clone(),
            kind: seat.kind.clone(),
            position: said.map_or(&seat.position, |said| &said.position).clone(),
            roles: seat.roles.clone(),
            is_vacant: self.holders(seat.id).next().is_none(),
            is_external: said.is_some_and(|said| said.external),
            is_by_agreement: said.is_some_and(|said| said.by_agreement),
            appointments: own.map(|held| self.appointment(held)).collect(),
            blocks: self.blocks_of(seat),
            directions: self.directions_of(seat),
            warnings: self.warnings(seat),
        }
    }

    /// By the file of that day; by the extent of today where there is no file.
    fn blocks_of(&self, seat: &Seat) -> Vec<String> {
        let named = |block: &&BlockView| match self.said(seat) {
            Some(said) => said.blocks.contains(&block.code),
            None => seat.blocks.contains(&block.id),
        };
        self.blocks.iter().filter(named).filter_map(|block| block.name.clone()).collect()
    }

    fn directions_of(&self, seat: &Seat) -> Vec<String> {
        let named = |direction: &&Direction| match self.said(seat) {
            Some(said) => said.directions.contains(&direction.code),
            None => seat.directions.contains(&direction.id),
        };
        self.directions.iter().filter(named).map(|direction| direction.name.clone()).collect()
    }

    fn appointment(&self, held: &Appointment) -> AppointmentView {
        AppointmentView {
            id: held.id,
            user: held.user,
            from: held.from_on,
            to: held.to_on,
            act: in_words(self.acts, held.act),
            ended_by: in_words(self.acts, held.ended_by),
            note: held.note.clone(),
        }
    }

    /// CR-27: one person in two seats needs the act's leave; it is said, not refused.
    fn warnings(&self, seat: &Seat) -> Vec<String> {
        let mut warnings = Vec::new();
        for holder in self.holders(seat.id) {
            for other in self.seats.iter().filter(|other| other.id != seat.id) {
                if self.holders(other.id).any(|held| held.user == holder.user) && !self.combines(seat, other)
                {
                    warnings.push(format!(
                        "Тот же человек занимает место «{}»: акт этого совмещения не называет.",
                        self.said(other).map_or(&other.position, |said| &said.position)
                    ));
                }
            }
        }
        warnings
    }

    fn combines(&self, one: &Seat, other: &Seat) -> bool {
        let Some(plan) = &self.plan else { return true };
        let same = |one: &Seat, other: &Seat| {
            self.said(one).and_then(|said| said.same_person_as.as_ref()) == Some(&other.code)
        };
        let listed = |seats: &[String]| seats.contains(&one.code) && seats.contains(&other.code);
        same(one, other) || same(other, one) || plan.combining.iter().any(|line| listed(&line.seats))
    }
}
