//! Organizations by id.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use otklik_app::Error;
use otklik_app::reader::Reader;
use otklik_domain::id::OrganizationId;

use crate::tenant::object::catalogue::Organization;

/// Reads all organizations in one statement: a tenant has some dozens.
pub(super) struct Organizations(pub(super) Reader);

impl Loader<OrganizationId> for Organizations {
    type Value = Organization;
    type Error = Arc<Error>;

    async fn load(
        &self,
        _keys: &[OrganizationId],
    ) -> Result<HashMap<OrganizationId, Organization>, Arc<Error>> {
        let found = self.0.organizations().await.map_err(Arc::new)?;
        Ok(found.into_iter().map(|body| (body.id, Organization::from(body))).collect())
    }
}
