//! Acknowledging: a person takes notice of a step, and the next one waits once.

use chrono::{DateTime, Utc};
use otklik_domain::id::TimerId;
use otklik_domain::refusal::{Code, Refusal};

use super::Run;
use crate::event::Event;
use crate::instance::{PlannedStep, TimerState};

impl Run<'_> {
    pub(super) fn acknowledge(&mut self, timer: TimerId, step: &str, note: &str) -> Result<(), Vec<Refusal>> {
        let found = self.instance.timer(timer).filter(|it| it.state == TimerState::Running);
        let open = |it: &&PlannedStep| it.id == step && it.fired && it.asks_for_act && !it.acknowledged;
        if found.and_then(|timer| timer.steps.iter().find(open)).is_none() {
            return Err(vec![Refusal::new(Code::StepNotOpen)]);
        }
        if note.trim().is_empty() {
            return Err(vec![Refusal::new(Code::FieldRequired).field("note")]);
        }
        let next_waits_until = found.and_then(|timer| self.next_waits_until(&timer.steps));
        self.emit(Event::StepAcknowledged {
            timer,
            step: step.to_owned(),
            note: note.to_owned(),
            next_waits_until,
        });
        Ok(())
    }

    /// One working day from now at most, never before its own moment, never behind the step that follows it;
    /// a step that was put off once keeps its moment.
    fn next_waits_until(&self, steps: &[PlannedStep]) -> Option<DateTime<Utc>> {
        let mut unfired = steps.iter().filter(|step| !step.fired);
        let next = unfired.next()?;
        if next.put_off {
            return Some(next.at);
        }
        let longest = self.facts.calendar.add_working_days(self.now.get(), 1);
        let bound = unfired.next().map_or(longest, |after| longest.min(after.at));
        Some(next.at.max(bound))
    }
}
