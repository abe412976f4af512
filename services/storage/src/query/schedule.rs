//! Repeated works: rows with a next moment, claimed by whoever sweeps first.

use chrono::{DateTime, TimeDelta, Utc};
use otklik_domain::id::TenantId;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::rowset;
use crate::dialect::rows;
use crate::error::{Doing, Result};
use crate::table::schedule;
use crate::tx::Tx;

const DUE: &str =
    "SELECT s.* FROM schedule AS s WHERE s.next_at <= $1 ORDER BY s.next_at, s.tenant_id, s.name";

impl Tx {
    /// Makes sure that a work of a tenant has a row; one that exists keeps its moment. For the clockwork.
    pub async fn ensure_schedule(&self, tenant: TenantId, name: &str, next_at: DateTime<Utc>) -> Result<()> {
        use schedule::Column as C;
        self.need_clockwork()?;
        let row = schedule::Model { tenant_id: tenant.0, name: name.to_owned(), next_at, last_at: None };
        schedule::Entity::insert(row.into_active_model())
            .on_conflict(OnConflict::columns([C::TenantId, C::Name]).do_nothing().to_owned())
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("schedule {name} of {tenant}"))?;
        Ok(())
    }

    /// Claims every work that is due and moves it on by what `every` says of its name; a name it does not know is
    /// left alone. A work missed several times is done once. For the clockwork.
    pub async fn due_schedules(
        &self,
        every: &(dyn Fn(&str) -> Option<TimeDelta> + Sync),
    ) -> Result<Vec<(TenantId, String)>> {
        self.need_clockwork()?;
        let now = self.now().get();
        let lock = rowset::lock(self.db().get_database_backend(), " FOR UPDATE SKIP LOCKED");
        let due = rows::<schedule::Model>(self.db(), &format!("{DUE}{lock}"), [now.into()]).await?;
        let mut claimed = Vec::new();
        for row in due {
            let Some(interval) = every(&row.name) else { continue };
            schedule::Entity::update_many()
                .col_expr(schedule::Column::NextAt, Expr::value(now + interval))
                .col_expr(schedule::Column::LastAt, Expr::value(now))
                .filter(schedule::Column::TenantId.eq(row.tenant_id))
                .filter(schedule::Column::Name.eq(row.name.as_str()))
                .exec(self.db())
                .await
                .doing(|| format!("move {} on", row.name))?;
            claimed.push((TenantId(row.tenant_id), row.name));
        }
        Ok(claimed)
    }
}
