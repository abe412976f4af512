//! A person takes notice of a step that reached them: «вижу, решаю до …».

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::id::{CaseId, TimerId};
use otklik_domain::refusal::{Code, Refusal};
use otklik_storage::Tx;
use otklik_storage::query::subject::SubjectRow;
use otklik_workflow::command::Command;

use super::gather::gather;
use super::perform::{actor, expect_revision, load, receipt};
use super::record::{Change, record};
use crate::request::{once, own_scope};
use crate::{App, Error, Receipt, Request};

/// Which step, and what is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Which case.
    pub case: CaseId,
    /// The revision the caller saw.
    pub expected_revision: i64,
    /// Which clock.
    pub timer: TimerId,
    /// Which step of it.
    pub step: String,
    /// Until when and why.
    pub note: String,
}

/// A person takes notice of a step that reached them.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let (shared, person) = (app.clone(), caller.clone());
    once(app, caller, *request, own_scope(caller), move |tx| async move {
        let row = load(&shared, &tx, &person, input.case, Action::StepAcknowledge).await?;
        expect_revision(&tx, &row, input.expected_revision).await?;
        take_notice(&shared, &tx, &person, row, input).await.map(|row| receipt(&row))
    })
    .await
}

/// The part that a centre and its region share.
pub(crate) async fn take_notice(
    app: &App,
    tx: &Tx,
    person: &Caller,
    row: SubjectRow,
    input: Input,
) -> Result<SubjectRow, Error> {
    let note = input.note.trim().to_owned();
    if note.is_empty() {
        return Err(Error::Refused(vec![Refusal::new(Code::FieldRequired).field("note")]));
    }
    if note.chars().count() > 1_000 {
        return Err(Error::Refused(vec![Refusal::new(Code::TooLarge).field("note").with("most", 1_000)]));
    }
    let Some(generation) =
        row.instance.timers.iter().find(|timer| timer.id == input.timer).map(|t| t.generation)
    else {
        return Err(Error::NotFound);
    };
    let gathered = gather(app, tx, &row).await?;
    let command = Command::Acknowledge { timer: input.timer, step: input.step.clone(), note: note.clone() };
    let outcome = gathered.decide(tx, &row.instance, &command)?;
    if !tx.acknowledge_step(input.timer, generation, &input.step, actor(person), &note).await? {
        return Err(Error::Refused(vec![Refusal::new(Code::StepNotOpen)]));
    }
    let change =
        Change { actor: actor(person), act: "acknowledge_step", before: row, events: outcome.events };
    record(tx, &gathered, change).await
}
