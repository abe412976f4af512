//! Time has passed: steps fire, lateness flips, SYSTEM acts at due.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use otklik_domain::id::UserId;
use otklik_domain::standing::{Lateness, Level};

use super::Run;
use crate::escalation::calls::Around;
use crate::event::{Call, CallOutcome, Event};
use crate::instance::{PlannedStep, Timer};

impl Run<'_> {
    pub(super) fn tick(&mut self) {
        let running: Vec<Timer> = self.instance.running().cloned().collect();
        for timer in &running {
            self.fire_steps(timer);
        }
        self.flip_lateness();
        let now = self.now.get();
        for timer in running.iter().filter(|timer| timer.due.control <= now) {
            let still_runs = self.instance.running().any(|it| it.id == timer.id);
            if let Some(act) = timer.on_due.as_deref().filter(|_| still_runs) {
                self.act_of_system(act);
            }
        }
    }

    /// Fires every step whose moment has come. After a stop several have: only the highest that reaches
    /// somebody tells, the ones before it are recorded as overtaken.
    fn fire_steps(&mut self, timer: &Timer) {
        let now = self.now.get();
        let due: Vec<&PlannedStep> =
            timer.steps.iter().filter(|step| !step.fired && step.at <= now).collect();
        let drawn_in: BTreeSet<UserId> =
            timer.steps.iter().flat_map(|step| step.drawn_in.iter().copied()).collect();
        let around = Around::new(self.def, &self.instance, self.facts, timer.kind, now);
        let mut asked: Vec<Vec<Call>> =
            due.iter().map(|step| around.calls(&step.audiences, &drawn_in)).collect();
        let tells = |calls: &Vec<Call>| calls.iter().any(|call| call.outcome == CallOutcome::Told);
        if let Some(highest) = asked.iter().rposition(tells) {
            let told = asked[..highest].iter_mut().flatten().filter(|call| call.outcome == CallOutcome::Told);
            told.for_each(|call| call.outcome = CallOutcome::Overtaken);
        }
        for (step, calls) in due.into_iter().zip(asked) {
            let level = around.level(&calls);
            self.emit(Event::StepFired {
                timer: timer.id,
                clock: timer.clock.clone(),
                generation: timer.generation,
                step: step.id.clone(),
                at: step.at,
                deliver_at: self.deliver_at(step.at),
                calls,
                asks_for_act: level >= Level::Manager,
            });
            self.climb(level);
        }
    }

    fn deliver_at(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        if self.def.round_the_clock { at } else { self.facts.calendar.at_work(at) }
    }

    /// Notes that the subject has reached a higher rung.
    pub(super) fn climb(&mut self, level: Level) {
        if level > self.instance.level {
            self.emit(Event::Climbed { level });
        }
    }

    /// Flips the lateness of the running clocks; where SYSTEM acts at due, nobody is late.
    pub(super) fn flip_lateness(&mut self) {
        let now = self.now.get();
        let late = |timer: &Timer| {
            if now > timer.due.counts {
                Lateness::Breached
            } else if now > timer.due.control {
                Lateness::ControlPassed
            } else {
                Lateness::OnTime
            }
        };
        let clocks = self.instance.running().filter(|timer| timer.on_due.is_none());
        let flips: Vec<_> = clocks
            .map(|timer| (timer.id, timer.lateness, late(timer)))
            .filter(|(_, was, is)| was != is)
            .collect();
        for (timer, _, lateness) in flips {
            self.emit(Event::Late { timer, lateness });
        }
    }
}
