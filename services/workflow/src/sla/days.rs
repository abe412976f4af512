//! The days of a calendar with running sums, so that a due date is found by binary search.

use chrono::{Datelike, NaiveDate, TimeDelta};

/// Microseconds of working time inside one day as at most two stretches from midnight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// From, to; an empty stretch has both equal.
    pub(crate) stretches: [(i64, i64); 2],
}

impl Shape {
    /// Working time of the whole day.
    pub(crate) fn length(self) -> i64 {
        self.stretches.iter().map(|(from, to)| to - from).sum()
    }

    /// Working time before a moment of the day.
    pub(crate) fn worked_until(self, moment: i64) -> i64 {
        self.stretches.iter().map(|(from, to)| moment.clamp(*from, *to) - from).sum()
    }

    /// The moment at which so much has been worked; the end of a stretch rather than the start of the next.
    pub(crate) fn moment(self, mut worked: i64) -> i64 {
        for (from, to) in self.stretches {
            if worked <= to - from && to > from {
                return from + worked;
            }
            worked -= to - from;
        }
        self.closing()
    }

    /// The first working moment at or after a moment of the day.
    pub(crate) fn opening(self, moment: i64) -> Option<i64> {
        self.stretches.iter().find(|(from, to)| moment < *to && from < to).map(|(from, _)| moment.max(*from))
    }

    /// The last moment of the day's work.
    pub(crate) fn closing(self) -> i64 {
        let [(_, first), (from, to)] = self.stretches;
        if to > from { to } else { first }
    }
}

/// Running sums over a stretch of whole years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    first: NaiveDate,
    /// Working time before each day, and before the day after the last.
    time: Vec<i64>,
    /// Working days before each day, and before the day after the last.
    count: Vec<i64>,
    /// The few different shapes, and which of them each day has.
    shapes: Vec<Shape>,
    shape: Vec<u8>,
}

impl Days {
    /// Sums the years from `from` to `to`.
    pub(crate) fn new(from: i32, to: i32, shape: impl Fn(NaiveDate) -> Shape) -> Self {
        let first = NaiveDate::from_ymd_opt(from, 1, 1).unwrap_or_default();
        let mut days = Self { first, time: vec![0], count: vec![0], shapes: Vec::new(), shape: Vec::new() };
        let (mut time, mut count) = (0, 0);
        for date in first.iter_days().take_while(|date| date.year() <= to) {
            let shape = shape(date);
            let length = shape.length();
            let known = days.shapes.iter().position(|it| *it == shape).unwrap_or_else(|| {
                days.shapes.push(shape);
                days.shapes.len() - 1
            });
            days.shape.push(u8::try_from(known).expect("seven weekdays, whole and short, and days off"));
            time += length;
            count += i64::from(length > 0);
            days.time.push(time);
            days.count.push(count);
        }
        days
    }

    fn index(&self, date: NaiveDate) -> Option<usize> {
        let index = usize::try_from((date - self.first).num_days()).ok()?;
        (index < self.time.len()).then_some(index)
    }

    fn date(&self, index: usize) -> Option<NaiveDate> {
        self.first.checked_add_signed(TimeDelta::days(i64::try_from(index).ok()?))
    }

    /// The shape of a day of the table.
    pub(crate) fn shape(&self, date: NaiveDate) -> Option<Shape> {
        let index = self.index(date)?;
        self.shape.get(index).map(|shape| self.shapes[usize::from(*shape)])
    }

    /// Working time before a day of the table.
    pub(crate) fn time_before(&self, date: NaiveDate) -> Option<i64> {
        self.index(date).map(|index| self.time[index])
    }

    /// Working days before a day of the table.
    pub(crate) fn count_before(&self, date: NaiveDate) -> Option<i64> {
        self.index(date).map(|index| self.count[index])
    }

    /// The day in which the sum of time reaches `total` (above zero), and the sum before that day.
    pub(crate) fn day_reaching(&self, total: i64) -> Option<(NaiveDate, i64)> {
        let index = self.time.partition_point(|sum| *sum < total);
        if index == 0 || index == self.time.len() {
            return None;
        }
        Some((self.date(index - 1)?, self.time[index - 1]))
    }

    /// The working day before which exactly `count` working days lie.
    pub(crate) fn working_day(&self, count: i64) -> Option<NaiveDate> {
        let index = self.count.partition_point(|sum| *sum <= count);
        if count < 0 || index == self.count.len() {
            return None;
        }
        self.date(index - 1)
    }
}
