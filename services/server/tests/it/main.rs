//! The binary as an operator meets it.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod annex;
mod commands;
mod composition;
mod deadline;
mod import;
