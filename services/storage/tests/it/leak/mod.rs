//! The two walls: no query shows or touches another tenant's row, and no statement does, however careless.
//!
//! Three centres stand side by side with the same rows in every table. The first wall is the condition in every query
//! (both databases), the second row-level security (PostgreSQL).

mod composition;
mod coverage;
mod filled;
mod paper;
mod queries;
mod statements;
