//! What the region does with its members' subjects.

pub mod acknowledge;
