//! The history of a case.

use async_graphql::{ID, SimpleObject};
use otklik_app::case::history::TimelineLine;

use crate::shared::ids;
use crate::shared::scalar::DateTime;

/// One line of the history.
#[derive(SimpleObject, Clone, Debug)]
pub struct TimelineEntry {
    /// Opaque id.
    pub id: ID,
    /// When.
    pub at: DateTime,
    /// Position of the person, or the engine.
    pub actor: String,
    /// Tag of the event.
    pub kind: String,
    /// What happened, in words.
    pub text: String,
}

impl From<TimelineLine> for TimelineEntry {
    fn from(line: TimelineLine) -> Self {
        Self {
            id: ids::write(line.id),
            at: line.at.into(),
            actor: line.actor,
            kind: line.kind,
            text: line.text,
        }
    }
}
