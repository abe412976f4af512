//! Cases: their texts and the lists people work from, never wider than the caller's reach.

use chrono::{DateTime, Utc};
use otklik_domain::id::{BlockId, OrganizationId, SubjectId, UserId};
use otklik_domain::page::{Page, PageRequest};
use otklik_domain::reach::Reach;
use otklik_domain::standing::{Lateness, Level};
use otklik_domain::subject::{Kind, Phase};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryResult, Set,
};

use super::condition::{Condition, ESCAPE, patterns};
use super::cursor::{self, List, Position};
use super::subject::{self, SubjectRow};
use crate::dialect::statement;
use crate::error::{Doing, Error, Result};
use crate::scope::Scope;
use crate::table::case_text;
use crate::tx::Tx;

/// What a citizen brought, in words.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct CaseText {
    /// What it is about.
    pub essence: String,
    /// Where.
    pub address: Option<String>,
    /// The thread it came from, for messages of networks.
    pub thread_url: Option<String>,
}

impl std::fmt::Debug for CaseText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CaseText(hidden)")
    }
}

/// Which cases; what is empty asks for nothing in particular.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// In one of these phases.
    pub phases: Vec<Phase>,
    /// As late as one of these.
    pub lateness: Vec<Lateness>,
    /// In this block.
    pub block: Option<BlockId>,
    /// To be answered by this body.
    pub organization: Option<OrganizationId>,
    /// Of this topic.
    pub topic: Option<String>,
    /// With these words in essence, address or number.
    pub search: Option<String>,
    /// Assigned to this user.
    pub assignee: Option<UserId>,
    /// With a date before this moment.
    pub due_before: Option<DateTime<Utc>>,
    /// Somebody above the executor's floor was drawn in.
    pub escalated: bool,
    /// Something is still due.
    pub is_due: bool,
    /// Closed, or not closed.
    pub closed: Option<bool>,
}

/// A case as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseListRow {
    /// The subject, without its timers.
    pub subject: SubjectRow,
    /// Its words.
    pub text: CaseText,
}

const TEXTS: &str = "JOIN case_text AS c ON c.tenant_id = s.tenant_id AND c.subject_id = s.id";

impl Tx {
    /// Texts belong to their tenant: the region and the clockwork have no way to them.
    pub(crate) fn texts_are_open(&self) -> Result<()> {
        match self.scope() {
            Scope::Tenant { .. } | Scope::Owner => Ok(()),
            scope => Err(Error::bug(format!("{scope:?} asks for texts"))),
        }
    }

    /// Keeps the words of a case.
    pub async fn insert_case_text(&self, subject: SubjectId, text: CaseText) -> Result<()> {
        self.texts_are_open()?;
        let row = case_text::ActiveModel {
            tenant_id: Set(self.tenant_id()?.0),
            subject_id: Set(subject.0),
            essence: Set(text.essence),
            address: Set(text.address),
            thread_url: Set(text.thread_url),
        };
        row.insert(self.db()).await.doing(|| format!("keep the words of {subject}"))?;
        Ok(())
    }

