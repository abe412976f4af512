//! What can be read, one file per noun.

pub mod appeal;
pub mod attachment;
pub mod board;
pub mod case;
pub mod catalogue;
pub mod clock;
pub mod comment;
pub mod composition;
pub mod import;
pub mod journal;
pub mod notification;
pub mod reconciliation;
pub mod reply;
pub mod timeline;
pub mod user;
