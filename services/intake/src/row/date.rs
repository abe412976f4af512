//! Dates as outside systems write them, in the zone of the tenant.

use chrono::{DateTime, Duration, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use crate::profile::DateForm;

/// A moment, and whether only its day was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    local: NaiveDateTime,
    utc: Option<DateTime<Utc>>,
    whole_day: bool,
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Written as a date, but there is no such day or hour.
    Impossible,
    /// Not written as a date.
    Unreadable,
}

/// The days of serial numbers between which a date is believed: 2000 to 2100.
const SERIALS: std::ops::Range<f64> = 36_526.0..73_051.0;
const YEARS: std::ops::Range<i32> = 2000..2100;
const MONTHS: [&str; 12] =
    ["янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];

impl When {
    /// The moment; of a day its first.
    pub(super) fn begin(self, zone: Tz) -> DateTime<Utc> {
        self.utc.unwrap_or_else(|| to_utc(self.local, zone))
    }

    /// The moment; of a day its last second.
    pub(super) fn end(self, zone: Tz) -> DateTime<Utc> {
        let last = NaiveTime::from_hms_opt(23, 59, 59).expect("a real time");
        if self.whole_day { to_utc(self.local.date().and_time(last), zone) } else { self.begin(zone) }
    }
}

/// Reads a date in one of the forms.
pub(super) fn parse(text: &str, forms: &[DateForm]) -> Result<When, Fault> {
    let text = text.trim();
    let mut fault = Fault::Unreadable;
    for form in forms {
        let read = match form {
            DateForm::Russian => russian(text),
            DateForm::Iso => iso(text),
            DateForm::Excel => excel(text),
        };
        match read {
            Ok(when) => return Ok(when),
            Err(Fault::Impossible) => fault = Fault::Impossible,
            Err(Fault::Unreadable) => {}
        }
    }
    Err(fault)
}

/// The earlier of two hours that a clock set back shows twice; an hour that it skips is counted on from the gap.
fn to_utc(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.with_timezone(&Utc),
        LocalResult::None => {
            let before = zone.from_local_datetime(&(local - Duration::hours(3))).earliest();
            before.map_or_else(|| local.and_utc(), |at| at.with_timezone(&Utc)) + Duration::hours(3)
        }
    }
}

fn russian(text: &str) -> Result<When, Fault> {
    let lower = text.to_lowercase();
    let (day, rest) = match lower.split_once(|c: char| c.is_whitespace() || c == ',') {
        Some((date, rest)) if date.contains(['.', '/', '-']) => (numbers(date)?, rest),
        Some(_) => worded(&lower)?,
        None => (numbers(&lower)?, ""),
    };
    let (day, month, year) = day;
    let year = if year < 100 { year + 2000 } else { year };
    assemble(year, month, day, rest)
}

/// `18.11.2026`, `18/11/26`.
fn numbers(date: &str) -> Result<(u32, u32, i32), Fault> {
    let parts: Vec<&str> = date.split(['.', '/', '-']).filter(|part| !part.is_empty()).collect();
    let [day, month, year] = parts[..] else { return Err(Fault::Unreadable) };
    if day.len() > 2 || month.len() > 2 || !matches!(year.len(), 2 | 4) {
        return Err(Fault::Unreadable);
    }
    Ok((number(day)?, number(month)?, i32::try_from(number(year)?).map_err(|_| Fault::Unreadable)?))
}

/// `18 ноября 2026 г. в 14:05`.
fn worded(text: &str) -> Result<((u32, u32, i32), &str), Fault> {
    let mut words = text.splitn(4, |c: char| c.is_whitespace());
    let (Some(day), Some(month), Some(year)) = (words.next(), words.next(), words.next()) else {
        return Err(Fault::Unreadable);
    };
    let month = MONTHS.iter().position(|stem| month.starts_with(stem)).ok_or(Fault::Unreadable)? + 1;
    let year = year.trim_end_matches([',', 'г', '.']);
    if year.len() != 4 {
        return Err(Fault::Unreadable);
    }
    let year = i32::try_from(number(year)?).map_err(|_| Fault::Unreadable)?;
    let month = u32::try_from(month).expect("at most twelve");
    let rest = words.next().unwrap_or_default().trim();
    let rest = rest.trim_start_matches("г.").trim_start_matches("г").trim_start_matches(',').trim();
    Ok(((number(day)?, month, year), rest.strip_prefix("в ").unwrap_or(rest)))
}

fn iso(text: &str) -> Result<When, Fault> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return bounded(When {
            local: at.naive_local(),
            utc: Some(at.with_timezone(&Utc)),
            whole_day: false,
        });
    }
    let (date, time) = text.split_once(['T', ' ', 't']).unwrap_or((text, ""));
    let parts: Vec<&str> = date.split('-').collect();
    let [year, month, day] = parts[..] else { return Err(Fault::Unreadable) };
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return Err(Fault::Unreadable);
    }
    let year = i32::try_from(number(year)?).map_err(|_| Fault::Unreadable)?;
    assemble(year, number(month)?, number(day)?, time)
}

