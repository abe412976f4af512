//! PostgreSQL: four roles behind one login, row-level security, time from `otklik_now()`.

use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use otklik_domain::id::{AccountId, RegionId, TenantId};
use otklik_domain::time::Now;
use sea_orm::sqlx::Executor;
use sea_orm::{
    AccessMode, ConnectOptions as SeaOptions, ConnectionTrait, Database, DatabaseConnection,
    DatabaseTransaction, DbBackend, IsolationLevel, Statement, TransactionOptions, TransactionTrait,
};

use super::{Begun, Dialect, execute, statement};
use crate::backend::Backend;
use crate::error::{Doing, Error, Result};
use crate::scope::Scope;
use crate::store::ConnectOptions;

const ACQUIRE: Duration = Duration::from_secs(2);
const APART: u32 = 2;
const STATEMENT: &str = "5000";

/// One statement opens the scope; the setting is local to the transaction, so nothing survives it.
const ENTER: &str = "SELECT set_config('role', $1, true), set_config('app.tenant', $2, true), \
     set_config('app.region', $3, true), otklik_now() AS now";

#[derive(Debug)]
pub(super) struct Postgres {
    pool: DatabaseConnection,
    /// Apart from the pool: an act that waits here holds a connection there already.
    apart: DatabaseConnection,
    owner: bool,
}

impl Postgres {
    pub(super) async fn connect(options: &ConnectOptions, owner: bool) -> Result<Self> {
        let pool = open(&options.url, options.max_connections, owner, false).await?;
        let apart = open(&options.url, APART, owner, true).await?;
        Ok(Self { pool, apart, owner })
    }

    async fn enter(&self, transaction: DatabaseTransaction, scope: Scope) -> Result<Begun> {
        let role = match scope.role() {
            Some(role) if !self.owner => role,
            // `none` is PostgreSQL's word for «stay who you are».
            _ => "none",
        };
        if matches!(scope, Scope::Owner) && !self.owner {
            return Err(Error::bug("Scope::Owner needs a store made by Store::owner"));
        }
        let tenant = scope.tenant().map(|id| id.0.to_string()).unwrap_or_default();
        let region = scope.region().map(|id| id.0.to_string()).unwrap_or_default();
        let row = transaction
            .query_one_raw(statement(DbBackend::Postgres, ENTER, [role.into(), tenant.into(), region.into()]))
            .await
            .doing(|| format!("enter {scope:?}"))?
            .ok_or_else(|| Error::bug("the statement that enters a scope gave no row"))?;
        let now: DateTime<Utc> = row.try_get("", "now")?;
        Ok(Begun { transaction, now: Now::new(now) })
    }
}

async fn open(url: &str, connections: u32, owner: bool, lazy: bool) -> Result<DatabaseConnection> {
    let mut sea = SeaOptions::new(url.to_owned());
    sea.max_connections(connections)
        .connect_lazy(lazy)
        .acquire_timeout(ACQUIRE)
        .test_before_acquire_if_idle_for(Duration::from_secs(30))
        .sqlx_logging(false)
        .record_stmt_in_spans(false);
    sea.map_sqlx_postgres_opts(move |pg| {
        let pg = pg.application_name("otklik").options([
            ("TimeZone", "UTC"),
            ("tcp_keepalives_idle", "30"),
            ("tcp_user_timeout", "10000"),
        ]);
        if owner {
            pg
        } else {
            pg.options([("statement_timeout", STATEMENT), ("idle_in_transaction_session_timeout", "60000")])
        }
    });
    // A caller that hangs up during BEGIN leaves a connection inside a transaction: sqlx #4393.
    sea.map_sqlx_postgres_pool_opts(|pool| {
        pool.after_release(|connection, _| {
            Box::pin(async move {
                connection.execute("ROLLBACK").await?;
                Ok(true)
            })
        })
    });
    Database::connect(sea).await.doing(|| "connect to PostgreSQL".to_owned())
}

#[async_trait]
impl Dialect for Postgres {
    fn backend(&self) -> Backend {
        Backend::Postgres
    }

    async fn begin_write(&self, scope: Scope) -> Result<Begun> {
        let transaction = self.pool.begin().await.doing(|| "begin a transaction".to_owned())?;
        self.enter(transaction, scope).await
    }

    async fn begin_read(&self, scope: Scope) -> Result<Begun> {
        let options = TransactionOptions {
            isolation_level: Some(IsolationLevel::RepeatableRead),
            access_mode: Some(AccessMode::ReadOnly),
            ..TransactionOptions::default()
        };
        let transaction =
            self.pool.begin_with_options(options).await.doing(|| "begin a snapshot".to_owned())?;
        self.enter(transaction, scope).await
    }

