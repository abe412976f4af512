//! Sign-in, sign-out, and where the account works.

use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum::{Extension, Json};
use otklik_app::user::sign_in::{self, SignInError};
use otklik_app::user::{MembershipView, caller, password, sign_out};
use serde::{Deserialize, Serialize};

use super::cookie;
use super::throttle::{Attempt, client};
use crate::body::{Bounds, expect_json, read};
use crate::error::Problem;
use crate::origin::own_pages;
use crate::state::ApiState;

const BOUNDS: Bounds = Bounds { bytes: 4_096, time: Duration::from_secs(10) };
/// Longest login, in bytes.
const LONGEST_LOGIN: usize = 254;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Login {
    login: String,
    password: String,
}

/// Where an account works.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Membership {
    code: String,
    kind: &'static str,
    name: String,
    short_name: String,
    position: String,
}

#[derive(Serialize)]
struct Memberships {
    memberships: Vec<Membership>,
}

impl From<Vec<MembershipView>> for Memberships {
    fn from(views: Vec<MembershipView>) -> Self {
        let memberships = views.into_iter().map(|view| Membership {
            code: view.tenant.code,
            kind: view.tenant.kind.code(),
            name: view.tenant.name,
            short_name: view.tenant.short_name,
            position: view.position,
        });
        Self { memberships: memberships.collect() }
    }
}

/// Signs a person in. Whatever is wrong with the pair, the answer is one.
pub(crate) async fn login(
    State(state): State<ApiState>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let public = &state.options.public_url;
    expect_json(&parts.headers)?;
    own_pages(&parts.headers, public)?;
    let body = read(&parts.headers, body, BOUNDS).await?;
    let Login { login, password } = serde_json::from_slice(&body)
        .map_err(|_| Problem::bad_input("BAD_BODY", "Тело запроса не читается."))?;
    if password.len() > password::MOST_BYTES || login.len() > LONGEST_LOGIN {
        return Err(Problem::bad_input("TOO_LONG", "Логин или пароль слишком длинный."));
    }
    let address = peer.map(|Extension(ConnectInfo(peer))| peer.ip());
    let address = client(address, &parts.headers, &state.options.trusted_proxies);
    let attempt = Attempt::new(&login, address);
    state.throttle.admit(&attempt).map_err(Problem::too_many)?;
    match sign_in::run(&state.app, &login, password).await {
        Ok(signed_in) => {
            state.throttle.succeeded(&attempt);
            if let Some(former) = cookie::secret(&parts.headers, public) {
                sign_out::run(&state.app, &former).await?;
            }
            let kept = cookie::keep(&signed_in.secret, public)
                .ok_or_else(|| Problem::internal("the secret of a session is no header value"))?;
            Ok((AppendHeaders([(SET_COOKIE, kept)]), Json(Memberships::from(signed_in.memberships)))
                .into_response())
        }
        Err(SignInError::WrongPassword) => {
            state.throttle.failed(&attempt);
            Err(Problem::wrong_password())
        }
        Err(SignInError::TooMany) => Err(Problem::too_many(5)),
        Err(SignInError::Other(error)) => Err(error.into()),
    }
}

/// Ends the session; without one it is already ended.
pub(crate) async fn logout(State(state): State<ApiState>, request: Request) -> Result<Response, Problem> {
    let public = &state.options.public_url;
    expect_json(request.headers())?;
    own_pages(request.headers(), public)?;
    if let Some(secret) = cookie::secret(request.headers(), public) {
        sign_out::run(&state.app, &secret).await?;
    }
    Ok((AppendHeaders([(SET_COOKIE, cookie::forget(public))]), Json(serde_json::json!({}))).into_response())
}

/// Where the account of the session works.
pub(crate) async fn me(
    State(state): State<ApiState>,
    request: Request,
) -> Result<Json<impl Serialize>, Problem> {
    let secret =
        cookie::secret(request.headers(), &state.options.public_url).ok_or_else(Problem::unauthenticated)?;
    let found = caller::memberships(&state.app, &secret).await?.ok_or_else(Problem::unauthenticated)?;
    Ok(Json(Memberships::from(found)))
}
