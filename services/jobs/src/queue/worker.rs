//! Workers: take what is offered, are started again when they end, and stop when asked.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use apalis::layers::WorkerBuilderExt;
use apalis::prelude::{BackendExt, BoxDynError, Data, Monitor, WorkerBuilder};
use serde_json::Value;

use super::attempt::attempt;
use super::{Backend, Queue, Work};
use crate::stop::Stop;

const CONCURRENCY: usize = 4;
const POLL: Duration = Duration::from_millis(100);
/// Running jobs get so long to finish when the process stops.
const GRACE: Duration = Duration::from_secs(30);
const SHORTEST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// A worker that lived so long was healthy: the next pause is short again.
const HEALTHY: Duration = Duration::from_mins(1);
const TRIM_EVERY: Duration = Duration::from_secs(30);

impl Queue {
    /// Works until `stop`, whatever becomes of single workers: apalis ends them on any error of the backend (A8).
    pub async fn work<W: Work>(self, work: W, stop: Stop) {
        tokio::join!(self.keep_working(work, stop.clone()), self.keep_trim(stop));
    }

    async fn keep_working<W: Work>(&self, work: W, stop: Stop) {
        let mut pause = SHORTEST_PAUSE;
        while !stop.is_requested() {
            let started = Instant::now();
            let monitor = self.monitor(work.clone());
            let asked = stop.clone();
            let ended = monitor
                .run_with_signal(async move {
                    asked.requested().await;
                    Ok(())
                })
                .await;
            if stop.is_requested() {
                return;
            }
            self.restarts.fetch_add(1, Ordering::Relaxed);
            let error = ended.err().map(|error| error.to_string()).unwrap_or_default();
            tracing::error!(error, ?pause, "workers ended; they start again");
            self.remove_hollow().await;
            if started.elapsed() > HEALTHY {
                pause = SHORTEST_PAUSE;
            }
            stop.sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    async fn keep_trim(&self, stop: Stop) {
        while !stop.is_requested() {
            stop.sleep(TRIM_EVERY).await;
            if let Err(error) = self.trim().await {
                tracing::warn!(%error, "queue not trimmed");
            }
        }
    }

    async fn remove_hollow(&self) {
        let Backend::Redis(redis) = &self.backend else { return };
        match redis.remove_hollow().await {
            Ok(ids) => {
                for id in ids {
                    self.bury(Value::Null, &format!("task {id} without payload"), 1).await;
                }
            }
            Err(error) => tracing::warn!(%error, "tasks without payload not looked for"),
        }
    }

    /// A monitor with one worker under a name never used before: a known name is refused for minutes (A9).
    fn monitor<W: Work>(&self, work: W) -> Monitor {
        let name = unique_name();
        let monitor = Monitor::new().shutdown_timeout(GRACE).should_restart(|worker, error| {
            tracing::error!(worker = worker.name(), %error, "worker ended");
            false
        });
        let state = (self.clone(), work);
        match &self.backend {
            Backend::Memory(memory) => {
                let memory = memory.clone();
                monitor.register(move |_| {
                    WorkerBuilder::new(name.clone())
                        .backend(memory.storage())
                        .concurrency(CONCURRENCY)
                        .data(state.clone())
                        .build(offered::<W>)
                })
            }
            Backend::Redis(redis) => {
                let redis = redis.clone();
                monitor.register(move |_| {
                    WorkerBuilder::new(name.clone())
                        .backend(redis.storage().poll_with_interval(POLL))
                        .concurrency(CONCURRENCY)
                        .data(state.clone())
                        .build(offered::<W>)
                })
            }
        }
    }
}

async fn offered<W: Work>(value: Value, state: Data<(Queue, W)>) -> Result<(), BoxDynError> {
    let (queue, work) = &*state;
    attempt(queue, work, value).await
}

fn unique_name() -> String {
    static STARTS: AtomicU64 = AtomicU64::new(0);
    let start = STARTS.fetch_add(1, Ordering::Relaxed);
    format!("otklik-{}-{:016x}-{start}", std::process::id(), rand::random::<u64>())
}
