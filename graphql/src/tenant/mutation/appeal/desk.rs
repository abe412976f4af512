//! Acts of the desk: entering, registering, resolution, forwarding, filing.

use async_graphql::{Context, ID, InputObject, Object};
use otklik_app::case::appeal::plain::Step;
use otklik_app::case::appeal::{enter, forward, name_challenged, outcome, plain, register, resolve};
use otklik_domain::case::Applicant;

use super::input::LetterInput;
use crate::shared::error::Failure;
use crate::shared::ids;
use crate::shared::scalar::{Date, DateTime};
use crate::shared::words::{AnswerWay, AppealKind, Channel};
use crate::tenant::mutation::case::ApplicantInput;
use crate::tenant::mutation::input::CaseActInput;
use crate::tenant::mutation::{CasePayload, Deed};

/// A paper that was received and is not registered yet.
#[derive(InputObject, Clone)]
struct EnterAppealInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// What is asked.
    essence: String,
    /// The place it is about.
    address: Option<String>,
    /// Code of the topic.
    topic: String,
    /// LETTER, RECEPTION, POS or WEB_FORM; an e-mail is no appeal.
    channel: Channel,
    /// Postal stamp, receipt of the portal; now when nothing is said.
    received_at: Option<DateTime>,
    /// Why it is entered on a later day than it came; needed exactly then.
    past_reason: Option<String>,
    /// Who brought it; kept apart and sealed.
    applicant: Option<ApplicantInput>,
}

/// How a paper is registered.
#[derive(InputObject, Clone, Debug)]
struct RegisterCaseInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// The case.
    case: ID,
    /// The revision that the caller saw.
    expected_revision: i64,
    /// The day of registration.
    registered_on: Date,
    /// Why the day lies in the past; needed when it does.
    past_reason: Option<String>,
    /// Proposal, application or complaint.
    kind: AppealKind,
    /// By which way the author wants the answer.
    answer_way: AnswerWay,
    /// The record-keeping system that registered it before; the three go together or not at all.
    outside_system: Option<String>,
    /// Its number there.
    outside_number: Option<String>,
    /// Its day there: the same as `registeredOn`.
    outside_on: Option<Date>,
    /// Its questions in order.
    questions: Vec<QuestionInput>,
    /// Words beside it.
    note: Option<String>,
}

/// One question of an appeal.
#[derive(InputObject, Clone, Debug)]
struct QuestionInput {
    /// What is asked.
    text: String,
    /// The body that is to answer it.
    organization: Option<ID>,
}

/// The two letters of a forwarding.
#[derive(InputObject, Clone, Debug)]
struct ForwardCaseInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// The case.
    case: ID,
    /// The revision that the caller saw.
    expected_revision: i64,
    /// Code of the entry of the act's closed list: whose competence it is.
    reason: Option<String>,
    /// The letter to the body.
    letter: LetterInput,
    /// The notice to the author (art. 8(3)).
    notice: LetterInput,
    /// Words beside it.
    note: Option<String>,
}

/// Which body a complaint is about.
#[derive(InputObject, Clone, Debug)]
struct NameChallengedBodyInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// The case.
    case: ID,
    /// The revision that the caller saw.
    expected_revision: i64,
    /// The body.
    organization: ID,
    /// Words beside it.
    note: Option<String>,
}

/// A resolution.
#[derive(InputObject, Clone, Debug)]
struct ResolveCaseInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// The case.
    case: ID,
    /// The revision that the caller saw.
    expected_revision: i64,
    /// Another body than the one the routing rule found.
    organization: Option<ID>,
    /// Who leads and writes the one answer.
    assignee: ID,
    /// Who answers some questions beside.
    co_assignees: Vec<CoAssigneeInput>,
    /// Until when.
    due_on: Option<Date>,
    /// Its text.
    text: String,
}

/// A co-executor.
#[derive(InputObject, Clone, Debug)]
struct CoAssigneeInput {
    /// The person.
    user: ID,
    /// The body of this person; that of the lead when nothing is said.
    organization: Option<ID>,
    /// Questions that this person answers.
    questions: Vec<ID>,
}

