//! The coordinator closes what is no incident, or whose source is gone.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;

use super::{ReasonInput, deed};
use crate::{App, Error, Receipt, Request};

/// The reason that closes a case because the record it answers to was deleted.
pub const SOURCE_GONE: &str = "source_gone";

/// The coordinator closes what is no incident, or whose source is gone.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: ReasonInput) -> Result<Receipt, Error> {
    let name = if input.reason == SOURCE_GONE { "source_gone" } else { "reject_not_incident" };
    deed::with_reason(app, caller, request, input, (Action::CaseReject, name)).await
}
