//! Vectors of the message, each on the real definition in the zone and with the days off of its region.

use std::sync::LazyLock;

use chrono_tz::Tz;
use otklik_domain::audience::Audience::{self, *};
use otklik_domain::refusal::Code;
use otklik_domain::standing::Lateness;
use otklik_domain::topic::Class;
use otklik_workflow::command::Act;
use otklik_workflow::event::CallOutcome::{self, *};
use otklik_workflow::event::Event;
use otklik_workflow::instance::Instance;
use otklik_workflow::sla::calendar::Calendar;
use otklik_workflow::{Effective, available, parse, publish};

use crate::support::*;

static ZAIGRAEVO: LazyLock<Calendar> = LazyLock::new(|| calendar(Tz::Asia__Irkutsk, BURYATIA));

fn message(class: Class, moment: &str, calendar: &'static Calendar) -> Desk {
    Desk::open((&DEFINITION, calendar), class, moment, posts(true))
}

/// Whom each step of `first_reply` asked, whom it reached, and what became of it.
fn climb(desk: &mut Desk) -> Vec<(Audience, Option<Audience>, CallOutcome)> {
    let mut told = Vec::new();
    while let Some(next) = desk.timer("first_reply").next_at {
        desk.now = next;
        for event in desk.tick() {
            if let Event::StepFired { clock, calls, .. } = event
                && clock == "first_reply"
            {
                told.extend(calls.into_iter().map(|call| (call.asked, call.reached, call.outcome)));
            }
        }
    }
    told
}

#[test]
fn vectors_9_to_13_the_first_reply() {
    for (class, received, calendar, due) in [
        (Class::Normal, "2026-02-20 17:20", &*CALENDAR, "2026-02-24 17:20"),
        (Class::Fast, "2026-02-17 17:30", &*ZAIGRAEVO, "2026-02-19 12:30"),
        (Class::Fast, "2026-02-17 17:30", &*CALENDAR, "2026-02-18 12:30"),
        (Class::Fast, "2025-10-31 17:00", &*CALENDAR, "2025-11-01 12:00"),
        (Class::Normal, "2026-04-30 16:30", &*CALENDAR, "2026-05-04 17:30"),
        (Class::Normal, "2026-03-08 11:00", &*CALENDAR, "2026-03-10 18:00"),
    ] {
        assert_eq!(message(class, received, calendar).due("first_reply"), due, "{received}");
    }
}

#[test]
fn vector_14_seven_working_days_after_the_interim_answer() {
    let mut desk = message(Class::Normal, "2026-04-28 09:30", &CALENDAR);
    desk.walk(&[
        (COORDINATOR, "take_self"),
        (COORDINATOR, "submit_interim"),
        (ORG_HEAD, "approve"),
        (PUBLISHER, "publish_interim"),
    ]);
    assert_eq!(desk.due("final"), "2026-05-08 17:00");
}

#[test]
fn vector_18_the_guard_never_works_for_messages() {
    let mut desk = message(Class::Normal, "2026-02-20 10:00", &CALENDAR);
    desk.does(COORDINATOR, "assign");
    assert_eq!(desk.instance.state, "ASSIGNED");
}

#[test]
fn vector_19_no_lead_no_curator_of_the_direction_and_the_head_is_told_once() {
    let mut slantsy = posts(false);
    slantsy.people.remove(&Curator);
    let mut desk = Desk::open((&DEFINITION, &CALENDAR), Class::Fast, "2026-02-24 09:00", slantsy);
    desk.does(COORDINATOR, "assign");
    let told = climb(&mut desk);
    assert_eq!(
        told,
        [
            (Assignee, Some(Assignee), Told),
            (Coordinator, Some(Coordinator), Told),
            (Assignee, Some(Assignee), Told),
            (OrgHead, Some(OrgHead), Told),
            (BlockLead, Some(Manager), Told),
            (Manager, Some(Manager), DrawnInBefore),
            (Curator, Some(Head), Told),
            (Head, Some(Head), DrawnInBefore),
            (RegionDuty, None, NoPost),
        ]
    );
}

#[test]
fn vector_20_a_vacant_manager_passes_to_the_curator_then_the_head_then_the_region() {
    let mut zaigraevo = posts(true);
    zaigraevo.people.remove(&Manager);
    zaigraevo.vacant.insert(Manager);
    let mut desk = Desk::open((&DEFINITION, &ZAIGRAEVO), Class::Fast, "2026-02-17 17:30", zaigraevo);
    desk.does(COORDINATOR, "assign");
    let told = climb(&mut desk);
    assert_eq!(
        told[4..],
        [
            (BlockLead, Some(Curator), Told),
            (Manager, Some(Curator), DrawnInBefore),
            (Curator, Some(Curator), DrawnInBefore),
            (Head, Some(Head), Told),
            (RegionDuty, Some(RegionDuty), Told),
        ]
    );
    let says_vacant = |event: &Event| matches!(event, Event::StepFired { calls, .. } if calls.iter().any(|call| call.asked == Manager && call.vacant));
    assert!(desk.history.iter().any(says_vacant));
    // Due on the 19th at 12:30 after Сагаалган; the region two working days later.
    assert_eq!(local(&ZAIGRAEVO, desk.now), "2026-02-24 12:30");
}

