//! The job side of a process: loops and workers, started together and stopped together.

use std::sync::Arc;

use otklik_app::App;
use otklik_notify::Mailer;
use otklik_realtime::Hub;
use tokio::sync::Notify;
use tokio::task::JoinSet;

use crate::handler::Handlers;
use crate::health::{Beats, Health};
use crate::queue::Queue;
use crate::rounds::keep_going;
use crate::stop::Stop;
use crate::{relay, schedule, sweep};

/// The running job side. [`Jobs::stop`] ends it in order; dropping it breaks everything off.
pub struct Jobs {
    queue: Queue,
    beats: Arc<Beats>,
    wakes: Arc<Wakes>,
    stop: Stop,
    tasks: JoinSet<()>,
}

#[derive(Debug, Default)]
struct Wakes {
    sweep: Notify,
    relay: Notify,
    chores: Notify,
    upkeep: Notify,
}

impl Jobs {
    /// Starts sweep, relay, chores and workers. Any number of processes may do so on one database.
    pub fn start(app: App, queue: Queue, hub: Hub, mailer: Option<Mailer>) -> Self {
        let (beats, wakes, stop) = (Arc::new(Beats::default()), Arc::new(Wakes::default()), Stop::default());
        let mut tasks = JoinSet::new();
        tasks.spawn(keep_sweeping(app.clone(), Arc::clone(&beats), Arc::clone(&wakes), stop.clone()));
        tasks.spawn(keep_relaying(
            app.clone(),
            queue.clone(),
            hub,
            Arc::clone(&beats),
            Arc::clone(&wakes),
            stop.clone(),
        ));
        tasks.spawn(keep_doing_chores(app.clone(), Arc::clone(&beats), Arc::clone(&wakes), stop.clone()));
        tasks.spawn(keep_up(
            app.clone(),
            queue.clone(),
            Arc::clone(&beats),
            Arc::clone(&wakes),
            stop.clone(),
        ));
        tasks.spawn(queue.clone().work(Handlers { app, mailer }, stop.clone()));
        Self { queue, beats, wakes, stop, tasks }
    }

    /// Looks at once instead of at the next second.
    pub fn wake(&self) {
        self.wakes.sweep.notify_one();
        self.wakes.relay.notify_one();
        self.wakes.chores.notify_one();
    }

    /// How this process fares.
    pub async fn health(&self) -> Health {
        Health {
            sweep: self.beats.sweep.age(),
            relay: self.beats.relay.age(),
            chores: self.beats.chores.age(),
            upkeep: self.beats.upkeep.age(),
            waiting: self.queue.waiting().await.ok(),
            buried: self.queue.buried(),
            restarts: self.queue.restarts(),
        }
    }

    /// Ends the loops after their pass and lets running jobs finish, half a minute at most.
    pub async fn stop(mut self) {
        self.stop.request();
        while let Some(ended) = self.tasks.join_next().await {
            if let Err(error) = ended {
                tracing::error!(%error, "a part of the job side broke off");
            }
        }
    }
}

async fn keep_sweeping(app: App, beats: Arc<Beats>, wakes: Arc<Wakes>, stop: Stop) {
    keep_going("sweep", &beats.sweep, &wakes.sweep, stop, || sweep::pass(&app, |_| wakes.relay.notify_one()))
        .await;
}

async fn keep_relaying(app: App, queue: Queue, hub: Hub, beats: Arc<Beats>, wakes: Arc<Wakes>, stop: Stop) {
    keep_going("relay", &beats.relay, &wakes.relay, stop, || relay::pass(&app, &queue, &hub)).await;
}

async fn keep_doing_chores(app: App, beats: Arc<Beats>, wakes: Arc<Wakes>, stop: Stop) {
    keep_going("chores", &beats.chores, &wakes.chores, stop, || schedule::pass(&app)).await;
}

async fn keep_up(app: App, queue: Queue, beats: Arc<Beats>, wakes: Arc<Wakes>, stop: Stop) {
    keep_going("upkeep", &beats.upkeep, &wakes.upkeep, stop, || schedule::upkeep(&app, &queue)).await;
}
