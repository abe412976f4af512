//! The audit log: entries are written with their act; here they are chained and proved.

use otklik_domain::id::TenantId;
use otklik_storage::Scope;
use otklik_storage::query::audit::AuditReport;

use crate::{App, Error};

/// Chains entries that are not chained yet; answers how many.
pub async fn seal(app: &App, limit: u32) -> Result<u64, Error> {
    app.store
        .run(Scope::Clockwork("seal audit"), move |tx| async move { Ok(tx.seal_audit(limit).await?) })
        .await
}

/// Proves the sealed chain of a tenant and reports the tail.
pub async fn verify(app: &App, tenant: TenantId) -> Result<AuditReport, Error> {
    let tx = app.store.reader(Scope::Clockwork("verify audit")).await?;
    Ok(tx.verify_audit(tenant).await?)
}
