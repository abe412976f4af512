//! Printed forms of what a screen shows: the same reader, the same reach, another format.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use otklik_app::reader::{JournalBook, JournalFilter, JournalWords};
use otklik_documents::journal::{Answer, Journal, JournalRow, Outside, Period, xlsx};
use serde::Deserialize;
use tokio::task::spawn_blocking;

use crate::auth::caller::{Credentials, caller};
use crate::edge::Logged;
use crate::error::Problem;
use crate::files::disposition;
use crate::headers::SANDBOX;
use crate::state::ApiState;

const XLSX: HeaderValue =
    HeaderValue::from_static("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

/// The arguments of the field `journal`, as texts of an address.
#[derive(Deserialize)]
pub(crate) struct Asked {
    from: Option<String>,
    to: Option<String>,
    search: Option<String>,
    kind: Option<String>,
    state: Option<String>,
}

/// The registration journal as a workbook.
pub(crate) async fn journal(
    State(state): State<ApiState>,
    Path(tenant): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
    request: Request,
) -> Result<Response, Problem> {
    let credentials = Credentials::of(request.headers(), &state.options.public_url)?;
    let caller = caller(&state.app, &credentials, &tenant).await?;
    let Ok(Query(asked)) = asked else {
        return Err(Problem::bad_input("BAD_QUERY", "Условия журнала в адресе не читаются."));
    };
    let filter = asked.filter()?;
    let _place = state.operations.acquire().await.map_err(|_| Problem::busy())?;
    let book = state.app.reader(&caller).journal_book(&filter).await?;
    let name = format!("Журнал обращений {}.xlsx", book.made_on);
    let made_on = book.made_on;
    let printed = printed(book, Period { from: filter.from, to: filter.to });
    let bytes = spawn_blocking(move || xlsx(&printed, made_on))
        .await
        .map_err(|error| Problem::internal(format!("printing the journal: {error}")))?
        .map_err(|error| Problem::internal(format!("printing the journal: {error}")))?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, XLSX);
    headers.insert(CONTENT_DISPOSITION, disposition(&name));
    headers.insert(CONTENT_SECURITY_POLICY, SANDBOX);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response.extensions_mut().insert(Logged { tenant, operation: "journal.xlsx".into() });
    Ok(response)
}

impl Asked {
    fn filter(self) -> Result<JournalFilter, Problem> {
        Ok(JournalFilter {
            from: day(self.from.as_deref())?,
            to: day(self.to.as_deref())?,
            search: self.search,
            kind: word(self.kind.as_deref())?,
            state: word(self.state.as_deref())?,
        })
    }
}

fn day(text: Option<&str>) -> Result<Option<NaiveDate>, Problem> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d");
    day.map(Some).map_err(|_| Problem::bad_input("BAD_DATE", "День пишется так: 2026-03-02."))
}

fn word<T: std::str::FromStr>(text: Option<&str>) -> Result<Option<T>, Problem> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    let word = text.parse().map(Some);
    word.map_err(|_| Problem::bad_input("BAD_QUERY", "Такого вида или состояния в журнале нет."))
}

fn printed(book: JournalBook, period: Period) -> Journal {
    Journal { title: book.title, period, rows: book.lines.into_iter().map(line).collect() }
}

fn line(words: JournalWords) -> JournalRow {
    JournalRow {
        number: words.number,
        registered_on: words.registered_on,
        outside: words.outside.map(|(system, number, on)| Outside { system, number, on }),
        kind: words.kind.to_owned(),
        questions: u32::try_from(words.questions).unwrap_or(u32::MAX),
        channel: words.channel.to_owned(),
        topic: words.topic,
        assignee: words.assignee,
        organization: words.organization,
        control_due: words.dates.control,
        legal_due: words.dates.legal,
        extended_until: words.extended_until,
        answer: words.answer.map(|(number, on, way)| Answer { number, on, way: Some(way.to_owned()) }),
        outcome: words.outcome,
        days_in_work: u32::try_from(words.days_in_work).unwrap_or(u32::MAX),
    }
}
