//! What can be read of the members, one file per noun.

pub mod board;
pub mod case;
pub mod user;
