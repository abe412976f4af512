//! Everything at once and in order, until nothing is left: for scenarios, tests and the filling of a demonstration.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use otklik_app::{App, Error, audit, deadline, figures, outbox};
use otklik_notify::Mailer;
use otklik_realtime::Hub;

use crate::handler::Handlers;
use crate::jobs::Jobs;
use crate::queue::{Failure, Job};
use crate::{relay, sweep};

/// Rounds after which something feeds itself.
const MOST_ROUNDS: u32 = 10_000;
const BATCH: u32 = 1_000;

/// What was done until nothing was left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Subjects that a deadline changed.
    pub swept: u64,
    /// Announcements handed over.
    pub relayed: u64,
    /// Jobs that went through.
    pub jobs: u64,
    /// Jobs that did not, with their reasons; one that might pass later is tried once only.
    pub failures: Vec<String>,
}

impl Jobs {
    /// Sweeps, relays, plans and delivers in this task until nothing is left, then folds figures and seals the audit.
    pub async fn run_until_idle(app: &App, hub: &Hub, mailer: Option<&Mailer>) -> Result<Done, Error> {
        let handlers = Handlers { app: app.clone(), mailer: mailer.cloned() };
        let mut done = Done::default();
        for _ in 0..MOST_ROUNDS {
            let swept = deadline::sweep::run(app, sweep::BATCH).await?;
            let jobs = relayed(app, hub).await?;
            let announcements = jobs.len() as u64;
            done.swept += swept.changed;
            done.relayed += announcements;
            do_all(&handlers, jobs, &mut done).await;
            if swept.changed == 0 && !swept.more && announcements == 0 {
                while figures::fold(app, BATCH.into()).await? > 0 {}
                while audit::seal(app, BATCH).await? > 0 {}
                return Ok(done);
            }
        }
        Err(Error::Internal(format!("not idle after {MOST_ROUNDS} rounds: {done:?}")))
    }
}

async fn relayed(app: &App, hub: &Hub) -> Result<VecDeque<Job>, Error> {
    let jobs: Arc<Mutex<VecDeque<Job>>> = Arc::default();
    let (taken, hub) = (Arc::clone(&jobs), hub.clone());
    outbox::relay(app, relay::BATCH, move |announcements| async move {
        for announcement in announcements {
            taken.lock().unwrap_or_else(PoisonError::into_inner).push_back(relay::job(&announcement));
            hub.publish(relay::changed(&announcement)).await;
        }
        Ok(())
    })
    .await?;
    let taken = std::mem::take(&mut *jobs.lock().unwrap_or_else(PoisonError::into_inner));
    Ok(taken)
}

async fn do_all(handlers: &Handlers, mut jobs: VecDeque<Job>, done: &mut Done) {
    while let Some(job) = jobs.pop_front() {
        match handlers.run_job(job).await {
            Ok(next) => {
                done.jobs += 1;
                jobs.extend(next);
            }
            Err(Failure::GiveUp(reason)) => {
                handlers.give_up_job(job, &reason).await;
                done.failures.push(reason);
            }
            Err(Failure::Retry(reason)) => done.failures.push(reason),
        }
    }
}
