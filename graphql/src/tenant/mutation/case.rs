//! Acts that enter a case, move it between people, or end it.

use async_graphql::{Context, ID, InputObject, Object};
use otklik_app::case::{
    accept, assign, comment, correct_topic, enter, enter_in_source, reassign, reject, reopen, send_back, take,
};
use otklik_domain::case::Applicant;

use super::input::{CaseActInput, ReasonInput};
use super::{CasePayload, Deed};
use crate::shared::error::Failure;
use crate::shared::ids;
use crate::shared::scalar::DateTime;
use crate::shared::words::Channel;

/// The operator's card.
#[derive(InputObject, Clone)]
struct EnterCaseInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// What is asked.
    essence: String,
    /// The place it is about.
    address: Option<String>,
    /// Code of the topic.
    topic: String,
    /// How it came.
    channel: Channel,
    /// Where the thread stands in public.
    thread_url: Option<String>,
    /// When it came; now when nothing is said.
    received_at: Option<DateTime>,
    /// Who brought it; kept apart and sealed.
    applicant: Option<ApplicantInput>,
}

/// What the operator learned of the person.
#[derive(InputObject, Clone)]
pub(super) struct ApplicantInput {
    /// Surname, name, patronymic as given.
    name: String,
    /// Telephone as given.
    phone: Option<String>,
    /// E-mail as given.
    email: Option<String>,
    /// Postal address for the answer.
    postal_address: Option<String>,
}

/// To whom a case is given.
#[derive(InputObject, Clone, Debug)]
struct AssignCaseInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// The case.
    case: ID,
    /// The revision that the caller saw.
    expected_revision: i64,
    /// The person.
    assignee: ID,
    /// Another body than the one the routing rule found.
    organization: Option<ID>,
    /// Words beside it.
    note: Option<String>,
}

/// An internal comment.
#[derive(InputObject, Clone, Debug)]
pub(super) struct CommentCaseInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    pub(super) request_id: ID,
    /// The case.
    pub(super) case: ID,
    /// The words.
    pub(super) text: String,
}

/// Which topic is right.
#[derive(InputObject, Clone, Debug)]
struct CorrectTopicInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// The case.
    case: ID,
    /// The revision that the caller saw.
    expected_revision: i64,
    /// Code of the right topic.
    topic: String,
    /// Why.
    note: Option<String>,
}

impl From<EnterCaseInput> for enter::Input {
    fn from(input: EnterCaseInput) -> Self {
        Self {
            essence: input.essence,
            address: input.address,
            topic: input.topic,
            channel: input.channel.into(),
            thread_url: input.thread_url,
            received_at: input.received_at.map(|at| at.0),
            applicant: input.applicant.map(Applicant::from),
        }
    }
}

impl From<ApplicantInput> for Applicant {
    fn from(person: ApplicantInput) -> Self {
        Self {
            name: person.name,
            phone: person.phone,
            email: person.email,
            postal_address: person.postal_address,
        }
    }
}

impl From<AssignCaseInput> for assign::Input {
    fn from(input: AssignCaseInput) -> Self {
        Self {
            case: ids::read(&input.case),
            expected_revision: input.expected_revision,
            assignee: ids::read(&input.assignee),
            organization: ids::read_some(input.organization.as_ref()),
            note: input.note,
        }
    }
}

#[derive(Default)]
pub(super) struct CaseActs;

#[Object]
impl CaseActs {
    /// Enters a case by hand: it gets a number, a route and its clocks.
    async fn enter_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The operator's card.")] input: EnterCaseInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(enter::run(app, caller, request, input.into()).await?).await
    }

    /// Gives a case to a person of the body that must answer.
    async fn assign_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "To whom.")] input: AssignCaseInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(assign::run(app, caller, request, input.into()).await?).await
    }

    /// Takes a case as coordinator.
    async fn take_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] input: CaseActInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(take::run(app, caller, request, input.into()).await?).await
    }

    /// Accepts a case as its assignee.
    async fn accept_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] input: CaseActInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(accept::run(app, caller, request, input.into()).await?).await
    }

    /// Sends a case back to the coordinator.
    async fn send_back_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case, and why.")] input: ReasonInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(send_back::run(app, caller, request, input.into()).await?).await
    }

    /// Gives a case to another person of the same body.
    async fn reassign_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "To whom.")] input: AssignCaseInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(reassign::run(app, caller, request, input.into()).await?).await
    }

    /// Says that a case is no incident, or that its source is gone.
    async fn reject_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case, and why.")] input: ReasonInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(reject::run(app, caller, request, input.into()).await?).await
    }

    /// Reopens a case by own error.
    async fn reopen_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case, and why.")] input: ReasonInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(reopen::run(app, caller, request, input.into()).await?).await
    }

    /// Says that the answer was written into the system that the case came from.
    async fn enter_case_in_source(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] input: CaseActInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(enter_in_source::run(app, caller, request, input.into()).await?).await
    }

    /// Adds an internal comment; moves no clock and no revision.
    async fn comment_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is said.")] input: CommentCaseInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        let said = comment::Input { case: ids::read(&input.case), text: input.text };
        deed.payload(comment::run(app, caller, request, said).await?).await
    }

    /// Corrects the topic: the route follows, and clocks that hang on its class are counted anew from their anchor.
    async fn correct_topic(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which topic is right.")] input: CorrectTopicInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        let right = correct_topic::Input {
            case: ids::read(&input.case),
            expected_revision: input.expected_revision,
            topic: input.topic,
            note: input.note,
        };
        deed.payload(correct_topic::run(app, caller, request, right).await?).await
    }
}
