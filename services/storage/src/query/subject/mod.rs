//! Subjects: the row that is instance and list row at once, saved only at the revision it was read at.

mod row;

use otklik_domain::id::{PLATFORM, SubjectId};
pub(crate) use row::read;
pub use row::{DefinitionKey, SubjectRow};
use row::{WRITTEN, moved, written};
use sea_orm::{ConnectionTrait, Value};

use super::rowset::{self, Rowset};
use crate::dialect::{execute, statement};
use crate::error::{Doing, Error, Result};
use crate::scope::Scope;
use crate::tx::Tx;

/// What an update finds its row by, and the region, by which a topic is found.
const KEY: &[&str] = &["tenant_id", "id", "region_id", "revision"];

/// What the engine moves; the clockwork writes these and no others.
const MOVED: &[&str] = &[
    "state",
    "state_entered_at",
    "phase",
    "lateness",
    "level",
    "assignee_id",
    "draft_author_id",
    "draft_kind",
    "draft_promised_on",
    "draft_approved",
    "bounces",
    "promised_on",
    "promises_moved",
    "next_due",
    "late_since",
    "changed_at",
    "registered_on",
    "extended_until",
];

/// What people, or the next file of the source, move besides.
const PLACED: &[&str] = &[
    "restricted",
    "topic_code",
    "sphere",
    "block_id",
    "organization_id",
    "direction_id",
    "complained_about_id",
    "source_due",
];

/// What an act of the region may move on a member's subject: it takes notice, it does not work on it.
const NOTICED: &[&str] = &["lateness", "level", "next_due", "late_since", "changed_at"];

/// The tenant whose catalogue holds the topic of row `x`: the nearest owner wins.
const TOPIC_OWNER: &str = "coalesce(\
     (SELECT p.tenant_id FROM topic AS p WHERE p.tenant_id = x.tenant_id AND p.code = x.topic_code), \
     (SELECT p.tenant_id FROM topic AS p WHERE p.tenant_id = x.region_id AND p.code = x.topic_code), \
     (SELECT p.tenant_id FROM topic AS p WHERE p.tenant_id = $2 AND p.code = x.topic_code))";

impl Tx {
    /// Adds a subject at its revision, without its timers.
    pub async fn insert_subject(&self, subject: &SubjectRow) -> Result<()> {
        self.insert_subjects(std::slice::from_ref(subject)).await
    }

