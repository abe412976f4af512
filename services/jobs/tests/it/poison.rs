//! Jobs that no release should meet, each among healthy neighbours.

use std::time::Duration;

use otklik_jobs::queue::{Envelope, Failure};
use otklik_jobs::{Queue, Stop};

use crate::backend::{Recorded, Running, job, prefix, queues, quick, redis_url, until};

const NEIGHBOURS: u128 = 50;

#[tokio::test(flavor = "multi_thread")]
async fn unknown_panicking_and_endless_jobs_harm_no_neighbour() {
    for queue in queues("poison").await {
        let work = Recorded::default();
        let unknown = Envelope { kind: "water_the_flowers".to_owned(), ..job(901) };
        work.behaves(&job(902), |_| panic!("broken on purpose"));
        work.behaves(&job(903), |_| Err(Failure::Retry("never".to_owned())));
        let running = Running::start(&queue, &work);
        for n in 0..NEIGHBOURS {
            queue.push(&job(n)).await.unwrap();
            match n {
                10 => queue.push(&unknown).await.unwrap(),
                20 => queue.push(&job(902)).await.unwrap(),
                30 => queue.push(&job(903)).await.unwrap(),
                _ => {}
            }
        }
        until("three letters are dead", || queue.buried() == 3).await;
        until("all neighbours are done", || (0..NEIGHBOURS).all(|n| work.runs_of(&job(n)) == 1)).await;
        running.stop().await;
        assert_eq!((work.runs_of(&unknown), work.runs_of(&job(902)), queue.restarts()), (0, 3, 0));
        let letters = queue.dead_letters(10).await.unwrap();
        let told = |words: &str| letters.iter().any(|letter| letter.reason.contains(words));
        assert!(told("unknown kind") && told("broken on purpose") && told("never"), "{letters:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_takes_too_long_is_ended() {
    for queue in queues("long").await {
        let work = Recorded { pause: Some(Duration::from_secs(30)), ..Recorded::default() };
        let running = Running::start(&queue, &work);
        queue.push(&job(1)).await.unwrap();
        until("it is given up", || queue.buried() == 1).await;
        running.stop().await;
        assert_eq!(queue.dead_letters(1).await.unwrap()[0].reason, "took too long");
    }
}

/// A payload that is gone ends the worker of apalis; the next one must not meet it again.
#[tokio::test(flavor = "multi_thread")]
async fn a_task_without_payload_costs_one_restart() {
    let (url, name) = (redis_url(), prefix("hollow"));
    let queue = Queue::redis(&url, &name).await.unwrap().with_attempts(quick());
    let mut redis = redis::Client::open(url).unwrap().get_multiplexed_async_connection().await.unwrap();
    for n in 0..5 {
        queue.push(&job(n)).await.unwrap();
    }
    let () = redis::cmd("ZADD")
        .arg(format!("{name}:scheduled"))
        .arg(1)
        .arg("01HOLLOWTASK")
        .query_async(&mut redis)
        .await
        .unwrap();
    let work = Recorded::default();
    let stop = Stop::default();
    let task = tokio::spawn(queue.clone().work(work.clone(), stop.clone()));
    until("healthy jobs are done", || work.distinct() == 5).await;
    until("the hollow task is buried", || queue.buried() == 1).await;
    assert_eq!(queue.restarts(), 1);
    stop.request();
    tokio::time::timeout(Duration::from_secs(20), task).await.expect("stops in time").unwrap();
    assert_eq!(work.total(), 5);
}

/// Redis emptied under a running worker: it starts again and takes what is offered afterwards.
#[tokio::test(flavor = "multi_thread")]
async fn an_emptied_queue_goes_on() {
    let (url, name) = (redis_url(), prefix("emptied"));
    let queue = Queue::redis(&url, &name).await.unwrap().with_attempts(quick());
    let work = Recorded::default();
    let running = Running::start(&queue, &work);
    queue.push(&job(1)).await.unwrap();
    until("the first is done", || work.runs_of(&job(1)) == 1).await;
    let mut redis = redis::Client::open(url).unwrap().get_multiplexed_async_connection().await.unwrap();
    let keys: Vec<String> =
        redis::cmd("KEYS").arg(format!("{name}:*")).query_async(&mut redis).await.unwrap();
    let () = redis::cmd("DEL").arg(&keys).query_async(&mut redis).await.unwrap();
    queue.push(&job(2)).await.unwrap();
    until("the second is done", || work.runs_of(&job(2)) >= 1).await;
    running.stop().await;
}
