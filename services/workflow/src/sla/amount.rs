//! How much time a clock gives, as it is written: `8 working_hours`, `promised`,
//! `50 % of first_reply, continuation else 5 working_days`, `day 20 of legal, 5 working_days before`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

otklik_domain::codes! {
    /// What an amount counts.
    pub enum Unit {
        /// Minutes round the clock.
        Minutes = "minutes",
        /// Hours round the clock.
        Hours = "hours",
        /// Minutes inside working hours.
        WorkingMinutes = "working_minutes",
        /// Hours inside working hours.
        WorkingHours = "working_hours",
        /// Working days, to the end of the last one.
        WorkingDays = "working_days",
        /// Calendar days, to the end of the last one.
        CalendarDays = "calendar_days",
    }
}

/// So many of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Span {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// What a clock gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Amount {
    /// A span from the anchor.
    Span(Span),
    /// Until the date that was promised.
    Promised,
    /// A share of the amount of whichever of these clocks runs.
    Share {
        /// Percent of it.
        percent: u8,
        /// Names of clocks, the first running one counts.
        of: Vec<String>,
        /// When none of them runs.
        otherwise: Span,
    },
    /// Until a day of another clock that runs, but never later than so many working days before its control date.
    DayOf {
        /// Which day after that clock's anchor.
        day: u16,
        /// Name of that clock.
        of: String,
        /// Working days that must be left.
        before: u16,
    },
}

/// A text that is no amount.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "«{0}» не является сроком: ожидается «8 working_hours», «promised», «50 % of first_reply else 5 working_days» или «day 20 of legal, 5 working_days before»"
)]
pub struct NoAmount(String);

impl Span {
    /// So many of a unit.
    pub const fn new(count: u32, unit: Unit) -> Self {
        Self { count, unit }
    }

    /// A share of it, in the finest unit that keeps it whole; days are rounded up.
    #[must_use]
    pub fn share(self, percent: u8) -> Self {
        let part = |whole: u32| (whole * u32::from(percent)).div_ceil(100).max(1);
        let (minutes, hours, fine) = match self.unit {
            Unit::Minutes => (self.count, Unit::Hours, Unit::Minutes),
            Unit::Hours => (self.count * 60, Unit::Hours, Unit::Minutes),
            Unit::WorkingMinutes => (self.count, Unit::WorkingHours, Unit::WorkingMinutes),
            Unit::WorkingHours => (self.count * 60, Unit::WorkingHours, Unit::WorkingMinutes),
            Unit::WorkingDays | Unit::CalendarDays => return Self::new(part(self.count), self.unit),
        };
        let minutes = part(minutes);
        if minutes.is_multiple_of(60) { Self::new(minutes / 60, hours) } else { Self::new(minutes, fine) }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.count, self.unit)
    }
}

impl FromStr for Span {
    type Err = NoAmount;

    fn from_str(text: &str) -> Result<Self, NoAmount> {
        let wrong = || NoAmount(text.to_owned());
        let (count, unit) = text.trim().split_once(' ').ok_or_else(wrong)?;
        let count: u32 = count.parse().map_err(|_| wrong())?;
        if count == 0 || count > 10_000 {
            return Err(wrong());
        }
        Ok(Self { count, unit: unit.trim().parse().map_err(|_| wrong())? })
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Span(span) => span.fmt(f),
            Self::Promised => f.write_str("promised"),
            Self::Share { percent, of, otherwise } => {
                write!(f, "{percent} % of {} else {otherwise}", of.join(", "))
            }
            Self::DayOf { day, of, before } => write!(f, "day {day} of {of}, {before} working_days before"),
        }
    }
}

impl FromStr for Amount {
    type Err = NoAmount;

    fn from_str(text: &str) -> Result<Self, NoAmount> {
        let wrong = || NoAmount(text.to_owned());
        if text.trim() == "promised" {
            return Ok(Self::Promised);
        }
        if let Some(rest) = text.trim().strip_prefix("day ") {
            return day_of(rest).ok_or_else(wrong);
        }
        let Some((percent, rest)) = text.split_once("% of ") else { return text.parse().map(Self::Span) };
        let percent: u8 = percent.trim().parse().map_err(|_| wrong())?;
        let (of, otherwise) = rest.split_once(" else ").ok_or_else(wrong)?;
        let of: Vec<String> = of.split(',').map(|clock| clock.trim().to_owned()).collect();
        if percent == 0 || percent > 100 || of.iter().any(String::is_empty) {
            return Err(wrong());
        }
        Ok(Self::Share { percent, of, otherwise: otherwise.parse()? })
    }
}

fn day_of(text: &str) -> Option<Amount> {
    let (day, rest) = text.split_once(" of ")?;
    let (of, before) = rest.split_once(", ")?;
    let before = before.strip_suffix(" working_days before")?;
    let (day, before) = (day.trim().parse().ok()?, before.trim().parse().ok()?);
    let of = of.trim().to_owned();
    ((1..=400).contains(&day) && before <= 100 && !of.is_empty()).then_some(Amount::DayOf { day, of, before })
}

macro_rules! as_text {
    ($($name:ident),+) => {$(
        impl TryFrom<String> for $name {
            type Error = NoAmount;
            fn try_from(text: String) -> Result<Self, NoAmount> { text.parse() }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self { value.to_string() }
        }
    )+};
}

as_text!(Span, Amount);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_reads_as_it_is_written() {
        for text in [
            "8 working_hours",
            "promised",
            "50 % of first_reply, continuation else 5 working_days",
            "day 20 of legal, 5 working_days before",
        ] {
            assert_eq!(text.parse::<Amount>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "8",
            "0 hours",
            "8 weeks",
            "50 % of  else 1 hours",
            "150 % of a else 1 hours",
            "day 0 of legal, 5 working_days before",
            "day 20 of , 5 working_days before",
            "day 20 of legal, 5 hours before",
            "day 20 of legal",
        ] {
            assert!(text.parse::<Amount>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_share_keeps_the_kind_of_time() {
        assert_eq!(Span::new(8, Unit::WorkingHours).share(50), Span::new(4, Unit::WorkingHours));
        assert_eq!(Span::new(1, Unit::WorkingHours).share(50), Span::new(30, Unit::WorkingMinutes));
        assert_eq!(Span::new(2, Unit::Hours).share(25), Span::new(30, Unit::Minutes));
        assert_eq!(Span::new(7, Unit::WorkingDays).share(50), Span::new(4, Unit::WorkingDays));
    }
}
