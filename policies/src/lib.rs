//! The rights (casbin) and the product catalogue as files.
//!
//! [`Authorizer`] answers who may do what; [`catalogue`] holds every file of this folder for `migrate`. The crate
//! reads no database: roles come in as text, the caller and the facts as values of the domain.

mod authorizer;
pub mod catalogue;
mod error;
pub mod matrix;
mod relation;
mod rule;
mod table;

pub use authorizer::{Authorizer, Explanation};
pub use error::{PolicyError, RuleDefect};
pub use rule::{Effect, Rule};
