//! Letters to others while an appeal is looked into: documents of another body, a reminder, explanations of the
//! body complained about (59-ФЗ art. 8(6), 10(1)2).

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::case::LetterKind;
use otklik_domain::id::CaseId;
use otklik_domain::refusal::{Code, Refusal};
use otklik_workflow::definition::effective::Field;

use super::letter::{self, in_words, may_be_asked};
use super::text::{NOTE, note, optional};
use super::work::{On, act, on_appeal, refuse};
use crate::{App, Error, Receipt, Request};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inquiry {
    /// Documents; the appeal waits for them.
    Documents,
    /// The documents once more.
    Reminder,
    /// Explanations, also of the body complained about.
    Explanations,
}

/// To whom and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Which case.
    pub case: CaseId,
    /// The revision the caller saw.
    pub expected_revision: i64,
    /// The letter.
    pub letter: letter::Input,
    /// Words beside it.
    pub note: Option<String>,
}

impl Inquiry {
    const fn act(self) -> &'static str {
        match self {
            Self::Documents => "request_documents",
            Self::Reminder => "remind",
            Self::Explanations => "request_explanations",
        }
    }
}

/// Asks by a letter.
pub async fn run(
    app: &App,
    caller: &Caller,
    request: &Request,
    inquiry: Inquiry,
    input: Input,
) -> Result<Receipt, Error> {
    let on = On::at(input.case, input.expected_revision, Action::CaseInquire);
    on_appeal(app, caller, request, on, move |work| async move {
        let letter = work.checked_letter(LetterKind::DocumentRequest, &input.letter, "letter")?;
        let addressee = letter.addressee.as_deref().unwrap_or_default();
        if inquiry != Inquiry::Explanations && !may_be_asked(addressee) {
            let refusal = Refusal::new(Code::FieldInvalid).field("letter.addressee");
            return refuse(refusal.with("reason", "COURT_OR_INVESTIGATION"));
        }
        let words = optional(input.note.as_deref(), "note", NOTE).map_err(|refusal| vec![refusal])?;
        let sent = Some(format!("письмо {}", in_words(&letter)));
        let given = [Field::Letter, Field::Addressee];
        let row = work.act(act(inquiry.act(), given, note([sent, words]))).await?;
        work.tx.insert_letter(letter).await?;
        Ok(row)
    })
    .await
}
