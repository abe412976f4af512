//! Files that wait to be imported: written as they come, read once, forgotten soon.

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures::TryStreamExt;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, WriteMultipart};
use otklik_domain::id::{TenantId, UploadId};

use crate::{Error, Files, clean_name};

/// Largest file in bytes.
pub const LARGEST_UPLOAD: u64 = 50 * 1024 * 1024;

const FOLDER: &str = "uploads";
/// Parts that may be on their way to the store at once.
const PARTS: usize = 2;

/// A file that is coming in; dropped before [`Upload::finish`] nothing of it is kept.
pub struct Upload {
    files: Files,
    tenant: TenantId,
    id: UploadId,
    name: String,
    size: u64,
    writer: WriteMultipart,
}

/// A file that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uploaded {
    /// Its name as given, cleaned.
    pub name: String,
    /// Its bytes.
    pub bytes: Bytes,
}

impl Upload {
    /// Takes the next bytes; stops at the first too much.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.size += bytes.len() as u64;
        if self.size > LARGEST_UPLOAD {
            return Err(Error::UploadTooLarge);
        }
        self.writer.wait_for_capacity(PARTS).await?;
        self.writer.write(bytes);
        Ok(())
    }

    /// Keeps what came; answers its cleaned name and its size.
    pub async fn finish(self) -> Result<(String, u64), Error> {
        self.writer.finish().await?;
        let payload = PutPayload::from(self.name.clone().into_bytes());
        self.files.store.put(&name_key(self.tenant, self.id), payload).await?;
        Ok((self.name, self.size))
    }
}

impl Files {
    /// Begins to take a file.
    pub async fn begin_upload(&self, tenant: TenantId, id: UploadId, name: &str) -> Result<Upload, Error> {
        let writer = WriteMultipart::new(self.store.put_multipart(&key(tenant, id)).await?);
        Ok(Upload { files: self.clone(), tenant, id, name: clean_name(name), size: 0, writer })
    }

    /// A file of this tenant.
    pub async fn upload(&self, tenant: TenantId, id: UploadId) -> Result<Uploaded, Error> {
        let name = self.store.get(&name_key(tenant, id)).await?.bytes().await?;
        let bytes = self.store.get(&key(tenant, id)).await?.bytes().await?;
        Ok(Uploaded { name: String::from_utf8_lossy(&name).into_owned(), bytes })
    }

    /// Forgets a file; one that is not there is forgotten already.
    pub async fn forget_upload(&self, tenant: TenantId, id: UploadId) -> Result<(), Error> {
        for key in [name_key(tenant, id), key(tenant, id)] {
            match self.store.delete(&key).await.map_err(Error::from) {
                Ok(()) | Err(Error::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Forgets every file that was begun before a moment; its id tells when. Answers how many objects were removed.
    pub async fn forget_uploads(&self, before: DateTime<Utc>) -> Result<u64, Error> {
        let all: Vec<_> = self.store.list(Some(&Path::from(FOLDER))).try_collect().await?;
        let mut removed = 0;
        for object in all {
            let stem = object.location.filename().and_then(|name| name.split('.').next()).unwrap_or_default();
            let begun = stem.parse::<uuid::Uuid>().ok().and_then(|id| id.get_timestamp());
            let begun = begun.map(|at| at.to_unix());
            let begun = begun.and_then(|(secs, nanos)| DateTime::from_timestamp(secs.cast_signed(), nanos));
            if begun.is_none_or(|at| at < before) {
                self.store.delete(&object.location).await?;
                removed += 1;
            }
        }
        Ok(removed)
    }
}

fn key(tenant: TenantId, id: UploadId) -> Path {
    Path::from_iter([FOLDER.to_owned(), tenant.0.to_string(), id.0.to_string()])
}

fn name_key(tenant: TenantId, id: UploadId) -> Path {
    Path::from_iter([FOLDER.to_owned(), tenant.0.to_string(), format!("{}.name", id.0)])
}
