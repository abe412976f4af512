//! What became of each question; a case with an open question is neither answered nor filed.

use std::collections::BTreeMap;

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::case::QuestionOutcome;
use otklik_domain::id::{CaseId, QuestionId, SubjectId};
use otklik_domain::refusal::{Code, Refusal};
use otklik_storage::Tx;
use otklik_workflow::definition::effective::Field;

use super::text::{NOTE, note, optional};
use super::word;
use super::work::{On, act, on_appeal, refuse};
use crate::{App, Error, Receipt, Request, case};

/// What became of which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Which case.
    pub case: CaseId,
    /// The revision the caller saw.
    pub expected_revision: i64,
    /// One outcome per question; the last word about a question holds.
    pub outcomes: Vec<(QuestionId, QuestionOutcome)>,
    /// Words beside it.
    pub note: Option<String>,
}

/// Says what became of questions; another person than the assignee confirms by it.
pub async fn set(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let on = On::at(input.case, input.expected_revision, Action::CaseSetOutcome);
    on_appeal(app, caller, request, on, move |work| async move {
        if input.outcomes.is_empty() {
            return refuse(Refusal::new(Code::FieldRequired).field("outcomes"));
        }
        let said: BTreeMap<QuestionId, QuestionOutcome> = input.outcomes.into_iter().collect();
        let questions = work.tx.questions(work.row.id).await?;
        let mut lines = Vec::with_capacity(said.len());
        for (id, outcome) in &said {
            let question = questions.iter().find(|it| it.id == *id).ok_or(Error::NotFound)?;
            lines.push((question.ordinal, *outcome));
        }
        lines.sort_unstable();
        let lines = lines
            .iter()
            .map(|(ordinal, outcome)| Some(format!("вопрос {ordinal}: {}", word::outcome(*outcome))));
        let words = optional(input.note.as_deref(), "note", NOTE).map_err(|refusal| vec![refusal])?;
        let confirmed = (work.row.instance.assignee != Some(work.person.user)).then_some(work.person.user);
        let row = work.act(act("set_outcome", [Field::Outcomes], note(lines.chain([words])))).await?;
        for (id, outcome) in said {
            work.tx.set_outcome(id, outcome, confirmed).await?;
        }
        Ok(row)
    })
    .await
}

/// Files an answered appeal once every question has its outcome.
pub async fn close(
    app: &App,
    caller: &Caller,
    request: &Request,
    input: case::Input,
) -> Result<Receipt, Error> {
    let on = On::at(input.case, input.expected_revision, Action::CaseFile);
    on_appeal(app, caller, request, on, move |work| async move {
        expect_outcomes(&work.tx, work.row.id).await?;
        work.act(act("close", [Field::Outcomes], input.note)).await
    })
    .await
}

/// Refuses while a question has no outcome, and names the questions.
pub(crate) async fn expect_outcomes(tx: &Tx, subject: SubjectId) -> Result<(), Error> {
    let questions = tx.questions(subject).await?;
    let open: Vec<String> =
        questions.iter().filter(|it| it.outcome.is_none()).map(|it| it.ordinal.to_string()).collect();
    if open.is_empty() {
        return Ok(());
    }
    refuse(Refusal::new(Code::QuestionWithoutOutcome).field("outcomes").with("questions", open.join(", ")))
}
