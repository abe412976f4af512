//! The registration journal of appeals: its lines for the screen, and all of them for the workbook. It never names
//! an applicant.

use std::collections::HashMap;

use chrono::NaiveDate;
use otklik_domain::access::Action;
use otklik_domain::case::{AppealKind, QuestionOutcome};
use otklik_domain::id::{OrganizationId, SubjectId, UserId};
use otklik_domain::page::{Page, PageRequest};
use otklik_domain::subject::Phase;
use otklik_storage::query::appeal::Question;
use otklik_storage::query::journal::{JournalFilter as Stored, JournalRow};
use otklik_storage::query::registration::Registration;

use super::case::Dates;
use super::{CaseRow, Reader};
use crate::Error;
use crate::case::appeal::word;

/// The most lines of one workbook: a year of the largest centre, and a bound for the memory.
pub const MOST_EXPORTED: i64 = 20_000;

otklik_domain::codes! {
    /// Which appeals of the journal.
    pub enum JournalState {
        /// No answer yet.
        Open = "OPEN",
        /// The author has an answer; the papers are not filed.
        Answered = "ANSWERED",
        /// Filed.
        Closed = "CLOSED",
    }
}

/// What the journal is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalFilter {
    /// The first day of registration.
    pub from: Option<NaiveDate>,
    /// The last one.
    pub to: Option<NaiveDate>,
    /// Words of numbers, essence or address.
    pub search: Option<String>,
    /// Proposal, application or complaint.
    pub kind: Option<AppealKind>,
    /// How far it is.
    pub state: Option<JournalState>,
}

/// A line of the journal.
#[derive(Clone, Debug)]
pub struct JournalLine {
    /// The case.
    pub case: CaseRow,
    /// Number, day, kind, way.
    pub registration: Registration,
    /// How many questions it holds.
    pub questions: usize,
    /// Outcomes of its questions, each once.
    pub outcomes: Vec<QuestionOutcome>,
    /// The last answer that left the house: its number and day.
    pub answer: Option<(Option<String>, NaiveDate)>,
    /// Control and legal date.
    pub dates: Dates,
    /// Calendar days from registration to the answer, or to today.
    pub days_in_work: i64,
}

fn stored(filter: &JournalFilter) -> Stored {
    let phases = match filter.state {
        None => Vec::new(),
        Some(JournalState::Open) => vec![Phase::New, Phase::InProgress, Phase::Waiting],
        Some(JournalState::Answered) => vec![Phase::Answered],
        Some(JournalState::Closed) => vec![Phase::Closed],
    };
    Stored {
        from: filter.from,
        to: filter.to,
        search: filter.search.clone(),
        kind: filter.kind,
        phases,
        ..Stored::default()
    }
}

/// A line of the workbook: closed lists and people in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalWords {
    /// Number in the journal.
    pub number: String,
    /// Day of registration.
    pub registered_on: NaiveDate,
    /// System, number and day of an outside record-keeping system.
    pub outside: Option<(String, String, Option<NaiveDate>)>,
    /// Kind of the appeal.
    pub kind: &'static str,
    /// How many questions.
    pub questions: usize,
    /// How it came.
    pub channel: &'static str,
    /// Title of the topic.
    pub topic: String,
    /// Position of the person on it.
    pub assignee: Option<String>,
    /// Name of the answering body.
    pub organization: Option<String>,
    /// Control and legal date.
    pub dates: Dates,
    /// The day it was extended to.
    pub extended_until: Option<NaiveDate>,
    /// Number, day and way of the answer.
    pub answer: Option<(String, NaiveDate, &'static str)>,
    /// What became of its questions.
    pub outcome: Option<String>,
    /// Calendar days in work.
    pub days_in_work: i64,
}

/// The whole journal for a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalBook {
    /// Name of the tenant.
    pub title: String,
    /// Today in the tenant's zone.
    pub made_on: NaiveDate,
    /// Its lines, newest first.
    pub lines: Vec<JournalWords>,
}

impl Reader {
    /// A page of the journal, the newest registration first.
    pub async fn journal(
        &self,
        filter: &JournalFilter,
        page: &PageRequest,
    ) -> Result<Page<JournalLine>, Error> {
        self.may(Action::JournalView)?;
        let reach = self.app.authorizer.reach(&self.caller, Action::JournalView);
        let found = self.own().await?.journal(&stored(filter), &reach, page).await?;
        let subjects: Vec<SubjectId> = found.rows.iter().map(|(_, row)| row.subject.id).collect();
        let mut questions: HashMap<SubjectId, Vec<Question>> = HashMap::new();
        for question in self.own().await?.questions_of(&subjects).await? {
            questions.entry(question.subject).or_default().push(question);
        }
        let mut rows = Vec::with_capacity(found.rows.len());
        for (cursor, row) in found.rows {
            let own = questions.remove(&row.subject.id).unwrap_or_default();
            rows.push((cursor, self.journal_line(row, &own).await?));
        }
        Ok(Page { rows, has_next: found.has_next })
    }

