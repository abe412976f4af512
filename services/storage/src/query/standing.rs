//! Figures of the board: deltas written with each change, folded later, read together in one statement.

use otklik_domain::id::{RegionId, TenantId};
use otklik_domain::standing::Standing;
use sea_orm::{ConnectionTrait, QueryResult, Value};
use uuid::Uuid;

use super::decode::{code, id};
use super::rowset::{self, Columns, Kind as Is, Row, Rowset};
use crate::dialect::{execute, statement};
use crate::error::{Doing, Error, Result};
use crate::scope::Scope;
use crate::tx::Tx;

const WRITTEN: &Columns = &[
    ("tenant_id", Is::Id),
    ("id", Is::Id),
    ("region_id", Is::Id),
    ("phase", Is::Text),
    ("lateness", Is::Text),
    ("level", Is::Text),
    ("restricted", Is::Bool),
    ("amount", Is::Int),
    ("at", Is::At),
];

/// Rollup and rest under one condition, so that a fold between two reads cannot count anything twice or not at all.
fn figures(condition: &str, by: &str) -> String {
    format!(
        "SELECT {by}phase, lateness, level, CAST(sum(amount) AS bigint) AS amount FROM (\
           SELECT tenant_id, phase, lateness, level, amount FROM standing WHERE {condition} \
           UNION ALL SELECT tenant_id, phase, lateness, level, amount FROM delta WHERE {condition}) AS u \
         GROUP BY {by}phase, lateness, level HAVING sum(amount) <> 0"
    )
}

impl Tx {
    /// Moves one subject from a cell to another; nothing is written when both are the same.
    pub async fn delta(&self, from: Option<(Standing, bool)>, to: Option<(Standing, bool)>) -> Result<()> {
        let rows = self.delta_rows(self.tenant_id()?, self.region_id()?, from, to);
        self.put_deltas(rows.into_iter().collect()).await
    }

    pub(crate) fn delta_rows(
        &self,
        tenant: TenantId,
        region: RegionId,
        from: Option<(Standing, bool)>,
        to: Option<(Standing, bool)>,
    ) -> Vec<Row> {
        if from == to {
            return Vec::new();
        }
        let row = |(standing, restricted): (Standing, bool), amount: i64| {
            Row::default()
                .id("tenant_id", tenant)
                .id("id", self.new_id::<Uuid>())
                .id("region_id", region.0)
                .text("phase", standing.phase.code())
                .text("lateness", standing.lateness.code())
                .text("level", standing.level.code())
                .bool("restricted", restricted)
                .int("amount", amount)
                .at("at", self.now().get())
        };
        from.map(|cell| row(cell, -1)).into_iter().chain(to.map(|cell| row(cell, 1))).collect()
    }

    pub(crate) async fn put_deltas(&self, rows: Rowset) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let sql = rowset::insert(self.db().get_database_backend(), "delta", WRITTEN);
        execute(self.db(), &sql, [rows.into_value()]).await.map(drop)
    }

    /// Figures of the tenant: cells that are not zero, in order.
    pub async fn board(&self) -> Result<Vec<(Standing, i64)>> {
        self.cells(&figures("tenant_id = $1", ""), self.tenant_id()?.0).await
    }

    /// Figures of every member of the region, in order; subjects of restricted topics count in them.
    pub async fn board_of_region(&self) -> Result<Vec<(TenantId, Standing, i64)>> {
        let sql = figures("region_id = $1", "tenant_id, ");
        let mut cells = self
            .figure_rows(&sql, self.region_id()?.0)
            .await?
            .iter()
            .map(|row| Ok((id(row, "tenant_id")?, standing(row)?, row.try_get("", "amount")?)))
            .collect::<Result<Vec<_>>>()?;
        cells.sort_unstable_by_key(|(tenant, standing, _)| (*tenant, *standing));
        Ok(cells)
    }

    /// The figures of [`board`](Self::board) counted anew from the subjects: for tests and `doctor`.
    pub async fn recount(&self) -> Result<Vec<(Standing, i64)>> {
        let sql = "SELECT phase, lateness, level, count(*) AS amount FROM subject WHERE tenant_id = $1 \
                   GROUP BY phase, lateness, level";
        self.cells(sql, self.tenant_id()?.0).await
    }

    /// Folds at most `limit` deltas of all tenants into their standings; answers how many were taken.
    pub async fn fold_deltas(&self, limit: u64) -> Result<u64> {
        match self.scope() {
            Scope::Clockwork(_) | Scope::Owner => {
                self.store().shared.dialect.fold_deltas(self.db(), limit).await
            }
            scope => Err(Error::bug(format!("{scope:?} folds deltas"))),
        }
    }

    async fn cells(&self, sql: &str, key: Uuid) -> Result<Vec<(Standing, i64)>> {
        let mut cells = self
            .figure_rows(sql, key)
            .await?
            .iter()
            .map(|row| Ok((standing(row)?, row.try_get("", "amount")?)))
            .collect::<Result<Vec<_>>>()?;
        cells.sort_unstable();
        Ok(cells)
    }

    async fn figure_rows(&self, sql: &str, key: Uuid) -> Result<Vec<QueryResult>> {
        let values: [Value; 1] = [key.into()];
        self.db()
            .query_all_raw(statement(self.db().get_database_backend(), sql, values))
            .await
            .doing(|| "read figures".to_owned())
    }
}

fn standing(row: &QueryResult) -> Result<Standing> {
    Ok(Standing { phase: code(row, "phase")?, lateness: code(row, "lateness")?, level: code(row, "level")? })
}
