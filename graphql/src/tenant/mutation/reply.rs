//! Acts on the reply of a case.

use async_graphql::{Context, ID, InputObject, Object};
use otklik_app::case::{approve, publish, return_draft, submit_reply};

use super::input::{CaseActInput, ReasonInput};
use super::{CasePayload, Deed};
use crate::shared::error::Failure;
use crate::shared::ids;
use crate::shared::scalar::Date;
use crate::shared::words::ReplyKind;

/// What is answered.
#[derive(InputObject, Clone, Debug)]
struct SubmitReplyInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// The case.
    case: ID,
    /// The revision that the caller saw.
    expected_revision: i64,
    /// What the reply does.
    kind: ReplyKind,
    /// Its text.
    text: String,
    /// The day that a postponement promises.
    promised_on: Option<Date>,
    /// Why it is postponed: code of an entry of the act's closed list.
    reason: Option<String>,
}

/// Where the answer was given.
#[derive(InputObject, Clone, Debug)]
struct PublishReplyInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// The case.
    case: ID,
    /// The revision that the caller saw.
    expected_revision: i64,
    /// Link to the answer, or a way of the closed list.
    published_at: String,
}

impl From<SubmitReplyInput> for submit_reply::Input {
    fn from(input: SubmitReplyInput) -> Self {
        Self {
            case: ids::read(&input.case),
            expected_revision: input.expected_revision,
            kind: input.kind.into(),
            text: input.text,
            promised_on: input.promised_on.map(|day| day.0),
            reason: input.reason,
        }
    }
}

#[derive(Default)]
pub(super) struct ReplyActs;

#[Object]
impl ReplyActs {
    /// Submits a reply for approval.
    async fn submit_reply(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is answered.")] input: SubmitReplyInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(submit_reply::run(app, caller, request, input.into()).await?).await
    }

    /// Approves a submitted reply.
    async fn approve_reply(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] input: CaseActInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(approve::run(app, caller, request, input.into()).await?).await
    }

    /// Returns a submitted reply to its author.
    async fn return_draft(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case, and why.")] input: ReasonInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(return_draft::run(app, caller, request, input.into()).await?).await
    }

    /// Gives the approved reply to the author of the case.
    async fn publish_reply(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where the answer was given.")] input: PublishReplyInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        let given = publish::Input {
            case: ids::read(&input.case),
            expected_revision: input.expected_revision,
            published_at: input.published_at,
        };
        deed.payload(publish::run(app, caller, request, given).await?).await
    }
}
