//! What can go wrong with the memory. Not found is no error: it is `None`.

use sea_orm::{DbErr, RuntimeErr, SqlErr, sqlx};

/// Result of everything in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Four answers a caller can give: ask again, wait, call the operator, call us; and one for a list position.
/// Each says what was being attempted and what the database said.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Somebody else was first: another revision, or a row under the same unique key.
    #[error("conflict: {0}")]
    Conflict(String),
    /// The database cannot be reached, or did not answer in time.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// A row holds what this release cannot read.
    #[error("a row cannot be read: {0}")]
    Corrupt(String),
    /// A mistake of this program.
    #[error("a defect of the program: {0}")]
    Bug(String),
    /// A position in a list that this list never gave.
    #[error("a position of another list")]
    BadCursor,
}

impl Error {
    /// Somebody else was first.
    pub fn conflict(doing: impl Into<String>) -> Self {
        Self::Conflict(doing.into())
    }

    /// A row that cannot be read.
    pub fn corrupt(doing: impl Into<String>) -> Self {
        Self::Corrupt(doing.into())
    }

    /// A mistake of this program.
    pub fn bug(doing: impl Into<String>) -> Self {
        Self::Bug(doing.into())
    }

    /// Whether somebody else was first.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict(_))
    }

    fn of_database(doing: &str, error: &DbErr) -> Self {
        let said = format!("{doing}: {error}");
        match kind_of(error) {
            Kind::Conflict => Self::Conflict(said),
            Kind::Unavailable => Self::Unavailable(said),
            Kind::Corrupt => Self::Corrupt(said),
            Kind::Bug => Self::Bug(said),
        }
    }
}

enum Kind {
    Conflict,
    Unavailable,
    Corrupt,
    Bug,
}

fn kind_of(error: &DbErr) -> Kind {
    if let Some(SqlErr::UniqueConstraintViolation(_)) = error.sql_err() {
        return Kind::Conflict;
    }
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Kind::Unavailable,
        DbErr::Type(_) | DbErr::Json(_) | DbErr::TryIntoErr { .. } | DbErr::ConvertFromU64(_) => {
            Kind::Corrupt
        }
        DbErr::Exec(RuntimeErr::SqlxError(inner)) | DbErr::Query(RuntimeErr::SqlxError(inner)) => {
            match &**inner {
                sqlx::Error::Database(database) => {
                    kind_of_code(database.code().as_deref().unwrap_or_default())
                }
                sqlx::Error::Io(_)
                | sqlx::Error::Tls(_)
                | sqlx::Error::PoolTimedOut
                | sqlx::Error::PoolClosed
                | sqlx::Error::WorkerCrashed => Kind::Unavailable,
                sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => Kind::Corrupt,
                _ => Kind::Bug,
            }
        }
        _ => Kind::Bug,
    }
}

/// SQLSTATE of PostgreSQL (five characters) or the result code of SQLite (a number).
fn kind_of_code(code: &str) -> Kind {
    match code {
        // Serialization failure, deadlock, lock not available.
        "40001" | "40P01" | "55P03" => Kind::Conflict,
        // Statement time-out or shutdown, connection failures, too many connections; SQLITE_BUSY, _LOCKED, _FULL, _IOERR.
        "57014" | "57P01" | "57P02" | "57P03" | "53300" | "53100" | "53200" | "25P03" | "5" | "6" | "10"
        | "13" | "261" | "262" | "517" => Kind::Unavailable,
        code if code.len() == 5 && code.starts_with("08") => Kind::Unavailable,
        _ => Kind::Bug,
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        Self::of_database("run a statement", &error)
    }
}

impl From<otklik_domain::UnknownCode> for Error {
    fn from(error: otklik_domain::UnknownCode) -> Self {
        Self::Corrupt(error.to_string())
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Corrupt(format!("read JSON: {error}"))
    }
}

/// Says what was being attempted when the database refused.
pub(crate) trait Doing<T> {
    /// Names the attempt, with the id it was about.
    fn doing(self, what: impl FnOnce() -> String) -> Result<T>;
}

impl<T> Doing<T> for std::result::Result<T, DbErr> {
    fn doing(self, what: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|error| Error::of_database(&what(), &error))
    }
}
