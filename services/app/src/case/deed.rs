//! Acts that are a transition and nothing else: one table instead of one body each.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_workflow::command::Act;

use super::perform::{Deed, perform, receipt};
use super::{Input, ReasonInput};
use crate::request::{once, own_scope};
use crate::{App, Error, Receipt, Request};

/// Runs a transition that needs no field.
pub(crate) async fn plain(
    app: &App,
    caller: &Caller,
    request: &Request,
    input: Input,
    (action, name): (Action, &'static str),
) -> Result<Receipt, Error> {
    let act = Act { name: name.into(), note: input.note, ..Act::default() };
    transition(
        app,
        caller,
        request,
        Deed { case: input.case, expected_revision: input.expected_revision, action, act },
    )
    .await
}

/// Runs a transition that needs an entry of its closed list.
pub(crate) async fn with_reason(
    app: &App,
    caller: &Caller,
    request: &Request,
    input: ReasonInput,
    (action, name): (Action, &'static str),
) -> Result<Receipt, Error> {
    let act = Act { name: name.into(), reason: Some(input.reason), note: input.note, ..Act::default() };
    transition(
        app,
        caller,
        request,
        Deed { case: input.case, expected_revision: input.expected_revision, action, act },
    )
    .await
}

async fn transition(app: &App, caller: &Caller, request: &Request, deed: Deed) -> Result<Receipt, Error> {
    let (shared, person) = (app.clone(), caller.clone());
    once(app, caller, *request, own_scope(caller), move |tx| async move {
        perform(&shared, &tx, &person, deed).await.map(|row| receipt(&row))
    })
    .await
}
