//! Working time: the vectors of the calendars of 2025 and 2026, and a slow reference.

use crate::support::{ALTAI, BURYATIA, CALENDAR, at, calendar, local};
use chrono::{Datelike, Duration, NaiveDate, TimeDelta};
use chrono_tz::Tz;
use otklik_workflow::sla::calendar::{Calendar, DayKind, FederalYear, GUARD, Hours};
use otklik_workflow::yaml;
use proptest::prelude::*;

fn working(from: &str, minutes: u32) -> String {
    local(&CALENDAR, CALENDAR.add_working_minutes(at(&CALENDAR, from), minutes))
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn both_years_have_247_working_days() {
    for year in [2025, 2026] {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let days = first.iter_days().take_while(|day| day.year() == year);
        assert_eq!(days.filter(|day| CALENDAR.is_working_day(*day)).count(), 247, "{year}");
    }
}

#[test]
fn days_off_and_short_days_are_those_of_the_decrees() {
    for day in ["2025-05-02", "2025-05-08", "2025-06-13", "2025-11-03", "2025-12-31", "2026-01-09"] {
        assert!(!CALENDAR.is_working_day(date(day)), "{day}");
    }
    for day in ["2025-11-01", "2025-12-30", "2026-01-12", "2026-05-12", "2026-12-30"] {
        assert!(CALENDAR.is_working_day(date(day)), "{day}");
    }
    for day in ["2026-03-09", "2026-05-11", "2026-12-31", "2026-11-04"] {
        assert!(!CALENDAR.is_working_day(date(day)), "{day}");
    }
    assert!(CALENDAR.is_short_day(date("2025-11-01")) && CALENDAR.is_short_day(date("2026-04-30")));
    assert_eq!(CALENDAR.working_time_of(date("2026-04-30")), TimeDelta::hours(7));
}

#[test]
fn vector_9_normal_class_over_the_february_holidays() {
    assert_eq!(working("2026-02-20 17:20", 480), "2026-02-24 17:20");
}

#[test]
fn vector_10_a_regional_day_off_counts_only_in_its_region() {
    let buryatia = calendar(Tz::Asia__Irkutsk, BURYATIA);
    let due = buryatia.add_working_minutes(at(&buryatia, "2026-02-17 17:30"), 240);
    assert_eq!(local(&buryatia, due), "2026-02-19 12:30");
    assert_eq!(working("2026-02-17 17:30", 240), "2026-02-18 12:30");
}

#[test]
fn vector_11_a_working_saturday() {
    assert_eq!(working("2025-10-31 17:00", 240), "2025-11-01 12:00");
}

#[test]
fn vector_12_a_short_day() {
    assert_eq!(working("2026-04-30 16:30", 480), "2026-05-04 17:30");
}

#[test]
fn vector_13_a_day_off_starts_at_the_next_opening_and_ends_at_the_closing_moment() {
    assert_eq!(
        local(&CALENDAR, CALENDAR.next_opening(at(&CALENDAR, "2026-03-08 11:00"))),
        "2026-03-10 09:00"
    );
    assert_eq!(working("2026-03-08 11:00", 480), "2026-03-10 18:00");
}

#[test]
fn vector_14_seven_working_days_end_with_a_short_day() {
    let last = CALENDAR.working_day_after(date("2026-04-28"), 7);
    assert_eq!(local(&CALENDAR, CALENDAR.end_of_working_day(last)), "2026-05-08 17:00");
}

#[test]
fn vectors_1_to_4_the_guarded_roll() {
    for (anchor, last_day, control) in [
        ("2026-01-02 10:00", "2026-01-05", "2026-01-12 18:00"),
        ("2026-05-08 16:40", "2026-05-11", "2026-05-12 18:00"),
        ("2026-05-08 09:10", "2026-05-11", "2026-05-08 17:00"),
        ("2025-12-30 16:00", "2026-01-06", "2026-01-12 18:00"),
        ("2026-02-06 10:00", "2026-03-08", "2026-03-06 18:00"),
        ("2025-12-12 10:00", "2026-01-11", "2025-12-30 18:00"),
        ("2025-10-02 10:00", "2025-11-01", "2025-11-01 17:00"),
        ("2026-10-05 10:00", "2026-11-04", "2026-11-03 17:00"),
        ("2025-12-02 10:00", "2026-01-01", "2025-12-30 18:00"),
        ("2026-04-09 10:00", "2026-05-09", "2026-05-08 17:00"),
        ("2026-04-01 10:00", "2026-05-31", "2026-05-29 18:00"),
    ] {
        let rolled = CALENDAR.roll_previous(at(&CALENDAR, anchor), date(last_day), GUARD);
        assert_eq!(local(&CALENDAR, rolled), control, "{anchor}");
    }
}

#[test]
fn working_days_keep_the_time_of_day_in_both_directions() {
    let from = at(&CALENDAR, "2026-02-20 17:20");
    assert_eq!(local(&CALENDAR, CALENDAR.add_working_days(from, 1)), "2026-02-24 17:20");
    assert_eq!(local(&CALENDAR, CALENDAR.add_working_days(from, -5)), "2026-02-13 17:20");
    assert_eq!(CALENDAR.add_working_days(from, 0), from);
}

#[test]
fn a_date_ends_at_local_midnight() {
    assert_eq!(local(&CALENDAR, CALENDAR.midnight_after(date("2026-01-05"))), "2026-01-06 00:00");
}

#[test]
fn an_unknown_year_has_weekends_and_holidays_and_is_provisional() {
    assert!(CALENDAR.is_provisional(date("2027-01-11")) && !CALENDAR.is_provisional(date("2026-12-31")));
    assert!(!CALENDAR.is_working_day(date("2027-01-08")) && CALENDAR.is_working_day(date("2027-01-11")));
    // Far outside the sums the same rules hold, day by day.
    let far = at(&CALENDAR, "2060-03-08 12:00");
    let due = CALENDAR.add_working_minutes(far, 480 * 250);
    assert_eq!(CALENDAR.working_minutes_between(far, due), 480 * 250);
    assert_eq!(CALENDAR.add_working_days(CALENDAR.add_working_days(due, 300), -300), due);
}

#[test]
fn each_day_off_knows_its_reason() {
    let altai = calendar(Tz::Asia__Barnaul, ALTAI);
    let moved = |from: &str, basis: &str| DayKind::MovedOff { from: date(from), basis: basis.to_owned() };
    let decree = |year| match year {
        2025 => "Постановление Правительства РФ от 04.10.2024 № 1335",
        _ => "Постановление Правительства РФ от 24.09.2025 № 1466",
    };
    for (day, kind) in [
        ("2026-02-20", DayKind::Working),
        ("2026-04-30", DayKind::Short),
        ("2026-02-21", DayKind::Regional("Чага-Байрам".to_owned())),
        ("2026-02-22", DayKind::Weekend),
        ("2026-02-23", DayKind::Holiday("День защитника Отечества")),
        ("2026-03-08", DayKind::Holiday("Международный женский день")),
        ("2026-03-09", moved("2026-03-08", "ст. 112 ТК РФ")),
        ("2026-05-11", moved("2026-05-09", "ст. 112 ТК РФ")),
        ("2026-01-09", moved("2026-01-03", decree(2026))),
        ("2026-12-31", moved("2026-01-04", decree(2026))),
        ("2025-05-08", moved("2025-02-23", decree(2025))),
        ("2025-11-01", DayKind::WorkingDayOff { basis: decree(2025).to_owned(), short: true }),
        ("2027-01-07", DayKind::Holiday("Рождество Христово")),
    ] {
        assert_eq!(altai.day_kind(date(day)), kind, "{day}");
        assert_eq!(kind.is_working(), altai.is_working_day(date(day)), "{day}");
    }
    assert_eq!(CALENDAR.day_kind(date("2026-02-21")), DayKind::Weekend);
    let buryatia = calendar(Tz::Asia__Irkutsk, BURYATIA);
    assert_eq!(buryatia.day_kind(date("2025-03-03")).to_string(), "выходной региона: Сагаалган");
    assert!(CALENDAR.is_working_day(date("2025-03-03")));
}

#[test]
fn a_federal_year_holds_its_own_dates_only_and_each_decided_once() {
    let year = |moved: &str, worked: &str, short: &str| {
        format!(
            "year: 2026\nbasis: Решение\nmoved: [{moved}]\nworking_days_off: [{worked}]\nshort_days: [{short}]\n"
        )
    };
    let good = year("{ from: 2026-01-03, to: 2026-01-09 }", "2026-02-28", "2026-02-28");
    let read: FederalYear = yaml::read("federal.yaml", &good).unwrap();
    assert_eq!(read.check(), Ok(()));
    for (bad, word) in [
        (year("{ from: 2025-01-03, to: 2026-01-09 }", "", ""), "03.01.2025"),
        (year("", "2027-02-27", ""), "27.02.2027"),
        (year("", "", "2025-12-31"), "31.12.2025"),
        (
            year("{ from: 2026-01-03, to: 2026-01-09 }, { from: 2026-01-04, to: 2026-01-09 }", "", ""),
            "указана дважды",
        ),
        (year("{ from: 2026-01-03, to: 2026-01-09 }", "2026-01-09", ""), "указана дважды"),
    ] {
        let defects = yaml::read::<FederalYear>("federal.yaml", &bad).unwrap_err();
        assert_eq!(defects.len(), 1);
        assert!(defects[0].message.contains(word), "{word}: {}", defects[0].message);
    }
}

#[test]
fn a_notice_waits_for_the_opening_and_not_for_the_day_after_closing() {
    for (moment, delivered) in [
        ("2026-02-20 12:00", "2026-02-20 12:00"),
        ("2026-02-20 13:00", "2026-02-20 13:00"),
        ("2026-02-20 13:30", "2026-02-20 14:00"),
        ("2026-02-20 18:00", "2026-02-20 18:00"),
        ("2026-02-20 18:01", "2026-02-24 09:00"),
        ("2026-02-21 12:00", "2026-02-24 09:00"),
        ("2026-02-24 03:00", "2026-02-24 09:00"),
        ("2026-02-24 09:00", "2026-02-24 09:00"),
    ] {
        assert_eq!(local(&CALENDAR, CALENDAR.at_work(at(&CALENDAR, moment))), delivered, "{moment}");
    }
}

#[test]
fn hours_without_work_or_reversed_are_a_defect_with_a_line() {
    let reversed = "weekdays:\n  monday: { from: \"18:00\", to: \"09:00\" }\nshort_day_less_minutes: 60\n";
    let empty = "weekdays: {}\nshort_day_less_minutes: 60\n";
    for source in [reversed, empty] {
        let defects = yaml::read::<Hours>("hours.yaml", source).unwrap_err();
        assert_eq!((defects.len(), defects[0].code), (1, "YAML_WRONG_VALUE"));
    }
}

/// Whether somebody works in the minute that begins at `moment`, said in another way than the calendar does.
fn works(calendar: &Calendar, moment: chrono::DateTime<chrono::Utc>) -> bool {
    let local = moment.with_timezone(&calendar.zone()).naive_local();
    let minute = local.time().signed_duration_since(chrono::NaiveTime::MIN).num_minutes();
    let closing = if calendar.is_short_day(local.date()) { 17 * 60 } else { 18 * 60 };
    calendar.is_working_day(local.date())
        && (9 * 60..closing).contains(&minute)
        && !(13 * 60..14 * 60).contains(&minute)
}

fn slow_add(
    calendar: &Calendar,
    from: chrono::DateTime<chrono::Utc>,
    minutes: u32,
) -> chrono::DateTime<chrono::Utc> {
    let (mut moment, mut left) = (from, minutes);
    while left > 0 {
        if works(calendar, moment) {
            left -= 1;
        }
        moment += Duration::minutes(1);
    }
    moment
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn working_time_equals_a_count_minute_by_minute(start in 0..(500 * 1440_i64), minutes in 1..1500_u32) {
        let from = at(&CALENDAR, "2025-01-01 00:00") + Duration::minutes(start);
        let due = CALENDAR.add_working_minutes(from, minutes);
        prop_assert_eq!(due, slow_add(&CALENDAR, from, minutes));
        prop_assert_eq!(CALENDAR.working_minutes_between(from, due), i64::from(minutes));
        prop_assert_eq!(CALENDAR.working_minutes_between(due, from), -i64::from(minutes));
    }

    #[test]
    fn working_days_equal_a_count_day_by_day(start in 0..900_i64, days in 1..40_u32) {
        let from = date("2025-01-01") + Duration::days(start);
        let count = |step: fn(NaiveDate) -> Option<NaiveDate>| {
            let (mut day, mut left) = (from, days);
            while left > 0 {
                day = step(day).unwrap();
                left -= u32::from(CALENDAR.is_working_day(day));
            }
            day
        };
        prop_assert_eq!(CALENDAR.working_day_after(from, days), count(|day| day.succ_opt()));
        prop_assert_eq!(CALENDAR.working_day_before(from, days), count(|day| day.pred_opt()));
    }
}
