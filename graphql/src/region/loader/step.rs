//! Steps that reached the region, by the case of a member.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use otklik_app::Error;
use otklik_app::reader::{Reader, StepRow};
use otklik_domain::id::{SubjectId, TenantId};

/// Reads the steps of a page of cases in one statement.
pub(super) struct Steps(pub(super) Reader);

impl Loader<(TenantId, SubjectId)> for Steps {
    type Value = Vec<StepRow>;
    type Error = Arc<Error>;

    async fn load(
        &self,
        keys: &[(TenantId, SubjectId)],
    ) -> Result<HashMap<(TenantId, SubjectId), Vec<StepRow>>, Arc<Error>> {
        let found = self.0.late_steps(keys).await.map_err(Arc::new)?;
        let mut by_case: HashMap<SubjectId, Vec<StepRow>> = HashMap::new();
        for row in found {
            by_case.entry(row.subject).or_default().push(row);
        }
        Ok(keys.iter().filter_map(|key| by_case.remove(&key.1).map(|rows| (*key, rows))).collect())
    }
}
