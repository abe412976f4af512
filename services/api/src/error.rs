//! From an error to what an HTTP client reads, `{code, message}`: the only such mapping of this crate.

use axum::Json;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use otklik_app::Error;
use otklik_domain::refusal::{Code, Refusal};
use serde_json::json;

/// An answer that is not what was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    code: &'static str,
    message: String,
    retry_after: Option<u16>,
    detail: Option<Detail>,
}

/// What the log gets and the client does not; travels in the extensions of the response.
#[derive(Clone, Debug)]
pub(crate) struct Detail(pub(crate) String);

impl Problem {
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), retry_after: None, detail: None }
    }

    pub(crate) fn bad_input(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }

    pub(crate) fn unauthenticated() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "UNAUTHENTICATED", "Войдите, чтобы продолжить.")
    }

    pub(crate) fn wrong_password() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "WRONG_PASSWORD", "Неверный логин или пароль.")
    }

    pub(crate) fn too_many(seconds: u16) -> Self {
        let message = "Слишком много попыток входа: подождите и повторите.";
        Self { retry_after: Some(seconds), ..Self::new(StatusCode::TOO_MANY_REQUESTS, "TOO_MANY", message) }
    }

    pub(crate) fn cross_site() -> Self {
        Self::new(StatusCode::FORBIDDEN, "CROSS_SITE", "Запрос пришёл не со страниц этой системы.")
    }

    pub(crate) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "NOT_FOUND", "Не найдено.")
    }

    pub(crate) fn method_not_allowed() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", "Этот адрес так не вызывается.")
    }

    pub(crate) fn media_type() -> Self {
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "MEDIA_TYPE",
            "Тело запроса должно быть application/json.",
        )
    }

    pub(crate) fn too_large(most: usize) -> Self {
        let message = format!("Тело запроса больше {} КБ.", most / 1_024);
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "TOO_LARGE", message)
    }

    pub(crate) fn too_slow() -> Self {
        Self::new(StatusCode::REQUEST_TIMEOUT, "TOO_SLOW", "Запрос передавался слишком долго.")
    }

    pub(crate) fn busy() -> Self {
        let message = "Сервер занят: повторите через несколько секунд.";
        Self { retry_after: Some(2), ..Self::new(StatusCode::SERVICE_UNAVAILABLE, "BUSY", message) }
    }

    pub(crate) fn internal(detail: impl Into<String>) -> Self {
        let message = "Ошибка на нашей стороне: назовите поддержке номер из заголовка x-request-id.";
        Self {
            detail: Some(Detail(detail.into())),
            ..Self::new(StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL", message)
        }
    }

    fn unavailable(detail: String) -> Self {
        Self { detail: Some(Detail(detail)), ..Self::busy() }
    }

    fn refused(refusals: &[Refusal]) -> Self {
        let Some(first) = refusals.first() else { return Self::internal("refused without a refusal") };
        let (status, message) = match first.code {
            Code::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "Слишком много данных."),
            Code::FileTypeNotAllowed => {
                (StatusCode::UNSUPPORTED_MEDIA_TYPE, "Файлы этого типа не принимаются.")
            }
            Code::ActNotAllowedInState
            | Code::FieldRequired
            | Code::FieldInvalid
            | Code::NotInClosedList
            | Code::SelfApproval
            | Code::TooManyBounces
            | Code::RecipientIsComplainedAbout
            | Code::AssigneeOutsideOrganization
            | Code::StepNotOpen
            | Code::TenantEnded
            | Code::TermIsOver
            | Code::AlreadyExtended
            | Code::BeyondLegalBound
            | Code::QuestionWithoutOutcome
            | Code::NumberTaken
            | Code::FunctionIsOff
            | Code::AppointmentsOverlap
            | Code::RankTooLow => (StatusCode::UNPROCESSABLE_ENTITY, "Правила этого не допускают."),
        };
        Self::new(status, first.code.code(), message)
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::not_found(),
            Error::Forbidden => Self::new(StatusCode::FORBIDDEN, "FORBIDDEN", "Нет права на это действие."),
            Error::Refused(refusals) => Self::refused(&refusals),
            Error::Invalid { code, message, .. } => Self::bad_input(code, message),
            Error::Conflict { .. } => {
                Self::new(StatusCode::CONFLICT, "CONFLICT", "Карточку уже изменили: откройте её заново.")
            }
            Error::Unavailable(what) => Self::unavailable(what),
            Error::Internal(what) => Self::internal(what),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = Json(json!({ "code": self.code, "message": self.message }));
        let mut response = (self.status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = self.retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(detail) = self.detail {
            response.extensions_mut().insert(detail);
        }
        response
    }
}
