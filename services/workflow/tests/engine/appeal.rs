//! `appeal_59fz` walked: every act that the product offers, its refusals and its clocks.

use otklik_domain::refusal::Code;
use otklik_domain::standing::Level;
use otklik_domain::subject::Phase;
use otklik_workflow::available;
use otklik_workflow::command::{Act, Command};
use otklik_workflow::definition::effective::Field;
use otklik_workflow::event::Event;
use otklik_workflow::instance::TimerState;

use crate::support::*;

/// Received on Friday 6 February at 09:30, as far as the acts lead.
fn at_desk(acts: &[(u128, &str)]) -> Desk {
    let mut desk = Desk::appeal("2026-02-06 09:30");
    desk.clock("2026-02-06 10:00").walk(acts);
    desk
}

const REGISTERED: &[(u128, &str)] = &[(REGISTRAR, "register")];
const RESOLVED: &[(u128, &str)] =
    &[(REGISTRAR, "register"), (REGISTRAR, "confirm_competence"), (HEAD, "resolve")];
const IN_WORK: &[(u128, &str)] =
    &[(REGISTRAR, "register"), (REGISTRAR, "confirm_competence"), (HEAD, "resolve"), (EXECUTOR, "accept")];
const TO_DISPATCH: &[(u128, &str)] = &[(EXECUTOR, "submit_reply"), (MANAGER, "approve"), (HEAD, "sign")];

fn offered(desk: &Desk) -> Vec<&str> {
    available(desk.def, &desk.instance).into_iter().map(|act| act.act.as_str()).collect()
}

fn state(desk: &Desk) -> (&str, Vec<&str>) {
    (desk.instance.state.as_str(), desk.running())
}

#[test]
fn the_main_path_from_receipt_to_the_file() {
    let mut desk = Desk::appeal("2026-02-06 09:30");
    assert_eq!(state(&desk), ("RECEIVED", vec!["registration"]));
    assert_eq!(offered(&desk), ["register"]);
    desk.clock("2026-02-06 10:00").does(REGISTRAR, "register");
    assert_eq!(state(&desk), ("REGISTERED", vec!["legal", "triage"]));
    assert_eq!(desk.instance.registered_on, Some("2026-02-06".parse().unwrap()));
    assert_eq!(
        (desk.due("legal").as_str(), desk.due("triage").as_str()),
        ("2026-03-06 18:00", "2026-02-13 18:00")
    );
    desk.does(REGISTRAR, "confirm_competence");
    assert_eq!(state(&desk), ("ON_RESOLUTION", vec!["legal", "resolution"]));
    desk.does(HEAD, "resolve");
    assert_eq!(state(&desk), ("ASSIGNED", vec!["legal", "accept", "draft"]));
    assert_eq!(
        (desk.due("accept").as_str(), desk.instance.assignee),
        ("2026-02-09 18:00", Some(user(EXECUTOR)))
    );
    desk.does(EXECUTOR, "accept");
    assert_eq!(state(&desk), ("IN_WORK", vec!["legal", "draft"]));
    desk.does(EXECUTOR, "submit_reply");
    assert_eq!(state(&desk), ("ON_APPROVAL", vec!["legal", "approval"]));
    desk.does(MANAGER, "approve");
    assert_eq!(state(&desk), ("ON_SIGNATURE", vec!["legal", "signature"]));
    assert!(desk.does(HEAD, "sign").contains(&Event::Signed { by: user(HEAD) }));
    assert_eq!(state(&desk), ("TO_DISPATCH", vec!["legal", "dispatch"]));
    let events = desk.does(REGISTRAR, "dispatch");
    assert!(
        events.iter().any(
            |it| matches!(it, Event::Published { published_at, kept: true, .. } if published_at == "post")
        )
    );
    assert_eq!(state(&desk), ("ANSWERED", vec!["filing"]));
    assert_eq!(desk.due("filing"), "2026-02-17 00:00");
    desk.does(EXECUTOR, "set_outcome");
    desk.does(REGISTRAR, "close");
    assert_eq!((desk.instance.phase, desk.running().len()), (Phase::Closed, 0));
    assert_eq!(desk.instance.draft, None);
}

