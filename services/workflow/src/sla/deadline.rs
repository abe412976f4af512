//! The dates of a clock without a subject, with a line for every day on the way: what `otklik deadline` prints.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta, Utc};
use otklik_domain::topic::Class;
use serde::Serialize;

use super::amount::{Amount, Span, Unit};
use super::calendar::Calendar;
use super::due::{self, Ground, is_working};
use super::words::{date, day, length, moment, provisional, words};
use crate::definition::effective::{Clock, Effective, Roll};
use crate::instance::Due;

/// A date in days is kept as the midnight that ends it: the date itself lies just before.
const INSTANT: TimeDelta = TimeDelta::microseconds(1);

/// Which clock is asked about, and on what ground.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The definition.
    pub def: &'a Effective,
    /// Name of a clock in it.
    pub clock: &'a str,
    /// Class of the topic.
    pub class: Class,
    /// Code of the topic; empty when none is meant.
    pub topic: &'a str,
    /// The instant it counts from.
    pub anchor: DateTime<Utc>,
    /// The date carried by the source.
    pub source_due: Option<DateTime<Utc>>,
    /// The promised date, for a clock that waits for one.
    pub promised: Option<NaiveDate>,
    /// The calendar of the tenant.
    pub calendar: &'a Calendar,
}

/// The three dates, and why they are what they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// Date of the article; none for a clock that no article fixes.
    pub legal_due: Option<Moment>,
    /// Rolled date, for alarms.
    pub control_due: Moment,
    /// Date carried by the source.
    pub source_due: Option<Moment>,
    /// Russian lines: a line for every day between.
    pub explanation: Vec<String>,
}

/// The last day of a term, and the instant at which it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// Local date.
    pub date: NaiveDate,
    /// With the offset of the tenant's zone.
    pub at: DateTime<FixedOffset>,
}

/// Why there is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoDeadline {
    /// The definition has no such clock.
    #[error("Часов «{clock}» нет в определении. Укажите одни из: {known}.")]
    UnknownClock {
        /// What was asked.
        clock: String,
        /// What there is.
        known: String,
    },
    /// The date of that clock is given by a person.
    #[error("Срок часов «{0}» — обещанная дата: её называет человек. Спросите о других часах.")]
    Promised(String),
}

/// Counts the dates of a clock that starts at the anchor.
pub fn deadline(ask: &Ask) -> Result<Deadline, NoDeadline> {
    let unknown = || NoDeadline::UnknownClock {
        clock: ask.clock.to_owned(),
        known: ask.def.clocks.iter().map(|clock| clock.name.as_str()).collect::<Vec<_>>().join(", "),
    };
    let clock = ask.def.clock(ask.clock).ok_or_else(unknown)?;
    // With one anchor given, every clock that this one hangs on is taken to run from it.
    let amount = due::amount(ask.def, clock, (ask.class, ask.topic), |_| true).ok_or_else(unknown)?;
    if amount == Amount::Promised && ask.promised.is_none() {
        return Err(NoDeadline::Promised(clock.name.clone()));
    }
    let due = dates(ask, clock, &amount);
    let calendar = ask.calendar;
    let source = ask.source_due;
    Ok(Deadline {
        legal_due: due.legal.map(|at| of(calendar, at)),
        control_due: of(calendar, due.control),
        source_due: source.map(|at| of(calendar, at)),
        explanation: Story { ask, clock, amount: &amount, due }.lines(),
    })
}

fn dates(ask: &Ask, clock: &Clock, amount: &Amount) -> Due {
    let whole = if let Amount::DayOf { of, .. } = amount { ask.def.clock(of) } else { None };
    let whole = whole.and_then(|other| Some((other, other.amount(ask.class, ask.topic)?)));
    let ground = Ground {
        calendar: ask.calendar,
        source_due: ask.source_due,
        promised: ask.promised,
        extended_until: None,
        whole: whole.map(|(other, amount)| (ask.anchor, dates(ask, other, amount).control)),
    };
    due::due(clock, amount, ask.anchor, &ground)
}

fn of(calendar: &Calendar, at: DateTime<Utc>) -> Moment {
    Moment { date: calendar.local_date(at - INSTANT), at: at.with_timezone(&calendar.zone()).fixed_offset() }
}

/// Everything an explanation tells.
struct Story<'a> {
    ask: &'a Ask<'a>,
    clock: &'a Clock,
    amount: &'a Amount,
    due: Due,
}

