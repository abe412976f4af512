//! SQLite: one connection that writes, a pool that reads, the clock of this process.

use std::time::Duration;

use async_trait::async_trait;
use otklik_domain::id::{AccountId, RegionId, TenantId};
use sea_orm::sqlx::Executor;
use sea_orm::{
    ConnectOptions as SeaOptions, Database, DatabaseConnection, DatabaseTransaction, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};

use super::{Begun, Dialect, execute};
use crate::backend::Backend;
use crate::dialect::clock::Clock;
use crate::error::{Doing, Result};
use crate::scope::Scope;
use crate::store::ConnectOptions;

const BUSY: Duration = Duration::from_secs(5);

#[derive(Debug)]
pub(super) struct Sqlite {
    write: DatabaseConnection,
    read: DatabaseConnection,
    clock: Clock,
}

impl Sqlite {
    pub(super) async fn connect(options: &ConnectOptions) -> Result<Self> {
        let write = open(&options.url, 1, false).await?;
        let read = open(&options.url, options.max_connections, true).await?;
        Ok(Self { write, read, clock: options.clock.clone() })
    }

    async fn begin(&self, pool: &DatabaseConnection, mode: SqliteTransactionMode) -> Result<Begun> {
        let options =
            TransactionOptions { sqlite_transaction_mode: Some(mode), ..TransactionOptions::default() };
        let transaction =
            pool.begin_with_options(options).await.doing(|| format!("begin a transaction ({mode:?})"))?;
        Ok(Begun { transaction, now: self.clock.now() })
    }
}

async fn open(url: &str, connections: u32, read_only: bool) -> Result<DatabaseConnection> {
    let mut sea = SeaOptions::new(url.to_owned());
    sea.max_connections(connections)
        // Writers of this process queue here for as long as one of another process would wait for the file.
        .acquire_timeout(BUSY)
        .sqlx_logging(false)
        .record_stmt_in_spans(false);
    sea.map_sqlx_sqlite_opts(move |sqlite| {
        sqlite
            .foreign_keys(true)
            .busy_timeout(BUSY)
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "NORMAL")
            .pragma("query_only", if read_only { "ON" } else { "OFF" })
    });
    sea.map_sqlx_sqlite_pool_opts(|pool| {
        pool.after_release(|connection, _| {
            Box::pin(async move {
                // Outside a transaction SQLite calls this an error; then there is nothing to roll back.
                connection.execute("ROLLBACK").await.ok();
                Ok(true)
            })
        })
    });
    Database::connect(sea).await.doing(|| "open the SQLite file".to_owned())
}

#[async_trait]
impl Dialect for Sqlite {
    fn backend(&self) -> Backend {
        Backend::Sqlite
    }

    async fn begin_write(&self, _scope: Scope) -> Result<Begun> {
        self.begin(&self.write, SqliteTransactionMode::Immediate).await
    }

    async fn begin_read(&self, _scope: Scope) -> Result<Begun> {
        self.begin(&self.read, SqliteTransactionMode::Deferred).await
    }

    async fn name_account(&self, _transaction: &DatabaseTransaction, _account: AccountId) -> Result<()> {
        Ok(())
    }

    async fn name_tenant(&self, _: &DatabaseTransaction, _: TenantId, _: RegionId) -> Result<()> {
        Ok(())
    }

    async fn begin_apart(&self, _scope: Scope) -> Result<Option<Begun>> {
        Ok(None)
    }

    async fn forget_plans(&self, _: &DatabaseTransaction) -> Result<()> {
        Ok(())
    }

    async fn fold_deltas(&self, transaction: &DatabaseTransaction, limit: u64) -> Result<u64> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let first = "SELECT tenant_id, id FROM delta ORDER BY tenant_id, id LIMIT $1";
        let add = format!(
            "INSERT INTO standing (tenant_id, region_id, phase, lateness, level, restricted, amount) \
             SELECT tenant_id, region_id, phase, lateness, level, restricted, sum(amount) FROM delta \
             WHERE (tenant_id, id) IN ({first}) \
             GROUP BY tenant_id, region_id, phase, lateness, level, restricted \
             ON CONFLICT (tenant_id, phase, lateness, level, restricted) \
             DO UPDATE SET amount = standing.amount + excluded.amount"
        );
        execute(transaction, &add, [limit.into()]).await?;
        let remove = format!("DELETE FROM delta WHERE (tenant_id, id) IN ({first})");
        execute(transaction, &remove, [limit.into()]).await
    }

    async fn refuse_owner(&self) -> Result<()> {
        Ok(())
    }

    fn connections(&self) -> Vec<&DatabaseConnection> {
        vec![&self.write, &self.read]
    }
}
