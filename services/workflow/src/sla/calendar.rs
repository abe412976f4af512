//! Working time: the only date arithmetic of the product.
//!
//! Calendars are data: federal years, regional days off, hours of the tenant. A year that nobody has imported
//! has weekends and the holidays of article 112 of the Labour Code, and its dates are provisional.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc, Weekday};
use chrono_tz::Tz;

use super::days::{Days, Shape};
use super::hours::micros;
pub use super::hours::{BadHours, Hours, Stretch};
pub use super::kind::DayKind;
use super::year;
pub use super::year::{BadYear, FederalYear, HOLIDAYS, Moved};

/// Working hours that must lie between an anchor and a rolled date.
pub const GUARD: TimeDelta = TimeDelta::hours(4);

/// The calendar of one tenant.
#[derive(Clone, Debug)]
pub struct Calendar {
    zone: Tz,
    hours: Hours,
    pub(super) years: BTreeMap<i32, FederalYear>,
    /// Days off of the region with their names.
    pub(super) regional: BTreeMap<NaiveDate, String>,
    days: Days,
}

impl Calendar {
    /// Joins the federal years, the region's own days off with their names and the tenant's hours.
    pub fn new(
        zone: Tz,
        hours: Hours,
        years: Vec<FederalYear>,
        regional: impl IntoIterator<Item = (NaiveDate, String)>,
    ) -> Self {
        let years: BTreeMap<i32, FederalYear> = years.into_iter().map(|year| (year.year, year)).collect();
        let first = years.keys().next().copied().unwrap_or(2026);
        let last = years.keys().next_back().copied().unwrap_or(2026);
        let regional = regional.into_iter().collect();
        let mut calendar = Self { zone, hours, years, regional, days: Days::new(0, 0, |_| Shape::default()) };
        calendar.days = Days::new(first - 2, last + 8, |date| calendar.shape_by_rule(date));
        calendar
    }

    /// The zone in which its days begin and end.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The local date of an instant.
    pub fn local_date(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// The instant of a local moment; of two, the earlier; in a gap, the end of the gap.
    pub fn instant(&self, local: NaiveDateTime) -> DateTime<Utc> {
        let mut moment = local;
        loop {
            if let Some(at) = self.zone.from_local_datetime(&moment).earliest() {
                return at.with_timezone(&Utc);
            }
            moment += TimeDelta::minutes(15);
        }
    }

    /// The midnight with which a date ends.
    pub fn midnight_after(&self, date: NaiveDate) -> DateTime<Utc> {
        self.instant(next(date).and_time(NaiveTime::MIN))
    }

    /// Whether the government's calendar of that year is unknown, so that dates in it may still move.
    pub fn is_provisional(&self, date: NaiveDate) -> bool {
        !self.years.contains_key(&date.year())
    }

    /// Whether anybody works on that date.
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        self.shape(date).length() > 0
    }

    /// Whether that date is a working day shorter than usual.
    pub fn is_short_day(&self, date: NaiveDate) -> bool {
        self.is_working_day(date)
            && self.years.get(&date.year()).is_some_and(|it| it.short_days.contains(&date))
    }

    /// The working time of a date.
    pub fn working_time_of(&self, date: NaiveDate) -> TimeDelta {
        TimeDelta::microseconds(self.shape(date).length())
    }

    /// The instant itself inside working time, else the next opening.
    pub fn next_opening(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        let local = self.local(at);
        let (date, moment) = self.opening(local);
        if date == local.date() && moment == micros(local.time()) { at } else { self.moment(date, moment) }
    }

    /// The instant itself inside working time or at its closing moment, else the next opening.
    pub fn at_work(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        let before = at - TimeDelta::microseconds(1);
        if self.working_time_between(before, at) > TimeDelta::zero() { at } else { self.next_opening(at) }
    }

    fn opening(&self, local: NaiveDateTime) -> (NaiveDate, i64) {
        if let Some(moment) = self.shape(local.date()).opening(micros(local.time())) {
            return (local.date(), moment);
        }
        let date = self.working_day_after(local.date(), 1);
        (date, self.shape(date).opening(0).unwrap_or(0))
    }

    /// The instant after so much working time; the closing moment of a day rather than the next opening.
    pub fn add_working_time(&self, at: DateTime<Utc>, span: TimeDelta) -> DateTime<Utc> {
        let span = span.num_microseconds().unwrap_or(0).max(0);
        if span == 0 {
            return self.next_opening(at);
        }
        let (from, moment) = self.opening(self.local(at));
        let worked = self.shape(from).worked_until(moment);
        let found = self.days.time_before(from).and_then(|before| {
            let total = before + worked + span;
            self.days.day_reaching(total).map(|(date, sum)| (date, total - sum))
        });
        let (date, worked) = found.unwrap_or_else(|| {
            let (mut date, mut left) = (from, worked + span);
            while left > self.shape(date).length() {
                left -= self.shape(date).length();
                date = next(date);
            }
            (date, left)
        });
        self.moment(date, self.shape(date).moment(worked))
    }

    /// The instant after so many working minutes.
    pub fn add_working_minutes(&self, at: DateTime<Utc>, minutes: u32) -> DateTime<Utc> {
        self.add_working_time(at, TimeDelta::minutes(minutes.into()))
    }

    /// Working time from one instant to another; negative when the second is the earlier one.
    pub fn working_time_between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> TimeDelta {
        let (from, to) = (self.local(from), self.local(to));
        let inside = |at: NaiveDateTime| self.shape(at.date()).worked_until(micros(at.time()));
        let whole = match (self.days.time_before(from.date()), self.days.time_before(to.date())) {
            (Some(before), Some(after)) => after - before,
            _ => self.time_of_days(from.date(), to.date()),
        };
        TimeDelta::microseconds(whole + inside(to) - inside(from))
    }

