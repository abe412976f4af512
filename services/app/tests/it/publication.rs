//! Giving the answer to the author: a link, or a way of the closed list.

use otklik_app::reader::CaseFilter;
use otklik_domain::refusal::Code;
use otklik_domain::reply::{Kind, State};
use otklik_domain::role::Role;
use otklik_domain::subject::Phase;

use crate::centre::{FAST, at, done, on_both, refused};

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_given_by_a_link_or_a_way_of_the_list() {
    on_both(async |world| {
        let case = world.enter(FAST).await.to_publish(Kind::Final).await;
        assert_eq!(refused(case.publish_at("  ").await), [Code::FieldRequired]);
        assert_eq!(refused(case.publish_at("сказали на улице").await), [Code::NotInClosedList]);
        let endless = format!("https://example.org/{}", "a".repeat(2_000));
        assert_eq!(refused(case.publish_at(&endless).await), [Code::TooLarge]);
        assert_eq!(case.state().await, "TO_PUBLISH");
        done(case.publish_at("telephone").await);
        let row = case.row().await;
        assert_eq!((row.instance.state.as_str(), row.instance.phase), ("ANSWERED", Phase::Answered));
        let reply = case.tx().await.latest_reply(case.id.into()).await.unwrap().unwrap();
        assert_eq!((reply.state, reply.published_at_place.as_deref()), (State::Published, Some("telephone")));
        assert_eq!(case.running().await, ["watch"]);
        world.figures_hold(case.centre).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_published_before_it_is_approved() {
    on_both(async |world| {
        let case = world.enter(FAST).await.to_approval(Kind::Final).await;
        assert_eq!(refused(case.publish_at("telephone").await), [Code::ActNotAllowedInState]);
        let other = world.enter(FAST).await;
        assert_eq!(refused(other.publish_at("telephone").await), [Code::ActNotAllowedInState]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interim_answer_meets_the_first_reply_and_starts_the_final_one() {
    on_both(async |world| {
        let case = world.enter(FAST).await.to_publish(Kind::Interim).await;
        done(case.publish_at("https://example.org/wall-7").await);
        assert_eq!(case.state().await, "ANSWERED_INTERIM");
        assert_eq!(case.running().await, ["final"]);
        // Seven working days after Monday 2 March; the 9th is a day off.
        assert_eq!(case.clock_of("final").await.due.control, at("2026-03-12 18:00"));
        case.submit(Kind::Final).await;
        done(case.approve_as(Role::OrganizationHead).await);
        done(case.publish_at("https://example.org/wall-8").await);
        assert_eq!(
            (case.state().await.as_str(), case.running().await),
            ("ANSWERED", vec!["watch".to_owned()])
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_is_closed_by_the_sweep_when_the_watch_ends() {
    on_both(async |world| {
        let case = world.enter(FAST).await.to_answered().await;
        world.clock("2026-03-05 17:59").await;
        assert_eq!(world.sweep().await.changed, 0);
        world.clock("2026-03-05 18:00").await;
        assert_eq!(world.sweep().await.changed, 1);
        let row = case.row().await;
        assert_eq!((row.instance.state.as_str(), row.next_due), ("CLOSED", None));
        assert_eq!(case.running().await, [""; 0]);
        world.figures_hold(case.centre).await;
        let reader = world.app.reader(&case.as_role(Role::Coordinator).await);
        assert_eq!(
            reader.count_cases(&CaseFilter::default()).await.unwrap(),
            0,
            "a closed case is in no queue"
        );
    })
    .await;
}
