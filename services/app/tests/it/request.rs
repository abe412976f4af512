//! One act once: repeats, several at the same time, stale revisions.

use otklik_app::case::{assign, comment, enter};
use otklik_app::{Error, Receipt, Request};
use otklik_domain::id::RequestId;
use otklik_domain::refusal::Code;
use otklik_domain::role::Role;
use serde_json::json;

use crate::centre::{FAST, NORMAL, Walk, card, done, on_both, refused, request, uuid};

async fn assignment(case: &Walk<'_>, role: Role) -> assign::Input {
    let expected_revision = case.row().await.revision;
    let assignee = case.centre.user(role);
    assign::Input { case: case.id, expected_revision, assignee, organization: None, note: None }
}

fn conflict(receipt: Result<Receipt, Error>) -> (i64, Vec<String>) {
    match receipt {
        Err(Error::Conflict { revision, changed }) => {
            (revision, changed.into_iter().map(|line| format!("{}: {}", line.actor, line.text)).collect())
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_gets_the_same_answer_and_does_nothing() {
    on_both(async |world| {
        let a = &world.centres.a;
        let coordinator = world.caller(a, Role::Coordinator).await;
        let one = request();
        let first = enter::run(&world.app, &coordinator, &one, card(FAST)).await.unwrap();
        let second = enter::run(&world.app, &coordinator, &one, card(FAST)).await.unwrap();
        assert_eq!(first, second);
        assert_eq!(world.db.count("SELECT count(*) FROM subject").await, 1);
        // A refusal is an answer too, even when the act would go through by now.
        let case = world.enter(FAST).await;
        let executor = case.as_role(Role::Executor).await;
        case.assign().await;
        let one = request();
        let draft = case.draft(otklik_domain::reply::Kind::Final, "Готово.").await;
        let early = otklik_app::case::submit_reply::run(&world.app, &executor, &one, draft.clone()).await;
        assert_eq!(refused(early), [Code::ActNotAllowedInState]);
        case.accept().await;
        let late = otklik_app::case::submit_reply::run(&world.app, &executor, &one, draft).await;
        assert_eq!(refused(late), [Code::ActNotAllowedInState]);
        assert_eq!(case.state().await, "IN_WORK");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_request_at_once_is_one_act() {
    on_both(async |world| {
        let coordinator = world.caller(&world.centres.a, Role::Coordinator).await;
        let one = request();
        let enter = || enter::run(&world.app, &coordinator, &one, card(FAST));
        let (first, second, third) = tokio::join!(enter(), enter(), enter());
        let id = done(first);
        assert_eq!((done(second), done(third)), (id, id));
        assert_eq!(world.db.count("SELECT count(*) FROM subject").await, 1);
        assert_eq!(world.db.count("SELECT count(*) FROM case_text").await, 1);
        assert_eq!(world.db.count("SELECT count(*) FROM outbox").await, 1);
        world.figures_hold(&world.centres.a).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_with_other_data_is_refused_and_belongs_to_its_account() {
    on_both(async |world| {
        let coordinator = world.caller(&world.centres.a, Role::Coordinator).await;
        let id = RequestId(uuid());
        let of = |topic: &str| Request::new(id, "enterCase", &json!({ "topic": topic }));
        let first = done(enter::run(&world.app, &coordinator, &of(FAST), card(FAST)).await);
        let other = enter::run(&world.app, &coordinator, &of(NORMAL), card(NORMAL)).await;
        assert!(matches!(other, Err(Error::Invalid { code: "REQUEST_ID_REUSED", .. })), "{other:?}");
        let named = Request::new(id, "addComment", &json!({ "topic": FAST }));
        let words = comment::Input { case: first, text: "Вижу".into() };
        let other = comment::run(&world.app, &coordinator, &named, words).await;
        assert!(matches!(other, Err(Error::Invalid { code: "REQUEST_ID_REUSED", .. })), "{other:?}");
        for (centre, role) in [(&world.centres.a, Role::Manager), (&world.centres.b, Role::Coordinator)] {
            let caller = world.caller(centre, role).await;
            assert_ne!(done(enter::run(&world.app, &caller, &of(NORMAL), card(NORMAL)).await), first);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_that_failed_leaves_its_id_free() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        let one = request();
        let input = assignment(&case, Role::Executor).await;
        let publisher = case.as_role(Role::Publisher).await;
        let forbidden = assign::run(&world.app, &publisher, &one, input.clone()).await;
        assert!(matches!(forbidden, Err(Error::Forbidden)));
        world.appoint(case.centre, Role::Publisher, Role::Coordinator).await;
        let publisher = case.as_role(Role::Publisher).await;
        done(assign::run(&world.app, &publisher, &one, input).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_revision_is_a_conflict_that_says_what_changed() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        let coordinator = case.as_role(Role::Coordinator).await;
        let stale = assignment(&case, Role::Executor).await;
        case.assign().await;
        case.accept().await;
        let before = case.row().await;
        let (revision, changed) = conflict(assign::run(&world.app, &coordinator, &request(), stale).await);
        assert_eq!(revision, 3);
        assert_eq!(
            changed,
            [
                "Специалист управления: Состояние: В работе",
                "Специалист управления: Принять",
                "Координатор центра: Состояние: Назначено",
                "Координатор центра: Назначен исполнитель",
                "Координатор центра: Назначить",
            ]
        );
        let mut ahead = assignment(&case, Role::Executor).await;
        ahead.expected_revision = 7;
        assert_eq!(conflict(assign::run(&world.app, &coordinator, &request(), ahead).await), (3, Vec::new()));
        assert_eq!(case.row().await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_acts_at_once_on_one_revision_one_is_done() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        let coordinator = case.as_role(Role::Coordinator).await;
        let input = assignment(&case, Role::Executor).await;
        let (one, other) = (request(), request());
        let (one, other) = tokio::join!(
            assign::run(&world.app, &coordinator, &one, input.clone()),
            assign::run(&world.app, &coordinator, &other, input),
        );
        let (won, lost) = if one.is_ok() { (one, other) } else { (other, one) };
        done(won);
        let (revision, changed) = conflict(lost);
        assert_eq!((revision, changed.len()), (2, 3));
        assert_eq!(case.row().await.revision, 2);
        world.figures_hold(case.centre).await;
    })
    .await;
}
