//! An internal comment: moves no clock and no revision.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::id::CaseId;
use otklik_domain::refusal::{Code, Refusal};
use otklik_storage::query::text::CommentRow;
use serde_json::json;

use super::perform::{actor, load};
use crate::request::{once, own_scope};
use crate::{App, Error, Receipt, Request};

/// Longest comment, in characters.
pub const MOST_CHARACTERS: usize = 8_000;

/// What is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Which case.
    pub case: CaseId,
    /// The words.
    pub text: String,
}

/// Adds an internal comment.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let (shared, person) = (app.clone(), caller.clone());
    once(app, caller, *request, own_scope(caller), move |tx| async move {
        let text = input.text.trim().to_owned();
        if text.is_empty() {
            return Err(Error::Refused(vec![Refusal::new(Code::FieldRequired).field("text")]));
        }
        if text.chars().count() > MOST_CHARACTERS {
            let refusal = Refusal::new(Code::TooLarge).field("text").with("most", MOST_CHARACTERS);
            return Err(Error::Refused(vec![refusal]));
        }
        let row = load(&shared, &tx, &person, input.case, Action::CaseComment).await?;
        let comment = CommentRow {
            id: tx.new_id(),
            subject: row.id,
            author: person.user,
            body: text,
            at: tx.now().get(),
        };
        let body = json!({ "comment": comment.id });
        tx.insert_comment(comment).await?;
        tx.audit(actor(&person), "comment", Some(row.id), &body).await?;
        Ok(Receipt::done(input.case))
    })
    .await
}
