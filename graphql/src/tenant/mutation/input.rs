//! Inputs that several acts share.

use async_graphql::{ID, InputObject};
use otklik_app::case;

use crate::shared::ids;

/// What an act without further fields needs.
#[derive(InputObject, Clone, Debug)]
pub(super) struct CaseActInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    pub(super) request_id: ID,
    /// The case.
    pub(super) case: ID,
    /// The revision that the caller saw.
    pub(super) expected_revision: i64,
    /// Words beside the act.
    pub(super) note: Option<String>,
}

/// What an act with an entry of its closed list needs.
#[derive(InputObject, Clone, Debug)]
pub(super) struct ReasonInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    pub(super) request_id: ID,
    /// The case.
    pub(super) case: ID,
    /// The revision that the caller saw.
    pub(super) expected_revision: i64,
    /// Code of the entry.
    pub(super) reason: String,
    /// Words beside the reason.
    pub(super) note: Option<String>,
}

impl From<CaseActInput> for case::Input {
    fn from(input: CaseActInput) -> Self {
        Self { case: ids::read(&input.case), expected_revision: input.expected_revision, note: input.note }
    }
}

impl From<ReasonInput> for case::ReasonInput {
    fn from(input: ReasonInput) -> Self {
        Self {
            case: ids::read(&input.case),
            expected_revision: input.expected_revision,
            reason: input.reason,
            note: input.note,
        }
    }
}
