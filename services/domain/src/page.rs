//! Pages of lists: keyset cursors, 20 by default, 100 at most.

use serde::{Deserialize, Serialize};

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRequest {
    /// How many rows, 1–100.
    pub first: u16,
    /// Opaque position after which to go on.
    pub after: Option<Cursor>,
}

impl PageRequest {
    /// Most rows of one page.
    pub const MOST: u16 = 100;
    /// Rows when nothing is said.
    pub const DEFAULT: u16 = 20;
}

/// An opaque position in a list: what the last row was sorted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub String);

/// A page of rows, each with its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// Rows in order.
    pub rows: Vec<(Cursor, T)>,
    /// Whether more follow.
    pub has_next: bool,
}
