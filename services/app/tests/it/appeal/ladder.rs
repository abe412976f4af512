//! The ladders LR and LL: each step to the post that the definition names, and notices to whose turn it is.

use otklik_app::case::appeal::enter;
use otklik_app::case::appeal::plain::Step;
use otklik_app::notification::plan;
use otklik_domain::id::{CaseId, UserId};
use otklik_domain::role::Role;
use otklik_domain::standing::Lateness;
use otklik_workflow::event::CallOutcome;

use super::desk::{Desk, paper, with_desk};
use crate::centre::{done, request};
use crate::outbox::relayed;

/// Who was told at a step of a clock.
async fn told(desk: &Desk, id: CaseId, clock: &str, step: &str) -> Vec<UserId> {
    let steps = desk.walk(id).steps().await;
    let fired = steps.into_iter().find(|it| it.clock == clock && it.step == step);
    let fired = fired.unwrap_or_else(|| panic!("{clock}.{step} has not fired"));
    let loud = fired.calls.into_iter().filter(|call| call.outcome == CallOutcome::Told);
    loud.flat_map(|call| call.people).collect()
}

async fn climb(desk: &Desk, id: CaseId, clock: &str) {
    for step in desk.walk(id).clock_of(clock).await.steps {
        desk.world.db.clock().set(step.at).await;
        desk.world.sweep().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unregistered_paper_climbs_from_the_registrar_to_the_head() {
    with_desk(async |desk| {
        let id = desk.enter().await;
        climb(&desk, id, "registration").await;
        let a = desk.a();
        assert_eq!(told(&desk, id, "registration", "minus_1wd").await, [desk.registrar]);
        assert_eq!(told(&desk, id, "registration", "control_due").await, [a.user(Role::Manager)]);
        assert_eq!(
            told(&desk, id, "registration", "legal_due").await,
            [a.user(Role::Curator), a.user(Role::HeadOfAdministration)]
        );
        assert_eq!(desk.row(id).await.instance.lateness, Lateness::Breached);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unanswered_appeal_climbs_to_the_head_and_is_a_breach_after_the_law() {
    with_desk(async |desk| {
        let id = desk.in_work().await;
        climb(&desk, id, "legal").await;
        let a = desk.a();
        assert_eq!(told(&desk, id, "legal", "p50").await, [a.user(Role::Executor)]);
        assert!(told(&desk, id, "legal", "minus_7wd").await.contains(&a.user(Role::OrganizationHead)));
        let manager = a.user(Role::Manager);
        assert_eq!(told(&desk, id, "legal", "minus_5wd").await, [manager], "the block has no lead");
        assert_eq!(told(&desk, id, "legal", "minus_3wd").await, [], "the manager was drawn in before");
        assert_eq!(told(&desk, id, "legal", "minus_1wd").await, [a.user(Role::Curator)]);
        assert_eq!(told(&desk, id, "legal", "control_due").await, [a.user(Role::HeadOfAdministration)]);
        assert_eq!(desk.row(id).await.instance.lateness, Lateness::Breached);
        desk.world.figures_hold(a).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_the_next_turn_hears_of_it_in_its_own_words() {
    with_desk(async |desk| {
        let a = desk.a();
        let heard = async |desk: &Desk| {
            let mut heard = Vec::new();
            for envelope in relayed(&desk.world).await {
                for planned in plan::run(&desk.world.app, envelope.tenant, envelope.id).await.unwrap() {
                    let tx = desk.world.db.store().reader(a.scope()).await.unwrap();
                    let row = tx.notification(planned.id).await.unwrap().unwrap();
                    heard.push((row.recipient, row.text_code));
                }
            }
            heard.sort();
            heard.dedup();
            heard
        };
        let expected = |people: &[UserId], code: &str| {
            let mut expected: Vec<_> = people.iter().map(|user| (*user, code.to_owned())).collect();
            expected.sort();
            expected
        };
        let manager = desk.role(Role::Manager).await;
        let id = done(enter::run(&desk.world.app, &manager, &request(), paper()).await);
        assert_eq!(heard(&desk).await, expected(&[desk.registrar], "appeal.received"));
        done(desk.register(desk.registration(id, "2026-03-02").await).await);
        assert_eq!(heard(&desk).await, [], "the registrar has it already");
        done(desk.step(id, Role::Registrar, Step::ConfirmCompetence).await);
        let head = a.user(Role::HeadOfAdministration);
        assert_eq!(heard(&desk).await, expected(&[head], "appeal.to_resolution"));
        done(desk.resolve(desk.resolution(id).await).await);
        let executor = a.user(Role::Executor);
        assert_eq!(heard(&desk).await, expected(&[executor, desk.beside], "case.assigned"));
        desk.walk(id).accept().await;
        done(desk.contribute(id, desk.beside).await);
        assert_eq!(heard(&desk).await, expected(&[executor], "contribution.given"));
        done(desk.set_outcomes(id, Role::Executor).await);
        done(desk.submit_as(id, executor).await);
        assert_eq!(heard(&desk).await, expected(&[a.user(Role::OrganizationHead)], "reply.submitted"));
        done(desk.walk(id).approve_as(Role::OrganizationHead).await);
        assert_eq!(heard(&desk).await, expected(&[desk.signer], "reply.to_sign"));
        done(desk.step(id, Role::Signer, Step::Sign).await);
        assert_eq!(heard(&desk).await, expected(&[desk.registrar], "reply.to_dispatch"));
    })
    .await;
}
