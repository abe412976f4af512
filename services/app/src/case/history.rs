//! The history of a case in words: act and state titles are the tenant's, from its definition.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use otklik_domain::audience::Audience;
use otklik_domain::audit::Actor;
use otklik_domain::id::{SubjectId, TimelineId, UserId};
use otklik_domain::standing::Lateness;
use otklik_storage::Tx;
use otklik_storage::query::timeline::TimelineRow;
use otklik_workflow::event::{Call, CallOutcome, Event};
use otklik_workflow::{Effective, Transition};
use serde::{Deserialize, Serialize};

use super::route::ROUTE;
use crate::Error;
use crate::deadline::recount::RECOUNT;
use crate::import::SOURCE_CHANGED;

/// How far back an act is looked for: the last acts of a state lie among the newest lines.
const SEARCHED: u16 = 200;
/// Nobody's history is longer.
const WHOLE: u16 = 2_000;

/// One line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineLine {
    /// Its row.
    pub id: TimelineId,
    /// When.
    pub at: DateTime<Utc>,
    /// Position of the person, or the engine.
    pub actor: String,
    /// Tag of the event.
    pub kind: String,
    /// What, in words.
    pub text: String,
    /// The revision that the act led to.
    pub revision: i64,
}

/// How an event is kept in the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) revision: i64,
    pub(crate) event: Event,
    /// Name of the clock, for events that carry only its timer.
    #[serde(default)]
    pub(crate) clock: Option<String>,
}

/// The newest `first` lines, newest first; what moves only clocks is not a line.
pub async fn lines(
    tx: &Tx,
    definition: &Effective,
    subject: SubjectId,
    first: u16,
) -> Result<Vec<TimelineLine>, Error> {
    let rows = tx.timeline(subject, first).await?;
    let positions = positions(tx, &rows).await?;
    rows.into_iter().map(|row| line(definition, &positions, row)).collect::<Result<Vec<_>, _>>()
}

/// Whether an act of this name stands in the history.
pub(crate) async fn was_done(tx: &Tx, subject: SubjectId, name: &str) -> Result<bool, Error> {
    let is_it = |row: &TimelineRow| {
        let entry = serde_json::from_value::<Entry>(row.body.clone());
        matches!(entry, Ok(Entry { event: Event::Acted { act, .. }, .. }) if act == name)
    };
    Ok(tx.timeline(subject, WHOLE).await?.iter().any(is_it))
}

/// The entry of a closed list that the newest act of this name gave.
pub(crate) async fn last_reason(tx: &Tx, subject: SubjectId, name: &str) -> Result<Option<String>, Error> {
    for row in tx.timeline(subject, SEARCHED).await? {
        let broken = |error| Error::Internal(format!("{} cannot be read: {error}", row.id));
        let entry: Entry = serde_json::from_value(row.body).map_err(broken)?;
        if let Event::Acted { act, reason, .. } = entry.event
            && act == name
        {
            return Ok(reason);
        }
    }
    Ok(None)
}

async fn positions(tx: &Tx, rows: &[TimelineRow]) -> Result<HashMap<UserId, String>, Error> {
    let mut users: Vec<UserId> = rows
        .iter()
        .filter_map(|row| match row.actor {
            Actor::User { user, .. } => Some(user),
            Actor::System | Actor::Operator => None,
        })
        .collect();
    users.sort_unstable();
    users.dedup();
    Ok(tx.users(&users).await?.into_iter().map(|user| (user.id, user.position)).collect())
}

fn line(
    definition: &Effective,
    positions: &HashMap<UserId, String>,
    row: TimelineRow,
) -> Result<TimelineLine, Error> {
    let entry: Entry = serde_json::from_value(row.body)
        .map_err(|error| Error::Internal(format!("{} cannot be read: {error}", row.id)))?;
    let actor = match row.actor {
        Actor::User { user, .. } => {
            positions.get(&user).cloned().unwrap_or_else(|| "региональный центр".to_owned())
        }
        Actor::System => "система".to_owned(),
        Actor::Operator => "администратор сервера".to_owned(),
    };
    Ok(TimelineLine {
        id: row.id,
        at: row.at,
        actor,
        kind: row.kind,
        text: sentence(definition, &entry),
        revision: entry.revision,
    })
}

/// Whether an event is a line of the history, and by which tag.
pub(crate) fn tag(event: &Event) -> Option<&'static str> {
    match event {
        Event::Acted { .. } => Some("acted"),
        Event::Entered { .. } => Some("entered"),
        Event::Assigned { .. } => Some("assigned"),
        Event::DraftApproved { self_approval: true } => Some("self_approved"),
        Event::Published { .. } => Some("published"),
        Event::Promised { .. } => Some("promised"),
        Event::Extended { .. } => Some("extended"),
        Event::StepFired { .. } => Some("step_fired"),
        Event::StepAcknowledged { .. } => Some("step_acknowledged"),
        Event::Late { .. } => Some("late"),
        Event::Unassigned
        | Event::Bounced { .. }
        | Event::DraftSubmitted { .. }
        | Event::DraftApproved { self_approval: false }
        | Event::DraftReturned
        | Event::Registered { .. }
        | Event::Signed { .. }
        | Event::TimerResumed { .. }
        | Event::TimerStarted { .. }
        | Event::TimerMoved { .. }
        | Event::TimerMet { .. }
        | Event::TimerCancelled { .. }
        | Event::Climbed { .. } => None,
    }
}

