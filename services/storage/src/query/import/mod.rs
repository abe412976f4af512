//! Imports: runs with their refused rows, what the source says of an item, and the differences a person settles.
//!
//! Rows of a file hold words of citizens, so all of it is open to its tenant alone.

mod difference;
mod item;
mod run;

pub use difference::{Difference, DifferenceFilter, NewDifference};
pub use item::{Reconciled, SourceItem};
pub use run::{ImportRefusal, ImportRun, NewRun, RunCounts};
use uuid::Uuid;

use super::cursor::{List, Position};
use crate::error::{Error, Result};
use otklik_domain::page::Page;

/// A page of rows that were asked for one beyond its size, each positioned by an id of its own.
fn paged<R>(mut rows: Vec<R>, size: usize, list: List, id: impl Fn(&R) -> Uuid) -> Page<R> {
    let has_next = rows.len() > size;
    rows.truncate(size);
    let rows = rows.into_iter().map(|row| (Position { at: None, id: id(&row) }.cursor(list), row)).collect();
    Page { rows, has_next }
}

fn digest(bytes: Vec<u8>) -> Result<[u8; 32]> {
    bytes.try_into().map_err(|_| Error::corrupt("a digest of another length"))
}
