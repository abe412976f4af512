//! Terms of `appeal_59fz`: registration by date, the one extension, the ladder over a holiday.

use chrono::{NaiveDate, TimeDelta};
use otklik_domain::audience::Audience;
use otklik_domain::refusal::{Code, Refusal};
use otklik_domain::standing::Lateness;
use otklik_workflow::command::{Act, Command};
use otklik_workflow::event::Event;
use otklik_workflow::{available, explain};

use crate::support::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Accepted by its executor at the moment of receipt.
fn in_work(moment: &str) -> Desk {
    let mut desk = Desk::appeal(moment);
    desk.walk(&[
        (REGISTRAR, "register"),
        (REGISTRAR, "confirm_competence"),
        (HEAD, "resolve"),
        (EXECUTOR, "accept"),
    ]);
    desk
}

fn grant(desk: &Desk, until: &str) -> Act {
    Act { until: Some(date(until)), ..desk.input(HEAD, "grant_extension") }
}

fn only(refusals: Result<Vec<Event>, Vec<Refusal>>) -> Refusal {
    let refusals = refusals.unwrap_err();
    assert_eq!(refusals.len(), 1, "{refusals:?}");
    refusals.into_iter().next().unwrap()
}

#[test]
fn vectors_1_to_4_registration_and_triage() {
    for (received, legal, control) in [
        ("2026-01-02 10:00", "2026-01-06 00:00", "2026-01-12 18:00"),
        ("2026-05-08 16:40", "2026-05-12 00:00", "2026-05-12 18:00"),
        ("2026-05-08 09:10", "2026-05-12 00:00", "2026-05-08 17:00"),
    ] {
        let desk = Desk::appeal(received);
        let due = desk.timer("registration").due;
        assert_eq!(local(&CALENDAR, due.legal.unwrap()), legal);
        assert_eq!(local(&CALENDAR, due.control), control);
        assert_eq!(due.counts, due.control.max(due.legal.unwrap()), "the moved date is the one that counts");
    }
    let mut desk = Desk::appeal("2025-12-30 16:00");
    desk.does(REGISTRAR, "register");
    assert_eq!(local(&CALENDAR, desk.timer("triage").due.legal.unwrap()), "2026-01-07 00:00");
    assert_eq!(desk.due("triage"), "2026-01-12 18:00");
}

#[test]
fn a_guarded_registration_is_breached_only_after_the_moved_date() {
    let mut desk = Desk::appeal("2026-01-02 10:00");
    assert!(desk.clock("2026-01-06 09:00").tick().iter().all(|it| !matches!(it, Event::Late { .. })));
    assert_eq!(desk.instance.lateness, Lateness::OnTime);
    let steps: Vec<_> = desk.timer("registration").steps.iter().map(|it| local(&CALENDAR, it.at)).collect();
    assert_eq!(steps, ["2026-01-02 10:00", "2026-01-12 18:00", "2026-01-12 18:00"]);
    desk.clock("2026-01-12 18:01").tick();
    assert_eq!(desk.instance.lateness, Lateness::Breached);
}

#[test]
fn vector_5_the_ladder_of_the_thirty_days_and_when_it_is_delivered() {
    let mut desk = in_work("2026-02-06 10:00");
    assert_eq!(local(&CALENDAR, desk.timer("legal").due.legal.unwrap()), "2026-03-09 00:00");
    assert_eq!(desk.due("legal"), "2026-03-06 18:00");
    let mut heard = Vec::new();
    while let Some(next) = desk.timer("legal").next_at {
        desk.now = next;
        for event in desk.tick() {
            if let Event::StepFired { clock, step, at, deliver_at, .. } = event
                && clock == "legal"
            {
                heard.push((step, local(&CALENDAR, at), local(&CALENDAR, deliver_at)));
            }
        }
    }
    let expected = [
        ("p50", "2026-02-21 17:00", "2026-02-24 09:00"),
        ("minus_7wd", "2026-02-25 09:00", "2026-02-25 09:00"),
        ("minus_5wd", "2026-02-27 09:00", "2026-02-27 09:00"),
        ("minus_3wd", "2026-03-03 09:00", "2026-03-03 09:00"),
        ("minus_1wd", "2026-03-05 09:00", "2026-03-05 09:00"),
        ("control_due", "2026-03-06 18:00", "2026-03-06 18:00"),
        ("legal_due", "2026-03-09 00:00", "2026-03-10 09:00"),
    ];
    assert_eq!(heard, expected.map(|(id, at, heard)| (id.to_owned(), at.to_owned(), heard.to_owned())));
    assert_eq!(desk.instance.lateness, Lateness::Breached);
}

