//! The sweep: claims what is due, asks the engine, keeps the outcome of a batch in one transaction.

use chrono::{DateTime, TimeDelta, Utc};
use otklik_domain::audit::Actor;
use otklik_storage::query::subject::SubjectRow;
use otklik_storage::query::sweep::ChangedSubject;
use otklik_storage::{Scope, Tx};
use otklik_workflow::command::Command;

use crate::case::gather::gather;
use crate::case::record::{Change, TICK, prepare};
use crate::{App, Error};

/// How long a subject that cannot be decided waits, so that it does not hold up those behind it.
const PUT_OFF: TimeDelta = TimeDelta::minutes(5);

/// What one pass did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Subjects that changed.
    pub changed: u64,
    /// More was due.
    pub more: bool,
    /// When something is due next.
    pub next_at: Option<DateTime<Utc>>,
}

/// Takes no input and may run twice or in any number of processes: what is claimed is claimed once, and a step is
/// unique in its generation.
pub async fn run(app: &App, limit: u32) -> Result<Swept, Error> {
    let shared = app.clone();
    app.store
        .run(Scope::Clockwork("deadline sweep"), move |tx| async move { pass(&shared, &tx, limit).await })
        .await
}

async fn pass(app: &App, tx: &Tx, limit: u32) -> Result<Swept, Error> {
    let rows = tx.claim_due(limit).await?;
    let claimed = rows.len();
    let mut changes = Vec::with_capacity(claimed);
    let mut broken = Vec::new();
    for row in rows {
        let key = (row.tenant, row.id);
        match tick(app, tx, row).await {
            Ok(changed) => changes.extend(changed),
            Err(error @ (Error::Internal(_) | Error::Refused(_))) => {
                tracing::error!(subject = %key.1, %error, "a due clock cannot be decided; it is looked at again later");
                broken.push(key);
            }
            Err(error) => return Err(error),
        }
    }
    tx.save_batch(&changes).await?;
    tx.put_off_due(&broken, tx.now().get() + PUT_OFF).await?;
    Ok(Swept {
        changed: changes.len() as u64,
        more: claimed as u64 >= u64::from(limit),
        next_at: tx.next_wake().await?,
    })
}

/// What became of a subject; nothing when an act was faster.
async fn tick(app: &App, tx: &Tx, row: SubjectRow) -> Result<Option<ChangedSubject>, Error> {
    let gathered = gather(app, tx, &row).await?;
    let outcome = gathered.decide(tx, &row.instance, &Command::Tick)?;
    if outcome.events.is_empty() {
        let still_due = row.instance.next_at().is_some_and(|at| at <= tx.now().get());
        let stuck = || Error::Internal(format!("nothing happens at the due moment of {}", row.id));
        return if still_due { Err(stuck()) } else { Ok(None) };
    }
    let change = Change { actor: Actor::System, act: TICK, before: row, events: outcome.events };
    prepare(tx, &gathered, change).map(Some)
}
