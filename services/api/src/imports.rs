//! Files of outside systems: in as a stream, and what was refused of them out as a table.

use std::time::Duration;

use axum::Json;
use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use futures::StreamExt;
use otklik_app::import::upload::{self, Kept, Upload};
use otklik_domain::id::ImportRunId;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::auth::caller::{Credentials, caller};
use crate::edge::Logged;
use crate::error::Problem;
use crate::headers::SANDBOX;
use crate::state::ApiState;

/// Largest file in bytes.
const LARGEST: usize = 50 * 1_024 * 1_024;
/// A file comes in within this time or not at all.
const PATIENCE: Duration = Duration::from_mins(5);

#[derive(Deserialize)]
pub(crate) struct Named {
    name: String,
}

/// Takes a file in as it comes; nothing of it is looked at yet.
pub(crate) async fn take(
    State(state): State<ApiState>,
    Path(tenant): Path<String>,
    named: Result<Query<Named>, QueryRejection>,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let public = &state.options.public_url;
    let credentials = Credentials::of(&parts.headers, public)?;
    credentials.hold_to_own_pages(&parts.headers, public)?;
    let Ok(Query(Named { name })) = named else {
        return Err(Problem::bad_input("FIELD_REQUIRED", "У файла должно быть имя: ?name=…"));
    };
    let caller = caller(&state.app, &credentials, &tenant).await?;
    let _place = state.uploads.acquire().await.map_err(|_| Problem::busy())?;
    refuse_announced(&parts.headers)?;
    let upload = upload::begin(&state.app, &caller, &name).await?;
    let kept = tokio::time::timeout(PATIENCE, streamed(upload, body)).await;
    let Kept { id, name, size } = kept.map_err(|_| Problem::too_slow())??;
    let answer = Json(json!({ "id": id.to_string(), "name": name, "size": size }));
    let mut response = (StatusCode::CREATED, answer).into_response();
    response.extensions_mut().insert(Logged { tenant, operation: "uploadImport".into() });
    Ok(response)
}

fn refuse_announced(headers: &HeaderMap) -> Result<(), Problem> {
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > LARGEST) { Err(Problem::too_large(LARGEST)) } else { Ok(()) }
}

async fn streamed(mut upload: Upload, body: Body) -> Result<Kept, Problem> {
    let mut stream = body.into_data_stream();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| Problem::bad_input("BODY_BROKEN", "Тело запроса оборвалось."))?;
        upload.write(&chunk).await?;
    }
    Ok(upload.finish().await?)
}

/// Gives the refused rows of a run out as a table that can be corrected and loaded again.
pub(crate) async fn refused(
    State(state): State<ApiState>,
    Path((tenant, run)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let credentials = Credentials::of(request.headers(), &state.options.public_url)?;
    let caller = caller(&state.app, &credentials, &tenant).await?;
    let run = run.parse().unwrap_or(ImportRunId(Uuid::nil()));
    let Some(table) = state.app.reader(&caller).refused_rows(run).await? else {
        return Err(Problem::not_found());
    };
    let mut response = table.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"refused.csv\""));
    headers.insert(CONTENT_SECURITY_POLICY, SANDBOX);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response.extensions_mut().insert(Logged { tenant, operation: "refusedRows".into() });
    Ok(response)
}
