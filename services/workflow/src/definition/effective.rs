//! The effective definition: base, region and tenant flattened, each value with where it comes from.
//!
//! Immutable once published; instances pin it. Names of states, acts, clocks and steps are stable ids that
//! overlays address; titles, amounts and steps are what an overlay may change.

use std::collections::BTreeMap;

use otklik_domain::access::Action;
use otklik_domain::audience::Audience;
use otklik_domain::reply;
use otklik_domain::subject::Phase;
use otklik_domain::topic::Class;
use serde::{Deserialize, Serialize};

use crate::escalation::offset::Offset;
use crate::sla::amount::{Amount, Span};

otklik_domain::codes! {
    /// Which layer said a value.
    pub enum Origin {
        /// The product.
        Base = "base",
        /// The region.
        Region = "region",
        /// The tenant.
        Tenant = "tenant",
    }
}

otklik_domain::codes! {
    /// What a clock measures.
    pub enum ClockKind {
        /// The case: anchored once per generation.
        Case = "case",
        /// One stage: anew at each entry of its state.
        Stage = "stage",
    }
}

otklik_domain::codes! {
    /// How a due date that falls outside working time moves.
    pub enum Roll {
        /// It does not.
        None = "none",
        /// The clock counts from the next opening.
        NextOpening = "next_opening",
        /// Control due is the end of the working day before.
        Previous = "previous",
        /// As before, unless fewer than four working hours would be left.
        GuardedPrevious = "guarded_previous",
    }
}

otklik_domain::codes! {
    /// Where a limit comes from.
    pub enum Basis {
        /// An article: an overlay may shorten it, never lengthen.
        Law = "law",
        /// Published regional rules or clerical habit.
        Practice = "practice",
        /// Chosen by the product.
        Assumption = "assumption",
    }
}

otklik_domain::codes! {
    /// What the date carried by the source does to a clock.
    pub enum SourceDate {
        /// Is shown and sorted by.
        Shown = "shown",
        /// Is the date that counts.
        Counts = "counts",
    }
}

otklik_domain::codes! {
    /// An input that an act may need.
    pub enum Field {
        /// The person it is given to.
        Assignee = "assignee",
        /// An entry of the act's closed list.
        Reason = "reason",
        /// Free words.
        Note = "note",
        /// A reply.
        Reply = "reply",
        /// Where the answer was given.
        PublishedAt = "published_at",
        /// A promised date.
        Promised = "promised",
    }
}

otklik_domain::codes! {
    /// What an act does beside moving to a state; some refuse.
    pub enum Effect {
        /// Puts the named person on it.
        Assign = "assign",
        /// Puts the person who acts on it.
        Take = "take",
        /// Takes the person off it.
        Unassign = "unassign",
        /// Counts one more bounce; refuses after the last one allowed.
        Bounce = "bounce",
        /// Keeps the submitted reply.
        DraftSubmit = "draft_submit",
        /// Approves it; refuses its author unless the act of the tenant combines the two.
        DraftApprove = "draft_approve",
        /// Sends it back to its author.
        DraftReturn = "draft_return",
        /// Gives the approved reply to the author of the case; refuses another kind of reply.
        Publish = "publish",
        /// Keeps the promised date.
        Promise = "promise",
    }
}

/// A value and the layer that said it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Valued<T> {
    /// The value.
    pub value: T,
    /// Who said it.
    pub origin: Origin,
}

impl<T> Valued<T> {
    /// A value of the product.
    pub const fn base(value: T) -> Self {
        Self { value, origin: Origin::Base }
    }
}

/// A published definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effective {
    /// Stable name: `message_incident`.
    pub name: String,
    /// Name for people.
    pub title: Valued<String>,
    /// How a subject comes in; its target is the first state.
    pub entry: Transition,
    /// How many bounces there are and who decides after the last.
    pub bounces: Valued<Bounces>,
    /// States in the order of the file.
    pub states: Vec<State>,
    /// Clocks in the order of the file.
    pub clocks: Vec<Clock>,
}

/// The limit of sending back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bounces {
    /// The last one that is possible.
    pub most: u16,
    /// Who owns the returned item after the last one.
    pub decided_by: Audience,
}

