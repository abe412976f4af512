//! Where a step of a ladder stands against its clock, written as the id it has in the default: `p50`,
//! `plus_4wh`, `minus_3wd`, `control_due`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::sla::amount::{Span, Unit};
use crate::sla::words::span_words;

/// A place on the way of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Offset {
    /// When the clock starts.
    Start,
    /// At a share of the time given.
    Percent(u8),
    /// So long before control due.
    Minus(Span),
    /// At control due.
    Due,
    /// At control due, where a date of the law follows.
    ControlDue,
    /// At the date of the law.
    LegalDue,
    /// So long after control due.
    Plus(Span),
    /// A share of the time given after control due.
    PlusPercent(u8),
}

/// A text that is no offset.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "«{0}» не является ступенью: ожидается start, p50, minus_3wd, due, control_due, legal_due, plus_4wh или plus_p50"
)]
pub struct NoOffset(String);

const UNITS: [(&str, Unit); 5] = [
    ("min", Unit::Minutes),
    ("wh", Unit::WorkingHours),
    ("wd", Unit::WorkingDays),
    ("h", Unit::Hours),
    ("d", Unit::CalendarDays),
];

impl Offset {
    /// Whether it stands before due, where the order of the ladder may pull it forward.
    pub const fn is_before_due(self) -> bool {
        matches!(self, Self::Start | Self::Percent(_) | Self::Minus(_))
    }

    /// A sortable place among offsets of its own kind: group, then how far along inside the group; offsets
    /// before due in percent and in days cannot be compared without a date.
    pub(crate) fn place(self) -> (u8, i64) {
        let minutes = |span: Span| {
            i64::from(span.count)
                * match span.unit {
                    Unit::Minutes | Unit::WorkingMinutes => 1,
                    Unit::Hours | Unit::WorkingHours => 60,
                    Unit::WorkingDays | Unit::CalendarDays => 1440,
                }
        };
        match self {
            Self::Start => (0, 0),
            Self::Percent(percent) => (1, i64::from(percent)),
            Self::Minus(span) => (2, -minutes(span)),
            Self::Due | Self::ControlDue => (3, 0),
            Self::LegalDue => (4, 0),
            Self::PlusPercent(percent) => (5, i64::from(percent)),
            Self::Plus(span) => (6, minutes(span)),
        }
    }
}

impl Offset {
    /// As people say it.
    pub fn words(self) -> String {
        match self {
            Self::Start => "начало срока".to_owned(),
            Self::Percent(percent) => format!("{percent} % срока"),
            Self::Minus(span) => format!("за {} до срока", span_words(span)),
            Self::Due => "срок".to_owned(),
            Self::ControlDue => "контрольный срок".to_owned(),
            Self::LegalDue => "срок по закону".to_owned(),
            Self::Plus(span) => format!("через {} после срока", span_words(span)),
            Self::PlusPercent(percent) => format!("через {percent} % срока после него"),
        }
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |unit: Unit| UNITS.iter().find(|(_, it)| *it == unit).map_or("min", |(text, _)| text);
        match self {
            Self::Start => f.write_str("start"),
            Self::Percent(percent) => write!(f, "p{percent}"),
            Self::Minus(span) => write!(f, "minus_{}{}", span.count, short(span.unit)),
            Self::Due => f.write_str("due"),
            Self::ControlDue => f.write_str("control_due"),
            Self::LegalDue => f.write_str("legal_due"),
            Self::Plus(span) => write!(f, "plus_{}{}", span.count, short(span.unit)),
            Self::PlusPercent(percent) => write!(f, "plus_p{percent}"),
        }
    }
}

impl FromStr for Offset {
    type Err = NoOffset;

    fn from_str(text: &str) -> Result<Self, NoOffset> {
        let wrong = || NoOffset(text.to_owned());
        let percent = |digits: &str| digits.parse::<u8>().ok().filter(|p| (1..=100).contains(p));
        let span = |words: &str| {
            let at = words.find(|c: char| !c.is_ascii_digit())?;
            let count = words[..at].parse::<u32>().ok().filter(|n| (1..=1000).contains(n))?;
            let unit = UNITS.iter().find(|(short, _)| *short == &words[at..])?.1;
            Some(Span::new(count, unit))
        };
        match text {
            "start" => Ok(Self::Start),
            "due" => Ok(Self::Due),
            "control_due" => Ok(Self::ControlDue),
            "legal_due" => Ok(Self::LegalDue),
            _ => {
                if let Some(digits) = text.strip_prefix("plus_p") {
                    percent(digits).map(Self::PlusPercent)
                } else if let Some(words) = text.strip_prefix("plus_") {
                    span(words).map(Self::Plus)
                } else if let Some(words) = text.strip_prefix("minus_") {
                    span(words).map(Self::Minus)
                } else {
                    text.strip_prefix('p').and_then(percent).map(Self::Percent)
                }
            }
            .ok_or_else(wrong),
        }
    }
}

impl TryFrom<String> for Offset {
    type Error = NoOffset;

    fn try_from(text: String) -> Result<Self, NoOffset> {
        text.parse()
    }
}

impl From<Offset> for String {
    fn from(value: Offset) -> Self {
        value.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_reads_as_it_is_written() {
        for text in ["start", "p50", "minus_3wd", "minus_14d", "due", "control_due", "legal_due"] {
            assert_eq!(text.parse::<Offset>().unwrap().to_string(), text);
        }
        assert_eq!("minus_3wd".parse::<Offset>().unwrap().words(), "за 3 рабочих дня до срока");
        assert_eq!("plus_p50".parse::<Offset>().unwrap().words(), "через 50 % срока после него");
        for text in ["plus_4wh", "plus_1wd", "plus_10min", "plus_2h", "plus_p50"] {
            assert_eq!(text.parse::<Offset>().unwrap().to_string(), text);
        }
        for text in ["", "p0", "p101", "plus_", "plus_wh", "plus_4x", "minus_0wd", "later"] {
            assert!(text.parse::<Offset>().is_err(), "{text}");
        }
    }
}
