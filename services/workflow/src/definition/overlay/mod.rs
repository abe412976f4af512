//! Overlays: typed operations on the stable ids of a definition, as the files of tenants and regions write them.
//!
//! [`parse_operation`] knows the grammar alone, so that an operation on a definition that is not shipped yet can be
//! read and kept; [`apply`] finds the ids, sets the values with their origin and checks the whole graph again.

mod apply;
mod grammar;
mod line;

pub use apply::{Fault, apply};
pub use grammar::parse_operation;
pub use line::{Line, To};

use otklik_domain::audience::Audience;
use otklik_domain::topic::Class;
use serde::{Deserialize, Serialize};

use crate::escalation::offset::Offset;
use crate::sla::amount::Amount;

/// One operation with where the act of the centre says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Line", into = "Line")]
pub struct Operation {
    /// What it changes.
    pub change: Change,
    /// Clause of the act.
    pub clause: Option<String>,
    /// Why, where the act is silent.
    pub why: Option<String>,
}

/// What an operation changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// What a clock gives, for one class or for all.
    ClockAmount {
        /// The clock.
        clock: String,
        /// The class; all of them when none is named.
        class: Option<Class>,
        /// How much.
        amount: Amount,
    },
    /// How people call a clock.
    ClockTitle {
        /// The clock.
        clock: String,
        /// The name.
        title: String,
    },
    /// Where a step of a clock's ladder stands.
    StepAfter {
        /// The clock.
        clock: String,
        /// The step.
        step: String,
        /// Its place.
        after: Offset,
    },
    /// Whom a step draws in.
    StepTo {
        /// The clock.
        clock: String,
        /// The step.
        step: String,
        /// Whom.
        to: Vec<Audience>,
    },
    /// A step is switched on or off.
    StepEnabled {
        /// The clock.
        clock: String,
        /// The step.
        step: String,
        /// On.
        enabled: bool,
    },
    /// Who owns a state.
    StateOwners {
        /// The state.
        state: String,
        /// Who.
        owners: Vec<Audience>,
    },
    /// How people call a state.
    StateTitle {
        /// The state.
        state: String,
        /// The name.
        title: String,
    },
    /// How people call an act.
    ActTitle {
        /// The state it belongs to.
        state: String,
        /// The act.
        act: String,
        /// The name.
        title: String,
    },
    /// Who does an act.
    ActBy {
        /// The state it belongs to.
        state: String,
        /// The act.
        act: String,
        /// Who.
        by: Vec<Audience>,
    },
    /// An act is switched on or off.
    ActEnabled {
        /// The state it belongs to.
        state: String,
        /// The act.
        act: String,
        /// On.
        enabled: bool,
    },
    /// The last bounce that is possible.
    MostBounces(u16),
}

/// Why a text is no operation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Problem {
    /// Stable code: `OVERLAY_UNKNOWN_PATH`, `OVERLAY_WRONG_VALUE`.
    pub code: &'static str,
    /// A Russian sentence that says what to do.
    pub message: String,
}

impl Problem {
    fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

impl Operation {
    /// `set`, `enable` or `disable`.
    pub fn verb(&self) -> &'static str {
        match &self.change {
            Change::StepEnabled { enabled, .. } | Change::ActEnabled { enabled, .. } => {
                if *enabled {
                    "enable"
                } else {
                    "disable"
                }
            }
            _ => "set",
        }
    }

    /// The stable ids it addresses: `clock.final.step.plus_1wd.after`.
    pub fn path(&self) -> String {
        match &self.change {
            Change::ClockAmount { clock, class: None, .. } => format!("clock.{clock}.amount"),
            Change::ClockAmount { clock, class: Some(class), .. } => format!("clock.{clock}.amount.{class}"),
            Change::ClockTitle { clock, .. } => format!("clock.{clock}.title"),
            Change::StepAfter { clock, step, .. } => format!("clock.{clock}.step.{step}.after"),
            Change::StepTo { clock, step, .. } => format!("clock.{clock}.step.{step}.to"),
            Change::StepEnabled { clock, step, .. } => format!("clock.{clock}.step.{step}"),
            Change::StateOwners { state, .. } => format!("state.{state}.owners"),
            Change::StateTitle { state, .. } => format!("state.{state}.title"),
            Change::ActTitle { state, act, .. } => format!("act.{state}.{act}.title"),
            Change::ActBy { state, act, .. } => format!("act.{state}.{act}.by"),
            Change::ActEnabled { state, act, .. } => format!("act.{state}.{act}"),
            Change::MostBounces(_) => "bounces.most".to_owned(),
        }
    }

    /// What it sets; none where it only switches.
    pub fn to(&self) -> Option<To> {
        let codes = |all: &[Audience]| To::Many(all.iter().map(Audience::to_string).collect());
        match &self.change {
            Change::ClockAmount { amount, .. } => Some(To::One(amount.to_string())),
            Change::StepAfter { after, .. } => Some(To::One(after.to_string())),
            Change::StepTo { to, .. } => Some(codes(to)),
            Change::StateOwners { owners, .. } => Some(codes(owners)),
            Change::ActBy { by, .. } => Some(codes(by)),
            Change::ClockTitle { title, .. }
            | Change::StateTitle { title, .. }
            | Change::ActTitle { title, .. } => Some(To::One(title.clone())),
            Change::MostBounces(most) => Some(To::Number((*most).into())),
            Change::StepEnabled { .. } | Change::ActEnabled { .. } => None,
        }
    }
}
