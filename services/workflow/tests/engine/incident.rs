//! `message_incident` walked: acts, refusals, clocks.

use otklik_domain::audience::Audience;
use otklik_domain::refusal::Code;
use otklik_domain::reply::Kind;
use otklik_domain::standing::{Lateness, Level};
use otklik_domain::subject::Phase;
use otklik_domain::topic::Class;
use otklik_workflow::command::{Act, Command};
use otklik_workflow::event::Event;
use otklik_workflow::instance::TimerState;
use otklik_workflow::{available, explain, next_due};

use crate::support::*;

fn offered(desk: &Desk) -> Vec<&str> {
    available(&DEFINITION, &desk.instance).into_iter().map(|act| act.act.as_str()).collect()
}

/// As far as the approved final answer.
fn approved(class: Class, moment: &str) -> Desk {
    let mut desk = Desk::enter(class, moment, posts(false));
    desk.does(COORDINATOR, "assign");
    desk.does(EXECUTOR, "accept");
    desk.does(EXECUTOR, "submit_reply");
    desk.does(ORG_HEAD, "approve");
    desk
}

#[test]
fn a_whole_walk_ends_closed_by_system_at_the_end_of_watch() {
    let mut desk = Desk::enter(Class::Normal, "2026-02-20 17:20", posts(false));
    assert_eq!((desk.instance.state.as_str(), desk.instance.phase), ("NEW", Phase::New));
    assert_eq!(desk.running(), ["first_reply", "take"]);
    assert_eq!(desk.due("first_reply"), "2026-02-24 17:20");
    assert_eq!(next_due(&desk.instance, &DEFINITION), Some(at(&CALENDAR, "2026-02-24 17:20")));

    desk.clock("2026-02-20 17:30").does(COORDINATOR, "assign");
    assert_eq!(desk.running(), ["first_reply", "accept"]);
    desk.clock("2026-02-20 17:50").does(EXECUTOR, "accept");
    assert_eq!(desk.due("draft"), "2026-02-24 12:50");
    desk.clock("2026-02-24 10:00").does(EXECUTOR, "submit_reply");
    desk.clock("2026-02-24 10:30").does(ORG_HEAD, "approve");
    assert_eq!(offered(&desk), ["publish_final", "return_draft", "source_gone"]);
    desk.clock("2026-02-24 11:00").does(PUBLISHER, "publish_final");
    assert_eq!((desk.instance.phase, desk.running()), (Phase::Answered, vec!["watch"]));
    assert_eq!(next_due(&desk.instance, &DEFINITION), None);
    assert_eq!(desk.due("watch"), "2026-02-27 18:00");

    assert!(desk.clock("2026-02-27 17:59").tick().is_empty());
    assert_eq!(desk.instance.next_at(), Some(at(&CALENDAR, "2026-02-27 18:00")));
    let events = desk.clock("2026-02-27 18:00").tick();
    assert!(events.contains(&Event::Acted { act: "close".into(), reason: None, note: None }));
    assert_eq!((desk.instance.state.as_str(), desk.instance.phase), ("CLOSED", Phase::Closed));
    assert!(desk.running().is_empty() && desk.instance.next_at().is_none());
    assert_eq!(desk.instance.lateness, Lateness::OnTime);
    assert!(desk.clock("2026-03-27 18:00").tick().is_empty());
}

#[test]
fn working_clocks_that_start_outside_hours_start_at_the_opening() {
    let desk = Desk::enter(Class::Normal, "2026-03-08 11:00", posts(false));
    assert_eq!(desk.due("first_reply"), "2026-03-10 18:00");
    assert_eq!(desk.due("take"), "2026-03-10 10:00");
}

#[test]
fn the_emergency_class_counts_round_the_clock() {
    let desk = Desk::enter(Class::Emergency, "2026-03-08 23:30", posts(false));
    assert_eq!(desk.due("first_reply"), "2026-03-09 01:30");
}

#[test]
fn an_interim_answer_starts_seven_working_days_to_the_end_of_the_day() {
    let mut desk = Desk::enter(Class::Normal, "2026-04-28 09:30", posts(false));
    for (who, act) in [
        (COORDINATOR, "take_self"),
        (COORDINATOR, "submit_interim"),
        (ORG_HEAD, "approve"),
        (PUBLISHER, "publish_interim"),
    ] {
        desk.does(who, act);
    }
    assert_eq!(desk.running(), ["final"]);
    assert_eq!(desk.due("final"), "2026-05-08 17:00");
    desk.does(COORDINATOR, "author_continues");
    assert_eq!(desk.running(), ["final"], "the addition starts no clock");
    desk.does(COORDINATOR, "submit_reply");
    assert_eq!(desk.due("final"), "2026-05-08 17:00", "coming back does not restart");
}

