//! One consistent look at a tenant, with loaders that turn the wishes of many rows into one statement.

mod block;
mod organization;
mod topic;
mod user;

use std::sync::Arc;

use async_graphql::Context;
use async_graphql::dataloader::{DataLoader, HashMapCache};
use otklik_app::reader::Reader;
use otklik_domain::id::{BlockId, OrganizationId, UserId};

use self::block::Blocks;
use self::organization::Organizations;
use self::topic::Topics;
use self::user::Users;
use super::object::catalogue::{Organization, SectorBlock, Topic};
use super::object::user::User;
use crate::shared::Asker;
use crate::shared::error::Failure;

/// A snapshot of one tenant as one caller sees it; cheap to clone, dropped with the request.
#[derive(Clone)]
pub struct View(Arc<Inner>);

struct Inner {
    reader: Reader,
    tenant_code: String,
    users: DataLoader<Users, HashMapCache>,
    topics: DataLoader<Topics, HashMapCache>,
    blocks: DataLoader<Blocks, HashMapCache>,
    organizations: DataLoader<Organizations, HashMapCache>,
}

impl View {
    /// A look that opens its snapshot at the first question.
    pub fn new(asker: &Asker) -> Self {
        let reader = asker.app.reader(&asker.caller);
        let cache = HashMapCache::default;
        Self(Arc::new(Inner {
            users: DataLoader::with_cache(Users(reader.clone()), tokio::spawn, cache()),
            topics: DataLoader::with_cache(Topics(reader.clone()), tokio::spawn, cache()),
            blocks: DataLoader::with_cache(Blocks(reader.clone()), tokio::spawn, cache()),
            organizations: DataLoader::with_cache(Organizations(reader.clone()), tokio::spawn, cache()),
            tenant_code: asker.tenant_code.clone(),
            reader,
        }))
    }

    /// The look of this request.
    pub(crate) fn of<'a>(ctx: &Context<'a>) -> &'a Self {
        ctx.data_unchecked()
    }

    /// Reads of the use cases.
    pub(crate) fn reader(&self) -> &Reader {
        &self.0.reader
    }

    /// Code of the tenant, as it stands in addresses.
    pub(crate) fn tenant_code(&self) -> &str {
        &self.0.tenant_code
    }

    /// People, in the order asked for; one who is no member any more is left out.
    pub(crate) async fn users(&self, ids: &[UserId]) -> Result<Vec<User>, Failure> {
        let found = self.0.users.load_many(ids.iter().copied()).await?;
        Ok(ids.iter().filter_map(|id| found.get(id).cloned()).collect())
    }

    /// One person.
    pub(crate) async fn user(&self, id: UserId) -> Result<User, Failure> {
        let found = self.0.users.load_one(id).await?;
        found.ok_or_else(|| Failure::internal(format!("{id} is nobody in this tenant")))
    }

    /// A topic of the catalogue.
    pub(crate) async fn topic(&self, code: &str) -> Result<Topic, Failure> {
        let found = self.0.topics.load_one(code.to_owned()).await?;
        found.ok_or_else(|| Failure::internal(format!("topic {code} is not in the catalogue")))
    }

    /// A sector block.
    pub(crate) async fn block(&self, id: BlockId) -> Result<Option<SectorBlock>, Failure> {
        Ok(self.0.blocks.load_one(id).await?)
    }

    /// A body that answers.
    pub(crate) async fn organization(&self, id: OrganizationId) -> Result<Option<Organization>, Failure> {
        Ok(self.0.organizations.load_one(id).await?)
    }
}
