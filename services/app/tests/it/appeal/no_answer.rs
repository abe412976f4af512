//! Not answering on the merits: by a ground of the law, told to the author where the article asks for it.

use otklik_app::case::ReasonInput;
use otklik_app::case::appeal::decide_no_answer::{self, Input};
use otklik_app::case::appeal::letter;
use otklik_app::case::appeal::plain::{self, Step};
use otklik_app::{Error, Receipt};
use otklik_domain::id::CaseId;
use otklik_domain::refusal::Code;
use otklik_domain::role::Role;

use super::desk::{Desk, letter, only, with_desk};
use crate::centre::{done, refused, request};

async fn propose(desk: &Desk, id: CaseId, ground: &str) -> Result<Receipt, Error> {
    let expected_revision = desk.row(id).await.revision;
    let input = ReasonInput { case: id, expected_revision, reason: ground.into(), note: None };
    plain::propose_no_answer(&desk.world.app, &desk.role(Role::Registrar).await, &request(), input).await
}

async fn decide(
    desk: &Desk,
    id: CaseId,
    role: Role,
    notice: Option<letter::Input>,
) -> Result<Receipt, Error> {
    let expected_revision = desk.row(id).await.revision;
    let input = Input { case: id, expected_revision, reason: None, notice, note: None };
    decide_no_answer::run(&desk.world.app, &desk.role(role).await, &request(), input).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_proposed_ground_holds_and_the_author_is_told() {
    with_desk(async |desk| {
        let id = desk.registered().await;
        assert_eq!(refused(propose(&desk, id, "too_hard").await), [Code::NotInClosedList]);
        done(propose(&desk, id, "art_11_4").await);
        assert_eq!(only(decide(&desk, id, Role::Signer, None).await, "").1, "notice");
        done(decide(&desk, id, Role::Signer, Some(letter("3/исх", "2026-03-02", None))).await);
        assert_eq!(desk.row(id).await.instance.state, "CLOSED");
        let reader = desk.world.app.reader(&desk.role(Role::Manager).await);
        let case = reader.case(id).await.unwrap().unwrap();
        let lines = reader.timeline(&case, 20).await.unwrap();
        assert!(
            lines.iter().any(|line| line.text.contains("Текст не читается") && line.text.contains("№ 3/исх"))
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_where_nobody_is_named() {
    with_desk(async |desk| {
        let id = desk.registered().await;
        done(propose(&desk, id, "art_11_1").await);
        done(decide(&desk, id, Role::Signer, None).await);
        assert_eq!(desk.row(id).await.instance.state, "CLOSED");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correspondence_is_ended_by_the_head_alone() {
    with_desk(async |desk| {
        let id = desk.registered().await;
        done(propose(&desk, id, "art_11_5").await);
        let notice = || Some(letter("4/исх", "2026-03-02", None));
        assert!(matches!(decide(&desk, id, Role::Signer, notice()).await, Err(Error::Forbidden)));
        done(decide(&desk, id, Role::HeadOfAdministration, notice()).await);
        let other = desk.registered().await;
        done(propose(&desk, other, "art_11_3").await);
        done(desk.step(other, Role::Signer, Step::DenyNoAnswer).await);
        assert_eq!(desk.row(other).await.instance.state, "ON_RESOLUTION");
    })
    .await;
}
