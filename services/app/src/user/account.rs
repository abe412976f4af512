//! Accounts as the operator makes them: a login, a password, a membership and the seats it holds.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use otklik_domain::audit::Actor;
use otklik_domain::id::{AccountId, UserId};
use otklik_domain::tenant::{State, Tenant};
use otklik_storage::query::account::Account;
use otklik_storage::query::composition::Membership;
use otklik_storage::{Scope, Tx};
use serde_json::json;

use super::fresh_secret;
use crate::composition::appoint::{self, Input};
use crate::composition::{Centre, today};
use crate::tenant::file::plan::Rank;
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
    /// Rank of the position, where the file of the centre does not tell it.
    pub rank: Option<Rank>,
    /// Codes of the seats the person holds.
    pub seats: Vec<String>,
}

/// Makes an account with a membership and its appointments, from today on.
pub async fn create(app: &App, user: NewUser) -> Result<UserId, Error> {
    let users = create_all(app, vec![user]).await?;
    users.first().copied().ok_or_else(|| Error::Internal("one person gave no user".to_owned()))
}

/// Lets many people in, all or none. A password that several share is hashed once.
pub async fn create_all(app: &App, users: Vec<NewUser>) -> Result<Vec<UserId>, Error> {
    let mut hashes: HashMap<String, String> = HashMap::new();
    for password in users.iter().filter_map(|user| user.password.as_ref()) {
        if !hashes.contains_key(password) {
            hashes.insert(password.clone(), app.passwords.hash(password.clone()).await?);
        }
    }
    app.store
        .run(Scope::Owner, move |tx| async move {
            let mut centres: BTreeMap<String, Centre> = BTreeMap::new();
            let mut ids = Vec::with_capacity(users.len());
            for user in &users {
                let hash = user.password.as_ref().and_then(|password| hashes.get(password).cloned());
                if !centres.contains_key(&user.tenant_code) {
                    centres.insert(user.tenant_code.clone(), centre(&tx, &user.tenant_code).await?);
                }
                ids.push(let_in(&tx, &centres[&user.tenant_code], user, hash).await?);
            }
            Ok(ids)
        })
        .await
}

async fn centre(tx: &Tx, code: &str) -> Result<Centre, Error> {
    let tenant = known(tx, code).await?;
    let own = tx.of(tenant.id, tenant.region)?;
    Centre::load(&own, tenant).await
}

async fn let_in(tx: &Tx, centre: &Centre, user: &NewUser, hash: Option<String>) -> Result<UserId, Error> {
    if tx.account_by_login(&user.login).await?.is_some() {
        return Err(Error::invalid("LOGIN_TAKEN", "login", format!("Логин {} уже занят.", user.login)));
    }
    let account = Account {
        id: tx.new_id(),
        login: user.login.clone(),
        password_hash: hash,
        email: None,
        blocked_at: None,
    };
    tx.insert_account(&account).await?;
    seat(&tx.of(centre.tenant.id, centre.tenant.region)?, centre, account.id, user).await
}

async fn seat(own: &Tx, centre: &Centre, account: AccountId, user: &NewUser) -> Result<UserId, Error> {
    let today = today(own, &centre.tenant);
    let id: UserId = own.new_id();
    let position = user.position.clone();
    own.insert_membership(&Membership { id, account, position, from_on: today, to_on: None }).await?;
    for code in &user.seats {
        let Some(seat) = centre.seats.iter().find(|seat| &seat.code == code) else {
            return Err(Error::invalid("UNKNOWN_SEAT", "seats", format!("В составе нет места {code}.")));
        };
        let input =
            Input { seat: seat.id, user: id, from: today, to: None, act: None, rank: user.rank, note: None };
        appoint::keep(own, centre, Actor::Operator, input).await.map_err(super::seat::in_words)?;
    }
    own.audit(Actor::Operator, "user.create", None, &json!({ "user": id, "seats": user.seats })).await?;
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

/// A centre that has not ended.
pub(super) async fn known(tx: &Tx, code: &str) -> Result<Tenant, Error> {
    let tenant = tx.tenant_by_code(code).await?.ok_or_else(|| {
        Error::invalid("UNKNOWN_TENANT", "tenant", format!("Арендатора {code} нет: загрузите его файл."))
    })?;
    if tenant.state == State::Ended {
        let message = format!("Центр {code} завершил работу: людей в нём больше не заводят и не назначают.");
        return Err(Error::invalid("TENANT_ENDED", "tenant", message));
    }
    Ok(tenant)
}
