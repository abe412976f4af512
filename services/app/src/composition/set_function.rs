//! Switches a function on or off where the act of the centre is silent, with a note why.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::refusal::{Code, Refusal};
use otklik_storage::query::tenant::Setting;
use serde_json::json;

use super::function::{self, BY_PERSON, Function, Stated, Switched};
use super::{begin, note, today, word};
use crate::case::perform::actor;
use crate::request::{once, own_scope};
use crate::tenant::file::plan::Switch;
use crate::{App, Error, Receipt, Request};

/// Which function, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Code of the function.
    pub function: String,
    /// On or off.
    pub on: bool,
    /// Why.
    pub note: String,
}

/// Switches a function that the act does not name; what the act says only another act can change.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let (shared, person) = (app.clone(), caller.clone());
    once(app, caller, *request, own_scope(caller), move |tx| async move {
        let tenant = begin(&shared, &tx, &person, Action::FunctionSwitch).await?;
        let function: Function = input
            .function
            .parse()
            .map_err(|_| Error::Refused(vec![Refusal::new(Code::NotInClosedList).field("function")]))?;
        let note = note(Some(&input.note))
            .and_then(|note| note.ok_or_else(|| Refusal::new(Code::FieldRequired).field("note")));
        let note = note.map_err(|refusal| Error::Refused(vec![refusal]))?;
        let list = function::list(&tx).await?;
        let stated = list.iter().find(|stated| stated.function == function);
        if let Some(stated) = stated.filter(|stated| stated.state != Switch::NotStated) {
            return Err(by_act(stated));
        }
        let state = if input.on { Switch::On } else { Switch::Off };
        let switched = Switched { state, note, by: person.user, on: today(&tx, &tenant) };
        let value = serde_json::to_value(&switched).map_err(|error| Error::Internal(error.to_string()))?;
        let name = function::setting_name(function);
        tx.put_setting(&Setting { name, value, basis: BY_PERSON.to_owned() }).await?;
        let body = json!({ "function": function, "state": state });
        tx.audit(actor(&person), "function.switch", None, &body).await?;
        Ok(Receipt::default())
    })
    .await
}

fn by_act(stated: &Stated) -> Error {
    let says = if stated.state == Switch::On { "поручает" } else { "не допускает" };
    let clause = stated.clause.as_ref().map(|clause| format!(" ({clause})")).unwrap_or_default();
    let message = format!(
        "Акт центра {says} функцию «{}»{clause}. Изменить это можно только новым актом.",
        word::function(stated.function)
    );
    Error::invalid("FUNCTION_BY_ACT", "function", message)
}
