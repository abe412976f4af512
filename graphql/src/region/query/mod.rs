//! What can be asked of a regional control centre.

pub mod late;

use std::collections::BTreeMap;

use async_graphql::{Context, ID, Object};
use otklik_domain::id::TenantId;

use self::late::{LateCaseConnection, LateCaseFilter};
use super::loader::View;
use super::object::board::{BoardCell, TenantBoard};
use super::object::case::LateCase;
use super::object::user::{Me, Tenant, User};
use crate::shared::error::Failure;
use crate::shared::{ids, page};

/// What can be asked of a regional control centre.
pub struct Query;

/// What can be asked of a regional control centre.
#[Object]
impl Query {
    /// Who asks, and what this person may do.
    async fn me(&self, ctx: &Context<'_>) -> Result<Me, Failure> {
        let me = View::of(ctx).reader().me().await?;
        Ok(Me {
            user: User { id: ids::write(me.user.id), position: me.user.position },
            tenant: me.tenant.into(),
            roles: me.roles.into_iter().map(Into::into).collect(),
            actions: me.actions,
        })
    }

    /// Late cases of the members of the region, longest late first; restricted topics are never a row.
    #[graphql(complexity = "page::cost(first, child_complexity)")]
    async fn late_cases(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What the list is narrowed to.")] filter: Option<LateCaseFilter>,
        #[graphql(default_with = "Some(20)", desc = "How many rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the row after which to go on.")] after: Option<String>,
    ) -> Result<LateCaseConnection, Failure> {
        LateCaseConnection::read(
            View::of(ctx).clone(),
            filter.unwrap_or_default(),
            page::request(first, after)?,
        )
        .await
    }

    /// One late case; empty when it is unknown, not late, restricted, or not of this region.
    async fn late_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose it is.")] tenant: ID,
        #[graphql(desc = "Id of the case.")] id: ID,
    ) -> Result<Option<LateCase>, Failure> {
        let view = View::of(ctx);
        let row = view.reader().late_case(ids::read(&tenant), ids::read(&id)).await?;
        Ok(row.map(|row| LateCase::new(row, view.clone())))
    }

    /// Figures by member from deltas, in the order of the members' names.
    #[graphql(complexity = "20 + child_complexity")]
    async fn board(&self, ctx: &Context<'_>) -> Result<Vec<TenantBoard>, Failure> {
        let reader = View::of(ctx).reader();
        let (as_of, cells) = reader.region_board().await?;
        let mut found: BTreeMap<TenantId, Vec<BoardCell>> = BTreeMap::new();
        for (tenant, standing, count) in cells {
            found.entry(tenant).or_default().push(BoardCell::new(standing, count));
        }
        let members = reader.members().await?.into_iter();
        let boards = members.map(|member| TenantBoard {
            cells: found.remove(&member.id).unwrap_or_default(),
            tenant: member.into(),
            as_of: as_of.into(),
        });
        Ok(boards.collect())
    }

    /// The members of the region.
    async fn members(&self, ctx: &Context<'_>) -> Result<Vec<Tenant>, Failure> {
        let members = View::of(ctx).reader().members().await?;
        Ok(members.into_iter().map(Tenant::from).collect())
    }
}
