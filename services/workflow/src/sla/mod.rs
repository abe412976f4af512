//! Service levels: amounts, the calendar, dates of a clock and why they are what they are.

pub mod amount;
pub mod calendar;
pub(crate) mod days;
pub mod deadline;
pub(crate) mod due;
pub mod explain;
pub(crate) mod hours;
pub(crate) mod kind;
pub(crate) mod words;
pub(crate) mod year;
