//! The head of the answering body gives the case to another person of the same body.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;

use super::assign::{Input, give};
use crate::{App, Error, Receipt, Request};

/// The head of the answering body gives the case to another person of the same body; the organization stays.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let input = Input { organization: None, ..input };
    give(app, caller, request, input, (Action::CaseReassign, "reassign")).await
}
