//! Office hours by weekday, with lunch and the short day.

use std::collections::BTreeMap;

use chrono::{NaiveTime, TimeDelta, Timelike};
use serde::{Deserialize, Serialize};

use super::days::Shape;

/// Office hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "HoursFile", into = "HoursFile")]
pub struct Hours {
    /// Monday first.
    pub(super) days: [Option<Stretch>; 7],
    lunch: Option<Stretch>,
    short_day_less_minutes: u32,
}

/// From and to inside one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stretch {
    /// Begins.
    pub from: NaiveTime,
    /// Ends.
    pub to: NaiveTime,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HoursFile {
    weekdays: BTreeMap<Day, Stretch>,
    #[serde(default)]
    lunch: Option<Stretch>,
    short_day_less_minutes: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Day {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

const WEEK: [Day; 7] =
    [Day::Monday, Day::Tuesday, Day::Wednesday, Day::Thursday, Day::Friday, Day::Saturday, Day::Sunday];

/// Hours in which nothing can be done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadHours {
    /// A stretch that does not end after it begins.
    #[error("конец часов должен быть позже начала")]
    Reversed,
    /// No weekday with working time.
    #[error("нужен хотя бы один день недели с рабочим временем, и в сокращённый день")]
    NoWork,
}

impl TryFrom<HoursFile> for Hours {
    type Error = BadHours;

    fn try_from(file: HoursFile) -> Result<Self, BadHours> {
        if file.weekdays.values().chain(&file.lunch).any(|it| it.to <= it.from) {
            return Err(BadHours::Reversed);
        }
        let hours = Self {
            days: WEEK.map(|day| file.weekdays.get(&day).copied()),
            lunch: file.lunch,
            short_day_less_minutes: file.short_day_less_minutes,
        };
        let open = hours.days.iter().flatten();
        if hours.days == [None; 7] || open.clone().any(|it| hours.shape(*it, true).length() == 0) {
            return Err(BadHours::NoWork);
        }
        Ok(hours)
    }
}

impl From<Hours> for HoursFile {
    fn from(hours: Hours) -> Self {
        let weekdays = WEEK.into_iter().zip(hours.days).filter_map(|(day, it)| Some((day, it?))).collect();
        Self { weekdays, lunch: hours.lunch, short_day_less_minutes: hours.short_day_less_minutes }
    }
}

impl Hours {
    /// The working time of an open day.
    pub(super) fn shape(&self, open: Stretch, short: bool) -> Shape {
        let less =
            if short { TimeDelta::minutes(self.short_day_less_minutes.into()) } else { TimeDelta::zero() };
        let from = micros(open.from);
        let to = (micros(open.to) - less.num_microseconds().unwrap_or(0)).max(from);
        let Some(lunch) = self.lunch else { return Shape { stretches: [(from, to), (to, to)] } };
        let (pause, resume) = (micros(lunch.from).clamp(from, to), micros(lunch.to).clamp(from, to));
        Shape { stretches: [(from, pause), (resume, to)] }
    }
}

/// Microseconds since midnight.
pub(super) fn micros(time: NaiveTime) -> i64 {
    i64::from(time.num_seconds_from_midnight()) * 1_000_000 + i64::from(time.nanosecond() / 1_000)
}
