//! Three dates and a line for every day on the way.

use chrono_tz::Tz;
use otklik_domain::topic::Class;
use otklik_workflow::Effective;
use otklik_workflow::sla::calendar::Calendar;
use otklik_workflow::sla::deadline::{Ask, Deadline, NoDeadline, deadline};

use crate::support::*;

fn ask<'a>(def: &'a Effective, clock: &'a str, calendar: &'a Calendar, from: &str) -> Ask<'a> {
    Ask {
        def,
        clock,
        class: Class::Normal,
        topic: "roads.pothole",
        anchor: at(calendar, from),
        source_due: None,
        promised: None,
        calendar,
    }
}

fn appeal(clock: &str, from: &str) -> Deadline {
    deadline(&ask(&APPEAL_59FZ, clock, &CALENDAR, from)).unwrap()
}

/// Date of the law, control moment.
fn dates(found: &Deadline) -> (String, String) {
    let legal = found.legal_due.map(|due| due.date.to_string()).unwrap_or_default();
    (legal, found.control_due.at.format("%Y-%m-%d %H:%M").to_string())
}

#[test]
fn the_vectors_of_the_law() {
    for (clock, from, legal, control) in [
        ("registration", "2026-01-02 10:00", "2026-01-05", "2026-01-12 18:00"),
        ("registration", "2026-05-08 16:40", "2026-05-11", "2026-05-12 18:00"),
        ("registration", "2026-05-08 09:10", "2026-05-11", "2026-05-08 17:00"),
        ("triage", "2025-12-30 16:00", "2026-01-06", "2026-01-12 18:00"),
        ("legal", "2026-02-06 10:00", "2026-03-08", "2026-03-06 18:00"),
        ("legal", "2025-12-12 10:00", "2026-01-11", "2025-12-30 18:00"),
        ("documents", "2025-12-22 10:00", "2026-01-06", "2025-12-30 18:00"),
        ("legal", "2026-12-02 10:00", "2027-01-01", "2026-12-30 18:00"),
        ("draft", "2026-02-06 10:00", "", "2026-02-26 18:00"),
    ] {
        assert_eq!(dates(&appeal(clock, from)), (legal.to_owned(), control.to_owned()), "{clock} {from}");
    }
}

#[test]
fn every_day_between_is_named() {
    let found = appeal("legal", "2026-02-06 10:00");
    let lines = &found.explanation;
    assert_eq!(lines[0], "Ответ по закону: 30 календарных дней (59-ФЗ, ч. 1 ст. 12).");
    assert_eq!(lines[1], "Отсчёт с 06.02.2026 10:00 (пт).");
    // From 6 February to 8 March: 31 days, each with its own line.
    assert_eq!(lines.len(), 2 + 31 + 2, "{lines:#?}");
    assert_eq!(lines[2], "06.02.2026 (пт): рабочий день; день начала, не считается.");
    assert_eq!(lines[3], "07.02.2026 (сб): выходной; 1-й день.");
    assert_eq!(lines[19], "23.02.2026 (пн): праздник: День защитника Отечества; 17-й день.");
    assert_eq!(lines[32], "08.03.2026 (вс): праздник: Международный женский день; 30-й день.");
    assert_eq!(lines[33], "Срок по закону: 08.03.2026 (вс), до конца дня.");
    assert_eq!(
        lines[34],
        "Контрольный срок: 06.03.2026 18:00 (пт): последний день нерабочий — конец рабочего дня перед ним."
    );
}

