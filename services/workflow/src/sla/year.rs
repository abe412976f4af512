//! What the law and the government say about the days of a year.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Holidays of article 112 of the Labour Code as month, day and name.
pub const HOLIDAYS: [(u32, u32, &str); 14] = [
    (1, 1, "Новогодние каникулы"),
    (1, 2, "Новогодние каникулы"),
    (1, 3, "Новогодние каникулы"),
    (1, 4, "Новогодние каникулы"),
    (1, 5, "Новогодние каникулы"),
    (1, 6, "Новогодние каникулы"),
    (1, 7, "Рождество Христово"),
    (1, 8, "Новогодние каникулы"),
    (2, 23, "День защитника Отечества"),
    (3, 8, "Международный женский день"),
    (5, 1, "Праздник Весны и Труда"),
    (5, 9, "День Победы"),
    (6, 12, "День России"),
    (11, 4, "День народного единства"),
];

/// What the government decided for one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "YearFile")]
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct YearFile {
    year: i32,
    basis: String,
    moved: Vec<Moved>,
    working_days_off: Vec<NaiveDate>,
    short_days: Vec<NaiveDate>,
}

impl TryFrom<YearFile> for FederalYear {
    type Error = BadYear;

    fn try_from(file: YearFile) -> Result<Self, BadYear> {
        let YearFile { year, basis, moved, working_days_off, short_days } = file;
        let read = Self { year, basis, moved, working_days_off, short_days };
        read.check().map(|()| read)
    }
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

/// The basis of an exchange that needs no decree.
pub(super) const CODE: &str = "ст. 112 ТК РФ";

impl Moved {
    /// A holiday on a weekend moves to the next working day by the code itself, those of January do not.
    pub(super) fn is_by_the_code(self) -> bool {
        holiday(self.from).is_some()
            && self.from.month() > 1
            && (1..=3).contains(&(self.to - self.from).num_days())
    }
}

/// A date of a federal year that lies in another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadYear {
    /// It belongs to another year.
    #[error("дата {} не относится к {year} году: исправьте её или год файла", .date.format("%d.%m.%Y"))]
    OutsideYear {
        /// The date.
        date: NaiveDate,
        /// The year of the file.
        year: i32,
    },
    /// It is given as free twice, or as free and as worked.
    #[error("дата {} указана дважды: оставьте одно решение о ней", .0.format("%d.%m.%Y"))]
    Twice(NaiveDate),
}

impl FederalYear {
    /// Whether every date belongs to the year and is decided once.
    pub fn check(&self) -> Result<(), BadYear> {
        let moved = self.moved.iter().flat_map(|it| [it.from, it.to]);
        let all = moved.chain(self.working_days_off.iter().copied()).chain(self.short_days.iter().copied());
        if let Some(date) = all.clone().find(|date| date.year() != self.year) {
            return Err(BadYear::OutsideYear { date, year: self.year });
        }
        let mut decided = BTreeSet::new();
        let free = self.moved.iter().map(|it| it.to);
        free.chain(self.working_days_off.iter().copied())
            .find(|date| !decided.insert(*date))
            .map_or(Ok(()), |date| Err(BadYear::Twice(date)))
    }
}

/// The holiday of article 112 that a date is.
pub(super) fn holiday(date: NaiveDate) -> Option<&'static str> {
    let on = |(month, day, _): &&(u32, u32, &str)| (*month, *day) == (date.month(), date.day());
    HOLIDAYS.iter().find(on).map(|(_, _, name)| *name)
}
