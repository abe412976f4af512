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
use serde::{Deserialize, Deserializer, Serialize};

pub use super::words::{Basis, ClockKind, Effect, Field, Origin, Roll, SourceDate};
use crate::escalation::offset::Offset;
use crate::law::Term;
use crate::sla::amount::{Amount, Span};

/// A value and the layer that said it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Valued<T> {
    /// The value.
    pub value: T,
    /// Who said it.
    pub origin: Origin,
}

/// Reads a value that earlier versions kept bare.
fn valued_or_bare<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Valued<T>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either<T> {
        Valued(Valued<T>),
        Bare(T),
    }
    Ok(match Either::deserialize(from)? {
        Either::Valued(valued) => valued,
        Either::Bare(value) => Valued::base(value),
    })
}

const fn on() -> Valued<bool> {
    Valued::base(true)
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
    /// Notices of its ladders go out at night and on days off as well.
    #[serde(default)]
    pub round_the_clock: bool,
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
    #[serde(deserialize_with = "valued_or_bare")]
    pub owners: Valued<Vec<Audience>>,
    /// Who owns it on days off; the same as `owners` when empty.
    pub owners_on_days_off: Vec<Audience>,
    /// What can be done here.
    pub acts: Vec<Transition>,
}

/// An act that is possible in a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "independent marks of an act, each written by itself")]
pub struct Transition {
    /// Stable name: `send_back`.
    pub act: String,
    /// Name for people, on the button.
    pub title: Valued<String>,
    /// The state it leads to; none when it stays.
    pub to: Option<String>,
    /// Who does it, for people; the rights decide.
    #[serde(deserialize_with = "valued_or_bare")]
    pub by: Valued<Vec<Audience>>,
    /// The right it needs; none for an act of SYSTEM alone.
    pub action: Option<Action>,
    /// Inputs it needs.
    pub required: Vec<Field>,
    /// Closed list of reasons; no reason is taken when empty.
    pub reasons: Vec<Choice>,
    /// Closed list of ways to answer without a link.
    pub ways: Vec<Choice>,
    /// Only those ways, no link.
    #[serde(default)]
    pub ways_only: bool,
    /// The kind of reply it submits or publishes.
    pub reply: Option<reply::Kind>,
    /// What it does.
    pub effects: Vec<Effect>,
    /// The reply it gives may come back undelivered and is kept for another try.
    #[serde(default)]
    pub keeps_draft: bool,
    /// It starts no clock of the case here, though an act of this name does elsewhere.
    pub starts_no_clock: bool,
    /// Only while this clock runs.
    #[serde(default)]
    pub while_clock: Option<String>,
    /// Only so many days after the state was entered.
    pub within_days: Option<u16>,
    /// May be taken back for some seconds: it left no trace outside.
    pub undoable: bool,
    /// Why nobody is offered it yet.
    pub unavailable: Option<String>,
    /// An overlay may switch it off.
    #[serde(default = "on")]
    pub enabled: Valued<bool>,
}

/// An entry of a closed list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Stable code.
    pub code: String,
    /// Name for people.
    pub title: Valued<String>,
    /// Inputs that the act needs when this entry is chosen.
    #[serde(default)]
    pub needs: Vec<Field>,
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
    /// What it gives for single topics; wins over the class.
    #[serde(default)]
    pub amounts_by_topic: BTreeMap<String, Valued<Amount>>,
    /// How its due date moves.
    pub roll: Valued<Roll>,
    /// Where the limit comes from.
    pub basis: Basis,
    /// The term of the law that bounds it; present where the basis is law.
    #[serde(default)]
    pub law: Option<Term>,
    /// It runs only for what came from an outside system.
    #[serde(default)]
    pub needs_source: bool,
    /// What the date of the source does to it.
    pub source_date: Option<SourceDate>,
    /// Acts that start a clock of the case, or start a clock of the stage anew inside its stage.
    pub starts: Vec<String>,
    /// The stage of a clock of the stage: entering it starts the clock, moving between its states does not.
    pub starts_in: Vec<String>,
    /// Acts after which an ended clock goes on from its anchor.
    #[serde(default)]
    pub resumes: Vec<String>,
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

    /// Whether acts that send back lead to a state.
    pub(crate) fn takes_bounces(&self, state: &str) -> bool {
        let mut acts = self.states.iter().flat_map(|it| &it.acts);
        acts.any(|act| act.effects.contains(&Effect::Bounce) && act.to.as_deref() == Some(state))
    }

    /// An act of a state.
    pub fn transition(&self, state: &str, act: &str) -> Option<&Transition> {
        self.state(state)?.acts.iter().find(|transition| transition.act == act)
    }
}

impl Clock {
    /// Everything it may give.
    pub(crate) fn all_amounts(&self) -> impl Iterator<Item = &Amount> {
        self.amounts.values().chain(self.amounts_by_topic.values()).map(|amount| &amount.value)
    }

    /// What it gives for a topic of a class.
    pub(crate) fn amount(&self, class: Class, topic: &str) -> Option<&Amount> {
        self.amounts_by_topic.get(topic).or_else(|| self.amounts.get(&class)).map(|amount| &amount.value)
    }

    /// Whether its amount differs by topic, directly or through a share of another clock.
    pub(crate) fn hangs_on_topic(&self) -> bool {
        let mut amounts = self.amounts.values().map(|amount| &amount.value);
        let first = amounts.next();
        matches!(first, Some(Amount::Share { .. }))
            || !self.amounts_by_topic.is_empty()
            || amounts.any(|other| Some(other) != first)
    }
}

impl Transition {
    /// Done by the engine alone, from a clock.
    pub fn is_of_system(&self) -> bool {
        self.by.value == [Audience::System]
    }

    /// Whether it can be done at all: the product has what it needs, and no overlay has switched it off.
    pub fn is_offered(&self) -> bool {
        self.unavailable.is_none() && self.enabled.value
    }
}
