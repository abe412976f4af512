//! The signer agrees not to answer on the merits; where the article asks for it, the author is told (59-ФЗ art. 11).

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::case::LetterKind;
use otklik_domain::id::CaseId;
use otklik_domain::refusal::{Code, Refusal};
use otklik_domain::role::Role;
use otklik_workflow::command::Act;
use otklik_workflow::definition::effective::Field;

use super::letter::{self, in_words};
use super::text::{NOTE, note, optional};
use super::work::{On, act, on_appeal, refuse};
use crate::case::history;
use crate::{App, Error, Receipt, Request};

/// Nobody can be told: the paper names neither a person nor an address (59-ФЗ art. 11(1)).
const GROUND_WITHOUT_NOTICE: &str = "art_11_1";
/// A correspondence is ended by the head alone (59-ФЗ art. 11(5)).
const GROUND_OF_THE_HEAD: &str = "art_11_5";
const PROPOSED_BY: &str = "propose_no_answer";

/// By which ground, and how the author is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Which case.
    pub case: CaseId,
    /// The revision the caller saw.
    pub expected_revision: i64,
    /// The ground, when it differs from the proposed one.
    pub reason: Option<String>,
    /// The notice to the author.
    pub notice: Option<letter::Input>,
    /// Words beside it.
    pub note: Option<String>,
}

/// Ends the appeal without an answer on the merits.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let on = On::at(input.case, input.expected_revision, Action::CaseDecide);
    on_appeal(app, caller, request, on, move |work| async move {
        let proposed = history::last_reason(&work.tx, work.row.id, PROPOSED_BY).await?;
        let ground = input.reason.filter(|ground| !ground.trim().is_empty()).or(proposed);
        if ground.as_deref() == Some(GROUND_OF_THE_HEAD) && !is_head(&work.person) {
            return Err(Error::Forbidden);
        }
        let notice = match &input.notice {
            Some(notice) => Some(work.checked_letter(LetterKind::Notice, notice, "notice")?),
            None if ground.as_deref() == Some(GROUND_WITHOUT_NOTICE) => None,
            None => return refuse(Refusal::new(Code::FieldRequired).field("notice")),
        };
        let words = optional(input.note.as_deref(), "note", NOTE).map_err(|refusal| vec![refusal])?;
        let told = notice.as_ref().map(|notice| format!("уведомление автору {}", in_words(notice)));
        let given = notice.as_ref().map(|_| Field::Letter);
        let asked = Act { reason: ground, ..act("decide_no_answer", given, note([told, words])) };
        let row = work.act(asked).await?;
        if let Some(notice) = notice {
            work.tx.insert_letter(notice).await?;
        }
        Ok(row)
    })
    .await
}

fn is_head(person: &Caller) -> bool {
    person.holdings.iter().any(|holding| holding.role == Role::HeadOfAdministration)
}
