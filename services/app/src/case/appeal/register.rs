//! The registrar registers a paper: its own number without gaps, the number of an outside system beside it, the
//! day from which thirty days run, its kind and its questions (59-ФЗ art. 8).

use chrono::{Datelike, NaiveDate};
use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::case::{AnswerWay, AppealKind};
use otklik_domain::id::{CaseId, OrganizationId};
use otklik_domain::refusal::{Code, Refusal};
use otklik_storage::query::appeal::Question;
use otklik_storage::query::registration::{Outside, Registration};
use otklik_workflow::command::Act;
use otklik_workflow::definition::effective::Field;
use serde_json::json;

use super::text::{BODY, NAME, NOTE, NUMBER, note, optional, required};
use super::work::{On, Work, act, expect_none, on_appeal};
use crate::case::gather::tenant_of;
use crate::{App, Error, Receipt, Request};

/// More questions are several appeals.
const MOST_QUESTIONS: usize = 50;

/// How a paper is registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Which case.
    pub case: CaseId,
    /// The revision the caller saw.
    pub expected_revision: i64,
    /// The day of registration; thirty days run from the next one.
    pub registered_on: NaiveDate,
    /// Why that day lies in the past.
    pub past_reason: Option<String>,
    /// Proposal, application or complaint.
    pub kind: AppealKind,
    /// By which way the author wants the answer.
    pub answer_way: AnswerWay,
    /// The record-keeping system that registered it before.
    pub outside_system: Option<String>,
    /// Its number there.
    pub outside_number: Option<String>,
    /// Its day there: the same as `registered_on`.
    pub outside_on: Option<NaiveDate>,
    /// Its questions in order.
    pub questions: Vec<QuestionInput>,
    /// Words beside it.
    pub note: Option<String>,
}

/// One question of an appeal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionInput {
    /// What is asked.
    pub text: String,
    /// The body that is to answer it.
    pub organization: Option<OrganizationId>,
}

/// What was typed in, cleaned.
struct Checked {
    past_reason: Option<String>,
    outside: Option<Outside>,
    questions: Vec<(String, Option<OrganizationId>)>,
    note: Option<String>,
}

/// Registers a paper.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let on = On::at(input.case, input.expected_revision, Action::CaseRegister);
    on_appeal(app, caller, request, on, move |work| async move {
        let checked = check(&work, &input).await?;
        let asked = Act {
            registered_on: Some(input.registered_on),
            ..act("register", [Field::Registration, Field::Questions], None)
        };
        let mut decided = work.decide(asked).await?;
        let prefix = tenant_of(&work.tx, work.row.tenant).await?.number_prefix;
        let number = work.tx.next_registration_number(&prefix, input.registered_on.year()).await?;
        decided.say(in_words(&number, &input, &checked));
        let row = decided.keep(&work.tx, &work.person).await?;
        keep(&work, number, &input, checked).await?;
        Ok(row)
    })
    .await
}

async fn check(work: &Work, input: &Input) -> Result<Checked, Error> {
    let mut refusals = Vec::new();
    refusals.extend(day(work, input));
    let mut take = |text: Result<Option<String>, Refusal>| {
        text.unwrap_or_else(|refusal| {
            refusals.push(refusal);
            None
        })
    };
    let past_reason = take(optional(input.past_reason.as_deref(), "pastReason", NOTE));
    let words = take(optional(input.note.as_deref(), "note", NOTE));
    if input.registered_on < work.today && past_reason.is_none() {
        refusals.push(Refusal::new(Code::FieldRequired).field("pastReason"));
    }
    let outside = outside(input).unwrap_or_else(|refusal| {
        refusals.push(refusal);
        None
    });
    if let Some(outside) = &outside {
        refusals.extend(taken(work, outside).await?);
    }
    let questions = questions(&input.questions).unwrap_or_else(|refusal| {
        refusals.push(refusal);
        Vec::new()
    });
    expect_none(refusals)?;
    let bodies = work.tx.organizations().await?;
    let known = |id: &OrganizationId| bodies.iter().any(|body| body.id == *id);
    if !questions.iter().filter_map(|(_, body)| body.as_ref()).all(known) {
        return Err(Error::NotFound);
    }
    Ok(Checked { past_reason, outside, questions, note: words })
}