    async fn name_account(&self, transaction: &DatabaseTransaction, account: AccountId) -> Result<()> {
        let sql = "SELECT set_config('app.account', $1, true)";
        execute(transaction, sql, [account.0.to_string().into()]).await.map(drop)
    }

    async fn name_tenant(
        &self,
        transaction: &DatabaseTransaction,
        tenant: TenantId,
        region: RegionId,
    ) -> Result<()> {
        let sql = "SELECT set_config('app.tenant', $1, true), set_config('app.region', $2, true)";
        execute(transaction, sql, [tenant.0.to_string().into(), region.0.to_string().into()]).await.map(drop)
    }

    async fn begin_apart(&self, scope: Scope) -> Result<Option<Begun>> {
        let transaction = self.apart.begin().await.doing(|| "begin a transaction apart".to_owned())?;
        self.enter(transaction, scope).await.map(Some)
    }

    async fn forget_plans(&self, transaction: &DatabaseTransaction) -> Result<()> {
        execute(transaction, "DISCARD PLANS", []).await.map(drop)
    }

    async fn fold_deltas(&self, transaction: &DatabaseTransaction, limit: u64) -> Result<u64> {
        let sql = "WITH taken AS (\
               DELETE FROM delta WHERE (tenant_id, id) IN (\
                 SELECT tenant_id, id FROM delta ORDER BY tenant_id, id LIMIT $1 FOR UPDATE SKIP LOCKED) \
               RETURNING tenant_id, region_id, phase, lateness, level, restricted, amount), \
             summed AS (\
               SELECT tenant_id, region_id, phase, lateness, level, restricted, sum(amount)::bigint AS amount \
               FROM taken GROUP BY tenant_id, region_id, phase, lateness, level, restricted), \
             folded AS (\
               INSERT INTO standing AS s (tenant_id, region_id, phase, lateness, level, restricted, amount) \
               SELECT tenant_id, region_id, phase, lateness, level, restricted, amount FROM summed \
               ORDER BY tenant_id, phase, lateness, level, restricted \
               ON CONFLICT (tenant_id, phase, lateness, level, restricted) \
               DO UPDATE SET amount = s.amount + excluded.amount) \
             SELECT count(*) AS taken FROM taken";
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let row = transaction
            .query_one_raw(statement(DbBackend::Postgres, sql, [limit.into()]))
            .await
            .doing(|| "fold deltas".to_owned())?
            .ok_or_else(|| Error::bug("folding deltas gave no row"))?;
        let taken: i64 = row.try_get("", "taken")?;
        Ok(u64::try_from(taken).unwrap_or_default())
    }

    async fn refuse_owner(&self) -> Result<()> {
        let sql = "SELECT rolsuper OR rolbypassrls OR pg_has_role(oid, (SELECT relowner FROM pg_class \
                     WHERE oid = to_regclass('tenant')), 'MEMBER') AS unbound \
                   FROM pg_roles WHERE rolname = current_user";
        let row = self
            .pool
            .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
            .await
            .doing(|| "ask who the login is".to_owned())?
            .ok_or_else(|| Error::bug("the login has no role"))?;
        // NULL: there is no table yet, so nothing is owned.
        let unbound: Option<bool> = row.try_get("", "unbound")?;
        if unbound == Some(true) {
            return Err(Error::bug(
                "the login is a superuser, bypasses row-level security, or owns the tables: \
                 use a NOINHERIT login that is only a member of the four otklik_* roles",
            ));
        }
        Ok(())
    }

    fn connections(&self) -> Vec<&DatabaseConnection> {
        vec![&self.pool, &self.apart]
    }
}

#[cfg(test)]
mod tests {
    use otklik_testkit::TestDb;

    use super::*;

    async fn transaction(pool: &DatabaseConnection) -> i64 {
        let sql = "SELECT txid_current() AS id";
        let row =
            pool.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap().unwrap();
        row.try_get("", "id").unwrap()
    }

    /// What a caller leaves who is cancelled while BEGIN is on its way: the server is inside a transaction, sqlx does
    /// not know.
    #[tokio::test]
    async fn a_connection_left_inside_begin_is_rolled_back_when_it_comes_home() {
        let db = TestDb::postgres().await;
        let pool = open(db.url(), 1, false, false).await.unwrap();
        pool.execute_unprepared("BEGIN").await.unwrap();
        let (one, next) = (transaction(&pool).await, transaction(&pool).await);
        pool.close().await.unwrap();
        assert_ne!(one, next, "the next borrower stands in the transaction of the last");
    }
}
