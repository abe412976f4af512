//! Letters in the inputs of the acts on an appeal.

use async_graphql::{ID, InputObject};
use otklik_app::case::appeal::{dispatch, inquire, letter};

use crate::shared::ids;
use crate::shared::scalar::Date;
use crate::shared::words::AnswerWay;

/// Number and day of a letter.
#[derive(InputObject, Clone, Debug)]
pub(super) struct LetterInput {
    /// Its outgoing number.
    number: String,
    /// The day on which it was sent.
    sent_on: Date,
    /// The body that it goes to; empty when it goes to the author.
    addressee: Option<String>,
    /// By which way.
    way: AnswerWay,
    /// Its text, or the proof that it was sent.
    text: Option<String>,
}

/// A letter beside an act.
#[derive(InputObject, Clone, Debug)]
pub(super) struct CaseLetterInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    pub(super) request_id: ID,
    /// The case.
    case: ID,
    /// The revision that the caller saw.
    expected_revision: i64,
    /// The letter.
    letter: LetterInput,
    /// Words beside it.
    note: Option<String>,
}

impl From<LetterInput> for letter::Input {
    fn from(input: LetterInput) -> Self {
        Self {
            number: input.number,
            sent_on: input.sent_on.0,
            addressee: input.addressee,
            way: input.way.into(),
            text: input.text,
        }
    }
}

impl From<CaseLetterInput> for inquire::Input {
    fn from(input: CaseLetterInput) -> Self {
        Self {
            case: ids::read(&input.case),
            expected_revision: input.expected_revision,
            letter: input.letter.into(),
            note: input.note,
        }
    }
}

impl From<CaseLetterInput> for dispatch::Input {
    fn from(input: CaseLetterInput) -> Self {
        Self {
            case: ids::read(&input.case),
            expected_revision: input.expected_revision,
            letter: input.letter.into(),
            note: input.note,
        }
    }
}
