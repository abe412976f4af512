//! Which of the two databases a store speaks to.

use crate::error::{Error, Result};

/// The database behind a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// The cluster.
    Postgres,
    /// One file, everything in one process.
    Sqlite,
}

impl Backend {
    /// Reads it off the scheme of a URL.
    pub fn of_url(url: &str) -> Result<Self> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Ok(Self::Postgres)
        } else if url.starts_with("sqlite:") {
            Ok(Self::Sqlite)
        } else {
            Err(Error::bug("a database URL begins with postgres:// or sqlite:"))
        }
    }
}
