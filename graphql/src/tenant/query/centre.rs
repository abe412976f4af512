//! What a caller reads of the own centre besides cases.

use async_graphql::{Context, ID, Object};

use crate::shared::error::Failure;
use crate::shared::{ids, page};
use crate::tenant::loader::View;
use crate::tenant::object::board::{Board, BoardCell};
use crate::tenant::object::catalogue::{Organization, SectorBlock, Topic};
use crate::tenant::object::notification::Notification;
use crate::tenant::object::user::{Me, Tenant, User};

#[derive(Default)]
pub(super) struct CentreQueries;

#[Object]
impl CentreQueries {
    /// Who asks, and what this person may do.
    async fn me(&self, ctx: &Context<'_>) -> Result<Me, Failure> {
        let reader = View::of(ctx).reader();
        let me = reader.me().await?;
        let functions = reader.functions().await?;
        Ok(Me {
            user: User::from(me.user),
            tenant: Tenant::from(me.tenant),
            roles: me.roles.into_iter().map(Into::into).collect(),
            actions: me.actions,
            functions: functions.into_iter().map(|function| function.code().to_owned()).collect(),
            is_draft: reader.is_draft().await?,
        })
    }

    /// The topics of the catalogue.
    async fn topics(&self, ctx: &Context<'_>) -> Result<Vec<Topic>, Failure> {
        let topics = View::of(ctx).reader().topics().await?;
        Ok(topics.into_iter().map(Topic::from).collect())
    }

    /// The sector blocks in force.
    async fn blocks(&self, ctx: &Context<'_>) -> Result<Vec<SectorBlock>, Failure> {
        let blocks = View::of(ctx).reader().blocks().await?;
        Ok(blocks.into_iter().map(SectorBlock::from).collect())
    }

    /// Bodies and institutions that answer.
    async fn organizations(&self, ctx: &Context<'_>) -> Result<Vec<Organization>, Failure> {
        let bodies = View::of(ctx).reader().organizations().await?;
        Ok(bodies.into_iter().map(Organization::from).collect())
    }

    /// People whom a case of the organization can be given to.
    async fn assignees(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The answering body.")] organization: ID,
        #[graphql(desc = "Words of the position.")] search: Option<String>,
    ) -> Result<Vec<User>, Failure> {
        let reader = View::of(ctx).reader();
        let people = reader.assignees(ids::read(&organization), search.as_deref()).await?;
        Ok(people.into_iter().map(User::from).collect())
    }

    /// Figures of the tenant from deltas, as of `asOf`.
    async fn board(&self, ctx: &Context<'_>) -> Result<Board, Failure> {
        let (as_of, cells) = View::of(ctx).reader().board().await?;
        let cells = cells.into_iter().map(|(standing, count)| BoardCell::new(standing, count)).collect();
        Ok(Board { as_of: as_of.into(), cells })
    }

    /// The newest notices of the caller.
    #[graphql(complexity = "page::cost(first, child_complexity)")]
    async fn notifications(
        &self,
        ctx: &Context<'_>,
        #[graphql(default_with = "Some(20)", desc = "How many, 1 to 100.")] first: Option<i32>,
    ) -> Result<Vec<Notification>, Failure> {
        let rows = View::of(ctx).reader().notifications(page::first(first)?).await?;
        Ok(rows.into_iter().map(Notification::from).collect())
    }
}
