//! Accounts, sessions and tokens: what sign-in needs, in the scope of the door.

use chrono::{DateTime, NaiveDate, Utc};
use otklik_domain::id::{AccountId, TenantId, UserId};
use otklik_domain::tenant::Tenant;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

use super::tenant::{TenantRow, readable};
use crate::error::{Doing, Error, Result};
use crate::scope::Scope;
use crate::table::{account, membership, session, tenant, token};
use crate::tx::Tx;

/// Who signs in.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Unique in the deployment.
    pub login: String,
    /// A PHC string; none when the account signs in elsewhere.
    pub password_hash: Option<String>,
    /// Where it is told.
    pub email: Option<String>,
    /// Since when it may not sign in.
    pub blocked_at: Option<DateTime<Utc>>,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Account").field("id", &self.id).finish_non_exhaustive()
    }
}

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Whose.
    pub account: AccountId,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub seen_at: DateTime<Utc>,
    /// When it ends whatever happens.
    pub expires_at: DateTime<Utc>,
}

/// A key of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Whose.
    pub account: AccountId,
    /// The one tenant it opens.
    pub tenant: TenantId,
    /// What it may, by spaces.
    pub scopes: String,
}

/// Where an account works now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenMembership {
    /// The account in the tenant.
    pub user: UserId,
    /// The tenant.
    pub tenant: Tenant,
    /// The person's position.
    pub position: String,
}

impl Tx {
    /// An account by its login.
    pub async fn account_by_login(&self, login: &str) -> Result<Option<Account>> {
        self.need_door()?;
        let row = account::Entity::find()
            .filter(account::Column::Login.eq(login))
            .one(self.db())
            .await
            .doing(|| "read an account by login".to_owned())?;
        Ok(row.map(Account::from))
    }

    /// An account.
    pub async fn account(&self, id: AccountId) -> Result<Option<Account>> {
        self.need_door()?;
        let row = account::Entity::find_by_id(id.0).one(self.db()).await.doing(|| format!("read {id}"))?;
        Ok(row.map(Account::from))
    }