#[test]
fn each_act_names_all_that_it_lacks() {
    let lacks = |acts: &[(u128, &str)], name: &str| -> Vec<String> {
        let mut desk = at_desk(acts);
        let refusals =
            desk.act(Act { name: name.into(), user: Some(user(HEAD)), ..Act::default() }).unwrap_err();
        assert!(refusals.iter().all(|it| it.code == Code::FieldRequired), "{name}: {refusals:?}");
        refusals.into_iter().filter_map(|it| it.field).collect()
    };
    assert_eq!(lacks(&[], "register"), ["registered_on", "registration", "questions"]);
    assert_eq!(lacks(REGISTERED, "forward_whole"), ["reason", "letter", "addressee"]);
    assert_eq!(lacks(REGISTERED, "set_complained_about"), ["complained_about"]);
    assert_eq!(
        lacks(&[(REGISTRAR, "register"), (REGISTRAR, "confirm_competence")], "resolve"),
        ["assignee", "resolution"]
    );
    assert_eq!(lacks(IN_WORK, "submit_reply"), ["reply", "outcomes"]);
    assert_eq!(lacks(IN_WORK, "request_documents"), ["letter", "addressee"]);
    assert_eq!(lacks(IN_WORK, "contribute"), ["contribution"]);
    let mut to_dispatch = IN_WORK.to_vec();
    to_dispatch.extend(TO_DISPATCH);
    assert_eq!(lacks(&to_dispatch, "dispatch"), ["published_at", "letter"]);
}

#[test]
fn the_letter_is_part_of_a_decision_where_the_law_asks_to_tell_the_author() {
    let mut desk = at_desk(&[(REGISTRAR, "register"), (REGISTRAR, "propose_no_answer")]);
    assert_eq!(state(&desk), ("NO_ANSWER_PROPOSED", vec!["legal", "triage", "ground_decision"]));
    let decide = |ground: &str| Act {
        name: "decide_no_answer".into(),
        user: Some(user(HEAD)),
        reason: Some(ground.into()),
        ..Act::default()
    };
    for ground in
        ["art_11_2", "art_11_3", "art_11_4", "art_11_4_1", "art_11_5", "art_11_5_1", "art_11_6", "art_8_7"]
    {
        let refusals = desk.act(decide(ground)).unwrap_err();
        assert_eq!((refusals.len(), refusals[0].field.as_deref()), (1, Some("letter")), "{ground}");
    }
    assert_eq!(desk.refused(decide("criticism")), [Code::NotInClosedList]);
    desk.act(decide("art_11_1")).unwrap();
    assert_eq!((desk.instance.state.as_str(), desk.running().len()), ("CLOSED", 0));
}

#[test]
fn fewer_grounds_are_left_once_the_work_has_begun() {
    let mut desk = at_desk(IN_WORK);
    let mut act = desk.input(EXECUTOR, "propose_no_answer");
    act.reason = Some("art_11_4".into());
    assert_eq!(desk.refused(act), [Code::NotInClosedList]);
    desk.does(EXECUTOR, "propose_no_answer");
    assert_eq!(desk.running(), ["legal", "ground_decision"], "the draft is no longer waited for");
    desk.does(HEAD, "deny_no_answer");
    assert_eq!(state(&desk), ("ON_RESOLUTION", vec!["legal", "resolution"]));
}

#[test]
fn forwarding_and_withdrawal_end_every_clock() {
    let mut desk = at_desk(REGISTERED);
    desk.does(REGISTRAR, "forward_whole");
    assert_eq!((desk.instance.state.as_str(), desk.running().len()), ("FORWARDED", 0));
    let of =
        |desk: &Desk, clock: &str| desk.instance.timers.iter().find(|it| it.clock == clock).unwrap().state;
    assert_eq!((of(&desk, "legal"), of(&desk, "triage")), (TimerState::Met, TimerState::Met));
    for acts in [REGISTERED, IN_WORK] {
        let mut desk = at_desk(acts);
        desk.does(REGISTRAR, "withdraw");
        assert_eq!((desk.instance.state.as_str(), desk.running().len()), ("WITHDRAWN", 0));
        assert!(offered(&desk).is_empty());
    }
}

#[test]
fn a_doubted_competence_goes_on_from_the_anchor_of_triage() {
    let mut desk = at_desk(&[(REGISTRAR, "register"), (REGISTRAR, "confirm_competence")]);
    let triage = desk.instance.timers.iter().find(|it| it.clock == "triage").unwrap().clone();
    assert_eq!(triage.state, TimerState::Met);
    let events = desk.clock("2026-02-10 12:00").does(MANAGER, "return_to_registry");
    assert!(events.contains(&Event::TimerResumed { timer: triage.id }));
    assert_eq!(state(&desk), ("REGISTERED", vec!["legal", "triage"]));
    let resumed = desk.timer("triage");
    assert_eq!((resumed.generation, resumed.anchor, resumed.due), (1, triage.anchor, triage.due));
    assert!(resumed.next_at.is_some());
}

