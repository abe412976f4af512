//! The audit log of real acts: whole, per tenant, and a changed row is found.

use otklik_app::audit::{seal, verify};
use otklik_domain::role::Role;
use otklik_storage::query::audit::Defect;

use crate::centre::{FAST, World, on_both};

/// Acts of people and of the engine in two tenants.
async fn acts(world: &World) {
    world.enter(FAST).await.to_answered().await;
    let case = world.enter(FAST).await;
    world.enter_in(&world.centres.b, FAST).await.to_work().await;
    world.clock("2026-03-05 19:00").await;
    world.sweep().await;
    case.assign().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_act_leaves_an_entry_and_the_log_holds() {
    on_both(async |world| {
        acts(&world).await;
        let (a, b) = (world.centres.a.tenant.id, world.centres.b.tenant.id);
        let open = verify(&world.app, a).await.unwrap();
        assert_eq!((open.sealed, open.broken_at), (0, None));
        let all = world.db.count("SELECT count(*) FROM audit_entry").await.unsigned_abs();
        let mut sealed = 0;
        while let more @ 1.. = seal(&world.app, 5).await.unwrap() {
            sealed += more;
        }
        assert_eq!(sealed, all);
        let (ours, theirs) = (verify(&world.app, a).await.unwrap(), verify(&world.app, b).await.unwrap());
        assert_eq!((ours.sealed, ours.tail, ours.broken_at), (open.tail, 0, None));
        assert_eq!((ours.sealed + theirs.sealed, theirs.broken_at), (all, None));
        for act in ["enter", "assign", "accept", "submit_reply", "approve", "publish_final", "tick"] {
            let sql = format!("SELECT count(*) FROM audit_entry WHERE act = '{act}'");
            assert!(world.db.count(&sql).await > 0, "{act}");
        }
        let executor = world.centres.a.user(Role::Executor).0;
        let by = format!("SELECT count(*) FROM audit_entry WHERE CAST(actor AS text) LIKE '%{executor}%'");
        assert_eq!(world.db.count(&by).await, 2, "accepted and submitted");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_or_removed_entry_is_found_and_only_in_its_tenant() {
    on_both(async |world| {
        acts(&world).await;
        let (a, b) = (world.centres.a.tenant.id, world.centres.b.tenant.id);
        let key = world.key(a);
        let edit = |from: &str, to: &str| {
            format!("UPDATE audit_entry SET act = '{to}' WHERE act = '{from}' AND tenant_id = {key}")
        };
        world.db.tamper(&edit("approve", "approved")).await;
        let report = verify(&world.app, a).await.unwrap();
        assert_eq!(report.broken_at.map(|broken| (broken.seq, broken.defect)), Some((None, Defect::Edited)));
        world.db.tamper(&edit("approved", "approve")).await;
        assert_eq!(verify(&world.app, a).await.unwrap().broken_at, None);
        while seal(&world.app, 100).await.unwrap() > 0 {}
        world.db.tamper(&edit("approve", "approved")).await;
        assert_eq!(verify(&world.app, a).await.unwrap().broken_at.unwrap().defect, Defect::Edited);
        world.db.tamper(&edit("approved", "approve")).await;
        world
            .db
            .tamper(&format!("DELETE FROM audit_entry WHERE act = 'approve' AND tenant_id = {key}"))
            .await;
        assert_eq!(verify(&world.app, a).await.unwrap().broken_at.unwrap().defect, Defect::Missing);
        assert_eq!(verify(&world.app, b).await.unwrap().broken_at, None);
    })
    .await;
}
