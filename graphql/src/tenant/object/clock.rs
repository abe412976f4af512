//! Clocks of a case with the ladders that hang on them.

use std::collections::HashMap;

use async_graphql::{ID, Object, SimpleObject};
use otklik_app::reader::{self, Acknowledgement, CaseRow, StepRow};
use otklik_domain::audit::Actor;
use otklik_domain::id::TimerId;
use otklik_workflow::{event, instance};

use super::user::User;
use crate::shared::error::Failure;
use crate::shared::ids;
use crate::shared::scalar::DateTime;
use crate::shared::words::{Audience, CallOutcome, Lateness, TimerState};
use crate::tenant::loader::View;

/// A clock of the definition, running or run.
#[derive(SimpleObject, Clone)]
pub struct Clock {
    /// Opaque id of its row.
    pub id: ID,
    /// Name in the definition.
    pub clock: String,
    /// Name for people.
    pub title: String,
    /// Whether it counts.
    pub state: TimerState,
    /// The moment it counts from.
    pub anchor_at: DateTime,
    /// The rolled date, for alarms.
    pub control_due_at: DateTime,
    /// The date of the law.
    pub legal_due_at: Option<DateTime>,
    /// The date carried by the source.
    pub source_due_at: Option<DateTime>,
    /// How late this clock is.
    pub lateness: Lateness,
    /// Whether it is a clock of the case and not of a stage.
    pub is_case_clock: bool,
    /// Why this date: the steps of the count, for people.
    pub explanation: Vec<String>,
    /// Whether its dates stand on a provisional calendar and may move.
    pub is_provisional: bool,
    /// Rungs of its ladder in order of their moments.
    pub steps: Vec<Step>,
}

/// A rung of a ladder with its moment.
#[derive(Clone)]
pub struct Step {
    planned: instance::PlannedStep,
    fired: Option<StepRow>,
    can_acknowledge: bool,
    view: View,
}

/// One audience of a step and what became of it.
#[derive(Clone)]
pub struct Call {
    call: event::Call,
    view: View,
}

/// The clocks of a case; one statement for the steps of all of them.
pub(super) async fn clocks(case: &CaseRow, view: &View) -> Result<Vec<Clock>, Failure> {
    let reader = view.reader();
    let found = reader.clocks(case).await?;
    let mut fired: HashMap<(TimerId, u32, String), StepRow> = reader
        .steps(case)
        .await?
        .into_iter()
        .map(|row| ((row.timer, row.generation, row.step.clone()), row))
        .collect();
    Ok(found.into_iter().map(|clock| of(clock, case, &mut fired, view)).collect())
}

fn of(
    clock: reader::Clock,
    case: &CaseRow,
    fired: &mut HashMap<(TimerId, u32, String), StepRow>,
    view: &View,
) -> Clock {
    let timer = clock.timer;
    let steps = timer.steps.into_iter().map(|planned| {
        let row = fired.remove(&(timer.id, timer.generation, planned.id.clone()));
        let can_acknowledge = row.as_ref().is_some_and(|row| view.reader().can_acknowledge(case, row));
        Step { planned, fired: row, can_acknowledge, view: view.clone() }
    });
    Clock {
        id: ids::write(timer.id),
        clock: timer.clock,
        title: clock.title,
        state: timer.state.into(),
        anchor_at: timer.anchor.into(),
        control_due_at: timer.due.control.into(),
        legal_due_at: timer.due.legal.map(DateTime),
        source_due_at: timer.due.source.map(DateTime),
        lateness: timer.lateness.into(),
        is_case_clock: clock.is_case,
        explanation: clock.explanation,
        is_provisional: clock.is_provisional,
        steps: steps.collect(),
    }
}

impl Step {
    fn taken(&self) -> Option<&Acknowledgement> {
        self.fired.as_ref().and_then(|row| row.acknowledgement.as_ref())
    }
}

/// A rung of a ladder with its moment.
#[Object]
impl Step {
    /// Its offset in the product's default, which stays when a tenant moves it.
    async fn id(&self) -> &str {
        &self.planned.id
    }

    /// When it fires.
    async fn at(&self) -> DateTime {
        self.planned.at.into()
    }

    /// To whom.
    async fn audiences(&self) -> Vec<Audience> {
        self.planned.audiences.iter().copied().map(Audience::from).collect()
    }

    /// When it fired; empty while it is planned.
    async fn fired_at(&self) -> Option<DateTime> {
        self.fired.as_ref().map(|row| row.fired_at.into())
    }

    /// Each audience asked, once it has fired.
    async fn calls(&self) -> Vec<Call> {
        let calls = self.fired.as_ref().map(|row| row.calls.clone()).unwrap_or_default();
        calls.into_iter().map(|call| Call { call, view: self.view.clone() }).collect()
    }

    /// Whether it asks for an act and not only tells.
    async fn asks_for_act(&self) -> bool {
        self.fired.as_ref().is_some_and(|row| row.asks_for_act)
    }

    /// When somebody took notice of it.
    async fn acknowledged_at(&self) -> Option<DateTime> {
        self.taken().map(|notice| notice.at.into())
    }

    /// Who took notice of it; empty also for a person of another tenant.
    async fn acknowledged_by(&self) -> Result<Option<User>, Failure> {
        match self.taken().map(|notice| notice.by) {
            Some(Actor::User { user, .. }) => Ok(self.view.users(&[user]).await?.pop()),
            Some(Actor::System | Actor::Operator) | None => Ok(None),
        }
    }

    /// What was said with it.
    async fn acknowledgement_note(&self) -> Option<String> {
        self.taken().map(|notice| notice.note.clone())
    }

    /// Whether the caller may take notice of it now.
    async fn can_acknowledge(&self) -> bool {
        self.can_acknowledge
    }
}

/// One audience of a step and what became of it.
#[Object]
impl Call {
    /// Whom the ladder names.
    async fn asked(&self) -> Audience {
        self.call.asked.into()
    }

    /// Who stands in: the same, or the first filled post to the right.
    async fn reached(&self) -> Option<Audience> {
        self.call.reached.map(Audience::from)
    }

    /// Whether they were told.
    async fn outcome(&self) -> CallOutcome {
        self.call.outcome.into()
    }

    /// The people, by position.
    async fn people(&self) -> Result<Vec<User>, Failure> {
        self.view.users(&self.call.people).await
    }
}