fn excel(text: &str) -> Result<When, Fault> {
    let plain = text.replace(',', ".");
    let digits = plain.chars().all(|c| c.is_ascii_digit() || c == '.');
    let serial: f64 = plain.parse().ok().filter(|_| digits).ok_or(Fault::Unreadable)?;
    if !SERIALS.contains(&serial) {
        return Err(Fault::Unreadable);
    }
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a real date").and_time(NaiveTime::MIN);
    // Bounded above by SERIALS, so that the seconds fit with room to spare.
    #[expect(clippy::cast_possible_truncation, reason = "at most 73 051 days of seconds")]
    let seconds = (serial * 86_400.0).round() as i64;
    let local = epoch + Duration::seconds(seconds);
    bounded(When { local, utc: None, whole_day: serial.fract() == 0.0 })
}

fn assemble(year: i32, month: u32, day: u32, rest: &str) -> Result<When, Fault> {
    let rest = rest.trim().trim_start_matches(',').trim();
    let time = if rest.is_empty() { None } else { Some(time(rest)?) };
    let date = NaiveDate::from_ymd_opt(year, month, day).ok_or(Fault::Impossible)?;
    let local = date.and_time(time.unwrap_or(NaiveTime::MIN));
    bounded(When { local, utc: None, whole_day: time.is_none() })
}

/// `14:05`, `14:05:30`, `14:05:30.250`.
fn time(text: &str) -> Result<NaiveTime, Fault> {
    let whole = text.split('.').next().unwrap_or_default();
    let parts: Vec<u32> = whole.split(':').map(number).collect::<Result<_, _>>()?;
    let (hour, minute, second) = match parts[..] {
        [hour, minute] => (hour, minute, 0),
        [hour, minute, second] => (hour, minute, second),
        _ => return Err(Fault::Unreadable),
    };
    NaiveTime::from_hms_opt(hour, minute, second).ok_or(Fault::Impossible)
}

fn bounded(when: When) -> Result<When, Fault> {
    use chrono::Datelike;
    if YEARS.contains(&when.local.year()) { Ok(when) } else { Err(Fault::Impossible) }
}

fn number(text: &str) -> Result<u32, Fault> {
    let digits = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| digits).ok_or(Fault::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moscow(text: &str) -> Result<String, Fault> {
        let begin = |when: When| when.begin(chrono_tz::Europe::Moscow).to_rfc3339();
        parse(text, DateForm::ALL).map(begin)
    }

    #[test]
    fn every_form_of_one_moment_is_the_same_moment() {
        let forms = [
            "18.11.2026 14:05",
            "18.11.26 14:05",
            " 18/11/2026, 14:05:00 ",
            "18 ноября 2026 г. в 14:05",
            "18 нояб. 2026 г., 14:05",
            "2026-11-18T14:05:00",
            "2026-11-18 14:05",
            "2026-11-18T11:05:00Z",
            "2026-11-18T14:05:00+03:00",
            "46344.586805555555",
            "46344,586805555555",
        ];
        for form in forms {
            assert_eq!(moscow(form).as_deref(), Ok("2026-11-18T11:05:00+00:00"), "{form}");
        }
    }

    #[test]
    fn a_day_begins_at_midnight_and_ends_with_its_last_second() {
        for form in ["18.11.2026", "2026-11-18", "46344", "18 ноября 2026"] {
            let when = parse(form, DateForm::ALL).unwrap();
            let zone = chrono_tz::Asia::Irkutsk;
            assert_eq!(when.begin(zone).to_rfc3339(), "2026-11-17T16:00:00+00:00", "{form}");
            assert_eq!(when.end(zone).to_rfc3339(), "2026-11-18T15:59:59+00:00", "{form}");
        }
        let moment = parse("18.11.2026 14:05", DateForm::ALL).unwrap();
        let zone = chrono_tz::Europe::Moscow;
        assert_eq!(moment.begin(zone), moment.end(zone));
    }

    #[test]
    fn no_such_day_is_told_from_no_date() {
        for text in ["31.02.2026", "2026-02-31", "31.04.26 10:00", "01.13.2026", "18.11.2026 25:00"] {
            assert_eq!(moscow(text), Err(Fault::Impossible), "{text}");
        }
        for text in ["18.11.1026", "2206-11-18"] {
            assert_eq!(moscow(text), Err(Fault::Impossible), "{text}");
        }
        for text in [
            "",
            "вчера",
            "18.11",
            "Иванов",
            "1.1.1.1",
            "18 брюмера 2026",
            "12",
            "999999999",
            "-",
            "18.11.2026 днём",
        ] {
            assert_eq!(moscow(text), Err(Fault::Unreadable), "{text}");
        }
    }

    #[test]
    fn an_hour_that_the_clock_skipped_is_counted_on() {
        let when = parse("27.03.2011 02:30", DateForm::ALL).unwrap();
        assert_eq!(when.begin(chrono_tz::Europe::Moscow).to_rfc3339(), "2011-03-26T23:30:00+00:00");
    }

    #[test]
    fn only_the_forms_of_the_profile_are_read() {
        assert!(parse("46344", &[DateForm::Russian, DateForm::Iso]).is_err());
        assert!(parse("2026-11-18", &[DateForm::Russian]).is_err());
    }
}
