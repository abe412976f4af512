//! Another person than the author approves the reply; the act may combine both, and then it is marked.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_storage::query::text::ReplyStep;
use otklik_workflow::command::Act;

use super::Input;
use super::perform::{Deed, perform, receipt};
use super::submit_reply::pending;
use crate::request::{once, own_scope};
use crate::{App, Error, Receipt, Request};

/// Another person than the author approves the reply.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let (shared, person) = (app.clone(), caller.clone());
    once(app, caller, *request, own_scope(caller), move |tx| async move {
        let act = Act { name: "approve".into(), note: input.note, ..Act::default() };
        let deed = Deed {
            case: input.case,
            expected_revision: input.expected_revision,
            action: Action::CaseApprove,
            act,
        };
        let row = perform(&shared, &tx, &person, deed).await?;
        let reply = pending(&tx, row.id).await?;
        let step = ReplyStep::Approved { by: person.user, self_approved: reply.author == person.user };
        tx.set_reply_state(reply.id, &step).await?;
        Ok(receipt(&row))
    })
    .await
}
