//! The resolution: who leads, who answers which question beside them, until when, in which words.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::id::{CaseId, OrganizationId, QuestionId, UserId};
use otklik_domain::refusal::{Code, Refusal};
use otklik_storage::query::appeal::Question;
use otklik_storage::query::letter::Resolution;
use otklik_workflow::command::Act;
use otklik_workflow::definition::effective::Field;

use super::extension::LEGAL;
use super::text::{BODY, note, required};
use super::work::{On, Work, act, on_appeal, refuse};
use crate::case::assign::{direct, expect_member};
use crate::{App, Error, Receipt, Request};

/// More people than this are a commission, not co-executors.
const MOST_CO_ASSIGNEES: usize = 20;

/// The resolution as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Which case.
    pub case: CaseId,
    /// The revision the caller saw.
    pub expected_revision: i64,
    /// Another body than the one the routing rule found.
    pub organization: Option<OrganizationId>,
    /// Who leads and writes the one answer.
    pub assignee: UserId,
    /// Who answers some questions beside.
    pub co_assignees: Vec<CoAssigneeInput>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// Its text.
    pub text: String,
}

/// A co-executor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoAssigneeInput {
    /// Who.
    pub user: UserId,
    /// Of which body.
    pub organization: Option<OrganizationId>,
    /// Questions that this person answers.
    pub questions: Vec<QuestionId>,
}

/// Writes the resolution.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let on = On::at(input.case, input.expected_revision, Action::CaseResolve);
    on_appeal(app, caller, request, on, move |mut work| async move {
        let text = required(&input.text, "text", BODY).map_err(|refusal| vec![refusal])?;
        due(&work, input.due_on)?;
        direct(&work.tx, &mut work.row, input.organization, input.assignee).await?;
        co_assignees(&work, &input).await?;
        let questions = work.tx.questions(work.row.id).await?;
        let places = places(&work, &input, &questions)?;
        work.row.co_assignees = input.co_assignees.iter().map(|it| it.user).collect();
        let mut given = vec![Field::Resolution];
        given.extend((!input.co_assignees.is_empty()).then_some(Field::CoAssignees));
        let asked = Act { assignee: Some(input.assignee), ..act("resolve", given, in_words(&input, &text)) };
        let row = work.act(asked).await?;
        for (question, organization, user) in places {
            work.tx.place_question(question, organization, Some(user)).await?;
        }
        let people: Vec<_> = input.co_assignees.iter().map(|it| (it.user, it.organization)).collect();
        work.tx.put_co_assignees(row.id, &people).await?;
        let resolution = Resolution {
            id: work.tx.new_id(),
            subject: row.id,
            body: text,
            due_on: input.due_on,
            by: work.person.user,
            at: work.tx.now().get(),
        };
        work.tx.insert_resolution(resolution).await?;
        Ok(row)
    })
    .await
}

/// The date of a resolution lies before the date of the law, or it is no control.
fn due(work: &Work, due_on: Option<NaiveDate>) -> Result<(), Error> {
    let Some(due_on) = due_on else { return Ok(()) };
    let refusal = Refusal::new(Code::FieldInvalid).field("dueOn");
    if due_on < work.today {
        return refuse(refusal.with("reason", "IN_PAST").with("today", work.today));
    }
    let legal = work.row.instance.running().find(|timer| timer.clock == LEGAL).map(|timer| timer.due.control);
    let last = legal.map(|at| at.with_timezone(&work.zone).date_naive());
    match last {
        Some(last) if due_on > last => {
            refuse(Refusal::new(Code::BeyondLegalBound).field("dueOn").with("last_day", last))
        }
        _ => Ok(()),
    }
}

/// Each co-executor once, not the lead, a member of a body that is not complained about (59-ФЗ art. 8(6)).
async fn co_assignees(work: &Work, input: &Input) -> Result<(), Error> {
    let field = "coAssignees";
    if input.co_assignees.len() > MOST_CO_ASSIGNEES {
        return refuse(Refusal::new(Code::TooLarge).field(field).with("most", MOST_CO_ASSIGNEES));
    }
    let mut seen = BTreeSet::from([input.assignee]);
    for person in &input.co_assignees {
        let organization = match person.organization {
            Some(organization) => Some(organization),
            None => work.row.organization,
        };
        expect_member(&work.tx, &work.row, organization, person.user, "coAssignees.user").await?;
        if !seen.insert(person.user) {
            return refuse(Refusal::new(Code::FieldInvalid).field(field).with("reason", "TWICE"));
        }
    }
    Ok(())
}

type Place = (QuestionId, Option<OrganizationId>, UserId);

/// Who answers which question: a co-executor the own ones, the lead the rest.
fn places(work: &Work, input: &Input, questions: &[Question]) -> Result<Vec<Place>, Error> {
    let mut owners: BTreeMap<QuestionId, (Option<OrganizationId>, UserId)> = BTreeMap::new();
    for person in &input.co_assignees {
        for id in &person.questions {
            if !questions.iter().any(|question| question.id == *id) {
                return Err(Error::NotFound);
            }
            let organization = person.organization.or(work.row.organization);
            if owners.insert(*id, (organization, person.user)).is_some() {
                let refusal = Refusal::new(Code::FieldInvalid).field("coAssignees.questions");
                return refuse(refusal.with("reason", "TWICE"));
            }
        }
    }
    let lead = (work.row.organization, input.assignee);
    Ok(questions
        .iter()
        .map(|question| owners.get(&question.id).copied().unwrap_or(lead))
        .zip(questions)
        .map(|((organization, user), question)| (question.id, organization, user))
        .collect())
}

fn in_words(input: &Input, text: &str) -> Option<String> {
    let beside = input.co_assignees.len();
    let due = input.due_on.map(|day| format!("срок резолюции {}", day.format("%d.%m.%Y")));
    let others = (beside > 0).then(|| format!("соисполнителей: {beside}"));
    note([Some(text.to_owned()), due, others])
}
