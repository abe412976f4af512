//! The relay: announcements are sent when sending succeeded, each subject's in order.

use std::sync::{Arc, Mutex};

use otklik_app::Error;
use otklik_app::outbox::{Envelope, Relayed, relay};
use otklik_domain::event::Kind;
use otklik_domain::id::SubjectId;

use crate::centre::{FAST, World, on_both};

pub(crate) async fn unsent(world: &World) -> i64 {
    world.db.count("SELECT count(*) FROM outbox WHERE sent_at IS NULL").await
}

/// One pass; answers what was handed over.
async fn pass(world: &World, limit: u32) -> (Relayed, Vec<Envelope>) {
    let sent: Arc<Mutex<Vec<Envelope>>> = Arc::default();
    let into = Arc::clone(&sent);
    let relayed = relay(&world.app, limit, move |envelopes| async move {
        into.lock().unwrap().extend(envelopes);
        Ok(())
    })
    .await
    .unwrap();
    let sent = sent.lock().unwrap().clone();
    (relayed, sent)
}

/// Everything that waits, in the order of its passes.
pub(crate) async fn relayed(world: &World) -> Vec<Envelope> {
    let mut all = Vec::new();
    loop {
        let (_, sent) = pass(world, 100).await;
        if sent.is_empty() {
            return all;
        }
        all.extend(sent);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_handed_over_is_offered_again() {
    on_both(async |world| {
        world.enter(FAST).await;
        world.enter_in(&world.centres.b, FAST).await;
        let failed = relay(&world.app, 10, |_| async { Err("the queue is down".to_owned()) }).await;
        assert!(matches!(failed, Err(Error::Unavailable(said)) if said.contains("the queue is down")));
        assert_eq!(unsent(&world).await, 2);
        let (relayed, sent) = pass(&world, 10).await;
        assert_eq!((relayed, sent.len()), (Relayed { sent: 2, more: false }, 2));
        assert_eq!(unsent(&world).await, 0);
        assert_eq!(pass(&world, 10).await, (Relayed::default(), Vec::new()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn announcements_of_one_subject_go_out_in_order() {
    on_both(async |world| {
        let first = world.enter(FAST).await.to_answered().await;
        let second = world.enter_in(&world.centres.c, FAST).await.to_work().await;
        let (relayed_first, sent) = pass(&world, 1).await;
        assert_eq!((relayed_first, sent.len()), (Relayed { sent: 1, more: true }, 1));
        let mut all = sent;
        all.extend(relayed(&world).await);
        let of = |id: SubjectId| {
            let own = all.iter().filter(move |envelope| envelope.subject == Some(id));
            own.map(|envelope| (envelope.id, envelope.kind)).unzip::<_, _, Vec<_>, Vec<_>>()
        };
        let (ids, kinds) = of(first.id.into());
        assert!(ids.is_sorted());
        assert_eq!(kinds.first(), Some(&Kind::SubjectEntered));
        assert_eq!(kinds.last(), Some(&Kind::ReplyPublished));
        assert_eq!(kinds.len(), 6, "entered, assigned, accepted, submitted, approved, published");
        assert_eq!(of(second.id.into()).1.len(), 3);
        assert!(all.iter().all(|envelope| envelope.version == 1));
        assert_eq!(unsent(&world).await, 0);
    })
    .await;
}
