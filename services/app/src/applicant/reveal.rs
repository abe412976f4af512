//! Opens the applicant of a case for a stated purpose; storage writes the audit row with the read.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::case::{Applicant, RevealPurpose};
use otklik_domain::id::CaseId;

use crate::case::perform::{actor, load};
use crate::request::{Begun, begin, own_scope};
use crate::{App, Error, Receipt, Request};

/// Opens the applicant; none when the case has none. A repeat of a request opens it anew with today's rights and
/// leaves an audit row of its own: what is opened is never kept.
pub async fn run(
    app: &App,
    caller: &Caller,
    request: &Request,
    case: CaseId,
    purpose: RevealPurpose,
) -> Result<Option<Applicant>, Error> {
    let (shared, person, request) = (app.clone(), caller.clone(), *request);
    app.store
        .run(own_scope(caller), move |tx| async move {
            let begun = begin(&tx, &person, request).await?;
            let row = load(&shared, &tx, &person, case, Action::ApplicantReveal).await?;
            let applicant = tx.reveal_applicant(row.id, actor(&person), purpose).await?;
            if let Begun::Fresh(fresh) = begun {
                fresh.finish(&tx, &Receipt::done(case)).await?;
            }
            Ok(applicant)
        })
        .await
}
