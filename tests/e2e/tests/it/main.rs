//! The product as its users meet it: a real server on a real socket over both databases.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod bad_input;
mod cluster;
mod http;
mod product;
mod scenario;
mod scenarios;
mod stories;
mod story;
