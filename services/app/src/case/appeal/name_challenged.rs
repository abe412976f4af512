//! A person says whom a complaint is about; from then on that body neither answers nor sees it (59-ФЗ art. 8(6)).

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::case::AppealKind;
use otklik_domain::id::{CaseId, OrganizationId};
use otklik_domain::refusal::{Code, Refusal};
use otklik_workflow::definition::effective::Field;

use super::text::{NOTE, note, optional};
use super::work::{On, act, on_appeal, refuse};
use crate::{App, Error, Receipt, Request};

/// Whom it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Which case.
    pub case: CaseId,
    /// The revision the caller saw.
    pub expected_revision: i64,
    /// The body complained about.
    pub organization: OrganizationId,
    /// Words beside it.
    pub note: Option<String>,
}

/// Names the body that a complaint is about.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let on = On::at(input.case, input.expected_revision, Action::CaseNameChallenged);
    on_appeal(app, caller, request, on, move |mut work| async move {
        if work.registration().await?.kind != AppealKind::Complaint {
            return refuse(
                Refusal::new(Code::FieldInvalid).field("organization").with("reason", "NOT_A_COMPLAINT"),
            );
        }
        let bodies = work.tx.organizations().await?;
        let body = bodies.iter().find(|body| body.id == input.organization).ok_or(Error::NotFound)?;
        let words = optional(input.note.as_deref(), "note", NOTE).map_err(|refusal| vec![refusal])?;
        work.row.complained_about = Some(body.id);
        if work.row.organization == Some(body.id) {
            // The routing rule suggested the very body: somebody else must be found.
            work.row.organization = None;
        }
        work.act(act(
            "set_complained_about",
            [Field::ComplainedAbout],
            note([Some(body.name.clone()), words]),
        ))
        .await
    })
    .await
}
