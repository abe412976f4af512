//! Everything in which the two databases differ, behind one trait.

pub(crate) mod clock;
mod postgres;
mod sqlite;

use async_trait::async_trait;
use otklik_domain::id::{AccountId, RegionId, TenantId};
use otklik_domain::time::Now;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, FromQueryResult, Statement, Value,
};

use crate::backend::Backend;
use crate::error::Result;
use crate::scope::Scope;
use crate::store::ConnectOptions;

/// A transaction that has begun, and the moment it began.
pub(crate) struct Begun {
    pub(crate) transaction: DatabaseTransaction,
    pub(crate) now: Now,
}

/// One of the two databases.
#[async_trait]
pub(crate) trait Dialect: Send + Sync + std::fmt::Debug {
    /// Which one it is.
    fn backend(&self) -> Backend;

    /// Opens a transaction that may write: role and settings of `scope`, and legal time.
    async fn begin_write(&self, scope: Scope) -> Result<Begun>;

    /// Opens a snapshot that may not write.
    async fn begin_read(&self, scope: Scope) -> Result<Begun>;

    /// Lets the role of the door see the memberships of one account and no others.
    async fn name_account(&self, transaction: &DatabaseTransaction, account: AccountId) -> Result<()>;

    /// Shows the clockwork the catalogue rows of one tenant and region beside the platform's.
    async fn name_tenant(
        &self,
        transaction: &DatabaseTransaction,
        tenant: TenantId,
        region: RegionId,
    ) -> Result<()>;

    /// A second, short transaction beside one that is open; none where only one can write at a time.
    async fn begin_apart(&self, scope: Scope) -> Result<Option<Begun>>;

    /// Lets every statement of this connection be planned anew. A plan made while a table was empty walks the wrong
    /// index, and stays while a file fills the table; so do the plans behind foreign keys.
    async fn forget_plans(&self, transaction: &DatabaseTransaction) -> Result<()>;

    /// Folds at most `limit` deltas into their standings; answers how many.
    async fn fold_deltas(&self, transaction: &DatabaseTransaction, limit: u64) -> Result<u64>;

    /// Refuses a login that row-level security does not bind.
    async fn refuse_owner(&self) -> Result<()>;

    /// The connections, to close them.
    fn connections(&self) -> Vec<&DatabaseConnection>;
}

/// Opens the database named by the URL.
pub(crate) async fn connect(options: &ConnectOptions, owner: bool) -> Result<Box<dyn Dialect>> {
    Ok(match Backend::of_url(&options.url)? {
        Backend::Postgres => Box::new(postgres::Postgres::connect(options, owner).await?),
        Backend::Sqlite => Box::new(sqlite::Sqlite::connect(options).await?),
    })
}

/// A statement whose text is the same on both: placeholders are `$1`, `$2` (SQLite reads them too).
pub(crate) fn statement(backend: DbBackend, sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
    Statement::from_sql_and_values(backend, sql, values)
}

/// Runs a raw statement and answers how many rows it changed.
pub(crate) async fn execute(
    db: &DatabaseTransaction,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<u64> {
    let statement = statement(db.get_database_backend(), sql, values);
    Ok(db.execute_raw(statement).await?.rows_affected())
}

/// Runs a raw query into rows of `R`.
pub(crate) async fn rows<R: FromQueryResult + Send + Sync>(
    db: &DatabaseTransaction,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<R>> {
    let statement = statement(db.get_database_backend(), sql, values);
    Ok(R::find_by_statement(statement).all(db).await?)
}
