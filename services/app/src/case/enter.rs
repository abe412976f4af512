//! A person enters a case by hand: it gets a number, a route and its clocks in one transaction.

use chrono::Datelike;
use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::case::{Applicant, LegalRegime};
use otklik_domain::refusal::{Code, Refusal};
use otklik_domain::subject::Kind;
use otklik_domain::tenant::Tenant;
use otklik_domain::topic::Topic;
use otklik_intake::IntakeRecord;
use otklik_intake::card::Card;
use otklik_storage::Tx;
use otklik_storage::query::case::CaseText;
use otklik_storage::query::subject::{DefinitionKey, SubjectRow};
use otklik_workflow::event::Event;
use otklik_workflow::instance::Instance;

use super::gather::{expect_open, gather, tenant_of};
use super::perform::{actor, receipt};
use super::record::{Change, ENTER, record_entry};
use super::route::{self, Route, RouteMap};
use crate::request::{once, own_scope};
use crate::{App, Error, Receipt, Request};

/// The definition that messages from open sources and the telephone run.
pub const MESSAGE_DEFINITION: &str = "message_incident";
/// The definition that appeals under 59-ФЗ run.
pub const APPEAL_DEFINITION: &str = "appeal_59fz";

/// The operator's card.
pub type Input = Card;

/// A person enters a case by hand.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let (shared, person) = (app.clone(), caller.clone());
    once(app, caller, *request, own_scope(caller), move |tx| async move {
        if !shared.authorizer.may(&person, Action::CaseEnter) {
            return Err(Error::Forbidden);
        }
        let record = otklik_intake::card::read(&input, tx.now())?;
        let entry = Entry { record, regime: LegalRegime::Message, note: None };
        keep_entry(&shared, &tx, &person, entry).await.map(|row| receipt(&row))
    })
    .await
}

/// What is entered, under which law, and what the history says beside it.
pub(crate) struct Entry {
    pub(crate) record: IntakeRecord,
    pub(crate) regime: LegalRegime,
    pub(crate) note: Option<String>,
}

/// Gives a cleaned record its number, its route and its clocks, and keeps it.
pub(crate) async fn keep_entry(
    app: &App,
    tx: &Tx,
    person: &Caller,
    entry: Entry,
) -> Result<SubjectRow, Error> {
    expect_open(tx, person.tenant).await?;
    let tenant = tenant_of(tx, person.tenant).await?;
    let Entry { record, regime, note: said } = entry;
    let Some(topic) = tx.topic(&record.topic).await? else {
        return Err(Error::Refused(vec![Refusal::new(Code::NotInClosedList).field("topic")]));
    };
    let route = RouteMap::of_topic(tx, &topic.code).await?.route(&topic.code);
    let row = draft_row(tx, &tenant, &topic, (&record, regime), &route).await?;
    let gathered = gather(app, tx, &row).await?;
    let (instance, mut events) = gathered.enter(tx)?;
    if let Some(Event::Acted { note, .. }) = events.first_mut() {
        *note = said;
    }
    let row = SubjectRow { instance, ..row };
    let change = Change { actor: actor(person), act: ENTER, before: row, events };
    let row = record_entry(tx, &gathered, change).await?;
    route::keep(tx, &gathered, &row, actor(person), &route).await?;
    let row = route::give(tx, &gathered, row, (actor(person), person.user), &route).await?;
    keep_texts(tx, &row, record.essence, record.address, record.thread_url, record.applicant).await?;
    Ok(row)
}

/// The name of the definition that a case of this regime runs.
fn definition_of(regime: LegalRegime) -> Result<&'static str, Error> {
    match regime {
        LegalRegime::Message => Ok(MESSAGE_DEFINITION),
        LegalRegime::Appeal59Fz => Ok(APPEAL_DEFINITION),
        LegalRegime::InfoRequest8Fz => Err(Error::Internal(format!("{regime} has no definition"))),
    }
}

async fn draft_row(
    tx: &Tx,
    tenant: &Tenant,
    topic: &Topic,
    (record, regime): (&IntakeRecord, LegalRegime),
    route: &Route,
) -> Result<SubjectRow, Error> {
    let now = tx.now().get();
    let name = definition_of(regime)?;
    let (definition, _) = tx
        .definition_latest(name)
        .await?
        .ok_or_else(|| Error::Internal(format!("definition {name} is not in the catalogue")))?;
    let year = now.with_timezone(&tenant.zone).year();
    Ok(SubjectRow {
        id: tx.new_id(),
        tenant: tenant.id,
        region: tenant.region,
        kind: Kind::Case,
        number: tx.next_message_number(&tenant.number_prefix, year).await?,
        regime,
        definition: DefinitionKey { tenant: definition.tenant, id: definition.id },
        revision: 1,
        restricted: topic.restricted,
        channel: record.channel,
        topic: topic.code.clone(),
        sphere: topic.sphere,
        block: route.block,
        direction: route.direction,
        organization: route.organization,
        complained_about: None,
        co_assignees: Vec::new(),
        source_due: None,
        received_at: record.received_at,
        entered_at: now,
        changed_at: now,
        next_due: None,
        late_since: None,
        instance: Instance::before_entry(),
    })
}

async fn keep_texts(
    tx: &Tx,
    row: &SubjectRow,
    essence: String,
    address: Option<String>,
    thread_url: Option<String>,
    applicant: Option<Applicant>,
) -> Result<(), Error> {
    tx.insert_case_text(row.id, CaseText { essence, address, thread_url }).await?;
    if let Some(applicant) = applicant {
        tx.seal_applicant(row.id, &applicant).await?;
    }
    Ok(())
}
