//! Opens the applicant of a case for a stated purpose; storage writes the audit row with the read.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::case::{Applicant, RevealPurpose};
use otklik_domain::id::CaseId;

use crate::case::perform::{actor, load};
use crate::request::own_scope;
use crate::{App, Error};

/// Opens the applicant; none when the case has none. Every call leaves its own audit row, so it takes no request id.
pub async fn run(
    app: &App,
    caller: &Caller,
    case: CaseId,
    purpose: RevealPurpose,
) -> Result<Option<Applicant>, Error> {
    let (shared, person) = (app.clone(), caller.clone());
    app.store
        .run(own_scope(caller), move |tx| async move {
            let row = load(&shared, &tx, &person, case, Action::ApplicantReveal).await?;
            Ok(tx.reveal_applicant(row.id, actor(&person), purpose).await?)
        })
        .await
}
