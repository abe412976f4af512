//! A case as its card and its row in the queue show it.

use async_graphql::{ID, Interface, Object, SimpleObject, Union};
use otklik_app::reader::{CaseRow, TraceLine};
use otklik_domain::case;
use otklik_domain::id::CaseId;

use super::appeal::AppealDetails;
use super::attachment::Attachment;
use super::catalogue::{Organization, SectorBlock, Topic};
use super::clock::{Clock, clocks};
use super::comment::Comment;
use super::reply::Reply;
use super::timeline::TimelineEntry;
use super::user::User;
use crate::shared::error::Failure;
use crate::shared::scalar::{Date, DateTime};
use crate::shared::words::{Channel, Lateness, LegalRegime, Level, Phase};
use crate::shared::{ids, page};
use crate::tenant::loader::View;

/// Anything with a workflow.
#[derive(Interface)]
#[graphql(
    field(name = "id", ty = "ID", desc = "Opaque id."),
    field(name = "number", ty = "String", desc = "What people call it."),
    field(
        name = "phase",
        ty = "Phase",
        desc = "Where its state stands, in words that are the same for every tenant."
    ),
    field(
        name = "revision",
        ty = "i64",
        desc = "Grows with every change; given back as `expectedRevision`."
    )
)]
pub enum Subject {
    /// What a citizen brought.
    Case(Case),
}

/// What a citizen brought.
#[derive(Clone)]
pub struct Case {
    row: CaseRow,
    view: View,
}

/// What is known of a case beside its law and its channel.
#[derive(Union, Clone)]
pub enum CaseDetails {
    /// An appeal under 59-FZ.
    Appeal(AppealDetails),
    /// A message.
    Message(MessageDetails),
}

/// Details of a message under no law of terms.
#[derive(SimpleObject, Clone, Debug)]
pub struct MessageDetails {
    /// Where the thread stands in public.
    pub thread_url: Option<String>,
}

/// The state of a case, in the tenant's words.
#[derive(SimpleObject, Clone, Debug)]
pub struct CaseState {
    /// Stable code in the definition.
    pub code: String,
    /// Name for people.
    pub title: String,
}

impl CaseState {
    /// The state of a case in the words of its definition.
    pub(super) async fn of(row: &CaseRow, view: &View) -> Result<Self, Failure> {
        let definition = view.reader().definition(row).await?;
        let code = &row.subject.instance.state;
        let title = definition.state(code).map_or_else(|| code.clone(), |state| state.title.value.clone());
        Ok(Self { code: code.clone(), title })
    }
}

/// An act that the caller may do now.
#[derive(SimpleObject, Clone, Debug)]
pub struct AvailableAct {
    /// Name in the definition.
    pub act: String,
    /// Name for people.
    pub title: String,
    /// Fields that the act needs.
    pub needs: Vec<String>,
    /// Its closed list of reasons; empty when it has none.
    pub reasons: Vec<Reason>,
    /// Ways by which an answer can be given instead of a link; their codes go where the link would.
    pub ways: Vec<Reason>,
    /// The last day that its date may name; empty when it asks none or has no bound.
    pub latest_on: Option<Date>,
}

/// One line of why a case was routed so.
#[derive(SimpleObject, Clone, Debug)]
pub struct RouteLine {
    /// Stable code of the reason: block, direction, organization, assignee, no_rule and their like.
    pub code: String,
    /// The sentence.
    pub text: String,
}

impl From<&TraceLine> for RouteLine {
    fn from(line: &TraceLine) -> Self {
        Self { code: line.code.code().to_owned(), text: line.text() }
    }
}

/// An entry of an act's closed list.
#[derive(SimpleObject, Clone, Debug)]
pub struct Reason {
    /// Stable code.
    pub code: String,
    /// Name for people.
    pub title: String,
}

impl From<(String, String)> for Reason {
    fn from((code, title): (String, String)) -> Self {
        Self { code, title }
    }
}

impl Case {
    /// A row seen through a look.
    pub fn new(row: CaseRow, view: View) -> Self {
        Self { row, view }
    }
}

/// What a citizen brought.
#[Object]
impl Case {
    /// Opaque id.
    async fn id(&self) -> ID {
        ids::write(CaseId::from(self.row.subject.id))
    }

    /// What people call it.
    async fn number(&self) -> String {
        self.row.subject.number.clone()
    }

    /// Grows with every change; given back as `expectedRevision`.
    async fn revision(&self) -> i64 {
        self.row.subject.revision
    }

    /// The law it lives under.
    async fn regime(&self) -> LegalRegime {
        self.row.subject.regime.into()
    }

    /// What only a case of its regime has.
    async fn details(&self) -> CaseDetails {
        match self.row.subject.regime {
            case::LegalRegime::Appeal59Fz => {
                CaseDetails::Appeal(AppealDetails::new(self.row.clone(), self.view.clone()))
            }
            case::LegalRegime::Message | case::LegalRegime::InfoRequest8Fz => {
                CaseDetails::Message(MessageDetails { thread_url: self.row.text.thread_url.clone() })
            }
        }
    }

    /// Its state, in the tenant's words.
    async fn state(&self) -> Result<CaseState, Failure> {
        CaseState::of(&self.row, &self.view).await
    }

    /// Where its state stands, in words that are the same for every tenant.
    async fn phase(&self) -> Phase {
        self.row.subject.instance.phase.into()
    }

    /// How late it is.
    async fn lateness(&self) -> Lateness {
        self.row.subject.instance.lateness.into()
    }