#[test]
fn a_step_at_night_is_delivered_at_the_opening_unless_the_definition_goes_round_the_clock() {
    let deliveries = |def: &'static Effective| -> Vec<String> {
        let mut desk = Desk::open((def, &CALENDAR), Class::Emergency, "2026-02-21 03:00", posts(true));
        desk.clock("2026-02-21 05:00");
        let of_case = |event: Event| match event {
            Event::StepFired { clock, deliver_at, .. } if clock == "first_reply" => Some(deliver_at),
            _ => None,
        };
        desk.tick().into_iter().filter_map(of_case).map(|at| local(&CALENDAR, at)).collect()
    };
    assert_eq!(deliveries(&DEFINITION), ["2026-02-24 09:00"; 3]);
    let source = format!("round_the_clock: true\n{INCIDENT}");
    let always = publish(&parse("emergency.yaml", &source).unwrap());
    assert_eq!(
        deliveries(Box::leak(Box::new(always))),
        ["2026-02-21 04:00", "2026-02-21 04:36", "2026-02-21 05:00"]
    );
}

#[test]
fn what_was_kept_before_appeals_is_still_read() {
    let desk = message(Class::Normal, "2026-02-20 10:00", &CALENDAR);
    let mut kept = serde_json::to_value(&desk.instance).unwrap();
    kept.as_object_mut().unwrap().remove("registered_on");
    kept.as_object_mut().unwrap().remove("extended_until");
    assert_eq!(serde_json::from_value::<Instance>(kept).unwrap(), desk.instance);
    let published = r#"{"event":"published","kind":"FINAL","published_at":"telephone"}"#;
    assert!(matches!(serde_json::from_str(published).unwrap(), Event::Published { kept: false, .. }));
}

#[test]
fn an_answer_is_entered_in_its_source_within_four_working_hours_by_a_clock_of_its_own() {
    let published = |has_source: bool| {
        let mut desk = message(Class::Normal, "2026-02-24 09:30", &CALENDAR);
        desk.has_source = has_source;
        desk.walk(&[(COORDINATOR, "take_self"), (COORDINATOR, "submit_reply"), (ORG_HEAD, "approve")]);
        desk.clock("2026-02-24 16:00").does(PUBLISHER, "publish_final");
        desk
    };
    let offered =
        |desk: &Desk| available(desk.def, &desk.instance).iter().any(|act| act.act == "enter_in_source");
    let mut by_phone = published(false);
    assert_eq!((by_phone.running(), offered(&by_phone)), (vec!["watch"], false));
    assert_eq!(by_phone.refused(input(COORDINATOR, "enter_in_source")), [Code::ActNotAllowedInState]);

    let mut imported = published(true);
    assert_eq!((imported.running(), offered(&imported)), (vec!["source_entry", "watch"], true));
    assert_eq!(imported.due("source_entry"), "2026-02-25 11:00");
    imported.clock("2026-02-25 12:00").tick();
    assert_eq!(imported.instance.lateness, Lateness::OnTime, "the citizen was answered in time");
    imported.does(COORDINATOR, "enter_in_source");
    assert_eq!((imported.running(), offered(&imported)), (vec!["watch"], false));
}

#[test]
fn a_second_answer_is_entered_anew_and_an_open_entry_ends_with_its_stage() {
    let mut desk = message(Class::Normal, "2026-02-24 09:30", &CALENDAR);
    desk.has_source = true;
    for (who, act) in [
        (COORDINATOR, "take_self"),
        (COORDINATOR, "submit_interim"),
        (ORG_HEAD, "approve"),
        (PUBLISHER, "publish_interim"),
    ] {
        desk.does(who, act);
    }
    assert_eq!(desk.running(), ["final", "source_entry"]);
    desk.does(COORDINATOR, "submit_reply");
    assert_eq!(desk.running(), ["final", "approval"]);
    desk.walk(&[(ORG_HEAD, "approve"), (PUBLISHER, "publish_final")]);
    assert_eq!((desk.timer("source_entry").generation, desk.running()), (2, vec!["source_entry", "watch"]));
    // The source itself says that it is closed there: the import does it.
    let act = Act { user: None, ..input(COORDINATOR, "enter_in_source") };
    desk.act(act).unwrap();
    assert_eq!(desk.running(), ["watch"]);
}
