//! What is offered is done; what fails is tried again, and given up in the open.

use std::time::Duration;

use otklik_jobs::Queue;
use otklik_jobs::queue::{Envelope, Error, Failure, policy};

use crate::backend::{Recorded, Running, job, prefix, queues, redis_url, until};
use crate::server::Server;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_producers_of_twenty_thousand_jobs_lose_none() {
    let queue = Queue::memory();
    let work = Recorded::default();
    let running = Running::start(&queue, &work);
    let producers: Vec<_> = (0..8)
        .map(|producer| {
            let queue = queue.clone();
            tokio::spawn(async move {
                for n in 0..2_500 {
                    queue.push(&job(producer * 10_000 + n)).await.unwrap();
                }
            })
        })
        .collect();
    for producer in producers {
        producer.await.unwrap();
    }
    until("20 000 jobs are done", || work.distinct() == 20_000).await;
    assert_eq!(work.total(), 20_000);
    assert_eq!(queue.waiting().await.unwrap(), 0);
    running.stop().await;
    assert_eq!((queue.restarts(), queue.buried()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn redis_carries_a_thousand_and_keeps_nothing() {
    let url = redis_url();
    let name = prefix("thousand");
    let queue = Queue::redis(&url, &name).await.unwrap();
    for n in 0..1_000 {
        queue.push(&job(n)).await.unwrap();
    }
    assert_eq!(queue.room().await.unwrap(), 0);
    let work = Recorded::default();
    let (here, there) =
        (Running::start(&queue, &work), Running::start(&Queue::redis(&url, &name).await.unwrap(), &work));
    until("1 000 jobs are done", || work.distinct() == 1_000).await;
    here.stop().await;
    there.stop().await;
    assert_eq!((work.total(), queue.waiting().await.unwrap()), (1_000, 0));
    queue.trim().await.unwrap();
    let mut redis = redis::Client::open(url).unwrap().get_multiplexed_async_connection().await.unwrap();
    for what in ["data", "done", "meta:*"] {
        let keys: Vec<String> =
            redis::cmd("KEYS").arg(format!("{name}:{what}")).query_async(&mut redis).await.unwrap();
        assert_eq!(keys, Vec::<String>::new(), "{what}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_that_passes_is_tried_again() {
    for queue in queues("passes").await {
        let work = Recorded::default();
        work.behaves(
            &job(1),
            |attempt| if attempt < 3 { Err(Failure::Retry("busy".to_owned())) } else { Ok(()) },
        );
        let running = Running::start(&queue, &work);
        queue.push(&job(1)).await.unwrap();
        until("the third attempt", || work.runs_of(&job(1)) == 3).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        running.stop().await;
        assert_eq!((work.runs_of(&job(1)), queue.buried(), queue.waiting().await.unwrap()), (3, 0, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_attempt_leaves_its_reason() {
    for queue in queues("last").await {
        let work = Recorded::default();
        work.behaves(&job(1), |_| Err(Failure::Retry("still busy".to_owned())));
        work.behaves(&job(2), |_| Err(Failure::GiveUp("no such mailbox".to_owned())));
        let running = Running::start(&queue, &work);
        queue.push(&job(1)).await.unwrap();
        queue.push(&job(2)).await.unwrap();
        until("two letters are dead", || queue.buried() == 2).await;
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        running.stop().await;
        assert_eq!((work.runs_of(&job(1)), work.runs_of(&job(2))), (3, 1));
        let mut given_up = work.given_up.lock().unwrap().clone();
        given_up.sort_by_key(|(_, reason)| reason.clone());
        assert_eq!(
            given_up,
            [(job(2).key(), "no such mailbox".to_owned()), (job(1).key(), "still busy".to_owned())]
        );
        let letters = queue.dead_letters(10).await.unwrap();
        let reasons: Vec<(&str, u32)> = letters.iter().map(|l| (l.reason.as_str(), l.attempts)).collect();
        assert_eq!(reasons, [("still busy", 3), ("no such mailbox", 1)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_offered_again_after_it_was_given_up_starts_anew() {
    for queue in queues("anew").await {
        let work = Recorded::default();
        work.behaves(
            &job(1),
            |attempt| if attempt == 1 { Err(Failure::GiveUp("no".to_owned())) } else { Ok(()) },
        );
        let running = Running::start(&queue, &work);
        queue.push(&job(1)).await.unwrap();
        until("one letter is dead", || queue.buried() == 1).await;
        // Under another key, because a repeat within half a minute may be dropped.
        let other = Envelope { notification_id: "again".to_owned(), ..job(1) };
        queue.push(&other).await.unwrap();
        until("the other one is done", || work.runs_of(&other) == 1).await;
        running.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_lets_running_jobs_finish() {
    for queue in queues("stop").await {
        let work = Recorded { pause: Some(Duration::from_millis(400)), ..Recorded::default() };
        let running = Running::start(&queue, &work);
        queue.push(&job(1)).await.unwrap();
        until("it runs", || work.runs_of(&job(1)) == 1).await;
        running.stop().await;
        assert_eq!(queue.restarts(), 0);
        let again = Running::start(&queue, &work);
        queue.push(&job(2)).await.unwrap();
        until("a second start works", || work.runs_of(&job(2)) == 1).await;
        again.stop().await;
        assert_eq!(work.total(), 2);
    }
}

#[tokio::test]
async fn a_redis_that_may_drop_jobs_is_refused() {
    let server = Server::start(&["--maxmemory-policy", "allkeys-lru"]);
    assert_eq!(policy(&server.url).await.unwrap(), "allkeys-lru");
    let refused = Queue::redis(&server.url, "test:eviction").await;
    assert!(matches!(refused.err(), Some(Error::Eviction(policy)) if policy == "allkeys-lru"));
    assert_eq!(policy(&redis_url()).await.unwrap(), "noeviction");
}
