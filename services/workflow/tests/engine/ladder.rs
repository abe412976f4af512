//! Ladder LF on the posts of a centre without a block lead; missed steps; acknowledgement.

use otklik_domain::audience::Audience::{self, *};
use otklik_domain::refusal::Code;
use otklik_domain::standing::Level;
use otklik_domain::topic::Class;
use otklik_workflow::command::Command;
use otklik_workflow::event::CallOutcome::{self, *};
use otklik_workflow::event::Event;
use otklik_workflow::facts::Posts;

use crate::support::{
    CALENDAR, COORDINATOR, CURATOR, Desk, EXECUTOR, HEAD, MANAGER, ORG_HEAD, at, local, posts, user,
};

type Told = (Audience, Option<Audience>, CallOutcome);

/// The steps of `first_reply` among events.
fn steps(events: &[Event]) -> Vec<(String, Vec<Told>, bool)> {
    let of_case = events.iter().filter_map(|event| match event {
        Event::StepFired { clock, step, calls, asks_for_act, .. } if clock == "first_reply" => {
            let calls = calls.iter().map(|call| (call.asked, call.reached, call.outcome)).collect();
            Some((step.clone(), calls, *asks_for_act))
        }
        _ => None,
    });
    of_case.collect()
}

/// Class N received on 20 February at 17:20, assigned; nobody ever answers.
fn silent(posts: Posts) -> Desk {
    let mut desk = Desk::enter(Class::Normal, "2026-02-20 17:20", posts);
    desk.does(COORDINATOR, "assign");
    desk
}

fn only(desk: &mut Desk, moment: &str) -> (String, Vec<Told>, bool) {
    let fired = steps(&desk.clock(moment).tick());
    assert_eq!(fired.len(), 1, "{moment}: {fired:?}");
    fired.into_iter().next().unwrap()
}

#[test]
fn vector_9_the_moments_of_the_ladder() {
    let desk = silent(posts(true));
    let moments: Vec<_> =
        desk.timer("first_reply").steps.iter().map(|it| (it.id.as_str(), local(&CALENDAR, it.at))).collect();
    let expected = [
        ("p50", "2026-02-24 12:20"),
        ("p80", "2026-02-24 15:44"),
        ("due", "2026-02-24 17:20"),
        ("plus_4wh", "2026-02-25 12:20"),
        ("plus_1wd", "2026-02-25 17:20"),
        ("plus_2wd", "2026-02-26 17:20"),
    ];
    assert_eq!(moments, expected.map(|(id, at)| (id, at.to_owned())));
}

#[test]
fn each_step_fires_once_and_the_ladder_climbs_to_the_region() {
    let mut desk = silent(posts(true));
    let told = |asked, reached| (asked, Some(reached), Told);
    let step = |id: &str, calls: Vec<Told>, asks| (id.to_owned(), calls, asks);
    assert_eq!(
        only(&mut desk, "2026-02-24 12:20"),
        step("p50", vec![told(Assignee, Assignee), told(Coordinator, Coordinator)], false)
    );
    assert!(steps(&desk.tick()).is_empty(), "a second look at the same moment fires nothing");
    assert_eq!(
        only(&mut desk, "2026-02-24 15:44"),
        step("p80", vec![told(Assignee, Assignee), told(OrgHead, OrgHead)], false)
    );
    assert_eq!(desk.instance.level, Level::Manager, "the stage clock has asked the manager already");
    // Nobody leads the block: the manager stands in, and is not told twice.
    assert_eq!(
        only(&mut desk, "2026-02-24 17:20"),
        step("due", vec![told(BlockLead, Manager), (Manager, Some(Manager), DrawnInBefore)], true)
    );
    assert_eq!(only(&mut desk, "2026-02-25 12:20"), step("plus_4wh", vec![told(Curator, Curator)], true));
    assert_eq!(only(&mut desk, "2026-02-25 17:20"), step("plus_1wd", vec![told(Head, Head)], true));
    assert_eq!(
        only(&mut desk, "2026-02-26 17:20"),
        step("plus_2wd", vec![told(RegionDuty, RegionDuty)], true)
    );
    assert_eq!(desk.instance.level, Level::Region);
    assert!(steps(&desk.clock("2026-03-26 17:20").tick()).is_empty());
}

