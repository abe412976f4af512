//! The store behind the attachments: one key per attachment, `tenant/attachment`.

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use otklik_domain::id::{AttachmentId, TenantId};
use sha2::{Digest, Sha256};

use crate::LIMIT;

/// Why a file cannot be put or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address of the store cannot be used.
    #[error("{address:?} is no store of attachments: {reason}; supported now: file:///absolute/folder")]
    Address {
        /// What was given.
        address: String,
        /// What is wrong with it.
        reason: String,
    },
    /// No such attachment.
    #[error("no such attachment")]
    NotFound,
    /// Larger than [`LIMIT`].
    #[error("{size} bytes are more than {LIMIT}")]
    TooLarge {
        /// Bytes given.
        size: usize,
    },
    /// A file for import larger than [`LARGEST_UPLOAD`](crate::LARGEST_UPLOAD).
    #[error("more than {} bytes", crate::LARGEST_UPLOAD)]
    UploadTooLarge,
    /// The store does not answer or refuses.
    #[error("store of attachments: {0}")]
    Store(object_store::Error),
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::NotFound,
            other => Self::Store(other),
        }
    }
}

/// What the database keeps of a stored file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the bytes.
    pub sha256: [u8; 32],
}

/// The store of attachments; cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    pub(crate) store: Arc<dyn ObjectStore>,
}

impl Files {
    /// Opens the store named by a URL; the folder of a `file:///…` URL is made when it is missing.
    pub fn open(url: &str) -> Result<Self, Error> {
        let bad = |reason: &str| Error::Address { address: url.to_owned(), reason: reason.to_owned() };
        let path = url.strip_prefix("file://").ok_or_else(|| bad("another scheme"))?;
        if !path.starts_with('/') {
            return Err(bad("not an absolute path"));
        }
        if path.contains(['?', '#']) {
            return Err(bad("a query or fragment has no meaning here"));
        }
        let path = percent_decoded(path).ok_or_else(|| bad("bad percent escape"))?;
        Self::folder(PathBuf::from(path))
    }

    /// Opens a folder, made when it is missing.
    pub fn folder(folder: PathBuf) -> Result<Self, Error> {
        let bad = |reason: String| Error::Address { address: folder.display().to_string(), reason };
        std::fs::create_dir_all(&folder).map_err(|error| bad(error.to_string()))?;
        let store = LocalFileSystem::new_with_prefix(&folder)
            .map_err(|error| bad(error.to_string()))?
            .with_fsync(true);
        Ok(Self { store: Arc::new(store) })
    }

    /// Keeps the bytes: a reader sees all of them or nothing. A repeat under the same id replaces them.
    pub async fn put(&self, tenant: TenantId, id: AttachmentId, bytes: Bytes) -> Result<Stored, Error> {
        if bytes.len() > LIMIT {
            return Err(Error::TooLarge { size: bytes.len() });
        }
        let stored = Stored { size: bytes.len() as u64, sha256: Sha256::digest(&bytes).into() };
        self.store.put(&key(tenant, id), PutPayload::from_bytes(bytes)).await?;
        Ok(stored)
    }

    /// The bytes of an attachment of this tenant.
    pub async fn get(&self, tenant: TenantId, id: AttachmentId) -> Result<Bytes, Error> {
        Ok(self.store.get(&key(tenant, id)).await?.bytes().await?)
    }
}

fn key(tenant: TenantId, id: AttachmentId) -> Path {
    Path::from_iter([tenant.0.to_string(), id.0.to_string()])
}

fn percent_decoded(path: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            decoded.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok().filter(|path| !path.contains('\0'))
}
