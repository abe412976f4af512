//! A queue of each kind, and work that keeps a record of what it was asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use otklik_domain::id::{OutboxId, TenantId};
use otklik_jobs::queue::{Attempts, Envelope, Failure, Job, Work};
use otklik_jobs::{Queue, Stop};
use tokio::task::JoinHandle;
use uuid::Uuid;

/// The Redis that `make test` started.
pub(crate) fn redis_url() -> String {
    std::env::var_os("OTKLIK_TEST_REDIS_URL").and_then(|url| url.into_string().ok()).expect(
        "OTKLIK_TEST_REDIS_URL is not set: run `make test`, or start `redis-server --port 6391 --save ''` and set \
         OTKLIK_TEST_REDIS_URL=redis://127.0.0.1:6391",
    )
}

/// Keys that no other test uses.
pub(crate) fn prefix(test: &str) -> String {
    let nanos =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_nanos();
    format!("test:{test}:{}:{nanos}", std::process::id())
}

pub(crate) fn quick() -> Attempts {
    Attempts {
        most: 3,
        first_pause: Duration::from_millis(50),
        growth: 2,
        longest_pause: Duration::from_millis(200),
        patience: Duration::from_millis(500),
    }
}

/// One queue of each kind.
pub(crate) async fn queues(test: &str) -> Vec<Queue> {
    let redis = Queue::redis(&redis_url(), &prefix(test)).await.expect("Redis answers");
    vec![Queue::memory().with_attempts(quick()), redis.with_attempts(quick())]
}

pub(crate) fn job(n: u128) -> Envelope {
    Job::PlanNotifications { tenant: TenantId(Uuid::from_u128(1)), event: OutboxId(Uuid::from_u128(n)) }
        .envelope()
}

/// How the recorded work behaves on one envelope.
pub(crate) type Behaviour = fn(attempt: u32) -> Result<(), Failure>;

#[derive(Clone, Default)]
pub(crate) struct Recorded {
    pub(crate) runs: Arc<Mutex<HashMap<String, u32>>>,
    pub(crate) given_up: Arc<Mutex<Vec<(String, String)>>>,
    pub(crate) behaviour: Arc<Mutex<HashMap<String, Behaviour>>>,
    pub(crate) pause: Option<Duration>,
}

impl Recorded {
    pub(crate) fn behaves(&self, envelope: &Envelope, behaviour: Behaviour) {
        self.behaviour.lock().expect("no test panics here").insert(envelope.key(), behaviour);
    }

    pub(crate) fn runs_of(&self, envelope: &Envelope) -> u32 {
        self.runs.lock().expect("no test panics here").get(&envelope.key()).copied().unwrap_or_default()
    }

    pub(crate) fn distinct(&self) -> usize {
        self.runs.lock().expect("no test panics here").len()
    }

    pub(crate) fn total(&self) -> u32 {
        self.runs.lock().expect("no test panics here").values().sum()
    }
}

impl Work for Recorded {
    async fn run(&self, envelope: &Envelope) -> Result<Vec<Envelope>, Failure> {
        let attempt = {
            let mut runs = self.runs.lock().expect("no test panics here");
            let count = runs.entry(envelope.key()).or_default();
            *count += 1;
            *count
        };
        if let Some(pause) = self.pause {
            tokio::time::sleep(pause).await;
        }
        let behaviour = self.behaviour.lock().expect("no test panics here").get(&envelope.key()).copied();
        behaviour.map_or(Ok(()), |behaviour| behaviour(attempt)).map(|()| Vec::new())
    }

    async fn given_up(&self, envelope: &Envelope, reason: &str) {
        self.given_up.lock().expect("no test panics here").push((envelope.key(), reason.to_owned()));
    }
}

pub(crate) struct Running {
    stop: Stop,
    task: JoinHandle<()>,
}

impl Running {
    pub(crate) fn start(queue: &Queue, work: &Recorded) -> Self {
        let stop = Stop::default();
        Self { task: tokio::spawn(queue.clone().work(work.clone(), stop.clone())), stop }
    }

    pub(crate) async fn stop(self) {
        self.stop.request();
        tokio::time::timeout(Duration::from_secs(20), self.task)
            .await
            .expect("stops in time")
            .expect("stops without panic");
    }
}

pub(crate) async fn until(what: &str, mut met: impl FnMut() -> bool) {
    let started = Instant::now();
    while !met() {
        assert!(started.elapsed() < Duration::from_mins(1), "not within a minute: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
