//! The audit log proves itself: what was edited, removed or moved shows.

use chrono::TimeDelta;
use otklik_domain::audit::Actor;
use otklik_domain::id::{AuditId, TenantId};
use otklik_storage::query::audit::{AuditReport, Broken, Defect};
use otklik_storage::{ConnectOptions, Error, Keys, Scope, Store};
use serde_json::json;

use crate::subject_world::{Place, World, on_both};

const SEALER: Scope = Scope::Clockwork("seal audit");

async fn write(world: &World, place: &Place, count: usize) -> Vec<AuditId> {
    let mut written = Vec::new();
    for n in 0..count {
        let actor = Actor::User { tenant: place.tenant, user: place.users[0] };
        let body = json!({"z": n, "a": {"y": [1, null, "«текст»"], "b": 1.5}, "m": true});
        let id = world
            .store
            .run(place.scope(), move |tx| async move { tx.audit(actor, "assign", None, &body).await })
            .await
            .unwrap();
        written.push(id);
        world.db.clock().advance(TimeDelta::milliseconds(1)).await;
    }
    written
}

async fn seal(world: &World, limit: u32) -> u64 {
    world.store.run(SEALER, move |tx| async move { tx.seal_audit(limit).await }).await.unwrap()
}

async fn verify(world: &World, tenant: TenantId) -> AuditReport {
    world.store.reader(SEALER).await.unwrap().verify_audit(tenant).await.unwrap()
}

