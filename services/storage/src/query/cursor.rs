//! Opaque positions of keyset lists: which list, the moment it is sorted by, the id that breaks ties.

use chrono::{DateTime, Utc};
use otklik_domain::page::{Cursor, PageRequest};
use uuid::Uuid;

use crate::error::{Error, Result};

/// The list a position belongs to; a cursor of another list is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum List {
    /// `cases`, by the next due date.
    Cases = 1,
    /// `late_cases`, by the moment of becoming late.
    LateCases = 2,
    /// `journal`, by the day of registration.
    Journal = 3,
    /// `import_runs`, by their start.
    ImportRuns = 4,
    /// `refusals`, by line.
    Refusals = 5,
    /// `differences`, by the order in which they were found.
    Differences = 6,
    /// `open_items`, by subject.
    OpenItems = 7,
}

/// What the last row of a page was sorted by. Rows without a moment come last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) at: Option<DateTime<Utc>>,
    pub(crate) id: Uuid,
}

const LENGTH: usize = 2 + 1 + 16 + 32;

impl Position {
    pub(crate) fn cursor(self, list: List) -> Cursor {
        let (has, micros) = self.at.map_or((0, 0), |at| (1, at.timestamp_micros()));
        Cursor(format!("{:02x}{has}{:016x}{:032x}", list as u8, micros.cast_unsigned(), self.id.as_u128()))
    }

    pub(crate) fn of(cursor: &Cursor, list: List) -> Result<Self> {
        Self::parse(&cursor.0, list).ok_or(Error::BadCursor)
    }

    /// Where the page begins; none is the start of the list.
    pub(crate) fn after(page: &PageRequest, list: List) -> Result<Option<Self>> {
        page.after.as_ref().map(|cursor| Self::of(cursor, list)).transpose()
    }

    fn parse(text: &str, list: List) -> Option<Self> {
        if text.len() != LENGTH || !text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
            return None;
        }
        if u8::from_str_radix(&text[..2], 16).ok()? != list as u8 {
            return None;
        }
        let micros = u64::from_str_radix(&text[3..19], 16).ok()?.cast_signed();
        let at = match &text[2..3] {
            "0" if micros == 0 => None,
            "1" => Some(DateTime::from_timestamp_micros(micros)?),
            _ => return None,
        };
        Some(Self { at, id: Uuid::from_u128(u128::from_str_radix(&text[19..], 16).ok()?) })
    }
}

/// Rows to ask for: what was asked, within its bounds.
pub(crate) fn size(page: &PageRequest) -> usize {
    usize::from(page.first.clamp(1, PageRequest::MOST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_survives_the_way_out_and_back() {
        let id = Uuid::from_u128(0x0193_1000_0000_7000_8000_0000_0000_00ff);
        for at in [
            None,
            DateTime::from_timestamp_micros(1_763_664_000_123_456),
            DateTime::from_timestamp_micros(-1),
        ] {
            let position = Position { at, id };
            assert_eq!(Position::of(&position.cursor(List::Cases), List::Cases).unwrap(), position);
        }
    }

    #[test]
    fn anything_else_is_a_bad_cursor() {
        let good = Position { at: None, id: Uuid::nil() }.cursor(List::Cases).0;
        let other_list = Position { at: None, id: Uuid::nil() }.cursor(List::LateCases).0;
        let signed = format!("{}+{}", &good[..3], &good[4..]);
        for text in [
            String::new(),
            "x".to_owned(),
            good[1..].to_owned(),
            other_list,
            signed,
            "я".repeat(25),
            good.to_uppercase() + "0",
        ] {
            assert!(
                matches!(Position::of(&Cursor(text.clone()), List::Cases), Err(Error::BadCursor)),
                "{text}"
            );
        }
    }
}
