//! The registration journal: papers by the day of their registration, never wider than the caller's reach.

use chrono::{NaiveDate, NaiveTime};
use otklik_domain::case::{AppealKind, LetterKind};
use otklik_domain::page::{Page, PageRequest};
use otklik_domain::reach::Reach;
use otklik_domain::subject::Phase;
use sea_orm::{ConnectionTrait, DbBackend, QueryResult};

use super::case::CaseText;
use super::condition::{Condition, ESCAPE, patterns};
use super::cursor::{self, List, Position};
use super::decode::{code, id};
use super::registration::{Outside, Registration};
use super::subject::{self, SubjectRow};
use crate::dialect::statement;
use crate::error::{Doing, Error, Result};
use crate::tx::Tx;

/// Which papers; what is empty asks for nothing in particular.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalFilter {
    /// Registered on this day or later.
    pub from: Option<NaiveDate>,
    /// Registered on this day or earlier.
    pub to: Option<NaiveDate>,
    /// With these words in essence, address or one of the numbers.
    pub search: Option<String>,
    /// Of this kind.
    pub kind: Option<AppealKind>,
    /// Not closed, or closed.
    pub open: Option<bool>,
    /// In one of these phases.
    pub phases: Vec<Phase>,
}

/// A paper as the journal shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalRow {
    /// The subject with its timers.
    pub subject: SubjectRow,
    /// Its number and day.
    pub registration: Registration,
    /// Its words.
    pub text: CaseText,
    /// The answer to the author, once it was sent.
    pub answer: Option<JournalAnswer>,
}

/// The last answer that left the house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalAnswer {
    /// Its outgoing number.
    pub number: Option<String>,
    /// Its day.
    pub sent_on: NaiveDate,
}

const OF_JOURNAL: &str = "FROM registration AS r \
    JOIN subject AS s ON s.tenant_id = r.tenant_id AND s.id = r.subject_id \
    JOIN case_text AS c ON c.tenant_id = r.tenant_id AND c.subject_id = r.subject_id";

const REGISTERED: &str = "r.number AS registered_as, r.registered_on AS registered_day, r.outside_system, \
    r.outside_number, r.outside_on, r.kind AS paper_kind, r.answer_way, r.past_reason, r.by_id, r.at AS registered_at";

impl Tx {
    /// A page of the journal within the reach, the newest registration first.
    pub async fn journal(
        &self,
        filter: &JournalFilter,
        reach: &Reach,
        page: &PageRequest,
    ) -> Result<Page<JournalRow>> {
        let size = cursor::size(page);
        let mut condition = self.journal_condition(filter, reach)?;
        if let Some(Position { id, .. }) = Position::after(page, List::Journal)? {
            let (tenant, id) = (condition.bind(self.tenant_id()?.0), condition.bind(id));
            condition.and(format!(
                "(r.registered_on, r.number) < (SELECT p.registered_on, p.number FROM registration AS p \
                 WHERE p.tenant_id = {tenant} AND p.subject_id = {id})"
            ));
        }
        let answer = condition.bind(LetterKind::Answer.code());
        let last = |column: &str| {
            format!(
                "(SELECT l.{column} FROM letter AS l WHERE l.tenant_id = r.tenant_id \
                 AND l.subject_id = r.subject_id AND l.kind = {answer} ORDER BY l.id DESC LIMIT 1)"
            )
        };
        let limit = condition.bind(i64::try_from(size + 1).unwrap_or(i64::MAX));
        let sql = format!(
            "SELECT {}, {REGISTERED}, c.essence, c.address, c.thread_url, {} AS answer_number, {} AS answer_on \
             {OF_JOURNAL} WHERE {} ORDER BY r.registered_on DESC, r.number DESC LIMIT {limit}",
            self.subject_columns(),
            last("number"),
            last("sent_on"),
            condition.text(),
        );
        let rows = self
            .db()
            .query_all_raw(statement(self.db().get_database_backend(), &sql, condition.into_values()))
            .await
            .doing(|| "list the journal".to_owned())?;
        let mut rows = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
        let has_next = rows.len() > size;
        rows.truncate(size);
        self.wind(&mut rows).await?;
        let at = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
        let rows = rows
            .into_iter()
            .map(|row| {
                let at = Some(at(row.registration.registered_on));
                (Position { at, id: row.subject.id.0 }.cursor(List::Journal), row)
            })
            .collect();
        Ok(Page { rows, has_next })
    }

