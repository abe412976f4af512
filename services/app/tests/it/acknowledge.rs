//! Taking notice of a step inside the centre: once, in words, and the next step waits.

use chrono::{DateTime, Utc};
use otklik_app::case::acknowledge::{self, Input};
use otklik_app::{Error, Receipt};
use otklik_domain::audit::Actor;
use otklik_domain::id::TimerId;
use otklik_domain::refusal::Code;
use otklik_domain::role::Role;

use crate::centre::{FAST, Walk, at, done, on_both, refused, request, uuid};

async fn acknowledge(
    case: &Walk<'_>,
    role: Role,
    step: (TimerId, &str),
    note: &str,
) -> Result<Receipt, Error> {
    let input = Input {
        case: case.id,
        expected_revision: case.row().await.revision,
        timer: step.0,
        step: step.1.into(),
        note: note.into(),
    };
    acknowledge::run(&case.app, &case.as_role(role).await, &request(), input).await
}

async fn moment(case: &Walk<'_>, step: &str) -> DateTime<Utc> {
    let timer = case.clock_of("first_reply").await;
    timer.steps.iter().find(|planned| planned.id == step).unwrap().at
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_is_acknowledged_once_and_the_next_one_waits() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        let timer = case.clock_of("first_reply").await.id;
        let (next, last) = (moment(&case, "plus_4wh").await, moment(&case, "plus_1wd").await);
        world.clock("2026-03-02 14:30").await;
        world.sweep().await;
        assert_eq!(case.fired("first_reply").await.last().unwrap(), "due");
        let revision = case.row().await.revision;
        done(acknowledge(&case, Role::Manager, (timer, "due"), " Решим до 17:00 ").await);
        assert_eq!(case.row().await.revision, revision + 1);
        let steps = case.steps().await;
        let due = steps.iter().find(|step| step.step == "due" && step.timer == timer).unwrap();
        let noticed = due.acknowledgement.as_ref().unwrap();
        let manager = Actor::User { tenant: case.centre.tenant.id, user: case.centre.user(Role::Manager) };
        assert_eq!((noticed.by, noticed.note.as_str()), (manager, "Решим до 17:00"));
        let waits = moment(&case, "plus_4wh").await;
        assert!(waits > next && waits <= last, "{next} → {waits}, {last}");

        world.db.clock().set(next).await;
        world.sweep().await;
        assert_eq!(case.fired("first_reply").await.last().unwrap(), "due", "the next step waits");
        let again = acknowledge(&case, Role::Manager, (timer, "due"), "Ещё раз").await;
        assert_eq!(refused(again), [Code::StepNotOpen]);
        world.db.clock().set(waits).await;
        world.sweep().await;
        assert!(case.fired("first_reply").await.contains(&"plus_4wh".to_owned()), "but not for ever");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_step_that_asks_for_an_act_is_acknowledged_and_only_with_words() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        let timer = case.clock_of("first_reply").await.id;
        world.clock("2026-03-02 11:30").await;
        world.sweep().await;
        assert_eq!(case.fired("first_reply").await, ["p50"]);
        for step in ["p50", "due", "no_such_step"] {
            let early = acknowledge(&case, Role::Manager, (timer, step), "Вижу").await;
            assert_eq!(refused(early), [Code::StepNotOpen], "{step}");
        }
        world.clock("2026-03-02 14:30").await;
        world.sweep().await;
        assert_eq!(
            refused(acknowledge(&case, Role::Manager, (timer, "due"), "  ").await),
            [Code::FieldRequired]
        );
        let endless = "я".repeat(1_001);
        assert_eq!(
            refused(acknowledge(&case, Role::Manager, (timer, "due"), &endless).await),
            [Code::TooLarge]
        );
        let unknown = acknowledge(&case, Role::Manager, (TimerId(uuid()), "due"), "Вижу").await;
        assert!(matches!(unknown, Err(Error::NotFound)));
        let foreign = world.enter_in(&world.centres.b, FAST).await.clock_of("first_reply").await.id;
        let foreign = acknowledge(&case, Role::Manager, (foreign, "due"), "Вижу").await;
        assert!(matches!(foreign, Err(Error::NotFound)), "a clock of another tenant");
        done(acknowledge(&case, Role::BlockLead, (timer, "due"), "Вижу, решаю до вечера").await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_of_a_clock_that_has_ended_is_no_longer_open() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        let timer = case.clock_of("first_reply").await.id;
        world.db.clock().set(at("2026-03-02 14:30")).await;
        world.sweep().await;
        let case = case.to_answered().await;
        assert_eq!(
            refused(acknowledge(&case, Role::Manager, (timer, "due"), "Поздно").await),
            [Code::StepNotOpen]
        );
    })
    .await;
}
