//! Giving a case to a person: assign, accept, send back, reassign, take.

use otklik_app::case::{self, assign};
use otklik_app::{Error, Receipt};
use otklik_domain::id::{OrganizationId, UserId};
use otklik_domain::refusal::Code;
use otklik_domain::role::Role;
use otklik_domain::standing::Level;
use otklik_domain::subject::Phase;
use otklik_storage::query::composition::{Appointment, Membership, Seat};
use otklik_testkit::seed::SINCE;

use crate::centre::{FAST, Walk, done, on_both, refused, request};

async fn give(
    case: &Walk<'_>,
    assignee: UserId,
    organization: Option<OrganizationId>,
) -> Result<Receipt, Error> {
    let input = assign::Input {
        case: case.id,
        expected_revision: case.row().await.revision,
        assignee,
        organization,
        note: None,
    };
    assign::run(&case.app, &case.as_role(Role::Coordinator).await, &request(), input).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_assigned_case_is_the_executors_to_accept() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        case.assign().await;
        let row = case.row().await;
        assert_eq!((row.instance.state.as_str(), row.revision), ("ASSIGNED", 2));
        assert_eq!(row.instance.assignee, Some(case.centre.user(Role::Executor)));
        assert_eq!(case.running().await, ["first_reply", "accept"], "the clock of the stage follows");
        case.accept().await;
        let row = case.row().await;
        assert_eq!((row.instance.state.as_str(), row.instance.phase), ("IN_WORK", Phase::InProgress));
        assert_eq!(case.running().await, ["first_reply", "draft"]);
        world.figures_hold(case.centre).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_outside_the_answering_body_is_given_a_case() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        let before = case.row().await;
        let (a, b) = (&world.centres.a, &world.centres.b);
        let publisher = give(&case, a.user(Role::Publisher), None).await;
        assert_eq!(refused(publisher), [Code::AssigneeOutsideOrganization]);
        let elsewhere = give(&case, a.user(Role::Executor), Some(a.organizations[1])).await;
        assert_eq!(refused(elsewhere), [Code::AssigneeOutsideOrganization], "the other body has no people");
        assert!(matches!(give(&case, b.user(Role::Executor), None).await, Err(Error::NotFound)));
        let foreign = give(&case, a.user(Role::Executor), Some(b.organizations[0])).await;
        assert!(matches!(foreign, Err(Error::NotFound)));
        assert_eq!(case.row().await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_coordinator_may_choose_another_body_with_its_person() {
    on_both(async |world| {
        let a = &world.centres.a;
        let other = a.organizations[1];
        world
            .arrange(a, move |tx| async move {
                let seat = tx.seats().await?.into_iter().find(|seat| seat.roles == [Role::Executor]).unwrap();
                tx.replace_seat(&Seat { organizations: vec![other], ..seat }).await
            })
            .await;
        let case = world.enter(FAST).await;
        assert_eq!(refused(case.assign_to(Role::Executor).await), [Code::AssigneeOutsideOrganization]);
        done(give(&case, a.user(Role::Executor), Some(other)).await);
        assert_eq!(case.row().await.organization, Some(other));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_never_goes_to_the_body_complained_about() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        let about = world.key(case.centre.organizations[0]);
        let id = world.key(case.id);
        world.db.tamper(&format!("UPDATE subject SET complained_about_id = {about} WHERE id = {id}")).await;
        assert_eq!(refused(case.assign_to(Role::Executor).await), [Code::RecipientIsComplainedAbout]);
        // Neither does its head see it, whatever it was routed to.
        let head = case.as_role(Role::OrganizationHead).await;
        let words = case::comment::Input { case: case.id, text: "Это про нас".into() };
        let comment = case::comment::run(&world.app, &head, &request(), words).await;
        assert!(matches!(comment, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_sent_back_is_new_again_and_its_first_reply_goes_on() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        case.assign().await;
        let due = case.clock_of("first_reply").await.due;
        world.clock("2026-03-02 10:00").await;
        assert_eq!(refused(case.send_back("no_such_reason").await), [Code::NotInClosedList]);
        assert_eq!(refused(case.send_back(" ").await), [Code::FieldRequired]);
        done(case.send_back("not_our_competence").await);
        let row = case.row().await;
        assert_eq!((row.instance.state.as_str(), row.instance.assignee), ("NEW", None));
        assert_eq!(row.instance.bounces, 1);
        assert_eq!(case.clock_of("first_reply").await.due, due);
        let take = case.clock_of("take").await;
        assert_eq!(take.generation, 2, "the stage is counted anew");
        world.figures_hold(case.centre).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_third_bounce_climbs_to_the_manager_and_the_fourth_is_refused() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        for _ in 1..=3 {
            assert_eq!(case.row().await.instance.level, Level::None);
            case.assign().await;
            done(case.send_back("wrong_territory").await);
        }
        assert_eq!(case.row().await.instance.level, Level::Manager);
        case.assign().await;
        assert_eq!(refused(case.send_back("wrong_territory").await), [Code::TooManyBounces]);
        assert_eq!(case.state().await, "ASSIGNED");
        world.figures_hold(case.centre).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_head_hands_a_case_on_inside_the_body() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        case.assign().await;
        let a = case.centre;
        let (seat, account) = (a.seats[&Role::Executor], world.centres.b.account(Role::Publisher));
        let second = UserId(crate::centre::uuid());
        world
            .arrange(a, move |tx| async move {
                let position = "Второй специалист управления".to_owned();
                tx.insert_membership(&Membership {
                    id: second,
                    account,
                    position,
                    from_on: SINCE,
                    to_on: None,
                })
                .await?;
                let id = tx.new_id();
                tx.insert_appointment(&Appointment {
                    id,
                    seat,
                    user: second,
                    from_on: SINCE,
                    to_on: None,
                    act: None,
                    ended_by: None,
                    note: None,
                })
                .await
            })
            .await;
        let head = case.as_role(Role::OrganizationHead).await;
        let input = async |assignee, organization| assign::Input {
            case: case.id,
            expected_revision: case.row().await.revision,
            assignee,
            organization,
            note: None,
        };
        let outside = input(a.user(Role::Publisher), None).await;
        let outside = case::reassign::run(&world.app, &head, &request(), outside).await;
        assert_eq!(refused(outside), [Code::AssigneeOutsideOrganization]);
        let inside = input(second, Some(a.organizations[1])).await;
        done(case::reassign::run(&world.app, &head, &request(), inside).await);
        let row = case.row().await;
        assert_eq!((row.instance.state.as_str(), row.instance.assignee), ("ASSIGNED", Some(second)));
        assert_eq!(row.organization, Some(a.organizations[0]), "the body stays whatever was asked");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_answers_what_it_took_itself() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        let coordinator = case.as_role(Role::Coordinator).await;
        done(case::take::run(&world.app, &coordinator, &request(), case.input().await).await);
        let row = case.row().await;
        assert_eq!((row.instance.state.as_str(), row.instance.assignee), ("IN_WORK", Some(coordinator.user)));
        let input = case.draft(otklik_domain::reply::Kind::Final, "Ремонт в плане апреля.").await;
        done(case::submit_reply::run(&world.app, &coordinator, &request(), input).await);
        assert_eq!(case.state().await, "ON_APPROVAL");
    })
    .await;
}
