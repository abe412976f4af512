//! The one extension: while it can still be granted, within thirty days, with a notice, once.

use otklik_app::case::appeal::extension::{self, Input};
use otklik_app::case::appeal::plain::Step;
use otklik_app::{Error, Receipt};
use otklik_domain::id::CaseId;
use otklik_domain::refusal::Code;
use otklik_domain::role::Role;

use super::desk::{Desk, day, letter, only, with_desk};
use crate::centre::{at, done, minute, request};

async fn input(desk: &Desk, id: CaseId, until: &str) -> Input {
    Input {
        case: id,
        expected_revision: desk.row(id).await.revision,
        until: day(until),
        reason: Some("expertise".into()),
        notice: None,
        note: None,
    }
}

async fn ask(desk: &Desk, id: CaseId, until: &str) -> Result<Receipt, Error> {
    let executor = desk.role(Role::Executor).await;
    extension::request(&desk.world.app, &executor, &request(), input(desk, id, until).await).await
}

async fn grant(desk: &Desk, id: CaseId, until: &str, notice: bool) -> Result<Receipt, Error> {
    let signer = desk.role(Role::Signer).await;
    let notice = notice.then(|| letter("9/исх", "2026-03-02", None));
    let input = Input { notice, ..input(desk, id, until).await };
    extension::grant(&desk.world.app, &signer, &request(), input).await
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_granted_once_with_a_notice_and_moves_the_date_of_the_law() {
    with_desk(async |desk| {
        let id = desk.in_work().await;
        assert_eq!(only(ask(&desk, id, "2026-05-02").await, "latest").0, Code::BeyondLegalBound);
        done(ask(&desk, id, "2026-04-15").await);
        assert_eq!(desk.row(id).await.instance.state, "EXTENSION_REQUESTED");
        assert_eq!(only(grant(&desk, id, "2026-04-15", false).await, "").1, "notice");
        let beyond = only(grant(&desk, id, "2026-05-02", true).await, "latest");
        assert_eq!(beyond, (Code::BeyondLegalBound, "until".into(), "2026-05-01".into()));
        done(grant(&desk, id, "2026-04-15", true).await);
        let walk = desk.walk(id);
        let row = walk.row().await;
        assert_eq!(
            (row.instance.state.as_str(), row.instance.extended_until),
            ("IN_WORK", Some(day("2026-04-15")))
        );
        assert_eq!(minute(walk.clock_of("legal").await.due.legal.unwrap()), at("2026-04-16 00:00"));
        assert_eq!(walk.tx().await.letters(id.into()).await.unwrap().len(), 1);
        let reader = desk.world.app.reader(&desk.role(Role::Executor).await);
        let case = reader.case(id).await.unwrap().unwrap();
        let acts = reader.available(&case).await.unwrap();
        assert!(acts.iter().all(|act| act.act != "request_extension"), "it is not offered twice");
        let lines = reader.timeline(&case, 50).await.unwrap();
        assert!(lines.iter().any(|line| line.text == "Срок продлён до 15.04.2026"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn asked_too_late_the_refusal_names_the_last_day() {
    with_desk(async |desk| {
        let id = desk.in_work().await;
        let reader = desk.world.app.reader(&desk.role(Role::Executor).await);
        let case = reader.case(id).await.unwrap().unwrap();
        let acts = reader.available(&case).await.unwrap();
        let offered = acts.iter().find(|act| act.act == "request_extension").unwrap();
        assert_eq!(offered.latest, Some(day("2026-05-01")));
        desk.world.clock("2026-03-30 09:00").await;
        assert_eq!(
            only(ask(&desk, id, "2026-04-15").await, "last_day"),
            (Code::TermIsOver, String::new(), "2026-03-27".into())
        );
        desk.world.clock("2026-03-27 17:40").await;
        done(ask(&desk, id, "2026-04-15").await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn denied_it_goes_on_in_its_old_term_and_only_the_signer_decides() {
    with_desk(async |desk| {
        let id = desk.in_work().await;
        done(ask(&desk, id, "2026-04-15").await);
        assert!(matches!(desk.step(id, Role::Executor, Step::DenyExtension).await, Err(Error::Forbidden)));
        done(desk.step(id, Role::Signer, Step::DenyExtension).await);
        let row = desk.row(id).await;
        assert_eq!((row.instance.state.as_str(), row.instance.extended_until), ("IN_WORK", None));
    })
    .await;
}
