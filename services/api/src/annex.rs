//! The annex «Состав» as a paper: the composition of a centre as of a day.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use otklik_app::composition::word;
use otklik_app::tenant::annex;
use otklik_documents::annex as documents;
use otklik_domain::tenant::Kind;
use serde::Deserialize;
use tokio::task::spawn_blocking;

use crate::auth::caller::{Credentials, caller};
use crate::edge::Logged;
use crate::error::Problem;
use crate::files::disposition;
use crate::headers::SANDBOX;
use crate::state::ApiState;

const DOCX: HeaderValue =
    HeaderValue::from_static("application/vnd.openxmlformats-officedocument.wordprocessingml.document");

/// The argument of the field `composition`, as text of an address.
#[derive(Deserialize)]
pub(crate) struct Asked {
    on: Option<String>,
}

/// The annex as a document.
pub(crate) async fn composition(
    State(state): State<ApiState>,
    Path(tenant): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
    request: Request,
) -> Result<Response, Problem> {
    let credentials = Credentials::of(request.headers(), &state.options.public_url)?;
    let caller = caller(&state.app, &credentials, &tenant).await?;
    let bad = || Problem::bad_input("BAD_DATE", "День пишется так: 2026-03-02.");
    let asked = asked.map_err(|_| bad())?.0.on.filter(|text| !text.is_empty());
    let on = asked.map(|text| text.parse::<NaiveDate>()).transpose().map_err(|_| bad())?;
    let _place = state.operations.acquire().await.map_err(|_| Problem::busy())?;
    let paper = paper(state.app.reader(&caller).annex(on).await?);
    let name = format!("Состав {}.docx", paper.as_of);
    let bytes = spawn_blocking(move || documents::docx(&paper))
        .await
        .map_err(|error| Problem::internal(format!("printing the composition: {error}")))?
        .map_err(|error| Problem::internal(format!("printing the composition: {error}")))?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, DOCX);
    headers.insert(CONTENT_DISPOSITION, disposition(&name));
    headers.insert(CONTENT_SECURITY_POLICY, SANDBOX);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response.extensions_mut().insert(Logged { tenant, operation: "composition.docx".into() });
    Ok(response)
}

/// The composition in the words of the paper.
pub fn paper(annex: annex::Annex) -> documents::Annex {
    let centre = match annex.kind {
        Kind::Municipal => vec!["Муниципальный центр управления".to_owned(), annex.name],
        Kind::Regional | Kind::Platform => vec![annex.name],
    };
    let act = annex.act.map(|act| documents::Act {
        kind: act.kind,
        number: act.number,
        on: act.on,
        title: act.title,
    });
    let lines = annex
        .lines
        .into_iter()
        .map(|line| documents::Line {
            position: line.position,
            roles: line.roles.into_iter().map(|kind| word::seat_kind(kind).to_owned()).collect(),
            blocks: line.blocks.into_iter().chain(line.directions).collect(),
            blocks_promised: line.blocks_promised,
            vacant: line.vacant,
            external: line.external,
            by_agreement: line.by_agreement,
        })
        .collect();
    documents::Annex { centre, act, draft: annex.draft, as_of: annex.as_of, lines }
}
