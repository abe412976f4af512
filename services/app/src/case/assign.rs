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
        direct(&tx, &mut row, input.organization, input.assignee).await?;
        let act =
            Act { name: name.into(), assignee: Some(input.assignee), note: input.note, ..Act::default() };
        apply(&shared, &tx, &person, row, act).await.map(|row| receipt(&row))
    })
    .await
}

/// Sets the answering organization and holds the person to it (59-ФЗ art. 8(6): never the body complained about).
pub(crate) async fn direct(
    tx: &Tx,
    row: &mut SubjectRow,
    organization: Option<OrganizationId>,
    assignee: UserId,
) -> Result<(), Error> {
    row.organization = organization.or(row.organization);
    expect_member(tx, row, row.organization, assignee, "assignee").await
}

/// A person of an existing body that is not complained about; `field` is where the person stands in the input.
pub(crate) async fn expect_member(
    tx: &Tx,
    row: &SubjectRow,
    organization: Option<OrganizationId>,
    person: UserId,
    field: &str,
) -> Result<(), Error> {
    let refuse = |refusal: Refusal| Err(Error::Refused(vec![refusal]));
    let Some(organization) = organization else {
        return refuse(Refusal::new(Code::FieldRequired).field("organization"));
    };
    if !tx.organizations().await?.iter().any(|known| known.id == organization) {
        return Err(Error::NotFound);
    }
    if row.complained_about == Some(organization) {
        return refuse(Refusal::new(Code::RecipientIsComplainedAbout).field("organization"));
    }
    if tx.membership(person).await?.is_none() {
        return Err(Error::NotFound);
    }
    let works_in = async |body: OrganizationId| -> Result<bool, Error> {
        Ok(tx.assignees(body, None).await?.iter().any(|user| user.id == person))
    };
    if !works_in(organization).await? {
        return refuse(Refusal::new(Code::AssigneeOutsideOrganization).field(field));
    }
    match row.complained_about {
        Some(body) if works_in(body).await? => {
            refuse(Refusal::new(Code::RecipientIsComplainedAbout).field(field))
        }
        _ => Ok(()),
    }
}
