//! The calendar of a tenant: zone, office hours, floating holidays of its region, years of the government.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use otklik_policies::catalogue::Entry;
use otklik_storage::Tx;
use otklik_workflow::instance::Timer;
use otklik_workflow::sla::calendar::{Calendar, FederalYear, Hours};
use otklik_workflow::yaml::{self, Defect};
use otklik_workflow::{Effective, explain};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Error;

/// Name of the calendar row with the office hours of every tenant that states none.
const DEFAULT_HOURS: &str = "default";
/// Name of the row with what a tenant states for itself.
const OWN: &str = "own";
/// Before the year in the name of a federal calendar.
const FEDERAL: &str = "federal-";
/// Before the code in the name of a floating holiday.
pub(crate) const HOLIDAYS: &str = "holidays-";

/// When a tenant works; a tenant without this row works as its region, else by the default hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnCalendar {
    /// Its office hours.
    pub hours: OwnHours,
    /// Codes of floating holidays of its region: `sagaalgan`.
    pub holidays: Vec<String>,
}

/// Office hours by name or in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnHours {
    /// Hours of the catalogue.
    Catalogue(String),
    /// Hours of the tenant alone.
    Stated(Hours),
}

/// The days off of a floating holiday.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Holidays {
    name: String,
    /// By which decrees; for people who keep the file.
    #[serde(rename = "basis")]
    _basis: String,
    days: Vec<NaiveDate>,
}

impl Default for OwnCalendar {
    fn default() -> Self {
        Self { hours: OwnHours::Catalogue(DEFAULT_HOURS.to_owned()), holidays: Vec::new() }
    }
}

/// Keeps when the tenant of `tx` works; answers whether anything changed.
pub async fn keep_own_calendar(tx: &Tx, own: &OwnCalendar) -> Result<bool, Error> {
    let body = serde_json::to_value(own).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(tx.put_calendar(OWN, &body).await?)
}

/// Reads a file of the catalogue as a row, or says everything that is wrong with it.
pub(super) fn parse(entry: &Entry) -> Result<Value, Vec<Defect>> {
    if let Some(year) = entry.name.strip_prefix(FEDERAL) {
        let file: FederalYear = yaml::read(entry.path, entry.source)?;
        if year != file.year.to_string() {
            let message = format!("Год {} не тот, что в имени файла. Исправьте год или имя.", file.year);
            return Err(vec![Defect::new(entry.path, 0, "CALENDAR_YEAR", message)]);
        }
    } else if entry.name.starts_with(HOLIDAYS) {
        let file: Holidays = yaml::read(entry.path, entry.source)?;
        let mut seen = BTreeSet::new();
        if let Some(day) = file.days.iter().find(|day| !seen.insert(**day)) {
            let message = format!("{} стоит в списке дважды. Оставьте одну.", day.format("%d.%m.%Y"));
            return Err(vec![Defect::new(entry.path, 0, "CALENDAR_DATE_TWICE", message)]);
        }
    } else {
        yaml::read::<Hours>(entry.path, entry.source)?;
    }
    yaml::read(entry.path, entry.source)
}

/// The calendar of a tenant with what is not known of it.
#[derive(Debug)]
pub(crate) struct TenantCalendar {
    /// Working time.
    pub(crate) calendar: Arc<Calendar>,
    floating: Vec<Floating>,
}

/// A floating holiday and the years whose date is known.
#[derive(Debug)]
struct Floating {
    name: String,
    years: BTreeSet<i32>,
}

impl TenantCalendar {
    /// Why the due date of a clock is what it is; a holiday whose date is not known yet is said aloud.
    pub(crate) fn explain(&self, definition: &Effective, timer: &Timer) -> Vec<String> {
        let mut lines = explain(definition, timer, &self.calendar);
        let [from, to] = [timer.anchor, timer.due.counts].map(|at| self.calendar.local_date(at));
        lines.extend(self.unknown_holidays(from, to));
        lines
    }

