//! Chores: figures are folded and the audit log is sealed within a second; once a minute what got lost on its way is
//! offered again and what has served its time is forgotten.

use std::time::Duration;

use otklik_app::notification::deliver;
use otklik_app::{App, Error, audit, figures, import, request, user};

use crate::queue::{Job, Queue};
use crate::rounds::Next;

/// Rows of one transaction.
const BATCH: u32 = 1_000;
const REST: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_mins(1);

/// One pass over the chores of every second.
pub(crate) async fn pass(app: &App) -> Result<Next, Error> {
    let folded = figures::fold(app, BATCH.into()).await?;
    let sealed = audit::seal(app, BATCH).await?;
    let most = u64::from(BATCH);
    Ok(if folded >= most || sealed >= most { Next::Again } else { Next::Rest(REST) })
}

/// One pass over the chores of every minute.
pub(crate) async fn upkeep(app: &App, queue: &Queue) -> Result<Next, Error> {
    for notice in deliver::waiting(app, BATCH.into()).await? {
        let job = Job::DeliverNotification {
            tenant: notice.tenant,
            notification: notice.id,
            channel: notice.channel,
        };
        queue.push(&job.envelope()).await.map_err(|error| Error::Unavailable(error.to_string()))?;
    }
    request::forget(app).await?;
    user::sign_out::forget_ended(app).await?;
    import::upload::forget_old(app).await?;
    Ok(Next::Rest(MINUTE))
}
