//! A co-executor gives a text for the own questions; the lead makes one answer of them.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::id::CaseId;
use otklik_storage::query::appeal::Contribution;
use otklik_workflow::definition::effective::Field;

use super::text::{BODY, required};
use super::work::{On, act, on_appeal};
use crate::{App, Error, Receipt, Request};

/// What is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Which case.
    pub case: CaseId,
    /// The text.
    pub text: String,
}

/// Keeps the text of a co-executor.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    // Co-executors do not wait for each other: a text is given to the case as it is.
    let on = On { case: input.case, expected_revision: None, action: Action::CaseContribute };
    on_appeal(app, caller, request, on, move |work| async move {
        let body = required(&input.text, "text", BODY).map_err(|refusal| Error::Refused(vec![refusal]))?;
        let row = work.act(act("contribute", [Field::Contribution], None)).await?;
        let contribution = Contribution {
            id: work.tx.new_id(),
            subject: row.id,
            author: work.person.user,
            body,
            at: work.tx.now().get(),
        };
        work.tx.insert_contribution(contribution).await?;
        Ok(row)
    })
    .await
}
