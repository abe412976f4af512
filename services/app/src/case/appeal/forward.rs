//! What is not our competence goes to the competent body within seven days, and the author is told (59-ФЗ art.
//! 8(3), 8(4)): both letters have numbers.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::case::LetterKind;
use otklik_domain::id::CaseId;
use otklik_workflow::command::Act;
use otklik_workflow::definition::effective::Field;

use super::letter::{self, in_words};
use super::text::{NOTE, note, optional};
use super::work::{On, act, on_appeal};
use crate::{App, Error, Receipt, Request};

/// What goes where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Which case.
    pub case: CaseId,
    /// The revision the caller saw.
    pub expected_revision: i64,
    /// Whose competence it is: an entry of the closed list.
    pub reason: Option<String>,
    /// The letter to the body.
    pub letter: letter::Input,
    /// The notice to the author.
    pub notice: letter::Input,
    /// Words beside it.
    pub note: Option<String>,
}

/// Forwards the appeal; it is closed here, the answer is the body's.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let on = On::at(input.case, input.expected_revision, Action::CaseForward);
    on_appeal(app, caller, request, on, move |work| async move {
        let letter = work.letter(LetterKind::Forwarding, &input.letter, "letter");
        let notice = work.letter(LetterKind::Notice, &input.notice, "notice");
        let words = optional(input.note.as_deref(), "note", NOTE);
        let (letter, notice, words) = match (letter, notice, words) {
            (Ok(letter), Ok(notice), Ok(words)) => (letter, notice, words),
            (letter, notice, words) => {
                let mut refusals = Vec::new();
                refusals.extend(letter.err().unwrap_or_default());
                refusals.extend(notice.err().unwrap_or_default());
                refusals.extend(words.err());
                return Err(Error::Refused(refusals));
            }
        };
        let sent = Some(format!("письмо {}", in_words(&letter)));
        let told = Some(format!("уведомление автору {}", in_words(&notice)));
        let given = [Field::Letter, Field::Addressee];
        let asked = Act { reason: input.reason, ..act("forward_whole", given, note([sent, told, words])) };
        let row = work.act(asked).await?;
        work.tx.insert_letter(letter).await?;
        work.tx.insert_letter(notice).await?;
        Ok(row)
    })
    .await
}
