//! Tells people, by one channel at a time; knows no database and never sees an applicant or the text of a case.

pub mod channel;
mod error;
pub mod template;

pub use channel::email::{Mail, Mailer};
pub use error::Error;
pub use template::{Letter, Parameters, render};
