//! Pages of lists: how much may be asked for, and where a page ends.

use async_graphql::SimpleObject;
use otklik_domain::page::{Cursor, Page, PageRequest};

use super::error::Failure;

/// Where a page ends.
#[derive(SimpleObject, Clone, Debug)]
pub struct PageInfo {
    /// Whether more rows follow.
    pub has_next_page: bool,
    /// Cursor of the last row, to be given as `after`.
    pub end_cursor: Option<String>,
}

impl PageInfo {
    /// Of a page that was read.
    pub fn of<T>(page: &Page<T>) -> Self {
        Self {
            has_next_page: page.has_next,
            end_cursor: page.rows.last().map(|(cursor, _)| cursor.0.clone()),
        }
    }
}

/// Holds `first` to 1–100.
pub fn first(first: Option<i32>) -> Result<u16, Failure> {
    let asked = first.unwrap_or(i32::from(PageRequest::DEFAULT));
    if asked > i32::from(PageRequest::MOST) {
        return Err(Failure::limit(
            "PAGE_TOO_LONG",
            format!("На странице не больше {} строк.", PageRequest::MOST),
        ));
    }
    u16::try_from(asked)
        .ok()
        .filter(|rows| *rows > 0)
        .ok_or_else(|| Failure::bad_input("BAD_PAGE", "first", "На странице хотя бы одна строка."))
}

/// What storage is asked for.
pub fn request(first_rows: Option<i32>, after: Option<String>) -> Result<PageRequest, Failure> {
    Ok(PageRequest { first: first(first_rows)?, after: after.map(Cursor) })
}

/// What a list costs: every row costs what is asked of it.
pub(crate) fn cost(first: Option<i32>, row: usize) -> usize {
    let rows = first.unwrap_or(i32::from(PageRequest::DEFAULT)).clamp(1, i32::from(PageRequest::MOST));
    usize::try_from(rows).map_or(row, |rows| rows.saturating_mul(row))
}
