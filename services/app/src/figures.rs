//! Figures that never wait for a scan: deltas are written with each act and folded here.

use otklik_storage::Scope;

use crate::{App, Error};

/// Folds deltas into the rollup; answers how many.
pub async fn fold(app: &App, limit: u64) -> Result<u64, Error> {
    app.store
        .run(Scope::Clockwork("fold figures"), move |tx| async move { Ok(tx.fold_deltas(limit).await?) })
        .await
}
