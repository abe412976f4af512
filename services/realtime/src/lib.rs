//! Publish and listen: which subject changed, without any content. Every screen re-reads with its own rights.

mod hub;
mod remote;

pub use hub::{Changed, Heard, Hub};
pub use remote::Error;
