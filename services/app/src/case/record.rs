//! Keeps what the engine decided: state, timers, steps, history, audit, announcements and deltas in one transaction.

use chrono::{DateTime, Utc};
use otklik_domain::audience::Audience;
use otklik_domain::audit::Actor;
use otklik_domain::case::LegalRegime;
use otklik_domain::event::Kind;
use otklik_domain::id::UserId;
use otklik_domain::standing::{Lateness, Level, Standing};
use otklik_storage::Tx;
use otklik_storage::query::step::StepRow;
use otklik_storage::query::subject::SubjectRow;
use otklik_storage::query::sweep::{ChangedSubject, NewAuditLine, NewEvent};
use otklik_storage::query::timeline::NewTimelineLine;
use otklik_workflow::definition::effective::ClockKind;
use otklik_workflow::event::{Call, CallOutcome, Event};
use otklik_workflow::evolve::evolve;
use otklik_workflow::instance::Timer;
use otklik_workflow::next_due;
use serde_json::json;

use super::gather::Gathered;
use super::history::{Entry, tag};
use crate::Error;
use crate::notification::plan::Announcement;

/// The name under which the passing of time is kept.
pub(crate) const TICK: &str = "tick";
/// The act by which a subject begins.
pub(crate) const ENTER: &str = "enter";
/// The act that names who leads an appeal and who answers beside.
const RESOLVE: &str = "resolve";

/// What happened to a subject, not yet kept.
pub(crate) struct Change<'a> {
    pub(crate) actor: Actor,
    pub(crate) act: &'a str,
    pub(crate) before: SubjectRow,
    pub(crate) events: Vec<Event>,
}

/// Keeps a change of an existing subject; answers it at its new revision.
pub(crate) async fn record(tx: &Tx, gathered: &Gathered, change: Change<'_>) -> Result<SubjectRow, Error> {
    let was = (change.before.standing(), change.before.restricted);
    record_from(tx, gathered, was, change).await
}

/// Keeps a change that also moved facts of the row itself, so that the board must leave the cell it stood in before.
pub(crate) async fn record_from(
    tx: &Tx,
    gathered: &Gathered,
    was: (Standing, bool),
    change: Change<'_>,
) -> Result<SubjectRow, Error> {
    let mut changed = prepare(tx, gathered, change)?;
    tx.save_subject(&changed.subject, changed.subject.revision).await?;
    changed.subject.revision += 1;
    keep(tx, Some(was), changed).await
}

/// Keeps a subject that has just been entered; its instance already stands where `events` led it.
pub(crate) async fn record_entry(
    tx: &Tx,
    gathered: &Gathered,
    change: Change<'_>,
) -> Result<SubjectRow, Error> {
    let changed = prepare_entry(tx, gathered, change)?;
    tx.insert_subject(&changed.subject).await?;
    keep(tx, None, changed).await
}

async fn keep(tx: &Tx, was: Option<(Standing, bool)>, changed: ChangedSubject) -> Result<SubjectRow, Error> {
    let subject = changed.subject;
    tx.save_timers(subject.id, &subject.instance.timers).await?;
    tx.insert_steps(&changed.steps).await?;
    for line in &changed.timeline {
        tx.append_timeline(subject.id, line.actor, &line.kind, &line.body).await?;
    }
    tx.delta(was, Some((subject.standing(), subject.restricted))).await?;
    for event in &changed.events {
        tx.append(event.kind, Some(subject.id), &event.body, event.waits_until).await?;
    }
    for line in &changed.audit {
        tx.audit(line.actor, &line.act, Some(subject.id), &line.body).await?;
    }
    Ok(subject)
}

/// Turns an entry into rows, without writing them; its instance already stands where `events` led it.
pub(crate) fn prepare_entry(
    tx: &Tx,
    gathered: &Gathered,
    change: Change<'_>,
) -> Result<ChangedSubject, Error> {
    let entered = change.before.clone();
    let mut changed = outcome(tx, gathered, change, entered)?;
    changed.timers.clone_from(&changed.subject.instance.timers);
    Ok(changed)
}

/// Turns a change into rows, without writing them.
pub(crate) fn prepare(tx: &Tx, gathered: &Gathered, change: Change<'_>) -> Result<ChangedSubject, Error> {
    let mut after = change.before.clone();
    for event in &change.events {
        evolve(&mut after.instance, event);
    }
    outcome(tx, gathered, change, after)
}

