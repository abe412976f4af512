//! The queue between processes. Redis only carries: it may be emptied at any moment and nothing is lost, only late.

use std::time::Duration;

use apalis::prelude::{TaskBuilder, TaskSink};
use apalis_redis::{Config, RedisStorage};
use redis::AsyncCommands;
use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use serde_json::Value;

use super::Error;

const CONNECT: Duration = Duration::from_secs(5);
const ANSWER: Duration = Duration::from_secs(10);
const HEARTBEAT: Duration = Duration::from_secs(5);
const MISSED_HEARTBEATS: usize = 3;
/// A repeat of the same offer within this time is dropped by Redis. Short, because the database offers again.
const REPEAT: Duration = Duration::from_secs(30);
const ATTEMPTS_KEPT: i64 = 24 * 3600;
const DEAD_LETTERS_KEPT: isize = 1_000;
const TRIMMED_AT_ONCE: isize = 500;

#[derive(Clone)]
pub(crate) struct Redis {
    connection: ConnectionManager,
    storage: RedisStorage<Value, ConnectionManager>,
    config: Config,
}

impl Redis {
    pub(crate) async fn connect(url: &str, prefix: &str) -> Result<Self, Error> {
        let timeouts = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(CONNECT))
            .set_response_timeout(Some(ANSWER));
        let client = redis::Client::open(url)?;
        let mut connection = client.get_connection_manager_with_config(timeouts).await?;
        refuse_eviction(&mut connection).await?;
        // One task at a time: a poisoned neighbour of the same batch would strand the healthy ones (F5).
        let config = Config::default()
            .queue(prefix)
            .batch_size(1)
            .heartbeat_interval(HEARTBEAT)
            .missed_heartbeats(MISSED_HEARTBEATS)
            .emit_events(false)
            .idempotency_ttl(Some(REPEAT));
        let storage = RedisStorage::new(connection.clone()).with_config(config.clone());
        Ok(Self { connection, storage, config })
    }

    pub(crate) fn storage(&self) -> RedisStorage<Value, ConnectionManager> {
        self.storage.clone()
    }

    pub(crate) async fn push(&self, value: Value, key: &str) -> Result<(), Error> {
        let task = TaskBuilder::new(value).idempotency_key(key).build();
        self.storage.clone().push_task(task).await.map_err(|error| Error::Push(error.to_string()))
    }

    /// Without a key: this is the same work again, on purpose.
    pub(crate) async fn push_after(&self, value: Value, pause: Duration) -> Result<(), Error> {
        let task = TaskBuilder::new(value).run_after(pause).build();
        self.storage.clone().push_task(task).await.map_err(|error| Error::Push(error.to_string()))
    }

    pub(crate) async fn waiting(&self) -> Result<usize, Error> {
        let (scheduled, active): (usize, usize) = redis::pipe()
            .zcard(self.config.scheduled_jobs_set())
            .llen(self.config.active_jobs_list())
            .query_async(&mut self.connection.clone())
            .await?;
        Ok(scheduled + active)
    }

    pub(crate) async fn count_attempt(&self, key: &str) -> Result<u32, Error> {
        let key = self.attempts_key(key);
        let (count,): (u32,) = redis::pipe()
            .incr(&key, 1)
            .expire(&key, ATTEMPTS_KEPT)
            .ignore()
            .query_async(&mut self.connection.clone())
            .await?;
        Ok(count)
    }

    pub(crate) async fn forget_attempts(&self, key: &str) -> Result<(), Error> {
        Ok(self.connection.clone().del(self.attempts_key(key)).await?)
    }

    pub(crate) async fn bury(&self, letter: &str) -> Result<(), Error> {
        let key = self.dead_letters_key();
        let () = redis::pipe()
            .lpush(&key, letter)
            .ignore()
            .ltrim(&key, 0, DEAD_LETTERS_KEPT - 1)
            .ignore()
            .query_async(&mut self.connection.clone())
            .await?;
        Ok(())
    }

    pub(crate) async fn dead_letters(&self, most: usize) -> Result<Vec<String>, Error> {
        let last = isize::try_from(most).unwrap_or(isize::MAX) - 1;
        Ok(self.connection.clone().lrange(self.dead_letters_key(), 0, last).await?)
    }

    /// apalis never removes what it has done (A13).
    pub(crate) async fn trim(&self) -> Result<usize, Error> {
        let mut connection = self.connection.clone();
        let mut trimmed = 0;
        for set in [self.config.done_jobs_set(), self.config.dead_jobs_set()] {
            loop {
                let ids: Vec<String> = connection.srandmember_multiple(&set, TRIMMED_AT_ONCE).await?;
                if ids.is_empty() {
                    break;
                }
                let metas: Vec<String> =
                    ids.iter().map(|id| format!("{}:{id}", self.config.job_meta_hash())).collect();
                let () = redis::pipe()
                    .hdel(self.config.job_data_hash(), &ids)
                    .ignore()
                    .del(&metas)
                    .ignore()
                    .srem(&set, &ids)
                    .ignore()
                    .query_async(&mut connection)
                    .await?;
                trimmed += ids.len();
            }
        }
        Ok(trimmed)
    }

    /// Tasks whose payload is gone end every worker that takes them, and come back when it is dead: remove them.
    pub(crate) async fn remove_hollow(&self) -> Result<Vec<String>, Error> {
        let mut connection = self.connection.clone();
        let workers: Vec<String> = connection.zrange(self.config.workers_set(), 0, -1).await?;
        let mut hollow = Vec::new();
        for worker in workers {
            let inflight = format!("{}:{worker}", self.config.inflight_jobs_set());
            let ids: Vec<String> = connection.smembers(&inflight).await?;
            for id in ids {
                let exists: bool = connection.hexists(self.config.job_data_hash(), &id).await?;
                if !exists {
                    let _: usize = connection.srem(&inflight, &id).await?;
                    hollow.push(id);
                }
            }
        }
        Ok(hollow)
    }

    fn attempts_key(&self, key: &str) -> String {
        format!("{}:attempts:{key}", self.config.queue)
    }

    fn dead_letters_key(&self) -> String {
        format!("{}:dead-letters", self.config.queue)
    }
}

/// The `maxmemory-policy` of a Redis; for `doctor`.
pub async fn policy(url: &str) -> Result<String, Error> {
    let timeouts = ConnectionManagerConfig::new()
        .set_connection_timeout(Some(CONNECT))
        .set_response_timeout(Some(ANSWER))
        .set_number_of_retries(1);
    let client = redis::Client::open(url)?;
    policy_of(&mut client.get_connection_manager_with_config(timeouts).await?).await
}

async fn policy_of(connection: &mut ConnectionManager) -> Result<String, Error> {
    let info: String = redis::cmd("INFO").arg("memory").query_async(connection).await?;
    let policy = info.lines().find_map(|line| line.trim().strip_prefix("maxmemory_policy:"));
    Ok(policy.unwrap_or("not stated").to_owned())
}

/// With any other policy Redis silently drops the queue when its memory is full (F6).
async fn refuse_eviction(connection: &mut ConnectionManager) -> Result<(), Error> {
    let policy = policy_of(connection).await?;
    if policy == "noeviction" { Ok(()) } else { Err(Error::Eviction(policy)) }
}
