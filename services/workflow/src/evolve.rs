//! Applies what happened to an instance: the only place that changes one.

use chrono::{DateTime, TimeDelta, Utc};
use otklik_domain::id::TimerId;
use otklik_domain::reply;
use otklik_domain::standing::Lateness;
use otklik_domain::subject::Phase;

use crate::definition::effective::ClockKind;
use crate::event::{CallOutcome, Event};
use crate::instance::{Draft, Instance, Timer, TimerState};

/// «Strictly after» in the steps of legal time.
const INSTANT: TimeDelta = TimeDelta::microseconds(1);

/// Applies one event.
pub fn evolve(instance: &mut Instance, event: &Event) {
    match event {
        Event::Acted { .. } | Event::Signed { .. } => {}
        Event::Entered { state, phase, at } => {
            instance.state.clone_from(state);
            instance.phase = *phase;
            instance.entered_at = *at;
            if *phase == Phase::Closed {
                instance.draft = None;
            }
        }
        Event::Assigned { assignee } => instance.assignee = Some(*assignee),
        Event::Unassigned => instance.assignee = None,
        Event::Bounced { bounces } => instance.bounces = *bounces,
        Event::DraftSubmitted { author, kind, promised } => {
            instance.draft =
                Some(Draft { author: *author, kind: *kind, promised: *promised, approved: false });
        }
        Event::DraftApproved { .. } => {
            if let Some(draft) = &mut instance.draft {
                draft.approved = true;
            }
        }
        Event::DraftReturned => instance.draft = None,
        Event::Published { kind, kept, .. } => {
            if !kept {
                instance.draft = None;
            }
            if *kind == reply::Kind::Final {
                instance.promised = None;
            }
        }
        Event::Promised { on, moved } => {
            instance.promised = Some(*on);
            instance.promises_moved += u16::from(*moved);
        }
        Event::Registered { on } => instance.registered_on = Some(*on),
        Event::Extended { until } => instance.extended_until = Some(*until),
        Event::Climbed { level } => instance.level = *level,
        of_timer => timer_event(instance, of_timer),
    }
}

fn timer_event(instance: &mut Instance, event: &Event) {
    match event {
        Event::TimerStarted { timer, clock, kind, generation, amount, on_due, anchor, due, steps } => {
            let mut started = Timer {
                id: *timer,
                clock: clock.clone(),
                kind: *kind,
                amount: amount.clone(),
                on_due: on_due.clone(),
                generation: *generation,
                state: TimerState::Running,
                anchor: *anchor,
                due: *due,
                steps: steps.clone(),
                next_at: None,
                lateness: Lateness::OnTime,
            };
            started.next_at = next_at(&started);
            instance.timers.push(started);
        }
        Event::TimerMoved { timer, amount, due, steps } => change(instance, *timer, |it| {
            it.amount = amount.clone();
            it.due = *due;
            it.steps.clone_from(steps);
        }),
        Event::TimerResumed { timer } => change(instance, *timer, |it| it.state = TimerState::Running),
        Event::TimerMet { timer } => change(instance, *timer, |it| it.state = TimerState::Met),
        Event::TimerCancelled { timer } => change(instance, *timer, |it| it.state = TimerState::Cancelled),
        Event::Late { timer, lateness } => change(instance, *timer, |it| it.lateness = *lateness),
        Event::StepFired { timer, step, calls, asks_for_act, .. } => change(instance, *timer, |it| {
            let Some(step) = it.steps.iter_mut().find(|planned| planned.id == *step) else { return };
            step.fired = true;
            step.asks_for_act = *asks_for_act;
            let told = calls.iter().filter(|call| call.outcome == CallOutcome::Told);
            step.drawn_in = told.flat_map(|call| call.people.iter().copied()).collect();
        }),
        Event::StepAcknowledged { timer, step, next_waits_until, .. } => change(instance, *timer, |it| {
            if let Some(step) = it.steps.iter_mut().find(|planned| planned.id == *step) {
                step.acknowledged = true;
            }
            let next = it.steps.iter_mut().find(|planned| !planned.fired);
            if let (Some(next), Some(until)) = (next, next_waits_until) {
                next.at = *until;
                next.put_off = true;
            }
        }),
        _ => {}
    }
    instance.lateness = lateness(instance);
}

fn change(instance: &mut Instance, id: TimerId, change: impl FnOnce(&mut Timer)) {
    if let Some(timer) = instance.timers.iter_mut().find(|timer| timer.id == id) {
        change(timer);
        timer.next_at = next_at(timer);
    }
}

/// The worst of the running clocks of the case; a breach stays when its clock has ended.
fn lateness(instance: &Instance) -> Lateness {
    let clocks = instance.timers.iter().filter(|timer| timer.kind == ClockKind::Case);
    let counting =
        clocks.filter(|timer| timer.state == TimerState::Running || timer.lateness == Lateness::Breached);
    counting.map(|timer| timer.lateness).max().unwrap_or(Lateness::OnTime)
}

/// The next unfired step, the next flip of lateness, the act at due.
fn next_at(timer: &Timer) -> Option<DateTime<Utc>> {
    if timer.state != TimerState::Running {
        return None;
    }
    let flip = match (&timer.on_due, timer.lateness) {
        (Some(_), _) => Some(timer.due.control),
        (None, Lateness::OnTime) => Some(timer.due.control + INSTANT),
        (None, Lateness::ControlPassed) => Some(timer.due.counts + INSTANT),
        (None, Lateness::Breached) => None,
    };
    timer.steps.iter().filter(|step| !step.fired).map(|step| step.at).chain(flip).min()
}
