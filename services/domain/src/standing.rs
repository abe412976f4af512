//! What figures are made of: lateness, level, and the deltas that move them.

use serde::{Deserialize, Serialize};

use crate::subject::Phase;

crate::codes! {
    /// How late a subject is; flips when a timer fires.
    pub enum Lateness {
        /// No date has passed.
        OnTime = "ON_TIME",
        /// Control due has passed, the date that counts has not.
        ControlPassed = "CONTROL_PASSED",
        /// The date that counts has passed.
        Breached = "BREACHED",
    }
}

crate::codes! {
    /// The highest rung of the ladder that was drawn in.
    pub enum Level {
        /// Nobody yet.
        None = "NONE",
        /// The executor's floor.
        Executor = "EXECUTOR",
        /// Head of the answering body.
        OrgHead = "ORG_HEAD",
        /// Block lead.
        BlockLead = "BLOCK_LEAD",
        /// Manager.
        Manager = "MANAGER",
        /// Curator.
        Curator = "CURATOR",
        /// Head of administration.
        Head = "HEAD",
        /// The region.
        Region = "REGION",
    }
}

/// The cell of the board a subject stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Standing {
    /// Phase of its state.
    pub phase: Phase,
    /// How late it is.
    pub lateness: Lateness,
    /// How high it climbed.
    pub level: Level,
}
