//! Letters that leave the house: number, day, way; to a body by name or to the author, whose name stays sealed.

use chrono::NaiveDate;
use otklik_domain::case::{AnswerWay, LetterKind};
use otklik_domain::refusal::{Code, Refusal};
use otklik_storage::query::letter::Letter;

use super::text::{BODY, NAME, NUMBER, optional, required};
use super::word;
use super::work::Work;
use crate::Error;

/// A letter as it was typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Outgoing number.
    pub number: String,
    /// Day on which it was sent.
    pub sent_on: NaiveDate,
    /// The body it goes to; none when it goes to the author.
    pub addressee: Option<String>,
    /// By which way.
    pub way: AnswerWay,
    /// Its text, or the proof that it was sent.
    pub text: Option<String>,
}

/// Bodies that give no documents by a letter (59-ФЗ art. 10(1)2): courts, inquiry, investigation.
const CLOSED_ADDRESSEES: [&str; 4] = ["суд", "следственн", "дознани", "следствия"];

impl Work {
    /// The row of a letter, or everything that is wrong with it; `field` is where it stands in the input.
    pub(super) fn letter(
        &self,
        kind: LetterKind,
        input: &Input,
        field: &'static str,
    ) -> Result<Letter, Vec<Refusal>> {
        let mut refusals = Vec::new();
        let part = |name: &str| format!("{field}.{name}");
        let number = required(&input.number, &part("number"), NUMBER).unwrap_or_else(|refusal| {
            refusals.push(refusal);
            String::new()
        });
        let body = optional(input.text.as_deref(), &part("text"), BODY).unwrap_or_else(|refusal| {
            refusals.push(refusal);
            None
        });
        let addressee = addressee(kind, input.addressee.as_deref(), &part("addressee"))
            .map_err(|refusal| refusals.push(refusal))
            .ok()
            .flatten();
        if input.sent_on > self.today {
            refusals.push(invalid(&part("sentOn"), "IN_FUTURE").with("today", self.today));
        } else if input.sent_on < self.received_on() {
            refusals.push(invalid(&part("sentOn"), "BEFORE_RECEIPT").with("received", self.received_on()));
        }
        if !refusals.is_empty() {
            return Err(refusals);
        }
        Ok(Letter {
            id: self.tx.new_id(),
            subject: self.row.id,
            kind,
            number: Some(number),
            sent_on: input.sent_on,
            addressee,
            way: input.way,
            body,
            by: self.person.user,
            at: self.tx.now().get(),
        })
    }

    /// A letter beside another field of the same input.
    pub(super) fn checked_letter(
        &self,
        kind: LetterKind,
        input: &Input,
        field: &'static str,
    ) -> Result<Letter, Error> {
        self.letter(kind, input, field).map_err(Error::Refused)
    }
}

fn invalid(field: &str, reason: &str) -> Refusal {
    Refusal::new(Code::FieldInvalid).field(field).with("reason", reason)
}

/// Only a letter to a body names whom it goes to.
fn addressee(kind: LetterKind, text: Option<&str>, field: &str) -> Result<Option<String>, Refusal> {
    let named = optional(text, field, NAME)?;
    match (kind, named) {
        (LetterKind::Answer | LetterKind::Notice, Some(_)) => Err(invalid(field, "GOES_TO_THE_AUTHOR")),
        (LetterKind::Forwarding | LetterKind::DocumentRequest, None) => {
            Err(Refusal::new(Code::FieldRequired).field(field))
        }
        (_, named) => Ok(named),
    }
}

/// Whether a body may be asked for documents by a letter.
pub(super) fn may_be_asked(body: &str) -> bool {
    !body.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| {
        CLOSED_ADDRESSEES.iter().any(|closed| {
            if *closed == "суд" {
                word == "суд" || word.ends_with("суд")
            } else {
                word.starts_with(closed)
            }
        })
    })
}

/// «№ 12 от 01.12.2026 почтой, кому: …» for the history.
pub(super) fn in_words(letter: &Letter) -> String {
    let number = letter.number.as_deref().unwrap_or("без номера");
    let to = letter.addressee.as_ref().map(|name| format!(", кому: {name}")).unwrap_or_default();
    format!("№ {number} от {} {}{to}", letter.sent_on.format("%d.%m.%Y"), word::way(letter.way))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn courts_and_investigators_are_not_asked_for_documents() {
        for closed in ["Районный суд", "Горсуд", "Следственный отдел", "Отдел дознания", "Орган следствия"]
        {
            assert!(!may_be_asked(closed), "{closed}");
        }
        for open in ["Отдел судоходства", "Администрация района", "Росреестр"]
        {
            assert!(may_be_asked(open), "{open}");
        }
    }

    #[test]
    fn only_a_letter_to_a_body_names_whom_it_goes_to() {
        assert!(addressee(LetterKind::Answer, Some("Иной орган"), "letter.addressee").is_err());
        assert!(addressee(LetterKind::Forwarding, Some("  "), "letter.addressee").is_err());
        assert_eq!(addressee(LetterKind::Notice, None, "notice.addressee"), Ok(None));
    }
}
