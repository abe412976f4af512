//! What a use case can answer besides success. Seven variants; an eighth is a decision record.

use chrono::{DateTime, Utc};
use otklik_domain::refusal::Refusal;

/// One thing that happened between the revision the caller saw and now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// When.
    pub at: DateTime<Utc>,
    /// Position of the person, or the engine.
    pub actor: String,
    /// What, in words.
    pub text: String,
}

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or it is another tenant's: one answer for both.
    #[error("not found")]
    NotFound,
    /// The caller sees it but may not do this.
    #[error("forbidden")]
    Forbidden,
    /// The rules say no.
    #[error("refused: {0:?}")]
    Refused(Vec<Refusal>),
    /// The input cannot be understood.
    #[error("{code}: {message}")]
    Invalid {
        /// Stable code.
        code: &'static str,
        /// Field of the input.
        field: Option<&'static str>,
        /// What to do, in Russian.
        message: String,
    },
    /// Somebody was faster.
    #[error("conflict at revision {revision}")]
    Conflict {
        /// The revision now.
        revision: i64,
        /// What came in between.
        changed: Vec<Changed>,
    },
    /// A service we stand on does not answer; the same call may go through later.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// Our fault; the text is for the log.
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    /// An input that cannot be understood.
    pub fn invalid(code: &'static str, field: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid { code, field: Some(field), message: message.into() }
    }
}

impl From<otklik_storage::Error> for Error {
    fn from(error: otklik_storage::Error) -> Self {
        use otklik_storage::Error as Storage;
        match error {
            Storage::Conflict { .. } => Self::Conflict { revision: 0, changed: Vec::new() },
            Storage::Unavailable { .. } => Self::Unavailable(chain(&error)),
            Storage::BadCursor => {
                Self::invalid("BAD_CURSOR", "after", "Метка страницы не читается: откройте список заново.")
            }
            Storage::Corrupt { .. } | Storage::Bug { .. } => Self::Internal(chain(&error)),
        }
    }
}

/// An error with everything that caused it, for the log.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

impl From<Vec<Refusal>> for Error {
    fn from(refusals: Vec<Refusal>) -> Self {
        Self::Refused(refusals)
    }
}
