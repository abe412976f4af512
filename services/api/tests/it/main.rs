//! The door over a real database: what comes in, what is turned away, what a stranger learns.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

mod annex;
mod door;
mod exports;
mod files;
mod graphql;
mod house;
mod imports;
mod leak;
mod page;
mod session;
