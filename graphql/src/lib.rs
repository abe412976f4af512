//! The contract: two schemas and nothing but translation between GraphQL and the use cases of `otklik-app`.
//!
//! Both schemas are built without a database, so that they can be printed and compared with the checked-in files.

pub mod region;
pub mod shared;
pub mod tenant;

/// What the door needs of the library that this crate owns: the answer, and the parser for looking at contracts.
pub use async_graphql::{Response, parser};
