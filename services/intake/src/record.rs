//! What every source gives: one item as the use case takes it.

use chrono::{DateTime, Utc};
use otklik_domain::case::Applicant;
use otklik_domain::channel::Channel;

/// A cleaned item from outside; nothing in it was looked up in the database yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntakeRecord {
    /// What is asked, in the citizen's words.
    pub essence: String,
    /// The place it is about.
    pub address: Option<String>,
    /// Code of a topic; whether it exists is the use case's question.
    pub topic: String,
    /// How it came.
    pub channel: Channel,
    /// Where it can be read outside.
    pub thread_url: Option<String>,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// Who brought it, where that is known at all.
    pub applicant: Option<Applicant>,
}
