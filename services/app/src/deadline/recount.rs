//! Counts running clocks anew when the calendar has changed; a case whose dates moved gets a line of history.

use otklik_domain::audit::Actor;
use otklik_domain::id::SubjectId;
use otklik_domain::page::PageRequest;
use otklik_domain::reach::{Grant, Reach};
use otklik_domain::subject::Phase;
use otklik_domain::tenant::{Kind, State, Tenant};
use otklik_storage::query::case::CaseFilter;
use otklik_storage::{Scope, Tx};
use otklik_workflow::command::Command;
use otklik_workflow::event::Event;

use crate::case::gather::gather;
use crate::case::record::{Change, record};
use crate::{App, Error};

/// The act under which the history shows it.
pub(crate) const RECOUNT: &str = "recount";
/// Cases of one transaction.
const BATCH: usize = 50;

/// Every centre of the deployment; answers how many cases got other dates. Runs as owner.
pub async fn all(app: &App) -> Result<u64, Error> {
    let tenants = app.store.reader(Scope::Owner).await?.tenants().await?;
    let mut changed = 0;
    let at_work = |tenant: &&Tenant| tenant.kind == Kind::Municipal && tenant.state != State::Ended;
    for tenant in tenants.iter().filter(at_work) {
        changed += run(app, tenant).await?;
    }
    Ok(changed)
}

/// The open cases of one centre; answers how many got other dates. Runs as owner.
pub async fn run(app: &App, tenant: &Tenant) -> Result<u64, Error> {
    let tx = app.store.reader(Scope::Owner).await?;
    let open = open_cases(&tx.of(tenant.id, tenant.region)?).await?;
    drop(tx);
    let mut changed = 0;
    for batch in open.chunks(BATCH) {
        let (shared, tenant, batch) = (app.clone(), tenant.clone(), batch.to_vec());
        changed += app
            .store
            .run(Scope::Owner, move |tx| async move {
                let own = tx.of(tenant.id, tenant.region)?;
                let mut changed = 0;
                for case in batch {
                    changed += u64::from(recount(&shared, &own, case).await?);
                }
                Ok::<_, Error>(changed)
            })
            .await?;
    }
    Ok(changed)
}

async fn open_cases(tx: &Tx) -> Result<Vec<SubjectId>, Error> {
    let filter = CaseFilter { closed: Some(false), ..CaseFilter::default() };
    let reach = Reach { grant: Grant::All, never_about: Vec::new() };
    let mut page = PageRequest { first: PageRequest::MOST, after: None };
    let mut open = Vec::new();
    loop {
        let found = tx.cases(&filter, &reach, &page).await?;
        open.extend(found.rows.iter().map(|(_, row)| row.subject.id));
        page.after = found.rows.last().map(|(cursor, _)| cursor.clone());
        if !found.has_next {
            return Ok(open);
        }
    }
}

async fn recount(app: &App, tx: &Tx, case: SubjectId) -> Result<bool, Error> {
    let Some(row) = tx.subject_for_update(case).await? else { return Ok(false) };
    if row.instance.phase == Phase::Closed {
        return Ok(false);
    }
    let gathered = gather(app, tx, &row).await?;
    let events = match gathered.decide(tx, &row.instance, &Command::Recount) {
        Ok(outcome) => outcome.events,
        Err(error) => {
            tracing::error!(subject = %row.id, %error, "its clocks cannot be counted anew; they keep their dates");
            return Ok(false);
        }
    };
    if events.is_empty() {
        return Ok(false);
    }
    let acted = Event::Acted { act: RECOUNT.to_owned(), reason: None, note: None };
    let events = std::iter::once(acted).chain(events).collect();
    record(tx, &gathered, Change { actor: Actor::Operator, act: RECOUNT, before: row, events }).await?;
    Ok(true)
}