    /// Opens an account; a login that exists is a conflict.
    pub async fn insert_account(&self, new: &Account) -> Result<()> {
        self.need_door()?;
        let row = account::Model {
            id: new.id.0,
            login: new.login.clone(),
            password_hash: new.password_hash.clone(),
            email: new.email.clone(),
            created_at: self.now().get(),
            blocked_at: new.blocked_at,
        };
        account::Entity::insert(row.into_active_model())
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("open {}", new.id))?;
        Ok(())
    }

    /// Replaces the password of an account.
    pub async fn set_password(&self, id: AccountId, hash: &str) -> Result<()> {
        self.change_account(id, account::Column::PasswordHash, hash.into()).await
    }

    /// Keeps an account from signing in, or lets it again.
    pub async fn set_blocked(&self, id: AccountId, blocked: bool) -> Result<()> {
        let at = blocked.then(|| self.now().get());
        self.change_account(id, account::Column::BlockedAt, at.into()).await
    }

    async fn change_account(
        &self,
        id: AccountId,
        column: account::Column,
        value: sea_orm::Value,
    ) -> Result<()> {
        self.need_door()?;
        let changed = account::Entity::update_many()
            .col_expr(column, Expr::value(value))
            .filter(account::Column::Id.eq(id.0))
            .exec(self.db())
            .await
            .doing(|| format!("change {id}"))?;
        if changed.rows_affected == 1 { Ok(()) } else { Err(Error::bug(format!("{id} is not there"))) }
    }

    /// Opens a session under the hash of its secret.
    pub async fn insert_session(
        &self,
        hash: [u8; 32],
        account: AccountId,
        expires_at: DateTime<Utc>,
    ) -> Result<()> {
        self.need_door()?;
        let now = self.now().get();
        let row = session::Model {
            hash: hash.to_vec(),
            account_id: account.0,
            created_at: now,
            seen_at: now,
            expires_at,
        };
        session::Entity::insert(row.into_active_model())
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("open a session of {account}"))?;
        Ok(())
    }

    /// A session that has not ended.
    pub async fn session(&self, hash: [u8; 32]) -> Result<Option<Session>> {
        self.need_door()?;
        let row = session::Entity::find_by_id(hash.to_vec())
            .filter(session::Column::ExpiresAt.gt(self.now().get()))
            .one(self.db())
            .await
            .doing(|| "read a session".to_owned())?;
        Ok(row.map(|row| Session {
            account: AccountId(row.account_id),
            created_at: row.created_at,
            seen_at: row.seen_at,
            expires_at: row.expires_at,
        }))
    }

    /// Notes that a session was used now.
    pub async fn touch_session(&self, hash: [u8; 32]) -> Result<()> {
        self.need_door()?;
        session::Entity::update_many()
            .col_expr(session::Column::SeenAt, Expr::value(self.now().get()))
            .filter(session::Column::Hash.eq(hash.to_vec()))
            .exec(self.db())
            .await
            .doing(|| "touch a session".to_owned())?;
        Ok(())
    }

    /// Ends a session.
    pub async fn delete_session(&self, hash: [u8; 32]) -> Result<()> {
        self.need_door()?;
        session::Entity::delete_by_id(hash.to_vec())
            .exec(self.db())
            .await
            .doing(|| "end a session".to_owned())?;
        Ok(())
    }

    /// Ends every session of an account.
    pub async fn delete_sessions_of(&self, account: AccountId) -> Result<()> {
        self.need_door()?;
        session::Entity::delete_many()
            .filter(session::Column::AccountId.eq(account.0))
            .exec(self.db())
            .await
            .doing(|| format!("end the sessions of {account}"))?;
        Ok(())
    }

    /// Removes sessions that have ended; answers how many.
    pub async fn forget_sessions(&self) -> Result<u64> {
        self.need_door()?;
        let gone = session::Entity::delete_many()
            .filter(session::Column::ExpiresAt.lte(self.now().get()))
            .exec(self.db())
            .await
            .doing(|| "forget ended sessions".to_owned())?;
        Ok(gone.rows_affected)
    }

    /// Issues a token under the hash of its secret.
    pub async fn insert_token(
        &self,
        hash: [u8; 32],
        account: AccountId,
        tenant: TenantId,
        scopes: &str,
        expires_at: Option<DateTime<Utc>>,
    ) -> Result<()> {
        self.need_door()?;
        let row = token::Model {
            hash: hash.to_vec(),
            account_id: account.0,
            tenant_id: tenant.0,
            scopes: scopes.to_owned(),
            created_at: self.now().get(),
            expires_at,
            revoked_at: None,
        };
        token::Entity::insert(row.into_active_model())
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("issue a token of {account}"))?;
        Ok(())
    }

    /// A token that is neither over nor revoked.
    pub async fn token(&self, hash: [u8; 32]) -> Result<Option<Token>> {
        self.need_door()?;
        let lasts = Condition::any()
            .add(token::Column::ExpiresAt.is_null())
            .add(token::Column::ExpiresAt.gt(self.now().get()));
        let row = token::Entity::find_by_id(hash.to_vec())
            .filter(token::Column::RevokedAt.is_null())
            .filter(lasts)
            .one(self.db())
            .await
            .doing(|| "read a token".to_owned())?;
        Ok(row.map(|row| Token {
            account: AccountId(row.account_id),
            tenant: TenantId(row.tenant_id),
            scopes: row.scopes,
        }))
    }

    /// Revokes a token.
    pub async fn revoke_token(&self, hash: [u8; 32]) -> Result<()> {
        self.need_door()?;
        token::Entity::update_many()
            .col_expr(token::Column::RevokedAt, Expr::value(self.now().get()))
            .filter(token::Column::Hash.eq(hash.to_vec()))
            .exec(self.db())
            .await
            .doing(|| "revoke a token".to_owned())?;
        Ok(())
    }

    /// Where an account works today, each day being that of the tenant's zone.
    pub async fn memberships_of(&self, account: AccountId) -> Result<Vec<OpenMembership>> {
        self.need_door()?;
        self.store().shared.dialect.name_account(self.db(), account).await?;
        let rows = membership::Entity::find()
            .filter(membership::Column::AccountId.eq(account.0))
            .order_by_asc(membership::Column::Id)
            .all(self.db())
            .await
            .doing(|| format!("list memberships of {account}"))?;
        let ids: Vec<_> = rows.iter().map(|row| row.tenant_id).collect();
        let tenants = readable(tenant::Entity::find())
            .filter(tenant::Column::Id.is_in(ids))
            .into_model::<TenantRow>()
            .all(self.db())
            .await
            .doing(|| format!("list tenants of {account}"))?
            .into_iter()
            .map(Tenant::try_from)
            .collect::<Result<Vec<_>>>()?;
        let now = self.now().get();
        let mut open = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(tenant) = tenants.iter().find(|tenant| tenant.id.0 == row.tenant_id) else { continue };
            let today = now.with_timezone(&tenant.zone).date_naive();
            if in_force(row.from_on, row.to_on, today) {
                open.push(OpenMembership {
                    user: UserId(row.id),
                    tenant: tenant.clone(),
                    position: row.position,
                });
            }
        }
        Ok(open)
    }

    /// Accounts belong to nobody's tenant: on SQLite, where no role stands behind it, this is the wall.
    fn need_door(&self) -> Result<()> {
        match self.scope() {
            Scope::Door | Scope::Owner => Ok(()),
            scope => Err(Error::bug(format!("{scope:?} may not see accounts"))),
        }
    }
}

/// Both days are inside.
pub(crate) fn in_force(from: NaiveDate, to: Option<NaiveDate>, day: NaiveDate) -> bool {
    from <= day && to.is_none_or(|to| day <= to)
}

impl From<account::Model> for Account {
    fn from(row: account::Model) -> Self {
        Self {
            id: AccountId(row.id),
            login: row.login,
            password_hash: row.password_hash,
            email: row.email,
            blocked_at: row.blocked_at,
        }
    }
}
