//! Taking notice of a step of a ladder.

use async_graphql::{Context, ID, InputObject, Object};
use otklik_app::case::acknowledge;

use super::{CasePayload, Deed};
use crate::shared::error::Failure;
use crate::shared::ids;

/// Which step, and what is said.
#[derive(InputObject, Clone, Debug)]
struct AcknowledgeStepInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// The case.
    case: ID,
    /// The revision that the caller saw.
    expected_revision: i64,
    /// The clock.
    timer: ID,
    /// The step of it.
    step: String,
    /// Until when and why, in words.
    note: String,
}

#[derive(Default)]
pub(super) struct StepActs;

#[Object]
impl StepActs {
    /// Takes notice of a step that reached the caller; the next one waits once.
    async fn acknowledge_step(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which step, and what is said.")] input: AcknowledgeStepInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        let notice = acknowledge::Input {
            case: ids::read(&input.case),
            expected_revision: input.expected_revision,
            timer: ids::read(&input.timer),
            step: input.step,
            note: input.note,
        };
        deed.payload(acknowledge::run(app, caller, request, notice).await?).await
    }
}
