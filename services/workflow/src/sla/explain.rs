//! Why a date is what it is, in Russian lines: where it counts from, what each day gave, how it was rolled.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};

use super::amount::{Amount, Span, Unit};
use super::calendar::Calendar;
use super::due::is_working;
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
    lines.push(format!("Срок: {}.", moment(calendar, timer.due.control)));
    lines.extend(rolled(calendar, timer, clock.map_or(Roll::None, |clock| clock.roll.value)));
    if let Some(source) = timer.due.source {
        lines.push(format!("Источник назвал свой срок: {}.", moment(calendar, source)));
    }
    let last = calendar.local_date(timer.due.counts - INSTANT);
    if calendar.is_provisional(last) {
        lines.push(format!("Календарь {} года ещё не загружен: дата предварительная.", last.year()));
    }
    lines
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
        lines.extend(days_off(&mut off));
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
        let minutes = calendar.working_minutes_between(begins, ends);
        if minutes > 0 {
            lines.push(format!("{}: {}{short}.", date(day), length(minutes)));
        }
    }
    lines
}

fn days_off(off: &mut Vec<NaiveDate>) -> Option<String> {
    let line = match off.as_slice() {
        [] => return None,
        [one] => format!("{}: выходной.", date(*one)),
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

fn moment(calendar: &Calendar, at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&calendar.zone());
    format!("{} {} ({})", date(local.date_naive()), local.format("%H:%M"), weekday(local.date_naive()))
}

fn date(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}

fn weekday(date: NaiveDate) -> &'static str {
    ["пн", "вт", "ср", "чт", "пт", "сб", "вс"][date.weekday().num_days_from_monday() as usize]
}

fn length(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} мин"),
        (hours, 0) => format!("{hours} ч"),
        (hours, minutes) => format!("{hours} ч {minutes} мин"),
    }
}

fn words(amount: &Amount) -> String {
    match amount {
        Amount::Span(span) => span_words(*span),
        Amount::Promised => "до обещанной даты".to_owned(),
        Amount::Share { percent, otherwise, .. } => {
            format!("{percent} % срока, иначе {}", span_words(*otherwise))
        }
    }
}

fn span_words(span: Span) -> String {
    let [one, few, many] = match span.unit {
        Unit::Minutes => ["минута", "минуты", "минут"],
        Unit::Hours => ["час", "часа", "часов"],
        Unit::WorkingMinutes => ["рабочая минута", "рабочие минуты", "рабочих минут"],
        Unit::WorkingHours => ["рабочий час", "рабочих часа", "рабочих часов"],
        Unit::WorkingDays => ["рабочий день", "рабочих дня", "рабочих дней"],
        Unit::CalendarDays => ["календарный день", "календарных дня", "календарных дней"],
    };
    let form = match (span.count % 10, span.count % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    };
    format!("{} {form}", span.count)
}
