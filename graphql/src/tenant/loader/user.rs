//! People by id.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use otklik_app::Error;
use otklik_app::reader::Reader;
use otklik_domain::id::UserId;

use crate::tenant::object::user::User;

/// Reads people in one statement.
pub(super) struct Users(pub(super) Reader);

impl Loader<UserId> for Users {
    type Value = User;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[UserId]) -> Result<HashMap<UserId, User>, Arc<Error>> {
        let found = self.0.users(keys).await.map_err(Arc::new)?;
        Ok(found.into_iter().map(|(id, user)| (id, User::from(user))).collect())
    }
}
