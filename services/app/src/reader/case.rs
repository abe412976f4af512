//! Cases within the caller's reach, and what stands on one card.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use otklik_domain::access::Action;
use otklik_domain::id::{BlockId, CaseId, OrganizationId};
use otklik_domain::page::{Page, PageRequest};
use otklik_domain::standing::Lateness;
use otklik_domain::subject::Phase;
use otklik_storage::Tx;
use otklik_storage::query::case::{CaseFilter as Stored, CaseText};
use otklik_storage::query::step::StepRow;
use otklik_storage::query::subject::SubjectRow;
use otklik_storage::query::text::{AttachmentRow, CommentRow, ReplyRow};
use otklik_workflow::Effective;
use otklik_workflow::available;
use otklik_workflow::definition::effective::{Choice, ClockKind, Effect};
use otklik_workflow::instance::{Timer, TimerState};
use otklik_workflow::law::Term;

use super::Reader;
use crate::Error;
use crate::case::appeal::extension::LEGAL;
use crate::case::history::{self, TimelineLine};
use crate::case::route::{self, TraceLine};
use crate::catalogue::calendar::TenantCalendar;

otklik_domain::codes! {
    /// A saved filter that everybody has.
    pub enum CaseView {
        /// Everything that is open.
        All = "ALL",
        /// Nobody has it yet.
        New = "NEW",
        /// On the caller.
        Mine = "MINE",
        /// A date falls before the next local midnight.
        DueToday = "DUE_TODAY",
        /// A date has passed.
        Late = "LATE",
        /// Climbed to the manager or higher.
        Escalated = "ESCALATED",
        /// Nothing more is due.
        Closed = "CLOSED",
    }
}

/// What a list is narrowed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseFilter {
    /// The saved filter.
    pub view: CaseView,
    /// Phases; empty means any.
    pub phases: Vec<Phase>,
    /// Lateness; empty means any.
    pub lateness: Vec<Lateness>,
    /// A sector block.
    pub block: Option<BlockId>,
    /// An answering body.
    pub organization: Option<OrganizationId>,
    /// A topic.
    pub topic: Option<String>,
    /// Words of number, essence or address.
    pub search: Option<String>,
}

impl Default for CaseFilter {
    fn default() -> Self {
        Self {
            view: CaseView::All,
            phases: Vec::new(),
            lateness: Vec::new(),
            block: None,
            organization: None,
            topic: None,
            search: None,
        }
    }
}

/// A case with its texts.
#[derive(Clone, Debug)]
pub struct CaseRow {
    /// The subject.
    pub subject: SubjectRow,
    /// Essence, place, thread.
    pub text: CaseText,
}

/// A clock as the card shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The running row.
    pub timer: Timer,
    /// Name for people.
    pub title: String,
    /// A clock of the case, not of a stage.
    pub is_case: bool,
    /// Why this date.
    pub explanation: Vec<String>,
    /// The year of its date is not decreed yet.
    pub is_provisional: bool,
}

/// The three dates of a case; none of those that it has not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// The rolled date, for alarms.
    pub control: Option<NaiveDate>,
    /// The date of the law.
    pub legal: Option<NaiveDate>,
    /// The date carried by the source.
    pub source: Option<DateTime<Utc>>,
}

/// A date in days ends with the midnight after it.
const INSTANT: TimeDelta = TimeDelta::microseconds(1);

/// An act that the caller may do now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AvailableAct {
    /// Name in the definition.
    pub act: String,
    /// Name for people.
    pub title: String,
    /// Fields it needs.
    pub needs: Vec<String>,
    /// Entries of its closed list with their titles.
    pub reasons: Vec<(String, String)>,
    /// Ways by which an answer can be given instead of a link.
    pub ways: Vec<(String, String)>,
    /// The last day that its date may name.
    pub latest: Option<NaiveDate>,
}

impl Reader {
    /// Cases within the reach, by the earliest due date.
    pub async fn cases(&self, filter: &CaseFilter, page: &PageRequest) -> Result<Page<CaseRow>, Error> {
        let Some(stored) = self.stored(filter).await? else {
            return Ok(Page { rows: Vec::new(), has_next: false });
        };
        let reach = self.app.authorizer.reach(&self.caller, Action::CaseView);
        let found = self.own().await?.cases(&stored, &reach, page).await?;
        let rows = found
            .rows
            .into_iter()
            .map(|(cursor, row)| (cursor, CaseRow { subject: row.subject, text: row.text }))
            .collect();
        Ok(Page { rows, has_next: found.has_next })
    }

    /// How many cases the filter has within the reach.
    pub async fn count_cases(&self, filter: &CaseFilter) -> Result<i64, Error> {
        let Some(stored) = self.stored(filter).await? else { return Ok(0) };
        let reach = self.app.authorizer.reach(&self.caller, Action::CaseView);
        Ok(self.own().await?.count_cases(&stored, &reach).await?)
    }

