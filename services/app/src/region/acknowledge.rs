//! The duty officer of the region takes notice of a step that reached the region.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::id::{CaseId, TenantId, TimerId};
use otklik_domain::refusal::{Code, Refusal};
use otklik_storage::{Scope, Tx};

use crate::case::acknowledge::{Input as StepInput, take_notice};
use crate::case::gather::expect_open;
use crate::case::perform::receipt;
use crate::request::once;
use crate::{App, Error, Receipt, Request};

/// Which step of which member's case, and what is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The member.
    pub tenant: TenantId,
    /// Its case.
    pub case: CaseId,
    /// The revision the caller saw.
    pub expected_revision: i64,
    /// Which clock.
    pub timer: TimerId,
    /// Which step of it.
    pub step: String,
    /// Until when and why.
    pub note: String,
}

/// Runs in the scope of a region's act: no road to an applicant or a text.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    if !app.reader(caller).members().await?.iter().any(|member| member.id == input.tenant) {
        return Err(Error::NotFound);
    }
    let scope = Scope::RegionAct { region: caller.region, tenant: input.tenant };
    let (shared, person) = (app.clone(), caller.clone());
    once(app, caller, *request, scope, move |tx: Tx| async move {
        if !shared.authorizer.may(&person, Action::RegionStepAcknowledge) {
            return Err(Error::Forbidden);
        }
        let row = tx.subject_for_update(input.case.into()).await?.ok_or(Error::NotFound)?;
        expect_open(&tx, row.tenant).await?;
        if row.revision != input.expected_revision {
            // What changed is told in words of the member's history, which are closed to the region.
            return Err(Error::Conflict { revision: row.revision, changed: Vec::new() });
        }
        let reached = tx
            .steps(row.id)
            .await?
            .iter()
            .any(|step| step.timer == input.timer && step.step == input.step && step.reaches_region);
        if !reached {
            return Err(Error::Refused(vec![Refusal::new(Code::StepNotOpen)]));
        }
        let step = StepInput {
            case: input.case,
            expected_revision: input.expected_revision,
            timer: input.timer,
            step: input.step,
            note: input.note,
        };
        take_notice(&shared, &tx, &person, row, step).await.map(|row| receipt(&row))
    })
    .await
}
