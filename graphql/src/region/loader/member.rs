//! Members of the region by id.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use otklik_app::Error;
use otklik_app::reader::Reader;
use otklik_domain::id::TenantId;
use otklik_domain::tenant::Tenant;

/// Reads all members in one statement: a region has some dozens.
pub(super) struct Members(pub(super) Reader);

impl Loader<TenantId> for Members {
    type Value = Tenant;
    type Error = Arc<Error>;

    async fn load(&self, _keys: &[TenantId]) -> Result<HashMap<TenantId, Tenant>, Arc<Error>> {
        let found = self.0.members().await.map_err(Arc::new)?;
        Ok(found.into_iter().map(|member| (member.id, member)).collect())
    }
}
