//! The coordinator gives the case to a person of the organization that must answer.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::id::{CaseId, OrganizationId, UserId};
use otklik_domain::refusal::{Code, Refusal};
use otklik_storage::Tx;
use otklik_storage::query::subject::SubjectRow;
use otklik_workflow::command::Act;

use super::perform::{apply, expect_revision, load, receipt};
use crate::request::{once, own_scope};
use crate::{App, Error, Receipt, Request};

/// To whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Which case.
    pub case: CaseId,
    /// The revision the caller saw.
    pub expected_revision: i64,
    /// The person.
    pub assignee: UserId,
    /// Another body than the one the routing rule found.
    pub organization: Option<OrganizationId>,
    /// Words beside it.
    pub note: Option<String>,
}

/// The coordinator gives the case to a person of the organization that must answer.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    give(app, caller, request, input, (Action::CaseAssign, "assign")).await
}

pub(crate) async fn give(
    app: &App,
    caller: &Caller,
    request: &Request,
    input: Input,
    (action, name): (Action, &'static str),
) -> Result<Receipt, Error> {
    let (shared, person) = (app.clone(), caller.clone());
    once(app, caller, *request, own_scope(caller), move |tx| async move {
        let mut row = load(&shared, &tx, &person, input.case, action).await?;
        expect_revision(&tx, &row, input.expected_revision).await?;
        direct(&tx, &mut row, &input).await?;
        let act =
            Act { name: name.into(), assignee: Some(input.assignee), note: input.note, ..Act::default() };
        apply(&shared, &tx, &person, row, act).await.map(|row| receipt(&row))
    })
    .await
}

/// Sets the answering organization and holds the person to it (59-ФЗ art. 8(6): never the body complained about).
async fn direct(tx: &Tx, row: &mut SubjectRow, input: &Input) -> Result<(), Error> {
    if let Some(organization) = input.organization {
        if !tx.organizations().await?.iter().any(|known| known.id == organization) {
            return Err(Error::NotFound);
        }
        row.organization = Some(organization);
    }
    let Some(organization) = row.organization else {
        return Err(Error::Refused(vec![Refusal::new(Code::FieldRequired).field("organization")]));
    };
    if row.complained_about == Some(organization) {
        return Err(Error::Refused(vec![
            Refusal::new(Code::RecipientIsComplainedAbout).field("organization"),
        ]));
    }
    if tx.membership(input.assignee).await?.is_none() {
        return Err(Error::NotFound);
    }
    if !tx.assignees(organization, None).await?.iter().any(|user| user.id == input.assignee) {
        return Err(Error::Refused(vec![Refusal::new(Code::AssigneeOutsideOrganization).field("assignee")]));
    }
    Ok(())
}
