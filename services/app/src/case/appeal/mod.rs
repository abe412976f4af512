//! Acts on an appeal under 59-ФЗ, one file each; `work` is the way they share.

pub mod contribute;
pub mod decide_no_answer;
pub mod dispatch;
pub mod enter;
pub mod extension;
pub mod forward;
pub mod inquire;
pub mod letter;
pub mod name_challenged;
pub mod outcome;
pub mod plain;
pub mod register;
pub mod resolve;
mod text;
pub mod visit;
pub mod word;
mod work;

pub(crate) use outcome::expect_outcomes;
