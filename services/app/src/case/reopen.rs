//! The manager reopens a closed case because of our own error.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;

use super::{ReasonInput, deed};
use crate::{App, Error, Receipt, Request};

/// The manager reopens a closed case because of our own error.
pub async fn run(
    app: &App,
    caller: &Caller,
    request: &Request,
    input: ReasonInput,
) -> Result<Receipt, Error> {
    deed::with_reason(app, caller, request, input, (Action::CaseReopen, "reopen_by_error")).await
}
