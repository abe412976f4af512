//! What can be asked of the engine.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use otklik_domain::id::{TimerId, UserId};
use otklik_domain::reply;

use crate::definition::effective::Field;

/// A request to change an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// A transition of the definition by a person, or by SYSTEM from a clock's `on_due`.
    Act(Act),
    /// Time has passed: fire whatever is due at `now`.
    Tick,
    /// The topic changed: clocks whose amount hangs on the class are counted anew from their anchor.
    Reclassify,
    /// The calendar changed (a decree came, a regional day off): every running clock is counted anew from its anchor.
    Recount,
    /// A person takes notice of a step («вижу, решаю до …»): the next step waits once, one working day at most.
    Acknowledge {
        /// Which clock.
        timer: TimerId,
        /// Which step.
        step: String,
        /// Why and until when, in words.
        note: String,
    },
}

/// A transition with what it needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Act {
    /// Name in the definition: `assign`.
    pub name: String,
    /// Who acts; none for SYSTEM.
    pub user: Option<UserId>,
    /// The person it is given to.
    pub assignee: Option<UserId>,
    /// An entry of the act's closed list.
    pub reason: Option<String>,
    /// Free words beside the reason.
    pub note: Option<String>,
    /// What the submitted reply does.
    pub reply: Option<reply::Kind>,
    /// Where the answer was given: a link or a way of the closed list.
    pub published_at: Option<String>,
    /// A promised date.
    pub promised: Option<NaiveDate>,
    /// The date of registration, also one of an outside record-keeping system.
    pub registered_on: Option<NaiveDate>,
    /// The last day of an extended term.
    pub until: Option<NaiveDate>,
    /// Fields whose content the use case checks and keeps itself: that they are there is all the engine knows.
    pub given: BTreeSet<Field>,
}
