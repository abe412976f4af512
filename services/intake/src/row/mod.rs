//! A row of an outside file as an item of ours, or the reason why it is none.

mod cleanup;
mod date;
mod municipality;
mod read;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use otklik_domain::time::Now;
use sha2::{Digest, Sha256};

pub(crate) use read::read;

otklik_domain::codes! {
    /// How an item stands in its outside system.
    pub enum SourceState {
        /// Waits for an answer.
        Open = "OPEN",
        /// Put off there with a promise.
        Postponed = "POSTPONED",
        /// Looked at there, and not solved.
        NotSolved = "NOT_SOLVED",
        /// Done.
        Closed = "CLOSED",
    }
}

/// What must be known to read a row, beside the profile.
#[derive(Clone, Debug)]
pub struct Context {
    /// Zone of the dates that name none.
    pub zone: Tz,
    /// Nothing is received later.
    pub now: Now,
    /// Names of the municipality; a row that names another one is refused. Empty: every row is taken.
    pub municipality: Vec<String>,
}

/// What the source says the item is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopicHint {
    /// Group of topics.
    pub group: Option<String>,
    /// Topic.
    pub topic: Option<String>,
}

/// One item of an outside system; nothing in it was looked up in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// Its line in the file.
    pub line: u64,
    /// By what it is known when it comes again.
    pub external_id: String,
    /// When it was written or registered there.
    pub received_at: DateTime<Utc>,
    /// What it is about in the words of the source.
    pub topic_hint: TopicHint,
    /// The municipality as it is named there.
    pub municipality: Option<String>,
    /// Town or village.
    pub settlement: Option<String>,
    /// Settlement, street and house in one line.
    pub address: Option<String>,
    /// What the citizen wrote, without names, links and marks of the network.
    pub text: String,
    /// Where it can be read.
    pub thread_url: Option<String>,
    /// The state in the words of the source.
    pub state_text: Option<String>,
    /// What these words mean.
    pub state: SourceState,
    /// When it was closed there.
    pub closed_at: Option<DateTime<Utc>>,
    /// By when the source wants the answer; a date without an hour means its last second.
    pub source_due: Option<DateTime<Utc>>,
    /// When the author had the first answer.
    pub first_answer_at: Option<DateTime<Utc>>,
}

impl ImportRow {
    /// Whether the source has done with it.
    pub fn closed(&self) -> bool {
        self.state == SourceState::Closed
    }

    /// A digest of everything but the line: equal for a row that comes again unchanged.
    pub fn fingerprint(&self) -> String {
        let Self {
            line: _,
            external_id,
            received_at,
            topic_hint,
            municipality,
            settlement,
            address,
            text,
            thread_url,
            state_text,
            state,
            closed_at,
            source_due,
            first_answer_at,
        } = self;
        let at = |at: &Option<DateTime<Utc>>| at.map(|at| at.timestamp().to_string());
        let received_at = Some(received_at.timestamp().to_string());
        let parts = [
            Some(external_id.clone()),
            received_at,
            topic_hint.group.clone(),
            topic_hint.topic.clone(),
            municipality.clone(),
            settlement.clone(),
            address.clone(),
            Some(text.clone()),
            thread_url.clone(),
            state_text.clone(),
            Some(state.code().to_owned()),
            at(closed_at),
            at(source_due),
            at(first_answer_at),
        ];
        digest(parts.iter().map(Option::as_deref))
    }
}

/// A digest in which no two lists of parts look alike.
pub(crate) fn digest<'a>(parts: impl Iterator<Item = Option<&'a str>>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        match part {
            None => hash.update([0]),
            Some(text) => {
                hash.update([1]);
                hash.update((text.len() as u64).to_be_bytes());
                hash.update(text.as_bytes());
            }
        }
    }
    hex::encode(hash.finalize())
}
