//! Accounts as the operator makes them: a login, a password, a membership and the seats it holds.

use chrono::{DateTime, NaiveDate, Utc};
use otklik_domain::audit::Actor;
use otklik_domain::id::{AccountId, UserId};
use otklik_domain::tenant::Tenant;
use otklik_storage::query::account::Account;
use otklik_storage::query::composition::{Appointment, Membership};
use otklik_storage::{Scope, Tx};
use serde_json::json;

use super::fresh_secret;
use crate::{App, Error};

/// A person to be let in.
#[derive(Clone, PartialEq, Eq)]
pub struct NewUser {
    /// Unique in the deployment.
    pub login: String,
    /// First password; without one only a token opens the door.
    pub password: Option<String>,
    /// Where the person works.
    pub tenant_code: String,
    /// Position, as shown.
    pub position: String,
    /// Codes of the seats the person holds.
    pub seats: Vec<String>,
}

/// Makes an account with a membership and its appointments, from today on.
pub async fn create(app: &App, user: NewUser) -> Result<UserId, Error> {
    let hash = match user.password.clone() {
        Some(password) => Some(app.passwords.hash(password).await?),
        None => None,
    };
    app.store
        .run(Scope::Owner, move |tx| async move {
            let tenant = known(&tx, &user.tenant_code).await?;
            if tx.account_by_login(&user.login).await?.is_some() {
                return Err(Error::invalid(
                    "LOGIN_TAKEN",
                    "login",
                    format!("Логин {} уже занят.", user.login),
                ));
            }
            let account = Account {
                id: tx.new_id(),
                login: user.login.clone(),
                password_hash: hash,
                email: None,
                blocked_at: None,
            };
            tx.insert_account(&account).await?;
            let today = today(&tx, &tenant);
            seat(&tx, &tenant, account.id, &user, today).await
        })
        .await
}

async fn seat(
    tx: &Tx,
    tenant: &Tenant,
    account: AccountId,
    user: &NewUser,
    today: NaiveDate,
) -> Result<UserId, Error> {
    let tx = tx.of(tenant.id, tenant.region)?;
    let id: UserId = tx.new_id();
    tx.insert_membership(&Membership {
        id,
        account,
        position: user.position.clone(),
        from_on: today,
        to_on: None,
    })
    .await?;
    let seats = tx.seats().await?;
    for code in &user.seats {
        let Some(seat) = seats.iter().find(|seat| &seat.code == code) else {
            return Err(Error::invalid("UNKNOWN_SEAT", "seats", format!("В составе нет места {code}.")));
        };
        let appointment =
            Appointment { id: tx.new_id(), seat: seat.id, user: id, from_on: today, to_on: None };
        tx.insert_appointment(&appointment).await?;
    }
    tx.audit(Actor::Operator, "user.create", None, &json!({ "user": id, "seats": user.seats })).await?;
    Ok(id)
}

/// Sets a password and ends every session of the account.
pub async fn set_password(app: &App, login: &str, password: String) -> Result<(), Error> {
    let hash = app.passwords.hash(password).await?;
    let login = login.to_owned();
    app.store
        .run(Scope::Door, move |tx| async move {
            let account = tx.account_by_login(&login).await?.ok_or(Error::NotFound)?;
            tx.set_password(account.id, &hash).await?;
            tx.delete_sessions_of(account.id).await?;
            Ok(())
        })
        .await
}

/// Issues a token of an account for one tenant; the text is shown once.
pub async fn issue_token(
    app: &App,
    login: &str,
    tenant_code: &str,
    scopes: &str,
    expires_at: Option<DateTime<Utc>>,
) -> Result<String, Error> {
    let (secret, hash) = fresh_secret();
    let (login, tenant_code, scopes) = (login.to_owned(), tenant_code.to_owned(), scopes.to_owned());
    app.store
        .run(Scope::Door, move |tx| async move {
            let account = tx.account_by_login(&login).await?.ok_or(Error::NotFound)?;
            let membership = tx
                .memberships_of(account.id)
                .await?
                .into_iter()
                .find(|membership| membership.tenant.code == tenant_code)
                .ok_or(Error::NotFound)?;
            tx.insert_token(hash, account.id, membership.tenant.id, &scopes, expires_at).await?;
            Ok::<_, Error>(())
        })
        .await?;
    Ok(secret)
}

async fn known(tx: &Tx, code: &str) -> Result<Tenant, Error> {
    tx.tenant_by_code(code).await?.ok_or_else(|| {
        Error::invalid("UNKNOWN_TENANT", "tenant", format!("Арендатора {code} нет: загрузите его файл."))
    })
}

fn today(tx: &Tx, tenant: &Tenant) -> NaiveDate {
    tx.now().get().with_timezone(&tenant.zone).date_naive()
}