#[test]
fn a_draft_in_a_final_round_has_five_working_days() {
    let mut desk = Desk::enter(Class::Normal, "2026-04-28 09:30", posts(false));
    desk.does(COORDINATOR, "take_self");
    assert_eq!(desk.due("draft"), "2026-04-28 14:30", "half of the first reply");
    for (who, act) in [
        (COORDINATOR, "submit_interim"),
        (ORG_HEAD, "approve"),
        (PUBLISHER, "publish_interim"),
        (COORDINATOR, "submit_reply"),
        (ORG_HEAD, "return_draft"),
    ] {
        desk.does(who, act);
    }
    assert_eq!(desk.due("draft"), "2026-05-06 18:00");
}

#[test]
fn every_missing_field_is_refused_at_once() {
    let mut desk = Desk::enter(Class::Normal, "2026-02-20 10:00", posts(false));
    let act = Act { name: "assign".into(), user: Some(user(COORDINATOR)), ..Act::default() };
    let refusals = desk.act(act).unwrap_err();
    assert_eq!(refusals.len(), 1);
    assert_eq!((refusals[0].code, refusals[0].field.as_deref()), (Code::FieldRequired, Some("assignee")));
    desk.does(COORDINATOR, "assign");
    desk.does(EXECUTOR, "accept");
    let act = Act { name: "submit_postponed".into(), user: Some(user(EXECUTOR)), ..Act::default() };
    assert_eq!(desk.refused(act), [Code::FieldRequired; 3]);
    let mut act = input(EXECUTOR, "submit_postponed");
    (act.promised, act.reply) = (Some("2026-02-20".parse().unwrap()), Some(Kind::Final));
    assert_eq!(desk.refused(act), [Code::FieldInvalid; 2]);
}

#[test]
fn closed_lists_and_links_are_kept() {
    let mut desk = Desk::enter(Class::Normal, "2026-02-20 10:00", posts(false));
    let mut act = input(COORDINATOR, "reject_not_incident");
    act.reason = Some("criticism".into());
    assert_eq!(desk.refused(act), [Code::NotInClosedList]);
    let mut desk = approved(Class::Normal, "2026-02-20 10:00");
    for bad in ["где-то", "https://", "ftp://example.org/1", "https://example.org/a b"] {
        let act = Act { published_at: Some(bad.into()), ..input(PUBLISHER, "publish_final") };
        assert_eq!(desk.refused(act), [Code::NotInClosedList], "{bad}");
    }
    let act =
        Act { published_at: Some("https://example.org/wall-1".into()), ..input(PUBLISHER, "publish_final") };
    desk.act(act).unwrap();
}

#[test]
fn acts_of_other_states_other_kinds_and_of_system_are_refused() {
    let mut desk = approved(Class::Normal, "2026-02-20 10:00");
    for name in ["assign", "publish_interim", "no_such_act"] {
        assert_eq!(desk.refused(input(PUBLISHER, name)), [Code::ActNotAllowedInState], "{name}");
    }
    desk.does(PUBLISHER, "publish_final");
    assert!(!offered(&desk).contains(&"close"));
    let act = Act { user: Some(user(MANAGER)), ..input(MANAGER, "close") };
    assert_eq!(desk.refused(act), [Code::ActNotAllowedInState]);
    let act = Act { user: None, ..input(COORDINATOR, "mark_solved") };
    assert_eq!(desk.refused(act), [Code::ActNotAllowedInState]);
}

#[test]
fn acts_whose_nouns_do_not_exist_yet_are_not_offered() {
    let mut desk = Desk::enter(Class::Normal, "2026-02-20 10:00", posts(false));
    assert_eq!(offered(&desk), ["assign", "take_self", "reject_not_incident", "source_gone"]);
    assert_eq!(desk.refused(input(COORDINATOR, "return_to_region")), [Code::ActNotAllowedInState]);
}

#[test]
fn the_author_approves_only_where_the_act_combines_the_roles() {
    let mut desk = Desk::enter(Class::Normal, "2026-02-20 10:00", posts(false));
    desk.does(COORDINATOR, "take_self");
    desk.does(COORDINATOR, "submit_reply");
    assert_eq!(desk.refused(input(COORDINATOR, "approve")), [Code::SelfApproval]);
    desk.self_approval = true;
    assert!(desk.does(COORDINATOR, "approve").contains(&Event::DraftApproved { self_approval: true }));
}

