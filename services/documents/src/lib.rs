//! Figures turned into papers. Whoever asks hands over plain data; this crate knows words, type and tables, and no
//! database.

use chrono::NaiveDate;

pub mod annex;
pub mod journal;

/// Why a paper was not made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The archive that a DOCX is could not be written.
    #[error("DOCX was not packed: {0}")]
    Pack(String),
    /// The rows do not fit on a sheet, or the archive that an XLSX is could not be written.
    #[error("XLSX was not written: {0}")]
    Sheet(String),
}

/// XML 1.0 has no place for control characters, not even escaped; a word processor refuses the whole file for one.
fn printable(words: &str) -> String {
    words
        .chars()
        .map(
            |letter| {
                if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') { ' ' } else { letter }
            },
        )
        .collect()
}

fn date(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}