    /// Counts of the views, each over the same rows as its list, in one statement.
    pub async fn case_views(&self) -> Result<Vec<(CaseView, i64)>, Error> {
        let mut filters = Vec::with_capacity(CaseView::ALL.len());
        for view in CaseView::ALL {
            let filter = CaseFilter { view: *view, ..CaseFilter::default() };
            filters.push(self.stored(&filter).await?.unwrap_or_default());
        }
        let reach = self.app.authorizer.reach(&self.caller, Action::CaseView);
        let counts = self.own().await?.count_cases_of(&filters, &reach).await?;
        Ok(CaseView::ALL.iter().copied().zip(counts).collect())
    }

    /// One case; what is outside the reach is not there.
    pub async fn case(&self, id: CaseId) -> Result<Option<CaseRow>, Error> {
        let tx = self.own().await?;
        let Some(subject) = tx.subject(id.into()).await? else { return Ok(None) };
        if !self.app.authorizer.allows(&self.caller, Action::CaseView, &subject.facts()) {
            return Ok(None);
        }
        let text = tx
            .case_text(subject.id)
            .await?
            .ok_or_else(|| Error::Internal(format!("{} has no text", subject.id)))?;
        Ok(Some(CaseRow { subject, text }))
    }

    /// The definition a case runs.
    pub async fn definition(&self, case: &CaseRow) -> Result<Arc<Effective>, Error> {
        Ok(self.own().await?.definition(&case.subject.definition).await?)
    }

    /// Every clock that ran on the case.
    pub async fn clocks(&self, case: &CaseRow) -> Result<Vec<Clock>, Error> {
        let tx = self.own().await?;
        let definition = tx.definition(&case.subject.definition).await?;
        let calendar = self.calendar().await?;
        let timers = self.timers(tx, case).await?;
        let clocks = timers.iter().map(|timer| {
            let clock = definition.clock(&timer.clock);
            Clock {
                title: clock.map_or_else(|| timer.clock.clone(), |clock| clock.title.value.clone()),
                is_case: timer.kind == ClockKind::Case,
                explanation: calendar.explain(&definition, timer),
                is_provisional: calendar.calendar.is_provisional(day(calendar, timer.due.counts)),
                timer: timer.clone(),
            }
        });
        Ok(clocks.collect())
    }

    /// The clocks of a case; a row of a list comes without them, and no case is without one.
    async fn timers(&self, tx: &Tx, case: &CaseRow) -> Result<Vec<Timer>, Error> {
        if !case.subject.instance.timers.is_empty() {
            return Ok(case.subject.instance.timers.clone());
        }
        Ok(tx.subject(case.subject.id).await?.map(|row| row.instance.timers).unwrap_or_default())
    }

    /// Steps that fired on the case.
    pub async fn steps(&self, case: &CaseRow) -> Result<Vec<StepRow>, Error> {
        Ok(self.own().await?.steps(case.subject.id).await?)
    }

    /// Whether the caller may take notice of a step.
    pub fn can_acknowledge(&self, case: &CaseRow, step: &StepRow) -> bool {
        step.asks_for_act
            && step.acknowledgement.is_none()
            && self.app.authorizer.allows(&self.caller, Action::StepAcknowledge, &case.subject.facts())
    }

    /// Acts that the engine knows in this state and the rights open to the caller.
    pub async fn available(&self, case: &CaseRow) -> Result<Vec<AvailableAct>, Error> {
        let definition = self.definition(case).await?;
        let facts = case.subject.facts();
        let longest = self.longest_extension(case).await?;
        let acts = available(&definition, &case.subject.instance)
            .into_iter()
            .filter(|act| {
                act.action.is_some_and(|action| self.app.authorizer.allows(&self.caller, action, &facts))
            })
            .map(|act| AvailableAct {
                act: act.act.clone(),
                title: act.title.value.clone(),
                needs: act.required.iter().map(ToString::to_string).collect(),
                reasons: choices(&act.reasons),
                ways: choices(&act.ways),
                latest: longest.filter(|_| {
                    act.effects.iter().any(|it| matches!(it, Effect::AskExtension | Effect::Extend))
                }),
            });
        Ok(acts.collect())
    }

    /// The earliest dates of the clocks of the case that run.
    pub async fn dates(&self, case: &CaseRow) -> Result<Dates, Error> {
        let timers = self.timers(self.own().await?, case).await?;
        let calendar = self.calendar().await?;
        let running =
            || timers.iter().filter(|it| it.state == TimerState::Running && it.kind == ClockKind::Case);
        Ok(Dates {
            control: running().map(|timer| day(calendar, timer.due.control)).min(),
            legal: running().filter_map(|timer| timer.due.legal).map(|at| day(calendar, at)).min(),
            source: running().filter_map(|timer| timer.due.source).min().or(case.subject.source_due),
        })
    }