#[test]
fn vector_6_the_last_day_to_ask_for_an_extension() {
    let mut desk = in_work("2025-12-12 10:00");
    assert_eq!(desk.due("legal"), "2025-12-30 18:00");
    let days: Vec<_> =
        desk.timer("legal").steps.iter().map(|it| local(&CALENDAR, it.at)[..10].to_owned()).collect();
    assert_eq!(days[..4], ["2025-12-19", "2025-12-19", "2025-12-23", "2025-12-25"]);
    let act = desk.clock("2025-12-26 00:00").input(EXECUTOR, "request_extension");
    let refusal = only(desk.act(act));
    assert_eq!((refusal.code, refusal.parameters["last_day"].as_str()), (Code::TermIsOver, "2025-12-25"));
    desk.clock("2025-12-25 23:59").does(EXECUTOR, "request_extension");
    assert_eq!(desk.instance.state, "EXTENSION_REQUESTED");
}

#[test]
fn vector_8_documents_asked_do_not_move_the_law() {
    let mut desk = in_work("2025-12-12 10:00");
    let legal = desk.timer("legal").due;
    desk.clock("2025-12-22 10:00").does(EXECUTOR, "request_documents");
    let documents = desk.timer("documents").due;
    assert_eq!(local(&CALENDAR, documents.legal.unwrap()), "2026-01-07 00:00");
    assert_eq!(local(&CALENDAR, documents.control), "2025-12-30 18:00");
    assert_eq!(desk.timer("legal").due, legal);
}

#[test]
fn vector_24_an_unknown_year_is_provisional_and_is_counted_anew_when_it_comes() {
    let mut desk = in_work("2026-12-02 10:00");
    let due = desk.timer("legal").due;
    assert_eq!(local(&CALENDAR, due.legal.unwrap()), "2027-01-02 00:00");
    assert_eq!(desk.due("legal"), "2026-12-30 18:00");
    let lines = explain(desk.def, desk.timer("legal"), desk.calendar);
    assert!(lines.last().unwrap().starts_with("ВНИМАНИЕ: производственный календарь 2027 года"));
    assert!(desk.command(&Command::Recount).unwrap().is_empty(), "nothing has changed");
    // A regional day off that nobody knew of: control due moves, the date of the law does not.
    let with_day_off = calendar(chrono_tz::Tz::Europe__Moscow, &[("2026-12-30", "День региона")]);
    desk.calendar = Box::leak(Box::new(with_day_off));
    let events = desk.command(&Command::Recount).unwrap();
    assert!(
        events.iter().all(|it| matches!(it, Event::TimerMoved { .. })) && events.len() == 2,
        "{events:?}"
    );
    assert_eq!(desk.due("draft"), "2026-12-22 18:00", "the internal date follows the control date");
    assert_eq!((desk.due("legal").as_str(), desk.timer("legal").due.legal), ("2026-12-29 18:00", due.legal));
}

#[test]
fn the_control_dates_of_the_table() {
    for (registered, legal, control) in [
        ("2025-10-02", "2025-11-01", "2025-11-01 17:00"),
        ("2025-12-02", "2026-01-01", "2025-12-30 18:00"),
        ("2025-12-12", "2026-01-11", "2025-12-30 18:00"),
        ("2026-02-06", "2026-03-08", "2026-03-06 18:00"),
        ("2026-04-09", "2026-05-09", "2026-05-08 17:00"),
        ("2026-10-05", "2026-11-04", "2026-11-03 17:00"),
    ] {
        let mut desk = Desk::appeal(&format!("{registered} 10:00"));
        desk.does(REGISTRAR, "register");
        let due = desk.timer("legal").due;
        let last = desk.calendar.local_date(due.legal.unwrap() - TimeDelta::microseconds(1));
        assert_eq!((last.to_string().as_str(), desk.due("legal").as_str()), (legal, control), "{registered}");
    }
    let tenth = CALENDAR.working_day_after(date("2025-12-12"), 10);
    assert_eq!(tenth, date("2025-12-26"), "ten working days");
}

#[test]
fn the_table_of_an_extended_term_counts_sixty_days_in_all() {
    let mut desk = in_work("2026-04-01 10:00");
    desk.clock("2026-04-20 10:00").does(EXECUTOR, "request_extension");
    let act = grant(&desk, "2026-05-31");
    let events = desk.act(act).unwrap();
    assert!(events.contains(&Event::Extended { until: date("2026-05-31") }));
    assert_eq!(local(&CALENDAR, desk.timer("legal").due.legal.unwrap()), "2026-06-01 00:00");
    assert_eq!(desk.due("legal"), "2026-05-29 18:00");
    assert_eq!(desk.instance.extended_until, Some(date("2026-05-31")));
}

