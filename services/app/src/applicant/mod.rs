//! The applicant of a case: reached only through `reveal`.

pub mod reveal;