fn outcome(
    tx: &Tx,
    gathered: &Gathered,
    change: Change<'_>,
    mut after: SubjectRow,
) -> Result<ChangedSubject, Error> {
    let Change { actor, act, before, events } = change;
    let now = tx.now().get();
    let revision = if act == ENTER { before.revision } else { before.revision + 1 };
    after.changed_at = now;
    after.next_due = next_due(&after.instance, &gathered.definition);
    after.late_since = late_since(&before, &after, &events);
    let timeline = events
        .iter()
        .filter_map(|event| tag(event).map(|kind| (kind, event)))
        .map(|(kind, event)| {
            let entry = Entry { revision, event: event.clone(), clock: clock_of(&after, event) };
            let body = serde_json::to_value(entry).map_err(|error| Error::Internal(error.to_string()))?;
            Ok(NewTimelineLine { actor, kind: kind.to_owned(), body })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    let kinds: Vec<&str> = timeline.iter().map(|line| line.kind.as_str()).collect();
    let body = json!({ "revision": revision, "state": after.instance.state, "events": kinds });
    Ok(ChangedSubject {
        was: before.standing(),
        timers: moved_timers(&before, &after).cloned().collect(),
        steps: events.iter().filter_map(|event| step(&after, event, now)).collect(),
        events: announcements(gathered, &before, &after, actor, act, &events)?,
        audit: vec![NewAuditLine { actor, act: act.to_owned(), body }],
        timeline,
        subject: after,
    })
}

/// The clock of an event that names only its timer.
fn clock_of(after: &SubjectRow, event: &Event) -> Option<String> {
    let Event::Late { timer, .. } = event else { return None };
    after.instance.timers.iter().find(|known| known.id == *timer).map(|timer| timer.clock.clone())
}

fn moved_timers<'a>(before: &'a SubjectRow, after: &'a SubjectRow) -> impl Iterator<Item = &'a Timer> {
    after.instance.timers.iter().filter(|timer| !before.instance.timers.contains(timer))
}

/// The date of the case that passed, not the moment somebody noticed; none when nothing is late any more.
fn late_since(before: &SubjectRow, after: &SubjectRow, events: &[Event]) -> Option<DateTime<Utc>> {
    if after.instance.lateness == Lateness::OnTime {
        return None;
    }
    before.late_since.or_else(|| {
        events
            .iter()
            .filter_map(|event| match event {
                Event::Late { timer, lateness } => {
                    let of_case = |known: &&Timer| known.id == *timer && known.kind == ClockKind::Case;
                    let timer = after.instance.timers.iter().find(of_case)?;
                    let due = &timer.due;
                    Some(if *lateness == Lateness::Breached { due.counts } else { due.control })
                }
                _ => None,
            })
            .min()
    })
}

fn step(after: &SubjectRow, event: &Event, now: DateTime<Utc>) -> Option<StepRow> {
    let Event::StepFired { timer, clock, generation, step, at, calls, asks_for_act, .. } = event else {
        return None;
    };
    Some(StepRow {
        timer: *timer,
        generation: *generation,
        step: step.clone(),
        subject: after.id,
        clock: clock.clone(),
        at: *at,
        fired_at: now,
        level: level_of(calls),
        asks_for_act: *asks_for_act,
        reaches_region: tells_region(calls),
        calls: calls.clone(),
        acknowledgement: None,
    })
}

fn level_of(calls: &[Call]) -> Level {
    calls.iter().map(|call| call.reached.unwrap_or(call.asked).level()).max().unwrap_or(Level::None)
}

fn tells_region(calls: &[Call]) -> bool {
    calls.iter().any(|call| call.outcome == CallOutcome::Told && call.reached == Some(Audience::RegionDuty))
}

fn announcements(
    gathered: &Gathered,
    before: &SubjectRow,
    after: &SubjectRow,
    actor: Actor,
    act: &str,
    events: &[Event],
) -> Result<Vec<NewEvent>, Error> {
    let said = Announcement {
        number: after.number.clone(),
        restricted: after.restricted,
        regime: Some(after.regime),
        due: after.next_due,
        ..Announcement::default()
    };
    let mut announced = Vec::new();
    if act != TICK {
        let kind = kind_of(after, actor, act);
        let people = match after.regime {
            LegalRegime::Appeal59Fz => told_of_appeal(gathered, before, after, actor, act),
            LegalRegime::Message | LegalRegime::InfoRequest8Fz => told_of_act(gathered, before, after, act),
        };
        announced.push(pack(kind, Announcement { act: Some(act.to_owned()), people, ..said.clone() }, None)?);
    }
    for event in events {
        if let Event::StepFired { timer, clock, step, calls, asks_for_act, deliver_at, at, .. } = event {
            let told: Vec<UserId> = calls
                .iter()
                .filter(|call| call.outcome == CallOutcome::Told)
                .flat_map(|call| call.people.iter().copied())
                .collect();
            let region = tells_region(calls);
            if region || !told.is_empty() {
                let title = gathered.definition.clock(clock).map(|clock| clock.title.value.clone());
                let due = after.instance.timer(*timer).map(|timer| timer.due.counts);
                let fired = Announcement {
                    people: told,
                    region,
                    level: Some(level_of(calls)),
                    clock: title,
                    step: Some(step.clone()),
                    asks_for_act: *asks_for_act,
                    due,
                    ..said.clone()
                };
                // What falls outside working time is told at the next opening.
                let opening = Some(*deliver_at).filter(|opening| opening > at);
                announced.push(pack(Kind::StepFired, fired, opening)?);
            }
        }
    }
    if announced.is_empty() {
        announced.push(pack(Kind::SubjectChanged, said, None)?);
    }
    Ok(announced)
}

fn pack(kind: Kind, said: Announcement, waits_until: Option<DateTime<Utc>>) -> Result<NewEvent, Error> {
    let body = serde_json::to_value(said).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(NewEvent { kind, body, waits_until })
}

fn kind_of(after: &SubjectRow, actor: Actor, act: &str) -> Kind {
    match (actor, act) {
        (Actor::User { tenant, .. }, _) if tenant != after.tenant => Kind::RegionActed,
        (_, ENTER) => Kind::SubjectEntered,
        (_, "acknowledge_step") => Kind::StepAcknowledged,
        (_, "publish_final" | "publish_interim" | "publish_postponed" | "dispatch") => Kind::ReplyPublished,
        _ => Kind::SubjectChanged,
    }
}

/// An appeal goes from desk to desk: whoever owns the state it came to hears of it, co-executors with the resolution;
/// what stays in its state is told to the assignee.
fn told_of_appeal(
    gathered: &Gathered,
    before: &SubjectRow,
    after: &SubjectRow,
    actor: Actor,
    act: &str,
) -> Vec<UserId> {
    let (was, is) = (&before.instance, &after.instance);
    let came = act == ENTER || was.state != is.state || was.assignee != is.assignee;
    let owners = gathered.definition.state(&is.state).filter(|_| came).map(|state| &state.owners.value);
    let mut told: Vec<UserId> =
        owners.into_iter().flatten().flat_map(|owner| on_duty(gathered, after, *owner)).collect();
    if told.is_empty() {
        told.extend(is.assignee);
    }
    if act == RESOLVE {
        told.extend(&after.co_assignees);
    }
    told.retain(|user| !matches!(actor, Actor::User { user: own, .. } if own == *user));
    told.sort_unstable();
    told.dedup();
    told
}

/// The people of a post, or of the first filled one to the right.
fn on_duty(gathered: &Gathered, after: &SubjectRow, post: Audience) -> Vec<UserId> {
    let mut post = Some(post);
    while let Some(asked) = post {
        let people = match asked {
            Audience::Assignee => after.instance.assignee.into_iter().collect(),
            _ => gathered.posts.people.get(&asked).cloned().unwrap_or_default(),
        };
        if !people.is_empty() {
            return people;
        }
        post = asked.fall_back();
    }
    Vec::new()
}

/// Who must hear of an act because the next one is theirs.
fn told_of_act(gathered: &Gathered, before: &SubjectRow, after: &SubjectRow, act: &str) -> Vec<UserId> {
    let post = |audience| gathered.posts.people.get(&audience).cloned().unwrap_or_default();
    match act {
        ENTER | "send_back" | "reopen_by_error" => post(Audience::Coordinator),
        "assign" | "reassign" => after.instance.assignee.into_iter().collect(),
        "submit_reply" | "submit_interim" | "submit_postponed" => post(Audience::Approver),
        "approve" => post(Audience::Publisher),
        "return_draft" => before.instance.draft.iter().map(|draft| draft.author).collect(),
        _ => Vec::new(),
    }
}
