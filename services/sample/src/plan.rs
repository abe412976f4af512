//! One invented message and what becomes of it.

use chrono::{DateTime, Utc};
use otklik_domain::case::Applicant;
use otklik_domain::channel::Channel;
use serde::Serialize;

/// A message, and the acts that people will do on it. A player enters it at `received_at` and does `acts` in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedCase {
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// What is asked, in the words of the author.
    pub essence: String,
    /// The place.
    pub address: Option<String>,
    /// Code of a topic of the product.
    pub topic: &'static str,
    /// How it came.
    pub channel: Channel,
    /// Where it can be read outside, for what was written in public.
    pub thread_url: Option<String>,
    /// Who told it, for what was not written in public: «Заявитель 17».
    pub applicant: Option<Applicant>,
    /// How far it gets.
    pub fate: Fate,
    /// Its first reply comes after the limit, or not at all although the limit has passed.
    pub late: bool,
    /// What is done on it, in order of time, none after the day of the plan.
    pub acts: Vec<Act>,
    /// The answer that is drafted, for the fates that have one.
    pub reply: Option<String>,
}

/// How far a message gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Fate {
    /// Nobody looked at it.
    Untouched,
    /// Given to a person.
    Assigned,
    /// The person accepted it.
    Accepted,
    /// A reply waits for approval.
    Submitted,
    /// The reply waits to be given.
    Approved,
    /// The author has an answer.
    Answered,
}

/// One act at its moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Act {
    /// Which.
    pub kind: ActKind,
    /// When; always in office hours.
    pub at: DateTime<Utc>,
    /// Minutes of office time since the act before, or since the message came.
    pub minutes: u32,
}

/// The acts of the straight way from message to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum ActKind {
    /// The coordinator gives it to an executor.
    Assign,
    /// The executor accepts it.
    Accept,
    /// The executor submits the reply.
    Submit,
    /// Another person approves it.
    Approve,
    /// The publisher gives it to the author.
    Publish,
}

impl ActKind {
    /// Every act, in order.
    pub const ALL: [Self; 5] = [Self::Assign, Self::Accept, Self::Submit, Self::Approve, Self::Publish];
}

impl Fate {
    /// The fate of a message on which so many acts were done.
    pub(crate) fn after(acts: usize) -> Self {
        match acts {
            0 => Self::Untouched,
            1 => Self::Assigned,
            2 => Self::Accepted,
            3 => Self::Submitted,
            4 => Self::Approved,
            _ => Self::Answered,
        }
    }
}
