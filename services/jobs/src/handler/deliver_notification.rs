//! One delivery to one person by one channel. What was delivered or given up before is left alone.

use otklik_app::App;
use otklik_app::notification::deliver::{self, Letter};
use otklik_domain::id::{NotificationId, TenantId};
use otklik_domain::notification::Channel;
use otklik_notify::channel::in_app;
use otklik_notify::template::Code;
use otklik_notify::{Error, Mail, Mailer, Parameters, render};

use super::judged;
use crate::queue::Failure;

const NO_SERVER: &str = "почта не настроена (OTKLIK_SMTP_URL)";
const NO_ADDRESS: &str = "у учётной записи нет адреса почты";

pub(crate) async fn run(
    app: &App,
    mailer: Option<&Mailer>,
    tenant: TenantId,
    id: NotificationId,
    channel: Channel,
) -> Result<(), Failure> {
    let Some(letter) = deliver::load(app, tenant, id).await.map_err(judged)? else { return Ok(()) };
    match channel {
        Channel::InApp => in_app::deliver().map_err(failure)?,
        Channel::Email => match (mailer, &letter.email) {
            (None, _) => return failed(app, tenant, id, NO_SERVER).await,
            (Some(_), None) => return failed(app, tenant, id, NO_ADDRESS).await,
            (Some(mailer), Some(address)) => mailer.send(&mail(&letter, address)?).await.map_err(failure)?,
        },
    }
    deliver::delivered(app, tenant, id).await.map_err(judged)
}

/// Keeps the reason where people see it.
pub(crate) async fn give_up(app: &App, tenant: TenantId, id: NotificationId, reason: &str) {
    if let Err(error) = deliver::failed(app, tenant, id, reason.to_owned()).await {
        tracing::error!(%error, notification.id = %id, "reason of a lost notice is in the log only");
    }
}

/// Not a fault of the job: the notice cannot go this way, and its row says why.
async fn failed(app: &App, tenant: TenantId, id: NotificationId, reason: &str) -> Result<(), Failure> {
    deliver::failed(app, tenant, id, reason.to_owned()).await.map_err(judged)
}

fn mail(letter: &Letter, address: &str) -> Result<Mail, Failure> {
    let code: Code = letter.code.parse().map_err(|error| Failure::GiveUp(format!("text: {error}")))?;
    let parameters: Parameters = serde_json::from_value(letter.body.clone())
        .map_err(|error| Failure::GiveUp(format!("parameters of the text: {error}")))?;
    let text = render(code, &parameters);
    Ok(Mail {
        to: address.to_owned(),
        subject: text.subject,
        text: text.text,
        message_id: letter.message_id.clone(),
    })
}

fn failure(error: Error) -> Failure {
    match error {
        Error::Retry(reason) => Failure::Retry(reason),
        Error::GiveUp(reason) => Failure::GiveUp(reason),
    }
}
