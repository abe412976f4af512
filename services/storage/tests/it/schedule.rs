//! Repeated works, and the row about the database itself.

use chrono::TimeDelta;
use otklik_storage::query::deployment::{Deployment, MadeBy};
use otklik_storage::{Error, Scope};
use otklik_testkit::{TestDb, seed};

const JOBS: Scope = Scope::Clockwork("schedule");

fn every(name: &str) -> Option<TimeDelta> {
    (name == "digest").then(|| TimeDelta::hours(1))
}

#[tokio::test]
async fn a_work_is_claimed_once_per_interval_and_missed_ones_are_done_once() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let (a, b) = (centres.a.tenant.id, centres.b.tenant.id);
        db.store()
            .run(JOBS, move |tx| async move {
                let now = tx.now().get();
                tx.ensure_schedule(a, "digest", now).await?;
                tx.ensure_schedule(a, "digest", now + TimeDelta::days(9)).await?;
                tx.ensure_schedule(b, "digest", now + TimeDelta::hours(2)).await?;
                tx.ensure_schedule(a, "nobody-knows", now).await
            })
            .await
            .unwrap();
        let due = || db.store().run(JOBS, |tx| async move { tx.due_schedules(&every).await });
        assert_eq!(due().await.unwrap(), [(a, "digest".to_owned())]);
        assert_eq!(due().await.unwrap(), []);
        db.clock().advance(TimeDelta::hours(5)).await;
        let mut both = due().await.unwrap();
        both.sort();
        let mut expected = [(a, "digest".to_owned()), (b, "digest".to_owned())];
        expected.sort();
        assert_eq!(both, expected);
        assert_eq!(due().await.unwrap(), []);
    }
}

#[tokio::test]
async fn only_a_demonstration_may_have_another_time() {
    for db in TestDb::both().await {
        let tx = db.store().reader(Scope::Door).await.unwrap();
        assert_eq!(tx.deployment().await.unwrap(), None);
        drop(tx);
        let demo =
            Deployment { made_by: MadeBy::Demo, clock_offset: TimeDelta::microseconds(-86_400_000_001) };
        db.owner().run(Scope::Owner, move |tx| async move { tx.put_deployment(demo).await }).await.unwrap();
        assert_eq!(db.store().reader(Scope::Door).await.unwrap().deployment().await.unwrap(), Some(demo));
        let moved = Deployment { made_by: MadeBy::Install, ..demo };
        let refused: Result<(), Error> =
            db.owner().run(Scope::Owner, move |tx| async move { tx.put_deployment(moved).await }).await;
        assert!(matches!(refused, Err(Error::Bug(_))), "{refused:?}");
        let stranger: Result<(), Error> =
            db.store().run(Scope::Door, move |tx| async move { tx.put_deployment(demo).await }).await;
        assert!(stranger.is_err());
    }
}

#[tokio::test]
async fn the_door_knows_the_steps_of_the_schema() {
    for db in TestDb::both().await {
        let tx = db.store().reader(Scope::Door).await.unwrap();
        assert_eq!(tx.applied_steps().await.unwrap(), otklik_migrations::names());
    }
}
