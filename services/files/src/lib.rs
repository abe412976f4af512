//! Attachments in object storage: put, get, and the judgement of what a file really is.

mod media;
mod name;
mod store;
mod upload;

pub use media::sniff;
pub use name::clean_name;
pub use store::{Error, Files, Stored};
pub use upload::{LARGEST_UPLOAD, Upload, Uploaded};

/// Largest attachment in bytes.
pub const LIMIT: usize = 25 * 1024 * 1024;
