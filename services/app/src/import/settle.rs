//! A person looked at differences between a source and the platform, and decided.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::id::DifferenceId;
use otklik_domain::refusal::{Code, Refusal};
use serde_json::json;

use crate::case::gather::expect_open;
use crate::case::perform::actor;
use crate::request::{once, own_scope};
use crate::{App, Error, Receipt, Request};

/// Most differences settled at once.
pub const MOST: usize = 500;

/// Says that a person settled differences; the receipt counts those that were open.
pub async fn run(
    app: &App,
    caller: &Caller,
    request: &Request,
    differences: Vec<DifferenceId>,
) -> Result<Receipt, Error> {
    if !app.authorizer.may(caller, Action::ImportRun) {
        return Err(Error::Forbidden);
    }
    if differences.len() > MOST {
        let refusal = Refusal::new(Code::TooLarge).field("differences").with("most", MOST);
        return Err(Error::Refused(vec![refusal]));
    }
    let person = caller.clone();
    once(app, caller, *request, own_scope(caller), move |tx| async move {
        expect_open(&tx, person.tenant).await?;
        let mut settled = Vec::new();
        for difference in differences {
            if tx.settle_difference(difference.0, person.user).await? {
                settled.push(difference);
            }
        }
        if !settled.is_empty() {
            let body = json!({ "differences": settled });
            tx.audit(actor(&person), "import.settle", None, &body).await?;
        }
        Ok(Receipt { rows: settled.len() as u64, ..Receipt::default() })
    })
    .await
}