#[test]
fn an_extension_keeps_what_has_fired_and_arms_the_rest_anew() {
    let mut desk = in_work("2026-02-06 10:00");
    desk.clock("2026-02-25 09:00").tick();
    let before = desk.timer("legal").clone();
    assert_eq!(before.steps.iter().filter(|step| step.fired).count(), 2);
    desk.clock("2026-03-02 10:00").does(EXECUTOR, "request_extension");
    let act = grant(&desk, "2026-03-20");
    desk.act(act).unwrap();
    let after = desk.timer("legal");
    assert_eq!((after.id, after.generation, after.anchor), (before.id, before.generation, before.anchor));
    assert_eq!(after.steps.iter().filter(|step| step.fired).count(), 2, "not fired again");
    assert_eq!(desk.due("legal"), "2026-03-20 18:00");
    let unfired: Vec<_> =
        after.steps.iter().filter(|it| !it.fired).map(|it| local(&CALENDAR, it.at)).collect();
    assert_eq!(
        unfired,
        ["2026-03-13 09:00", "2026-03-17 09:00", "2026-03-19 09:00", "2026-03-20 18:00", "2026-03-21 00:00"]
    );
    assert!(
        explain(desk.def, after, desk.calendar).contains(&"Срок закона продлён до 20.03.2026.".to_owned())
    );
    desk.command(&Command::Recount).unwrap();
    assert_eq!(desk.due("legal"), "2026-03-20 18:00", "an extension survives a recount");
}

#[test]
fn an_extension_after_control_makes_the_case_timely_again() {
    let mut desk = in_work("2026-02-06 10:00");
    desk.clock("2026-03-03 10:00").does(EXECUTOR, "request_extension");
    desk.clock("2026-03-07 12:00").tick();
    assert_eq!(desk.instance.lateness, Lateness::ControlPassed);
    let act = grant(&desk, "2026-03-20");
    desk.act(act).unwrap();
    assert_eq!(desk.instance.lateness, Lateness::OnTime);
}

#[test]
fn an_extension_stays_inside_its_bounds() {
    let mut desk = in_work("2026-02-06 10:00");
    desk.clock("2026-03-02 10:00").does(EXECUTOR, "request_extension");
    let act = grant(&desk, "2026-04-08");
    let refusal = only(desk.act(act));
    assert_eq!((refusal.code, refusal.field.as_deref()), (Code::BeyondLegalBound, Some("until")));
    assert_eq!(refusal.parameters["latest"], "2026-04-07");
    for too_early in ["2026-03-08", "2026-02-01"] {
        let act = grant(&desk, too_early);
        let refusal = only(desk.act(act));
        assert_eq!((refusal.code, refusal.field.as_deref()), (Code::FieldInvalid, Some("until")));
    }
    let act = Act { until: None, ..desk.input(HEAD, "grant_extension") };
    let refusal = only(desk.act(act));
    assert_eq!((refusal.code, refusal.field.as_deref()), (Code::FieldRequired, Some("until")));
    let act = grant(&desk, "2026-04-07");
    desk.act(act).unwrap();
    assert_eq!(desk.instance.state, "IN_WORK");
}

#[test]
fn the_law_knows_one_extension_and_none_after_its_term() {
    let mut desk = in_work("2026-02-06 10:00");
    desk.clock("2026-03-02 10:00").does(EXECUTOR, "request_extension");
    desk.does(HEAD, "deny_extension");
    assert_eq!(desk.instance.extended_until, None, "a refused one can be asked again");
    desk.does(EXECUTOR, "request_extension");
    let mut late = in_work("2026-02-06 10:00");
    late.clock("2026-03-03 10:00").does(EXECUTOR, "request_extension");
    let act = grant(late.clock("2026-03-09 00:01"), "2026-03-20");
    let refusal = only(late.act(act));
    assert_eq!((refusal.code, refusal.parameters["last_day"].as_str()), (Code::TermIsOver, "2026-03-08"));
    let act = grant(&desk, "2026-03-20");
    desk.act(act).unwrap();
    let act = desk.input(EXECUTOR, "request_extension");
    assert_eq!(only(desk.act(act)).code, Code::AlreadyExtended);
    assert!(available(desk.def, &desk.instance).iter().all(|act| act.act != "request_extension"));
}

