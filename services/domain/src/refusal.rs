//! An expected «no»: a code and parameters, never a sentence. The sentence is the interface's.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

crate::codes! {
    /// Why a rule said no.
    pub enum Code {
        /// The act is not possible in this state.
        ActNotAllowedInState = "ACT_NOT_ALLOWED_IN_STATE",
        /// A field that the act needs is empty.
        FieldRequired = "FIELD_REQUIRED",
        /// A field has a value outside its bounds.
        FieldInvalid = "FIELD_INVALID",
        /// The value is not in the closed list.
        NotInClosedList = "NOT_IN_CLOSED_LIST",
        /// The author of a draft cannot approve it.
        SelfApproval = "SELF_APPROVAL",
        /// Two bounces were made; the manager decides.
        TooManyBounces = "TOO_MANY_BOUNCES",
        /// A complaint cannot go to the body complained about (59-ФЗ art. 8(6)).
        RecipientIsComplainedAbout = "RECIPIENT_IS_COMPLAINED_ABOUT",
        /// The person does not work in the answering organization.
        AssigneeOutsideOrganization = "ASSIGNEE_OUTSIDE_ORGANIZATION",
        /// The step was acknowledged before, or asks for no acknowledgement.
        StepNotOpen = "STEP_NOT_OPEN",
        /// The tenant is read-only.
        TenantEnded = "TENANT_ENDED",
        /// The term for this act is over.
        TermIsOver = "TERM_IS_OVER",
        /// It was extended before; the law allows it once (59-ФЗ art. 12(2)).
        AlreadyExtended = "ALREADY_EXTENDED",
        /// The new date lies behind the last one the law allows.
        BeyondLegalBound = "BEYOND_LEGAL_BOUND",
        /// A question has no outcome yet.
        QuestionWithoutOutcome = "QUESTION_WITHOUT_OUTCOME",
        /// The number is taken by another paper.
        NumberTaken = "NUMBER_TAKEN",
        /// The act of the centre does not name this function and nobody switched it on.
        FunctionIsOff = "FUNCTION_IS_OFF",
        /// Two appointments to a seat of one person overlap.
        AppointmentsOverlap = "APPOINTMENTS_OVERLAP",
        /// The rank is below what the act of the centre asks.
        RankTooLow = "RANK_TOO_LOW",
        /// The file is larger than allowed.
        TooLarge = "TOO_LARGE",
        /// The type of the file is not allowed.
        FileTypeNotAllowed = "FILE_TYPE_NOT_ALLOWED",
    }
}

/// One refusal; an act may return several at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{code}")]
pub struct Refusal {
    /// Stable code.
    pub code: Code,
    /// The input field it is about.
    #[serde(default)]
    pub field: Option<String>,
    /// What the sentence needs.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
}

impl Refusal {
    /// A refusal without field or parameters.
    pub fn new(code: Code) -> Self {
        Self { code, field: None, parameters: BTreeMap::new() }
    }

    /// Names the input field.
    #[must_use]
    pub fn field(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    /// Adds a parameter for the sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.parameters.insert(name.to_owned(), value.to_string());
        self
    }
}
