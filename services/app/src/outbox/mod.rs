//! What the relay is allowed to do with announcements.

use std::future::Future;

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
    /// More were waiting.
    pub more: bool,
}

/// Claims unsent announcements, oldest of a subject first, hands them to `send` and marks them in the same
/// transaction: a crash in between offers them again.
pub async fn relay<S, F>(app: &App, limit: u32, send: S) -> Result<Relayed, Error>
where
    S: FnOnce(Vec<Envelope>) -> F + Send + 'static,
    F: Future<Output = Result<(), String>> + Send,
{
    app.store
        .run(Scope::Clockwork("relay"), move |tx| async move {
            let rows = tx.claim_unsent(limit).await?;
            if rows.is_empty() {
                return Ok(Relayed::default());
            }
            let ids: Vec<_> = rows.iter().map(|row| (row.tenant, row.id)).collect();
            let relayed = Relayed { sent: ids.len() as u64, more: ids.len() as u64 >= u64::from(limit) };
            send(rows.into_iter().map(envelope).collect()).await.map_err(Error::Unavailable)?;
            tx.mark_sent(&ids).await?;
            Ok(relayed)
        })
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