impl Story<'_> {
    fn lines(&self) -> Vec<String> {
        let calendar = self.ask.calendar;
        let (from, to) = (calendar.local_date(self.ask.anchor), self.last_day());
        let mut lines: Vec<String> = (from.year()..=to.year())
            .filter(|year| NaiveDate::from_ymd_opt(*year, 1, 1).is_some_and(|on| calendar.is_provisional(on)))
            .map(provisional)
            .collect();
        let article = self.clock.law.map(|law| format!(" ({})", law.article())).unwrap_or_default();
        lines.push(format!("{}: {}{article}.", self.clock.title.value, words(self.amount)));
        lines.push(format!("Отсчёт с {}.", moment(calendar, self.ask.anchor)));
        if is_working(self.amount) {
            let opening = calendar.next_opening(self.ask.anchor);
            if opening != self.ask.anchor {
                lines.push(format!("Это вне рабочего времени: часы пошли {}.", moment(calendar, opening)));
            }
        } else if self.is_round_the_clock() {
            lines.push("Срок идёт круглосуточно.".to_owned());
        }
        let mut number = 0;
        for on in from.iter_days().take_while(|on| *on <= to) {
            lines.push(format!("{}: {}.", day(on), self.of_day(on, &mut number)));
        }
        lines.extend(self.result());
        lines
    }

    /// The last day that has to do with the term: of the control date or of the date that counts.
    fn last_day(&self) -> NaiveDate {
        let calendar = self.ask.calendar;
        calendar.local_date(self.due.control).max(calendar.local_date(self.due.counts - INSTANT))
    }

    fn is_round_the_clock(&self) -> bool {
        matches!(self.amount, Amount::Span(Span { unit: Unit::Minutes | Unit::Hours, .. }))
    }

    /// What a day is, and what it gives.
    fn of_day(&self, on: NaiveDate, number: &mut u32) -> String {
        let calendar = self.ask.calendar;
        let kind = calendar.day_kind(on);
        let first = on == calendar.local_date(self.ask.anchor);
        match self.amount {
            Amount::Span(Span { unit: Unit::WorkingDays, .. }) => {
                if first {
                    return format!("{kind}; день начала, не считается");
                }
                if !kind.is_working() {
                    return format!("{kind}; не считается");
                }
                *number += 1;
                format!("{kind}; {number}-й рабочий день")
            }
            Amount::Span(Span { unit: Unit::WorkingHours | Unit::WorkingMinutes, .. }) => {
                let begins = self.ask.anchor.max(calendar.start_of(on));
                let ends = self.due.control.min(calendar.midnight_after(on));
                let minutes = if begins < ends { calendar.working_minutes_between(begins, ends) } else { 0 };
                let given = if minutes > 0 { length(minutes) } else { "не считается".to_owned() };
                format!("{kind}; {given}")
            }
            Amount::Span(Span { count, unit: Unit::CalendarDays }) => {
                if first {
                    return format!("{kind}; день начала, не считается");
                }
                *number += 1;
                if *number > *count {
                    return format!("{kind}; срок уже истёк, идёт перенос");
                }
                format!("{kind}; {number}-й день")
            }
            _ => kind.to_string(),
        }
    }

    fn result(&self) -> Vec<String> {
        let calendar = self.ask.calendar;
        let Due { control, legal, counts, .. } = self.due;
        let mut lines = Vec::new();
        if let Some(legal) = legal {
            let last = calendar.local_date(legal - INSTANT);
            lines.push(format!("Срок по закону: {}, до конца дня.", day(last)));
        }
        let rolls = matches!(self.clock.roll.value, Roll::Previous | Roll::GuardedPrevious);
        let why = if !rolls || is_working(self.amount) || self.is_round_the_clock() {
            ""
        } else if legal.is_some_and(|legal| legal < control) {
            ": срок закона выпал на нерабочие дни, а до них меньше 4 рабочих часов — перенесён вперёд"
        } else if calendar.local_date(counts - INSTANT) > calendar.local_date(control) {
            ": последний день нерабочий — конец рабочего дня перед ним"
        } else {
            ": конец рабочего дня"
        };
        lines.push(format!("Контрольный срок: {}{why}.", moment(calendar, control)));
        if let Some(source) = self.ask.source_due {
            let earlier = if source < control { "; он раньше нашего" } else { "" };
            lines.push(format!("Срок источника: {}{earlier}.", moment(calendar, source)));
        }
        if legal.is_some_and(|legal| legal < control) {
            lines.push(format!("Нарушением считается ответ после {}.", date(calendar.local_date(control))));
        }
        lines
    }
}
