//! One consistent look at the members of a region, with loaders for what every row repeats.

mod member;
mod step;
mod topic;

use std::sync::Arc;

use async_graphql::Context;
use async_graphql::dataloader::{DataLoader, HashMapCache};
use chrono::{DateTime, Utc};
use otklik_app::Error;
use otklik_app::reader::{Reader, StepRow};
use otklik_domain::id::{SubjectId, TenantId};
use otklik_domain::tenant;

use self::member::Members;
use self::step::Steps;
use self::topic::Topics;
use super::object::case::Topic;
use crate::shared::Asker;
use crate::shared::error::Failure;

/// A snapshot of the members as one caller sees them; cheap to clone, dropped with the request.
#[derive(Clone)]
pub struct View(Arc<Inner>);

struct Inner {
    reader: Reader,
    members: DataLoader<Members, HashMapCache>,
    steps: DataLoader<Steps, HashMapCache>,
    topics: DataLoader<Topics, HashMapCache>,
}

impl View {
    /// A look that opens its snapshot at the first question.
    pub fn new(asker: &Asker) -> Self {
        let reader = asker.app.reader(&asker.caller);
        let cache = HashMapCache::default;
        Self(Arc::new(Inner {
            members: DataLoader::with_cache(Members(reader.clone()), tokio::spawn, cache()),
            steps: DataLoader::with_cache(Steps(reader.clone()), tokio::spawn, cache()),
            topics: DataLoader::with_cache(Topics(reader.clone()), tokio::spawn, cache()),
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

    /// The moment of the snapshot.
    pub(crate) async fn now(&self) -> Result<DateTime<Utc>, Failure> {
        Ok(self.0.reader.now().await?)
    }

    /// A member of the region.
    pub(crate) async fn member(&self, id: TenantId) -> Result<tenant::Tenant, Failure> {
        let found = self.0.members.load_one(id).await?;
        found.ok_or_else(|| Failure::internal(format!("{id} is no member of this region")))
    }

    /// The id of a member as one; another region's tenant is not found, like an unknown one.
    pub(crate) async fn resolve(&self, id: TenantId) -> Result<TenantId, Failure> {
        let found = self.0.members.load_one(id).await?;
        Ok(found.ok_or(Error::NotFound)?.id)
    }

    /// The steps of a member's case that reached the region, in order of their moments.
    pub(crate) async fn steps(&self, tenant: TenantId, case: SubjectId) -> Result<Vec<StepRow>, Failure> {
        Ok(self.0.steps.load_one((tenant, case)).await?.unwrap_or_default())
    }

    /// A topic of the catalogue.
    pub(crate) async fn topic(&self, code: &str) -> Result<Topic, Failure> {
        let found = self.0.topics.load_one(code.to_owned()).await?;
        found.ok_or_else(|| Failure::internal(format!("topic {code} is not in the catalogue")))
    }
}