#[test]
fn vector_17_the_third_bounce_goes_to_the_manager_and_there_is_no_fourth() {
    let mut desk = Desk::enter(Class::Normal, "2026-02-20 09:00", posts(false));
    let due = desk.timer("first_reply").due;
    for bounces in 1..=3 {
        desk.does(COORDINATOR, "assign");
        let events = desk.does(EXECUTOR, "send_back");
        assert!(events.contains(&Event::Bounced { bounces }));
        assert_eq!(events.contains(&Event::Climbed { level: Level::Manager }), bounces == 3);
        assert_eq!((desk.timer("first_reply").due, desk.instance.assignee), (due, None));
        assert_eq!(desk.timer("take").generation, u32::from(bounces) + 1);
    }
    let events = desk.clock("2026-02-20 09:30").tick();
    let Some(Event::StepFired { calls, .. }) = events.first() else { panic!("{events:?}") };
    assert_eq!((calls[0].asked, calls[0].reached), (Audience::Owner, Some(Audience::Manager)));
    desk.does(MANAGER, "assign");
    assert!(!offered(&desk).contains(&"send_back"));
    assert_eq!(desk.refused(input(EXECUTOR, "send_back")), [Code::TooManyBounces]);
}

#[test]
fn reopening_starts_its_own_correction_each_time() {
    let mut desk = Desk::enter(Class::Normal, "2026-02-20 09:00", posts(false));
    for generation in 1..=2 {
        desk.does(COORDINATOR, "reject_not_incident");
        assert_eq!((desk.instance.phase, desk.running().len()), (Phase::Closed, 0));
        desk.does(MANAGER, "reopen_by_error");
        assert_eq!(desk.timer("correction").generation, generation);
        assert_eq!(desk.running(), ["take", "correction"], "the first reply was met");
    }
}

#[test]
fn a_closed_thread_can_go_on_for_thirty_days() {
    let close = || {
        let mut desk = approved(Class::Normal, "2026-02-24 10:00");
        desk.does(PUBLISHER, "publish_final");
        desk.clock("2026-02-27 18:00").tick();
        desk
    };
    let mut desk = close();
    desk.clock("2026-03-29 20:00").does(COORDINATOR, "author_continues");
    assert_eq!((desk.instance.state.as_str(), desk.running()), ("CONTINUED", vec!["continuation"]));
    let mut desk = close();
    assert_eq!(
        desk.clock("2026-03-30 09:00").refused(input(COORDINATOR, "author_continues")),
        [Code::TermIsOver]
    );
}

#[test]
fn a_breach_stays_a_fact_after_the_late_answer_and_control_does_not() {
    let mut desk = approved(Class::Fast, "2026-02-24 09:00");
    assert_eq!(desk.due("first_reply"), "2026-02-24 13:00");
    desk.clock("2026-02-24 13:00").tick();
    assert_eq!(desk.instance.lateness, Lateness::OnTime, "the due moment itself is in time");
    desk.now += chrono::TimeDelta::microseconds(1);
    assert_eq!(desk.instance.next_at(), Some(desk.now));
    let events = desk.tick();
    assert!(events.iter().any(|it| matches!(it, Event::Late { lateness: Lateness::Breached, .. })));
    assert_eq!(desk.instance.lateness, Lateness::Breached);
    desk.does(PUBLISHER, "publish_final");
    assert_eq!(desk.instance.lateness, Lateness::Breached);
}

#[test]
fn an_act_notes_the_breach_that_no_sweep_has_seen() {
    let mut desk = approved(Class::Fast, "2026-02-24 09:00");
    let events = desk.clock("2026-02-24 14:01").does(PUBLISHER, "publish_final");
    assert!(matches!(events[0], Event::Late { lateness: Lateness::Breached, .. }));
    assert_eq!(desk.instance.lateness, Lateness::Breached);
}

