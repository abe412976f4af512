//! From an error of the use cases to what a client reads: the only such mapping of this crate.

use std::sync::Arc;

use async_graphql::{ErrorExtensionValues, PathSegment, ServerError, Value};
use otklik_app::{Changed, Error};
use otklik_domain::refusal::Refusal;
use serde_json::json;

/// The closed list of `extensions.code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// Nobody is signed in.
    Unauthenticated,
    /// Seen, but not allowed.
    Forbidden,
    /// Unknown, or another tenant's.
    NotFound,
    /// Somebody was faster.
    Conflict,
    /// The request cannot be understood.
    BadInput,
    /// The request asks for too much.
    Limit,
    /// Our fault.
    Internal,
}

impl Code {
    /// As sent.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Forbidden => "FORBIDDEN",
            Self::NotFound => "NOT_FOUND",
            Self::Conflict => "CONFLICT",
            Self::BadInput => "BAD_INPUT",
            Self::Limit => "LIMIT",
            Self::Internal => "INTERNAL",
        }
    }
}

/// Why a resolver has no value. It travels as the source of the GraphQL error and is put into words by [`dress`];
/// its own text is for the log.
#[derive(Clone, Debug)]
pub enum Failure {
    /// A use case failed.
    App(Arc<Error>),
    /// The request asks for too much.
    Limit {
        /// Which bound.
        reason: &'static str,
        /// What to do, in Russian.
        message: String,
    },
    /// An argument is outside its bounds.
    BadInput {
        /// What is wrong with it.
        reason: &'static str,
        /// Which argument; none when the document itself is wrong.
        field: Option<&'static str>,
        /// What to do, in Russian.
        message: String,
    },
}

impl Failure {
    /// A bound was passed.
    pub fn limit(reason: &'static str, message: impl Into<String>) -> Self {
        Self::Limit { reason, message: message.into() }
    }

    /// An argument is outside its bounds.
    pub fn bad_input(reason: &'static str, field: &'static str, message: impl Into<String>) -> Self {
        Self::BadInput { reason, field: Some(field), message: message.into() }
    }

    /// A state that the code did not expect; the text is for the log.
    pub fn internal(what: impl Into<String>) -> Self {
        Self::App(Arc::new(Error::Internal(what.into())))
    }

    /// As an error of the response to the request with this id.
    pub fn into_server_error(self, request_id: &str) -> ServerError {
        let mut error = ServerError::new(String::new(), None);
        word(&mut error, &self, request_id);
        error
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::App(error) => error.fmt(f),
            Self::Limit { reason, .. } | Self::BadInput { reason, .. } => f.write_str(reason),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::App(Arc::new(error))
    }
}

impl From<Arc<Error>> for Failure {
    fn from(error: Arc<Error>) -> Self {
        Self::App(error)
    }
}

/// Gives an error of the library its code and its words.
pub(crate) fn dress(error: &mut ServerError, request_id: &str) {
    let failure = if let Some(failure) = error.source::<Failure>() {
        failure.clone()
    } else if error.source.is_some() {
        Failure::internal(std::mem::take(&mut error.message))
    } else {
        library(std::mem::take(&mut error.message))
    };
    word(error, &failure, request_id);
}

/// What the library itself says: its own second wall of limits, or a document that does not fit the schema.
fn library(message: String) -> Failure {
    let limit = [
        "Query is too complex",
        "Query is nested too deep",
        "The recursion depth",
        "The number of directives",
    ]
    .iter()
    .any(|start| message.starts_with(start));
    if limit {
        return Failure::limit("TOO_COMPLEX", "Запрос слишком сложный: разделите его на несколько.");
    }
    Failure::BadInput {
        reason: "BAD_DOCUMENT",
        field: None,
        message: format!("Запрос составлен неверно: {message}"),
    }
}

fn word(error: &mut ServerError, failure: &Failure, request_id: &str) {
    let (code, message, fields) = match failure {
        Failure::App(app) => of_app(app, &error.path, request_id),
        Failure::Limit { reason, message } => {
            (Code::Limit, message.clone(), vec![("reason", (*reason).into())])
        }
        Failure::BadInput { reason, field, message } => {
            (Code::BadInput, message.clone(), with_field(reason, *field))
        }
    };
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("code", code.text());
    for (name, value) in fields {
        extensions.set(name, value);
    }
    error.message = message;
    error.extensions = Some(extensions);
    error.source = None;
}

