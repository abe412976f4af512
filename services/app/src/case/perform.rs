//! The road of every act on an existing case: load, authorize, decide, keep.

use otklik_domain::access::Action;
use otklik_domain::audit::Actor;
use otklik_domain::caller::Caller;
use otklik_domain::id::CaseId;
use otklik_domain::refusal::{Code, Refusal};
use otklik_storage::Tx;
use otklik_storage::query::subject::SubjectRow;
use otklik_workflow::command::{Act, Command};
use otklik_workflow::event::Event;

use super::gather::{Gathered, expect_open, gather};
use super::history;
use super::record::{Change, record};
use crate::{App, Changed, Error, Receipt};

/// An act that a person wants done.
pub(crate) struct Deed {
    /// Which case.
    pub(crate) case: CaseId,
    /// The revision the person saw.
    pub(crate) expected_revision: i64,
    /// The right that is asked.
    pub(crate) action: Action,
    /// The transition.
    pub(crate) act: Act,
}

/// Who acts, as written in history and audit.
pub(crate) fn actor(caller: &Caller) -> Actor {
    Actor::User { tenant: caller.tenant, user: caller.user }
}

/// Loads a case for an act: an invisible one is not found, a changed one is a conflict.
pub(crate) async fn load(
    app: &App,
    tx: &Tx,
    caller: &Caller,
    case: CaseId,
    action: Action,
) -> Result<SubjectRow, Error> {
    let row = tx.subject_for_update(case.into()).await?.ok_or(Error::NotFound)?;
    let facts = row.facts();
    if !app.authorizer.allows(caller, Action::CaseView, &facts) {
        return Err(Error::NotFound);
    }
    if app.authorizer.allows(caller, action, &facts) {
        if action != Action::ApplicantReveal {
            expect_open(tx, row.tenant).await?;
        }
        return Ok(row);
    }
    if action == Action::CaseApprove && facts.draft_author == Some(caller.user) {
        return Err(Error::Refused(vec![Refusal::new(Code::SelfApproval)]));
    }
    Err(Error::Forbidden)
}

/// Answers a stale revision with what changed since.
pub(crate) async fn expect_revision(tx: &Tx, row: &SubjectRow, expected: i64) -> Result<(), Error> {
    if row.revision == expected {
        return Ok(());
    }
    let definition = tx.definition(&row.definition).await?;
    let lines = history::lines(tx, &definition, row.id, 50).await?;
    let changed = lines
        .into_iter()
        .filter(|line| line.revision > expected)
        .map(|line| Changed { at: line.at, actor: line.actor, text: line.text })
        .collect();
    Err(Error::Conflict { revision: row.revision, changed })
}

/// Decides and keeps one act; returns the case as it is after it.
pub(crate) async fn perform(app: &App, tx: &Tx, caller: &Caller, deed: Deed) -> Result<SubjectRow, Error> {
    let row = load(app, tx, caller, deed.case, deed.action).await?;
    expect_revision(tx, &row, deed.expected_revision).await?;
    apply(app, tx, caller, row, deed.act).await
}

/// Decides and keeps an act on a case that is loaded and authorized.
pub(crate) async fn apply(
    app: &App,
    tx: &Tx,
    caller: &Caller,
    row: SubjectRow,
    act: Act,
) -> Result<SubjectRow, Error> {
    decide(app, tx, caller, row, act).await?.keep(tx, caller).await
}

/// What the engine made of an act, not kept yet.
pub(crate) struct Decided {
    gathered: Gathered,
    before: SubjectRow,
    act: String,
    events: Vec<Event>,
}

/// Asks the engine about an act on a case that is loaded and authorized.
pub(crate) async fn decide(
    app: &App,
    tx: &Tx,
    caller: &Caller,
    row: SubjectRow,
    mut act: Act,
) -> Result<Decided, Error> {
    let mut gathered: Gathered = gather(app, tx, &row).await?;
    gathered.self_approval_by_act =
        caller.holdings.iter().any(|holding| holding.combines_author_and_approver);
    // A source that shows it as closed needs not be told any more.
    gathered.has_source = tx.source_item_of(row.id).await?.is_some_and(|item| !item.closed_there);
    act.user = Some(caller.user);
    let name = act.name.clone();
    let outcome = gathered.decide(tx, &row.instance, &Command::Act(act))?;
    Ok(Decided { gathered, before: row, act: name, events: outcome.events })
}

impl Decided {
    /// Says more in the history than was known when the engine was asked.
    pub(crate) fn say(&mut self, words: String) {
        for event in &mut self.events {
            if let Event::Acted { act, note, .. } = event
                && *act == self.act
            {
                *note = Some(words);
                return;
            }
        }
    }

    /// Keeps it with its history, audit and announcements.
    pub(crate) async fn keep(self, tx: &Tx, caller: &Caller) -> Result<SubjectRow, Error> {
        let change =
            Change { actor: actor(caller), act: &self.act, before: self.before, events: self.events };
        record(tx, &self.gathered, change).await
    }
}

/// The common end of a use case.
pub(crate) fn receipt(row: &SubjectRow) -> Receipt {
    Receipt::done(row.id.into())
}
