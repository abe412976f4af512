//! One at a time: a command that must not run beside itself.

use sea_orm::ConnectionTrait;

use crate::backend::Backend;
use crate::dialect::statement;
use crate::error::{Doing, Error, Result};
use crate::tx::Tx;

impl Tx {
    /// Whether nobody else holds `name` until this transaction ends. On SQLite every writing transaction is alone, so
    /// the answer is always yes; whoever comes second waits at its beginning and is told *unavailable* after 5 s.
    pub async fn try_exclusive(&self, name: &str) -> Result<bool> {
        if self.store().backend() == Backend::Sqlite {
            return Ok(true);
        }
        let sql = "SELECT pg_try_advisory_xact_lock(hashtext($1)) AS held";
        let row = self
            .db()
            .query_one_raw(statement(self.db().get_database_backend(), sql, [name.into()]))
            .await
            .doing(|| format!("hold {name}"))?
            .ok_or_else(|| Error::bug("asking for a lock gave no row"))?;
        Ok(row.try_get("", "held")?)
    }
}
