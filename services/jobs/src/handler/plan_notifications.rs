//! An announcement becomes notices, and each notice a job of its own.

use otklik_app::{App, notification, outbox};
use otklik_domain::id::{OutboxId, TenantId};

use super::judged;
use crate::queue::{Failure, Job};

pub(crate) async fn run(app: &App, tenant: TenantId, event: OutboxId) -> Result<Vec<Job>, Failure> {
    let planned = notification::plan::run(app, tenant, event).await.map_err(judged)?;
    outbox::handled(app, tenant, event).await.map_err(judged)?;
    Ok(planned
        .into_iter()
        .map(|notice| Job::DeliverNotification {
            tenant: notice.tenant,
            notification: notice.id,
            channel: notice.channel,
        })
        .collect())
}
