//! Correcting the topic: dates from the same anchor, the route follows, figures move once.

use otklik_domain::refusal::Code;
use otklik_domain::role::Role;
use otklik_domain::standing::{Lateness, Standing};
use otklik_domain::subject::Phase;
use otklik_domain::topic::Sphere;

use crate::centre::{EMERGENCY, FAST, NORMAL, RESTRICTED, at, done, minute, on_both, refused};

#[tokio::test(flavor = "multi_thread")]
async fn another_class_counts_the_dates_anew_from_the_same_anchor() {
    on_both(async |world| {
        world.clock("2026-03-02 09:30").await;
        let case = world.enter(NORMAL).await;
        let (before, take) = (case.clock_of("first_reply").await, case.clock_of("take").await);
        assert_eq!(minute(before.due.counts), at("2026-03-03 09:30"));
        world.clock("2026-03-02 10:00").await;
        done(case.correct_topic(EMERGENCY).await);
        let after = case.clock_of("first_reply").await;
        assert_eq!((after.id, after.anchor, after.generation), (before.id, before.anchor, 1));
        assert_eq!(minute(after.due.counts), at("2026-03-02 11:30"));
        let row = case.row().await;
        assert_eq!((row.next_due, row.revision), (Some(after.due.counts), 2));
        assert_eq!(case.clock_of("take").await, take, "a stage without class stays");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_may_make_a_case_late_and_timely_again() {
    on_both(async |world| {
        let case = world.enter(NORMAL).await;
        world.clock("2026-03-02 12:00").await;
        done(case.correct_topic(EMERGENCY).await);
        let row = case.row().await;
        assert_eq!(row.instance.lateness, Lateness::Breached);
        assert_eq!(
            row.late_since.map(minute),
            Some(at("2026-03-02 11:00")),
            "the date that passed, not the moment it was seen"
        );
        assert_eq!(case.tx().await.board().await.unwrap(), [(row.standing(), 1)]);
        done(case.correct_topic(NORMAL).await);
        let row = case.row().await;
        assert_eq!((row.instance.lateness, row.late_since), (Lateness::OnTime, None));
        let Standing { phase, lateness, .. } = row.standing();
        assert_eq!((phase, lateness), (Phase::New, Lateness::OnTime));
        world.figures_hold(case.centre).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_route_follows_until_somebody_works_on_it() {
    on_both(async |world| {
        let a = &world.centres.a;
        world.route(a, "zhkh.yard", (Some(a.blocks[1]), Some(a.organizations[1]))).await;
        let case = world.enter(FAST).await;
        done(case.correct_topic(NORMAL).await);
        let row = case.row().await;
        assert_eq!((row.block, row.organization), (Some(a.blocks[1]), Some(a.organizations[1])));
        assert_eq!((row.topic.as_str(), row.sphere), (NORMAL, Sphere::Zhkh));

        let held = world.enter(FAST).await.to_work().await;
        done(held.correct_topic(NORMAL).await);
        let row = held.row().await;
        assert_eq!((row.block, row.organization), (Some(a.blocks[1]), Some(a.organizations[0])));
        world.figures_hold(a).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restricted_topic_moves_the_case_between_figures_once() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        for (topic, restricted) in [(RESTRICTED, true), (RESTRICTED, true), (FAST, false), (RESTRICTED, true)]
        {
            done(case.correct_topic(topic).await);
            assert_eq!(case.row().await.restricted, restricted);
            world.figures_hold(case.centre).await;
        }
        otklik_app::figures::fold(&world.app, 100).await.unwrap();
        world.figures_hold(case.centre).await;
        done(case.correct_topic(FAST).await);
        case.to_answered().await;
        world.figures_hold(case.centre).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_topic_and_a_closed_case_are_refused() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        assert_eq!(refused(case.correct_topic("roads.unknown").await), [Code::NotInClosedList]);
        let coordinator = case.as_role(Role::Coordinator).await;
        let input = case.because("thanks").await;
        done(otklik_app::case::reject::run(&world.app, &coordinator, &crate::centre::request(), input).await);
        assert_eq!(refused(case.correct_topic(NORMAL).await), [Code::ActNotAllowedInState]);
    })
    .await;
}
