//! Deadlines: the sweep, what a clock would give, and counting anew.

pub mod ask;
pub mod recount;
pub mod sweep;
