//! Around every request: its number, its security headers, its counters and its one line in the log.

use std::any::Any;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::{Detail, Problem};
use crate::headers::secure;
use crate::state::ApiState;

/// Number of a request, for the client and the log.
#[derive(Clone, Debug)]
pub(crate) struct RequestNumber(pub(crate) String);

/// What a handler adds to the line of the log; nothing of a person.
#[derive(Clone, Debug, Default)]
pub(crate) struct Logged {
    pub(crate) tenant: String,
    pub(crate) operation: String,
}

/// One line per request: `request` with route, tenant, operation, status and duration. No address, no query, no path
/// beyond its pattern, no person.
pub(crate) async fn around(State(state): State<ApiState>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let number = format!("{:016X}", rand::random::<u64>());
    request.extensions_mut().insert(RequestNumber(number.clone()));
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("page", MatchedPath::as_str).to_owned();

    let mut response = next.run(request).await;

    let status = response.status().as_u16();
    let elapsed = started.elapsed();
    let logged = response.extensions_mut().remove::<Logged>().unwrap_or_default();
    if let Some(Detail(detail)) = response.extensions_mut().remove::<Detail>() {
        tracing::error!(request_id = number, route, error = detail, "request failed");
    }
    tracing::info!(
        request_id = number,
        %method,
        route,
        tenant = logged.tenant,
        operation = logged.operation,
        status,
        duration_ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
        "request"
    );
    state.metrics.count(&method, &route, status, elapsed);
    let headers = response.headers_mut();
    secure(headers, state.options.public_url.is_https());
    if let Ok(value) = HeaderValue::from_str(&number) {
        headers.insert("x-request-id", value);
    }
    response
}

/// A panic ends one request, not the process.
pub(crate) fn after_panic(panic: Box<dyn Any + Send>) -> Response {
    let text = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "panic".to_owned());
    Problem::internal(text).into_response()
}
