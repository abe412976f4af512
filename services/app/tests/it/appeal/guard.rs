//! Who may do what: co-executors, registrar, signer, and the body that a complaint is about (59-ФЗ art. 8(6)).

use otklik_app::case::appeal::plain::Step;
use otklik_app::case::appeal::{inquire::Inquiry, name_challenged, register, resolve};
use otklik_app::{Error, Receipt};
use otklik_domain::case::AppealKind;
use otklik_domain::id::{CaseId, OrganizationId};
use otklik_domain::refusal::Code;
use otklik_domain::role::Role;

use super::desk::{Desk, only, with_desk};
use crate::centre::{FAST, done, refused, request};

#[tokio::test(flavor = "multi_thread")]
async fn a_co_executor_sees_and_contributes_and_cannot_submit() {
    with_desk(async |desk| {
        let id = desk.registered().await;
        let beside = desk.person(desk.beside).await;
        let sees = async || desk.world.app.reader(&beside).case(id).await.unwrap().is_some();
        assert!(!sees().await, "before the resolution it is none of this person's business");
        done(desk.step(id, Role::Registrar, Step::ConfirmCompetence).await);
        done(desk.resolve(desk.resolution(id).await).await);
        assert!(sees().await);
        assert_eq!(refused(desk.contribute(id, desk.beside).await), [Code::ActNotAllowedInState]);
        desk.walk(id).accept().await;
        done(desk.contribute(id, desk.beside).await);
        assert!(matches!(desk.contribute(id, desk.a().user(Role::Executor)).await, Err(Error::Forbidden)));
        assert!(matches!(desk.submit_as(id, desk.beside).await, Err(Error::Forbidden)));
        let texts = desk.walk(id).tx().await.contributions(id.into()).await.unwrap();
        assert_eq!(texts.iter().map(|it| it.author).collect::<Vec<_>>(), [desk.beside]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_desk_does_its_own_and_nothing_of_the_next() {
    with_desk(async |desk| {
        let forbidden = |receipt: Result<Receipt, Error>| {
            assert!(matches!(receipt, Err(Error::Forbidden | Error::NotFound)), "{receipt:?}");
        };
        let id = desk.enter().await;
        let input = desk.registration(id, "2026-03-02").await;
        for role in [Role::Executor, Role::Signer, Role::HeadOfAdministration] {
            let caller = desk.role(role).await;
            forbidden(register::run(&desk.world.app, &caller, &request(), input.clone()).await);
        }
        done(desk.register(input).await);
        forbidden(desk.step(id, Role::Signer, Step::ConfirmCompetence).await);
        done(desk.step(id, Role::Registrar, Step::ConfirmCompetence).await);
        let registrar = desk.role(Role::Registrar).await;
        let resolution = desk.resolution(id).await;
        forbidden(resolve::run(&desk.world.app, &registrar, &request(), resolution).await);
        let id = desk.signed().await;
        forbidden(desk.step(id, Role::Signer, Step::DeliveryFailed).await);
        let second = desk.in_work().await;
        done(desk.set_outcomes(second, Role::Executor).await);
        done(desk.submit_as(second, desk.a().user(Role::Executor)).await);
        done(desk.walk(second).approve_as(Role::OrganizationHead).await);
        forbidden(desk.step(second, Role::Registrar, Step::Sign).await);
        forbidden(desk.step(second, Role::Executor, Step::Sign).await);
    })
    .await;
}

async fn name(desk: &Desk, id: CaseId, organization: OrganizationId) -> Result<Receipt, Error> {
    let expected_revision = desk.row(id).await.revision;
    let input = name_challenged::Input { case: id, expected_revision, organization, note: None };
    name_challenged::run(&desk.world.app, &desk.role(Role::Registrar).await, &request(), input).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_never_goes_to_the_body_it_is_about() {
    with_desk(async |desk| {
        let a = desk.a();
        let application = desk.registered().await;
        assert_eq!(only(name(&desk, application, a.organizations[0]).await, "reason").2, "NOT_A_COMPLAINT");
        let id = desk.enter().await;
        let input = desk.registration(id, "2026-03-02").await;
        done(desk.register(register::Input { kind: AppealKind::Complaint, ..input }).await);
        let stranger = desk.world.centres.b.organizations[0];
        assert!(matches!(name(&desk, id, stranger).await, Err(Error::NotFound)));
        assert_eq!(desk.row(id).await.organization, Some(a.organizations[0]), "as the rule says");
        done(name(&desk, id, a.organizations[0]).await);
        let row = desk.row(id).await;
        assert_eq!((row.complained_about, row.organization), (Some(a.organizations[0]), None));
        done(desk.step(id, Role::Registrar, Step::ConfirmCompetence).await);
        let lead = desk.resolution(id).await;
        assert_eq!(only(desk.resolve(lead.clone()).await, "").0, Code::RecipientIsComplainedAbout);
        let beside = resolve::Input {
            organization: Some(a.organizations[1]),
            assignee: desk.beside,
            co_assignees: vec![resolve::CoAssigneeInput {
                user: a.user(Role::Executor),
                organization: Some(a.organizations[0]),
                questions: Vec::new(),
            }],
            ..lead.clone()
        };
        assert_eq!(only(desk.resolve(beside.clone()).await, "").0, Code::RecipientIsComplainedAbout);
        assert_eq!(desk.row(id).await.instance.state, "ON_RESOLUTION", "nothing was half done");
        done(desk.resolve(resolve::Input { co_assignees: Vec::new(), ..beside }).await);
        let head = desk.world.app.reader(&desk.role(Role::OrganizationHead).await);
        assert!(head.case(id).await.unwrap().is_none());
        let other = desk.person(desk.beside).await;
        done(
            otklik_app::case::accept::run(&desk.world.app, &other, &request(), desk.input(id, None).await)
                .await,
        );
        assert_eq!(desk.row(id).await.instance.state, "IN_WORK");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn co_executors_are_named_once_and_work_where_it_is_said() {
    with_desk(async |desk| {
        let id = desk.registered().await;
        done(desk.step(id, Role::Registrar, Step::ConfirmCompetence).await);
        let good = desk.resolution(id).await;
        let mut twice = good.clone();
        twice.co_assignees.push(twice.co_assignees[0].clone());
        assert_eq!(only(desk.resolve(twice).await, "reason").2, "TWICE");
        let mut elsewhere = good.clone();
        elsewhere.co_assignees[0].organization = Some(desk.a().organizations[0]);
        assert_eq!(only(desk.resolve(elsewhere).await, "").0, Code::AssigneeOutsideOrganization);
        let mut late = good.clone();
        late.due_on = Some(super::desk::day("2026-04-02"));
        assert_eq!(
            only(desk.resolve(late).await, "last_day"),
            (Code::BeyondLegalBound, "dueOn".into(), "2026-04-01".into())
        );
        done(desk.resolve(good).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_takes_no_act_of_an_appeal() {
    with_desk(async |desk| {
        let message = desk.world.enter(FAST).await;
        assert_eq!(
            refused(desk.step(message.id, Role::Registrar, Step::ConfirmCompetence).await),
            [Code::ActNotAllowedInState]
        );
        let input = desk.registration(message.id, "2026-03-02").await;
        assert_eq!(refused(desk.register(input).await), [Code::ActNotAllowedInState]);
        let working = message.to_work().await;
        assert_eq!(
            refused(desk.ask(working.id, Inquiry::Documents, "Росреестр").await),
            [Code::ActNotAllowedInState]
        );
    })
    .await;
}
