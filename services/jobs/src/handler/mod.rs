//! What is done with a job: one file per job. A handler may meet the same job twice.

pub(crate) mod deliver_notification;
pub(crate) mod plan_notifications;
pub(crate) mod run_import;

use otklik_app::{App, Error};
use otklik_notify::Mailer;

use crate::queue::{Envelope, Failure, Job, Work};

/// Everything handlers need.
#[derive(Clone)]
pub(crate) struct Handlers {
    pub(crate) app: App,
    pub(crate) mailer: Option<Mailer>,
}

impl Handlers {
    pub(crate) async fn run_job(&self, job: Job) -> Result<Vec<Job>, Failure> {
        match job {
            Job::PlanNotifications { tenant, event } => {
                plan_notifications::run(&self.app, tenant, event).await
            }
            Job::DeliverNotification { tenant, notification, channel } => {
                deliver_notification::run(&self.app, self.mailer.as_ref(), tenant, notification, channel)
                    .await
                    .map(|()| Vec::new())
            }
            Job::RunImport { tenant, event, done } => run_import::run(&self.app, tenant, event, done).await,
        }
    }

    pub(crate) async fn give_up_job(&self, job: Job, reason: &str) {
        match job {
            Job::DeliverNotification { tenant, notification, .. } => {
                deliver_notification::give_up(&self.app, tenant, notification, reason).await;
            }
            Job::RunImport { tenant, event, .. } => run_import::give_up(&self.app, tenant, event).await,
            Job::PlanNotifications { .. } => {}
        }
    }
}

impl Work for Handlers {
    async fn run(&self, envelope: &Envelope) -> Result<Vec<Envelope>, Failure> {
        let job = envelope.job().map_err(Failure::GiveUp)?;
        Ok(self.run_job(job).await?.into_iter().map(Job::envelope).collect())
    }

    async fn given_up(&self, envelope: &Envelope, reason: &str) {
        if let Ok(job) = envelope.job() {
            self.give_up_job(job, reason).await;
        }
    }
}

/// What the rules refuse stays refused; everything else may pass.
pub(crate) fn judged(error: Error) -> Failure {
    match error {
        Error::NotFound | Error::Forbidden | Error::Refused(_) | Error::Invalid { .. } => {
            Failure::GiveUp(error.to_string())
        }
        Error::Conflict { .. } | Error::Unavailable(_) | Error::Internal(_) => {
            Failure::Retry(error.to_string())
        }
    }
}