#[test]
fn the_draft_clock_spans_its_stage_and_goes_on_after_a_return() {
    let mut desk = at_desk(RESOLVED);
    // Day 20 is Thursday 26 February; control due minus five working days is the 27th.
    assert_eq!(desk.due("draft"), "2026-02-26 18:00");
    let draft = desk.timer("draft").id;
    desk.walk(&[(EXECUTOR, "accept"), (EXECUTOR, "request_documents"), (EXECUTOR, "remind")]);
    assert_eq!(state(&desk), ("WAITING_DOCUMENTS", vec!["legal", "draft", "documents"]));
    desk.walk(&[(EXECUTOR, "continue_without"), (EXECUTOR, "submit_reply")]);
    desk.clock("2026-02-12 10:00").does(ORG_HEAD, "return_draft");
    assert_eq!(state(&desk), ("IN_WORK", vec!["legal", "draft"]));
    assert_eq!((desk.timer("draft").id, desk.timer("draft").generation), (draft, 1));
    desk.walk(&[(EXECUTOR, "submit_reply"), (MANAGER, "approve"), (HEAD, "return_draft")]);
    assert_eq!((desk.timer("draft").id, desk.due("draft").as_str()), (draft, "2026-02-26 18:00"));
}

#[test]
fn the_draft_never_takes_the_last_five_working_days() {
    let mut desk = Desk::appeal("2025-12-12 10:00");
    desk.walk(RESOLVED);
    // Day 20 would be 1 January, rolled to the 30th; control due is the 30th, five working days before it the 23rd.
    assert_eq!(
        (desk.due("legal").as_str(), desk.due("draft").as_str()),
        ("2025-12-30 18:00", "2025-12-23 18:00")
    );
}

#[test]
fn accepting_starts_anew_for_the_next_person_and_bounces_go_to_the_manager() {
    let mut desk = at_desk(RESOLVED);
    let first = desk.timer("accept").id;
    desk.clock("2026-02-09 12:00").does(ORG_HEAD, "reassign");
    assert_eq!((desk.due("accept").as_str(), desk.timer("accept").generation), ("2026-02-10 18:00", 2));
    assert_eq!(desk.instance.timer(first).unwrap().state, TimerState::Cancelled);
    let legal = desk.timer("legal").due;
    for bounces in 1..=3 {
        let events = desk.does(EXECUTOR, "send_back");
        assert!(events.contains(&Event::Bounced { bounces }));
        assert_eq!(events.contains(&Event::Climbed { level: Level::Manager }), bounces == 3);
        assert_eq!((desk.instance.assignee, desk.timer("legal").due), (None, legal));
        desk.does(if bounces == 3 { MANAGER } else { HEAD }, "resolve");
    }
    assert!(!offered(&desk).contains(&"send_back"));
    let act = desk.input(EXECUTOR, "send_back");
    assert_eq!(desk.refused(act), [Code::TooManyBounces]);
}

#[test]
fn acts_inside_the_work_stay_in_it() {
    let mut desk = at_desk(IN_WORK);
    let before = desk.running().into_iter().map(str::to_owned).collect::<Vec<_>>();
    for (who, act) in
        [(EXECUTOR, "record_visit"), (EXECUTOR, "request_explanations"), (EXECUTOR, "contribute")]
    {
        let events = desk.does(who, act);
        assert_eq!(events.len(), 1, "{act}: {events:?}");
    }
    assert_eq!(
        (desk.instance.state.as_str(), desk.running()),
        ("IN_WORK", before.iter().map(String::as_str).collect())
    );
    desk.does(EXECUTOR, "request_documents");
    desk.does(REGISTRAR, "receive_documents");
    assert_eq!(desk.instance.state, "IN_WORK");
}

#[test]
fn vector_18_a_complaint_never_goes_to_the_body_it_is_about() {
    let mut desk = at_desk(&[(REGISTRAR, "register"), (REGISTRAR, "set_complained_about")]);
    desk.does(REGISTRAR, "confirm_competence");
    desk.recipient_is_complained_about = true;
    let act = desk.input(HEAD, "resolve");
    assert_eq!(desk.refused(act), [Code::RecipientIsComplainedAbout]);
    assert_eq!(desk.instance.assignee, None);
    desk.recipient_is_complained_about = false;
    desk.walk(&[(HEAD, "resolve"), (EXECUTOR, "accept")]);
    desk.does(EXECUTOR, "request_explanations");
}

#[test]
fn a_co_executor_cannot_be_the_body_complained_about_either() {
    let mut desk = at_desk(&[(REGISTRAR, "register"), (REGISTRAR, "confirm_competence")]);
    desk.recipient_is_complained_about = true;
    let mut act = desk.input(HEAD, "resolve");
    act.given = [Field::Resolution, Field::CoAssignees].into();
    assert_eq!(desk.refused(act), [Code::RecipientIsComplainedAbout]);
}