    /// How many lines the journal has.
    pub async fn count_journal(&self, filter: &JournalFilter) -> Result<i64, Error> {
        self.may(Action::JournalView)?;
        let reach = self.app.authorizer.reach(&self.caller, Action::JournalView);
        Ok(self.own().await?.count_journal(&stored(filter), &reach).await?)
    }

    /// Every line of the journal in words; more than a workbook should hold is refused.
    pub async fn journal_book(&self, filter: &JournalFilter) -> Result<JournalBook, Error> {
        if self.count_journal(filter).await? > MOST_EXPORTED {
            let message = format!("Строк больше {MOST_EXPORTED}: сузьте период или добавьте условие.");
            return Err(Error::invalid("JOURNAL_TOO_LONG", "from", message));
        }
        let mut page = PageRequest { first: PageRequest::MOST, after: None };
        let mut lines = Vec::new();
        loop {
            let found = self.journal(filter, &page).await?;
            page.after = found.rows.last().map(|(cursor, _)| cursor.clone());
            lines.extend(found.rows.into_iter().map(|(_, line)| line));
            if !found.has_next {
                break;
            }
        }
        let home = self.home().await?;
        Ok(JournalBook {
            title: home.name.clone(),
            made_on: self.now().await?.with_timezone(&home.zone).date_naive(),
            lines: self.in_words(lines).await?,
        })
    }

    async fn journal_line(&self, row: JournalRow, questions: &[Question]) -> Result<JournalLine, Error> {
        let mut outcomes: Vec<QuestionOutcome> = questions.iter().filter_map(|it| it.outcome).collect();
        outcomes.sort_unstable();
        outcomes.dedup();
        let case = CaseRow { subject: row.subject, text: row.text };
        let answer = row.answer.map(|answer| (answer.number, answer.sent_on));
        let zone = self.home().await?.zone;
        let today = self.now().await?.with_timezone(&zone).date_naive();
        let last = answer.as_ref().map_or(today, |(_, on)| *on);
        Ok(JournalLine {
            dates: self.legal_dates(&case).await?,
            questions: questions.len(),
            outcomes,
            days_in_work: (last - row.registration.registered_on).num_days().max(0),
            answer,
            registration: row.registration,
            case,
        })
    }

    async fn in_words(&self, lines: Vec<JournalLine>) -> Result<Vec<JournalWords>, Error> {
        let mut people: Vec<UserId> =
            lines.iter().filter_map(|line| line.case.subject.instance.assignee).collect();
        people.sort_unstable();
        people.dedup();
        let people = self.users(&people).await?;
        let tx = self.own().await?;
        let bodies: HashMap<OrganizationId, String> =
            tx.organizations().await?.into_iter().map(|body| (body.id, body.name)).collect();
        let topics: HashMap<String, String> =
            tx.topics().await?.into_iter().map(|topic| (topic.code, topic.title)).collect();
        let words = |line: JournalLine| {
            let subject = &line.case.subject;
            let topic = topics.get(&subject.topic).unwrap_or(&subject.topic).clone();
            let assignee = subject.instance.assignee.and_then(|id| people.get(&id));
            let outcomes: Vec<&str> = line.outcomes.iter().map(|it| word::outcome(*it)).collect();
            let way = word::way(line.registration.answer_way);
            JournalWords {
                number: line.registration.number,
                registered_on: line.registration.registered_on,
                outside: line.registration.outside.map(|it| (it.system, it.number, it.on)),
                kind: word::kind(line.registration.kind),
                questions: line.questions,
                channel: word::channel(subject.channel),
                topic,
                assignee: assignee.map(|user| user.position.clone()),
                organization: subject.organization.and_then(|id| bodies.get(&id).cloned()),
                dates: line.dates,
                extended_until: subject.instance.extended_until,
                answer: line.answer.map(|(number, on)| (number.unwrap_or_default(), on, way)),
                outcome: (!outcomes.is_empty()).then(|| outcomes.join("; ")),
                days_in_work: line.days_in_work,
            }
        };
        Ok(lines.into_iter().map(words).collect())
    }
}
