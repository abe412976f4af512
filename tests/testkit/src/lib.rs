//! Real servers, databases cloned from templates, builders.
//!
//! [`TestDb::both`] gives a fresh database on SQLite and on PostgreSQL, each with a clock that the test moves;
//! [`seed`] fills them with three centres of two regions.

#![expect(clippy::missing_panics_doc, reason = "a test that cannot be set up panics, and says why")]

mod clock;
mod database;
mod fresh;
mod postgres;
pub mod seed;
mod sqlite;

pub use clock::TestClock;
pub use database::{START, TestDb, keys};
pub use fresh::Fresh;
