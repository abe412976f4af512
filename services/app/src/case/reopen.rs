//! The manager reopens a closed case because of our own error.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_workflow::command::Act;

use super::ReasonInput;
use super::perform::{apply, expect_revision, load, receipt};
use crate::request::{once, own_scope};
use crate::{App, Error, Receipt, Request};

/// The manager reopens a closed case because of our own error; who had it has it again, where nobody shares it out anew.
pub async fn run(
    app: &App,
    caller: &Caller,
    request: &Request,
    input: ReasonInput,
) -> Result<Receipt, Error> {
    let (shared, person) = (app.clone(), caller.clone());
    once(app, caller, *request, own_scope(caller), move |tx| async move {
        let row = load(&shared, &tx, &person, input.case, Action::CaseReopen).await?;
        expect_revision(&tx, &row, input.expected_revision).await?;
        let act = Act {
            name: "reopen_by_error".into(),
            reason: Some(input.reason),
            note: input.note,
            assignee: row.instance.assignee,
            ..Act::default()
        };
        apply(&shared, &tx, &person, row, act).await.map(|row| receipt(&row))
    })
    .await
}
