//! The GraphQL door: a bounded JSON body, one operation, trusted documents for the cookie, free text for tokens that
//! may; executed apart from the connection, so that a client who hangs up cancels nothing.

use std::time::Duration;

use axum::Json;
use axum::extract::{Extension, Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use otklik_domain::tenant::Kind;
use otklik_graphql::Response as Answer;
use otklik_graphql::shared::{Asker, Operation, limits};
use otklik_graphql::{region as region_schema, tenant as tenant_schema};
use serde::Deserialize;
use serde_json::Value;

use crate::auth::caller::{Credentials, caller};
use crate::body::{Bounds, expect_json, read};
use crate::documents::SchemaName;
use crate::edge::{Logged, RequestNumber};
use crate::error::Problem;
use crate::state::ApiState;

const BOUNDS: Bounds = Bounds { bytes: 256 * 1_024, time: Duration::from_secs(10) };
/// Longest execution, waiting for its turn included.
const TIME: Duration = Duration::from_secs(10);

/// `{documentId, variables}` of the interface, or `{query, variables, operationName}` of a token that may.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Body {
    document_id: Option<String>,
    query: Option<String>,
    #[serde(default)]
    variables: Value,
    operation_name: Option<String>,
    #[serde(default, rename = "extensions")]
    _extensions: Option<Value>,
}

/// A centre's work.
pub(crate) async fn tenant(
    State(state): State<ApiState>,
    Path(code): Path<String>,
    Extension(number): Extension<RequestNumber>,
    request: Request,
) -> Result<Response, Problem> {
    serve(state, SchemaName::Tenant, code, number, request).await
}

/// The region's view.
pub(crate) async fn region(
    State(state): State<ApiState>,
    Path(code): Path<String>,
    Extension(number): Extension<RequestNumber>,
    request: Request,
) -> Result<Response, Problem> {
    serve(state, SchemaName::Region, code, number, request).await
}

async fn serve(
    state: ApiState,
    schema: SchemaName,
    code: String,
    RequestNumber(request_id): RequestNumber,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    expect_json(&parts.headers)?;
    let credentials = Credentials::of(&parts.headers, &state.options.public_url)?;
    credentials.hold_to_own_pages(&parts.headers, &state.options.public_url)?;
    let body = parse(&read(&parts.headers, body, BOUNDS).await?)?;
    let caller = caller(&state.app, &credentials, &code).await?;
    if schema == SchemaName::Region && caller.kind != Kind::Regional {
        return Err(Problem::not_found());
    }
    let (operation, name) = operation(&state, schema, body, caller.free_text)?;
    let asker = Asker { app: state.app.clone(), caller, tenant_code: code.clone(), request_id };
    let answer = execute(state, schema, asker, operation).await?;
    let mut response = respond(answer);
    response.extensions_mut().insert(Logged { tenant: code, operation: name });
    Ok(response)
}

fn parse(bytes: &[u8]) -> Result<Body, Problem> {
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[') {
        return Err(Problem::bad_input("NO_BATCHES", "Один запрос — одна операция."));
    }
    serde_json::from_slice(bytes).map_err(|_| Problem::bad_input("BAD_BODY", "Тело запроса не читается."))
}

/// What is to be executed, and its name for the log.
fn operation(
    state: &ApiState,
    schema: SchemaName,
    body: Body,
    free_text: bool,
) -> Result<(Operation, String), Problem> {
    match (body.document_id, body.query) {
        (Some(id), None) => {
            let document = state.options.documents.get(schema, &id).ok_or_else(unknown_document)?;
            let operation = Operation { text: document.text.clone(), name: None, variables: body.variables };
            Ok((operation, document.name.clone()))
        }
        (None, Some(text)) if free_text => {
            if limits::nests_too_deep(&text) {
                let message = format!("Скобок открыто больше {}.", limits::BRACKETS);
                return Err(Problem::bad_input("TOO_DEEP", message));
            }
            let name = body
                .operation_name
                .clone()
                .filter(|name| is_name(name))
                .unwrap_or_else(|| "free text".into());
            Ok((Operation { text, name: body.operation_name, variables: body.variables }, name))
        }
        _ => Err(unknown_document()),
    }
}

fn unknown_document() -> Problem {
    Problem::bad_input("UNKNOWN_DOCUMENT", "Этот запрос серверу неизвестен: обновите страницу.")
}

fn is_name(text: &str) -> bool {
    text.len() <= 64 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

async fn execute(
    state: ApiState,
    schema: SchemaName,
    asker: Asker,
    operation: Operation,
) -> Result<Answer, Problem> {
    let work = async move {
        let _turn = state.operations.clone().acquire_owned().await.ok()?;
        Some(match schema {
            SchemaName::Tenant => tenant_schema::execute(&state.tenant, asker, operation).await,
            SchemaName::Region => region_schema::execute(&state.region, asker, operation).await,
        })
    };
    match tokio::spawn(tokio::time::timeout(TIME, work)).await {
        Ok(Ok(Some(answer))) => Ok(answer),
        Ok(_) => Err(Problem::busy()),
        Err(failed) => Err(Problem::internal(format!("execution: {failed}"))),
    }
}

/// An operation that never began is a bad request; one that began has its errors beside its data.
fn respond(answer: Answer) -> Response {
    let began = answer.errors.is_empty() || answer.errors.iter().any(|error| !error.path.is_empty());
    let status = if began { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    (status, Json(answer)).into_response()
}
