//! Approving and returning a draft: two pairs of eyes, unless the act says otherwise.

use otklik_app::case;
use otklik_app::{Error, Receipt};
use otklik_domain::refusal::Code;
use otklik_domain::reply::{Kind, State};
use otklik_domain::role::Role;
use otklik_storage::query::composition::Seat;
use otklik_storage::query::text::ReplyRow;

use crate::centre::{FAST, Walk, done, on_both, refused, request};

async fn reply(case: &Walk<'_>) -> ReplyRow {
    case.tx().await.latest_reply(case.id.into()).await.unwrap().unwrap()
}

async fn return_draft(case: &Walk<'_>, role: Role, reason: &str) -> Result<Receipt, Error> {
    case::return_draft::run(&case.app, &case.as_role(role).await, &request(), case.because(reason).await)
        .await
}

/// The head's seat lets its holder approve own texts.
async fn combine(case: &Walk<'_>) {
    let id = case.centre.seats[&Role::OrganizationHead];
    case.arrange(case.centre, move |tx| async move {
        let seat = tx.seats().await?.into_iter().find(|seat| seat.id == id).unwrap();
        tx.replace_seat(&Seat { combines_author_and_approver: true, ..seat }).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_person_approves() {
    on_both(async |world| {
        let case = world.enter(FAST).await.to_approval(Kind::Final).await;
        done(case.approve_as(Role::OrganizationHead).await);
        assert_eq!(case.state().await, "TO_PUBLISH");
        let reply = reply(&case).await;
        assert_eq!(reply.state, State::Approved);
        assert_eq!(reply.approved_by, Some(case.centre.user(Role::OrganizationHead)));
        assert!(!reply.self_approved);
        assert!(case.row().await.instance.draft.unwrap().approved);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_author_does_not_approve_the_own_draft_whatever_other_seat_is_held() {
    on_both(async |world| {
        world.appoint(&world.centres.a, Role::Executor, Role::OrganizationHead).await;
        let case = world.enter(FAST).await.to_approval(Kind::Final).await;
        assert_eq!(refused(case.approve_as(Role::Executor).await), [Code::SelfApproval]);
        world.appoint(&world.centres.a, Role::Executor, Role::Manager).await;
        assert_eq!(refused(case.approve_as(Role::Executor).await), [Code::SelfApproval]);
        assert_eq!(
            (case.state().await.as_str(), reply(&case).await.state),
            ("ON_APPROVAL", State::Submitted)
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_act_combines_both_the_own_approval_is_marked() {
    on_both(async |world| {
        world.appoint(&world.centres.a, Role::Executor, Role::OrganizationHead).await;
        let case = world.enter(FAST).await.to_approval(Kind::Final).await;
        combine(&case).await;
        done(case.approve_as(Role::Executor).await);
        let reply = reply(&case).await;
        assert!(reply.self_approved && reply.approved_by == Some(reply.author));
        let lines = case.tx().await.timeline(case.id.into(), 100).await.unwrap();
        assert_eq!(lines.iter().filter(|line| line.kind == "self_approved").count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_returned_draft_is_the_authors_again_and_the_next_one_is_another_round() {
    on_both(async |world| {
        let case = world.enter(FAST).await.to_approval(Kind::Final).await;
        let outside = return_draft(&case, Role::OrganizationHead, "wrong_page").await;
        assert_eq!(refused(outside), [Code::NotInClosedList], "that list is the publisher's");
        done(return_draft(&case, Role::OrganizationHead, "no_date").await);
        let row = case.row().await;
        assert_eq!((row.instance.state.as_str(), row.instance.draft), ("IN_WORK", None));
        assert_eq!(reply(&case).await.state, State::Returned);
        case.submit(Kind::Final).await;
        let second = reply(&case).await;
        assert_eq!((second.round, second.state), (2, State::Submitted));
        done(case.approve_as(Role::OrganizationHead).await);
        done(return_draft(&case, Role::Publisher, "wrong_page").await);
        assert_eq!((case.state().await.as_str(), reply(&case).await.state), ("IN_WORK", State::Returned));
        world.figures_hold(case.centre).await;
    })
    .await;
}
