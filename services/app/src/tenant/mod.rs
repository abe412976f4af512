//! Centres as files: read, checked, applied, printed.

pub mod annex;
pub mod apply;
pub mod check;
pub mod export;
pub mod file;
pub mod kept;
