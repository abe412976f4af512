//! What a date is and why: the word that an explanation gives each day.

use std::fmt;

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::Calendar;
use super::year;

/// Why anybody works on a date, or nobody does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// A working day.
    Working,
    /// A working day shorter by an hour.
    Short,
    /// A day off by weekday that is worked by a decree.
    WorkingDayOff {
        /// The decree.
        basis: String,
        /// Shorter by an hour as well.
        short: bool,
    },
    /// A day off by the office hours.
    Weekend,
    /// A holiday of article 112 of the Labour Code.
    Holiday(&'static str),
    /// A working day that became free by an exchange.
    MovedOff {
        /// The day off that was given for it.
        from: NaiveDate,
        /// The decree.
        basis: String,
    },
    /// A day off of the region.
    Regional(String),
}

impl DayKind {
    /// Whether anybody works.
    pub const fn is_working(&self) -> bool {
        matches!(self, Self::Working | Self::Short | Self::WorkingDayOff { .. })
    }
}

impl fmt::Display for DayKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Working => f.write_str("рабочий день"),
            Self::Short => f.write_str("сокращённый рабочий день"),
            Self::WorkingDayOff { basis, short } => {
                let short = if *short { "сокращённый " } else { "" };
                write!(f, "{short}рабочий день вместо выходного ({basis})")
            }
            Self::Weekend => f.write_str("выходной"),
            Self::Holiday(name) => write!(f, "праздник: {name}"),
            Self::MovedOff { from, basis } => {
                write!(f, "выходной, перенесённый с {} ({basis})", from.format("%d.%m.%Y"))
            }
            Self::Regional(name) => write!(f, "выходной региона: {name}"),
        }
    }
}

impl Calendar {
    /// What a date is and why.
    pub fn day_kind(&self, date: NaiveDate) -> DayKind {
        if let Some(name) = self.regional.get(&date) {
            return DayKind::Regional(name.clone());
        }
        let year = self.years.get(&date.year());
        if self.is_working_day(date) {
            let short = self.is_short_day(date);
            return match year.filter(|it| it.working_days_off.contains(&date)) {
                Some(year) => DayKind::WorkingDayOff { basis: year.basis.clone(), short },
                None if short => DayKind::Short,
                None => DayKind::Working,
            };
        }
        if let Some(name) = year::holiday(date) {
            return DayKind::Holiday(name);
        }
        let by_weekday = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        let moved = year.and_then(|it| Some((it, it.moved.iter().find(|moved| moved.to == date)?)));
        match moved.filter(|_| !by_weekday) {
            Some((_, moved)) if moved.is_by_the_code() => {
                DayKind::MovedOff { from: moved.from, basis: year::CODE.to_owned() }
            }
            Some((year, moved)) => DayKind::MovedOff { from: moved.from, basis: year.basis.clone() },
            None => DayKind::Weekend,
        }
    }
}
