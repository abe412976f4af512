//! Why a date is what it is, in Russian lines: where it counts from, what each day gave, how it was rolled.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};

use super::amount::{Amount, Span, Unit};
use super::calendar::Calendar;
use super::due::is_working;
use super::words::{date, length, moment, provisional, words};
use crate::definition::effective::{Effective, Roll};
use crate::instance::Timer;

/// A date in days is kept as the midnight that ends it: the date itself lies just before.
const INSTANT: TimeDelta = TimeDelta::microseconds(1);

/// Days that are listed one by one; longer ways are given as a sum.
const LISTED_DAYS: i64 = 14;

/// Why the due date of a clock is what it is.
pub fn explain(def: &Effective, timer: &Timer, calendar: &Calendar) -> Vec<String> {
    let clock = def.clock(&timer.clock);
    let title = clock.map_or(timer.clock.as_str(), |clock| clock.title.value.as_str());
    let mut lines = vec![
        format!("{title}: {}.", words(&timer.amount)),
        format!("Отсчёт с {}.", moment(calendar, timer.anchor)),
    ];
    if is_working(&timer.amount) {
        let opening = calendar.next_opening(timer.anchor);
        if opening != timer.anchor {
            lines.push(format!("Это вне рабочего времени: часы пошли {}.", moment(calendar, opening)));
        }
        lines.extend(days(calendar, timer));
    } else if matches!(timer.amount, Amount::Span(Span { unit: Unit::Minutes | Unit::Hours, .. })) {
        lines.push("Срок идёт круглосуточно.".to_owned());
    }
    if let Some(legal) = extended(calendar, timer) {
        lines.push(format!("Срок закона продлён до {}.", date(calendar.local_date(legal - INSTANT))));
    }
    lines.push(format!("Срок: {}.", moment(calendar, timer.due.control)));
    lines.extend(rolled(calendar, timer, clock.map_or(Roll::None, |clock| clock.roll.value)));
    if let Some(source) = timer.due.source {
        lines.push(format!("Источник назвал свой срок: {}.", moment(calendar, source)));
    }
    let last = calendar.local_date(timer.due.counts - INSTANT);
    if calendar.is_provisional(last) {
        lines.push(provisional(last.year()));
    }
    lines
}

/// The date of the law where it is not the one that follows from the amount.
fn extended(calendar: &Calendar, timer: &Timer) -> Option<DateTime<Utc>> {
    let Amount::Span(Span { count, unit: Unit::CalendarDays }) = timer.amount else { return None };
    let own = calendar.midnight_after(calendar.local_date(timer.anchor) + TimeDelta::days(count.into()));
    timer.due.legal.filter(|legal| *legal != own)
}

/// What each day gave; runs of days off are one line.
fn days(calendar: &Calendar, timer: &Timer) -> Vec<String> {
    let (from, to) = (calendar.local_date(timer.anchor), calendar.local_date(timer.due.control));
    let in_days = matches!(timer.amount, Amount::Span(Span { unit: Unit::WorkingDays, .. }));
    if (to - from).num_days() > LISTED_DAYS {
        let worked = from.iter_days().skip(1).take_while(|date| *date <= to);
        let count = worked.filter(|date| calendar.is_working_day(*date)).count();
        return vec![format!("С {} по {}: рабочих дней {count}.", date(from), date(to))];
    }
    let mut lines = Vec::new();
    let mut off: Vec<NaiveDate> = Vec::new();
    for day in from.iter_days().take_while(|day| *day <= to) {
        if !calendar.is_working_day(day) {
            off.push(day);
            continue;
        }
        lines.extend(days_off(calendar, &mut off));
        let short = if calendar.is_short_day(day) { ", сокращённый день" } else { "" };
        if in_days {
            let number = if day == from {
                "день начала, не считается"
            } else {
                "рабочий день"
            };
            lines.push(format!("{}: {number}{short}.", date(day)));
            continue;
        }
        let begins = timer.anchor.max(calendar.opening_of(day));
        let ends = timer.due.control.min(calendar.end_of_working_day(day));
        // A clock that started within a minute gives that minute whole.
        let minutes = (calendar.working_time_between(begins, ends) + TimeDelta::seconds(30)).num_minutes();
        if minutes > 0 {
            lines.push(format!("{}: {}{short}.", date(day), length(minutes)));
        }
    }
    lines
}

fn days_off(calendar: &Calendar, off: &mut Vec<NaiveDate>) -> Option<String> {
    let line = match off.as_slice() {
        [] => return None,
        [one] => format!("{}: {}.", date(*one), calendar.day_kind(*one)),
        [first, .., last] => format!("{}–{}: выходные.", date(*first), date(*last)),
    };
    off.clear();
    Some(line)
}

fn rolled(calendar: &Calendar, timer: &Timer, roll: Roll) -> Option<String> {
    if is_working(&timer.amount) || timer.due.counts == timer.due.control {
        let moved = timer.due.legal.filter(|legal| *legal < timer.due.control);
        return moved.map(|_| {
            "Срок по закону приходится на нерабочие дни, а до них меньше 4 рабочих часов: перенесён вперёд.".to_owned()
        });
    }
    let last = calendar.local_date(timer.due.counts - INSTANT);
    let why = if roll == Roll::None || calendar.is_working_day(last) {
        "контрольный срок — конец этого рабочего дня"
    } else {
        "день нерабочий, контрольный срок — конец рабочего дня перед ним"
    };
    Some(format!("Последний день: {}; {why}.", date(last)))
}