#[test]
fn a_paper_registered_outside_yesterday_counts_from_yesterday() {
    let mut desk = Desk::appeal("2026-02-05 15:00");
    let act = Act {
        registered_on: Some(date("2026-02-05")),
        ..desk.clock("2026-02-06 09:20").input(REGISTRAR, "register")
    };
    let events = desk.act(act).unwrap();
    assert!(events.contains(&Event::Registered { on: date("2026-02-05") }));
    assert_eq!(desk.instance.registered_on, Some(date("2026-02-05")));
    assert_eq!(local(&CALENDAR, desk.timer("legal").anchor), "2026-02-05 09:00");
    assert_eq!(local(&CALENDAR, desk.timer("legal").due.legal.unwrap()), "2026-03-08 00:00");
    assert_eq!(desk.due("triage"), "2026-02-12 18:00");
}

#[test]
fn a_registration_on_a_day_off_is_that_day() {
    let mut desk = Desk::appeal("2026-02-07 12:00");
    let act = Act {
        registered_on: Some(date("2026-02-07")),
        ..desk.clock("2026-02-09 10:00").input(REGISTRAR, "register")
    };
    desk.act(act).unwrap();
    assert_eq!(local(&CALENDAR, desk.timer("legal").anchor), "2026-02-07 00:00");
    assert_eq!(local(&CALENDAR, desk.timer("legal").due.legal.unwrap()), "2026-03-10 00:00");
}

#[test]
fn a_registration_lies_between_receipt_and_today() {
    let mut desk = Desk::appeal("2026-02-05 15:00");
    desk.clock("2026-02-06 09:20");
    for bad in ["2026-02-04", "2026-02-07"] {
        let act = Act { registered_on: Some(date(bad)), ..desk.input(REGISTRAR, "register") };
        let refusal = only(desk.act(act));
        assert_eq!((refusal.code, refusal.field.as_deref()), (Code::FieldInvalid, Some("registered_on")));
        assert_eq!(
            (refusal.parameters["first"].as_str(), refusal.parameters["last"].as_str()),
            ("2026-02-05", "2026-02-06")
        );
    }
    assert_eq!(desk.instance.state, "RECEIVED");
}

#[test]
fn the_date_of_the_source_is_shown_beside_the_law_and_does_not_count() {
    let mut desk = Desk::appeal("2026-02-06 09:30");
    desk.source_due = Some(at(&CALENDAR, "2026-02-20 18:00"));
    desk.does(REGISTRAR, "register");
    let due = desk.timer("legal").due;
    assert_eq!((due.source, due.counts), (desk.source_due, due.legal.unwrap()));
    assert_eq!(otklik_workflow::next_due(&desk.instance, desk.def), Some(desk.timer("triage").due.control));
}

/// Whom each step of a clock asked and reached at a moment.
fn asked(desk: &mut Desk, of: &str, moment: &str) -> Vec<(Audience, Option<Audience>)> {
    let events = desk.clock(moment).tick();
    let calls = events.into_iter().filter_map(|event| match event {
        Event::StepFired { clock, calls, .. } if clock == of => Some(calls),
        _ => None,
    });
    calls.flatten().map(|call| (call.asked, call.reached)).collect()
}

#[test]
fn documents_are_asked_after_by_whoever_asked_and_climb_to_the_curator() {
    let mut desk = in_work("2026-02-24 10:00");
    desk.does(EXECUTOR, "request_documents");
    assert_eq!(desk.due("documents"), "2026-03-11 18:00");
    let by_asker = [(Audience::AskedBody, Some(Audience::Assignee))];
    assert_eq!(asked(&mut desk, "documents", "2026-03-05 09:00"), by_asker);
    assert_eq!(
        asked(&mut desk, "documents", "2026-03-11 18:00"),
        [(Audience::Manager, Some(Audience::Manager))]
    );
    assert_eq!(
        asked(&mut desk, "documents", "2026-03-16 18:00"),
        [(Audience::Curator, Some(Audience::Curator))]
    );
}

#[test]
fn without_a_registrar_the_coordinator_is_reminded_of_registration() {
    let mut desk = Desk::appeal("2026-02-06 09:30");
    desk.posts.people.remove(&Audience::Registrar);
    let reminded = asked(&mut desk, "registration", "2026-02-06 09:30");
    assert_eq!(reminded, [(Audience::Registrar, Some(Audience::Coordinator))]);
    assert_eq!(
        asked(&mut desk, "registration", "2026-02-09 18:00"),
        [(Audience::Manager, Some(Audience::Manager))]
    );
    let breach = [(Audience::Curator, Some(Audience::Curator)), (Audience::Head, Some(Audience::Head))];
    assert_eq!(asked(&mut desk, "registration", "2026-02-10 00:00"), breach);
}
