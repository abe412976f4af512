//! A person enters a case by hand: it gets a number, a route and its clocks in one transaction.

use chrono::Datelike;
use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::case::{Applicant, LegalRegime};
use otklik_domain::id::{BlockId, OrganizationId};
use otklik_domain::refusal::{Code, Refusal};
use otklik_domain::subject::Kind;
use otklik_domain::tenant::Tenant;
use otklik_domain::topic::Topic;
use otklik_intake::IntakeRecord;
use otklik_intake::card::Card;
use otklik_storage::Tx;
use otklik_storage::query::case::CaseText;
use otklik_storage::query::composition::RoutingRule;
use otklik_storage::query::subject::{DefinitionKey, SubjectRow};
use otklik_workflow::instance::Instance;

use super::gather::{expect_open, gather, tenant_of};
use super::perform::{actor, receipt};
use super::record::{Change, ENTER, record_entry};
use crate::request::{once, own_scope};
use crate::{App, Error, Receipt, Request};

/// The definition that messages from open sources and the telephone run.
pub const MESSAGE_DEFINITION: &str = "message_incident";

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
        expect_open(&tx, person.tenant).await?;
        let tenant = tenant_of(&tx, person.tenant).await?;
        let Some(topic) = tx.topic(&record.topic).await? else {
            return Err(Error::Refused(vec![Refusal::new(Code::NotInClosedList).field("topic")]));
        };
        let row = draft_row(&tx, &tenant, &topic, &record).await?;
        let gathered = gather(&shared, &tx, &row).await?;
        let (instance, events) = gathered.enter(&tx)?;
        let row = SubjectRow { instance, ..row };
        let change = Change { actor: actor(&person), act: ENTER, before: row, events };
        let row = record_entry(&tx, &gathered, change).await?;
        keep_texts(&tx, &row, record.essence, record.address, record.thread_url, record.applicant).await?;
        Ok(receipt(&row))
    })
    .await
}

async fn draft_row(
    tx: &Tx,
    tenant: &Tenant,
    topic: &Topic,
    record: &IntakeRecord,
) -> Result<SubjectRow, Error> {
    let now = tx.now().get();
    let (block, organization) = route(&tx.routing_rules().await?, &topic.code);
    let (definition, _) = tx
        .definition_latest(MESSAGE_DEFINITION)
        .await?
        .ok_or_else(|| Error::Internal(format!("definition {MESSAGE_DEFINITION} is not in the catalogue")))?;
    let year = now.with_timezone(&tenant.zone).year();
    Ok(SubjectRow {
        id: tx.new_id(),
        tenant: tenant.id,
        region: tenant.region,
        kind: Kind::Case,
        number: tx.next_message_number(&tenant.number_prefix, year).await?,
        regime: LegalRegime::Message,
        definition: DefinitionKey { tenant: definition.tenant, id: definition.id },
        revision: 1,
        restricted: topic.restricted,
        channel: record.channel,
        topic: topic.code.clone(),
        sphere: topic.sphere,
        block,
        organization,
        complained_about: None,
        received_at: record.received_at,
        entered_at: now,
        changed_at: now,
        next_due: None,
        late_since: None,
        instance: Instance::before_entry(),
    })
}

/// The rule with the longest prefix of the topic decides; no rule leaves the case to the coordinator.
pub(crate) fn route(rules: &[RoutingRule], topic: &str) -> (Option<BlockId>, Option<OrganizationId>) {
    rules
        .iter()
        .filter(|rule| {
            topic
                .strip_prefix(rule.topic_prefix.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
        .max_by_key(|rule| rule.topic_prefix.len())
        .map_or((None, None), |rule| (rule.block, rule.organization))
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
