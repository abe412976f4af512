//! The door: HTTP in, who is asking. Start with [`router`].

pub mod annex;
mod auth;
mod body;
mod documents;
mod edge;
mod error;
mod exports;
mod files;
mod graphql;
mod headers;
mod health;
mod imports;
mod metrics;
mod origin;
mod router;
mod spa;
mod state;

pub use documents::{BadManifest, Document, Documents};
pub use origin::{BadUrl, PublicUrl};
pub use router::router;
pub use state::{ApiState, Options};
