//! Legal time: read once per transaction and handed to whoever needs it.

use chrono::{DateTime, SubsecRound, Utc};
use serde::{Deserialize, Serialize};

/// The moment of a transaction, cut to microseconds so that both databases keep it whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Now(DateTime<Utc>);

impl Now {
    /// Cuts `at` to microseconds.
    pub fn new(at: DateTime<Utc>) -> Self {
        Self(at.trunc_subsecs(6))
    }

    /// The instant.
    pub fn get(self) -> DateTime<Utc> {
        self.0
    }
}
