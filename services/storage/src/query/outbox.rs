//! Announcements of what was committed: written with the act, claimed by the relay.

use chrono::{DateTime, Utc};
use otklik_domain::event::{self, Kind};
use otklik_domain::id::{OutboxId, RegionId, SubjectId, TenantId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter};
use serde_json::Value;

use super::rowset;
use crate::dialect::rows;
use crate::error::{Doing, Error, Result};
use crate::scope::Scope;
use crate::table::outbox;
use crate::tx::Tx;

/// One announcement.
#[derive(Clone, Debug, PartialEq)]
pub struct OutboxRow {
    /// Whose.
    pub tenant: TenantId,
    /// The region of that tenant.
    pub region: RegionId,
    /// Which.
    pub id: OutboxId,
    /// What it is about.
    pub subject: Option<SubjectId>,
    /// What happened.
    pub kind: Kind,
    /// Version of the body.
    pub version: u16,
    /// Ids, codes and dates; never a text.
    pub body: Value,
    /// When it was committed.
    pub created_at: DateTime<Utc>,
}

impl TryFrom<outbox::Model> for OutboxRow {
    type Error = Error;

    fn try_from(row: outbox::Model) -> Result<Self> {
        Ok(Self {
            tenant: TenantId(row.tenant_id),
            region: RegionId(row.region_id),
            id: OutboxId(row.id),
            subject: row.subject_id.map(SubjectId),
            kind: row.kind.parse()?,
            version: u16::try_from(row.version)
                .map_err(|_| Error::corrupt(format!("version {} of an announcement", row.version)))?,
            body: row.body,
            created_at: row.created_at,
        })
    }
}

/// An announcement goes out only after every earlier one of its subject, but for those that wait for their hour: a step
/// outside working time is told of at the next opening and holds nobody up.
const UNSENT: &str = "SELECT o.* FROM outbox AS o \
    WHERE o.sent_at IS NULL AND o.available_at <= $1 \
      AND NOT EXISTS (SELECT 1 FROM outbox AS e WHERE e.tenant_id = o.tenant_id \
            AND e.subject_id = o.subject_id AND e.id < o.id AND e.sent_at IS NULL \
            AND (e.waits_until IS NULL OR e.waits_until <= $1)) \
    ORDER BY o.id LIMIT $2";

impl Tx {
    /// Announces a fact of this transaction, not before `waits_until` when that is given.
    pub async fn append(
        &self,
        kind: Kind,
        subject: Option<SubjectId>,
        body: &Value,
        waits_until: Option<DateTime<Utc>>,
    ) -> Result<OutboxId> {
        let id: OutboxId = self.new_id();
        let now = self.now().get();
        let row = outbox::Model {
            tenant_id: self.tenant_id()?.0,
            id: id.0,
            region_id: self.region_id()?.0,
            subject_id: subject.map(|subject| subject.0),
            kind: kind.code().to_owned(),
            version: event::VERSION.into(),
            body: body.clone(),
            created_at: now,
            available_at: waits_until.unwrap_or(now),
            sent_at: None,
            waits_until,
        };
        outbox::Entity::insert(row.into_active_model())
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("announce {kind}"))?;
        Ok(id)
    }

    /// Claims at most `limit` announcements, the oldest first and one per subject; other relays skip them until
    /// this transaction ends. For the clockwork.
    pub async fn claim_unsent(&self, limit: u32) -> Result<Vec<OutboxRow>> {
        self.need_clockwork()?;
        let lock = rowset::lock(self.db().get_database_backend(), " FOR UPDATE OF o SKIP LOCKED");
        let values = [self.now().get().into(), i64::from(limit).into()];
        rows::<outbox::Model>(self.db(), &format!("{UNSENT}{lock}"), values)
            .await?
            .into_iter()
            .map(OutboxRow::try_from)
            .collect()
    }

    /// Keeps claimed announcements from other relays until `until`: whoever took them has handled them by then, or
    /// they are offered again. For the clockwork.
    pub async fn lease(&self, claimed: &[(TenantId, OutboxId)], until: DateTime<Utc>) -> Result<()> {
        self.change_outbox(claimed, outbox::Column::AvailableAt, until).await
    }

    /// Marks what was handled. For the clockwork.
    pub async fn mark_sent(&self, sent: &[(TenantId, OutboxId)]) -> Result<()> {
        self.change_outbox(sent, outbox::Column::SentAt, self.now().get()).await
    }

    async fn change_outbox(
        &self,
        rows: &[(TenantId, OutboxId)],
        column: outbox::Column,
        at: DateTime<Utc>,
    ) -> Result<()> {
        self.need_clockwork()?;
        // The ids are unique by themselves; the tenants beside them let the primary key be used.
        outbox::Entity::update_many()
            .col_expr(column, Expr::value(at))
            .filter(outbox::Column::TenantId.is_in(rows.iter().map(|(tenant, _)| tenant.0)))
            .filter(outbox::Column::Id.is_in(rows.iter().map(|(_, id)| id.0)))
            .exec(self.db())
            .await
            .doing(|| format!("change {} announcements", rows.len()))?;
        Ok(())
    }

    /// One announcement; in a tenant's scope an own one only.
    pub async fn outbox_row(&self, tenant: TenantId, id: OutboxId) -> Result<Option<OutboxRow>> {
        if !matches!(self.scope(), Scope::Clockwork(_) | Scope::Owner) && self.tenant_id()? != tenant {
            return Ok(None);
        }
        outbox::Entity::find_by_id((tenant.0, id.0))
            .one(self.db())
            .await
            .doing(|| format!("read {id}"))?
            .map(OutboxRow::try_from)
            .transpose()
    }

    /// How many announcements wait to be handled, and since when the oldest does; those whose hour has not come are not
    /// among them. For the clockwork.
    pub async fn unsent(&self) -> Result<(u64, Option<DateTime<Utc>>)> {
        #[derive(FromQueryResult)]
        struct Waiting {
            waiting: i64,
            oldest: Option<DateTime<Utc>>,
        }
        self.need_clockwork()?;
        let sql = "SELECT count(*) AS waiting, min(coalesce(waits_until, created_at)) AS oldest FROM outbox \
                   WHERE sent_at IS NULL AND (waits_until IS NULL OR waits_until <= $1)";
        let found = rows::<Waiting>(self.db(), sql, [self.now().get().into()]).await?.pop();
        Ok(found.map_or((0, None), |row| (row.waiting.unsigned_abs(), row.oldest)))
    }

    /// What sees every tenant is for the clockwork: on SQLite this is the wall.
    pub(crate) fn need_clockwork(&self) -> Result<()> {
        match self.scope() {
            Scope::Clockwork(_) | Scope::Owner => Ok(()),
            scope => Err(Error::bug(format!("{scope:?} may not do what the clockwork does"))),
        }
    }
}
