//! The relay's side of announcements: each once, in the order of its subject, whoever claims.

use chrono::TimeDelta;
use otklik_domain::event::{Kind, VERSION};
use otklik_domain::id::{OutboxId, SubjectId, TenantId};
use otklik_storage::{Backend, Error, Scope};
use otklik_testkit::TestDb;
use serde_json::json;

use crate::subject_world::{World, on_both, subject};

const RELAY: Scope = Scope::Clockwork("relay");

async fn announce(
    world: &World,
    place: &crate::subject_world::Place,
    about: Option<SubjectId>,
    kind: Kind,
) -> OutboxId {
    world
        .store
        .run(
            place.scope(),
            move |tx| async move { tx.append(kind, about, &json!({"number": "1"}), None).await },
        )
        .await
        .unwrap()
}

async fn pass(world: &World, limit: u32) -> Vec<(TenantId, OutboxId)> {
    world
        .store
        .run(RELAY, move |tx| async move {
            let rows = tx.claim_unsent(limit).await?;
            let ids: Vec<_> = rows.iter().map(|row| (row.tenant, row.id)).collect();
            tx.mark_sent(&ids).await?;
            Ok::<_, Error>(ids)
        })
        .await
        .unwrap()
}

#[tokio::test]
async fn announcements_of_a_subject_go_out_one_after_another_in_order() {
    on_both(async |world| {
        let (one, other) = (subject(&world.ours), subject(&world.neighbour));
        world.add(&one).await;
        world.add(&other).await;
        let first = announce(&world, &world.ours, Some(one.id), Kind::SubjectEntered).await;
        let second = announce(&world, &world.ours, Some(one.id), Kind::SubjectChanged).await;
        let third = announce(&world, &world.neighbour, Some(other.id), Kind::SubjectEntered).await;
        let (ours, neighbour) = (world.ours.tenant, world.neighbour.tenant);
        assert_eq!(pass(&world, 10).await, [(ours, first), (neighbour, third)]);
        assert_eq!(pass(&world, 10).await, [(ours, second)]);
        assert_eq!(pass(&world, 10).await, []);
    })
    .await;
}

#[tokio::test]
async fn what_is_about_no_subject_waits_for_nobody_and_the_limit_holds() {
    on_both(async |world| {
        let mut sent = Vec::new();
        for _ in 0..5 {
            sent.push((world.ours.tenant, announce(&world, &world.ours, None, Kind::RegionActed).await));
        }
        let tx = world.store.reader(RELAY).await.unwrap();
        assert_eq!(tx.unsent().await.unwrap().0, 5);
        drop(tx);
        let mut claimed = pass(&world, 3).await;
        assert_eq!(claimed.len(), 3);
        claimed.extend(pass(&world, 3).await);
        assert_eq!(claimed, sent);
        let tx = world.store.reader(RELAY).await.unwrap();
        assert_eq!(tx.unsent().await.unwrap(), (0, None));
    })
    .await;
}

/// Announces something that is told of an hour from now.
async fn announce_later(world: &World, about: SubjectId) -> OutboxId {
    world
        .run(world.ours.scope(), move |tx| async move {
            let opening = tx.now().get() + TimeDelta::hours(1);
            tx.append(Kind::StepFired, Some(about), &json!({}), Some(opening)).await
        })
        .await
        .unwrap()
}

#[tokio::test]
async fn what_waits_for_its_hour_holds_nobody_up_and_goes_out_then() {
    on_both(async |world| {
        let row = subject(&world.ours);
        world.add(&row).await;
        let ours = world.ours.tenant;
        let waits = announce_later(&world, row.id).await;
        let at_once = announce(&world, &world.ours, Some(row.id), Kind::SubjectChanged).await;
        let next = announce(&world, &world.ours, Some(row.id), Kind::SubjectChanged).await;
        let backlog = async || world.store.reader(RELAY).await.unwrap().unsent().await.unwrap().0;
        assert_eq!(backlog().await, 2, "what waits for its hour is no backlog");
        assert_eq!(pass(&world, 10).await, [(ours, at_once)]);
        assert_eq!(pass(&world, 10).await, [(ours, next)]);
        assert_eq!(pass(&world, 10).await, []);
        world.db.clock().advance(TimeDelta::hours(1)).await;
        assert_eq!(backlog().await, 1);
        let late = announce(&world, &world.ours, Some(row.id), Kind::SubjectChanged).await;
        assert_eq!(pass(&world, 10).await, [(ours, waits)], "its hour has come: now the order holds");
        assert_eq!(pass(&world, 10).await, [(ours, late)]);
    })
    .await;
}

#[tokio::test]
async fn what_a_relay_works_on_still_holds_up_the_next_of_its_subject() {
    on_both(async |world| {
        let row = subject(&world.ours);
        world.add(&row).await;
        let ours = world.ours.tenant;
        let first = announce(&world, &world.ours, Some(row.id), Kind::SubjectEntered).await;
        announce(&world, &world.ours, Some(row.id), Kind::SubjectChanged).await;
        world
            .run(RELAY, move |tx| async move {
                let until = tx.now().get() + TimeDelta::minutes(1);
                tx.lease(&[(ours, first)], until).await
            })
            .await
            .unwrap();
        assert_eq!(pass(&world, 10).await, []);
        world.db.clock().advance(TimeDelta::minutes(1)).await;
        assert_eq!(pass(&world, 10).await, [(ours, first)], "offered again");
    })
    .await;
}

