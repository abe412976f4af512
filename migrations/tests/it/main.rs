//! The schema against its dumps and its walls, on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

mod schema;
mod walls;