#[test]
fn a_promise_counts_to_the_end_of_its_day_and_a_moved_one_starts_anew() {
    let mut desk = Desk::enter(Class::Planning, "2026-05-05 09:00", posts(false));
    desk.does(COORDINATOR, "take_self");
    let mut postponed = input(COORDINATOR, "submit_postponed");
    // 14 June is a Sunday after two days off: control on the 11th, a short day.
    postponed.promised = Some("2026-06-14".parse().unwrap());
    desk.act(postponed).unwrap();
    assert_eq!(desk.instance.promised, None);
    desk.does(ORG_HEAD, "approve");
    desk.does(PUBLISHER, "publish_postponed");
    assert_eq!(desk.running(), ["commitment"]);
    assert_eq!(desk.due("commitment"), "2026-06-11 17:00");
    assert_eq!(local(&CALENDAR, desk.timer("commitment").due.counts), "2026-06-15 00:00");
    desk.clock("2026-06-11 17:01").tick();
    assert_eq!(desk.instance.lateness, Lateness::ControlPassed);

    for (generation, level) in [(2, Level::Curator), (3, Level::Head)] {
        desk.does(CURATOR, "promise_again");
        assert_eq!(desk.timer("commitment").generation, generation);
        desk.tick();
        assert_eq!(desk.instance.level, level);
    }
    assert_eq!(desk.instance.promises_moved, 2);
    assert_eq!(desk.instance.lateness, Lateness::OnTime);
    desk.does(COORDINATOR, "submit_reply");
    desk.does(ORG_HEAD, "approve");
    desk.does(PUBLISHER, "publish_final");
    assert_eq!((desk.instance.promised, desk.running()), (None, vec!["watch"]));
}

#[test]
fn correcting_the_topic_counts_anew_from_the_same_anchor() {
    let mut desk = Desk::enter(Class::Normal, "2026-02-24 09:00", posts(false));
    desk.does(COORDINATOR, "assign");
    let fired: Vec<_> = desk.clock("2026-02-24 14:00").tick();
    assert_eq!(
        fired
            .iter()
            .filter(|it| matches!(it, Event::StepFired { clock, .. } if clock == "first_reply"))
            .count(),
        1
    );
    desk.class = Class::Fast;
    let events = desk.clock("2026-02-24 14:10").command(&Command::Reclassify).unwrap();
    assert!(matches!(events.as_slice(), [Event::TimerMoved { .. }, Event::Late { .. }]), "{events:?}");
    let timer = desk.timer("first_reply");
    assert_eq!((timer.anchor, timer.lateness), (at(&CALENDAR, "2026-02-24 09:00"), Lateness::Breached));
    assert_eq!(timer.steps.iter().filter(|step| step.fired).count(), 1, "what has fired stays fired");
    assert_eq!(desk.due("first_reply"), "2026-02-24 13:00");
    desk.class = Class::Normal;
    desk.command(&Command::Reclassify).unwrap();
    assert_eq!(
        (desk.due("first_reply").as_str(), desk.instance.lateness),
        ("2026-02-24 18:00", Lateness::OnTime)
    );
}

#[test]
fn clocks_end_with_their_state_and_with_the_case() {
    let mut desk = Desk::enter(Class::Normal, "2026-02-20 09:00", posts(false));
    desk.does(COORDINATOR, "assign");
    desk.does(EXECUTOR, "accept");
    desk.does(COORDINATOR, "source_gone");
    let states: Vec<_> = desk.instance.timers.iter().map(|it| (it.clock.as_str(), it.state)).collect();
    assert_eq!(
        states,
        [
            ("first_reply", TimerState::Met),
            ("take", TimerState::Met),
            ("accept", TimerState::Met),
            ("draft", TimerState::Cancelled),
        ]
    );
}

#[test]
fn a_date_explains_itself() {
    let desk = Desk::enter(Class::Normal, "2026-02-20 17:20", posts(false));
    assert_eq!(
        explain(&DEFINITION, desk.timer("first_reply"), &CALENDAR),
        [
            "Первый ответ: 8 рабочих часов.",
            "Отсчёт с 20.02.2026 17:20 (пт).",
            "20.02.2026: 40 мин.",
            "21.02.2026–23.02.2026: выходные.",
            "24.02.2026: 7 ч 20 мин.",
            "Срок: 24.02.2026 17:20 (вт).",
        ]
    );
    let desk = Desk::enter(Class::Normal, "2026-03-08 11:00", posts(false));
    let lines = explain(&DEFINITION, desk.timer("first_reply"), &CALENDAR);
    assert_eq!(lines[2], "Это вне рабочего времени: часы пошли 10.03.2026 09:00 (вт).");
}

#[test]
fn an_item_cannot_be_received_tomorrow() {
    let mut desk = Desk::enter(Class::Normal, "2026-02-20 09:00", posts(false));
    let now = otklik_domain::time::Now::new(desk.now);
    desk.received_at += chrono::TimeDelta::days(1);
    let refusals = desk.with_facts(|facts| otklik_workflow::enter(&DEFINITION, facts, now)).unwrap_err();
    assert_eq!(refusals[0].field.as_deref(), Some("received_at"));
}
