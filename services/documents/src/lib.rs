//! Figures turned into papers. Whoever asks hands over plain data; this crate knows words, type and tables, and no
//! database.

pub mod annex;

/// Why a paper was not made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The archive that a DOCX is could not be written.
    #[error("DOCX was not packed: {0}")]
    Pack(String),
}
