//! The approver or the publisher returns the draft to its author with a fault from the closed list.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_storage::query::text::ReplyStep;
use otklik_workflow::command::Act;

use super::ReasonInput;
use super::perform::{Deed, perform, receipt};
use super::submit_reply::pending;
use crate::request::{once, own_scope};
use crate::{App, Error, Receipt, Request};

/// The approver or the publisher returns the draft to its author.
pub async fn run(
    app: &App,
    caller: &Caller,
    request: &Request,
    input: ReasonInput,
) -> Result<Receipt, Error> {
    let (shared, person) = (app.clone(), caller.clone());
    once(app, caller, *request, own_scope(caller), move |tx| async move {
        let act = Act {
            name: "return_draft".into(),
            reason: Some(input.reason),
            note: input.note,
            ..Act::default()
        };
        let deed = Deed {
            case: input.case,
            expected_revision: input.expected_revision,
            action: Action::CaseReturnDraft,
            act,
        };
        let row = perform(&shared, &tx, &person, deed).await?;
        let reply = pending(&tx, row.id).await?;
        tx.set_reply_state(reply.id, &ReplyStep::Returned).await?;
        Ok(receipt(&row))
    })
    .await
}
