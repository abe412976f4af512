//! What happened, as values: storage keeps them, jobs announce them.

use chrono::{DateTime, NaiveDate, Utc};
use otklik_domain::audience::Audience;
use otklik_domain::id::{TimerId, UserId};
use otklik_domain::reply;
use otklik_domain::standing::{Lateness, Level};
use otklik_domain::subject::Phase;
use serde::{Deserialize, Serialize};

use crate::definition::effective::ClockKind;
use crate::instance::{Due, PlannedStep};
use crate::sla::amount::Amount;

/// One change of an instance; `evolve` applies it, the timeline shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// An act was done (also one that stays in its state).
    Acted {
        /// Name of the act.
        act: String,
        /// Entry of its closed list.
        reason: Option<String>,
        /// Words.
        note: Option<String>,
    },
    /// A state was entered.
    Entered {
        /// State of the definition.
        state: String,
        /// Its phase.
        phase: Phase,
        /// When.
        at: DateTime<Utc>,
    },
    /// A person was put on it.
    Assigned {
        /// Who.
        assignee: UserId,
    },
    /// Nobody is on it any more.
    Unassigned,
    /// It was sent back once more.
    Bounced {
        /// How often by now.
        bounces: u16,
    },
    /// A reply was submitted.
    DraftSubmitted {
        /// Who wrote it.
        author: UserId,
        /// What it does.
        kind: reply::Kind,
        /// The date a postponement promises.
        promised: Option<NaiveDate>,
    },
    /// The reply was approved.
    DraftApproved {
        /// Author and approver are one person, by the act.
        self_approval: bool,
    },
    /// The reply went back to its author.
    DraftReturned,
    /// The approved reply was signed.
    Signed {
        /// By whom.
        by: UserId,
    },
    /// The reply was given to the author of the case.
    Published {
        /// What it did.
        kind: reply::Kind,
        /// Link or way.
        published_at: String,
        /// The reply may come back undelivered, so it stays at hand.
        #[serde(default)]
        kept: bool,
    },
    /// A date was promised.
    Promised {
        /// Until when.
        on: NaiveDate,
        /// A promise existed and was moved.
        moved: bool,
    },
    /// It was registered under the law.
    Registered {
        /// On which date.
        on: NaiveDate,
    },
    /// The term of the law was extended.
    Extended {
        /// To the end of which date.
        until: NaiveDate,
    },
    /// A clock started.
    TimerStarted {
        /// Its row.
        timer: TimerId,
        /// Name in the definition.
        clock: String,
        /// Of the case or of one stage.
        kind: ClockKind,
        /// Generation.
        generation: u32,
        /// How much was given.
        amount: Amount,
        /// The act of SYSTEM at the due moment.
        on_due: Option<String>,
        /// Counts from.
        anchor: DateTime<Utc>,
        /// Dates.
        due: Due,
        /// Ladder.
        steps: Vec<PlannedStep>,
    },
    /// A clock got other dates from the same anchor; fired steps stay fired.
    TimerMoved {
        /// Its row.
        timer: TimerId,
        /// How much is given now.
        amount: Amount,
        /// Dates.
        due: Due,
        /// Ladder with what has fired.
        steps: Vec<PlannedStep>,
    },
    /// A clock that had ended goes on from its anchor, in its generation.
    TimerResumed {
        /// Its row.
        timer: TimerId,
    },
    /// The act a clock waited for was done.
    TimerMet {
        /// Its row.
        timer: TimerId,
    },
    /// Nothing is due any more.
    TimerCancelled {
        /// Its row.
        timer: TimerId,
    },
    /// A step of a ladder fired.
    StepFired {
        /// Its timer.
        timer: TimerId,
        /// Name of the clock.
        clock: String,
        /// Generation of the timer.
        generation: u32,
        /// Step id.
        step: String,
        /// Its moment.
        at: DateTime<Utc>,
        /// When its notices go out: the next opening where the moment lies outside working time.
        #[serde(default)]
        deliver_at: DateTime<Utc>,
        /// Each audience asked, and what became of it.
        calls: Vec<Call>,
        /// Asks for an act: from MANAGER upward.
        asks_for_act: bool,
    },
    /// A step was acknowledged; the next one waits until then.
    StepAcknowledged {
        /// Its timer.
        timer: TimerId,
        /// Step id.
        step: String,
        /// Words.
        note: String,
        /// Until when the next step waits; none when it does not exist.
        next_waits_until: Option<DateTime<Utc>>,
    },
    /// The lateness of a clock flipped.
    Late {
        /// Its timer.
        timer: TimerId,
        /// What it is now.
        lateness: Lateness,
    },
    /// The subject climbed to a rung.
    Climbed {
        /// Highest rung by now.
        level: Level,
    },
}

/// What became of one audience of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Whom the ladder names.
    pub asked: Audience,
    /// Who stands in: the same, or the first filled post to the right; none when there is none.
    pub reached: Option<Audience>,
    /// The people.
    pub people: Vec<UserId>,
    /// Why it is told or only recorded.
    pub outcome: CallOutcome,
    /// The composition has the post that was asked, and nobody holds it.
    #[serde(default)]
    pub vacant: bool,
}

/// Whether an audience is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CallOutcome {
    /// Told.
    Told,
    /// The post is empty and nobody stands to the right: «поста нет».
    NoPost,
    /// All its people were drawn in by an earlier step of the same clock.
    DrawnInBefore,
    /// A higher step fired at the same moment after a stop; only that one tells.
    Overtaken,
}
