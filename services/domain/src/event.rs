//! The vocabulary of the outbox: what was committed, as a kind and a version. Append-only.

crate::codes! {
    /// What happened.
    pub enum Kind {
        /// A subject was entered.
        SubjectEntered = "subject.entered",
        /// A subject changed by an act.
        SubjectChanged = "subject.changed",
        /// An escalation step fired.
        StepFired = "step.fired",
        /// A step was acknowledged.
        StepAcknowledged = "step.acknowledged",
        /// A reply was given to the author.
        ReplyPublished = "reply.published",
        /// The region acted on a member's subject.
        RegionActed = "region.acted",
        /// A file of an outside system waits to be taken in.
        ImportStarted = "import.started",
    }
}

/// Version of the payload of every kind of this release.
pub const VERSION: u16 = 1;
