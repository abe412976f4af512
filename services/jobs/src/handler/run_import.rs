//! A file of an outside system goes in, a stretch per job, so that no job outlives the patience of the queue.

use std::time::Duration;

use otklik_app::import::job::{self, Stretch};
use otklik_app::{App, outbox};
use otklik_domain::id::{OutboxId, TenantId};

use super::judged;
use crate::queue::{Failure, Job};

/// A stretch; a job may take a minute in all.
const STRETCH: Duration = Duration::from_secs(20);

pub(crate) async fn run(
    app: &App,
    tenant: TenantId,
    event: OutboxId,
    done: i64,
) -> Result<Vec<Job>, Failure> {
    match job::run(app, tenant, event, done > 0, STRETCH).await.map_err(judged)? {
        Stretch::More(done) => Ok(vec![Job::RunImport { tenant, event, done }]),
        Stretch::Elsewhere => Ok(Vec::new()),
        Stretch::Ended => {
            outbox::handled(app, tenant, event).await.map_err(judged)?;
            Ok(Vec::new())
        }
    }
}

/// People see that the run has ended; nobody offers it again.
pub(crate) async fn give_up(app: &App, tenant: TenantId, event: OutboxId) {
    let ended = job::give_up(app, tenant, event).await;
    let handled = outbox::handled(app, tenant, event).await;
    if let Err(error) = ended.and(handled) {
        tracing::error!(%error, event.id = %event, "a given up import still looks as if it ran");
    }
}
