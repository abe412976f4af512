//! The composition of a centre as of a day: seats with their people in time, blocks, acts, functions.

use async_graphql::{Enum, ID, Object, SimpleObject};
use otklik_app::composition::{function, word};
use otklik_app::reader;
use otklik_app::tenant::file::plan::Switch;

use super::user::User;
use crate::shared::error::Failure;
use crate::shared::ids;
use crate::shared::scalar::Date;
use crate::tenant::loader::View;

/// The composition as of a day.
#[derive(SimpleObject, Clone)]
pub struct Composition {
    /// The day it is of.
    pub shown_on: Date,
    /// The centre works by a draft act: everything carries that mark.
    pub is_draft: bool,
    /// The centre has ended: it can be read and nothing else.
    pub is_ended: bool,
    /// Seats, in the order of the act.
    pub seats: Vec<CompositionSeat>,
    /// Sector blocks, in the order of the act.
    pub blocks: Vec<CompositionBlock>,
    /// Acts, newest first.
    pub acts: Vec<LegalAct>,
    /// Everything that an act may charge a centre with.
    pub functions: Vec<CentreFunction>,
    /// People of the tenant who may be appointed; empty without the right to appoint.
    pub people: Vec<User>,
}

/// A line of the act.
#[derive(SimpleObject, Clone)]
pub struct CompositionSeat {
    /// Opaque id.
    pub id: ID,
    /// Stable code within the tenant.
    pub code: String,
    /// Stable code of what the seat is in the act.
    pub kind: String,
    /// Position as the act names it.
    pub position: String,
    /// Its roles in words.
    pub roles: Vec<String>,
    /// Whether nobody holds it on that day.
    pub is_vacant: bool,
    /// Whether it belongs to another body.
    pub is_external: bool,
    /// Whether it takes part by agreement.
    pub is_by_agreement: bool,
    /// Every appointment, newest first.
    pub appointments: Vec<Appointment>,
    /// Blocks of its extent, by their name on that day.
    pub blocks: Vec<String>,
    /// Directions of its extent, by name.
    pub directions: Vec<String>,
    /// What a manager should look at, in words.
    pub warnings: Vec<String>,
}

/// Somebody on a seat, from a day to a day.
#[derive(Clone)]
pub struct Appointment {
    kept: reader::AppointmentView,
    view: View,
}

/// Somebody on a seat, from a day to a day.
#[Object]
impl Appointment {
    /// Opaque id.
    async fn id(&self) -> ID {
        ids::write(self.kept.id)
    }

    /// Who.
    async fn user(&self) -> Result<User, Failure> {
        self.view.user(self.kept.user).await
    }

    /// First day.
    async fn from_on(&self) -> Date {
        Date(self.kept.from)
    }

    /// Last day; empty means until further notice.
    async fn to_on(&self) -> Option<Date> {
        self.kept.to.map(Date)
    }

    /// The act that appointed, in words.
    async fn act(&self) -> Option<&str> {
        self.kept.act.as_deref()
    }

    /// The act that ended it, in words.
    async fn ended_by_act(&self) -> Option<&str> {
        self.kept.ended_by.as_deref()
    }

    /// What else was said.
    async fn note(&self) -> Option<&str> {
        self.kept.note.as_deref()
    }
}

/// A sector block through time.
#[derive(SimpleObject, Clone)]
pub struct CompositionBlock {
    /// Opaque id.
    pub id: ID,
    /// Stable code within the tenant.
    pub code: String,
    /// Its name on that day; empty when it was not in force then.
    pub name: Option<String>,
    /// Every version, newest first.
    pub versions: Vec<BlockVersion>,
}

/// A block as one act left it.
#[derive(SimpleObject, Clone)]
pub struct BlockVersion {
    /// Number of the version, from 1.
    pub version: u32,
    /// Name as the act of then gave it.
    pub name: String,
    /// First day.
    pub from_on: Date,
    /// Last day; empty means until further notice.
    pub to_on: Option<Date>,
    /// The act that made it, in words.
    pub act: Option<String>,
}

