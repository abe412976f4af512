//! The relay: hands committed announcements to the queue and tells open screens that something changed.

use std::time::Duration;

use otklik_app::outbox::{self, Envelope as Announcement};
use otklik_app::{App, Error};
use otklik_domain::event::Kind;
use otklik_realtime::{Changed, Hub};

use crate::queue::{Job, Queue};
use crate::rounds::Next;

/// Announcements of one transaction.
pub(crate) const BATCH: u32 = 100;
const REST: Duration = Duration::from_millis(250);
/// The queue is full: look again when workers had time to take something.
const FULL: Duration = Duration::from_millis(500);

/// One pass; hands over no more than the queue may hold.
pub(crate) async fn pass(app: &App, queue: &Queue, hub: &Hub) -> Result<Next, Error> {
    let room = queue.room().await.map_err(|error| Error::Unavailable(error.to_string()))?;
    let limit = BATCH.min(u32::try_from(room).unwrap_or(BATCH));
    if limit == 0 {
        return Ok(Next::Rest(FULL));
    }
    let (queue, hub) = (queue.clone(), hub.clone());
    let relayed = outbox::relay(app, limit, move |announcements| async move {
        for announcement in announcements {
            queue.push(&job(&announcement).envelope()).await.map_err(|error| error.to_string())?;
            hub.publish(changed(&announcement)).await;
        }
        Ok(())
    })
    .await?;
    // One announcement of a subject at a time: the next one of the same subject may be waiting.
    Ok(if relayed.sent > 0 { Next::Again } else { Next::Rest(REST) })
}

pub(crate) fn job(announcement: &Announcement) -> Job {
    let (tenant, event) = (announcement.tenant, announcement.id);
    match announcement.kind {
        Kind::ImportStarted => Job::RunImport { tenant, event, done: 0 },
        Kind::SubjectEntered
        | Kind::SubjectChanged
        | Kind::StepFired
        | Kind::StepAcknowledged
        | Kind::ReplyPublished
        | Kind::RegionActed => Job::PlanNotifications { tenant, event },
    }
}

pub(crate) fn changed(announcement: &Announcement) -> Changed {
    Changed {
        tenant: announcement.tenant,
        region: announcement.region,
        subject: announcement.subject,
        kind: announcement.kind,
    }
}
