//! Closing without an answer, and opening again.

use otklik_app::case::{self, reject};
use otklik_app::{Error, Receipt};
use otklik_domain::refusal::Code;
use otklik_domain::role::Role;
use otklik_domain::subject::Phase;

use crate::centre::{FAST, Walk, done, on_both, refused, request};

async fn close(case: &Walk<'_>, role: Role, reason: &str) -> Result<Receipt, Error> {
    reject::run(&case.app, &case.as_role(role).await, &request(), case.because(reason).await).await
}

async fn reopen(case: &Walk<'_>, role: Role, reason: &str) -> Result<Receipt, Error> {
    case::reopen::run(&case.app, &case.as_role(role).await, &request(), case.because(reason).await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_incident_is_closed_with_a_reason_of_the_list() {
    on_both(async |world| {
        for reason in ["thanks", "advertising", "other_territory", "no_question", "abuse"] {
            let case = world.enter(FAST).await;
            done(close(&case, Role::Coordinator, reason).await);
            let row = case.row().await;
            assert_eq!((row.instance.state.as_str(), row.instance.phase), ("NOT_INCIDENT", Phase::Closed));
            assert_eq!((case.running().await, row.next_due), (Vec::<String>::new(), None));
        }
        let case = world.enter(FAST).await;
        assert_eq!(refused(close(&case, Role::Coordinator, "boring").await), [Code::NotInClosedList]);
        assert_eq!(refused(close(&case, Role::Coordinator, "").await), [Code::FieldRequired]);
        world.figures_hold(&world.centres.a).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_record_closes_the_case_from_any_stage() {
    on_both(async |world| {
        let new = world.enter(FAST).await;
        let in_work = world.enter(FAST).await.to_work().await;
        let to_publish = world.enter(FAST).await.to_publish(otklik_domain::reply::Kind::Final).await;
        for case in [new, in_work, to_publish] {
            done(close(&case, Role::Coordinator, reject::SOURCE_GONE).await);
            let row = case.row().await;
            assert_eq!((row.instance.state.as_str(), row.instance.draft), ("SOURCE_GONE", None));
            assert_eq!(case.running().await, [""; 0]);
        }
        world.figures_hold(&world.centres.a).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_work_is_no_longer_refused_as_no_incident() {
    on_both(async |world| {
        let case = world.enter(FAST).await.to_work().await;
        assert_eq!(refused(close(&case, Role::Coordinator, "thanks").await), [Code::ActNotAllowedInState]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_manager_reopens_what_was_closed_by_our_error() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        assert_eq!(refused(reopen(&case, Role::Manager, "own_error").await), [Code::ActNotAllowedInState]);
        done(close(&case, Role::Coordinator, "thanks").await);
        assert!(matches!(reopen(&case, Role::Coordinator, "own_error").await, Err(Error::Forbidden)));
        assert_eq!(refused(reopen(&case, Role::Manager, "second_thoughts").await), [Code::NotInClosedList]);
        done(reopen(&case, Role::Manager, "own_error").await);
        let row = case.row().await;
        assert_eq!((row.instance.state.as_str(), row.instance.assignee), ("NEW", None));
        assert_eq!(
            case.running().await,
            ["take", "correction"],
            "an error has its own clock, the first reply is over"
        );
        world.figures_hold(case.centre).await;
        case.to_answered().await;
        assert_eq!(case.state().await, "ANSWERED");
    })
    .await;
}
