//! The rights as a whole: properties, the checked-in matrix, the catalogue.

mod caller;
mod catalogue;
mod matrix;
mod rights;
mod rules;