    /// The highest rung of the ladder that was drawn in.
    async fn level(&self) -> Level {
        self.row.subject.instance.level.into()
    }

    /// How it came.
    async fn channel(&self) -> Channel {
        self.row.subject.channel.into()
    }

    /// What it is about.
    async fn topic(&self) -> Result<Topic, Failure> {
        self.view.topic(&self.row.subject.topic).await
    }

    /// Its sector block, once routed.
    async fn block(&self) -> Result<Option<SectorBlock>, Failure> {
        match self.row.subject.block {
            Some(id) => self.view.block(id).await,
            None => Ok(None),
        }
    }

    /// The body that must answer, once routed.
    async fn organization(&self) -> Result<Option<Organization>, Failure> {
        match self.row.subject.organization {
            Some(id) => self.view.organization(id).await,
            None => Ok(None),
        }
    }

    /// The person on it.
    async fn assignee(&self) -> Result<Option<User>, Failure> {
        match self.row.subject.instance.assignee {
            Some(id) => self.view.user(id).await.map(Some),
            None => Ok(None),
        }
    }

    /// What was asked, as written down.
    async fn essence(&self) -> String {
        self.row.text.essence.clone()
    }

    /// The place it is about.
    async fn address(&self) -> Option<String> {
        self.row.text.address.clone()
    }

    /// When the word reached the tenant.
    async fn received_at(&self) -> DateTime {
        self.row.subject.received_at.into()
    }

    /// The earliest date of its running case clocks.
    async fn next_due_at(&self) -> Option<DateTime> {
        self.row.subject.next_due.map(DateTime)
    }

    /// The earliest control date of its running case clocks: the rolled one, for alarms.
    #[graphql(complexity = 5)]
    async fn control_due_on(&self) -> Result<Option<Date>, Failure> {
        Ok(self.view.reader().dates(&self.row).await?.control.map(Date))
    }

    /// The earliest date of the law.
    #[graphql(complexity = 5)]
    async fn legal_due_on(&self) -> Result<Option<Date>, Failure> {
        Ok(self.view.reader().dates(&self.row).await?.legal.map(Date))
    }

    /// The date carried by the source.
    #[graphql(complexity = 5)]
    async fn source_due_at(&self) -> Result<Option<DateTime>, Failure> {
        Ok(self.view.reader().dates(&self.row).await?.source.map(DateTime))
    }

    /// Why it was routed so, in order: sentences for people.
    #[graphql(complexity = "5 + child_complexity")]
    async fn route(&self) -> Result<Vec<RouteLine>, Failure> {
        let lines = self.view.reader().route(&self.row).await?;
        Ok(lines.iter().map(RouteLine::from).collect())
    }

    /// Working minutes left to `nextDueAt` by the tenant's calendar; negative when it has passed.
    async fn work_minutes_left(&self) -> Result<Option<i64>, Failure> {
        Ok(self.view.reader().work_minutes_left(&self.row).await?)
    }

    /// Every clock that ever ran, in order of start.
    #[graphql(complexity = "5 + child_complexity")]
    async fn clocks(&self) -> Result<Vec<Clock>, Failure> {
        clocks(&self.row, &self.view).await
    }

    /// The newest reply.
    #[graphql(complexity = "5 + child_complexity")]
    async fn reply(&self) -> Result<Option<Reply>, Failure> {
        let found = self.view.reader().reply(&self.row).await?;
        Ok(found.map(|row| Reply::new(row, self.view.clone())))
    }

    /// What happened, newest first.
    #[graphql(complexity = "page::cost(first, child_complexity)")]
    async fn timeline(
        &self,
        #[graphql(default_with = "Some(50)", desc = "How many lines, 1 to 100.")] first: Option<i32>,
    ) -> Result<Vec<TimelineEntry>, Failure> {
        let lines = self.view.reader().timeline(&self.row, page::first(first)?).await?;
        Ok(lines.into_iter().map(TimelineEntry::from).collect())
    }

    /// Internal comments, oldest first.
    #[graphql(complexity = "5 + child_complexity")]
    async fn comments(&self) -> Result<Vec<Comment>, Failure> {
        let rows = self.view.reader().comments(&self.row).await?;
        Ok(rows.into_iter().map(|row| Comment::new(row, self.view.clone())).collect())
    }

    /// Files beside it.
    #[graphql(complexity = "5 + child_complexity")]
    async fn attachments(&self) -> Result<Vec<Attachment>, Failure> {
        let rows = self.view.reader().attachments(&self.row).await?;
        Ok(rows.into_iter().map(|row| Attachment::new(row, self.view.tenant_code())).collect())
    }

    /// Whether an applicant is kept for it; opened by `revealApplicant` for a stated purpose.
    #[graphql(complexity = 5)]
    async fn has_applicant(&self) -> Result<bool, Failure> {
        Ok(self.view.reader().has_applicant(&self.row).await?)
    }

    /// Acts that the caller may do now: the same engine and rights as the mutations.
    #[graphql(complexity = "5 + child_complexity")]
    async fn available_acts(&self) -> Result<Vec<AvailableAct>, Failure> {
        let acts = self.view.reader().available(&self.row).await?;
        let acts = acts.into_iter().map(|act| AvailableAct {
            act: act.act,
            title: act.title,
            needs: act.needs,
            reasons: act.reasons.into_iter().map(Reason::from).collect(),
            ways: act.ways.into_iter().map(Reason::from).collect(),
            latest_on: act.latest.map(Date),
        });
        Ok(acts.collect())
    }
}
