//! The assignee submits a reply for approval.

use chrono::NaiveDate;
use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::case::LegalRegime;
use otklik_domain::id::CaseId;
use otklik_domain::refusal::{Code, Refusal};
use otklik_domain::reply::{Kind, State};
use otklik_storage::query::text::ReplyRow;
use otklik_workflow::command::Act;
use otklik_workflow::definition::effective::Field;

use super::appeal::expect_outcomes;
use super::perform::{Deed, apply, expect_revision, load, receipt};
use crate::request::{once, own_scope};
use crate::{App, Error, Receipt, Request};

/// Longest reply, in characters.
pub const MOST_CHARACTERS: usize = 16_000;

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Which case.
    pub case: CaseId,
    /// The revision the caller saw.
    pub expected_revision: i64,
    /// What the reply does.
    pub kind: Kind,
    /// Its text.
    pub text: String,
    /// The promised date of a postponement.
    pub promised_on: Option<NaiveDate>,
    /// Why it is postponed: an entry of the closed list.
    pub reason: Option<String>,
}

/// The assignee submits a reply for approval.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let text = input.text.trim().to_owned();
    let (shared, person) = (app.clone(), caller.clone());
    once(app, caller, *request, own_scope(caller), move |tx| async move {
        check(&text)?;
        let name = match input.kind {
            Kind::Interim => "submit_interim",
            Kind::Final => "submit_reply",
            Kind::Postponed => "submit_postponed",
        };
        let act = Act {
            name: name.into(),
            reply: Some(input.kind),
            promised: input.promised_on,
            reason: input.reason,
            given: [Field::Outcomes].into(),
            ..Act::default()
        };
        let deed = Deed {
            case: input.case,
            expected_revision: input.expected_revision,
            action: Action::CaseSubmitReply,
            act,
        };
        let row = load(&shared, &tx, &person, deed.case, deed.action).await?;
        expect_revision(&tx, &row, deed.expected_revision).await?;
        if row.regime == LegalRegime::Appeal59Fz {
            expect_outcomes(&tx, row.id).await?;
        }
        let row = apply(&shared, &tx, &person, row, deed.act).await?;
        let round = tx.latest_reply(row.id).await?.map_or(1, |reply| reply.round + 1);
        tx.insert_reply(ReplyRow {
            id: tx.new_id(),
            subject: row.id,
            round,
            kind: input.kind,
            state: State::Submitted,
            body: text,
            author: person.user,
            approved_by: None,
            self_approved: false,
            published_at_place: None,
            promised_on: input.promised_on,
            submitted_at: tx.now().get(),
            approved_at: None,
            published_at: None,
        })
        .await?;
        Ok(receipt(&row))
    })
    .await
}

fn check(text: &str) -> Result<(), Error> {
    let length = text.chars().count();
    let refusal = if text.is_empty() {
        Refusal::new(Code::FieldRequired).field("text")
    } else if length > MOST_CHARACTERS {
        Refusal::new(Code::TooLarge).field("text").with("most", MOST_CHARACTERS).with("length", length)
    } else {
        return Ok(());
    };
    Err(Error::Refused(vec![refusal]))
}

/// The reply that waits; its absence beside a state that waits for it is a broken record.
pub(crate) async fn pending(
    tx: &otklik_storage::Tx,
    subject: otklik_domain::id::SubjectId,
) -> Result<ReplyRow, Error> {
    tx.latest_reply(subject)
        .await?
        .ok_or_else(|| Error::Internal(format!("{subject} waits for a reply that is not there")))
}
