//! Ends a session.

use otklik_storage::Scope;

use super::digest;
use crate::{App, Error};

/// Ends the session of `secret`; an unknown one is already ended.
pub async fn run(app: &App, secret: &str) -> Result<(), Error> {
    let hash = digest(secret);
    app.store.run(Scope::Door, move |tx| async move { Ok(tx.delete_session(hash).await?) }).await
}

/// Forgets sessions that have ended; answers how many.
pub async fn forget_ended(app: &App) -> Result<u64, Error> {
    app.store.run(Scope::Door, move |tx| async move { Ok(tx.forget_sessions().await?) }).await
}
