//! The queue: carries names of work to workers. The database is the record; this is only delivery.

mod attempt;
mod envelope;
mod memory;
mod redis;
mod worker;

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

pub use attempt::{Attempts, Failure, Work};
pub use envelope::{Envelope, Job, VERSION};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use self::memory::Memory;
use self::redis::Redis;
pub use self::redis::policy;

/// The relay hands over nothing while so many jobs wait: apalis-redis stops for good at 8 000 (F4).
pub const MOST_WAITING: usize = 1_000;

const DEAD_LETTERS_KEPT: usize = 100;

/// Why a queue cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Redis does not answer.
    #[error("redis: {0}")]
    Redis(#[from] ::redis::RedisError),
    /// Redis would drop jobs when its memory is full.
    #[error(
        "redis: maxmemory-policy is {0}, the queue needs noeviction (CONFIG SET maxmemory-policy noeviction)"
    )]
    Eviction(String),
    /// A job was not taken.
    #[error("push: {0}")]
    Push(String),
}

/// Work that will not be tried again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeadLetter {
    /// What lay in the queue.
    pub envelope: Value,
    /// Why it was given up.
    pub reason: String,
    /// How often it was tried.
    pub attempts: u32,
}

/// A queue in memory or in Redis; cheap to clone.
#[derive(Clone)]
pub struct Queue {
    backend: Backend,
    attempts: Attempts,
    buried: Arc<AtomicU64>,
    restarts: Arc<AtomicU64>,
    dead_letters: Arc<Mutex<VecDeque<DeadLetter>>>,
}

#[derive(Clone)]
enum Backend {
    Memory(Memory),
    Redis(Box<Redis>),
}

impl Queue {
    /// A queue of this process alone.
    pub fn memory() -> Self {
        Self::over(Backend::Memory(Memory::new()))
    }

    /// A queue shared by all processes that name the same `prefix`.
    pub async fn redis(url: &str, prefix: &str) -> Result<Self, Error> {
        Ok(Self::over(Backend::Redis(Box::new(Redis::connect(url, prefix).await?))))
    }

    /// Other attempts than the default.
    #[must_use]
    pub fn with_attempts(mut self, attempts: Attempts) -> Self {
        self.attempts = attempts;
        self
    }

    /// Offers one job. The same job offered again within half a minute may be dropped.
    pub async fn push(&self, envelope: &Envelope) -> Result<(), Error> {
        match &self.backend {
            Backend::Memory(memory) => memory.push(value_of(envelope)),
            Backend::Redis(redis) => redis.push(value_of(envelope), &envelope.key()).await?,
        }
        Ok(())
    }

    /// Jobs that wait to be taken or for their next attempt.
    pub async fn waiting(&self) -> Result<usize, Error> {
        match &self.backend {
            Backend::Memory(memory) => Ok(memory.waiting()),
            Backend::Redis(redis) => redis.waiting().await,
        }
    }

    /// How many jobs may be handed over now.
    pub async fn room(&self) -> Result<usize, Error> {
        Ok(MOST_WAITING.saturating_sub(self.waiting().await?))
    }

    /// The last dead letters, newest first: of all processes when the queue is in Redis.
    pub async fn dead_letters(&self, most: usize) -> Result<Vec<DeadLetter>, Error> {
        match &self.backend {
            Backend::Memory(_) => Ok(self.own_dead_letters().iter().take(most).cloned().collect()),
            Backend::Redis(redis) => {
                let letters = redis.dead_letters(most).await?;
                Ok(letters.iter().filter_map(|letter| serde_json::from_str(letter).ok()).collect())
            }
        }
    }

    /// Dead letters since this process started.
    pub fn buried(&self) -> u64 {
        self.buried.load(Ordering::Relaxed)
    }

    /// How often the workers of this process ended and were started again.
    pub fn restarts(&self) -> u64 {
        self.restarts.load(Ordering::Relaxed)
    }

    /// Removes what the backend keeps of finished work; answers how much.
    pub async fn trim(&self) -> Result<usize, Error> {
        match &self.backend {
            Backend::Memory(_) => Ok(0),
            Backend::Redis(redis) => redis.trim().await,
        }
    }

    fn over(backend: Backend) -> Self {
        Self {
            backend,
            attempts: Attempts::default(),
            buried: Arc::default(),
            restarts: Arc::default(),
            dead_letters: Arc::default(),
        }
    }

    fn attempts(&self) -> &Attempts {
        &self.attempts
    }

    fn taken(&self) {
        if let Backend::Memory(memory) = &self.backend {
            memory.taken();
        }
    }

    async fn push_after(&self, envelope: &Envelope, pause: Duration) -> Result<(), Error> {
        match &self.backend {
            Backend::Memory(memory) => memory.push_after(value_of(envelope), pause),
            Backend::Redis(redis) => redis.push_after(value_of(envelope), pause).await?,
        }
        Ok(())
    }

    async fn count_attempt(&self, key: &str) -> Result<u32, Error> {
        match &self.backend {
            Backend::Memory(memory) => Ok(memory.count_attempt(key)),
            Backend::Redis(redis) => redis.count_attempt(key).await,
        }
    }

    async fn forget_attempts(&self, key: &str) {
        let forgotten = match &self.backend {
            Backend::Memory(memory) => {
                memory.forget_attempts(key);
                Ok(())
            }
            Backend::Redis(redis) => redis.forget_attempts(key).await,
        };
        if let Err(error) = forgotten {
            tracing::warn!(%error, "count of attempts not reset");
        }
    }

    async fn bury(&self, envelope: Value, reason: &str, attempts: u32) {
        self.buried.fetch_add(1, Ordering::Relaxed);
        tracing::error!(job.envelope = %envelope, job.attempt = attempts, reason, "job given up");
        let letter = DeadLetter { envelope, reason: reason.to_owned(), attempts };
        if let Backend::Redis(redis) = &self.backend {
            let text = serde_json::to_string(&letter).expect("a letter is JSON");
            if let Err(error) = redis.bury(&text).await {
                tracing::warn!(%error, "dead letter is in the log only");
            }
        }
        let mut letters = self.own_dead_letters();
        letters.push_front(letter);
        letters.truncate(DEAD_LETTERS_KEPT);
    }

    fn own_dead_letters(&self) -> std::sync::MutexGuard<'_, VecDeque<DeadLetter>> {
        self.dead_letters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn value_of(envelope: &Envelope) -> Value {
    serde_json::to_value(envelope).expect("an envelope is made of texts")
}
