//! What a caller reads of the own centre besides cases.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use otklik_domain::access::Action;
use otklik_domain::id::{OrganizationId, UserId};
use otklik_domain::role::Role;
use otklik_domain::standing::Standing;
use otklik_domain::tenant::Tenant;
use otklik_domain::topic::Topic;
use otklik_storage::query::composition::{Block, Organization, User};
use otklik_storage::query::notification::NotificationRow;

use super::Reader;
use crate::Error;

/// Who asks, and what is open to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    /// The person by position.
    pub user: User,
    /// The tenant of the path.
    pub tenant: Tenant,
    /// Roles in force.
    pub roles: Vec<Role>,
    /// Codes of actions that are open somewhere in the caller's extent.
    pub actions: Vec<String>,
}

impl Reader {
    /// Who asks.
    pub async fn me(&self) -> Result<Me, Error> {
        let tx = self.own().await?;
        let user = tx.users(&[self.caller.user]).await?.into_iter().next().ok_or(Error::NotFound)?;
        let tenant = self.home().await?.clone();
        let mut roles: Vec<Role> = self.caller.holdings.iter().map(|holding| holding.role).collect();
        roles.sort_unstable();
        roles.dedup();
        let actions =
            self.app.authorizer.actions(&self.caller).into_iter().map(|a| a.code().to_owned()).collect();
        Ok(Me { user, tenant, roles, actions })
    }

    /// The topics of the catalogue.
    pub async fn topics(&self) -> Result<Vec<Topic>, Error> {
        Ok(self.own().await?.topics().await?)
    }

    /// The sector blocks in force.
    pub async fn blocks(&self) -> Result<Vec<Block>, Error> {
        self.may(Action::TenantView)?;
        Ok(self.own().await?.blocks().await?)
    }

    /// Bodies and institutions that answer.
    pub async fn organizations(&self) -> Result<Vec<Organization>, Error> {
        self.may(Action::TenantView)?;
        Ok(self.own().await?.organizations().await?)
    }

    /// People by position; what is not of this tenant is not there.
    pub async fn users(&self, ids: &[UserId]) -> Result<HashMap<UserId, User>, Error> {
        let users = self.own().await?.users(ids).await?;
        Ok(users.into_iter().map(|user| (user.id, user)).collect())
    }

    /// People whom a case of the organization can be given to.
    pub async fn assignees(
        &self,
        organization: OrganizationId,
        search: Option<&str>,
    ) -> Result<Vec<User>, Error> {
        self.may(Action::TenantView)?;
        Ok(self.own().await?.assignees(organization, search).await?)
    }

    /// Figures of the tenant, and the moment they are of.
    pub async fn board(&self) -> Result<(DateTime<Utc>, Vec<(Standing, i64)>), Error> {
        self.may(Action::BoardView)?;
        let tx = self.own().await?;
        Ok((tx.now().get(), tx.board().await?))
    }

    /// The newest notices of the caller.
    pub async fn notifications(&self, first: u16) -> Result<Vec<NotificationRow>, Error> {
        Ok(self.own().await?.notifications(self.caller.user, first).await?)
    }
}
