//! Redis between processes: one subscriber per process that fans out through the hub.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures::StreamExt;
use redis::AsyncCommands;
use redis::aio::{ConnectionManager, ConnectionManagerConfig, PubSub};
use tokio::sync::broadcast;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use crate::hub::{Changed, Heard};

const CHANNEL: &str = "otklik:changed";
const CONNECT: Duration = Duration::from_secs(5);
const ANSWER: Duration = Duration::from_secs(2);
/// After so much silence the connection is asked whether it still lives: a dead peer says nothing.
const SILENCE: Duration = Duration::from_secs(15);
const SHORTEST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// The address of Redis cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("address of Redis: {0}")]
pub struct Error(#[from] redis::RedisError);

#[derive(Debug)]
pub(crate) struct Remote {
    publisher: ConnectionManager,
    connected: Arc<AtomicBool>,
    subscriber: JoinHandle<()>,
}

impl Remote {
    pub(crate) fn start(url: &str, heard: broadcast::Sender<Heard>) -> Result<Self, Error> {
        let client = redis::Client::open(url)?;
        let config = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(ANSWER))
            .set_response_timeout(Some(ANSWER))
            .set_number_of_retries(1);
        let publisher = ConnectionManager::new_lazy_with_config(client.clone(), config)?;
        let connected = Arc::new(AtomicBool::new(false));
        let subscriber = tokio::spawn(keep_subscribed(client, heard, Arc::clone(&connected)));
        Ok(Self { publisher, connected, subscriber })
    }

    /// Whether the message will come back through the subscription of this process.
    pub(crate) async fn publish(&self, changed: Changed) -> bool {
        let text = serde_json::to_string(&changed).expect("ids and a code are always JSON");
        let mut publisher = self.publisher.clone();
        match timeout(2 * ANSWER, publisher.publish::<_, _, i64>(CHANNEL, text)).await {
            Ok(Ok(_)) => self.is_connected(),
            Ok(Err(error)) => {
                tracing::warn!(%error, "change not told to other processes");
                false
            }
            Err(_) => {
                tracing::warn!("change not told to other processes: Redis is silent");
                false
            }
        }
    }

    pub(crate) fn is_connected(&self) -> bool {
        self.connected.load(Ordering::Relaxed)
    }
}

impl Drop for Remote {
    fn drop(&mut self) {
        self.subscriber.abort();
    }
}

async fn keep_subscribed(client: redis::Client, heard: broadcast::Sender<Heard>, connected: Arc<AtomicBool>) {
    let mut pause = SHORTEST_PAUSE;
    let mut lost_before = false;
    loop {
        match timeout(CONNECT, subscribe(&client)).await {
            Ok(Ok(subscription)) => {
                connected.store(true, Ordering::Relaxed);
                pause = SHORTEST_PAUSE;
                if lost_before {
                    tracing::info!("hears other processes again");
                    let _ = heard.send(Heard::Missed);
                }
                fan_out(subscription, &heard).await;
                connected.store(false, Ordering::Relaxed);
                tracing::warn!("connection to Redis lost: changes of other processes are not heard");
            }
            Ok(Err(error)) => tracing::warn!(%error, "cannot listen to other processes"),
            Err(_) => tracing::warn!("cannot listen to other processes: Redis is silent"),
        }
        lost_before = true;
        sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

async fn subscribe(client: &redis::Client) -> Result<PubSub, redis::RedisError> {
    let mut subscription = client.get_async_pubsub().await?;
    subscription.subscribe(CHANNEL).await?;
    Ok(subscription)
}

/// Returns when the connection is gone.
async fn fan_out(mut subscription: PubSub, heard: &broadcast::Sender<Heard>) {
    loop {
        let message = timeout(SILENCE, subscription.on_message().next()).await;
        match message {
            Ok(Some(message)) => {
                let text: Vec<u8> = message.get_payload().unwrap_or_default();
                // A newer process may tell what this one does not know yet.
                let said = serde_json::from_slice(&text).map_or(Heard::Missed, Heard::Changed);
                let _ = heard.send(said);
            }
            Ok(None) => return,
            Err(_) => match timeout(ANSWER, subscription.ping::<redis::Value>()).await {
                Ok(Ok(_)) => {}
                _ => return,
            },
        }
    }
}