    /// Floating holidays of the region whose date is not known in a year between two days.
    pub(crate) fn unknown_holidays(&self, from: NaiveDate, to: NaiveDate) -> Vec<String> {
        let unknown = |holiday: &Floating| {
            let years = (from.year()..=to.year()).filter(|year| !holiday.years.contains(year));
            years.map(|year| said(&holiday.name, year)).collect::<Vec<_>>()
        };
        self.floating.iter().flat_map(unknown).collect()
    }
}

fn said(holiday: &str, year: i32) -> String {
    format!("ВНИМАНИЕ: дата праздника «{holiday}» на {year} год не загружена: срок может сместиться.")
}

/// Calendars built before: rows of the catalogue seldom change, and building one costs a table of years.
#[derive(Debug, Default)]
pub(crate) struct Calendars(Mutex<Vec<Built>>);

#[derive(Debug)]
struct Built {
    zone: Tz,
    rows: Vec<(String, Value)>,
    calendar: Arc<TenantCalendar>,
}

impl Calendars {
    /// The calendar that these rows of the catalogue give in a zone.
    pub(crate) fn of(&self, rows: Vec<(String, Value)>, zone: Tz) -> Result<Arc<TenantCalendar>, Error> {
        let mut built = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = built.iter().find(|it| it.zone == zone && it.rows == rows) {
            return Ok(Arc::clone(&known.calendar));
        }
        let calendar = Arc::new(compose(&rows, zone)?);
        built.push(Built { zone, rows, calendar: Arc::clone(&calendar) });
        Ok(calendar)
    }
}

fn compose(rows: &[(String, Value)], zone: Tz) -> Result<TenantCalendar, Error> {
    let own = match rows.iter().find(|(name, _)| name == OWN) {
        Some((name, body)) => read(name, body)?,
        None => OwnCalendar::default(),
    };
    let hours = match own.hours {
        OwnHours::Stated(hours) => hours,
        OwnHours::Catalogue(name) => named(rows, &name)?,
    };
    let federal = rows.iter().filter(|(name, _)| name.starts_with(FEDERAL));
    let years = federal.map(|(name, body)| read(name, body)).collect::<Result<_, Error>>()?;
    let mut days = Vec::new();
    let mut floating = Vec::new();
    for code in &own.holidays {
        let file: Holidays = named(rows, &format!("{HOLIDAYS}{code}"))?;
        floating.push(Floating {
            name: file.name.clone(),
            years: file.days.iter().map(Datelike::year).collect(),
        });
        days.extend(file.days.into_iter().map(|day| (day, file.name.clone())));
    }
    Ok(TenantCalendar { calendar: Arc::new(Calendar::new(zone, hours, years, days)), floating })
}

fn named<T: DeserializeOwned>(rows: &[(String, Value)], name: &str) -> Result<T, Error> {
    let row = rows.iter().find(|(known, _)| known == name);
    let (name, body) = row.ok_or_else(|| {
        Error::Internal(format!("calendar {name} is not in the catalogue: run `otklik migrate up`"))
    })?;
    read(name, body)
}

