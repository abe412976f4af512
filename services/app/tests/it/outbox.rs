//! The relay: an announcement is done when it was handled, not when it was handed over; each subject's in order.

use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use otklik_app::Error;
use otklik_app::outbox::{Envelope, Relayed, handled, relay};
use otklik_domain::event::Kind;
use otklik_domain::id::SubjectId;

use crate::centre::{FAST, World, on_both};

async fn unsent(world: &World) -> i64 {
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

/// Takes and handles everything that waits, in the order of its passes.
pub(crate) async fn relayed(world: &World) -> Vec<Envelope> {
    let mut all = Vec::new();
    loop {
        let (_, taken) = pass(world, 100).await;
        if taken.is_empty() {
            return all;
        }
        for envelope in &taken {
            handled(&world.app, envelope.tenant, envelope.id).await.unwrap();
        }
        all.extend(taken);
    }
}

/// Longer than an announcement stays with whoever took it.
async fn wait(world: &World) {
    world.db.clock().advance(TimeDelta::minutes(2)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_announcement_is_sent_when_it_was_handled_and_offered_again_until_then() {
    on_both(async |world| {
        world.enter(FAST).await;
        world.enter_in(&world.centres.b, FAST).await;
        let failed = relay(&world.app, 10, |_| async { Err("the queue is down".to_owned()) }).await;
        assert!(matches!(failed, Err(Error::Unavailable(said)) if said.contains("the queue is down")));
        assert_eq!(unsent(&world).await, 2, "it was not handed over");
        wait(&world).await;
        let (relayed, taken) = pass(&world, 10).await;
        assert_eq!((relayed, taken.len()), (Relayed { sent: 2, more: false }, 2));
        assert_eq!(pass(&world, 10).await, (Relayed::default(), Vec::new()), "while somebody has it");
        assert_eq!(unsent(&world).await, 2, "it was handed over, not handled");
        handled(&world.app, taken[0].tenant, taken[0].id).await.unwrap();
        wait(&world).await;
        let (_, again) = pass(&world, 10).await;
        assert_eq!(again, taken[1..], "what the queue has lost comes again, what was handled does not");
        handled(&world.app, taken[1].tenant, taken[1].id).await.unwrap();
        wait(&world).await;
        assert_eq!(pass(&world, 10).await, (Relayed::default(), Vec::new()));
        assert_eq!(unsent(&world).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn announcements_of_one_subject_go_out_in_order() {
    on_both(async |world| {
        let first = world.enter(FAST).await.to_answered().await;
        let second = world.enter_in(&world.centres.c, FAST).await.to_work().await;
        let (relayed_first, taken) = pass(&world, 1).await;
        assert_eq!((relayed_first, taken.len()), (Relayed { sent: 1, more: true }, 1));
        assert_eq!(taken[0].kind, Kind::SubjectEntered);
        let (_, others) = pass(&world, 100).await;
        let waiting = taken[0].subject;
        assert!(
            others.iter().all(|envelope| envelope.subject != waiting),
            "the next waits for the one before it"
        );
        wait(&world).await;
        let all = relayed(&world).await;
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
