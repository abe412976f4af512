//! The history of a subject: what happened, by whom, never edited.

use chrono::{DateTime, Utc};
use otklik_domain::audit::Actor;
use otklik_domain::id::{RegionId, SubjectId, TenantId, TimelineId};
use sea_orm::ConnectionTrait;
use serde_json::Value as Json;

use super::decode::id;
use super::rowset::{self, Columns, Kind as Is, Row, Rowset};
use crate::dialect::{execute, statement};
use crate::error::{Doing, Result};
use crate::tx::Tx;

/// One line of history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineRow {
    /// Its id.
    pub id: TimelineId,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub actor: Actor,
    /// Tag of the event.
    pub kind: String,
    /// What belongs to it; null for the region, which reads that something happened and not what was written.
    pub body: Json,
}

/// A line to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTimelineLine {
    /// By whom.
    pub actor: Actor,
    /// Tag of the event.
    pub kind: String,
    /// What belongs to it, without any word of an applicant.
    pub body: Json,
}

const WRITTEN: &Columns = &[
    ("tenant_id", Is::Id),
    ("id", Is::Id),
    ("region_id", Is::Id),
    ("subject_id", Is::Id),
    ("at", Is::At),
    ("actor", Is::Json),
    ("kind", Is::Text),
    ("body", Is::Json),
];

impl Tx {
    /// Adds one line.
    pub async fn append_timeline(
        &self,
        subject: SubjectId,
        actor: Actor,
        kind: &str,
        body: &Json,
    ) -> Result<TimelineId> {
        let line = NewTimelineLine { actor, kind: kind.to_owned(), body: body.clone() };
        let (id, row) = self.timeline_row(self.tenant_id()?, self.region_id()?, subject, &line)?;
        self.put_timeline(Rowset::from_iter([row])).await?;
        Ok(id)
    }

    pub(crate) async fn put_timeline(&self, rows: Rowset) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let sql = rowset::insert(self.db().get_database_backend(), "timeline", WRITTEN);
        execute(self.db(), &sql, [rows.into_value()]).await.map(drop)
    }

    pub(crate) fn timeline_row(
        &self,
        tenant: TenantId,
        region: RegionId,
        subject: SubjectId,
        line: &NewTimelineLine,
    ) -> Result<(TimelineId, Row)> {
        let id: TimelineId = self.new_id();
        let row = Row::default()
            .id("tenant_id", tenant)
            .id("id", id)
            .id("region_id", region.0)
            .id("subject_id", subject)
            .at("at", self.now().get())
            .json("actor", serde_json::to_value(line.actor)?)
            .text("kind", line.kind.as_str())
            .json("body", line.body.clone());
        Ok((id, row))
    }

    /// The newest lines of a subject, newest first.
    pub async fn timeline(&self, subject: SubjectId, first: u16) -> Result<Vec<TimelineRow>> {
        let sees_body = !self.is_region();
        let body = if sees_body { ", l.body" } else { "" };
        let sql = format!(
            "SELECT l.id, l.at, l.actor, l.kind{body} FROM timeline AS l \
             WHERE l.tenant_id = $1 AND l.subject_id = $2 ORDER BY l.id DESC LIMIT $3"
        );
        let values = [self.tenant_id()?.0.into(), subject.0.into(), i64::from(first).into()];
        let rows = self
            .db()
            .query_all_raw(statement(self.db().get_database_backend(), &sql, values))
            .await
            .doing(|| format!("read the history of {subject}"))?;
        rows.iter()
            .map(|row| {
                Ok(TimelineRow {
                    id: id(row, "id")?,
                    at: row.try_get("", "at")?,
                    actor: serde_json::from_value(row.try_get::<Json>("", "actor")?)?,
                    kind: row.try_get("", "kind")?,
                    body: if sees_body { row.try_get("", "body")? } else { Json::Null },
                })
            })
            .collect()
    }
}
