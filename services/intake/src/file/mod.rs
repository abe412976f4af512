//! Tables from outside, CSV or XLSX, row by row: a broken row is refused with its line, the rest goes on.

mod defect;
mod encoding;
mod line;
mod record;
mod scan;
mod sheet;
mod table;

pub use defect::{Code, FileDefect, Refused};
pub use encoding::Encoding;
pub use table::{Kind, Layout, RawRow, Shape, Table};

/// Largest file in bytes.
pub const LARGEST_FILE: u64 = 50 * 1024 * 1024;
/// Most rows below the header.
pub const MOST_ROWS: u64 = 200_000;
/// Longest line, and longest row of several lines, in bytes.
pub const LONGEST_LINE: usize = 1024 * 1024;
/// Longest field in characters.
pub const LONGEST_FIELD: usize = 100_000;
/// Most columns that are looked at.
pub const MOST_COLUMNS: usize = 1_000;
/// Most lines that one quoted row may span.
const MOST_LINES_OF_A_ROW: usize = 1_000;
