//! What the law and the government say about the days of a year.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Holidays of article 112 of the Labour Code as month and day.
pub const HOLIDAYS: [(u32, u32); 14] = [
    (1, 1),
    (1, 2),
    (1, 3),
    (1, 4),
    (1, 5),
    (1, 6),
    (1, 7),
    (1, 8),
    (2, 23),
    (3, 8),
    (5, 1),
    (5, 9),
    (6, 12),
    (11, 4),
];

/// What the government decided for one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FederalYear {
    /// Which year.
    pub year: i32,
    /// The decree.
    pub basis: String,
    /// Days off that were exchanged; a moved day that is neither weekend's nor holiday's turn is worked.
    pub moved: Vec<Moved>,
    /// Days off by weekday that are worked.
    pub working_days_off: Vec<NaiveDate>,
    /// Working days shorter by an hour.
    pub short_days: Vec<NaiveDate>,
}

/// A day off given on another date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// The day off that was lost.
    pub from: NaiveDate,
    /// The working day that became free.
    pub to: NaiveDate,
}

/// Whether article 112 makes a date a holiday.
pub(super) fn is_holiday(date: NaiveDate) -> bool {
    HOLIDAYS.contains(&(date.month(), date.day()))
}
