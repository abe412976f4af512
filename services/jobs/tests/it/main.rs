//! The queue in memory and in a real Redis.

mod backend;
mod poison;
mod queue;
