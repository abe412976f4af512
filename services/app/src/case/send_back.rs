//! The assignee sends the case back to the coordinator.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;

use super::{ReasonInput, deed};
use crate::{App, Error, Receipt, Request};

/// The assignee sends the case back to the coordinator.
pub async fn run(
    app: &App,
    caller: &Caller,
    request: &Request,
    input: ReasonInput,
) -> Result<Receipt, Error> {
    deed::with_reason(app, caller, request, input, (Action::CaseSendBack, "send_back")).await
}