    /// Whole working minutes from one instant to another; negative when the second is the earlier one.
    pub fn working_minutes_between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> i64 {
        self.working_time_between(from, to).num_minutes()
    }

    /// The same time of day so many working days later, or earlier when negative.
    pub fn add_working_days(&self, at: DateTime<Utc>, days: i32) -> DateTime<Utc> {
        let local = self.local(at);
        let date = match days {
            0 => return at,
            1.. => self.working_day_after(local.date(), days.unsigned_abs()),
            _ => self.working_day_before(local.date(), days.unsigned_abs()),
        };
        self.instant(date.and_time(local.time()))
    }

    /// The working day that is so many working days after a date.
    pub fn working_day_after(&self, date: NaiveDate, days: u32) -> NaiveDate {
        let counted = self.days.count_before(next(date)).map(|before| before + i64::from(days) - 1);
        counted.and_then(|count| self.days.working_day(count)).unwrap_or_else(|| self.walk(date, days, next))
    }

    /// The working day that is so many working days before a date.
    pub fn working_day_before(&self, date: NaiveDate, days: u32) -> NaiveDate {
        let counted = self.days.count_before(date).map(|before| before - i64::from(days));
        counted
            .and_then(|count| self.days.working_day(count))
            .unwrap_or_else(|| self.walk(date, days, previous))
    }

    /// The opening of a working day; of the next one when the date is a day off.
    pub fn opening_of(&self, date: NaiveDate) -> DateTime<Utc> {
        let date = self.at_or_after(date);
        self.moment(date, self.shape(date).opening(0).unwrap_or(0))
    }

    /// The opening of a working day; the local midnight with which a day off begins.
    pub fn start_of(&self, date: NaiveDate) -> DateTime<Utc> {
        if self.is_working_day(date) {
            self.opening_of(date)
        } else {
            self.instant(date.and_time(NaiveTime::MIN))
        }
    }

    /// The closing moment of a working day; of the next one when the date is a day off.
    pub fn end_of_working_day(&self, date: NaiveDate) -> DateTime<Utc> {
        let date = self.at_or_after(date);
        self.moment(date, self.shape(date).closing())
    }

    /// The end of the date's working day or of the one before it; the next working day when less than `guard`
    /// of working time would be left from the anchor.
    pub fn roll_previous(&self, anchor: DateTime<Utc>, date: NaiveDate, guard: TimeDelta) -> DateTime<Utc> {
        let day = if self.is_working_day(date) { date } else { self.working_day_before(date, 1) };
        let rolled = self.end_of_working_day(day);
        if rolled > anchor && self.working_time_between(anchor, rolled) >= guard {
            rolled
        } else {
            self.end_of_working_day(next(date))
        }
    }

    fn at_or_after(&self, date: NaiveDate) -> NaiveDate {
        if self.is_working_day(date) { date } else { self.working_day_after(date, 1) }
    }

    fn walk(&self, from: NaiveDate, days: u32, step: impl Fn(NaiveDate) -> NaiveDate) -> NaiveDate {
        let (mut date, mut left) = (from, days);
        while left > 0 {
            date = step(date);
            left -= u32::from(self.is_working_day(date));
        }
        date
    }

    fn time_of_days(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        let sum = |from: NaiveDate, to: NaiveDate| -> i64 {
            from.iter_days().take_while(|date| *date < to).map(|date| self.shape(date).length()).sum()
        };
        if from <= to { sum(from, to) } else { -sum(to, from) }
    }

    fn shape(&self, date: NaiveDate) -> Shape {
        self.days.shape(date).unwrap_or_else(|| self.shape_by_rule(date))
    }

    fn shape_by_rule(&self, date: NaiveDate) -> Shape {
        if self.regional.contains_key(&date) {
            return Shape::default();
        }
        let year = self.years.get(&date.year());
        let (worked, off) = year.map_or((false, false), |it| {
            (it.working_days_off.contains(&date), it.moved.iter().any(|moved| moved.to == date))
        });
        if !worked && (off || year::holiday(date).is_some()) {
            return Shape::default();
        }
        let own = self.hours.days[date.weekday().num_days_from_monday() as usize];
        let open = if worked { own.or_else(|| self.hours_given_for(date)) } else { own };
        let short = year.is_some_and(|it| it.short_days.contains(&date));
        open.map_or_else(Shape::default, |open| self.hours.shape(open, short))
    }

    /// The hours of a day off that is worked: of the day it was exchanged for, else of the first open weekday.
    fn hours_given_for(&self, date: NaiveDate) -> Option<Stretch> {
        let moved = self.years.get(&date.year())?.moved.iter().find(|moved| moved.from == date);
        let weekday = moved.map_or(Weekday::Mon, |moved| moved.to.weekday());
        self.hours.days[weekday.num_days_from_monday() as usize]
            .or_else(|| self.hours.days.iter().flatten().next().copied())
    }

    fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&self.zone).naive_local()
    }

    fn moment(&self, date: NaiveDate, micros: i64) -> DateTime<Utc> {
        self.instant(date.and_time(NaiveTime::MIN) + TimeDelta::microseconds(micros))
    }
}

fn next(date: NaiveDate) -> NaiveDate {
    date.succ_opt().unwrap_or(NaiveDate::MAX)
}

fn previous(date: NaiveDate) -> NaiveDate {
    date.pred_opt().unwrap_or(NaiveDate::MIN)
}
