//! Who is asking: a session or a token, in the tenant of the path, with the roles held there now.

use chrono::TimeDelta;
use otklik_domain::caller::Caller;
use otklik_domain::id::{AccountId, UserId};
use otklik_domain::tenant::Tenant;
use otklik_storage::{Scope, Tx};

use super::sign_in::IDLE_LIFE;
use super::{MembershipView, digest};
use crate::{App, Error};

/// The scope of a token that may send free GraphQL text.
pub const FREE_TEXT: &str = "graphql.free";

/// How old the last use of a session may be before it is written again.
const TOUCH_EVERY: TimeDelta = TimeDelta::minutes(1);

/// The caller of a session in a tenant; none when the session has ended or the account does not work there.
pub async fn by_session(app: &App, secret: &str, tenant_code: &str) -> Result<Option<Caller>, Error> {
    let tx = app.store.reader(Scope::Door).await?;
    let Some(session) = open_session(&tx, secret).await? else { return Ok(None) };
    let membership = membership_in(&tx, session.account, tenant_code).await?;
    drop(tx);
    session.touch(app).await?;
    match membership {
        Some((user, tenant)) => Ok(Some(caller(app, session.account, user, tenant, false).await?)),
        None => Ok(None),
    }
}

/// The caller of a token; a token works in its own tenant alone.
pub async fn by_token(app: &App, token: &str, tenant_code: &str) -> Result<Option<Caller>, Error> {
    let tx = app.store.reader(Scope::Door).await?;
    let Some(token) = tx.token(digest(token)).await? else { return Ok(None) };
    let open = tx.account(token.account).await?.is_some_and(|account| account.blocked_at.is_none());
    let membership = membership_in(&tx, token.account, tenant_code).await?;
    drop(tx);
    match membership {
        Some((user, tenant)) if open && tenant.id == token.tenant => {
            let free_text = token.scopes.split(' ').any(|scope| scope == FREE_TEXT);
            Ok(Some(caller(app, token.account, user, tenant, free_text).await?))
        }
        _ => Ok(None),
    }
}

/// Where the account of a session works; none when the session has ended.
pub async fn memberships(app: &App, secret: &str) -> Result<Option<Vec<MembershipView>>, Error> {
    let tx = app.store.reader(Scope::Door).await?;
    let Some(session) = open_session(&tx, secret).await? else { return Ok(None) };
    let memberships = tx.memberships_of(session.account).await?;
    drop(tx);
    session.touch(app).await?;
    let view = memberships
        .into_iter()
        .map(|membership| MembershipView { tenant: membership.tenant, position: membership.position })
        .collect();
    Ok(Some(view))
}

/// A session that has not ended.
struct OpenSession {
    hash: [u8; 32],
    account: AccountId,
    is_stale: bool,
}

impl OpenSession {
    /// Notes the use. Called when the snapshot is closed: whoever waits for a second connection with one in hand
    /// stops everybody once enough callers do.
    async fn touch(&self, app: &App) -> Result<(), Error> {
        if !self.is_stale {
            return Ok(());
        }
        let hash = self.hash;
        app.store.run(Scope::Door, move |tx| async move { Ok(tx.touch_session(hash).await?) }).await
    }
}

async fn open_session(tx: &Tx, secret: &str) -> Result<Option<OpenSession>, Error> {
    let hash = digest(secret);
    let Some(session) = tx.session(hash).await? else { return Ok(None) };
    let idle = tx.now().get() - session.seen_at;
    if idle > IDLE_LIFE {
        return Ok(None);
    }
    let open = tx.account(session.account).await?.is_some_and(|account| account.blocked_at.is_none());
    Ok(open.then_some(OpenSession { hash, account: session.account, is_stale: idle > TOUCH_EVERY }))
}

async fn membership_in(
    tx: &Tx,
    account: AccountId,
    tenant_code: &str,
) -> Result<Option<(UserId, Tenant)>, Error> {
    let memberships = tx.memberships_of(account).await?;
    Ok(memberships
        .into_iter()
        .find(|membership| membership.tenant.code == tenant_code)
        .map(|membership| (membership.user, membership.tenant)))
}

async fn caller(
    app: &App,
    account: AccountId,
    user: UserId,
    tenant: Tenant,
    free_text: bool,
) -> Result<Caller, Error> {
    let tx = app.store.reader(Scope::Tenant { tenant: tenant.id, region: tenant.region }).await?;
    let holdings = tx.holdings_of(user).await?;
    Ok(Caller {
        account,
        user,
        tenant: tenant.id,
        region: tenant.region,
        kind: tenant.kind,
        holdings,
        free_text,
    })
}

/// The caller behind a login, for the commands of the operator; none when the account does not work there.
pub async fn by_login(app: &App, login: &str, tenant_code: &str) -> Result<Option<Caller>, Error> {
    let tx = app.store.reader(Scope::Owner).await?;
    let Some(account) = tx.account_by_login(login).await? else { return Ok(None) };
    let membership = membership_in(&tx, account.id, tenant_code).await?;
    drop(tx);
    match membership {
        Some((user, tenant)) => Ok(Some(caller(app, account.id, user, tenant, false).await?)),
        None => Ok(None),
    }
}
