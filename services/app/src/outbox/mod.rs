//! What the relay is allowed to do with announcements.

use std::future::Future;

use chrono::TimeDelta;
use otklik_domain::event::Kind;
use otklik_domain::id::{OutboxId, RegionId, SubjectId, TenantId};
use otklik_storage::Scope;
use otklik_storage::query::outbox::OutboxRow;

use crate::{App, Error};

/// What travels through the queue: enough to find the row again, nothing more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Whose announcement.
    pub tenant: TenantId,
    /// Its region.
    pub region: RegionId,
    /// Which row.
    pub id: OutboxId,
    /// The subject it is about.
    pub subject: Option<SubjectId>,
    /// What happened.
    pub kind: Kind,
    /// Version of its body.
    pub version: u16,
}

/// What one pass did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Relayed {
    /// Announcements handed over.
    pub sent: u64,
    /// More may be waiting.
    pub more: bool,
}

/// How long whoever took an announcement may work on it before it is offered again.
const LEASE: TimeDelta = TimeDelta::seconds(60);

/// Takes unsent announcements, oldest of a subject first, and hands them to `send` after the commit. What is not
/// [`handled`] before its lease ends is offered again, so the queue may forget everything and nothing is lost.
pub async fn relay<S, F>(app: &App, limit: u32, send: S) -> Result<Relayed, Error>
where
    S: FnOnce(Vec<Envelope>) -> F,
    F: Future<Output = Result<(), String>>,
{
    let taken = app
        .store
        .run(Scope::Clockwork("relay"), move |tx| async move {
            let rows = tx.claim_unsent(limit).await?;
            let ids: Vec<_> = rows.iter().map(|row| (row.tenant, row.id)).collect();
            if !ids.is_empty() {
                tx.lease(&ids, tx.now().get() + LEASE).await?;
            }
            Ok::<_, Error>(rows)
        })
        .await?;
    if taken.is_empty() {
        return Ok(Relayed::default());
    }
    let sent = taken.len() as u64;
    send(taken.into_iter().map(envelope).collect()).await.map_err(Error::Unavailable)?;
    Ok(Relayed { sent, more: sent >= u64::from(limit) })
}

/// Marks an announcement as done: whatever came of it is in the database.
pub async fn handled(app: &App, tenant: TenantId, id: OutboxId) -> Result<(), Error> {
    app.store
        .run(Scope::Clockwork("relay"), move |tx| async move { Ok(tx.mark_sent(&[(tenant, id)]).await?) })
        .await
}

fn envelope(row: OutboxRow) -> Envelope {
    Envelope {
        tenant: row.tenant,
        region: row.region,
        id: row.id,
        subject: row.subject,
        kind: row.kind,
        version: row.version,
    }
}
