//! Topics by code.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use otklik_app::Error;
use otklik_app::reader::Reader;

use crate::tenant::object::catalogue::Topic;

/// Reads the catalogue in one statement: it is short, and a page asks for most of it.
pub(super) struct Topics(pub(super) Reader);

impl Loader<String> for Topics {
    type Value = Topic;
    type Error = Arc<Error>;

    async fn load(&self, _keys: &[String]) -> Result<HashMap<String, Topic>, Arc<Error>> {
        let found = self.0.topics().await.map_err(Arc::new)?;
        Ok(found.into_iter().map(|topic| (topic.code.clone(), Topic::from(topic))).collect())
    }
}