    /// The dates of the answer by law, also after it was given.
    pub(super) async fn legal_dates(&self, case: &CaseRow) -> Result<Dates, Error> {
        let timers = self.timers(self.own().await?, case).await?;
        let calendar = self.calendar().await?;
        let legal = timers.iter().rfind(|timer| timer.clock == LEGAL);
        Ok(Dates {
            control: legal.map(|timer| day(calendar, timer.due.control)),
            legal: legal.and_then(|timer| timer.due.legal).map(|at| day(calendar, at)),
            source: case.subject.source_due,
        })
    }

    /// The last day that an extension may name; none once it was extended, or where no law counts.
    async fn longest_extension(&self, case: &CaseRow) -> Result<Option<NaiveDate>, Error> {
        if case.subject.instance.extended_until.is_some() {
            return Ok(None);
        }
        let longest = TimeDelta::days(Term::Fz59MaxExtension.days().into());
        Ok(self.legal_dates(case).await?.legal.map(|day| day + longest))
    }

    /// Why it was routed so.
    pub async fn route(&self, case: &CaseRow) -> Result<Vec<TraceLine>, Error> {
        route::kept(self.own().await?, case.subject.id).await
    }

    /// Working minutes left to the earliest date; negative when it has passed.
    pub async fn work_minutes_left(&self, case: &CaseRow) -> Result<Option<i64>, Error> {
        let Some(due) = case.subject.next_due else { return Ok(None) };
        let tx = self.own().await?;
        let calendar = &self.calendar().await?.calendar;
        Ok(Some(calendar.working_minutes_between(tx.now().get(), due)))
    }

    /// The newest reply.
    pub async fn reply(&self, case: &CaseRow) -> Result<Option<ReplyRow>, Error> {
        Ok(self.own().await?.latest_reply(case.subject.id).await?)
    }

    /// The history, newest first.
    pub async fn timeline(&self, case: &CaseRow, first: u16) -> Result<Vec<TimelineLine>, Error> {
        let tx = self.own().await?;
        let definition = tx.definition(&case.subject.definition).await?;
        history::lines(tx, &definition, case.subject.id, first).await
    }

    /// Internal comments, oldest first.
    pub async fn comments(&self, case: &CaseRow) -> Result<Vec<CommentRow>, Error> {
        Ok(self.own().await?.comments(case.subject.id).await?)
    }

    /// Files beside the case.
    pub async fn attachments(&self, case: &CaseRow) -> Result<Vec<AttachmentRow>, Error> {
        Ok(self.own().await?.attachments(case.subject.id).await?)
    }

    /// Whether an applicant is kept for the case.
    pub async fn has_applicant(&self, case: &CaseRow) -> Result<bool, Error> {
        Ok(self.own().await?.has_applicant(case.subject.id).await?)
    }

    /// The filter as storage knows it; none when view and filter contradict each other.
    async fn stored(&self, filter: &CaseFilter) -> Result<Option<Stored>, Error> {
        let mut stored = Stored {
            phases: filter.phases.clone(),
            lateness: filter.lateness.clone(),
            block: filter.block,
            organization: filter.organization,
            topic: filter.topic.clone(),
            search: filter.search.clone(),
            closed: Some(filter.view == CaseView::Closed),
            ..Stored::default()
        };
        let consistent = match filter.view {
            CaseView::All | CaseView::Closed => true,
            CaseView::New => narrow(&mut stored.phases, &[Phase::New]),
            CaseView::Late => {
                stored.is_due = true;
                narrow(&mut stored.lateness, &[Lateness::ControlPassed, Lateness::Breached])
            }
            CaseView::Mine => {
                stored.assignee = Some(self.caller.user);
                true
            }
            CaseView::Escalated => {
                stored.escalated = true;
                true
            }
            CaseView::DueToday => {
                let tx = self.own().await?;
                let calendar = &self.calendar().await?.calendar;
                let today = calendar.local_date(tx.now().get());
                stored.due_before = Some(calendar.midnight_after(today));
                true
            }
        };
        Ok(consistent.then_some(stored))
    }
}

/// The day with which a moment ends.
fn day(calendar: &TenantCalendar, at: DateTime<Utc>) -> NaiveDate {
    calendar.calendar.local_date(at - INSTANT)
}

fn choices(list: &[Choice]) -> Vec<(String, String)> {
    list.iter().map(|choice| (choice.code.clone(), choice.title.value.clone())).collect()
}

/// Keeps what both the view and the filter allow; false when that is nothing.
fn narrow<T: PartialEq + Clone>(asked: &mut Vec<T>, view: &[T]) -> bool {
    if asked.is_empty() {
        asked.extend_from_slice(view);
    } else {
        asked.retain(|value| view.contains(value));
    }
    !asked.is_empty()
}