    /// Adds subjects in one statement, each at its revision, without timers.
    pub(crate) async fn insert_subjects<'a>(
        &self,
        subjects: impl IntoIterator<Item = &'a SubjectRow>,
    ) -> Result<()> {
        let mut rows = Rowset::default();
        for subject in subjects {
            self.owns(subject)?;
            rows.push(written(subject, subject.revision));
        }
        let count = rows.len();
        let names = WRITTEN.iter().map(|(name, _)| *name).collect::<Vec<_>>();
        let backend = self.db().get_database_backend();
        let sql = format!(
            "INSERT INTO subject ({}, topic_tenant_id) SELECT x.{}, {TOPIC_OWNER} FROM {}",
            names.join(", "),
            names.join(", x."),
            rowset::source(backend, 1, WRITTEN),
        );
        self.db()
            .execute_raw(statement(backend, &sql, [rows.into_value(), PLATFORM.0.into()]))
            .await
            .doing(|| format!("insert {count} subjects"))?;
        Ok(())
    }

    /// One subject with its timers.
    pub async fn subject(&self, subject: SubjectId) -> Result<Option<SubjectRow>> {
        self.load_subject(subject, "").await
    }

    /// One subject with its timers, its row locked until the transaction ends. Whoever writes timers or steps of a
    /// subject takes this lock first, so that acts and the sweep never wait for each other in a circle.
    pub async fn subject_for_update(&self, subject: SubjectId) -> Result<Option<SubjectRow>> {
        self.load_subject(subject, rowset::lock(self.db().get_database_backend(), " FOR UPDATE")).await
    }

    async fn load_subject(&self, subject: SubjectId, lock: &str) -> Result<Option<SubjectRow>> {
        let tenant = self.tenant_id()?;
        let visible = if self.is_region() { " AND s.region_id = $3 AND NOT s.restricted" } else { "" };
        let sql = format!(
            "SELECT {} FROM subject AS s WHERE s.tenant_id = $1 AND s.id = $2{visible}{lock}",
            self.subject_columns()
        );
        let mut values: Vec<Value> = vec![tenant.0.into(), subject.0.into()];
        if self.is_region() {
            values.push(self.region_id()?.0.into());
        }
        let backend = self.db().get_database_backend();
        let row = self
            .db()
            .query_one_raw(statement(backend, &sql, values))
            .await
            .doing(|| format!("read {subject}"))?;
        let Some(row) = row else { return Ok(None) };
        let mut row = read(&row)?;
        row.instance.timers = self.timers(subject).await?;
        Ok(Some(row))
    }

    /// Writes what an act changed, if nobody changed the subject since `expected_revision`; the revision grows by one.
    /// Timers are written apart, after this: the row of the subject is the lock of all that belongs to it.
    pub async fn save_subject(&self, subject: &SubjectRow, expected_revision: i64) -> Result<()> {
        self.owns(subject)?;
        let columns = match self.scope() {
            Scope::RegionAct { .. } => NOTICED.to_vec(),
            Scope::Clockwork(_) => MOVED.to_vec(),
            _ => [MOVED, PLACED].concat(),
        };
        let saved = self
            .update_subjects(&columns, [written(subject, expected_revision)].into_iter().collect())
            .await?;
        if saved == 1 { Ok(()) } else { Err(Error::conflict(format!("save {}", subject.id))) }
    }

    /// What the engine moved on many subjects, each at the revision it was read at.
    pub(crate) async fn save_moved<'a>(
        &self,
        subjects: impl IntoIterator<Item = &'a SubjectRow>,
    ) -> Result<()> {
        let rows: Rowset = subjects.into_iter().map(|subject| moved(subject, subject.revision)).collect();
        let wanted = rows.len();
        let saved = self.update_subjects(MOVED, rows).await?;
        if saved == wanted {
            Ok(())
        } else {
            Err(Error::conflict(format!("save {wanted} subjects, {saved} were as read")))
        }
    }

    async fn update_subjects(&self, columns: &[&str], rows: Rowset) -> Result<usize> {
        let backend = self.db().get_database_backend();
        let mut set = columns.iter().map(|name| format!("{name} = x.{name}")).collect::<Vec<_>>();
        let mut values = vec![rows.into_value()];
        if columns.contains(&"topic_code") {
            set.push(format!("topic_tenant_id = {TOPIC_OWNER}"));
            values.push(PLATFORM.0.into());
        }
        let read = WRITTEN
            .iter()
            .copied()
            .filter(|(name, _)| KEY.contains(name) || columns.contains(name))
            .collect::<Vec<_>>();
        let sql = format!(
            "UPDATE subject AS s SET revision = s.revision + 1, {} FROM {} \
             WHERE s.tenant_id = x.tenant_id AND s.id = x.id AND s.revision = x.revision",
            set.join(", "),
            rowset::source(backend, 1, &read),
        );
        let saved = execute(self.db(), &sql, values).await?;
        Ok(usize::try_from(saved).unwrap_or(usize::MAX))
    }

    /// Whether a region looks: it sees no restricted subject and no inner step.
    pub(crate) fn is_region(&self) -> bool {
        matches!(self.scope(), Scope::Region(_) | Scope::RegionAct { .. })
    }

    /// A row must belong to the tenant this transaction is limited to.
    pub(crate) fn owns(&self, subject: &SubjectRow) -> Result<()> {
        if self.tenant_id()? == subject.tenant {
            Ok(())
        } else {
            Err(Error::bug(format!("{:?} writes {} of {}", self.scope(), subject.id, subject.tenant)))
        }
    }
}
