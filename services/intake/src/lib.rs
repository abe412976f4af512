//! Outside formats turned into one intake record: one file per source.

pub mod card;
mod record;
mod text;

pub use record::IntakeRecord;
