//! Documents, outcomes, the letter that goes out and comes back, forwarding and withdrawal.

use otklik_app::case::appeal::forward;
use otklik_app::case::appeal::inquire::Inquiry;
use otklik_app::case::appeal::plain::Step;
use otklik_app::case::appeal::visit;
use otklik_app::case::reopen;
use otklik_domain::case::{AnswerWay, LetterKind};
use otklik_domain::refusal::Code;
use otklik_domain::role::Role;
use otklik_domain::subject::Phase;

use super::desk::{day, letter, only, with_desk};
use crate::centre::{done, request};

#[tokio::test(flavor = "multi_thread")]
async fn documents_are_asked_of_bodies_that_may_be_asked() {
    with_desk(async |desk| {
        let id = desk.in_work().await;
        let court = desk.ask(id, Inquiry::Documents, "Районный суд").await;
        assert_eq!(only(court, "reason").2, "COURT_OR_INVESTIGATION");
        done(desk.ask(id, Inquiry::Documents, "Управление Росреестра").await);
        assert_eq!(desk.row(id).await.instance.phase, Phase::Waiting);
        done(desk.ask(id, Inquiry::Reminder, "Управление Росреестра").await);
        done(desk.step(id, Role::Executor, Step::ReceiveDocuments).await);
        done(desk.ask(id, Inquiry::Explanations, "Служба благоустройства").await);
        done(desk.ask(id, Inquiry::Documents, "Управление Росреестра").await);
        done(desk.step(id, Role::Executor, Step::ContinueWithout).await);
        let seen = visit::Input {
            case: id,
            expected_revision: desk.row(id).await.revision,
            visited_on: day("2026-03-03"),
            text: "Начальник управления: яма 2 на 3 метра".into(),
        };
        let executor = desk.role(Role::Executor).await;
        let tomorrow = visit::run(&desk.world.app, &executor, &request(), seen.clone()).await;
        assert_eq!(only(tomorrow, "reason").2, "IN_FUTURE");
        let today = visit::Input { visited_on: day("2026-03-02"), ..seen };
        done(visit::run(&desk.world.app, &executor, &request(), today).await);
        let row = desk.row(id).await;
        assert_eq!((row.instance.state.as_str(), row.instance.phase), ("IN_WORK", Phase::InProgress));
        let letters = desk.walk(id).tx().await.letters(id.into()).await.unwrap();
        assert_eq!(letters.len(), 4);
        assert!(letters.iter().all(|it| it.kind == LetterKind::DocumentRequest && it.addressee.is_some()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_outcome_of_every_question_it_is_neither_submitted_nor_filed() {
    with_desk(async |desk| {
        let id = desk.in_work().await;
        let executor = desk.a().user(Role::Executor);
        let open = only(desk.submit_as(id, executor).await, "questions");
        assert_eq!(open, (Code::QuestionWithoutOutcome, "outcomes".into(), "1, 2".into()));
        done(desk.set_outcomes(id, Role::Executor).await);
        assert!(desk.questions(id).await.iter().all(|it| it.outcome_confirmed_by.is_none()));
        done(desk.submit_as(id, executor).await);
        done(desk.walk(id).approve_as(Role::OrganizationHead).await);
        done(desk.step(id, Role::Signer, Step::Sign).await);
        done(desk.dispatch(id, letter("5/исх", "2026-03-02", None)).await);
        done(desk.set_outcomes(id, Role::Manager).await);
        let manager = desk.a().user(Role::Manager);
        assert!(desk.questions(id).await.iter().all(|it| it.outcome_confirmed_by == Some(manager)));
        done(desk.close(id).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_goes_the_way_that_was_asked_and_another_once_it_came_back() {
    with_desk(async |desk| {
        let id = desk.signed().await;
        let by_mail = || {
            let mut letter = letter("6/исх", "2026-03-02", None);
            letter.way = AnswerWay::Email;
            letter
        };
        assert_eq!(only(desk.dispatch(id, by_mail()).await, "way").2, "POST");
        let named = letter("5/исх", "2026-03-02", Some("Кому-то"));
        assert_eq!(only(desk.dispatch(id, named).await, "reason").2, "GOES_TO_THE_AUTHOR");
        let late = letter("5/исх", "2026-03-04", None);
        assert_eq!(only(desk.dispatch(id, late).await, "reason").2, "IN_FUTURE");
        done(desk.dispatch(id, letter("5/исх", "2026-03-02", None)).await);
        done(desk.step(id, Role::Registrar, Step::DeliveryFailed).await);
        assert_eq!(desk.row(id).await.instance.state, "TO_DISPATCH");
        done(desk.dispatch(id, by_mail()).await);
        assert_eq!(desk.row(id).await.instance.state, "ANSWERED");
        assert_eq!(desk.walk(id).tx().await.letters(id.into()).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forwarded_with_both_letters_it_is_closed_here() {
    with_desk(async |desk| {
        let id = desk.registered().await;
        let input = forward::Input {
            case: id,
            expected_revision: desk.row(id).await.revision,
            reason: Some("regional_body".into()),
            letter: letter("7/исх", "2026-03-02", Some("Министерство транспорта")),
            notice: letter("8/исх", "2026-03-02", None),
            note: None,
        };
        let registrar = desk.role(Role::Registrar).await;
        let lame = forward::Input { notice: letter(" ", "2026-03-02", None), ..input.clone() };
        let lame = forward::run(&desk.world.app, &registrar, &request(), lame).await;
        assert_eq!(only(lame, "").1, "notice.number");
        let nobody = forward::Input { letter: letter("7/исх", "2026-03-02", None), ..input.clone() };
        let nobody = forward::run(&desk.world.app, &registrar, &request(), nobody).await;
        assert_eq!(only(nobody, "").1, "letter.addressee");
        done(forward::run(&desk.world.app, &registrar, &request(), input).await);
        let row = desk.row(id).await;
        assert_eq!((row.instance.state.as_str(), row.instance.phase), ("FORWARDED", Phase::Closed));
        let mut kinds: Vec<_> =
            desk.walk(id).tx().await.letters(id.into()).await.unwrap().iter().map(|it| it.kind).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, [LetterKind::Forwarding, LetterKind::Notice]);
        assert_eq!(desk.walk(id).running().await, Vec::<String>::new());
        desk.world.figures_hold(desk.a()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_author_withdraws_and_a_doubted_competence_goes_back_to_the_registrar() {
    with_desk(async |desk| {
        let id = desk.registered().await;
        done(desk.step(id, Role::Registrar, Step::ConfirmCompetence).await);
        done(desk.step(id, Role::HeadOfAdministration, Step::ReturnToRegistry).await);
        assert_eq!(desk.row(id).await.instance.state, "REGISTERED");
        done(desk.step(id, Role::Registrar, Step::Withdraw).await);
        assert_eq!(desk.row(id).await.instance.state, "WITHDRAWN");
        let back = desk.in_work().await;
        done(desk.walk(back).send_back("not_our_competence").await);
        let row = desk.row(back).await;
        assert_eq!((row.instance.state.as_str(), row.instance.assignee), ("ON_RESOLUTION", None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn opened_again_by_our_own_error_it_is_back_with_who_had_it_and_corrected_in_time() {
    with_desk(async |desk| {
        let id = desk.signed().await;
        done(desk.dispatch(id, letter("5/исх", "2026-03-02", None)).await);
        done(desk.close(id).await);
        let manager = desk.role(Role::Manager).await;
        let because = desk.walk(id).because("own_error").await;
        done(reopen::run(&desk.world.app, &manager, &request(), because).await);
        let row = desk.row(id).await;
        let executor = desk.a().user(Role::Executor);
        assert_eq!((row.instance.state.as_str(), row.instance.assignee), ("IN_WORK", Some(executor)));
        let running = desk.walk(id).running().await;
        assert!(running.contains(&"correction".to_owned()), "{running:?}");
        done(desk.submit_as(id, executor).await);
        done(desk.walk(id).approve_as(Role::OrganizationHead).await);
        done(desk.step(id, Role::Signer, Step::Sign).await);
        done(desk.dispatch(id, letter("9/исх", "2026-03-02", None)).await);
        assert_eq!(desk.row(id).await.instance.state, "ANSWERED");
        desk.world.figures_hold(desk.a()).await;
    })
    .await;
}
