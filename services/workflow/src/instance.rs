//! Where one subject stands in its definition: the value that `decide` reads and `evolve` changes.

use chrono::{DateTime, NaiveDate, Utc};
use otklik_domain::audience::Audience;
use otklik_domain::id::{TimerId, UserId};
use otklik_domain::reply;
use otklik_domain::standing::{Lateness, Level};
use otklik_domain::subject::Phase;
use serde::{Deserialize, Serialize};

use crate::definition::effective::ClockKind;
use crate::sla::amount::Amount;

/// A running subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// State of the definition; empty before the entry.
    pub state: String,
    /// When that state was entered.
    pub entered_at: DateTime<Utc>,
    /// Phase of that state.
    pub phase: Phase,
    /// The person on it.
    pub assignee: Option<UserId>,
    /// How often it was sent back.
    pub bounces: u16,
    /// The reply that waits for approval or publishing.
    pub draft: Option<Draft>,
    /// The promised date, once answered by a postponement.
    pub promised: Option<NaiveDate>,
    /// How often a promise was moved.
    pub promises_moved: u16,
    /// The date of registration.
    #[serde(default)]
    pub registered_on: Option<NaiveDate>,
    /// The last day of the extended term of the law, once it was extended.
    #[serde(default)]
    pub extended_until: Option<NaiveDate>,
    /// How late it is now.
    pub lateness: Lateness,
    /// The highest rung drawn in so far.
    pub level: Level,
    /// Every clock that ever ran, in order of start.
    pub timers: Vec<Timer>,
}

/// A reply under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Who wrote it.
    pub author: UserId,
    /// What it does.
    pub kind: reply::Kind,
    /// The date a postponement promises; becomes the promise when it is published.
    pub promised: Option<NaiveDate>,
    /// Whether it is approved; a signature leads to another state and needs no mark here.
    pub approved: bool,
}

/// A clock of the definition, running or run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timer {
    /// Its row.
    pub id: TimerId,
    /// Name in the definition: `first_reply`.
    pub clock: String,
    /// Of the case or of one stage.
    pub kind: ClockKind,
    /// How much was given, with the class and shares of other clocks already applied.
    pub amount: Amount,
    /// The act of SYSTEM at the due moment.
    pub on_due: Option<String>,
    /// 1 at first; grows on restart and reopen.
    pub generation: u32,
    /// Running, met or cancelled.
    pub state: TimerState,
    /// The instant it counts from.
    pub anchor: DateTime<Utc>,
    /// Its dates.
    pub due: Due,
    /// Steps of its ladder in order of their moments.
    pub steps: Vec<PlannedStep>,
    /// Next moment at which the sweep must look; none when nothing is left.
    pub next_at: Option<DateTime<Utc>>,
    /// How late this clock is.
    pub lateness: Lateness,
}

/// Dates of a clock as instants; `counts` is the one that enters figures.
///
/// A date in days ends at the next local midnight; a control date ends with the working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// Rolled date, for alarms.
    pub control: DateTime<Utc>,
    /// Date of the law.
    pub legal: Option<DateTime<Utc>>,
    /// Date carried by the source.
    pub source: Option<DateTime<Utc>>,
    /// The date that counts: legal, else source where the definition lets it count, else the clock's own
    /// date; never before `control` (the guard of 0.8 may move control behind the law's date).
    pub counts: DateTime<Utc>,
}

/// Where a timer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TimerState {
    /// Counts.
    Running,
    /// Ended by the act it waited for.
    Met,
    /// Ended because nothing is due any more.
    Cancelled,
}

/// A rung with its moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each kept and shown by itself")]
pub struct PlannedStep {
    /// Offset in the default: `p50`, `due`, `plus_4wh`.
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// To whom.
    pub audiences: Vec<Audience>,
    /// Fired in this generation.
    pub fired: bool,
    /// People told when it fired.
    pub drawn_in: Vec<UserId>,
    /// It told somebody from MANAGER upward, who must act or acknowledge.
    pub asks_for_act: bool,
    /// Somebody took notice of it.
    pub acknowledged: bool,
    /// An acknowledgement of an earlier step has put it off; that happens once.
    pub put_off: bool,
}

impl Instance {
    /// The value before the entry; the events of `enter` make a running subject of it.
    pub const fn before_entry() -> Self {
        Self {
            state: String::new(),
            entered_at: DateTime::<Utc>::UNIX_EPOCH,
            phase: Phase::New,
            assignee: None,
            bounces: 0,
            draft: None,
            promised: None,
            promises_moved: 0,
            registered_on: None,
            extended_until: None,
            lateness: Lateness::OnTime,
            level: Level::None,
            timers: Vec::new(),
        }
    }

    /// The clocks that count now.
    pub fn running(&self) -> impl Iterator<Item = &Timer> {
        self.timers.iter().filter(|timer| timer.state == TimerState::Running)
    }

    /// One clock by its row.
    pub fn timer(&self, id: TimerId) -> Option<&Timer> {
        self.timers.iter().find(|timer| timer.id == id)
    }

    /// The next moment at which the sweep must look.
    pub fn next_at(&self) -> Option<DateTime<Utc>> {
        self.running().filter_map(|timer| timer.next_at).min()
    }
}
