//! Files of outside systems: what becomes of a run and of each of its rows.

crate::codes! {
    /// Where a run of an import stands.
    pub enum RunState {
        /// Rows are going in.
        Running = "RUNNING",
        /// Every row was looked at.
        Done = "DONE",
        /// Ended by a defect of the whole file or by a stop; the next run of the same file goes on.
        Stopped = "STOPPED",
    }
}

crate::codes! {
    /// What became of one row.
    pub enum RowOutcome {
        /// A new case.
        Accepted = "ACCEPTED",
        /// Seen before, nothing differs.
        Repeated = "REPEATED",
        /// Seen before, the source says something new.
        Changed = "CHANGED",
        /// Broken; its line and the reason are kept.
        Refused = "REFUSED",
    }
}

crate::codes! {
    /// A difference between the source and the platform that a person must look at.
    pub enum Mismatch {
        /// «Закрыто там – открыто здесь».
        ClosedThere = "CLOSED_THERE",
        /// «Открыто там – закрыто здесь».
        OpenThere = "OPEN_THERE",
    }
}
