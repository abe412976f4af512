//! Random walks: whatever is done and whenever, the promises of the engine hold.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use otklik_domain::subject::Phase;
use otklik_domain::topic::Class;
use otklik_workflow::command::Command;
use otklik_workflow::event::Event;
use otklik_workflow::instance::Instance;
use otklik_workflow::{available, evolve};
use proptest::prelude::*;

use crate::support::{APPEAL_59FZ, CALENDAR, COORDINATOR, DEFINITION, Desk, ORG_HEAD, posts};

#[derive(Clone, Debug)]
enum Move {
    /// The n-th of the acts that are offered.
    Act(usize),
    /// So many minutes later, with a look of the sweep.
    Wait(i64),
    /// Another class.
    Reclassify(usize),
    /// The calendar is said to have changed.
    Recount,
    /// The n-th step of all running clocks.
    Acknowledge(usize),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        6 => (0..8_usize).prop_map(Move::Act),
        3 => (1..4000_i64).prop_map(Move::Wait),
        1 => (0..4_usize).prop_map(Move::Reclassify),
        1 => (0..12_usize).prop_map(Move::Acknowledge),
        1 => Just(Move::Recount),
    ];
    prop::collection::vec(one, 1..40)
}

fn apply(desk: &mut Desk, one: &Move) {
    match one {
        Move::Act(choice) => {
            let offered = available(desk.def, &desk.instance);
            if offered.is_empty() {
                return;
            }
            let name = offered[choice % offered.len()].act.clone();
            let who = if name == "approve" { ORG_HEAD } else { COORDINATOR };
            // A refusal (a promise in the past, a term that is over) changes nothing.
            let before = desk.instance.clone();
            let mut act = desk.input(who, &name);
            act.until = Some(desk.calendar.local_date(desk.now) + TimeDelta::days(20));
            if desk.act(act).is_err() {
                assert_eq!(desk.instance, before);
            }
        }
        Move::Wait(minutes) => {
            desk.now += TimeDelta::minutes(*minutes);
            desk.tick();
            assert!(desk.tick().is_empty(), "a second look at the same moment finds nothing");
        }
        Move::Reclassify(class) => {
            desk.class = Class::ALL[*class];
            desk.topic = if *class == 0 { "other.migration" } else { "roads.pothole" };
            desk.command(&Command::Reclassify).unwrap();
        }
        Move::Recount => {
            let events = desk.command(&Command::Recount).unwrap();
            assert!(
                events.iter().all(|it| matches!(it, Event::Late { .. })),
                "the same calendar moves nothing"
            );
        }
        Move::Acknowledge(choice) => {
            let steps: Vec<_> = desk
                .instance
                .running()
                .flat_map(|it| it.steps.iter().map(|step| (it.id, step.id.clone())))
                .collect();
            if let Some((timer, step)) = steps.get(*choice).cloned() {
                let _ = desk.command(&Command::Acknowledge { timer, step, note: "Вижу".into() });
            }
        }
    }
}

fn check(desk: &Desk) {
    let instance = &desk.instance;
    let open = instance.phase != Phase::Closed;
    assert_eq!(open, instance.running().next().is_some(), "{} with {:?}", instance.state, desk.running());
    let names: Vec<_> = desk.running();
    assert_eq!(
        names.iter().collect::<BTreeSet<_>>().len(),
        names.len(),
        "one clock of a name runs: {names:?}"
    );
    for timer in instance.running() {
        let look = timer.next_at.is_none_or(|at| at <= timer.due.counts + TimeDelta::days(30));
        assert!(look, "{}: {:?}", timer.clock, timer.next_at);
        let unfired = timer.steps.iter().filter(|step| !step.fired).map(|step| step.at);
        assert!(timer.next_at <= unfired.min().or(timer.next_at));
    }
    let mut fired = BTreeSet::new();
    for event in &desk.history {
        if let Event::StepFired { timer, generation, step, .. } = event {
            assert!(fired.insert((*timer, *generation, step.clone())), "{step} fired twice");
        }
    }
    let mut folded = Instance::before_entry();
    desk.history.iter().for_each(|event| evolve(&mut folded, event));
    assert_eq!(&folded, instance, "the history makes the instance");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_open_state_without_a_clock_and_no_step_twice(
        moves in moves(),
        class in 0..4_usize,
        region in any::<bool>(),
        appeal in any::<bool>(),
    ) {
        let def = if appeal { &*APPEAL_59FZ } else { &*DEFINITION };
        let mut desk = Desk::open((def, &CALENDAR), Class::ALL[class], "2026-02-20 16:20", posts(region));
        for one in &moves {
            apply(&mut desk, one);
            check(&desk);
        }
    }
}