impl From<EnterAppealInput> for enter::Input {
    fn from(input: EnterAppealInput) -> Self {
        Self {
            card: otklik_app::case::enter::Input {
                essence: input.essence,
                address: input.address,
                topic: input.topic,
                channel: input.channel.into(),
                thread_url: None,
                received_at: input.received_at.map(|at| at.0),
                applicant: input.applicant.map(Applicant::from),
            },
            past_reason: input.past_reason,
        }
    }
}

impl From<RegisterCaseInput> for register::Input {
    fn from(input: RegisterCaseInput) -> Self {
        Self {
            case: ids::read(&input.case),
            expected_revision: input.expected_revision,
            registered_on: input.registered_on.0,
            past_reason: input.past_reason,
            kind: input.kind.into(),
            answer_way: input.answer_way.into(),
            outside_system: input.outside_system,
            outside_number: input.outside_number,
            outside_on: input.outside_on.map(|day| day.0),
            questions: input
                .questions
                .into_iter()
                .map(|question| register::QuestionInput {
                    text: question.text,
                    organization: ids::read_some(question.organization.as_ref()),
                })
                .collect(),
            note: input.note,
        }
    }
}

impl From<ForwardCaseInput> for forward::Input {
    fn from(input: ForwardCaseInput) -> Self {
        Self {
            case: ids::read(&input.case),
            expected_revision: input.expected_revision,
            reason: input.reason,
            letter: input.letter.into(),
            notice: input.notice.into(),
            note: input.note,
        }
    }
}

impl From<NameChallengedBodyInput> for name_challenged::Input {
    fn from(input: NameChallengedBodyInput) -> Self {
        Self {
            case: ids::read(&input.case),
            expected_revision: input.expected_revision,
            organization: ids::read(&input.organization),
            note: input.note,
        }
    }
}

impl From<ResolveCaseInput> for resolve::Input {
    fn from(input: ResolveCaseInput) -> Self {
        Self {
            case: ids::read(&input.case),
            expected_revision: input.expected_revision,
            organization: ids::read_some(input.organization.as_ref()),
            assignee: ids::read(&input.assignee),
            co_assignees: input
                .co_assignees
                .into_iter()
                .map(|person| resolve::CoAssigneeInput {
                    user: ids::read(&person.user),
                    organization: ids::read_some(person.organization.as_ref()),
                    questions: person.questions.iter().map(ids::read).collect(),
                })
                .collect(),
            due_on: input.due_on.map(|day| day.0),
            text: input.text,
        }
    }
}

#[derive(Default)]
pub(in crate::tenant::mutation) struct AppealActs;

#[Object]
impl AppealActs {
    /// Enters a paper under 59-FZ: received, not registered yet.
    async fn enter_appeal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The paper.")] input: EnterAppealInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(enter::run(app, caller, request, input.into()).await?).await
    }

    /// Registers a paper: its number, the day from which thirty days run, its questions.
    async fn register_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How it is registered.")] input: RegisterCaseInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(register::run(app, caller, request, input.into()).await?).await
    }

    /// Says that it is our competence.
    async fn confirm_case_competence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] input: CaseActInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(plain::run(app, caller, request, Step::ConfirmCompetence, input.into()).await?).await
    }

    /// Forwards an appeal to the competent body and tells the author.
    async fn forward_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The two letters.")] input: ForwardCaseInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(forward::run(app, caller, request, input.into()).await?).await
    }

    /// Names the body that a complaint is about; from then on that body neither answers nor sees it.
    async fn name_challenged_body(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which body.")] input: NameChallengedBodyInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(name_challenged::run(app, caller, request, input.into()).await?).await
    }

    /// Writes the resolution: who leads, who answers beside, until when.
    async fn resolve_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The resolution.")] input: ResolveCaseInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(resolve::run(app, caller, request, input.into()).await?).await
    }

    /// Sends an appeal back to the registrar: the competence is doubted.
    async fn return_case_to_registry(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case, and why.")] input: CaseActInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(plain::run(app, caller, request, Step::ReturnToRegistry, input.into()).await?).await
    }

    /// Files an answered appeal once every question has its outcome.
    async fn close_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] input: CaseActInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(outcome::close(app, caller, request, input.into()).await?).await
    }

    /// Ends an appeal at the written request of its author.
    async fn withdraw_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case, and by which paper.")] input: CaseActInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(plain::run(app, caller, request, Step::Withdraw, input.into()).await?).await
    }
}
