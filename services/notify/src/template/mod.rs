//! Texts of notices: a code and parameters become a letter.

mod ru;

use chrono::{DateTime, FixedOffset};
use otklik_domain::standing::Level;
use serde::{Deserialize, Serialize};

otklik_domain::codes! {
    /// What a notice is about.
    pub enum Code {
        /// A step of a ladder reached the recipient.
        StepFired = "step.fired",
        /// Somebody took notice of a step.
        StepAcknowledged = "step.acknowledged",
        /// A case was given to the recipient.
        CaseAssigned = "case.assigned",
        /// A case came back to whoever shares out the work.
        CaseSentBack = "case.sent_back",
        /// Another act was done on a case of the recipient.
        CaseChanged = "case.changed",
        /// A reply waits for the recipient's approval.
        ReplySubmitted = "reply.submitted",
        /// A reply of the recipient came back.
        ReplyReturned = "reply.returned",
        /// A reply is approved and waits to be given.
        ReplyApproved = "reply.approved",
        /// An appeal waits for its registration.
        AppealReceived = "appeal.received",
        /// An appeal waits for a resolution.
        AppealToResolution = "appeal.to_resolution",
        /// An appeal came back to the registrar.
        AppealReturned = "appeal.returned",
        /// A co-executor gave a text.
        ContributionGiven = "contribution.given",
        /// An extension waits for the decision of the recipient.
        ExtensionRequested = "extension.requested",
        /// An extension was granted.
        ExtensionGranted = "extension.granted",
        /// An extension was denied.
        ExtensionDenied = "extension.denied",
        /// Somebody proposes not to answer on the merits.
        NoAnswerProposed = "no_answer.proposed",
        /// A reply waits for a signature.
        ReplyToSign = "reply.to_sign",
        /// A signed reply waits to be sent.
        ReplyToDispatch = "reply.to_dispatch",
        /// A sent reply came back.
        ReplyCameBack = "reply.came_back",
    }
}

/// What a text may say. There is no field for the author, the essence or the reply, on purpose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Parameters {
    /// `КИЛ-2026-000123`.
    pub number: String,
    /// Title of the topic.
    pub topic: Option<String>,
    /// Name of the sector block.
    pub block: Option<String>,
    /// The date of the clock, with the offset of the tenant's zone: shown as it stands.
    pub due: Option<DateTime<FixedOffset>>,
    /// Title of the clock.
    pub clock: Option<String>,
    /// Step id: `p50`, `due`, `plus_4wh`.
    pub step: Option<String>,
    /// Which rung of the ladder the recipient stands on.
    pub level: Option<Level>,
    /// The step asks the recipient for an act.
    pub asks_for_act: bool,
    /// Title of the reason of a return.
    pub reason: Option<String>,
    /// Short name of the municipality, for the region.
    pub municipality: Option<String>,
    /// Absolute address of the card.
    pub link: Option<String>,
    /// The topic is restricted: number, block and date only.
    pub restricted: bool,
}

/// A text ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// What stands in the list of letters.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// The letter of a notice. A restricted topic gets one text for all codes.
pub fn render(code: Code, parameters: &Parameters) -> Letter {
    if parameters.restricted {
        return ru::restricted::letter(parameters);
    }
    match code {
        Code::StepFired => ru::step_fired::letter(parameters),
        Code::StepAcknowledged => ru::step_acknowledged::letter(parameters),
        Code::CaseAssigned => ru::case_assigned::letter(parameters),
        Code::CaseSentBack => ru::case_sent_back::letter(parameters),
        Code::CaseChanged => ru::case_changed::letter(parameters),
        Code::ReplySubmitted => ru::reply_submitted::letter(parameters),
        Code::ReplyReturned => ru::reply_returned::letter(parameters),
        Code::ReplyApproved => ru::reply_approved::letter(parameters),
        Code::AppealReceived => ru::appeal_received::letter(parameters),
        Code::AppealToResolution => ru::appeal_to_resolution::letter(parameters),
        Code::AppealReturned => ru::appeal_returned::letter(parameters),
        Code::ContributionGiven => ru::contribution_given::letter(parameters),
        Code::ExtensionRequested => ru::extension_requested::letter(parameters),
        Code::ExtensionGranted => ru::extension_granted::letter(parameters),
        Code::ExtensionDenied => ru::extension_denied::letter(parameters),
        Code::NoAnswerProposed => ru::no_answer_proposed::letter(parameters),
        Code::ReplyToSign => ru::reply_to_sign::letter(parameters),
        Code::ReplyToDispatch => ru::reply_to_dispatch::letter(parameters),
        Code::ReplyCameBack => ru::reply_came_back::letter(parameters),
    }
}
