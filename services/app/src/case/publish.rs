//! The publisher gives the approved answer to the author of the case.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::id::CaseId;
use otklik_domain::refusal::{Code, Refusal};
use otklik_domain::reply::Kind;
use otklik_storage::query::text::ReplyStep;
use otklik_workflow::command::Act;

use super::perform::{apply, expect_revision, load, receipt};
use super::submit_reply::pending;
use crate::request::{once, own_scope};
use crate::{App, Error, Receipt, Request};

/// Where the answer was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Which case.
    pub case: CaseId,
    /// The revision the caller saw.
    pub expected_revision: i64,
    /// Link to the answer, or a way of the closed list («ответ дан по телефону»).
    pub published_at: String,
}

/// The publisher gives the approved answer to the author of the case.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let (shared, person) = (app.clone(), caller.clone());
    once(app, caller, *request, own_scope(caller), move |tx| async move {
        let place = input.published_at.trim().to_owned();
        if place.chars().count() > 2_000 {
            return Err(Error::Refused(vec![
                Refusal::new(Code::TooLarge).field("publishedAt").with("most", 2_000),
            ]));
        }
        let row = load(&shared, &tx, &person, input.case, Action::CasePublish).await?;
        expect_revision(&tx, &row, input.expected_revision).await?;
        let Some(draft) = &row.instance.draft else {
            let refusal = Refusal::new(Code::ActNotAllowedInState).with("state", &row.instance.state);
            return Err(Error::Refused(vec![refusal]));
        };
        let name = match draft.kind {
            Kind::Interim => "publish_interim",
            Kind::Final => "publish_final",
            Kind::Postponed => "publish_postponed",
        };
        let reply = pending(&tx, row.id).await?;
        let act = Act {
            name: name.into(),
            published_at: Some(place.clone()),
            promised: reply.promised_on,
            ..Act::default()
        };
        let row = apply(&shared, &tx, &person, row, act).await?;
        tx.set_reply_state(reply.id, &ReplyStep::Published { place }).await?;
        Ok(receipt(&row))
    })
    .await
}