#[tokio::test]
async fn a_log_is_chained_per_tenant_and_holds() {
    on_both(async |world| {
        let (ours, theirs) = (world.ours.tenant, world.neighbour.tenant);
        write(&world, &world.ours, 5).await;
        write(&world, &world.neighbour, 2).await;
        let report = verify(&world, ours).await;
        assert_eq!(report, AuditReport { sealed: 0, tail: 5, head: None, broken_at: None });
        assert_eq!(seal(&world, 3).await, 3);
        assert_eq!(seal(&world, 100).await, 4);
        assert_eq!(seal(&world, 100).await, 0);
        write(&world, &world.ours, 1).await;
        let report = verify(&world, ours).await;
        assert_eq!((report.sealed, report.tail, report.broken_at), (5, 1, None));
        assert_eq!(report.head.unwrap().0, 5);
        let other = verify(&world, theirs).await;
        assert_eq!((other.sealed, other.tail, other.broken_at), (2, 0, None));
        assert_ne!(other.head.unwrap().1, report.head.unwrap().1);
        // The tenant itself may prove its log, nobody else's.
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        assert_eq!(tx.verify_audit(ours).await.unwrap(), report);
        assert!(tx.verify_audit(theirs).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn an_edited_entry_shows_sealed_or_not() {
    on_both(async |world| {
        let entries = write(&world, &world.ours, 3).await;
        world.execute("UPDATE audit_entry SET act = 'close' WHERE id = $1", [entries[2].0.into()]).await;
        let broken = Broken { entry: entries[2], seq: None, defect: Defect::Edited };
        assert_eq!(verify(&world, world.ours.tenant).await.broken_at, Some(broken));
        world.execute("UPDATE audit_entry SET act = 'assign' WHERE id = $1", [entries[2].0.into()]).await;
        assert_eq!(verify(&world, world.ours.tenant).await.broken_at, None);

        seal(&world, 10).await;
        for column in ["body", "actor"] {
            let kept = format!("UPDATE audit_entry SET {column} = $2 WHERE id = $1");
            let was =
                world.number(&format!("SELECT count(*) FROM audit_entry WHERE {column} IS NOT NULL")).await;
            assert_eq!(was, 3);
            world.execute(&kept, [entries[1].0.into(), json!({"kind": "system"}).into()]).await;
            let broken = Broken { entry: entries[1], seq: Some(2), defect: Defect::Edited };
            assert_eq!(verify(&world, world.ours.tenant).await.broken_at, Some(broken));
        }
    })
    .await;
}

#[tokio::test]
async fn an_entry_that_is_gone_shows() {
    on_both(async |world| {
        let entries = write(&world, &world.ours, 4).await;
        seal(&world, 10).await;
        world.execute("DELETE FROM audit_entry WHERE id = $1", [entries[1].0.into()]).await;
        let broken = Broken { entry: entries[2], seq: Some(3), defect: Defect::Missing };
        assert_eq!(verify(&world, world.ours.tenant).await.broken_at, Some(broken));
        // Numbered anew to hide it: the chain does not follow.
        world.execute("UPDATE audit_entry SET seq = 2 WHERE id = $1", [entries[2].0.into()]).await;
        let broken = Broken { entry: entries[2], seq: Some(2), defect: Defect::Unchained };
        assert_eq!(verify(&world, world.ours.tenant).await.broken_at, Some(broken));
    })
    .await;
}

#[tokio::test]
async fn swapped_entries_show() {
    on_both(async |world| {
        let entries = write(&world, &world.ours, 3).await;
        seal(&world, 10).await;
        for (entry, seq) in [(0, 100_i64), (1, 1), (0, 2)] {
            world
                .execute(
                    "UPDATE audit_entry SET seq = $2 WHERE id = $1",
                    [entries[entry].0.into(), seq.into()],
                )
                .await;
        }
        let broken = Broken { entry: entries[1], seq: Some(1), defect: Defect::Unchained };
        assert_eq!(verify(&world, world.ours.tenant).await.broken_at, Some(broken));
    })
    .await;
}

#[tokio::test]
async fn entries_cut_off_the_end_show_against_a_head_kept_outside() {
    on_both(async |world| {
        let entries = write(&world, &world.ours, 3).await;
        seal(&world, 10).await;
        let kept = verify(&world, world.ours.tenant).await.head.unwrap();
        world.execute("DELETE FROM audit_entry WHERE id = $1", [entries[2].0.into()]).await;
        let report = verify(&world, world.ours.tenant).await;
        assert_eq!(report.broken_at, None);
        assert_ne!(report.head.unwrap(), kept);
    })
    .await;
}

#[tokio::test]
async fn another_key_proves_nothing() {
    on_both(async |world| {
        write(&world, &world.ours, 1).await;
        let options = ConnectOptions {
            url: world.db.url().to_owned(),
            max_connections: 1,
            keys: Keys::from_master([8; 32]),
            clock: world.db.store_clock(),
        };
        let stranger = Store::connect(options).await.unwrap();
        let report = stranger.reader(SEALER).await.unwrap().verify_audit(world.ours.tenant).await.unwrap();
        assert!(report.broken_at.is_some());
        stranger.close().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_database_refuses_to_change_or_remove_an_entry() {
    let world = World::fill(otklik_testkit::TestDb::postgres().await).await;
    write(&world, &world.ours, 1).await;
    for sql in ["UPDATE audit_entry SET act = 'x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"] {
        for role in ["otklik_tenant", "otklik_region", "otklik_clockwork", "otklik_door"] {
            let plain = sea_orm::Database::connect(world.db.url()).await.unwrap();
            let batch = format!("BEGIN; SET LOCAL ROLE {role}; {sql}");
            let denied = sea_orm::ConnectionTrait::execute_unprepared(&plain, &batch).await.unwrap_err();
            assert!(denied.to_string().contains("permission denied"), "{role}: {sql}: {denied}");
            plain.close().await.unwrap();
        }
    }
}

#[tokio::test]
async fn two_sealers_make_one_chain() {
    let world = World::fill(otklik_testkit::TestDb::postgres().await).await;
    write(&world, &world.ours, 20).await;
    let sealers = (0..4).map(|_| {
        let store = world.store.clone();
        tokio::spawn(async move {
            let sealed: Result<u64, Error> =
                store.run(SEALER, |tx| async move { tx.seal_audit(7).await }).await;
            sealed
        })
    });
    let mut sealed = 0;
    for sealer in sealers.collect::<Vec<_>>() {
        sealed += sealer.await.unwrap().unwrap();
    }
    sealed += seal(&world, 100).await;
    assert_eq!(sealed, 20);
    let report = verify(&world, world.ours.tenant).await;
    assert_eq!((report.sealed, report.tail, report.broken_at), (20, 0, None));
}
