//! Differences between the source and the platform that a person settles.

use chrono::{DateTime, Utc};
use otklik_domain::id::{ImportRunId, SubjectId, UserId};
use otklik_domain::page::{Page, PageRequest};
use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

use super::paged;
use crate::dialect::{execute, statement};
use crate::error::{Doing, Error, Result};
use crate::query::condition::Condition;
use crate::query::cursor::{self, List, Position};
use crate::query::decode::{id, id_opt};
use crate::query::rowset::{Columns, Kind as Is, Row};
use crate::tx::Tx;

/// A field in which the source came to say something else.
#[derive(Clone, PartialEq, Eq)]
pub struct NewDifference {
    /// The run that found it.
    pub run: ImportRunId,
    /// Which source.
    pub source: String,
    /// Which item.
    pub external_id: String,
    /// Its case.
    pub subject: SubjectId,
    /// Which field.
    pub field: String,
    /// What the platform has.
    pub before: Option<String>,
    /// What the source says.
    pub after: Option<String>,
}

impl std::fmt::Debug for NewDifference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewDifference")
            .field("external_id", &self.external_id)
            .field("field", &self.field)
            .finish_non_exhaustive()
    }
}

/// A difference as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its id.
    pub id: Uuid,
    /// What was found.
    pub found: NewDifference,
    /// Who settled it, and when.
    pub settled: Option<(UserId, DateTime<Utc>)>,
}

/// Which differences; what is empty asks for nothing in particular.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DifferenceFilter {
    /// Found by this run.
    pub run: Option<ImportRunId>,
    /// Of this source.
    pub source: Option<String>,
    /// Settled, or waiting.
    pub settled: Option<bool>,
}

const WRITTEN: &Columns = &[
    ("tenant_id", Is::Id),
    ("id", Is::Id),
    ("run_id", Is::Id),
    ("source", Is::Text),
    ("external_id", Is::Text),
    ("subject_id", Is::Id),
    ("field", Is::Text),
    ("before", Is::Text),
    ("after", Is::Text),
];

impl Tx {
    /// Keeps differences in one statement.
    pub async fn insert_differences(&self, found: &[NewDifference]) -> Result<()> {
        self.texts_are_open()?;
        let tenant = self.tenant_id()?;
        let rows = found.iter().map(|one| {
            Row::default()
                .id("tenant_id", tenant)
                .id("id", self.new_id::<Uuid>())
                .id("run_id", one.run)
                .text("source", one.source.as_str())
                .text("external_id", one.external_id.as_str())
                .id("subject_id", one.subject)
                .text("field", one.field.as_str())
                .text_opt("before", one.before.as_deref())
                .text_opt("after", one.after.as_deref())
        });
        self.put_rows("source_difference", WRITTEN, rows.collect()).await
    }

    /// A page of differences, the newest first.
    pub async fn differences(
        &self,
        filter: &DifferenceFilter,
        page: &PageRequest,
    ) -> Result<Page<Difference>> {
        self.texts_are_open()?;
        let size = cursor::size(page);
        let mut condition = self.narrowed(filter)?;
        if let Some(Position { id, .. }) = Position::after(page, List::Differences)? {
            let place = condition.bind(id);
            condition.and(format!("d.id < {place}"));
        }
        let limit = condition.bind(i64::try_from(size + 1).unwrap_or(i64::MAX));
        let sql = format!(
            "SELECT d.id, d.run_id, d.source, d.external_id, d.subject_id, d.field, d.before, d.after, \
             d.settled_by_id, d.settled_at FROM source_difference AS d WHERE {} ORDER BY d.id DESC LIMIT {limit}",
            condition.text()
        );
        let rows = self
            .db()
            .query_all_raw(statement(self.db().get_database_backend(), &sql, condition.into_values()))
            .await
            .doing(|| "list differences from the source".to_owned())?;
        let rows = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
        Ok(paged(rows, size, List::Differences, |one| one.id))
    }

    /// How many differences the filter has.
    pub async fn count_differences(&self, filter: &DifferenceFilter) -> Result<i64> {
        self.texts_are_open()?;
        let condition = self.narrowed(filter)?;
        let sql = format!("SELECT count(*) AS n FROM source_difference AS d WHERE {}", condition.text());
        let row = self
            .db()
            .query_one_raw(statement(self.db().get_database_backend(), &sql, condition.into_values()))
            .await
            .doing(|| "count differences from the source".to_owned())?
            .ok_or_else(|| Error::bug("counting gave no row"))?;
        Ok(row.try_get("", "n")?)
    }

    /// What was found before of an item, settled or not: field, and what the source said.
    pub async fn known_differences(
        &self,
        source: &str,
        external_id: &str,
    ) -> Result<Vec<(String, Option<String>)>> {
        self.texts_are_open()?;
        let sql = "SELECT field, after FROM source_difference \
                   WHERE tenant_id = $1 AND source = $2 AND external_id = $3 ORDER BY id";
        let values = [self.tenant_id()?.0.into(), source.into(), external_id.into()];
        let rows = self
            .db()
            .query_all_raw(statement(self.db().get_database_backend(), sql, values))
            .await
            .doing(|| format!("read what differs in an item of {source}"))?;
        rows.iter().map(|row| Ok((row.try_get("", "field")?, row.try_get("", "after")?))).collect()
    }

    fn narrowed(&self, filter: &DifferenceFilter) -> Result<Condition> {
        let mut condition = Condition::default();
        condition.and_equal("d.tenant_id", self.tenant_id()?.0);
        if let Some(run) = filter.run {
            condition.and_equal("d.run_id", run.0);
        }
        if let Some(source) = &filter.source {
            condition.and_equal("d.source", source.as_str());
        }
        if let Some(settled) = filter.settled {
            condition.and(format!("d.settled_at IS {}NULL", if settled { "NOT " } else { "" }));
        }
        Ok(condition)
    }

    /// Says that a person settled a difference; false when it was settled before or the tenant has none such.
    pub async fn settle_difference(&self, id: Uuid, by: UserId) -> Result<bool> {
        self.texts_are_open()?;
        let sql = "UPDATE source_difference SET settled_by_id = $1, settled_at = $2 \
                   WHERE tenant_id = $3 AND id = $4 AND settled_at IS NULL";
        let values = [by.0.into(), self.now().get().into(), self.tenant_id()?.0.into(), id.into()];
        Ok(execute(self.db(), sql, values).await? == 1)
    }
}

fn read(row: &QueryResult) -> Result<Difference> {
    let by: Option<UserId> = id_opt(row, "settled_by_id")?;
    let at: Option<DateTime<Utc>> = row.try_get("", "settled_at")?;
    Ok(Difference {
        id: id(row, "id")?,
        found: NewDifference {
            run: id(row, "run_id")?,
            source: row.try_get("", "source")?,
            external_id: row.try_get("", "external_id")?,
            subject: id(row, "subject_id")?,
            field: row.try_get("", "field")?,
            before: row.try_get("", "before")?,
            after: row.try_get("", "after")?,
        },
        settled: by.zip(at),
    })
}
