//! The signed answer leaves the house by the way the author asked for (59-ФЗ art. 10(4)).

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::case::LetterKind;
use otklik_domain::id::CaseId;
use otklik_domain::refusal::{Code, Refusal};
use otklik_storage::query::letter::Letter;
use otklik_storage::query::text::ReplyStep;
use otklik_workflow::command::Act;
use otklik_workflow::definition::effective::Field;

use super::letter::{self, in_words};
use super::text::{NOTE, note, optional};
use super::work::{On, Work, act, on_appeal};
use crate::case::submit_reply::pending;
use crate::{App, Error, Receipt, Request};

/// Number, day and proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Which case.
    pub case: CaseId,
    /// The revision the caller saw.
    pub expected_revision: i64,
    /// The letter; its text is the proof.
    pub letter: letter::Input,
    /// Words beside it.
    pub note: Option<String>,
}

/// Sends the answer.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let on = On::at(input.case, input.expected_revision, Action::CaseDispatch);
    on_appeal(app, caller, request, on, move |work| async move {
        let letter = work.checked_letter(LetterKind::Answer, &input.letter, "letter")?;
        expect_way(&work, &letter).await?;
        let words = optional(input.note.as_deref(), "note", NOTE).map_err(|refusal| vec![refusal])?;
        let sent = Some(format!("исх. {}", in_words(&letter)));
        let place = letter.way.code().to_lowercase();
        let row = work
            .act(Act {
                published_at: Some(place.clone()),
                ..act("dispatch", [Field::Letter], note([sent, words]))
            })
            .await?;
        let reply = pending(&work.tx, row.id).await?;
        work.tx.set_reply_state(reply.id, &ReplyStep::Published { place }).await?;
        work.tx.insert_letter(letter).await?;
        Ok(row)
    })
    .await
}

/// The first answer goes the way that was asked for; one that came back may go another.
async fn expect_way(work: &Work, letter: &Letter) -> Result<(), Error> {
    let asked = work.registration().await?.answer_way;
    if letter.way == asked {
        return Ok(());
    }
    let sent_before = work.tx.letters(work.row.id).await?.iter().any(|it| it.kind == LetterKind::Answer);
    if sent_before {
        return Ok(());
    }
    let refusal = Refusal::new(Code::FieldInvalid).field("letter.way");
    Err(Error::Refused(vec![refusal.with("reason", "NOT_THE_WAY_ASKED").with("way", asked)]))
}