#[test]
fn an_answer_that_came_back_is_sent_again_and_only_by_the_ways_of_the_list() {
    let mut desk = at_desk(IN_WORK);
    desk.walk(TO_DISPATCH);
    for bad in ["https://example.org/1", "POST", "pigeon"] {
        let act = Act { published_at: Some(bad.into()), ..desk.input(REGISTRAR, "dispatch") };
        assert_eq!(desk.refused(act), [Code::NotInClosedList], "{bad}");
    }
    desk.does(REGISTRAR, "dispatch");
    desk.clock("2026-02-20 11:00").does(REGISTRAR, "delivery_failed");
    assert_eq!(state(&desk), ("TO_DISPATCH", vec!["dispatch"]));
    assert_eq!(offered(&desk), ["dispatch"]);
    let act = Act { published_at: Some("in_hand".into()), ..desk.input(REGISTRAR, "dispatch") };
    desk.act(act).unwrap();
    assert_eq!(state(&desk), ("ANSWERED", vec!["filing"]));
}

#[test]
fn an_unsigned_or_unapproved_answer_is_not_sent() {
    let mut desk = at_desk(IN_WORK);
    desk.walk(&[(EXECUTOR, "submit_reply"), (MANAGER, "approve")]);
    let act = desk.input(REGISTRAR, "dispatch");
    assert_eq!(desk.refused(act), [Code::ActNotAllowedInState]);
    let mut desk = at_desk(IN_WORK);
    desk.does(EXECUTOR, "submit_reply");
    let act = desk.input(EXECUTOR, "approve");
    assert_eq!(desk.refused(act), [Code::SelfApproval]);
    let act = desk.input(HEAD, "sign");
    assert_eq!(desk.refused(act), [Code::ActNotAllowedInState]);
}

#[test]
fn our_own_error_reopens_with_a_clock_of_its_own_and_leaves_the_first_one_as_it_was() {
    let mut desk = at_desk(IN_WORK);
    desk.walk(TO_DISPATCH).walk(&[(REGISTRAR, "dispatch"), (REGISTRAR, "close")]);
    desk.clock("2026-03-02 10:00").does(MANAGER, "reopen_by_error");
    assert_eq!(state(&desk), ("IN_WORK", vec!["correction"]));
    assert_eq!(desk.due("correction"), "2026-03-17 18:00");
    assert!(!offered(&desk).contains(&"request_extension"), "the term of the law is over");
    desk.walk(&[(EXECUTOR, "submit_reply"), (MANAGER, "return_draft")]);
    assert_eq!(state(&desk), ("IN_WORK", vec!["correction"]), "the first draft clock does not come back");
    desk.walk(TO_DISPATCH).does(REGISTRAR, "dispatch");
    assert_eq!(state(&desk), ("ANSWERED", vec!["filing"]));
    desk.does(REGISTRAR, "close");
    let act = desk.clock("2026-04-10 10:00").input(MANAGER, "reopen_by_error");
    assert_eq!(desk.refused(act), [Code::TermIsOver]);
}

#[test]
fn acts_of_later_products_are_not_offered() {
    let desk = at_desk(REGISTERED);
    for name in ["requalify", "link_duplicate", "forward_part"] {
        assert!(!offered(&desk).contains(&name), "{name}");
    }
    let mut desk = at_desk(IN_WORK);
    desk.walk(TO_DISPATCH).does(REGISTRAR, "dispatch");
    assert_eq!(offered(&desk), ["set_outcome", "delivery_failed", "close"]);
}

#[test]
fn migration_is_forwarded_within_five_days_and_a_corrected_topic_counts_anew() {
    let mut desk = Desk::appeal("2026-02-06 09:30");
    desk.topic = "other.migration";
    desk.does(REGISTRAR, "register");
    assert_eq!(desk.due("triage"), "2026-02-11 18:00");
    desk.topic = "roads.pothole";
    desk.command(&Command::Reclassify).unwrap();
    assert_eq!(
        (desk.due("triage").as_str(), desk.due("legal").as_str()),
        ("2026-02-13 18:00", "2026-03-06 18:00")
    );
}

#[test]
fn an_owner_reminded_of_the_own_stage_is_no_rung() {
    let mut desk = at_desk(&[(REGISTRAR, "register"), (REGISTRAR, "confirm_competence")]);
    let events = desk.clock("2026-02-09 18:00").tick();
    let fired: Vec<_> = events
        .iter()
        .filter_map(|event| match event {
            Event::StepFired { clock, step, asks_for_act, .. } if clock == "resolution" => {
                Some((step.as_str(), *asks_for_act))
            }
            _ => None,
        })
        .collect();
    assert_eq!(fired, [("p50", false), ("due", false)]);
    assert!(desk.instance.level <= Level::Executor, "{:?}", desk.instance.level);
}
