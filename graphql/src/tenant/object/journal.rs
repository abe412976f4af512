//! A line of the registration journal; it never names an applicant.

use async_graphql::{ID, Object};
use otklik_app::reader::JournalLine;
use otklik_domain::id::CaseId;

use super::case::CaseState;
use super::catalogue::{Organization, Topic};
use super::user::User;
use crate::shared::error::Failure;
use crate::shared::ids;
use crate::shared::scalar::Date;
use crate::shared::words::{AnswerWay, AppealKind, Channel, Lateness, Phase, QuestionOutcome};
use crate::tenant::loader::View;

/// A line of the registration journal.
#[derive(Clone)]
pub struct JournalEntry {
    line: JournalLine,
    view: View,
}

impl JournalEntry {
    /// A line seen through a look.
    pub(crate) fn new(line: JournalLine, view: View) -> Self {
        Self { line, view }
    }
}

/// A line of the registration journal; never the applicant.
#[Object]
impl JournalEntry {
    /// Id of the case.
    async fn id(&self) -> ID {
        ids::write(CaseId::from(self.line.case.subject.id))
    }

    /// Number in the journal, without gaps within a year.
    async fn number(&self) -> &str {
        &self.line.registration.number
    }

    /// The day of registration.
    async fn registered_on(&self) -> Date {
        Date(self.line.registration.registered_on)
    }

    /// Record-keeping system that registered it before.
    async fn outside_system(&self) -> Option<&str> {
        self.line.registration.outside.as_ref().map(|it| it.system.as_str())
    }

    /// Its number there.
    async fn outside_number(&self) -> Option<&str> {
        self.line.registration.outside.as_ref().map(|it| it.number.as_str())
    }

    /// Its day there.
    async fn outside_on(&self) -> Option<Date> {
        self.line.registration.outside.as_ref().and_then(|it| it.on).map(Date)
    }

    /// Proposal, application or complaint.
    async fn kind(&self) -> AppealKind {
        self.line.registration.kind.into()
    }

    /// How many questions it holds.
    async fn question_count(&self) -> usize {
        self.line.questions
    }

    /// How it came.
    async fn channel(&self) -> Channel {
        self.line.case.subject.channel.into()
    }

    /// What it is about.
    async fn topic(&self) -> Result<Topic, Failure> {
        self.view.topic(&self.line.case.subject.topic).await
    }

    /// Its state, in the tenant's words.
    async fn state(&self) -> Result<CaseState, Failure> {
        CaseState::of(&self.line.case, &self.view).await
    }

    /// Where its state stands, in words that are the same for every tenant.
    async fn phase(&self) -> Phase {
        self.line.case.subject.instance.phase.into()
    }

    /// How late it is.
    async fn lateness(&self) -> Lateness {
        self.line.case.subject.instance.lateness.into()
    }

    /// The person on it.
    async fn assignee(&self) -> Result<Option<User>, Failure> {
        match self.line.case.subject.instance.assignee {
            Some(id) => self.view.user(id).await.map(Some),
            None => Ok(None),
        }
    }

    /// The body that must answer.
    async fn organization(&self) -> Result<Option<Organization>, Failure> {
        match self.line.case.subject.organization {
            Some(id) => self.view.organization(id).await,
            None => Ok(None),
        }
    }

    /// The rolled date of the answer.
    async fn control_due_on(&self) -> Option<Date> {
        self.line.dates.control.map(Date)
    }

    /// The date of the answer by law.
    async fn legal_due_on(&self) -> Option<Date> {
        self.line.dates.legal.map(Date)
    }

    /// The day it was extended to.
    async fn extended_until_on(&self) -> Option<Date> {
        self.line.case.subject.instance.extended_until.map(Date)
    }

    /// The day of the answer.
    async fn answered_on(&self) -> Option<Date> {
        self.line.answer.as_ref().map(|(_, on)| Date(*on))
    }

    /// The outgoing number of the answer.
    async fn answer_number(&self) -> Option<&str> {
        self.line.answer.as_ref().and_then(|(number, _)| number.as_deref())
    }

    /// By which way the author wants the answer.
    async fn answer_way(&self) -> AnswerWay {
        self.line.registration.answer_way.into()
    }

    /// Outcomes of its questions, each once.
    async fn outcomes(&self) -> Vec<QuestionOutcome> {
        self.line.outcomes.iter().copied().map(Into::into).collect()
    }

    /// Calendar days from registration to the answer, or to today.
    async fn days_in_work(&self) -> i64 {
        self.line.days_in_work
    }
}
