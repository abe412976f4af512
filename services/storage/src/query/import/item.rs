//! Items of a source: what it says of each, which case it became, and where the two do not agree on being closed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use otklik_domain::id::{ImportRunId, SubjectId};
use otklik_domain::import::Mismatch;
use otklik_domain::page::{Page, PageRequest};
use otklik_domain::subject::Phase;
use sea_orm::{ConnectionTrait, QueryResult};

use super::{digest, paged};
use crate::dialect::{execute, statement};
use crate::error::{Doing, Error, Result};
use crate::query::condition::Condition;
use crate::query::cursor::{self, List, Position};
use crate::query::decode::{code, id};
use crate::query::rowset::{self, Columns, Kind as Is, Row, Rowset};
use crate::tx::Tx;

/// An item of a source, as it was seen last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceItem {
    /// Which source.
    pub source: String,
    /// Its name there.
    pub external_id: String,
    /// The case it became.
    pub subject: SubjectId,
    /// Its state in the words of the source.
    pub state_text: Option<String>,
    /// Whether that state is an end.
    pub closed_there: bool,
    /// The date it carries there.
    pub due_there: Option<DateTime<Utc>>,
    /// Digest of the row as it was seen last.
    pub hash: [u8; 32],
    /// The run that saw it last.
    pub run: ImportRunId,
    /// When that was.
    pub seen_at: DateTime<Utc>,
}

/// An item and its case that do not agree on being closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciled {
    /// What the source says.
    pub item: SourceItem,
    /// Number of the case.
    pub number: String,
    /// Where the case stands.
    pub phase: Phase,
    /// In which way they differ.
    pub mismatch: Mismatch,
}

const READ: &str = "i.source, i.external_id, i.subject_id, i.state_text, i.closed_there, i.due_there, i.hash, i.run_id, \
    i.seen_at";

const WRITTEN: &Columns = &[
    ("tenant_id", Is::Id),
    ("source", Is::Text),
    ("external_id", Is::Text),
    ("subject_id", Is::Id),
    ("state_text", Is::Text),
    ("closed_there", Is::Bool),
    ("due_there", Is::At),
    ("hash", Is::Bytes),
    ("run_id", Is::Id),
    ("seen_at", Is::At),
];

/// The case of an item never changes.
const SEEN_AGAIN: &str = " ON CONFLICT (tenant_id, source, external_id) DO UPDATE SET \
    state_text = excluded.state_text, closed_there = excluded.closed_there, due_there = excluded.due_there, \
    hash = excluded.hash, run_id = excluded.run_id, seen_at = excluded.seen_at";

const JOINED: &str =
    "FROM source_item AS i JOIN subject AS s ON s.tenant_id = i.tenant_id AND s.id = i.subject_id";

impl Tx {
    /// Those of the named items of a source that were seen before, in one statement.
    pub async fn source_items(&self, source: &str, external_ids: &[String]) -> Result<Vec<SourceItem>> {
        const ASKED: &Columns = &[("external_id", Is::Text)];
        self.texts_are_open()?;
        if external_ids.is_empty() {
            return Ok(Vec::new());
        }
        let asked: Rowset =
            external_ids.iter().map(|name| Row::default().text("external_id", name.as_str())).collect();
        let backend = self.db().get_database_backend();
        let sql = format!(
            "SELECT DISTINCT {READ} FROM {} JOIN source_item AS i ON i.external_id = x.external_id \
             WHERE i.tenant_id = $2 AND i.source = $3",
            rowset::source(backend, 1, ASKED)
        );
        let values = [asked.into_value(), self.tenant_id()?.0.into(), source.into()];
        let rows = self
            .db()
            .query_all_raw(statement(backend, &sql, values))
            .await
            .doing(|| format!("read items of {source}"))?;
        rows.iter().map(read).collect()
    }

    /// The item that a case came from.
    pub async fn source_item_of(&self, subject: SubjectId) -> Result<Option<SourceItem>> {
        self.texts_are_open()?;
        let sql = format!("SELECT {READ} FROM source_item AS i WHERE i.tenant_id = $1 AND i.subject_id = $2");
        let values = [self.tenant_id()?.0.into(), subject.0.into()];
        let row = self
            .db()
            .query_one_raw(statement(self.db().get_database_backend(), &sql, values))
            .await
            .doing(|| format!("read the source of {subject}"))?;
        row.as_ref().map(read).transpose()
    }