#[test]
fn without_the_switch_the_region_is_not_paged() {
    let mut desk = silent(posts(false));
    for moment in
        ["2026-02-24 12:20", "2026-02-24 15:44", "2026-02-24 17:20", "2026-02-25 12:20", "2026-02-25 17:20"]
    {
        desk.clock(moment).tick();
    }
    assert_eq!(
        only(&mut desk, "2026-02-26 17:20"),
        ("plus_2wd".to_owned(), vec![(RegionDuty, None, NoPost)], false)
    );
    assert_eq!(desk.instance.level, Level::Head);
}

#[test]
fn an_empty_centre_records_every_step_and_pages_nobody() {
    let mut desk = Desk::enter(Class::Normal, "2026-02-20 17:20", Posts::default());
    let events = desk.clock("2026-03-02 12:00").tick();
    let fired = steps(&events);
    assert_eq!(fired.len(), 6);
    assert!(fired.iter().flat_map(|(_, calls, _)| calls).all(|call| call.1.is_none() && call.2 == NoPost));
    assert_eq!(desk.instance.level, Level::None);
}

#[test]
fn an_unassigned_case_and_a_vacant_manager_climb_too() {
    let mut posts = posts(false);
    posts.people.remove(&Manager);
    let mut desk = Desk::enter(Class::Normal, "2026-02-20 17:20", posts);
    assert_eq!(only(&mut desk, "2026-02-24 12:20").1[0], (Assignee, Some(OrgHead), Told));
    desk.clock("2026-02-24 15:44").tick();
    let (_, calls, asks) = only(&mut desk, "2026-02-24 17:20");
    assert_eq!(calls, [(BlockLead, Some(Curator), Told), (Manager, Some(Curator), DrawnInBefore)]);
    assert!(asks);
    // The curator has been drawn in by the step before: recorded, not told again.
    assert_eq!(only(&mut desk, "2026-02-25 12:20").1, [(Curator, Some(Curator), DrawnInBefore)]);
    assert_eq!(only(&mut desk, "2026-02-25 17:20").1, [(Head, Some(Head), Told)]);
}

#[test]
fn vector_19_a_head_who_stands_in_for_the_curator_is_told_once() {
    let mut posts = posts(false);
    posts.people.remove(&Curator);
    let mut desk = silent(posts);
    for moment in ["2026-02-24 12:20", "2026-02-24 15:44", "2026-02-24 17:20"] {
        desk.clock(moment).tick();
    }
    assert_eq!(only(&mut desk, "2026-02-25 12:20").1, [(Curator, Some(Head), Told)]);
    let (_, calls, asks) = only(&mut desk, "2026-02-25 17:20");
    assert_eq!((calls, asks), (vec![(Head, Some(Head), DrawnInBefore)], false));
}

#[test]
fn after_a_stop_all_missed_steps_are_recorded_and_the_highest_tells() {
    let mut desk = silent(posts(true));
    let fired = steps(&desk.clock("2026-02-25 18:00").tick());
    let ids: Vec<_> = fired.iter().map(|(id, ..)| id.as_str()).collect();
    assert_eq!(ids, ["p50", "p80", "due", "plus_4wh", "plus_1wd"]);
    for (id, calls, asks) in &fired[..4] {
        assert!(
            !asks && calls.iter().all(|call| matches!(call.2, Overtaken | DrawnInBefore)),
            "{id}: {calls:?}"
        );
    }
    assert_eq!(fired[4].1, [(Head, Some(Head), Told)]);
    let events = desk.history.iter().filter(|it| matches!(it, Event::Climbed { level: Level::Head }));
    assert_eq!(events.count(), 1);
}

#[test]
fn a_missed_step_that_reaches_nobody_does_not_silence_the_one_before() {
    let mut desk = silent(posts(false));
    let fired = steps(&desk.clock("2026-02-27 12:00").tick());
    assert_eq!(fired[4].1, [(Head, Some(Head), Told)]);
    assert_eq!(fired[5].1, [(RegionDuty, None, NoPost)]);
}

