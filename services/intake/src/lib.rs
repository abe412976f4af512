//! Outside formats turned into one intake record: one file per source.

pub mod card;
pub mod file;
mod import;
pub mod profile;
mod record;
pub mod refused;
pub mod row;
mod text;

pub use import::{Entry, Import, Preview};
pub use record::IntakeRecord;
