//! The coordinator closes what is no incident, or whose source is gone.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;

use super::{Input, ReasonInput, deed};
use crate::{App, Error, Receipt, Request};

/// The reason that closes a case because the record it answers to was deleted.
pub const SOURCE_GONE: &str = "source_gone";

/// The coordinator closes what is no incident, or whose source is gone.
pub async fn run(
    app: &App,
    caller: &Caller,
    request: &Request,
    input: ReasonInput,
) -> Result<Receipt, Error> {
    if input.reason == SOURCE_GONE {
        // The act says it all: it has no closed list.
        let ReasonInput { case, expected_revision, note, .. } = input;
        let input = Input { case, expected_revision, note };
        return deed::plain(app, caller, request, input, (Action::CaseReject, "source_gone")).await;
    }
    deed::with_reason(app, caller, request, input, (Action::CaseReject, "reject_not_incident")).await
}
