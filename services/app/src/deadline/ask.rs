//! Answers when a clock of a centre would be due, and why; nothing is kept.

use chrono::{DateTime, Utc};
use otklik_domain::tenant::Tenant;
use otklik_domain::topic::{Class, Topic};
use otklik_policies::catalogue::{self, Kind};
use otklik_storage::{Scope, Tx};
use otklik_workflow::Effective;
use otklik_workflow::definition::effective::Clock;
pub use otklik_workflow::sla::deadline::Deadline;
use otklik_workflow::sla::deadline::{Ask, deadline};

use crate::catalogue::calendar::TenantCalendar;
use crate::{App, Error};

/// Which clock, anchored when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Code of the centre.
    pub tenant: String,
    /// Name of a definition: `appeal_59fz`.
    pub workflow: String,
    /// Name of one of its clocks: `legal`.
    pub clock: String,
    /// Code of a topic.
    pub topic: Option<String>,
    /// The date that the source carries.
    pub source_due: Option<DateTime<Utc>>,
    /// The instant the clock is anchored at.
    pub from: DateTime<Utc>,
}

/// Counts by the definition, the hours and the holidays that hold for the centre now.
pub async fn run(app: &App, input: &Input) -> Result<Deadline, Error> {
    let tenant = tenant_named(app, &input.tenant).await?;
    let tx = app.store.reader(Scope::Tenant { tenant: tenant.id, region: tenant.region }).await?;
    let (_, definition) =
        tx.definition_latest(&input.workflow).await?.ok_or_else(|| unknown_workflow(&input.workflow))?;
    let clock = definition.clock(&input.clock).ok_or_else(|| unknown_clock(&input.clock, &definition))?;
    let topic = match &input.topic {
        Some(code) => Some(topic_named(&tx, code).await?),
        None => None,
    };
    let calendar = app.tenant_calendar(&tx, &tenant).await?;
    let ask = Ask {
        def: &definition,
        clock: &input.clock,
        class: topic.as_ref().map_or(Class::Normal, |topic| topic.class),
        topic: topic.as_ref().map_or("", |topic| &topic.code),
        anchor: input.from,
        source_due: input.source_due,
        promised: None,
        calendar: &calendar.calendar,
    };
    let mut found =
        deadline(&ask).map_err(|reason| Error::invalid("NO_DEADLINE", "clock", reason.to_string()))?;
    let mut said = unknown_holidays(&calendar, input, &found);
    if topic.is_none() && hangs_on_topic(clock) {
        said.push(
            "Тема не названа (--topic), а срок от неё зависит: взята обычная тема, класс N.".to_owned(),
        );
    }
    found.explanation.splice(0..0, said);
    Ok(found)
}

fn unknown_holidays(calendar: &TenantCalendar, input: &Input, found: &Deadline) -> Vec<String> {
    let legal = found.legal_due.as_ref().map(|due| due.date);
    let last = legal.map_or(found.control_due.date, |legal| legal.max(found.control_due.date));
    calendar.unknown_holidays(calendar.calendar.local_date(input.from), last)
}

/// A tenant by its code, or which codes there are.
pub(crate) async fn tenant_named(app: &App, code: &str) -> Result<Tenant, Error> {
    let tenants = app.store.reader(Scope::Clockwork("name a centre")).await?.tenants().await?;
    let known: Vec<String> = tenants.iter().map(|tenant| tenant.code.clone()).collect();
    tenants.into_iter().find(|tenant| tenant.code == code).ok_or_else(|| {
        let message = format!("Центра «{code}» нет. Укажите один из: {}.", listed(known));
        Error::invalid("UNKNOWN_TENANT", "tenant", message)
    })
}

async fn topic_named(tx: &Tx, code: &str) -> Result<Topic, Error> {
    if let Some(topic) = tx.topic(code).await? {
        return Ok(topic);
    }
    let known = tx.topics().await?.into_iter().map(|topic| topic.code).collect();
    let message = format!("Темы «{code}» нет. Укажите одну из: {}.", listed(known));
    Err(Error::invalid("UNKNOWN_TOPIC", "topic", message))
}

fn unknown_workflow(name: &str) -> Error {
    let definitions = catalogue::entries().iter().filter(|entry| entry.kind == Kind::Definition);
    let known = definitions.map(|entry| entry.name.to_owned()).collect();
    let message = format!("Порядка работы «{name}» нет. Укажите один из: {}.", listed(known));
    Error::invalid("UNKNOWN_WORKFLOW", "workflow", message)
}

fn unknown_clock(name: &str, definition: &Effective) -> Error {
    let known =
        definition.clocks.iter().map(|clock| format!("{} ({})", clock.name, clock.title.value)).collect();
    let message = format!(
        "Показателя срока «{name}» в порядке «{}» нет. Укажите один из: {}.",
        definition.name,
        listed(known)
    );
    Error::invalid("UNKNOWN_CLOCK", "clock", message)
}

fn listed(names: Vec<String>) -> String {
    if names.is_empty() {
        "пока ничего не загружено".to_owned()
    } else {
        names.join(", ")
    }
}

fn hangs_on_topic(clock: &Clock) -> bool {
    let mut amounts = clock.amounts.values().map(|amount| &amount.value);
    let first = amounts.next();
    !clock.amounts_by_topic.is_empty() || amounts.any(|other| Some(other) != first)
}
