//! Cookie or bearer token → the caller in the tenant of the path.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use otklik_app::App;
use otklik_app::user::caller::{by_session, by_token, memberships};
use otklik_domain::caller::Caller;

use super::cookie;
use crate::error::Problem;
use crate::origin::{PublicUrl, own_pages};

/// What a request shows.
pub(crate) enum Credentials {
    /// The cookie of a browser.
    Session(String),
    /// A token of a program.
    Token(String),
}

impl Credentials {
    /// A token goes before a cookie: a browser never sends the first by itself.
    pub(crate) fn of(headers: &HeaderMap, public: &PublicUrl) -> Result<Self, Problem> {
        if let Some(value) = headers.get(AUTHORIZATION) {
            let token = value.to_str().ok().and_then(|text| text.split_once(' '));
            return match token {
                Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") && token.len() <= 128 => {
                    Ok(Self::Token(token.trim().to_owned()))
                }
                _ => Err(Problem::unauthenticated()),
            };
        }
        cookie::secret(headers, public).map(Self::Session).ok_or_else(Problem::unauthenticated)
    }

    /// A cookie is sent by the browser whoever asks: then the request must come from our own pages.
    pub(crate) fn hold_to_own_pages(&self, headers: &HeaderMap, public: &PublicUrl) -> Result<(), Problem> {
        match self {
            Self::Session(_) => own_pages(headers, public),
            Self::Token(_) => Ok(()),
        }
    }
}

/// The caller; an unknown tenant and one where the account does not work are the same answer.
pub(crate) async fn caller(app: &App, credentials: &Credentials, code: &str) -> Result<Caller, Problem> {
    match credentials {
        Credentials::Token(token) => by_token(app, token, code).await?.ok_or_else(Problem::unauthenticated),
        Credentials::Session(secret) => match by_session(app, secret, code).await? {
            Some(caller) => Ok(caller),
            None if memberships(app, secret).await?.is_some() => Err(Problem::not_found()),
            None => Err(Problem::unauthenticated()),
        },
    }
}
