//! Anything with a workflow: one row that is both instance and list row.

use crate::channel::Channel;
use crate::id::{BlockId, DirectionId, OrganizationId, SubjectId, UserId};

crate::codes! {
    /// What kind of subject it is.
    pub enum Kind {
        /// What a citizen brought.
        Case = "CASE",
        /// What one body asks of another by a date.
        Task = "TASK",
        /// An issue in the public field.
        Risk = "RISK",
        /// A signal raised beside a case.
        Emergency = "EMERGENCY",
    }
}

crate::codes! {
    /// Our word for where a state stands; the state itself is the tenant's word.
    pub enum Phase {
        /// Nobody has it yet.
        New = "NEW",
        /// Somebody works on it.
        InProgress = "IN_PROGRESS",
        /// It waits for somebody else.
        Waiting = "WAITING",
        /// The author has an answer.
        Answered = "ANSWERED",
        /// Nothing more is due.
        Closed = "CLOSED",
    }
}

/// What rights depend on: the same facts decide one object and a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The subject.
    pub id: SubjectId,
    /// Its sector block, once routed.
    pub block: Option<BlockId>,
    /// The body that must answer.
    pub organization: Option<OrganizationId>,
    /// The person on it.
    pub assignee: Option<UserId>,
    /// Curators' direction of its topic.
    pub direction: Option<DirectionId>,
    /// People who answer some of its questions.
    pub co_assignees: Vec<UserId>,
    /// How it came.
    pub channel: Channel,
    /// Who wrote the draft that waits for approval.
    pub draft_author: Option<UserId>,
    /// The body complained about (59-ФЗ art. 8(6)); set by a person on a complaint, never on a message.
    pub complained_about: Option<OrganizationId>,
}
