//! The door over a real database: what comes in, what is turned away, what a stranger learns.

mod door;
mod files;
mod graphql;
mod house;
mod leak;
mod page;
mod session;
