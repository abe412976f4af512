//! The way of every act on an appeal: load and authorize, let the use case check what the engine does not know,
//! ask the engine, keep both. What is refused is refused before anything is written.

use std::collections::BTreeSet;
use std::future::Future;

use chrono::NaiveDate;
use chrono_tz::Tz;
use otklik_domain::access::Action;
use otklik_domain::audit::Actor;
use otklik_domain::caller::Caller;
use otklik_domain::case::LegalRegime;
use otklik_domain::id::CaseId;
use otklik_domain::refusal::{Code, Refusal};
use otklik_storage::Tx;
use otklik_storage::query::registration::Registration;
use otklik_storage::query::subject::SubjectRow;
use otklik_workflow::command::Act;
use otklik_workflow::definition::effective::Field;

use crate::case::gather::tenant_of;
use crate::case::perform::{Decided, actor, decide, expect_revision, load, receipt};
use crate::request::{once, own_scope};
use crate::{App, Error, Receipt, Request};

/// Which case, as whom it was seen, and the right that is asked.
pub(super) struct On {
    pub(super) case: CaseId,
    pub(super) expected_revision: Option<i64>,
    pub(super) action: Action,
}

impl On {
    /// A case as it was seen at a revision.
    pub(super) const fn at(case: CaseId, revision: i64, action: Action) -> Self {
        Self { case, expected_revision: Some(revision), action }
    }
}

/// An appeal in the hands of somebody who may act on it.
pub(super) struct Work {
    pub(super) app: App,
    pub(super) tx: Tx,
    pub(super) person: Caller,
    pub(super) row: SubjectRow,
    pub(super) zone: Tz,
    /// Today in the tenant's zone.
    pub(super) today: NaiveDate,
}

/// Runs `work` on a loaded appeal, once per request.
pub(super) async fn on_appeal<W, F>(
    app: &App,
    caller: &Caller,
    request: &Request,
    on: On,
    work: W,
) -> Result<Receipt, Error>
where
    W: FnOnce(Work) -> F + Send + 'static,
    F: Future<Output = Result<SubjectRow, Error>> + Send + 'static,
{
    let (shared, person) = (app.clone(), caller.clone());
    once(app, caller, *request, own_scope(caller), move |tx| async move {
        let row = load(&shared, &tx, &person, on.case, on.action).await?;
        if let Some(expected) = on.expected_revision {
            expect_revision(&tx, &row, expected).await?;
        }
        if row.regime != LegalRegime::Appeal59Fz {
            let refusal = Refusal::new(Code::ActNotAllowedInState).with("state", &row.instance.state);
            return Err(Error::Refused(vec![refusal]));
        }
        let zone = tenant_of(&tx, row.tenant).await?.zone;
        let today = tx.now().get().with_timezone(&zone).date_naive();
        work(Work { app: shared, tx, person, row, zone, today }).await.map(|row| receipt(&row))
    })
    .await
}

impl Work {
    /// Asks the engine and keeps the act.
    pub(super) async fn act(&self, act: Act) -> Result<SubjectRow, Error> {
        self.decide(act).await?.keep(&self.tx, &self.person).await
    }

    /// Asks the engine and keeps nothing yet: for what must not be taken unless the act is done.
    pub(super) async fn decide(&self, act: Act) -> Result<Decided, Error> {
        decide(&self.app, &self.tx, &self.person, self.row.clone(), act).await
    }

    /// Who acts, as written in history and audit.
    pub(super) fn actor(&self) -> Actor {
        actor(&self.person)
    }

    /// The day on which the paper reached the tenant.
    pub(super) fn received_on(&self) -> NaiveDate {
        self.row.received_at.with_timezone(&self.zone).date_naive()
    }

    /// The registration; an appeal without one is not past its first state.
    pub(super) async fn registration(&self) -> Result<Registration, Error> {
        self.tx.registration(self.row.id).await?.ok_or_else(|| {
            let state = &self.row.instance.state;
            Error::Refused(vec![Refusal::new(Code::ActNotAllowedInState).with("state", state)])
        })
    }
}

/// An act by its name, with the fields whose content the use case keeps itself.
pub(super) fn act(name: &str, given: impl IntoIterator<Item = Field>, note: Option<String>) -> Act {
    Act { name: name.to_owned(), given: BTreeSet::from_iter(given), note, ..Act::default() }
}

/// Everything that is wrong at once, or nothing.
pub(super) fn expect_none(refusals: Vec<Refusal>) -> Result<(), Error> {
    if refusals.is_empty() { Ok(()) } else { Err(Error::Refused(refusals)) }
}

/// A single refusal.
pub(super) fn refuse<T>(refusal: Refusal) -> Result<T, Error> {
    Err(Error::Refused(vec![refusal]))
}
