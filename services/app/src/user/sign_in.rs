//! Signs a person in with a password.

use chrono::TimeDelta;
use otklik_storage::Scope;

use super::password::{MOST_BYTES, TooMany};
use super::{MembershipView, fresh_secret};
use crate::{App, Error};

/// A session ends this long after sign-in, whatever happens.
pub const ABSOLUTE_LIFE: TimeDelta = TimeDelta::hours(12);
/// A session that is not used this long has ended.
pub const IDLE_LIFE: TimeDelta = TimeDelta::minutes(30);

/// A session that has begun.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// What the cookie carries; the database keeps only its hash.
    pub secret: String,
    /// Where the person works.
    pub memberships: Vec<MembershipView>,
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// The pair is wrong; which half is not said.
    #[error("wrong login or password")]
    WrongPassword,
    /// Too many sign-ins at once: come again in a second.
    #[error("too many sign-ins at once")]
    TooMany,
    /// Something else.
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<TooMany> for SignInError {
    fn from(_: TooMany) -> Self {
        Self::TooMany
    }
}

/// Signs a person in. An unknown login, a blocked account and a wrong password look and last the same.
pub async fn run(app: &App, login: &str, password: String) -> Result<SignedIn, SignInError> {
    if password.len() > MOST_BYTES {
        return Err(SignInError::WrongPassword);
    }
    let tx = app.store.reader(Scope::Door).await.map_err(Error::from)?;
    let account = tx.account_by_login(login.trim()).await.map_err(Error::from)?;
    drop(tx);
    let open = account.filter(|account| account.blocked_at.is_none());
    let stored = open.as_ref().and_then(|account| account.password_hash.clone());
    if !app.passwords.verify(password, stored).await? {
        return Err(SignInError::WrongPassword);
    }
    let account = open.ok_or(SignInError::WrongPassword)?;
    let (secret, hash) = fresh_secret();
    let memberships = app
        .store
        .run(Scope::Door, move |tx| async move {
            tx.insert_session(hash, account.id, tx.now().get() + ABSOLUTE_LIFE).await?;
            Ok::<_, Error>(tx.memberships_of(account.id).await?)
        })
        .await?;
    let memberships = memberships
        .into_iter()
        .map(|membership| MembershipView { tenant: membership.tenant, position: membership.position })
        .collect();
    Ok(SignedIn { secret, memberships })
}
