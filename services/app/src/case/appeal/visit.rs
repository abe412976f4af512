//! A visit to the place: day, who was there by position, what was seen (59-ФЗ art. 10).

use chrono::NaiveDate;
use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::id::CaseId;
use otklik_domain::refusal::{Code, Refusal};

use super::text::{NOTE, required};
use super::work::{On, act, on_appeal, refuse};
use crate::{App, Error, Receipt, Request};

/// What was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Which case.
    pub case: CaseId,
    /// The revision the caller saw.
    pub expected_revision: i64,
    /// The day.
    pub visited_on: NaiveDate,
    /// Who was there by position and what was seen.
    pub text: String,
}

/// Records a visit.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let on = On::at(input.case, input.expected_revision, Action::CaseInquire);
    on_appeal(app, caller, request, on, move |work| async move {
        if input.visited_on > work.today {
            let refusal = Refusal::new(Code::FieldInvalid).field("visitedOn").with("reason", "IN_FUTURE");
            return refuse(refusal.with("today", work.today));
        }
        let text = required(&input.text, "text", NOTE).map_err(|refusal| vec![refusal])?;
        let day = input.visited_on.format("%d.%m.%Y");
        work.act(act("record_visit", [], Some(format!("{day}: {text}")))).await
    })
    .await
}