fn day(work: &Work, input: &Input) -> Option<Refusal> {
    let invalid =
        |reason: &str| Refusal::new(Code::FieldInvalid).field("registeredOn").with("reason", reason);
    if input.registered_on > work.today {
        return Some(invalid("IN_FUTURE").with("today", work.today));
    }
    let received = work.received_on();
    (input.registered_on < received).then(|| invalid("BEFORE_RECEIPT").with("received", received))
}

/// The three of an outside system go together or not at all.
fn outside(input: &Input) -> Result<Option<Outside>, Refusal> {
    let system = optional(input.outside_system.as_deref(), "outsideSystem", NAME)?;
    let number = optional(input.outside_number.as_deref(), "outsideNumber", NUMBER)?;
    if system.is_none() && number.is_none() && input.outside_on.is_none() {
        return Ok(None);
    }
    let missing = |field: &str| Refusal::new(Code::FieldRequired).field(field);
    let system = system.ok_or_else(|| missing("outsideSystem"))?;
    let number = number.ok_or_else(|| missing("outsideNumber"))?;
    let on = input.outside_on.ok_or_else(|| missing("outsideOn"))?;
    if on != input.registered_on {
        let refusal = Refusal::new(Code::FieldInvalid).field("outsideOn");
        return Err(refusal.with("reason", "NOT_REGISTRATION_DAY").with("registered", input.registered_on));
    }
    Ok(Some(Outside { system, number, on: Some(on) }))
}

/// The same paper twice: the number there leads to the card here.
async fn taken(work: &Work, outside: &Outside) -> Result<Option<Refusal>, Error> {
    let Some(other) = work.tx.registration_by_outside(&outside.system, &outside.number).await? else {
        return Ok(None);
    };
    let refusal = Refusal::new(Code::NumberTaken).field("outsideNumber");
    Ok(Some(match work.tx.subject(other.subject).await? {
        Some(row) if work.app.authorizer.allows(&work.person, Action::CaseView, &row.facts()) => {
            refusal.with("case", row.number)
        }
        _ => refusal,
    }))
}

fn questions(given: &[QuestionInput]) -> Result<Vec<(String, Option<OrganizationId>)>, Refusal> {
    if given.is_empty() {
        return Err(Refusal::new(Code::FieldRequired).field("questions"));
    }
    if given.len() > MOST_QUESTIONS {
        return Err(Refusal::new(Code::TooLarge).field("questions").with("most", MOST_QUESTIONS));
    }
    given
        .iter()
        .map(|question| Ok((required(&question.text, "questions.text", BODY)?, question.organization)))
        .collect()
}

fn in_words(number: &str, input: &Input, checked: &Checked) -> String {
    let day = input.registered_on.format("%d.%m.%Y");
    let outside = checked.outside.as_ref().map(|it| format!("в системе «{}» № {}", it.system, it.number));
    let past = checked.past_reason.as_ref().map(|reason| format!("дата в прошлом: {reason}"));
    let parts = [Some(format!("№ {number} от {day}")), outside, past, checked.note.clone()];
    note(parts).unwrap_or_default()
}

async fn keep(work: &Work, number: String, input: &Input, checked: Checked) -> Result<(), Error> {
    let (tx, subject) = (&work.tx, work.row.id);
    if let Some(reason) = &checked.past_reason {
        let body = json!({ "registered_on": input.registered_on, "today": work.today, "reason": reason });
        tx.audit(work.actor(), "register_past_date", Some(subject), &body).await?;
    }
    let registration = Registration {
        subject,
        number,
        registered_on: input.registered_on,
        outside: checked.outside,
        kind: input.kind,
        answer_way: input.answer_way,
        past_reason: checked.past_reason,
        by: work.person.user,
        at: tx.now().get(),
    };
    tx.insert_registration(&registration).await?;
    let questions: Vec<Question> = (1..)
        .zip(checked.questions)
        .map(|(ordinal, (body, organization))| Question {
            id: tx.new_id(),
            subject,
            ordinal,
            body,
            organization,
            assignee: None,
            outcome: None,
            outcome_confirmed_by: None,
        })
        .collect();
    Ok(tx.insert_questions(&questions).await?)
}