    /// Gives each row its timers, one statement for all.
    async fn wind(&self, rows: &mut [JournalRow]) -> Result<()> {
        let keys = rows.iter().map(|row| (row.subject.tenant, row.subject.id)).collect::<Vec<_>>();
        for ((_, subject), timer) in self.timers_of(keys).await? {
            if let Some(row) = rows.iter_mut().find(|row| row.subject.id == subject) {
                row.subject.instance.timers.push(timer);
            }
        }
        Ok(())
    }

    /// How many papers the journal shows.
    pub async fn count_journal(&self, filter: &JournalFilter, reach: &Reach) -> Result<i64> {
        let condition = self.journal_condition(filter, reach)?;
        let sql = format!("SELECT count(*) AS n {OF_JOURNAL} WHERE {}", condition.text());
        let row = self
            .db()
            .query_one_raw(statement(self.db().get_database_backend(), &sql, condition.into_values()))
            .await
            .doing(|| "count the journal".to_owned())?
            .ok_or_else(|| Error::bug("counting gave no row"))?;
        Ok(row.try_get("", "n")?)
    }

    fn journal_condition(&self, filter: &JournalFilter, reach: &Reach) -> Result<Condition> {
        self.texts_are_open()?;
        let mut condition = Condition::default();
        condition.and_equal("r.tenant_id", self.tenant_id()?.0);
        for (day, sign) in [(filter.from, ">="), (filter.to, "<=")] {
            if let Some(day) = day {
                let place = condition.bind(day);
                condition.and(format!("r.registered_on {sign} {place}"));
            }
        }
        if let Some(kind) = filter.kind {
            condition.and_equal("r.kind", kind.code());
        }
        if let Some(open) = filter.open {
            let place = condition.bind(Phase::Closed.code());
            condition.and(format!("s.phase {} {place}", if open { "<>" } else { "=" }));
        }
        condition.and_one_of("s.phase", filter.phases.iter().map(|phase| phase.code()));
        if let Some(words) = filter.search.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
            let postgres = self.db().get_database_backend() == DbBackend::Postgres;
            let like = if postgres { "ILIKE" } else { "LIKE" };
            let mut ways = Vec::new();
            for pattern in patterns(words) {
                let place = condition.bind(pattern);
                for column in ["c.essence", "c.address", "s.number", "r.number", "r.outside_number"] {
                    ways.push(format!("{column} {like} {place} {ESCAPE}"));
                }
            }
            condition.and(format!("({})", ways.join(" OR ")));
        }
        condition.and_reach(reach);
        Ok(condition)
    }
}

fn read(row: &QueryResult) -> Result<JournalRow> {
    let subject = subject::read(row)?;
    let outside: (Option<String>, Option<String>) =
        (row.try_get("", "outside_system")?, row.try_get("", "outside_number")?);
    let outside = match outside {
        (Some(system), Some(number)) => Some(Outside { system, number, on: row.try_get("", "outside_on")? }),
        _ => None,
    };
    let sent_on: Option<NaiveDate> = row.try_get("", "answer_on")?;
    let number: Option<String> = row.try_get("", "answer_number")?;
    Ok(JournalRow {
        registration: Registration {
            subject: subject.id,
            number: row.try_get("", "registered_as")?,
            registered_on: row.try_get("", "registered_day")?,
            outside,
            kind: code(row, "paper_kind")?,
            answer_way: code(row, "answer_way")?,
            past_reason: row.try_get("", "past_reason")?,
            by: id(row, "by_id")?,
            at: row.try_get("", "registered_at")?,
        },
        text: CaseText {
            essence: row.try_get("", "essence")?,
            address: row.try_get("", "address")?,
            thread_url: row.try_get("", "thread_url")?,
        },
        answer: sent_on.map(|sent_on| JournalAnswer { number, sent_on }),
        subject,
    })
}