#[test]
fn a_guarded_roll_tells_where_the_moved_date_came_from() {
    let found = appeal("registration", "2026-01-02 10:00");
    let text = found.explanation.join("\n");
    for line in [
        "05.01.2026 (пн): праздник: Новогодние каникулы; 3-й день.",
        "07.01.2026 (ср): праздник: Рождество Христово; срок уже истёк, идёт перенос.",
        "09.01.2026 (пт): выходной, перенесённый с 03.01.2026 (Постановление Правительства РФ от 24.09.2025 № 1466); срок уже истёк, идёт перенос.",
        "10.01.2026 (сб): выходной; срок уже истёк, идёт перенос.",
        "Контрольный срок: 12.01.2026 18:00 (пн): срок закона выпал на нерабочие дни, а до них меньше 4 рабочих часов — перенесён вперёд.",
        "Нарушением считается ответ после 12.01.2026.",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn short_days_working_saturdays_and_moved_days_are_named() {
    let found = deadline(&ask(&DEFINITION, "final", &CALENDAR, "2025-10-30 10:00")).unwrap();
    let text = found.explanation.join("\n");
    for line in [
        "30.10.2025 (чт): рабочий день; день начала, не считается.",
        "01.11.2025 (сб): сокращённый рабочий день вместо выходного (Постановление Правительства РФ от 04.10.2024 № 1335); 2-й рабочий день.",
        "02.11.2025 (вс): выходной; не считается.",
        "03.11.2025 (пн): выходной, перенесённый с 01.11.2025 (Постановление Правительства РФ от 04.10.2024 № 1335); не считается.",
        "04.11.2025 (вт): праздник: День народного единства; не считается.",
        "11.11.2025 (вт): рабочий день; 7-й рабочий день.",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let found = deadline(&ask(&DEFINITION, "final", &CALENDAR, "2026-04-28 10:00")).unwrap();
    assert_eq!(dates(&found).1, "2026-05-08 17:00");
    let text = found.explanation.join("\n");
    assert!(text.contains("30.04.2026 (чт): сокращённый рабочий день; 2-й рабочий день."), "{text}");
    assert!(text.contains("08.05.2026 (пт): сокращённый рабочий день; 7-й рабочий день."), "{text}");
}

#[test]
fn vector_10_regional_days_off_are_named_in_their_region_only() {
    let buryatia = calendar(Tz::Asia__Irkutsk, BURYATIA);
    let fast = |calendar| Ask {
        class: Class::Fast,
        ..ask(&DEFINITION, "first_reply", calendar, "2026-02-17 17:30")
    };
    let found = deadline(&fast(&buryatia)).unwrap();
    assert_eq!(found.control_due.at.to_rfc3339(), "2026-02-19T12:30:00+08:00");
    assert_eq!(
        found.explanation[2..5],
        [
            "17.02.2026 (вт): рабочий день; 30 мин.",
            "18.02.2026 (ср): выходной региона: Сагаалган; не считается.",
            "19.02.2026 (чт): рабочий день; 3 ч 30 мин.",
        ]
    );
    let found = deadline(&fast(&CALENDAR)).unwrap();
    assert_eq!(found.control_due.at.to_rfc3339(), "2026-02-18T12:30:00+03:00");
    let altai = calendar(Tz::Asia__Barnaul, ALTAI);
    let found = deadline(&ask(&APPEAL_59FZ, "legal", &altai, "2026-02-06 10:00")).unwrap();
    assert!(
        found.explanation.contains(&"21.02.2026 (сб): выходной региона: Чага-Байрам; 15-й день.".to_owned())
    );
}

#[test]
fn an_unknown_year_is_said_aloud_before_anything_else() {
    let found = appeal("legal", "2026-12-02 10:00");
    assert!(
        found.explanation[0].starts_with("ВНИМАНИЕ: производственный календарь 2027 года ещё не загружен.")
    );
    assert_eq!(found.explanation.iter().filter(|line| line.starts_with("ВНИМАНИЕ")).count(), 1);
    assert!(!appeal("legal", "2026-02-06 10:00").explanation[0].starts_with("ВНИМАНИЕ"));
}

#[test]
fn the_date_of_the_source_stands_beside_ours() {
    let mut asked = ask(&APPEAL_59FZ, "legal", &CALENDAR, "2026-02-06 10:00");
    asked.source_due = Some(at(&CALENDAR, "2026-02-20 18:00"));
    let found = deadline(&asked).unwrap();
    assert_eq!(found.source_due.unwrap().date.to_string(), "2026-02-20");
    assert!(found.explanation.last().unwrap().contains("20.02.2026 18:00 (пт); он раньше нашего"));
    let json = serde_json::to_value(&found).unwrap();
    assert_eq!(json["legal_due"]["date"], "2026-03-08");
    assert_eq!(json["legal_due"]["at"], "2026-03-09T00:00:00+03:00");
    assert_eq!(json["control_due"]["date"], "2026-03-06");
    assert!(json["explanation"].is_array());
}

#[test]
fn hours_round_the_clock_and_the_next_opening_are_told() {
    let asked =
        Ask { class: Class::Emergency, ..ask(&DEFINITION, "first_reply", &CALENDAR, "2026-03-08 23:30") };
    let found = deadline(&asked).unwrap();
    assert!(found.explanation.contains(&"Срок идёт круглосуточно.".to_owned()));
    assert_eq!(dates(&found), (String::new(), "2026-03-09 01:30".to_owned()));
    let found = deadline(&ask(&DEFINITION, "first_reply", &CALENDAR, "2026-03-08 11:00")).unwrap();
    assert_eq!(found.explanation[2], "Это вне рабочего времени: часы пошли 10.03.2026 09:00 (вт).");
    assert!(found.explanation.contains(
        &"09.03.2026 (пн): выходной, перенесённый с 08.03.2026 (ст. 112 ТК РФ); не считается.".to_owned()
    ));
}

#[test]
fn a_clock_that_is_not_there_or_waits_for_a_promise_has_no_date() {
    let unknown = deadline(&ask(&APPEAL_59FZ, "leagl", &CALENDAR, "2026-02-06 10:00")).unwrap_err();
    assert!(
        unknown.to_string().contains("«leagl»")
            && unknown.to_string().contains("registration, legal, triage")
    );
    let promised = deadline(&ask(&DEFINITION, "commitment", &CALENDAR, "2026-02-06 10:00"));
    assert_eq!(promised, Err(NoDeadline::Promised("commitment".to_owned())));
    let mut asked = ask(&DEFINITION, "commitment", &CALENDAR, "2026-05-05 10:00");
    asked.promised = Some("2026-06-14".parse().unwrap());
    assert_eq!(dates(&deadline(&asked).unwrap()).1, "2026-06-11 17:00");
}

#[test]
fn the_dates_are_those_that_a_subject_gets() {
    let mut desk = Desk::appeal("2026-02-06 10:00");
    desk.does(REGISTRAR, "register");
    for clock in ["legal", "triage"] {
        let found = appeal(clock, "2026-02-06 10:00");
        let due = desk.timer(clock).due;
        assert_eq!(
            (found.control_due.at.to_utc(), found.legal_due.map(|it| it.at.to_utc())),
            (due.control, due.legal)
        );
    }
}
