//! The memory: the only crate that knows SQL and sea-orm.
//!
//! [`Store`] opens transactions, [`Tx`] carries one; the methods of `Tx` are in `query/<noun>.rs`, domain types in
//! and out. Two walls keep tenants apart: row-level security (PostgreSQL) and a tenant condition in every statement.

mod backend;
mod dialect;
mod error;
mod keys;
pub mod query;
mod scope;
mod store;
mod table;
mod tx;

pub use backend::Backend;
pub use dialect::clock::Clock;
pub use error::{Error, Result};
pub use keys::Keys;
pub use scope::Scope;
pub use store::{ConnectOptions, Store};
pub use tx::Tx;