type Fields = Vec<(&'static str, Value)>;

fn of_app(error: &Error, path: &[PathSegment], request_id: &str) -> (Code, String, Fields) {
    match error {
        Error::NotFound => (Code::NotFound, "Не найдено.".into(), Vec::new()),
        Error::Forbidden => (Code::Forbidden, "Нет права на это действие.".into(), Vec::new()),
        Error::Refused(refusals) => {
            (Code::BadInput, "Правила этого не допускают.".into(), vec![("refusals", refused(refusals))])
        }
        Error::Invalid { code, field, message } => {
            (Code::BadInput, message.clone(), with_field(code, *field))
        }
        Error::Conflict { revision, changed } => (
            Code::Conflict,
            "Карточку уже изменили: посмотрите, что изменилось, и повторите.".into(),
            vec![("revision", (*revision).into()), ("changed", history(changed))],
        ),
        Error::Unavailable(what) => {
            log(what, path, request_id);
            internal("Сервис временно недоступен, повторите через минуту", request_id)
        }
        Error::Internal(what) => {
            log(what, path, request_id);
            internal("Ошибка на нашей стороне", request_id)
        }
    }
}

/// The client gets the number of its request, the log gets the rest under the same number.
fn internal(message: &str, request_id: &str) -> (Code, String, Fields) {
    let message = format!("{message}. Номер для поддержки: {request_id}.");
    (Code::Internal, message, vec![("requestId", request_id.into())])
}

fn log(what: &str, path: &[PathSegment], request_id: &str) {
    tracing::error!(request_id, ?path, error = what, "graphql operation failed");
}

fn with_field(reason: &str, field: Option<&'static str>) -> Fields {
    let mut fields: Fields = vec![("reason", reason.into())];
    fields.extend(field.map(|field| ("field", field.into())));
    fields
}

fn refused(refusals: &[Refusal]) -> Value {
    value(json!(
        refusals
            .iter()
            .map(|refusal| json!({ "code": refusal.code, "field": refusal.field, "parameters": refusal.parameters }))
            .collect::<Vec<_>>()
    ))
}

fn history(changed: &[Changed]) -> Value {
    value(json!(
        changed
            .iter()
            .map(|change| json!({ "at": change.at, "actor": change.actor, "text": change.text }))
            .collect::<Vec<_>>()
    ))
}

fn value(json: serde_json::Value) -> Value {
    Value::from_json(json).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    fn answer(failure: impl Into<Failure>) -> serde_json::Value {
        let error = failure.into().into_server_error("00C0FFEE");
        assert!(error.source.is_none(), "the source never leaves the process");
        json!({ "message": error.message, "extensions": error.extensions })
    }

    #[test]
    fn a_conflict_says_what_changed() {
        let at = chrono::Utc.with_ymd_and_hms(2026, 5, 4, 6, 0, 0).unwrap();
        let changed =
            vec![Changed { at, actor: "Координатор".into(), text: "Назначено".into() }];
        let answer = answer(Error::Conflict { revision: 4, changed });
        assert_eq!(
            answer["extensions"],
            json!({ "code": "CONFLICT", "revision": 4,
                    "changed": [{ "at": "2026-05-04T06:00:00Z", "actor": "Координатор", "text": "Назначено" }] })
        );
    }

    #[test]
    fn an_internal_error_gives_a_number_and_nothing_else() {
        for error in [Error::Internal("secret dsn".into()), Error::Unavailable("secret dsn".into())] {
            let answer = answer(error);
            assert_eq!(answer["extensions"]["code"], "INTERNAL");
            assert_eq!(answer["extensions"]["requestId"], "00C0FFEE");
            assert!(answer["message"].as_str().unwrap().contains("00C0FFEE"));
            assert!(!answer.to_string().contains("secret"));
        }
    }

    #[test]
    fn an_input_error_keeps_its_reason_and_field() {
        let answer = answer(Error::invalid("REQUEST_ID_REUSED", "requestId", "Создайте новый."));
        assert_eq!(
            answer,
            json!({ "message": "Создайте новый.",
                    "extensions": { "code": "BAD_INPUT", "reason": "REQUEST_ID_REUSED", "field": "requestId" } })
        );
    }

    #[test]
    fn an_error_of_unknown_origin_is_internal() {
        let mut error = ServerError::new("secret dsn", None);
        error.source = Some(Arc::new("something".to_owned()));
        dress(&mut error, "00C0FFEE");
        assert!(!error.message.contains("secret"));
        assert_eq!(error.extensions.unwrap().get("code"), Some(&Value::from("INTERNAL")));
    }
}
