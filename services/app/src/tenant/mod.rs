//! Centres as files: read, checked, applied, printed.

pub mod apply;
pub mod check;
pub mod export;
pub mod file;