/// A state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Stable name: `IN_WORK`.
    pub name: String,
    /// Name for people.
    pub title: Valued<String>,
    /// Our word for it.
    pub phase: Phase,
    /// Who owns what stands here.
    pub owners: Vec<Audience>,
    /// Who owns it on days off; the same as `owners` when empty.
    pub owners_on_days_off: Vec<Audience>,
    /// What can be done here.
    pub acts: Vec<Transition>,
}

/// An act that is possible in a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transition {
    /// Stable name: `send_back`.
    pub act: String,
    /// Name for people, on the button.
    pub title: Valued<String>,
    /// The state it leads to; none when it stays.
    pub to: Option<String>,
    /// Who does it, for people; the rights decide.
    pub by: Vec<Audience>,
    /// The right it needs; none for an act of SYSTEM alone.
    pub action: Option<Action>,
    /// Inputs it needs.
    pub required: Vec<Field>,
    /// Closed list of reasons; no reason is taken when empty.
    pub reasons: Vec<Choice>,
    /// Closed list of ways to answer without a link.
    pub ways: Vec<Choice>,
    /// The kind of reply it submits or publishes.
    pub reply: Option<reply::Kind>,
    /// What it does.
    pub effects: Vec<Effect>,
    /// It starts no clock of the case here, though an act of this name does elsewhere.
    pub starts_no_clock: bool,
    /// Only so many days after the state was entered.
    pub within_days: Option<u16>,
    /// May be taken back for some seconds: it left no trace outside.
    pub undoable: bool,
    /// Why nobody is offered it yet.
    pub unavailable: Option<String>,
}

/// An entry of a closed list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Stable code.
    pub code: String,
    /// Name for people.
    pub title: Valued<String>,
}

/// A clock with its own copy of the ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// Stable name: `first_reply`.
    pub name: String,
    /// Name for people.
    pub title: Valued<String>,
    /// What it measures.
    pub kind: ClockKind,
    /// What it gives, by class of the topic; all classes are present.
    pub amounts: BTreeMap<Class, Valued<Amount>>,
    /// How its due date moves.
    pub roll: Valued<Roll>,
    /// Where the limit comes from.
    pub basis: Basis,
    /// What the date of the source does to it.
    pub source_date: Option<SourceDate>,
    /// Acts that start a clock of the case.
    pub starts: Vec<String>,
    /// States whose entry starts a clock of the stage.
    pub starts_in: Vec<String>,
    /// Acts it waits for.
    pub met_by: Vec<String>,
    /// The act of SYSTEM at the due moment.
    pub on_due: Option<String>,
    /// The ladder it was copied from.
    pub ladder: String,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// A step of a ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Stable id: its offset in the default.
    pub id: String,
    /// Where it stands.
    pub after: Valued<Offset>,
    /// The least time after due, for a share of the amount.
    pub at_least: Option<Valued<Span>>,
    /// Only from this generation of the clock on.
    pub from_generation: u32,
    /// Whom it draws in.
    pub audiences: Valued<Vec<Audience>>,
    /// An overlay may switch it off.
    pub enabled: Valued<bool>,
}

impl Effective {
    /// A state by its name.
    pub fn state(&self, name: &str) -> Option<&State> {
        self.states.iter().find(|state| state.name == name)
    }

    /// A clock by its name.
    pub fn clock(&self, name: &str) -> Option<&Clock> {
        self.clocks.iter().find(|clock| clock.name == name)
    }

    /// An act of a state.
    pub fn transition(&self, state: &str, act: &str) -> Option<&Transition> {
        self.state(state)?.acts.iter().find(|transition| transition.act == act)
    }
}

impl Clock {
    /// Whether its amount differs by class, directly or through a share of another clock.
    pub(crate) fn hangs_on_class(&self) -> bool {
        let mut amounts = self.amounts.values().map(|amount| &amount.value);
        let first = amounts.next();
        matches!(first, Some(Amount::Share { .. })) || amounts.any(|other| Some(other) != first)
    }
}

impl Transition {
    /// Done by the engine alone, from a clock.
    pub fn is_of_system(&self) -> bool {
        self.by == [Audience::System]
    }
}
