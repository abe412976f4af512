//! Acts on a case, one file each; `perform` and `record` are the way they share.

pub mod accept;
pub mod acknowledge;
pub mod appeal;
pub mod approve;
pub mod assign;
pub mod attach;
pub mod comment;
pub mod correct_topic;
pub(crate) mod deed;
pub mod enter;
pub mod enter_in_source;
pub(crate) mod gather;
pub mod history;
pub(crate) mod perform;
pub mod publish;
pub mod reassign;
pub(crate) mod record;
pub mod reject;
pub mod reopen;
pub mod return_draft;
pub mod route;
pub mod send_back;
pub mod submit_reply;
pub mod take;

use otklik_domain::id::CaseId;

/// What an act without further fields needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Which case.
    pub case: CaseId,
    /// The revision the caller saw.
    pub expected_revision: i64,
    /// Words beside the act.
    pub note: Option<String>,
}

/// What an act with a reason from its closed list needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonInput {
    /// Which case.
    pub case: CaseId,
    /// The revision the caller saw.
    pub expected_revision: i64,
    /// Entry of the closed list.
    pub reason: String,
    /// Words beside the reason.
    pub note: Option<String>,
}
