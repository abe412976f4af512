//! What an appeal under 59-FZ has beside what every case has.

use async_graphql::{ID, Object, SimpleObject};
use otklik_app::reader::{self, CaseRow};

use super::catalogue::Organization;
use super::user::User;
use crate::shared::error::Failure;
use crate::shared::ids;
use crate::shared::scalar::{Date, DateTime};
use crate::shared::words::{AnswerWay, AppealKind, LetterKind, QuestionOutcome};
use crate::tenant::loader::View;

/// Details of an appeal under 59-FZ.
#[derive(Clone)]
pub struct AppealDetails {
    row: Box<CaseRow>,
    view: View,
}

/// Registration of an appeal.
#[derive(SimpleObject, Clone, Debug)]
pub struct Registration {
    /// Number in the journal, without gaps within a year.
    pub number: String,
    /// The day of registration; thirty days run from the next one.
    pub registered_on: Date,
    /// Record-keeping system that registered it before.
    pub outside_system: Option<String>,
    /// Its number there.
    pub outside_number: Option<String>,
    /// Its day there.
    pub outside_on: Option<Date>,
    /// Proposal, application or complaint.
    pub kind: AppealKind,
    /// By which way the author wants the answer.
    pub answer_way: AnswerWay,
    /// Why the day lies in the past.
    pub past_reason: Option<String>,
}

/// One question of an appeal.
#[derive(Clone)]
pub struct Question {
    row: reader::Question,
    view: View,
}

/// Who answers some of the questions beside the assignee.
#[derive(Clone)]
pub struct CoAssignee {
    row: reader::CoAssignee,
    view: View,
}

/// A resolution: who answers, until when, in which words.
#[derive(Clone)]
pub struct Resolution {
    row: reader::Resolution,
    view: View,
}

/// The text of a co-executor.
#[derive(Clone)]
pub struct Contribution {
    row: reader::Contribution,
    view: View,
}

/// A letter that left the house.
#[derive(SimpleObject, Clone, Debug)]
pub struct Letter {
    /// Opaque id.
    pub id: ID,
    /// What it does.
    pub kind: LetterKind,
    /// Its outgoing number.
    pub number: String,
    /// Its day.
    pub sent_on: Date,
    /// To whom: a body by name; empty when it goes to the author.
    pub addressee: Option<String>,
    /// By which way.
    pub way: AnswerWay,
    /// Its text, or the proof that it was sent.
    pub text: Option<String>,
}

impl From<reader::Registration> for Registration {
    fn from(row: reader::Registration) -> Self {
        let (system, number, on) =
            row.outside.map_or((None, None, None), |it| (Some(it.system), Some(it.number), it.on));
        Self {
            number: row.number,
            registered_on: Date(row.registered_on),
            outside_system: system,
            outside_number: number,
            outside_on: on.map(Date),
            kind: row.kind.into(),
            answer_way: row.answer_way.into(),
            past_reason: row.past_reason,
        }
    }
}

impl From<reader::Letter> for Letter {
    fn from(row: reader::Letter) -> Self {
        Self {
            id: ids::write(row.id),
            kind: row.kind.into(),
            number: row.number.unwrap_or_default(),
            sent_on: Date(row.sent_on),
            addressee: row.addressee,
            way: row.way.into(),
            text: row.body,
        }
    }
}

impl AppealDetails {
    /// Of a case seen through a look.
    pub(super) fn new(row: CaseRow, view: View) -> Self {
        Self { row: Box::new(row), view }
    }
}

/// Details of an appeal under 59-FZ.
#[Object]
impl AppealDetails {
    /// The registration; empty until it is registered.
    #[graphql(complexity = "5 + child_complexity")]
    async fn registration(&self) -> Result<Option<Registration>, Failure> {
        Ok(self.view.reader().registration(&self.row).await?.map(Registration::from))
    }

    /// By which way the author wants the answer; empty until it is registered.
    #[graphql(complexity = 5)]
    async fn answer_way(&self) -> Result<Option<AnswerWay>, Failure> {
        Ok(self.view.reader().registration(&self.row).await?.map(|row| row.answer_way.into()))
    }

    /// Its questions in order.
    #[graphql(complexity = "5 + child_complexity")]
    async fn questions(&self) -> Result<Vec<Question>, Failure> {
        let rows = self.view.reader().questions(&self.row).await?;
        Ok(rows.into_iter().map(|row| Question { row, view: self.view.clone() }).collect())
    }

