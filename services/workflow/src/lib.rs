//! The engine: definitions, decide, evolve, service levels, escalation. No I/O, no async, no clock.
//!
//! A file of `policies/workflows/` is read and checked by [`definition::parse`] and flattened by
//! [`definition::publish`] into an [`Effective`] definition that a subject pins. [`enter`] makes an
//! [`instance::Instance`], [`decide`] answers a [`command::Command`] with events, [`evolve`] applies them.
//! [`available`], [`next_due`] and [`sla::explain::explain`] answer what the screens ask.

pub mod available;
pub mod command;
pub mod decide;
pub mod definition;
pub mod escalation;
pub mod event;
pub mod evolve;
pub mod facts;
pub mod instance;
pub mod law;
pub mod sla;
pub mod yaml;

pub use available::{available, next_due};
pub use decide::{Outcome, decide, enter};
pub use definition::effective::{Effective, Transition};
pub use definition::{parse, publish};
pub use evolve::evolve;
pub use sla::deadline::deadline;
pub use sla::explain::explain;