/// An act that the composition rests on, or that ends the centre.
#[derive(SimpleObject, Clone)]
pub struct LegalAct {
    /// Opaque id.
    pub id: ID,
    /// Decree, order; in words.
    pub kind: String,
    /// Number; empty in a draft.
    pub number: Option<String>,
    /// Its day; empty in a draft.
    pub signed_on: Option<Date>,
    /// Title.
    pub title: String,
    /// Since when it holds.
    pub effective_on: Option<Date>,
    /// Whether it has no number or no day yet.
    pub is_draft: bool,
    /// The act that it takes the place of, in words.
    pub supersedes: Option<String>,
}

/// What an act says of a function.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionState {
    /// The act charges the centre with it.
    On,
    /// The act rules it out.
    Off,
    /// The act is silent.
    NotStated,
}

/// What an act may charge a centre with.
#[derive(Clone)]
pub struct CentreFunction {
    kept: function::Stated,
    view: View,
}

/// What an act may charge a centre with.
#[Object]
impl CentreFunction {
    /// Stable code.
    async fn code(&self) -> &'static str {
        self.kept.function.code()
    }

    /// In words.
    async fn name(&self) -> &'static str {
        word::function(self.kept.function)
    }

    /// What the act says.
    async fn state(&self) -> FunctionState {
        self.kept.state.into()
    }

    /// Whether it is shown: on by the act, or switched on here.
    async fn is_shown(&self) -> bool {
        self.kept.is_shown()
    }

    /// Where the act says so.
    async fn clause(&self) -> Option<&str> {
        self.kept.clause.as_deref()
    }

    /// Why it was switched.
    async fn note(&self) -> Option<&str> {
        self.kept.switched.as_ref().map(|switched| switched.note.as_str())
    }

    /// Who switched it.
    async fn switched_by(&self) -> Result<Option<User>, Failure> {
        match &self.kept.switched {
            Some(switched) => self.view.user(switched.by).await.map(Some),
            None => Ok(None),
        }
    }

    /// The day it was switched.
    async fn switched_on(&self) -> Option<Date> {
        self.kept.switched.as_ref().map(|switched| Date(switched.on))
    }
}

impl From<Switch> for FunctionState {
    fn from(state: Switch) -> Self {
        match state {
            Switch::On => Self::On,
            Switch::Off => Self::Off,
            Switch::NotStated => Self::NotStated,
        }
    }
}

impl Composition {
    /// What the reader found, seen through `view`.
    pub fn new(kept: reader::Composition, view: &View) -> Self {
        let function = |kept| CentreFunction { kept, view: view.clone() };
        Self {
            shown_on: Date(kept.on),
            is_draft: kept.is_draft,
            is_ended: kept.is_ended,
            seats: kept.seats.into_iter().map(|seat| CompositionSeat::new(seat, view)).collect(),
            blocks: kept.blocks.into_iter().map(CompositionBlock::from).collect(),
            acts: kept.acts.into_iter().map(LegalAct::from).collect(),
            functions: kept.functions.into_iter().map(function).collect(),
            people: kept.people.into_iter().map(User::from).collect(),
        }
    }
}

impl CompositionSeat {
    fn new(seat: reader::SeatView, view: &View) -> Self {
        let appointment = |kept| Appointment { kept, view: view.clone() };
        Self {
            id: ids::write(seat.id),
            code: seat.code,
            kind: seat.kind,
            position: seat.position,
            roles: seat.roles.into_iter().map(|role| word::role(role).to_owned()).collect(),
            is_vacant: seat.is_vacant,
            is_external: seat.is_external,
            is_by_agreement: seat.is_by_agreement,
            appointments: seat.appointments.into_iter().map(appointment).collect(),
            blocks: seat.blocks,
            directions: seat.directions,
            warnings: seat.warnings,
        }
    }
}

impl From<reader::BlockView> for CompositionBlock {
    fn from(block: reader::BlockView) -> Self {
        let versions = block.versions.into_iter().map(|(version, act)| BlockVersion {
            version: version.version,
            name: version.name,
            from_on: Date(version.from_on),
            to_on: version.to_on.map(Date),
            act,
        });
        Self { id: ids::write(block.id), code: block.code, name: block.name, versions: versions.collect() }
    }
}

impl From<reader::ActView> for LegalAct {
    fn from(act: reader::ActView) -> Self {
        Self {
            id: ids::write(act.id),
            kind: act.kind,
            number: act.number,
            signed_on: act.signed_on.map(Date),
            title: act.title,
            effective_on: act.effective_on.map(Date),
            is_draft: act.is_draft,
            supersedes: act.supersedes,
        }
    }
}