    /// Who answers some of the questions beside the assignee.
    #[graphql(complexity = "5 + child_complexity")]
    async fn co_assignees(&self) -> Result<Vec<CoAssignee>, Failure> {
        let rows = self.view.reader().co_assignees(&self.row).await?;
        Ok(rows.into_iter().map(|row| CoAssignee { row, view: self.view.clone() }).collect())
    }

    /// Resolutions, newest first.
    #[graphql(complexity = "5 + child_complexity")]
    async fn resolutions(&self) -> Result<Vec<Resolution>, Failure> {
        let rows = self.view.reader().resolutions(&self.row).await?;
        Ok(rows.into_iter().map(|row| Resolution { row, view: self.view.clone() }).collect())
    }

    /// Texts of co-executors, oldest first.
    #[graphql(complexity = "5 + child_complexity")]
    async fn contributions(&self) -> Result<Vec<Contribution>, Failure> {
        let rows = self.view.reader().contributions(&self.row).await?;
        Ok(rows.into_iter().map(|row| Contribution { row, view: self.view.clone() }).collect())
    }

    /// Letters that left the house, newest first.
    #[graphql(complexity = "5 + child_complexity")]
    async fn letters(&self) -> Result<Vec<Letter>, Failure> {
        let rows = self.view.reader().letters(&self.row).await?;
        Ok(rows.into_iter().map(Letter::from).collect())
    }

    /// The day it was extended to.
    async fn extended_until_on(&self) -> Option<Date> {
        self.row.subject.instance.extended_until.map(Date)
    }

    /// The body that a complaint is about.
    async fn challenged(&self) -> Result<Option<Organization>, Failure> {
        match self.row.subject.complained_about {
            Some(id) => self.view.organization(id).await,
            None => Ok(None),
        }
    }
}

/// One question of an appeal.
#[Object]
impl Question {
    /// Opaque id.
    async fn id(&self) -> ID {
        ids::write(self.row.id)
    }

    /// Its place in the paper, from 1.
    async fn ordinal(&self) -> i32 {
        self.row.ordinal.into()
    }

    /// What is asked.
    async fn text(&self) -> &str {
        &self.row.body
    }

    /// The body that answers it.
    async fn organization(&self) -> Result<Option<Organization>, Failure> {
        match self.row.organization {
            Some(id) => self.view.organization(id).await,
            None => Ok(None),
        }
    }

    /// The person who answers it.
    async fn assignee(&self) -> Result<Option<User>, Failure> {
        match self.row.assignee {
            Some(id) => self.view.user(id).await.map(Some),
            None => Ok(None),
        }
    }

    /// What became of it.
    async fn outcome(&self) -> Option<QuestionOutcome> {
        self.row.outcome.map(Into::into)
    }

    /// Whether another person than the assignee confirmed that.
    async fn is_outcome_confirmed(&self) -> bool {
        self.row.outcome_confirmed_by.is_some()
    }
}

/// Who answers some of the questions beside the assignee.
#[Object]
impl CoAssignee {
    /// The person, by position.
    async fn user(&self) -> Result<User, Failure> {
        self.view.user(self.row.user).await
    }

    /// The body of this person.
    async fn organization(&self) -> Result<Option<Organization>, Failure> {
        match self.row.organization {
            Some(id) => self.view.organization(id).await,
            None => Ok(None),
        }
    }
}

/// A resolution: who answers, until when, in which words.
#[Object]
impl Resolution {
    /// Opaque id.
    async fn id(&self) -> ID {
        ids::write(self.row.id)
    }

    /// When it was written.
    async fn at(&self) -> DateTime {
        self.row.at.into()
    }

    /// Who wrote it.
    async fn author(&self) -> Result<User, Failure> {
        self.view.user(self.row.by).await
    }

    /// Its text.
    async fn text(&self) -> &str {
        &self.row.body
    }

    /// Until when.
    async fn due_on(&self) -> Option<Date> {
        self.row.due_on.map(Date)
    }
}

/// The text of a co-executor.
#[Object]
impl Contribution {
    /// Opaque id.
    async fn id(&self) -> ID {
        ids::write(self.row.id)
    }

    /// When it was given.
    async fn at(&self) -> DateTime {
        self.row.at.into()
    }

    /// Who gave it.
    async fn author(&self) -> Result<User, Failure> {
        self.view.user(self.row.author).await
    }

    /// The text.
    async fn text(&self) -> &str {
        &self.row.body
    }
}
