//! Ways by which a person is told.

pub mod email;
pub mod in_app;
