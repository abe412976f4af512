//! The sweep: lets due deadlines fire. Only the clock of the database decides what is due; this loop only looks.

use std::time::Duration;

use otklik_app::{App, Error, deadline};

use crate::rounds::Next;

/// Subjects of one transaction.
pub(crate) const BATCH: u32 = 20;
/// A command beside this process is seen within a second, whatever the next known moment is.
const REST: Duration = Duration::from_secs(1);

/// One pass; `changed` hears how many subjects moved.
pub(crate) async fn pass(app: &App, changed: impl FnOnce(u64)) -> Result<Next, Error> {
    let swept = deadline::sweep::run(app, BATCH).await?;
    if swept.changed > 0 {
        tracing::info!(subjects = swept.changed, "deadlines fired");
        changed(swept.changed);
    }
    Ok(if swept.more { Next::Again } else { Next::Rest(REST) })
}
