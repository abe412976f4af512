//! Turns an announcement into notices: one per person and channel, once.

use std::collections::BTreeSet;

use otklik_domain::case::LegalRegime;
use otklik_domain::event::Kind;
use otklik_domain::id::{NotificationId, OutboxId, SubjectId, TenantId, UserId};
use otklik_domain::notification::Channel;
use otklik_domain::role::Role;
use otklik_domain::standing::Level;
use otklik_domain::tenant::Tenant;
use otklik_storage::query::notification::NewNotification;
use otklik_storage::query::outbox::OutboxRow;
use otklik_storage::{Scope, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{App, Error};

/// A notice that waits for its delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Planned {
    /// Whose user hears.
    pub tenant: TenantId,
    /// Which notice.
    pub id: NotificationId,
    /// By which way.
    pub channel: Channel,
}

/// What `record` writes beside an announcement for the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Announcement {
    /// Number of the subject.
    pub number: String,
    /// Act that was done, if any.
    pub act: Option<String>,
    /// The law the subject lives under.
    pub regime: Option<LegalRegime>,
    /// Whether the topic is restricted: then number, block and date only.
    pub restricted: bool,
    /// People of the subject's tenant who are told.
    pub people: Vec<UserId>,
    /// The rung that a fired step reached.
    pub level: Option<Level>,
    /// Title of the clock whose step fired.
    pub clock: Option<String>,
    /// The step that fired.
    pub step: Option<String>,
    /// The step asks for an act.
    pub asks_for_act: bool,
    /// The region is told.
    pub region: bool,
    /// Moment of the date it is about.
    pub due: Option<chrono::DateTime<chrono::Utc>>,
}

/// Plans the notices of one announcement; what was planned before is not planned again.
pub async fn run(app: &App, tenant: TenantId, event: OutboxId) -> Result<Vec<Planned>, Error> {
    let tx = app.store.reader(Scope::Clockwork("plan notifications")).await?;
    let Some(row) = tx.outbox_row(tenant, event).await? else { return Ok(Vec::new()) };
    let Some(home) = tx.tenant(tenant).await? else { return Ok(Vec::new()) };
    let region = tx.tenant(home.region.tenant()).await?;
    drop(tx);
    let announcement: Announcement =
        serde_json::from_value(row.body.clone()).map_err(|error| Error::Internal(error.to_string()))?;
    let mut planned = own_people(app, &home, &row, &announcement).await?;
    if let Some(region) = region.filter(|_| announcement.region) {
        planned.extend(duty_of(app, &region, &home, &row, &announcement).await?);
    }
    Ok(planned)
}

async fn own_people(
    app: &App,
    home: &Tenant,
    row: &OutboxRow,
    said: &Announcement,
) -> Result<Vec<Planned>, Error> {
    let people: BTreeSet<UserId> = said.people.iter().copied().collect();
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let notice = Notice::of(home, home, row, said);
    app.store
        .run(Scope::Tenant { tenant: home.id, region: home.region }, move |tx| async move {
            notice.keep(&tx, people).await
        })
        .await
}

/// The region's duty officers hear in their own tenant's scope: no transaction writes two tenants.
async fn duty_of(
    app: &App,
    region: &Tenant,
    home: &Tenant,
    row: &OutboxRow,
    said: &Announcement,
) -> Result<Vec<Planned>, Error> {
    let notice = Notice::of(region, home, row, said);
    app.store
        .run(Scope::Tenant { tenant: region.id, region: region.region }, move |tx| async move {
            let people = tx.holders_of(Role::RegionalDuty).await?.into_iter().collect();
            notice.keep(&tx, people).await
        })
        .await
}

/// What everybody of one tenant who is told of one event gets.
struct Notice {
    tenant: TenantId,
    event: OutboxId,
    subject: Option<SubjectId>,
    code: &'static str,
    body: Value,
}

impl Notice {
    /// What people of `told` hear of a subject of `home`; a subject of another tenant is named, not pointed at.
    fn of(told: &Tenant, home: &Tenant, row: &OutboxRow, said: &Announcement) -> Self {
        let subject = row.subject.filter(|_| told.id == home.id);
        let code = code_of(row.kind, said);
        Self { tenant: told.id, event: row.id, subject, code, body: parameters(told, home, said) }
    }

    async fn keep(self, tx: &Tx, people: BTreeSet<UserId>) -> Result<Vec<Planned>, Error> {
        let mut planned = Vec::new();
        for person in people {
            for channel in [Channel::InApp, Channel::Email] {
                let notice = NewNotification {
                    event: self.event,
                    recipient: person,
                    channel,
                    subject: self.subject,
                    text_code: self.code.to_owned(),
                    body: self.body.clone(),
                };
                if let Some(id) = tx.plan_notification(notice).await? {
                    planned.push(Planned { tenant: self.tenant, id, channel });
                }
            }
        }
        Ok(planned)
    }
}

fn code_of(kind: Kind, said: &Announcement) -> &'static str {
    let appeal = said.regime == Some(LegalRegime::Appeal59Fz);
    match (kind, said.act.as_deref()) {
        (Kind::StepFired, _) => "step.fired",
        (Kind::StepAcknowledged, _) => "step.acknowledged",
        (_, Some(act)) if appeal => code_of_appeal(act),
        (_, Some("assign" | "reassign")) => "case.assigned",
        (_, Some("submit_reply" | "submit_interim" | "submit_postponed")) => "reply.submitted",
        (_, Some("return_draft")) => "reply.returned",
        (_, Some("approve")) => "reply.approved",
        (_, Some("send_back")) => "case.sent_back",
        _ => "case.changed",
    }
}

fn code_of_appeal(act: &str) -> &'static str {
    match act {
        "enter" => "appeal.received",
        "confirm_competence" | "deny_no_answer" => "appeal.to_resolution",
        "return_to_registry" => "appeal.returned",
        "resolve" | "reassign" => "case.assigned",
        "contribute" => "contribution.given",
        "request_extension" => "extension.requested",
        "grant_extension" => "extension.granted",
        "deny_extension" => "extension.denied",
        "propose_no_answer" => "no_answer.proposed",
        "submit_reply" => "reply.submitted",
        "return_draft" => "reply.returned",
        "approve" => "reply.to_sign",
        "sign" => "reply.to_dispatch",
        "delivery_failed" => "reply.came_back",
        "send_back" => "case.sent_back",
        _ => "case.changed",
    }
}

/// What a text needs; of a restricted topic number, date and, for the region, the municipality alone.
fn parameters(told: &Tenant, home: &Tenant, said: &Announcement) -> Value {
    let mut parameters = json!({
        "number": said.number,
        "municipality": (told.id != home.id).then_some(&home.short_name),
        "due": said.due.map(|due| due.with_timezone(&home.zone).to_rfc3339()),
        "restricted": said.restricted,
    });
    if !said.restricted {
        parameters["clock"] = json!(said.clock);
        parameters["step"] = json!(said.step);
        parameters["level"] = json!(said.level.map(Level::code));
        parameters["asks_for_act"] = json!(said.asks_for_act);
    }
    parameters
}
