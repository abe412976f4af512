//! Dates, lengths and amounts as Russian words, for explanations.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::amount::{Amount, Span, Unit};
use super::calendar::Calendar;

/// An instant in the zone of the calendar.
pub(super) fn moment(calendar: &Calendar, at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&calendar.zone());
    format!("{} {} ({})", date(local.date_naive()), local.format("%H:%M"), weekday(local.date_naive()))
}

/// A date.
pub(super) fn date(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}

fn weekday(date: NaiveDate) -> &'static str {
    ["пн", "вт", "ср", "чт", "пт", "сб", "вс"][date.weekday().num_days_from_monday() as usize]
}

/// Minutes as hours and minutes.
pub(super) fn length(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} мин"),
        (hours, 0) => format!("{hours} ч"),
        (hours, minutes) => format!("{hours} ч {minutes} мин"),
    }
}

/// An amount.
pub(super) fn words(amount: &Amount) -> String {
    match amount {
        Amount::Span(span) => span_words(*span),
        Amount::Promised => "до обещанной даты".to_owned(),
        Amount::Share { percent, otherwise, .. } => {
            format!("{percent} % срока, иначе {}", span_words(*otherwise))
        }
        Amount::DayOf { day, before, .. } => {
            let left = span_words(Span::new(u32::from(*before), Unit::WorkingDays));
            format!("{day}-й день основного срока, но не позднее чем за {left} до его контрольной даты")
        }
    }
}

/// A span.
pub(crate) fn span_words(span: Span) -> String {
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

/// A date with its weekday.
pub(super) fn day(on: NaiveDate) -> String {
    format!("{} ({})", date(on), weekday(on))
}

/// Dates of a year whose calendar nobody has loaded may still move.
pub(super) fn provisional(year: i32) -> String {
    format!(
        "ВНИМАНИЕ: производственный календарь {year} года ещё не загружен. Даты этого года предварительные: \
         переносов и региональных выходных в них нет, сроки будут пересчитаны, когда календарь появится."
    )
}
