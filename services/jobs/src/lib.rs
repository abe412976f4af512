//! Sweep, relay, schedule and handlers; apalis lives here and nowhere else.

pub mod queue;
mod stop;

pub use queue::Queue;
pub use stop::Stop;
