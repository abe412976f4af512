//! The answer was written into the system that the case came from, so that it does not stay open there.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;

use super::{Input, deed};
use crate::{App, Error, Receipt, Request};

/// Says that the answer stands in the source.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    deed::plain(app, caller, request, input, (Action::CaseFollow, "enter_in_source")).await
}
