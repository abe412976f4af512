//! Internal comments: words beside the case that move nothing.

use chrono::TimeDelta;
use otklik_app::case::comment::{self, Input, MOST_CHARACTERS};
use otklik_domain::refusal::Code;
use otklik_domain::role::Role;

use crate::centre::{FAST, done, on_both, refused, request};

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_moves_neither_revision_nor_clock() {
    on_both(async |world| {
        let case = world.enter(FAST).await.to_work().await;
        let before = case.row().await;
        let announced = world.db.count("SELECT count(*) FROM outbox").await;
        world.db.clock().advance(TimeDelta::minutes(7)).await;
        for (role, text) in [(Role::Executor, "  Выехали на место "), (Role::Curator, "Жду фото")]
        {
            let input = Input { case: case.id, text: text.into() };
            done(comment::run(&world.app, &case.as_role(role).await, &request(), input).await);
        }
        assert_eq!(case.row().await, before);
        assert_eq!(world.db.count("SELECT count(*) FROM outbox").await, announced);
        let said = case.tx().await.comments(case.id.into()).await.unwrap();
        let said: Vec<_> = said.iter().map(|line| (line.author, line.body.as_str())).collect();
        let (executor, curator) = (case.centre.user(Role::Executor), case.centre.user(Role::Curator));
        assert_eq!(said, [(executor, "Выехали на место"), (curator, "Жду фото")]);
        assert_eq!(world.db.count("SELECT count(*) FROM audit_entry WHERE act = 'comment'").await, 2);
        // An act at the revision that was seen before the comments goes through.
        case.submit(otklik_domain::reply::Kind::Final).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_or_endless_comment_is_refused() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        let coordinator = case.as_role(Role::Coordinator).await;
        let say = async |text: String| {
            comment::run(&world.app, &coordinator, &request(), Input { case: case.id, text }).await
        };
        assert_eq!(refused(say(" \n ".into()).await), [Code::FieldRequired]);
        assert_eq!(refused(say("я".repeat(MOST_CHARACTERS + 1)).await), [Code::TooLarge]);
        assert_eq!(case.tx().await.comments(case.id.into()).await.unwrap(), []);
    })
    .await;
}
