//! The moments of a ladder: each step against its clock, and no early step after a later one.

use chrono::{DateTime, TimeDelta, Utc};

use super::offset::Offset;
use crate::definition::effective::{Clock, Step};
use crate::instance::{Due, PlannedStep};
use crate::sla::amount::{Amount, Span, Unit};
use crate::sla::calendar::Calendar;
use crate::sla::due::{is_working, plus};

/// What the moments of a ladder hang on.
pub(crate) struct Course<'a> {
    pub(crate) calendar: &'a Calendar,
    pub(crate) amount: &'a Amount,
    pub(crate) anchor: DateTime<Utc>,
    pub(crate) due: Due,
}

/// The steps of a clock in order of their moments.
pub(crate) fn plan(clock: &Clock, generation: u32, course: &Course) -> Vec<PlannedStep> {
    let steps = clock.steps.iter().filter(|it| it.enabled.value && it.from_generation <= generation);
    let mut planned: Vec<(bool, PlannedStep)> =
        steps.map(|step| (step.after.value.is_before_due(), fresh(step, course.moment(step)))).collect();
    let mut bound = DateTime::<Utc>::MAX_UTC;
    for (_, step) in planned.iter_mut().rev().filter(|(before_due, _)| *before_due) {
        step.at = step.at.min(bound);
        bound = step.at;
    }
    let mut steps: Vec<PlannedStep> = planned.into_iter().map(|(_, step)| step).collect();
    steps.sort_by_key(|step| step.at);
    steps
}

fn fresh(step: &Step, at: DateTime<Utc>) -> PlannedStep {
    PlannedStep {
        id: step.id.clone(),
        at,
        audiences: step.audiences.value.clone(),
        fired: false,
        drawn_in: Vec::new(),
        asks_for_act: false,
        acknowledged: false,
        put_off: false,
    }
}

impl Course<'_> {
    fn moment(&self, step: &Step) -> DateTime<Utc> {
        let control = self.due.control;
        match step.after.value {
            Offset::Start => self.anchor,
            Offset::Percent(percent) => self.part_of_way(percent),
            Offset::Minus(span) => self.before(span).max(self.anchor),
            Offset::Due | Offset::ControlDue => control,
            // Where the guard moved control behind the law's date, the breach waits for it.
            Offset::LegalDue => self.due.counts,
            Offset::Plus(span) => self.later(span),
            Offset::PlusPercent(percent) => {
                let own = self.share_after_due(percent);
                step.at_least.as_ref().map_or(own, |least| own.max(self.later(least.value)))
            }
        }
    }

    fn part_of_way(&self, percent: u8) -> DateTime<Utc> {
        if is_working(self.amount) {
            let whole = self.calendar.working_time_between(self.anchor, self.due.control);
            self.calendar.add_working_time(self.anchor, share(whole, percent))
        } else {
            self.anchor + share(self.due.counts - self.anchor, percent)
        }
    }

    fn share_after_due(&self, percent: u8) -> DateTime<Utc> {
        let control = self.due.control;
        if is_working(self.amount) {
            let whole = self.calendar.working_time_between(self.anchor, control);
            self.calendar.add_working_time(control, share(whole, percent))
        } else {
            control + share(control - self.anchor, percent)
        }
    }

    /// «+n wd» is the same time of day n working days later; hours and minutes are counted on.
    fn later(&self, span: Span) -> DateTime<Utc> {
        match span.unit {
            Unit::WorkingDays => self
                .calendar
                .add_working_days(self.due.control, i32::try_from(span.count).unwrap_or(i32::MAX)),
            Unit::CalendarDays => self.due.control + TimeDelta::days(i64::from(span.count)),
            _ => plus(self.calendar, self.due.control, span),
        }
    }

    /// A warning so many days before is given when that day opens: it must leave the day for the act.
    fn before(&self, span: Span) -> DateTime<Utc> {
        let date = self.calendar.local_date(self.due.control);
        let count = i64::from(span.count);
        match span.unit {
            Unit::WorkingDays => self.calendar.opening_of(self.calendar.working_day_before(date, span.count)),
            Unit::CalendarDays => self.calendar.opening_of(date - TimeDelta::days(count)),
            Unit::Minutes | Unit::WorkingMinutes => self.due.control - TimeDelta::minutes(count),
            Unit::Hours | Unit::WorkingHours => self.due.control - TimeDelta::hours(count),
        }
    }
}

fn share(whole: TimeDelta, percent: u8) -> TimeDelta {
    TimeDelta::microseconds(whole.num_microseconds().unwrap_or(0) * i64::from(percent) / 100)
}
