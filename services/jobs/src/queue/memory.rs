//! The queue of one process: apalis' memory backend fed by a channel of our own (its shared sink loses pushes).

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use apalis::prelude::{MemorySink, MemoryStorage, MemoryStorageError, RandomId, Task, TaskBuilder, TaskId};
use futures::{Sink, SinkExt, StreamExt};
use serde_json::Value;
use tokio::sync::mpsc;

type Receiver = mpsc::UnboundedReceiver<Task<Value>>;

#[derive(Clone, Debug)]
pub(crate) struct Memory {
    sender: mpsc::UnboundedSender<Task<Value>>,
    receiver: Arc<tokio::sync::Mutex<Receiver>>,
    waiting: Arc<AtomicUsize>,
    attempts: Arc<Mutex<HashMap<String, u32>>>,
}

impl Memory {
    pub(crate) fn new() -> Self {
        let (sender, receiver) = mpsc::unbounded_channel();
        Self {
            sender,
            receiver: Arc::new(tokio::sync::Mutex::new(receiver)),
            waiting: Arc::default(),
            attempts: Arc::default(),
        }
    }

    pub(crate) fn push(&self, value: Value) {
        let id = TaskId::from_string(RandomId::default());
        self.waiting.fetch_add(1, Ordering::Relaxed);
        self.sender
            .send(TaskBuilder::new(value).task_id(id).build())
            .expect("the receiver lives as long as this queue");
    }

    /// The backend cannot delay; what waits here when the process ends is offered again from the database.
    pub(crate) fn push_after(&self, value: Value, pause: Duration) {
        let queue = self.clone();
        tokio::spawn(async move {
            tokio::time::sleep(pause).await;
            queue.push(value);
        });
    }

    pub(crate) fn taken(&self) {
        let one_less = |waiting: usize| Some(waiting.saturating_sub(1));
        let _ = self.waiting.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_less);
    }

    pub(crate) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    pub(crate) fn count_attempt(&self, key: &str) -> u32 {
        let mut attempts = self.attempts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = attempts.entry(key.to_owned()).or_default();
        *count += 1;
        *count
    }

    pub(crate) fn forget_attempts(&self, key: &str) {
        self.attempts.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }

    /// A backend for one worker; the next one goes on where this one ended.
    pub(crate) fn storage(&self) -> MemoryStorage<Value> {
        let sink: Box<dyn Sink<Task<Value>, Error = MemoryStorageError> + Send + Sync + Unpin> =
            Box::new(futures::sink::drain().sink_map_err(|never| match never {}));
        let sink = MemorySink::new(Arc::new(futures::lock::Mutex::new(sink)));
        let tasks = futures::stream::unfold(Arc::clone(&self.receiver), |receiver| async move {
            let task = receiver.lock().await.recv().await?;
            Some((task, receiver))
        });
        MemoryStorage::new_with(sink, tasks.boxed())
    }
}
