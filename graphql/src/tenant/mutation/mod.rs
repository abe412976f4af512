//! What a control centre can be told to do: input → use case → payload read after the commit. No rule lives here.

mod appeal;
mod applicant;
mod case;
mod composition;
mod import;
mod input;
mod reply;
mod step;

use async_graphql::{Context, ID, InputType, MergedObject, SimpleObject};
use otklik_app::{App, Receipt, Request};
use otklik_domain::caller::Caller;

use super::loader::View;
use super::object::case::Case;
use crate::shared::Asker;
use crate::shared::error::Failure;
use crate::shared::receipt::{self, Refusal};

/// What a control centre can be told to do.
#[derive(MergedObject, Default)]
pub struct Mutation(
    case::CaseActs,
    appeal::AppealActs,
    appeal::InquiryActs,
    appeal::AnswerActs,
    reply::ReplyActs,
    step::StepActs,
    applicant::ApplicantActs,
    composition::CompositionActs,
    import::ImportActs,
);

/// What an act on a case leaves.
#[derive(SimpleObject, Clone)]
pub struct CasePayload {
    /// The case after the commit; empty when the rules said no, or when it left the caller's reach.
    pub case: Option<Case>,
    /// Why the rules said no; empty when the act was done.
    pub refusals: Vec<Refusal>,
}

/// Who acts, on what, under which request.
struct Deed<'a> {
    asker: &'a Asker,
    request: Request,
}

impl<'a> Deed<'a> {
    fn of<T: InputType>(ctx: &Context<'a>, request_id: &ID, input: &T) -> Result<Self, Failure> {
        Ok(Self { asker: ctx.data_unchecked(), request: receipt::request(ctx, request_id, input)? })
    }

    fn parts(&self) -> (&App, &Caller, &Request) {
        (&self.asker.app, &self.asker.caller, &self.request)
    }

    /// Reads what the act changed in a snapshot opened after its commit.
    async fn payload(&self, receipt: Receipt) -> Result<CasePayload, Failure> {
        let refusals = receipt::refusals(receipt.refusals);
        let Some(id) = receipt.case else { return Ok(CasePayload { case: None, refusals }) };
        let view = View::new(self.asker);
        let row = view.reader().case(id).await?;
        Ok(CasePayload { case: row.map(|row| Case::new(row, view)), refusals })
    }
}
