//! One delivery: what to say to whom, and what became of it.

use chrono::TimeDelta;
use otklik_domain::id::{NotificationId, TenantId};
use otklik_domain::notification::State;
use otklik_domain::tenant::Tenant;
use otklik_storage::Scope;
use serde_json::Value;

use super::plan::Planned;
use crate::{App, Error};

/// What a channel needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// Address of the person; none when the account has none.
    pub email: Option<String>,
    /// Which text.
    pub code: String,
    /// What the text needs.
    pub body: Value,
    /// The same for every try, so that a receiver can drop a repeat.
    pub message_id: String,
}

/// The notice, while it still waits.
pub async fn load(app: &App, tenant: TenantId, id: NotificationId) -> Result<Option<Letter>, Error> {
    let home = home(app, tenant).await?;
    let tx = app.store.reader(scope(&home)).await?;
    let Some(notice) = tx.notification(id).await?.filter(|notice| notice.state == State::Planned) else {
        return Ok(None);
    };
    let account = tx.membership(notice.recipient).await?.map(|membership| membership.account);
    drop(tx);
    let email = match account {
        Some(account) => app.store.reader(Scope::Door).await?.account(account).await?.and_then(|a| a.email),
        None => None,
    };
    Ok(Some(Letter {
        email,
        code: notice.text_code,
        body: notice.body,
        message_id: format!("{}.{}", id.0, tenant.0),
    }))
}

/// How long a planned notice may wait before its delivery is offered again.
const PATIENCE: TimeDelta = TimeDelta::seconds(60);

/// Notices whose delivery was lost on its way.
pub async fn waiting(app: &App, limit: u64) -> Result<Vec<Planned>, Error> {
    let tx = app.store.reader(Scope::Clockwork("offer notices again")).await?;
    let waiting = tx.waiting_notifications(tx.now().get() - PATIENCE, limit).await?;
    Ok(waiting.into_iter().map(|(tenant, id, channel)| Planned { tenant, id, channel }).collect())
}

/// Marks it as handed over.
pub async fn delivered(app: &App, tenant: TenantId, id: NotificationId) -> Result<(), Error> {
    let home = home(app, tenant).await?;
    app.store
        .run(scope(&home), move |tx| async move {
            tx.mark_delivered(id).await?;
            Ok(())
        })
        .await
}

/// Marks it as given up, with the reason.
pub async fn failed(app: &App, tenant: TenantId, id: NotificationId, reason: String) -> Result<(), Error> {
    let home = home(app, tenant).await?;
    app.store
        .run(scope(&home), move |tx| async move {
            tx.mark_failed(id, &reason).await?;
            Ok(())
        })
        .await
}

async fn home(app: &App, tenant: TenantId) -> Result<Tenant, Error> {
    app.store.reader(Scope::Door).await?.tenant(tenant).await?.ok_or(Error::NotFound)
}

fn scope(home: &Tenant) -> Scope {
    Scope::Tenant { tenant: home.id, region: home.region }
}
