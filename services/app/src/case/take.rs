//! A coordinator takes the case to answer it from knowledge at hand.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;

use super::{Input, deed};
use crate::{App, Error, Receipt, Request};

/// A coordinator takes the case to answer it from knowledge at hand.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    deed::plain(app, caller, request, input, (Action::CaseTake, "take_self")).await
}
