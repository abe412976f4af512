//! What is answered to the author.

crate::codes! {
    /// What a reply does.
    pub enum Kind {
        /// Says what is being done and by when.
        Interim = "INTERIM",
        /// The last word of a round.
        Final = "FINAL",
        /// Answered, not solved: leaves a promise with a date.
        Postponed = "POSTPONED",
    }
}

crate::codes! {
    /// Where a reply stands.
    pub enum State {
        /// Waits for approval.
        Submitted = "SUBMITTED",
        /// Sent back to its author.
        Returned = "RETURNED",
        /// Approved, waits to be given.
        Approved = "APPROVED",
        /// Given to the author of the case.
        Published = "PUBLISHED",
    }
}
