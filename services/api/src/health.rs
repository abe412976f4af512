//! What operations ask: alive, ready, how much.

use std::time::Duration;

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use otklik_app::user::caller;

use crate::error::Problem;
use crate::state::ApiState;

/// The process answers.
pub(crate) async fn livez() -> &'static str {
    "ok\n"
}

/// The database answers; without it nothing does. The question is that of a session which does not exist: it takes
/// the same way through the door as every sign-in.
pub(crate) async fn readyz(State(state): State<ApiState>) -> Result<&'static str, Problem> {
    let asked = tokio::time::timeout(Duration::from_secs(2), caller::memberships(&state.app, ""));
    match asked.await {
        Ok(Ok(_)) => Ok("ok\n"),
        Ok(Err(error)) => Err(Problem::from(error)),
        Err(_) => Err(Problem::busy()),
    }
}

/// Counters of this process.
pub(crate) async fn metrics(State(state): State<ApiState>) -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], state.metrics.text())
}
