//! Submitting a reply: what it needs, and what is kept of it.

use chrono::NaiveDate;
use otklik_app::case::submit_reply::{self, Input, MOST_CHARACTERS};
use otklik_domain::refusal::Code;
use otklik_domain::reply::{Kind, State};
use otklik_domain::role::Role;

use crate::centre::{FAST, Walk, done, on_both, refused, request};

async fn submit(case: &Walk<'_>, input: Input) -> Vec<Code> {
    refused(submit_reply::run(&case.app, &case.as_role(Role::Executor).await, &request(), input).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_submitted_reply_waits_for_another_person() {
    on_both(async |world| {
        let case = world.enter(FAST).await.to_approval(Kind::Final).await;
        let executor = case.centre.user(Role::Executor);
        let row = case.row().await;
        assert_eq!(row.instance.state, "ON_APPROVAL");
        let draft = row.instance.draft.unwrap();
        assert_eq!((draft.author, draft.kind, draft.approved), (executor, Kind::Final, false));
        let reply = case.tx().await.latest_reply(case.id.into()).await.unwrap().unwrap();
        assert_eq!((reply.round, reply.state, reply.author), (1, State::Submitted, executor));
        assert_eq!(case.running().await, ["first_reply", "approval"]);
        world.figures_hold(case.centre).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_or_endless_reply_is_refused() {
    on_both(async |world| {
        let case = world.enter(FAST).await.to_work().await;
        assert_eq!(submit(&case, case.draft(Kind::Final, " \n\t ").await).await, [Code::FieldRequired]);
        let endless = "я".repeat(MOST_CHARACTERS + 1);
        assert_eq!(submit(&case, case.draft(Kind::Final, &endless).await).await, [Code::TooLarge]);
        assert_eq!(case.state().await, "IN_WORK");
        let longest = case.draft(Kind::Final, &"я".repeat(MOST_CHARACTERS)).await;
        done(submit_reply::run(&world.app, &case.as_role(Role::Executor).await, &request(), longest).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_postponement_needs_a_date_ahead_and_a_reason_of_the_list() {
    on_both(async |world| {
        let case = world.enter(FAST).await.to_work().await;
        let plain = case.draft(Kind::Postponed, "Сделаем летом.").await;
        assert_eq!(submit(&case, plain.clone()).await, [Code::FieldRequired, Code::FieldRequired]);
        let on = |month, day| NaiveDate::from_ymd_opt(2026, month, day);
        let with =
            |promised_on, reason: &str| Input { promised_on, reason: Some(reason.into()), ..plain.clone() };
        assert_eq!(
            submit(&case, with(on(3, 2), "season")).await,
            [Code::FieldInvalid],
            "today is no promise"
        );
        assert_eq!(submit(&case, with(on(6, 1), "no_money")).await, [Code::NotInClosedList]);
        let input = with(on(6, 1), "season");
        done(submit_reply::run(&world.app, &case.as_role(Role::Executor).await, &request(), input).await);
        assert_eq!(case.row().await.instance.promised, None, "nothing is promised before it is published");
        done(case.approve_as(Role::OrganizationHead).await);
        done(case.publish_at("https://example.org/wall-1").await);
        let row = case.row().await;
        assert_eq!((row.instance.state.as_str(), row.instance.promised), ("POSTPONED", on(6, 1)));
        assert_eq!(case.running().await, ["commitment"]);
        world.figures_hold(case.centre).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_person_on_the_case_answers_and_only_in_work() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        case.assign().await;
        assert_eq!(submit(&case, case.draft(Kind::Final, "Рано.").await).await, [Code::ActNotAllowedInState]);
        case.accept().await;
        let head = case.as_role(Role::OrganizationHead).await;
        let input = case.draft(Kind::Final, "Не моё.").await;
        let tried = submit_reply::run(&world.app, &head, &request(), input).await;
        assert!(matches!(tried, Err(otklik_app::Error::Forbidden)));
    })
    .await;
}