    /// Replaces the words of a case; false when the tenant has none such.
    pub async fn update_case_text(&self, subject: SubjectId, text: CaseText) -> Result<bool> {
        self.texts_are_open()?;
        let CaseText { essence, address, thread_url } = text;
        let changed = case_text::Entity::update_many()
            .col_expr(case_text::Column::Essence, Expr::value(essence))
            .col_expr(case_text::Column::Address, Expr::value(address))
            .col_expr(case_text::Column::ThreadUrl, Expr::value(thread_url))
            .filter(case_text::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(case_text::Column::SubjectId.eq(subject.0))
            .exec(self.db())
            .await
            .doing(|| format!("replace the words of {subject}"))?;
        Ok(changed.rows_affected == 1)
    }

    /// The words of a case.
    pub async fn case_text(&self, subject: SubjectId) -> Result<Option<CaseText>> {
        self.texts_are_open()?;
        let row = case_text::Entity::find()
            .filter(case_text::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(case_text::Column::SubjectId.eq(subject.0))
            .one(self.db())
            .await
            .doing(|| format!("read the words of {subject}"))?;
        Ok(row.map(|row| CaseText { essence: row.essence, address: row.address, thread_url: row.thread_url }))
    }

    /// A page of cases within the reach: by the next due date, those without one last, ties by id.
    pub async fn cases(
        &self,
        filter: &CaseFilter,
        reach: &Reach,
        page: &PageRequest,
    ) -> Result<Page<CaseListRow>> {
        self.texts_are_open()?;
        let size = cursor::size(page);
        let after = Position::after(page, List::Cases)?;
        let mut rows = Vec::new();
        // Two ranges of one index instead of one condition with OR, which neither database can walk in order.
        if after.is_none_or(|position| position.at.is_some()) {
            rows = self.case_range(filter, reach, after, true, size + 1).await?;
        }
        if rows.len() <= size {
            let after = after.filter(|position| position.at.is_none());
            rows.extend(self.case_range(filter, reach, after, false, size + 1 - rows.len()).await?);
        }
        let has_next = rows.len() > size;
        rows.truncate(size);
        let rows = rows
            .into_iter()
            .map(|row| (Position { at: row.subject.next_due, id: row.subject.id.0 }.cursor(List::Cases), row))
            .collect();
        Ok(Page { rows, has_next })
    }

    async fn case_range(
        &self,
        filter: &CaseFilter,
        reach: &Reach,
        after: Option<Position>,
        dated: bool,
        limit: usize,
    ) -> Result<Vec<CaseListRow>> {
        let backend = self.db().get_database_backend();
        let mut condition = Condition::default();
        condition.and_equal("s.tenant_id", self.tenant_id()?.0);
        condition.and_equal("s.kind", Kind::Case.code());
        condition.and(if dated { "s.next_due IS NOT NULL" } else { "s.next_due IS NULL" });
        if let Some(Position { at, id }) = after {
            let id = condition.bind(id);
            if let Some(at) = at {
                let at = condition.bind(at);
                condition.and(format!("(s.next_due, s.id) > ({at}, {id})"));
            } else {
                condition.and(format!("s.id > {id}"));
            }
        }
        filtered(&mut condition, filter, backend);
        condition.and_reach(reach);
        let limit = condition.bind(i64::try_from(limit).unwrap_or(i64::MAX));
        let sql = format!(
            "SELECT {}, c.essence, c.address, c.thread_url FROM subject AS s {TEXTS} WHERE {} \
             ORDER BY s.next_due, s.id LIMIT {limit}",
            self.subject_columns(),
            condition.text(),
        );
        let rows = self
            .db()
            .query_all_raw(statement(backend, &sql, condition.into_values()))
            .await
            .doing(|| "list cases".to_owned())?;
        rows.iter().map(read).collect()
    }

    /// How many cases the list has.
    pub async fn count_cases(&self, filter: &CaseFilter, reach: &Reach) -> Result<i64> {
        let counts = self.count_cases_of(std::slice::from_ref(filter), reach).await?;
        counts.first().copied().ok_or_else(|| Error::bug("counting one list gave no figure"))
    }

    /// How many cases each of several lists has, in one statement: the views of a queue.
    pub async fn count_cases_of(&self, filters: &[CaseFilter], reach: &Reach) -> Result<Vec<i64>> {
        self.texts_are_open()?;
        if filters.is_empty() {
            return Ok(Vec::new());
        }
        let backend = self.db().get_database_backend();
        let mut condition = Condition::default();
        condition.and_equal("s.tenant_id", self.tenant_id()?.0);
        condition.and_equal("s.kind", Kind::Case.code());
        condition.and_reach(reach);
        let mark = condition.len();
        let mut figures = Vec::with_capacity(filters.len());
        if let [filter] = filters {
            // One list lets an index do the narrowing.
            filtered(&mut condition, filter, backend);
            figures.push("count(*) AS n0".to_owned());
        } else {
            for (n, filter) in filters.iter().enumerate() {
                filtered(&mut condition, filter, backend);
                figures.push(format!("count(*) FILTER (WHERE {}) AS n{n}", condition.split_off(mark)));
            }
        }
        let texts = if filters.iter().any(|filter| words(filter).is_some()) { TEXTS } else { "" };
        let sql =
            format!("SELECT {} FROM subject AS s {texts} WHERE {}", figures.join(", "), condition.text());
        let row = self
            .db()
            .query_one_raw(statement(backend, &sql, condition.into_values()))
            .await
            .doing(|| "count cases".to_owned())?
            .ok_or_else(|| Error::bug("counting gave no row"))?;
        (0..filters.len()).map(|n| Ok(row.try_get("", &format!("n{n}"))?)).collect()
    }
}

fn words(filter: &CaseFilter) -> Option<&str> {
    filter.search.as_deref().map(str::trim).filter(|words| !words.is_empty())
}

/// Adds the conditions of a filter over the aliases `s` and, for words, `c`.
fn filtered(condition: &mut Condition, filter: &CaseFilter, backend: DbBackend) {
    condition.and_one_of("s.phase", filter.phases.iter().map(|phase| phase.code()));
    condition.and_one_of("s.lateness", filter.lateness.iter().map(|lateness| lateness.code()));
    if let Some(block) = filter.block {
        condition.and_equal("s.block_id", block.0);
    }
    if let Some(organization) = filter.organization {
        condition.and_equal("s.organization_id", organization.0);
    }
    if let Some(topic) = &filter.topic {
        condition.and_equal("s.topic_code", topic.as_str());
    }
    if let Some(user) = filter.assignee {
        condition.and_equal("s.assignee_id", user.0);
    }
    if let Some(before) = filter.due_before {
        let place = condition.bind(before);
        condition.and(format!("s.next_due < {place}"));
    }
    if filter.is_due {
        condition.and("s.next_due IS NOT NULL");
    }
    if filter.escalated {
        let floor = condition.bind_all([Level::None.code(), Level::Executor.code()]);
        condition.and(format!("s.level NOT IN {floor}"));
    }
    if let Some(closed) = filter.closed {
        let place = condition.bind(Phase::Closed.code());
        condition.and(format!("s.phase {} {place}", if closed { "=" } else { "<>" }));
    }
    if let Some(words) = words(filter) {
        let like = if backend == DbBackend::Postgres { "ILIKE" } else { "LIKE" };
        let mut ways = Vec::new();
        for pattern in patterns(words) {
            let place = condition.bind(pattern);
            for column in ["c.essence", "c.address", "s.number"] {
                ways.push(format!("{column} {like} {place} {ESCAPE}"));
            }
        }
        condition.and(format!("({})", ways.join(" OR ")));
    }
}

fn read(row: &QueryResult) -> Result<CaseListRow> {
    Ok(CaseListRow {
        subject: subject::read(row)?,
        text: CaseText {
            essence: row.try_get("", "essence")?,
            address: row.try_get("", "address")?,
            thread_url: row.try_get("", "thread_url")?,
        },
    })
}
