//! Sweep, relay, schedule and handlers; apalis lives here and nowhere else.
//!
//! The database is the record, the queue is only delivery: what the queue loses is offered again from the outbox.
//! Start reading with [`Jobs`]; to add a job see the README beside this crate.

mod handler;
mod health;
mod idle;
mod jobs;
pub mod queue;
mod relay;
mod rounds;
mod schedule;
mod stop;
mod sweep;

pub use health::Health;
pub use idle::Done;
pub use jobs::Jobs;
pub use queue::Queue;
pub use stop::Stop;
