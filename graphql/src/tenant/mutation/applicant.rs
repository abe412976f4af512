//! Opening the applicant of a case.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use otklik_app::applicant::reveal;
use otklik_domain::case;

use super::Deed;
use crate::shared::error::Failure;
use crate::shared::ids;
use crate::shared::receipt::Refusal;
use crate::shared::words::RevealPurpose;

/// For what the applicant is opened.
#[derive(InputObject, Clone, Debug)]
struct RevealApplicantInput {
    /// A UUID made by the client.
    request_id: ID,
    /// The case.
    case: ID,
    /// Why; kept in the audit log with every opening.
    purpose: RevealPurpose,
}

/// What was opened.
#[derive(SimpleObject, Clone)]
struct RevealApplicantPayload {
    /// The applicant; empty when none is kept.
    applicant: Option<Applicant>,
    /// Why the rules said no; empty when it was opened.
    refusals: Vec<Refusal>,
}

/// Who brought a case.
#[derive(SimpleObject, Clone)]
struct Applicant {
    /// Surname, name, patronymic as given.
    name: String,
    /// Telephone as given.
    phone: Option<String>,
    /// E-mail as given.
    email: Option<String>,
    /// Postal address for the answer.
    postal_address: Option<String>,
}

impl From<case::Applicant> for Applicant {
    fn from(person: case::Applicant) -> Self {
        Self {
            name: person.name,
            phone: person.phone,
            email: person.email,
            postal_address: person.postal_address,
        }
    }
}

#[derive(Default)]
pub(super) struct ApplicantActs;

#[Object]
impl ApplicantActs {
    /// Opens the applicant of a case for a stated purpose; every opening leaves its own audit row.
    async fn reveal_applicant(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "For what.")] input: RevealApplicantInput,
    ) -> Result<RevealApplicantPayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        let case = ids::read(&input.case);
        let opened = reveal::run(app, caller, request, case, input.purpose.into()).await?;
        Ok(RevealApplicantPayload { applicant: opened.map(Applicant::from), refusals: Vec::new() })
    }
}
