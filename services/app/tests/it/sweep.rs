//! The sweep: each step once per generation, however often and by however many it is run.

use chrono::TimeDelta;
use otklik_app::App;
use otklik_app::deadline::sweep;
use otklik_domain::role::Role;
use otklik_domain::standing::{Lateness, Level};
use otklik_files::Files;

use crate::centre::{FAST, NORMAL, World, at, done, minute, on_both, uuid};

async fn steps(world: &World) -> i64 {
    world.db.count("SELECT count(*) FROM step").await
}

#[tokio::test(flavor = "multi_thread")]
async fn each_step_fires_once_at_its_moment_and_climbs() {
    on_both(async |world| {
        let case = world.enter(FAST).await.to_work().await;
        let planned = case.clock_of("first_reply").await.steps;
        let mut fired = Vec::new();
        let climbed =
            [Level::Executor, Level::OrgHead, Level::Manager, Level::Curator, Level::Head, Level::Region];
        for (step, level) in planned.iter().zip(climbed) {
            world.db.clock().set(step.at - TimeDelta::seconds(1)).await;
            world.sweep().await;
            assert_eq!(case.fired("first_reply").await, fired, "not before {}", step.id);
            world.db.clock().set(step.at).await;
            world.sweep().await;
            fired.push(step.id.clone());
            assert_eq!(case.fired("first_reply").await, fired);
            assert!(case.row().await.instance.level >= level, "{}", step.id);
            let (before, revision) = (steps(&world).await, case.row().await.revision);
            world.sweep().await;
            assert_eq!(
                (steps(&world).await, case.row().await.revision),
                (before, revision),
                "again at {}",
                step.id
            );
        }
        assert_eq!(fired, ["p50", "p80", "due", "plus_4wh", "plus_1wd", "plus_2wd"]);
        let row = case.row().await;
        assert_eq!((row.instance.lateness, row.instance.level), (Lateness::Breached, Level::Region));
        let told = |step: &str| {
            let steps = case.steps();
            let step = step.to_owned();
            async move {
                let steps = steps.await;
                let step = steps.into_iter().find(|fired| fired.clock == "first_reply" && fired.step == step);
                step.unwrap().calls.into_iter().flat_map(|call| call.people).collect::<Vec<_>>()
            }
        };
        assert_eq!(
            told("p50").await,
            [case.centre.user(Role::Executor), case.centre.user(Role::Coordinator)]
        );
        assert_eq!(told("due").await, [case.centre.user(Role::BlockLead), case.centre.user(Role::Manager)]);
        assert_eq!(told("plus_1wd").await, [case.centre.user(Role::HeadOfAdministration)]);
        world.figures_hold(case.centre).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_that_passed_makes_late_since_the_date_and_not_since_the_sweep() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        let due = case.clock_of("first_reply").await.due;
        world.clock("2026-03-02 17:00").await;
        world.sweep().await;
        let row = case.row().await;
        assert_eq!((row.instance.lateness, row.late_since), (Lateness::Breached, Some(due.control)));
        assert_eq!(
            minute(due.control),
            at("2026-03-02 14:00"),
            "four working hours, rolled over the lunch break"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_stop_the_highest_step_tells_and_the_lower_ones_are_recorded() {
    on_both(async |world| {
        let case = world.enter(FAST).await.to_work().await;
        world.clock("2026-03-12 12:00").await;
        world.sweep().await;
        assert_eq!(case.fired("first_reply").await.len(), 6);
        let first_reply = case.steps().await.into_iter().filter(|step| step.clock == "first_reply");
        let loud = first_reply.filter(|step| {
            step.calls.iter().any(|call| call.outcome == otklik_workflow::event::CallOutcome::Told)
        });
        assert_eq!(loud.map(|step| step.step).collect::<Vec<_>>(), ["plus_2wd"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_generation_fires_its_steps_again() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        world.clock("2026-03-02 10:05").await;
        world.sweep().await;
        assert_eq!(case.fired("take").await, ["p50", "due"]);
        case.assign().await;
        done(case.send_back("wrong_territory").await);
        world.sweep().await;
        assert_eq!(case.fired("take").await, ["p50", "due"], "the second run has just begun");
        world.clock("2026-03-02 11:30").await;
        world.sweep().await;
        let take = case.steps().await.into_iter().filter(|step| step.clock == "take");
        let generations: Vec<_> = take.map(|step| (step.generation, step.step)).collect();
        let expected = [(1, "p50"), (1, "due"), (2, "p50"), (2, "due")];
        assert_eq!(generations, expected.map(|(generation, step)| (generation, step.to_owned())));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sweeps_at_once_fire_everything_once() {
    on_both(async |world| {
        for centre in [&world.centres.a, &world.centres.b, &world.centres.c] {
            for topic in [FAST, NORMAL, FAST] {
                world.enter_in(centre, topic).await;
            }
        }
        world.clock("2026-03-02 15:00").await;
        let another =
            App::open(world.db.another_store().await, Files::folder(world.folder.path().to_owned()).unwrap())
                .await
                .unwrap();
        let passes = async |app: &App| {
            let mut changed = 0;
            for _ in 0..4 {
                changed += sweep::run(app, 3).await.unwrap().changed;
            }
            changed
        };
        let (one, other) = tokio::join!(passes(&world.app), passes(&another));
        let mut rest = 0;
        loop {
            let swept = sweep::run(&world.app, 3).await.unwrap();
            rest += swept.changed;
            if !swept.more {
                break;
            }
        }
        assert_eq!(one + other + rest, 9, "each subject was swept once");
        let fired = steps(&world).await;
        let distinct =
            "SELECT count(*) FROM (SELECT DISTINCT subject_id, clock, generation, step_id FROM step) AS s";
        assert_eq!(world.db.count(distinct).await, fired);
        let lines = world.db.count("SELECT count(*) FROM timeline WHERE kind = 'step_fired'").await;
        assert_eq!(lines, fired, "and told once");
        for centre in [&world.centres.a, &world.centres.b, &world.centres.c] {
            world.figures_hold(centre).await;
        }
        another.store().close().await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sweep_says_when_it_is_needed_next() {
    on_both(async |world| {
        assert_eq!(world.sweep().await, sweep::Swept::default());
        let case = world.enter(FAST).await;
        let first = case.row().await.instance.next_at();
        let swept = world.sweep().await;
        assert_eq!((swept.changed, swept.more, swept.next_at), (0, false, first));
        assert_eq!(first.map(minute), Some(at("2026-03-02 09:30")), "half of the hour for sharing out");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_cannot_be_decided_is_put_off_and_holds_up_nobody() {
    on_both(async |world| {
        let broken = world.enter(FAST).await;
        let sound = world.enter_in(&world.centres.b, FAST).await;
        let (unreadable, case) = (world.key(uuid()), world.key(broken.id));
        world
            .db
            .tamper(&format!(
                "INSERT INTO definition (tenant_id, id, name, version, state, source, effective, hash, created_at) \
                 SELECT tenant_id, {unreadable}, 'unreadable', 1, state, source, '{{}}', hash, created_at \
                 FROM definition WHERE name = 'message_incident' AND version = 1"
            ))
            .await;
        world.db.tamper(&format!("UPDATE subject SET definition_id = {unreadable} WHERE id = {case}")).await;
        world.clock("2026-03-02 15:00").await;
        let swept = world.sweep().await;
        assert_eq!(swept.changed, 1);
        assert_eq!(sound.row().await.instance.lateness, Lateness::Breached);
        assert_eq!(broken.row().await.revision, 1);
        let again = swept.next_at.unwrap();
        assert!(again > at("2026-03-02 15:00") && again <= at("2026-03-02 15:06"), "{again}");
        let intact = "UPDATE subject SET definition_id = \
             (SELECT id FROM definition WHERE name = 'message_incident' AND version = 1) WHERE id =";
        world.db.tamper(&format!("{intact} {case}")).await;
        assert_eq!(world.sweep().await.changed, 0, "it waits its five minutes");
        world.clock("2026-03-02 15:06").await;
        assert_eq!(world.sweep().await.changed, 1);
        assert_eq!(broken.row().await.instance.lateness, Lateness::Breached);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_due_moment_at_which_nothing_happens_changes_nothing_and_is_put_off() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        let moment = "(SELECT min(entered_at) FROM subject)";
        world.db.tamper(&format!("UPDATE timer SET next_at = {moment} WHERE clock = 'first_reply'")).await;
        let left = "SELECT count(*) FROM audit_entry";
        let before = (case.row().await.revision, world.db.count(left).await);
        let swept = world.sweep().await;
        assert_eq!(swept.changed, 0);
        assert_eq!((case.row().await.revision, world.db.count(left).await), before);
        let entered = case.row().await.entered_at;
        assert!(swept.next_at.is_some_and(|at| at > entered), "no sweep after the other");
    })
    .await;
}