#[tokio::test]
async fn a_relay_that_fails_offers_everything_again() {
    on_both(async |world| {
        let event = announce(&world, &world.ours, None, Kind::SubjectEntered).await;
        let failed: Result<(), Error> = world
            .store
            .run(RELAY, |tx| async move {
                let rows = tx.claim_unsent(10).await?;
                tx.mark_sent(&rows.iter().map(|row| (row.tenant, row.id)).collect::<Vec<_>>()).await?;
                Err(Error::conflict("the queue is away"))
            })
            .await;
        assert!(failed.is_err());
        assert_eq!(pass(&world, 10).await, [(world.ours.tenant, event)]);
    })
    .await;
}

/// Only PostgreSQL has two relays at once; SQLite has one writer.
#[tokio::test]
async fn two_relays_claim_different_rows_and_never_overtake_within_a_subject() {
    let db = TestDb::postgres().await;
    assert_eq!(db.backend(), Backend::Postgres);
    let world = World::fill(db).await;
    let (one, other) = (subject(&world.ours), subject(&world.ours));
    world.add(&one).await;
    world.add(&other).await;
    let mut first_of = Vec::new();
    for about in [&one, &other] {
        first_of.push(announce(&world, &world.ours, Some(about.id), Kind::SubjectEntered).await);
        announce(&world, &world.ours, Some(about.id), Kind::SubjectChanged).await;
    }
    let (holds, held) = tokio::sync::oneshot::channel();
    let (go, wait) = tokio::sync::oneshot::channel::<()>();
    let store = world.store.clone();
    let slow = tokio::spawn(async move {
        let act: Result<Vec<OutboxId>, Error> = store
            .run(RELAY, |tx| async move {
                let rows = tx.claim_unsent(1).await?;
                holds.send(()).ok();
                wait.await.ok();
                tx.mark_sent(&rows.iter().map(|row| (row.tenant, row.id)).collect::<Vec<_>>()).await?;
                Ok(rows.iter().map(|row| row.id).collect())
            })
            .await;
        act.unwrap()
    });
    held.await.unwrap();
    let meanwhile: Vec<_> = pass(&world, 10).await.into_iter().map(|(_, id)| id).collect();
    go.send(()).unwrap();
    assert_eq!(slow.await.unwrap(), [first_of[0]]);
    assert_eq!(meanwhile, [first_of[1]], "neither the locked row nor the one behind it");
}

#[tokio::test]
async fn an_announcement_is_read_back_as_it_was_written() {
    on_both(async |world| {
        let one = subject(&world.ours);
        world.add(&one).await;
        let event = announce(&world, &world.ours, Some(one.id), Kind::ReplyPublished).await;
        let tx = world.store.reader(Scope::Clockwork("plan")).await.unwrap();
        let row = tx.outbox_row(world.ours.tenant, event).await.unwrap().unwrap();
        assert_eq!((row.tenant, row.region, row.subject), (one.tenant, one.region, Some(one.id)));
        assert_eq!(
            (row.kind, row.version, row.body),
            (Kind::ReplyPublished, VERSION, json!({"number": "1"}))
        );
        assert!(tx.outbox_row(world.neighbour.tenant, event).await.unwrap().is_none());
        drop(tx);
        let tx = world.store.reader(world.neighbour.scope()).await.unwrap();
        assert!(tx.outbox_row(world.ours.tenant, event).await.unwrap().is_none());
        assert!(tx.claim_unsent(1).await.is_err(), "a tenant is no relay");
    })
    .await;
}

#[tokio::test]
async fn an_announcement_waits_for_its_moment() {
    on_both(async |world| {
        let event = announce(&world, &world.ours, None, Kind::SubjectEntered).await;
        let later = (otklik_testkit::START.parse::<chrono::DateTime<chrono::Utc>>().unwrap()
            + TimeDelta::hours(2))
        .into();
        world.execute("UPDATE outbox SET available_at = $1", [later]).await;
        assert_eq!(pass(&world, 10).await, []);
        world.db.clock().advance(TimeDelta::hours(2)).await;
        assert_eq!(pass(&world, 10).await, [(world.ours.tenant, event)]);
    })
    .await;
}

#[tokio::test]
async fn a_leased_announcement_is_offered_again_when_nobody_marked_it() {
    on_both(async |world| {
        let event = announce(&world, &world.ours, None, Kind::SubjectEntered).await;
        let leased = world
            .store
            .run(RELAY, |tx| async move {
                let rows = tx.claim_unsent(10).await?;
                let ids: Vec<_> = rows.iter().map(|row| (row.tenant, row.id)).collect();
                tx.lease(&ids, tx.now().get() + TimeDelta::minutes(1)).await?;
                Ok::<_, Error>(ids)
            })
            .await
            .unwrap();
        assert_eq!(leased, [(world.ours.tenant, event)]);
        assert_eq!(pass(&world, 10).await, []);
        world.db.clock().advance(TimeDelta::minutes(1)).await;
        assert_eq!(pass(&world, 10).await, leased);
    })
    .await;
}