#[test]
fn stage_clocks_stop_at_the_manager() {
    let mut desk = Desk::enter(Class::Normal, "2026-02-24 09:00", posts(true));
    let mut reached = Vec::new();
    for moment in ["2026-02-24 09:30", "2026-02-24 10:00", "2026-02-24 11:00", "2026-02-24 12:00"] {
        for event in desk.clock(moment).tick() {
            if let Event::StepFired { clock, step, calls, .. } = event {
                assert_eq!(clock, "take");
                reached.push((step, calls[0].reached.unwrap(), calls[0].outcome));
            }
        }
    }
    let expected =
        [("p50", Coordinator, Told), ("due", Coordinator, DrawnInBefore), ("plus_p50", Manager, Told)];
    assert_eq!(reached, expected.map(|(id, post, outcome)| (id.to_owned(), post, outcome)));
}

#[test]
fn an_acknowledgement_puts_the_next_step_off_once_by_a_working_day_at_most() {
    let mut desk = silent(posts(true));
    let timer = desk.timer("first_reply").id;
    let acknowledge = |step: &str| Command::Acknowledge {
        timer,
        step: step.to_owned(),
        note: "Вижу, решаю до завтра".to_owned(),
    };
    let refused = |desk: &mut Desk, step: &str| desk.command(&acknowledge(step)).unwrap_err()[0].code;
    for moment in ["2026-02-24 12:20", "2026-02-24 15:44"] {
        desk.clock(moment).tick();
    }
    assert_eq!(refused(&mut desk, "p80"), Code::StepNotOpen, "below the manager nothing is asked");
    assert_eq!(refused(&mut desk, "due"), Code::StepNotOpen, "not fired yet");
    desk.clock("2026-02-24 17:20").tick();
    let events = desk.clock("2026-02-24 17:40").command(&acknowledge("due")).unwrap();
    // One working day would be 25 February 17:40, but the step after the next stands at 17:20.
    let waits = at(&CALENDAR, "2026-02-25 17:20");
    assert!(
        matches!(&events[..], [Event::StepAcknowledged { next_waits_until: Some(until), .. }] if *until == waits)
    );
    assert_eq!(refused(&mut desk, "due"), Code::StepNotOpen, "only once");
    assert!(steps(&desk.clock("2026-02-25 12:20").tick()).is_empty());
    let fired = steps(&desk.clock("2026-02-25 17:20").tick());
    assert_eq!(fired.iter().map(|(id, ..)| id.as_str()).collect::<Vec<_>>(), ["plus_4wh", "plus_1wd"]);

    desk.clock("2026-02-26 09:00").command(&acknowledge("plus_1wd")).unwrap();
    assert_eq!(desk.timer("first_reply").steps[5].at, at(&CALENDAR, "2026-02-27 09:00"));
    assert_eq!(only(&mut desk, "2026-02-27 09:00").0, "plus_2wd");
    let events = desk.command(&acknowledge("plus_2wd")).unwrap();
    assert!(matches!(&events[..], [Event::StepAcknowledged { next_waits_until: None, .. }]));
}

#[test]
fn people_are_named_with_the_step_they_were_drawn_in_by() {
    let mut desk = silent(posts(true));
    for moment in
        ["2026-02-24 12:20", "2026-02-24 15:44", "2026-02-24 17:20", "2026-02-25 12:20", "2026-02-25 17:20"]
    {
        desk.clock(moment).tick();
    }
    let drawn: Vec<_> = desk.timer("first_reply").steps.iter().map(|step| step.drawn_in.clone()).collect();
    let people = [
        vec![EXECUTOR, COORDINATOR],
        vec![EXECUTOR, ORG_HEAD],
        vec![MANAGER],
        vec![CURATOR],
        vec![HEAD],
        vec![],
    ];
    assert_eq!(drawn, people.map(|people| people.into_iter().map(user).collect::<Vec<_>>()));
}
