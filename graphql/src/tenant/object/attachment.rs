//! Files beside a case.

use async_graphql::{ID, SimpleObject};
use otklik_app::reader::AttachmentRow;

use crate::shared::ids;

/// A file beside a case.
#[derive(SimpleObject, Clone, Debug)]
pub struct Attachment {
    /// Opaque id.
    pub id: ID,
    /// Name as the client gave it, without what a file system would misread.
    pub name: String,
    /// Type, read from the content.
    pub media_type: String,
    /// Length in bytes.
    pub size: u64,
    /// Where it is downloaded, relative to the server.
    pub url: String,
}

impl Attachment {
    /// A row of the tenant with this code.
    pub(super) fn new(row: AttachmentRow, tenant_code: &str) -> Self {
        Self {
            url: format!("/t/{tenant_code}/files/{}", row.id),
            id: ids::write(row.id),
            name: row.name,
            media_type: row.media_type,
            size: row.size,
        }
    }
}
