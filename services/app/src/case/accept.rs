//! The assignee accepts the case.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;

use super::{Input, deed};
use crate::{App, Error, Receipt, Request};

/// The assignee accepts the case.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    deed::plain(app, caller, request, input, (Action::CaseAccept, "accept")).await
}