    /// Keeps what the source says of items, in one statement; of two lines about one item the later holds.
    pub async fn put_source_items(&self, items: &[SourceItem]) -> Result<()> {
        self.texts_are_open()?;
        let tenant = self.tenant_id()?;
        let latest: BTreeMap<_, _> =
            items.iter().map(|item| ((item.source.as_str(), item.external_id.as_str()), item)).collect();
        if latest.is_empty() {
            return Ok(());
        }
        let rows: Rowset = latest
            .values()
            .map(|item| {
                Row::default()
                    .id("tenant_id", tenant)
                    .text("source", item.source.as_str())
                    .text("external_id", item.external_id.as_str())
                    .id("subject_id", item.subject)
                    .text_opt("state_text", item.state_text.as_deref())
                    .bool("closed_there", item.closed_there)
                    .at_opt("due_there", item.due_there)
                    .bytes("hash", &item.hash)
                    .id("run_id", item.run)
                    .at("seen_at", item.seen_at)
            })
            .collect();
        let sql = rowset::insert(self.db().get_database_backend(), "source_item", WRITTEN) + SEEN_AGAIN;
        execute(self.db(), &sql, [rows.into_value()]).await.map(drop)
    }

    /// A page of items that do not agree with their cases on being closed: «закрыто там – открыто здесь» while our author
    /// has no answer yet, «открыто там – закрыто здесь» once nothing more is due here.
    pub async fn open_items(
        &self,
        source: Option<&str>,
        which: Option<Mismatch>,
        page: &PageRequest,
    ) -> Result<Page<Reconciled>> {
        let size = cursor::size(page);
        let mut condition = self.mismatch(source, which)?;
        if let Some(Position { id, .. }) = Position::after(page, List::OpenItems)? {
            let place = condition.bind(id);
            condition.and(format!("i.subject_id > {place}"));
        }
        let limit = condition.bind(i64::try_from(size + 1).unwrap_or(i64::MAX));
        let sql = format!(
            "SELECT {READ}, s.number, s.phase {JOINED} WHERE {} ORDER BY i.subject_id LIMIT {limit}",
            condition.text()
        );
        let rows = self
            .db()
            .query_all_raw(statement(self.db().get_database_backend(), &sql, condition.into_values()))
            .await
            .doing(|| "compare the source with the cases".to_owned())?;
        let rows = rows
            .iter()
            .map(|row| {
                let item = read(row)?;
                let mismatch = if item.closed_there { Mismatch::ClosedThere } else { Mismatch::OpenThere };
                Ok(Reconciled {
                    item,
                    number: row.try_get("", "number")?,
                    phase: code(row, "phase")?,
                    mismatch,
                })
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(paged(rows, size, List::OpenItems, |row| row.item.subject.0))
    }

    /// How many items are closed there and open here, and how many the other way round.
    pub async fn count_open_items(&self, source: Option<&str>) -> Result<(i64, i64)> {
        let condition = self.mismatch(source, None)?;
        let sql = format!(
            "SELECT count(*) FILTER (WHERE i.closed_there) AS closed_there, \
             count(*) FILTER (WHERE NOT i.closed_there) AS open_there {JOINED} WHERE {}",
            condition.text()
        );
        let row = self
            .db()
            .query_one_raw(statement(self.db().get_database_backend(), &sql, condition.into_values()))
            .await
            .doing(|| "count what differs from the source".to_owned())?
            .ok_or_else(|| Error::bug("counting gave no row"))?;
        Ok((row.try_get("", "closed_there")?, row.try_get("", "open_there")?))
    }

    fn mismatch(&self, source: Option<&str>, which: Option<Mismatch>) -> Result<Condition> {
        self.texts_are_open()?;
        let mut condition = Condition::default();
        condition.and_equal("i.tenant_id", self.tenant_id()?.0);
        if let Some(source) = source {
            condition.and_equal("i.source", source);
        }
        let mut ways = Vec::new();
        if which != Some(Mismatch::OpenThere) {
            let answered = condition.bind_all([Phase::Answered.code(), Phase::Closed.code()]);
            ways.push(format!("(i.closed_there AND s.phase NOT IN {answered})"));
        }
        if which != Some(Mismatch::ClosedThere) {
            let closed = condition.bind(Phase::Closed.code());
            ways.push(format!("(NOT i.closed_there AND s.phase = {closed})"));
        }
        condition.and(format!("({})", ways.join(" OR ")));
        Ok(condition)
    }
}

fn read(row: &QueryResult) -> Result<SourceItem> {
    Ok(SourceItem {
        source: row.try_get("", "source")?,
        external_id: row.try_get("", "external_id")?,
        subject: id(row, "subject_id")?,
        state_text: row.try_get("", "state_text")?,
        closed_there: row.try_get("", "closed_there")?,
        due_there: row.try_get("", "due_there")?,
        hash: digest(row.try_get("", "hash")?)?,
        run: id(row, "run_id")?,
        seen_at: row.try_get("", "seen_at")?,
    })
}
