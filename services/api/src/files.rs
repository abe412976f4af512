//! Files beside a case: in as a raw body, out as a download that no browser opens in our name.

use std::fmt::Write;
use std::time::Duration;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use otklik_app::case::attach;
use otklik_domain::id::{AttachmentId, CaseId};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::auth::caller::{Credentials, caller};
use crate::body::{Bounds, read};
use crate::edge::Logged;
use crate::error::Problem;
use crate::headers::SANDBOX;
use crate::state::ApiState;

const BOUNDS: Bounds = Bounds { bytes: 25 * 1_024 * 1_024, time: Duration::from_mins(2) };

#[derive(Deserialize)]
pub(crate) struct Named {
    name: String,
}

/// Keeps a file; its type is read from its content, never from its name or header.
pub(crate) async fn upload(
    State(state): State<ApiState>,
    Path((tenant, case)): Path<(String, String)>,
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
    let bytes = read(&parts.headers, body, BOUNDS).await?;
    let case = case.parse().unwrap_or(CaseId(Uuid::nil()));
    let id = attach::run(&state.app, &caller, attach::Input { case, name, bytes }).await?;
    let location = format!("/t/{tenant}/files/{id}");
    let answer = Json(json!({ "id": id.to_string(), "url": location }));
    let mut response = (StatusCode::CREATED, answer).into_response();
    response.extensions_mut().insert(Logged { tenant, operation: "attach".into() });
    Ok(response)
}

/// Gives a file out, always as a download and never to be interpreted.
pub(crate) async fn download(
    State(state): State<ApiState>,
    Path((tenant, id)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let credentials = Credentials::of(request.headers(), &state.options.public_url)?;
    let caller = caller(&state.app, &credentials, &tenant).await?;
    let id = id.parse().unwrap_or(AttachmentId(Uuid::nil()));
    let (attachment, bytes) = attach::open(&state.app, &caller, id).await?;
    let media_type = HeaderValue::from_str(&attachment.media_type)
        .map_err(|error| Problem::internal(format!("media type of {id}: {error}")))?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, media_type);
    headers.insert(CONTENT_DISPOSITION, disposition(&attachment.name));
    headers.insert(CONTENT_SECURITY_POLICY, SANDBOX);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response.extensions_mut().insert(Logged { tenant, operation: "download".into() });
    Ok(response)
}

/// RFC 6266: a plain name for old clients, the real one percent-encoded.
pub(crate) fn disposition(name: &str) -> HeaderValue {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' })
        .collect();
    let mut encoded = String::with_capacity(name.len() * 3);
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    HeaderValue::from_str(&format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"))
        .unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(
            disposition("Фото 1.png"),
            "attachment; filename=\"_____1.png\"; filename*=UTF-8''%D0%A4%D0%BE%D1%82%D0%BE%201.png"
        );
        assert_eq!(
            disposition("a\"; filename=b.html\r\nX: y"),
            "attachment; filename=\"a___filename_b.html__X__y\"; filename*=UTF-8''a%22%3B%20filename%3Db.html%0D%0AX%3A%20y"
        );
    }
}
