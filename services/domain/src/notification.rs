//! One notice to one person by one channel.

crate::codes! {
    /// By which way a person is told.
    pub enum Channel {
        /// In the interface.
        InApp = "IN_APP",
        /// By e-mail.
        Email = "EMAIL",
    }
}

crate::codes! {
    /// Where a notice stands.
    pub enum State {
        /// Planned, not yet handed over.
        Planned = "PLANNED",
        /// Handed over.
        Delivered = "DELIVERED",
        /// Given up, with a reason.
        Failed = "FAILED",
    }
}
