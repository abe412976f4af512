//! Runs of an import: which file, how far, what was refused.

use chrono::{DateTime, Utc};
use otklik_domain::id::{ImportRunId, UserId};
use otklik_domain::import::RunState;
use otklik_domain::page::{Page, PageRequest};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::{digest, paged};
use crate::dialect::{execute, statement};
use crate::error::{Doing, Error, Result};
use crate::query::cursor::{self, List, Position};
use crate::query::rowset::{self, Columns, Kind as Is, Row, Rowset};
use crate::table::import_run;
use crate::table::import_run::Column as C;
use crate::tx::Tx;

/// What became of the rows of a run so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunCounts {
    /// Rows looked at.
    pub rows: i64,
    /// New cases.
    pub accepted: i64,
    /// Seen before, nothing new.
    pub repeated: i64,
    /// Seen before, the source says something new.
    pub changed: i64,
    /// Broken.
    pub refused: i64,
}

/// A run that begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRun {
    /// Which source: `INCIDENT_MANAGEMENT`.
    pub source: String,
    /// By which mapping profile.
    pub profile: String,
    /// Name of the file as given.
    pub file_name: String,
    /// Digest of the file.
    pub file_hash: [u8; 32],
    /// Columns of it that are read: the header of what is refused.
    pub columns: Vec<String>,
    /// Rows of the file.
    pub total: i64,
    /// Everything is looked at and no case is touched.
    pub dry_run: bool,
    /// Who started it; none for the operator of the house.
    pub by: Option<UserId>,
}

/// A run of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRun {
    /// Its id.
    pub id: ImportRunId,
    /// Which source.
    pub source: String,
    /// By which mapping profile.
    pub profile: String,
    /// Name of the file as given.
    pub file_name: String,
    /// Digest of the file.
    pub file_hash: [u8; 32],
    /// Columns of it that are read: the header of what is refused.
    pub columns: Vec<String>,
    /// Where it stands.
    pub state: RunState,
    /// Everything is looked at and no case is touched.
    pub dry_run: bool,
    /// Rows of the file.
    pub total: i64,
    /// What became of its rows.
    pub counts: RunCounts,
    /// Who started it.
    pub by: Option<UserId>,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it got further last.
    pub beat_at: DateTime<Utc>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
    /// Why it stopped.
    pub message: Option<String>,
}

/// A row that was refused.
#[derive(Clone, PartialEq, Eq)]
pub struct ImportRefusal {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Stable code of the reason.
    pub code: String,
    /// The reason in words.
    pub reason: String,
    /// The row as it stood.
    pub raw: String,
}

impl std::fmt::Debug for ImportRefusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ImportRefusal")
            .field("line", &self.line)
            .field("code", &self.code)
            .finish_non_exhaustive()
    }
}

