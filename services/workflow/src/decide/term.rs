//! Terms of the law: registration and its date, the one extension and its bounds.

use chrono::{NaiveDate, TimeDelta};
use otklik_domain::refusal::{Code, Refusal};

use super::Run;
use crate::command::Act;
use crate::definition::effective::{Effect, Effective, Field, Transition};
use crate::event::Event;
use crate::instance::{Instance, Timer};
use crate::law::Term;

/// Working days before the control date in which an extension can no longer be asked: the signer needs them.
const LEFT_FOR_THE_SIGNER: u32 = 3;

/// A date in days is kept as the midnight that ends it: the date itself lies just before.
const INSTANT: TimeDelta = TimeDelta::microseconds(1);

/// The running clock that the law lets be extended, with the most days of it.
fn extendable<'i>(def: &Effective, instance: &'i Instance) -> Option<(&'i Timer, Term)> {
    instance.running().find_map(|timer| Some((timer, def.clock(&timer.clock)?.law?.extension()?)))
}

/// Whether a term runs that was not extended yet.
pub(crate) fn may_be_extended(def: &Effective, instance: &Instance) -> bool {
    instance.extended_until.is_none() && extendable(def, instance).is_some()
}

impl Run<'_> {
    /// What the terms of the law refuse.
    pub(super) fn terms(&self, transition: &Transition, act: &Act) -> Vec<Refusal> {
        let refusal = transition.effects.iter().find_map(|effect| match effect {
            Effect::Register => self.registration(act.registered_on?),
            Effect::AskExtension => self.may_ask(),
            Effect::Extend => self.may_extend(act.until),
            _ => None,
        });
        refusal.into_iter().collect()
    }

    /// Not in the future, not before the day of receipt.
    fn registration(&self, on: NaiveDate) -> Option<Refusal> {
        let calendar = self.facts.calendar;
        let received = calendar.local_date(self.facts.received_at);
        let today = calendar.local_date(self.now.get());
        (on > today || on < received)
            .then(|| Refusal::new(Code::FieldInvalid).field(Field::RegisteredOn.code()))
            .map(|refusal| refusal.with("first", received).with("last", today))
    }

    fn extended_before(&self) -> Option<Refusal> {
        self.instance.extended_until.map(|until| Refusal::new(Code::AlreadyExtended).with("until", until))
    }

    fn may_ask(&self) -> Option<Refusal> {
        if let Some(refusal) = self.extended_before() {
            return Some(refusal);
        }
        let (timer, _) = extendable(self.def, &self.instance)?;
        let calendar = self.facts.calendar;
        let control = calendar.local_date(timer.due.control);
        let last = calendar.working_day_before(control, LEFT_FOR_THE_SIGNER);
        let over = calendar.local_date(self.now.get()) > last;
        over.then(|| Refusal::new(Code::TermIsOver).with("last_day", last))
    }

    fn may_extend(&self, until: Option<NaiveDate>) -> Option<Refusal> {
        if let Some(refusal) = self.extended_before() {
            return Some(refusal);
        }
        let (timer, most) = extendable(self.def, &self.instance)?;
        let due = timer.due.legal?;
        let legal = self.facts.calendar.local_date(due - INSTANT);
        if self.now.get() > due {
            return Some(Refusal::new(Code::TermIsOver).with("last_day", legal));
        }
        let until = until?;
        let latest = legal + TimeDelta::days(most.days().into());
        if until > latest {
            let refusal = Refusal::new(Code::BeyondLegalBound).field(Field::Until.code());
            return Some(refusal.with("latest", latest).with("article", most.article()));
        }
        (until <= legal)
            .then(|| Refusal::new(Code::FieldInvalid).field(Field::Until.code()).with("after", legal))
    }

    /// Extends the term: its clock gets other dates from the same anchor, what has fired stays fired.
    pub(super) fn extend_to(&mut self, until: Option<NaiveDate>) {
        let Some(until) = until else { return };
        let clock = extendable(self.def, &self.instance).map(|(timer, _)| timer.clone());
        self.emit(Event::Extended { until });
        if let Some(timer) = clock {
            self.move_clock(&timer, timer.amount.clone());
            self.flip_lateness();
        }
    }
}