fn sentence(definition: &Effective, entry: &Entry) -> String {
    let clock_title = |name: &str| {
        definition.clock(name).map_or_else(|| name.to_owned(), |clock| clock.title.value.clone())
    };
    match &entry.event {
        Event::Acted { act, reason, note } => {
            let mut text = match act.as_str() {
                "enter" => "Внесено".to_owned(),
                "correct_topic" => "Тема исправлена".to_owned(),
                ROUTE => "Маршрут".to_owned(),
                SOURCE_CHANGED => "Источник изменил сведения".to_owned(),
                RECOUNT => "Сроки пересчитаны: изменился календарь".to_owned(),
                act => act_title(definition, act).unwrap_or(act).to_owned(),
            };
            if let Some(reason) = reason {
                let title = reason_title(definition, act, reason).unwrap_or(reason);
                text.push_str(": ");
                text.push_str(title);
            }
            if let Some(note) = note {
                text.push_str(" — ");
                text.push_str(note);
            }
            text
        }
        Event::Entered { state, .. } => {
            format!(
                "Состояние: {}",
                definition.state(state).map_or(state.as_str(), |state| state.title.value.as_str())
            )
        }
        Event::Assigned { .. } => "Назначен исполнитель".to_owned(),
        Event::DraftApproved { .. } => "Самосогласование по акту".to_owned(),
        Event::Published { published_at, .. } => {
            format!("Ответ дан: {}", way_title(definition, published_at).unwrap_or(published_at))
        }
        Event::Promised { on, moved: false } => format!("Обещано до {}", on.format("%d.%m.%Y")),
        Event::Promised { on, moved: true } => format!("Обещание перенесено на {}", on.format("%d.%m.%Y")),
        Event::Extended { until } => format!("Срок продлён до {}", until.format("%d.%m.%Y")),
        Event::StepFired { clock, step, calls, .. } => {
            let calls: Vec<String> = calls.iter().map(call).collect();
            let after = step_words(definition, clock, step);
            format!("Ступень «{after}» часов «{}»: {}", clock_title(clock), calls.join("; "))
        }
        Event::StepAcknowledged { note, .. } => format!("Ступень принята к сведению: {note}"),
        Event::Late { lateness, .. } => {
            let what = match lateness {
                Lateness::OnTime => "Снова в срок",
                Lateness::ControlPassed => "Контрольный срок прошёл",
                Lateness::Breached => "Нарушен срок",
            };
            entry
                .clock
                .as_deref()
                .map_or_else(|| what.to_owned(), |clock| format!("{what}: «{}»", clock_title(clock)))
        }
        other => format!("{other:?}"),
    }
}

/// Where the step stands, also when an overlay has moved it away from its id.
fn step_words(definition: &Effective, clock: &str, step: &str) -> String {
    let found = definition.clock(clock).and_then(|clock| clock.steps.iter().find(|it| it.id == step));
    found.map_or_else(|| step.to_owned(), |step| step.after.value.words())
}

fn acts<'d>(definition: &'d Effective, name: &str) -> impl Iterator<Item = &'d Transition> {
    definition.states.iter().flat_map(|state| &state.acts).filter(move |act| act.act == name)
}

fn act_title<'d>(definition: &'d Effective, name: &'d str) -> Option<&'d str> {
    acts(definition, name).next().map(|act| act.title.value.as_str())
}

fn reason_title<'d>(definition: &'d Effective, act: &'d str, reason: &str) -> Option<&'d str> {
    acts(definition, act)
        .flat_map(|act| &act.reasons)
        .find(|choice| choice.code == reason)
        .map(|choice| choice.title.value.as_str())
}

fn way_title<'d>(definition: &'d Effective, way: &str) -> Option<&'d str> {
    let acts = definition.states.iter().flat_map(|state| &state.acts);
    acts.flat_map(|act| &act.ways).find(|choice| choice.code == way).map(|choice| choice.title.value.as_str())
}

fn call(call: &Call) -> String {
    // The owner of a state is a way to name a post, not a post that could be vacant.
    let asked = match (call.asked, call.reached) {
        (Audience::Owner, Some(reached)) => reached,
        (asked, _) => asked,
    };
    let missing = match asked {
        Audience::RegionDuty => "ступень не включена",
        Audience::Assignee => "не назначен",
        _ if call.vacant => "пост вакантен",
        _ => "поста нет",
    };
    let who = match call.reached {
        None => format!("{} — {missing}", post(asked)),
        Some(reached) if reached != asked => {
            format!("{} — {missing}, за него {}", post(asked), post(reached))
        }
        Some(_) => post(asked).to_owned(),
    };
    match call.outcome {
        CallOutcome::Told | CallOutcome::NoPost => who,
        CallOutcome::DrawnInBefore => format!("{who} (уже привлечён)"),
        CallOutcome::Overtaken => format!("{who} (записано, извещена старшая ступень)"),
    }
}

fn post(audience: Audience) -> &'static str {
    match audience {
        Audience::Assignee => "исполнитель",
        Audience::OrgHead => "руководитель органа",
        Audience::BlockLead => "руководитель блока",
        Audience::Manager => "руководитель МЦУ",
        Audience::Curator => "куратор",
        Audience::Head => "глава администрации",
        Audience::RegionDuty => "дежурный региона",
        Audience::Coordinator => "координатор",
        Audience::Approver => "согласующий",
        Audience::Publisher => "публикующий",
        Audience::Registrar => "регистратор",
        Audience::Signer => "подписывающий",
        Audience::CoAssignee => "соисполнитель",
        Audience::AskedBody => "запрошенный орган",
        Audience::Duty => "дежурный",
        Audience::Owner => "владелец состояния",
        Audience::System => "система",
    }
}
