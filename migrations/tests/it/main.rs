//! The schema against its dumps and its walls, on both databases.

mod schema;
mod walls;
