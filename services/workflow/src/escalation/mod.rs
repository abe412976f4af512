//! Escalation: the moments of a ladder and the people a step reaches.

pub(crate) mod calls;
pub(crate) mod ladder;
pub mod offset;
