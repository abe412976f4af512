//! Acts on the answer of an appeal: signing, sending, outcomes, and not answering on the merits.

use async_graphql::{Context, ID, InputObject, Object};
use otklik_app::case::appeal::plain::Step;
use otklik_app::case::appeal::{decide_no_answer, dispatch, letter, outcome, plain};

use super::input::{CaseLetterInput, LetterInput};
use crate::shared::error::Failure;
use crate::shared::ids;
use crate::shared::words::QuestionOutcome;
use crate::tenant::mutation::input::{CaseActInput, ReasonInput};
use crate::tenant::mutation::{CasePayload, Deed};

/// By which ground an appeal is not answered on the merits.
#[derive(InputObject, Clone, Debug)]
struct DecideNoAnswerInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// The case.
    case: ID,
    /// The revision that the caller saw.
    expected_revision: i64,
    /// Code of the ground; the proposed one when nothing is said.
    reason: Option<String>,
    /// The notice to the author; needed unless the paper names nobody.
    notice: Option<LetterInput>,
    /// Words beside it.
    note: Option<String>,
}

/// What became of questions.
#[derive(InputObject, Clone, Debug)]
struct SetQuestionOutcomesInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// The case.
    case: ID,
    /// The revision that the caller saw.
    expected_revision: i64,
    /// One outcome per question.
    outcomes: Vec<QuestionOutcomeInput>,
    /// Words beside it.
    note: Option<String>,
}

/// What became of one question.
#[derive(InputObject, Clone, Debug)]
struct QuestionOutcomeInput {
    /// The question.
    question: ID,
    /// What became of it.
    outcome: QuestionOutcome,
}

impl From<DecideNoAnswerInput> for decide_no_answer::Input {
    fn from(input: DecideNoAnswerInput) -> Self {
        Self {
            case: ids::read(&input.case),
            expected_revision: input.expected_revision,
            reason: input.reason,
            notice: input.notice.map(letter::Input::from),
            note: input.note,
        }
    }
}

impl From<SetQuestionOutcomesInput> for outcome::Input {
    fn from(input: SetQuestionOutcomesInput) -> Self {
        Self {
            case: ids::read(&input.case),
            expected_revision: input.expected_revision,
            outcomes: input
                .outcomes
                .into_iter()
                .map(|said| (ids::read(&said.question), said.outcome.into()))
                .collect(),
            note: input.note,
        }
    }
}

#[derive(Default)]
pub(in crate::tenant::mutation) struct AnswerActs;

#[Object]
impl AnswerActs {
    /// Proposes not to answer on the merits.
    async fn propose_no_answer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case, and by which ground.")] input: ReasonInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(plain::propose_no_answer(app, caller, request, input.into()).await?).await
    }

    /// Ends an appeal without an answer on the merits; where the article asks for it, the author is told.
    async fn decide_no_answer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "By which ground, and the notice.")] input: DecideNoAnswerInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(decide_no_answer::run(app, caller, request, input.into()).await?).await
    }

    /// Decides that it is answered on the merits after all.
    async fn deny_no_answer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case, and why.")] input: CaseActInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(plain::run(app, caller, request, Step::DenyNoAnswer, input.into()).await?).await
    }

    /// Signs an approved reply.
    async fn sign_reply(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] input: CaseActInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(plain::run(app, caller, request, Step::Sign, input.into()).await?).await
    }

    /// Sends the signed reply by the way that the author asked for.
    async fn dispatch_reply(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The letter.")] input: CaseLetterInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(dispatch::run(app, caller, request, input.into()).await?).await
    }

    /// Records that the reply came back.
    async fn record_delivery_failure(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case, and how it came back.")] input: CaseActInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(plain::run(app, caller, request, Step::DeliveryFailed, input.into()).await?).await
    }

    /// Says what became of questions.
    async fn set_question_outcomes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What became of which.")] input: SetQuestionOutcomesInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(outcome::set(app, caller, request, input.into()).await?).await
    }
}
