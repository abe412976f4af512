//! The dates of a clock from its anchor, its amount and the calendar.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use otklik_domain::topic::Class;

use super::amount::{Amount, Span, Unit};
use super::calendar::{Calendar, GUARD};
use crate::definition::effective::{Basis, Clock, Effective, Roll, SourceDate};
use crate::facts::Facts;
use crate::instance::{Due, Instance};

/// The amount of a clock for a class, with shares applied.
pub(crate) fn amount(def: &Effective, clock: &Clock, instance: &Instance, class: Class) -> Option<Amount> {
    let own = &clock.amounts.get(&class)?.value;
    let Amount::Share { percent, of, otherwise } = own else { return Some(own.clone()) };
    let running = of.iter().find(|name| instance.running().any(|timer| timer.clock == **name));
    let whole = running.and_then(|name| def.clock(name)).and_then(|clock| clock.amounts.get(&class));
    Some(Amount::Span(match whole.map(|amount| &amount.value) {
        Some(Amount::Span(span)) => span.share(*percent),
        _ => *otherwise,
    }))
}

/// The dates of a clock.
pub(crate) fn due(
    clock: &Clock,
    amount: &Amount,
    anchor: DateTime<Utc>,
    promised: Option<NaiveDate>,
    facts: &Facts,
) -> Due {
    let calendar = facts.calendar;
    let (own, control) = match amount {
        Amount::Span(Span { count, unit: Unit::CalendarDays }) => {
            let date = calendar.local_date(anchor) + TimeDelta::days(i64::from(*count));
            in_days(clock.roll.value, calendar, anchor, date)
        }
        Amount::Span(span) => {
            let at = plus(calendar, anchor, *span);
            (at, at)
        }
        Amount::Share { otherwise, .. } => {
            let at = plus(calendar, anchor, *otherwise);
            (at, at)
        }
        Amount::Promised => {
            let date = promised.unwrap_or_else(|| calendar.local_date(anchor));
            in_days(clock.roll.value, calendar, anchor, date)
        }
    };
    let in_calendar_days = matches!(amount, Amount::Span(Span { unit: Unit::CalendarDays, .. }));
    let legal = (clock.basis == Basis::Law && in_calendar_days).then_some(own);
    let source = clock.source_date.and(facts.source_due);
    let counting = source.filter(|_| clock.source_date == Some(SourceDate::Counts));
    let counts = legal.or(counting).unwrap_or(own).max(control);
    Due { control, legal, source, counts }
}

/// A date in days ends at the next local midnight; its control date is rolled.
fn in_days(
    roll: Roll,
    calendar: &Calendar,
    anchor: DateTime<Utc>,
    date: NaiveDate,
) -> (DateTime<Utc>, DateTime<Utc>) {
    let own = calendar.midnight_after(date);
    let control = match roll {
        Roll::None | Roll::NextOpening => own,
        Roll::Previous => calendar.roll_previous(anchor, date, TimeDelta::zero()),
        Roll::GuardedPrevious => calendar.roll_previous(anchor, date, GUARD),
    };
    (own, control)
}

/// The instant that lies a span after another.
pub(crate) fn plus(calendar: &Calendar, at: DateTime<Utc>, span: Span) -> DateTime<Utc> {
    let count = i64::from(span.count);
    match span.unit {
        Unit::Minutes => at + TimeDelta::minutes(count),
        Unit::Hours => at + TimeDelta::hours(count),
        Unit::WorkingMinutes => calendar.add_working_time(at, TimeDelta::minutes(count)),
        Unit::WorkingHours => calendar.add_working_time(at, TimeDelta::hours(count)),
        Unit::WorkingDays => {
            calendar.end_of_working_day(calendar.working_day_after(calendar.local_date(at), span.count))
        }
        Unit::CalendarDays => calendar.midnight_after(calendar.local_date(at) + TimeDelta::days(count)),
    }
}

/// Whether an amount is counted inside working time.
pub(crate) fn is_working(amount: &Amount) -> bool {
    let Amount::Span(span) = amount else { return false };
    matches!(span.unit, Unit::WorkingMinutes | Unit::WorkingHours | Unit::WorkingDays)
}
