//! What both schemas say alike: words, pages, errors, limits and the way of one request.

pub mod answer;
pub mod error;
pub mod ids;
pub mod limits;
pub mod page;
pub mod receipt;
#[cfg(test)]
mod refused;
pub mod scalar;
pub mod words;

pub use answer::{Asker, Contract, Operation};
