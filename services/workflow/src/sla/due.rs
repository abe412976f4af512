//! The dates of a clock from its anchor, its amount and the calendar.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use otklik_domain::topic::Class;

use super::amount::{Amount, Span, Unit};
use super::calendar::{Calendar, GUARD};
use crate::definition::effective::{Basis, Clock, Effective, Roll, SourceDate};
use crate::instance::Due;

/// What the dates of a clock hang on beside its definition and its anchor.
pub(crate) struct Ground<'a> {
    pub(crate) calendar: &'a Calendar,
    /// The date carried by the source.
    pub(crate) source_due: Option<DateTime<Utc>>,
    /// The promised date.
    pub(crate) promised: Option<NaiveDate>,
    /// The last day of an extended term of the law.
    pub(crate) extended_until: Option<NaiveDate>,
    /// Anchor and control due of the clock that a day is counted of.
    pub(crate) whole: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

/// The amount of a clock for a topic, with shares applied; none when it hangs on a clock that does not run.
pub(crate) fn amount(
    def: &Effective,
    clock: &Clock,
    (class, topic): (Class, &str),
    runs: impl Fn(&str) -> bool,
) -> Option<Amount> {
    let own = clock.amount(class, topic)?;
    match own {
        Amount::Share { percent, of, otherwise } => {
            let running = of.iter().find(|name| runs(name)).and_then(|name| def.clock(name));
            let whole = running.and_then(|clock| clock.amount(class, topic));
            Some(Amount::Span(match whole {
                Some(Amount::Span(span)) => span.share(*percent),
                _ => *otherwise,
            }))
        }
        Amount::DayOf { of, .. } => runs(of).then(|| own.clone()),
        Amount::Span(_) | Amount::Promised => Some(own.clone()),
    }
}

/// The dates of a clock.
pub(crate) fn due(clock: &Clock, amount: &Amount, anchor: DateTime<Utc>, ground: &Ground) -> Due {
    let calendar = ground.calendar;
    let extended = ground.extended_until.filter(|_| clock.law.is_some_and(|law| law.extension().is_some()));
    let (own, control) = match amount {
        Amount::Span(Span { count, unit: Unit::CalendarDays }) => {
            let own = calendar.local_date(anchor) + TimeDelta::days(i64::from(*count));
            in_days(clock.roll.value, calendar, anchor, extended.unwrap_or(own))
        }
        Amount::DayOf { day, before, .. } => day_of((*day, *before), clock, ground, anchor),
        Amount::Span(span) => {
            let at = plus(calendar, anchor, *span);
            (at, at)
        }
        Amount::Share { otherwise, .. } => {
            let at = plus(calendar, anchor, *otherwise);
            (at, at)
        }
        Amount::Promised => {
            let date = ground.promised.unwrap_or_else(|| calendar.local_date(anchor));
            in_days(clock.roll.value, calendar, anchor, date)
        }
    };
    let in_calendar_days = matches!(amount, Amount::Span(Span { unit: Unit::CalendarDays, .. }));
    let legal = (clock.basis == Basis::Law && in_calendar_days).then_some(own);
    let source = clock.source_date.and(ground.source_due);
    let counting = source.filter(|_| clock.source_date == Some(SourceDate::Counts));
    let counts = legal.or(counting).unwrap_or(own).max(control);
    Due { control, legal, source, counts }
}

/// A day of another clock, but so many working days before its control date; the anchor itself when that clock
/// does not run or no time is left.
fn day_of(
    (day, before): (u16, u16),
    clock: &Clock,
    ground: &Ground,
    anchor: DateTime<Utc>,
) -> (DateTime<Utc>, DateTime<Utc>) {
    let Some((from, whole)) = ground.whole else { return (anchor, anchor) };
    let calendar = ground.calendar;
    let date = calendar.local_date(from) + TimeDelta::days(i64::from(day));
    let last = calendar.working_day_before(calendar.local_date(whole), before.into());
    let bound = calendar.end_of_working_day(last).max(anchor);
    let (own, control) = in_days(clock.roll.value, calendar, anchor, date);
    (own.min(bound), control.min(bound))
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
