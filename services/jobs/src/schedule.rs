//! Chores: figures are folded and the audit log is sealed within a second.

use std::time::Duration;

use otklik_app::{App, Error, audit, figures};

use crate::rounds::Next;

/// Rows of one transaction.
const BATCH: u32 = 1_000;
const REST: Duration = Duration::from_secs(1);

/// One pass over all chores.
pub(crate) async fn pass(app: &App) -> Result<Next, Error> {
    let folded = figures::fold(app, BATCH.into()).await?;
    let sealed = audit::seal(app, BATCH).await?;
    let most = u64::from(BATCH);
    Ok(if folded >= most || sealed >= most { Next::Again } else { Next::Rest(REST) })
}
