//! Invented messages of an invented half-year: for the demonstration, for load and for tests. The same seed gives the
//! same bytes; no name, telephone, street or settlement belongs to anybody.

mod half_year;
mod import_rows;
mod plan;
mod text;

pub use half_year::{DAYS, cases};
pub use import_rows::{
    EXPORT_BROKEN, EXPORT_REPEATED, EXPORT_ROWS, exported_at, in_windows_1251, incident_export,
    incident_load, municipalities,
};
pub use plan::{Act, ActKind, Fate, PlannedCase};

/// Codes of the product's topics that have texts here.
pub fn topics() -> impl Iterator<Item = &'static str> {
    text::TOPICS.iter().map(|topic| topic.code)
}
