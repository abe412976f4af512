//! Who hears of an event, and one delivery at a time.

pub mod deliver;
pub mod plan;