impl Tx {
    /// Begins a run.
    pub async fn begin_run(&self, new: &NewRun) -> Result<ImportRunId> {
        self.texts_are_open()?;
        let id: ImportRunId = self.new_id();
        let row = import_run::Model {
            tenant_id: self.tenant_id()?.0,
            id: id.0,
            source: new.source.clone(),
            profile: new.profile.clone(),
            file_name: new.file_name.clone(),
            file_hash: new.file_hash.to_vec(),
            columns: serde_json::to_string(&new.columns)?,
            state: RunState::Running.code().to_owned(),
            dry_run: new.dry_run,
            total: new.total,
            rows: 0,
            accepted: 0,
            repeated: 0,
            changed: 0,
            refused: 0,
            by_id: new.by.map(|user| user.0),
            started_at: self.now().get(),
            beat_at: self.now().get(),
            finished_at: None,
            message: None,
        };
        import_run::Entity::insert(row.into_active_model())
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("begin an import of {}", new.source))?;
        Ok(id)
    }

    /// One run.
    pub async fn import_run(&self, id: ImportRunId) -> Result<Option<ImportRun>> {
        self.texts_are_open()?;
        import_run::Entity::find_by_id((self.tenant_id()?.0, id.0))
            .one(self.db())
            .await
            .doing(|| format!("read {id}"))?
            .map(ImportRun::try_from)
            .transpose()
    }

    /// The newest run of the same file from the same source.
    pub async fn run_of_file(&self, source: &str, hash: &[u8; 32]) -> Result<Option<ImportRun>> {
        self.texts_are_open()?;
        import_run::Entity::find()
            .filter(C::TenantId.eq(self.tenant_id()?.0))
            .filter(C::Source.eq(source))
            .filter(C::FileHash.eq(hash.to_vec()))
            .order_by_desc(C::Id)
            .one(self.db())
            .await
            .doing(|| format!("find a run of {source}"))?
            .map(ImportRun::try_from)
            .transpose()
    }

    /// A page of runs, the newest first.
    pub async fn import_runs(&self, page: &PageRequest) -> Result<Page<ImportRun>> {
        self.texts_are_open()?;
        let size = cursor::size(page);
        let mut runs = import_run::Entity::find().filter(C::TenantId.eq(self.tenant_id()?.0));
        if let Some(Position { id, .. }) = Position::after(page, List::ImportRuns)? {
            runs = runs.filter(C::Id.lt(id));
        }
        let rows = runs
            .order_by_desc(C::Id)
            .limit(size as u64 + 1)
            .all(self.db())
            .await
            .doing(|| "list imports".to_owned())?;
        let rows = rows.into_iter().map(ImportRun::try_from).collect::<Result<Vec<_>>>()?;
        Ok(paged(rows, size, List::ImportRuns, |run| run.id.0))
    }

    /// The run of a source that goes on, if there is one.
    pub async fn running_run(&self, source: &str) -> Result<Option<ImportRun>> {
        self.texts_are_open()?;
        import_run::Entity::find()
            .filter(C::TenantId.eq(self.tenant_id()?.0))
            .filter(C::Source.eq(source))
            .filter(C::State.eq(RunState::Running.code()))
            .order_by_desc(C::Id)
            .one(self.db())
            .await
            .doing(|| format!("find what runs of {source}"))?
            .map(ImportRun::try_from)
            .transpose()
    }

    /// How many runs there are.
    pub async fn count_import_runs(&self) -> Result<i64> {
        self.texts_are_open()?;
        let runs = import_run::Entity::find().filter(C::TenantId.eq(self.tenant_id()?.0));
        let count = runs.count(self.db()).await.doing(|| "count imports".to_owned())?;
        Ok(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// Takes the next rows of a run for this transaction: false when it does not run, or when somebody else took
    /// them. Whoever comes second waits here until the first has committed.
    pub async fn advance_run(&self, id: ImportRunId, from: i64, to: i64) -> Result<bool> {
        self.texts_are_open()?;
        let moved = import_run::Entity::update_many()
            .col_expr(C::Rows, Expr::value(to))
            .col_expr(C::BeatAt, Expr::value(self.now().get()))
            .filter(C::TenantId.eq(self.tenant_id()?.0))
            .filter(C::Id.eq(id.0))
            .filter(C::State.eq(RunState::Running.code()))
            .filter(C::Rows.eq(from))
            .exec(self.db())
            .await
            .doing(|| format!("take the next rows of {id}"))?;
        Ok(moved.rows_affected == 1)
    }

    /// Says how far a run is; false when it does not run.
    pub async fn progress_run(&self, id: ImportRunId, counts: &RunCounts) -> Result<bool> {
        self.texts_are_open()?;
        let moved = import_run::Entity::update_many()
            .col_expr(C::Rows, Expr::value(counts.rows))
            .col_expr(C::Accepted, Expr::value(counts.accepted))
            .col_expr(C::Repeated, Expr::value(counts.repeated))
            .col_expr(C::Changed, Expr::value(counts.changed))
            .col_expr(C::Refused, Expr::value(counts.refused))
            .col_expr(C::BeatAt, Expr::value(self.now().get()))
            .filter(C::TenantId.eq(self.tenant_id()?.0))
            .filter(C::Id.eq(id.0))
            .filter(C::State.eq(RunState::Running.code()))
            .exec(self.db())
            .await
            .doing(|| format!("say how far {id} is"))?;
        Ok(moved.rows_affected == 1)
    }

    /// Ends a run; false when it does not run.
    pub async fn finish_run(&self, id: ImportRunId, state: RunState, message: Option<&str>) -> Result<bool> {
        self.texts_are_open()?;
        if state == RunState::Running {
            return Err(Error::bug(format!("{id} cannot end by running")));
        }
        let ended = import_run::Entity::update_many()
            .col_expr(C::State, Expr::value(state.code()))
            .col_expr(C::FinishedAt, Expr::value(self.now().get()))
            .col_expr(C::Message, Expr::value(message))
            .filter(C::TenantId.eq(self.tenant_id()?.0))
            .filter(C::Id.eq(id.0))
            .filter(C::State.eq(RunState::Running.code()))
            .exec(self.db())
            .await
            .doing(|| format!("end {id}"))?;
        Ok(ended.rows_affected == 1)
    }

    /// Keeps refused rows in one statement; a line that was refused in this run before stays as it is.
    pub async fn insert_refusals(&self, run: ImportRunId, refusals: &[ImportRefusal]) -> Result<()> {
        const WRITTEN: &Columns = &[
            ("tenant_id", Is::Id),
            ("run_id", Is::Id),
            ("line", Is::Int),
            ("code", Is::Text),
            ("reason", Is::Text),
            ("raw", Is::Text),
        ];
        self.texts_are_open()?;
        if refusals.is_empty() {
            return Ok(());
        }
        let tenant = self.tenant_id()?;
        let rows: Rowset = refusals
            .iter()
            .map(|refusal| {
                Row::default()
                    .id("tenant_id", tenant)
                    .id("run_id", run)
                    .int("line", i64::try_from(refusal.line).unwrap_or(i64::MAX))
                    .text("code", refusal.code.as_str())
                    .text("reason", printable(&refusal.reason))
                    .text("raw", printable(&refusal.raw))
            })
            .collect();
        let sql = rowset::insert(self.db().get_database_backend(), "import_refusal", WRITTEN)
            + " ON CONFLICT (tenant_id, run_id, line) DO NOTHING";
        execute(self.db(), &sql, [rows.into_value()]).await.map(drop)
    }

    /// A page of the refused rows of a run, by line.
    pub async fn refusals(&self, run: ImportRunId, page: &PageRequest) -> Result<Page<ImportRefusal>> {
        self.texts_are_open()?;
        let size = cursor::size(page);
        let after = Position::after(page, List::Refusals)?
            .map(|position| i64::try_from(position.id.as_u128()).map_err(|_| Error::BadCursor))
            .transpose()?;
        let sql = "SELECT line, code, reason, raw FROM import_refusal WHERE tenant_id = $1 AND run_id = $2 \
                   AND line > $3 ORDER BY line LIMIT $4";
        let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
        let values =
            [self.tenant_id()?.0.into(), run.0.into(), after.unwrap_or(i64::MIN).into(), limit.into()];
        let rows = self
            .db()
            .query_all_raw(statement(self.db().get_database_backend(), sql, values))
            .await
            .doing(|| format!("list what {run} refused"))?;
        let rows = rows
            .iter()
            .map(|row| {
                Ok(ImportRefusal {
                    line: u64::try_from(row.try_get::<i64>("", "line")?)
                        .map_err(|_| Error::corrupt("a line below zero"))?,
                    code: row.try_get("", "code")?,
                    reason: row.try_get("", "reason")?,
                    raw: row.try_get("", "raw")?,
                })
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(paged(rows, size, List::Refusals, |refusal| Uuid::from_u128(u128::from(refusal.line))))
    }
}

/// PostgreSQL keeps no NUL in a text, and a broken row may hold one.
fn printable(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

impl TryFrom<import_run::Model> for ImportRun {
    type Error = Error;

    fn try_from(row: import_run::Model) -> Result<Self> {
        Ok(Self {
            id: ImportRunId(row.id),
            source: row.source,
            profile: row.profile,
            file_name: row.file_name,
            file_hash: digest(row.file_hash)?,
            columns: serde_json::from_str(&row.columns)?,
            state: row.state.parse()?,
            dry_run: row.dry_run,
            total: row.total,
            counts: RunCounts {
                rows: row.rows,
                accepted: row.accepted,
                repeated: row.repeated,
                changed: row.changed,
                refused: row.refused,
            },
            by: row.by_id.map(UserId),
            started_at: row.started_at,
            beat_at: row.beat_at,
            finished_at: row.finished_at,
            message: row.message,
        })
    }
}