fn read<T: DeserializeOwned>(name: &str, body: &Value) -> Result<T, Error> {
    serde_json::from_value(body.clone()).map_err(|error| Error::Internal(format!("calendar {name}: {error}")))
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeZone, Utc};
    use otklik_policies::catalogue::{self, Kind};
    use serde_json::json;

    use super::*;

    fn shipped() -> Vec<(String, Value)> {
        let entries = catalogue::entries().iter().filter(|entry| entry.kind == Kind::Calendar);
        entries.map(|entry| (entry.name.to_owned(), parse(entry).unwrap())).collect()
    }

    fn with_own(own: &Value) -> Vec<(String, Value)> {
        let mut rows = shipped();
        rows.push((OWN.to_owned(), own.clone()));
        rows
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(zone: Tz, local: &str) -> DateTime<Utc> {
        let local = chrono::NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap();
        zone.from_local_datetime(&local).unwrap().to_utc()
    }

    #[test]
    fn a_floating_holiday_is_off_only_where_the_tenant_names_it() {
        let zone = Tz::Asia__Irkutsk;
        let plain = compose(&shipped(), zone).unwrap().calendar;
        let own = json!({ "hours": { "catalogue": "default" }, "holidays": ["sagaalgan"] });
        let buryatia = compose(&with_own(&own), zone).unwrap().calendar;
        assert!(plain.is_working_day(day("2026-02-18")) && !buryatia.is_working_day(day("2026-02-18")));
        assert!(!buryatia.is_working_day(day("2025-03-03")));
        let due = buryatia.add_working_minutes(at(zone, "2026-02-17 17:30"), 240);
        assert_eq!(due, at(zone, "2026-02-19 12:30"));
        let altai = json!({ "hours": { "catalogue": "default" }, "holidays": ["chaga_bayram"] });
        let altai = compose(&with_own(&altai), Tz::Asia__Barnaul).unwrap().calendar;
        assert!(!altai.is_working_day(day("2026-02-21")) && altai.is_working_day(day("2026-02-18")));
    }

    #[test]
    fn stated_hours_make_a_week_of_six_days() {
        let stretch = json!({ "from": "08:00", "to": "14:00" });
        let week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
        let weekdays: serde_json::Map<String, Value> =
            week.iter().map(|weekday| ((*weekday).to_owned(), stretch.clone())).collect();
        let hours = json!({ "weekdays": weekdays, "short_day_less_minutes": 60 });
        let own = json!({ "hours": { "stated": hours }, "holidays": [] });
        let calendar = compose(&with_own(&own), Tz::Europe__Moscow).unwrap().calendar;
        assert!(calendar.is_working_day(day("2026-03-14")), "a Saturday");
        assert_eq!(calendar.working_time_of(day("2026-03-13")).num_hours(), 6);
    }

    #[test]
    fn what_the_catalogue_does_not_hold_is_an_error_that_names_it() {
        let own = json!({ "hours": { "catalogue": "default" }, "holidays": ["unknown"] });
        let error = compose(&with_own(&own), Tz::UTC).unwrap_err();
        assert!(error.to_string().contains("holidays-unknown"), "{error}");
        assert!(compose(&[], Tz::UTC).is_err());
    }

    #[test]
    fn one_calendar_serves_all_tenants_of_a_zone_and_its_rows() {
        let calendars = Calendars::default();
        let one = calendars.of(shipped(), Tz::Europe__Moscow).unwrap();
        assert!(Arc::ptr_eq(&one, &calendars.of(shipped(), Tz::Europe__Moscow).unwrap()));
        assert!(!Arc::ptr_eq(&one, &calendars.of(shipped(), Tz::Asia__Irkutsk).unwrap()));
        let own = json!({ "hours": { "catalogue": "default" }, "holidays": ["sagaalgan"] });
        let other = calendars.of(with_own(&own), Tz::Europe__Moscow).unwrap();
        assert!(!Arc::ptr_eq(&one, &other));
    }

    #[test]
    fn a_file_that_contradicts_itself_is_not_imported() {
        let code = |name: &'static str, source: &'static str| {
            let entry = Entry { kind: Kind::Calendar, name, path: "x.yaml", source };
            parse(&entry).unwrap_err().remove(0).code
        };
        let year = "year: 2026\nbasis: б\nmoved: []\nworking_days_off: []\nshort_days: []\n";
        assert_eq!(code("federal-2027", year), "CALENDAR_YEAR");
        let outside = "year: 2026\nbasis: б\nmoved: []\nworking_days_off: [2025-11-01]\nshort_days: []\n";
        assert!(code("federal-2026", outside).starts_with("YAML_"));
        let twice = "name: П\nbasis: б\ndays: [2026-02-18, 2026-02-18]\n";
        assert_eq!(code("holidays-x", twice), "CALENDAR_DATE_TWICE");
    }
}
