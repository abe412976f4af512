//! Deadlines: the sweep.

pub mod sweep;
