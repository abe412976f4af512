//! What a regional control centre can do on a member's case.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use otklik_app::region::acknowledge;

use super::loader::View;
use super::object::case::LateCase;
use crate::shared::error::Failure;
use crate::shared::receipt::{self, Refusal};
use crate::shared::{Asker, ids};

/// Which step of which member's case, and what is said.
#[derive(InputObject, Clone, Debug)]
struct AcknowledgeStepInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// The member.
    tenant: ID,
    /// Its case.
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

/// What taking notice leaves.
#[derive(SimpleObject, Clone)]
struct AcknowledgeStepPayload {
    /// The case after the commit; empty when the rules said no, or when it is late no more.
    case: Option<LateCase>,
    /// Why the rules said no; empty when the act was done.
    refusals: Vec<Refusal>,
}

/// What a regional control centre can do on a member's case.
pub struct Mutation;

/// What a regional control centre can do on a member's case.
#[Object]
impl Mutation {
    /// Takes notice of a step that reached the region; the next one waits once.
    async fn acknowledge_step(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which step of which member's case.")] input: AcknowledgeStepInput,
    ) -> Result<AcknowledgeStepPayload, Failure> {
        let request = receipt::request(ctx, &input.request_id, &input)?;
        let asker: &Asker = ctx.data_unchecked();
        let tenant = View::new(asker).resolve(ids::read(&input.tenant)).await?;
        let notice = acknowledge::Input {
            tenant,
            case: ids::read(&input.case),
            expected_revision: input.expected_revision,
            timer: ids::read(&input.timer),
            step: input.step,
            note: input.note,
        };
        let receipt = acknowledge::run(&asker.app, &asker.caller, &request, notice).await?;
        let refusals = receipt::refusals(receipt.refusals);
        let Some(case) = receipt.case else { return Ok(AcknowledgeStepPayload { case: None, refusals }) };
        let view = View::new(asker);
        let row = view.reader().late_case(tenant, case).await?;
        Ok(AcknowledgeStepPayload { case: row.map(|row| LateCase::new(row, view)), refusals })
    }
}
