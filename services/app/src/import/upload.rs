//! A file comes in to be imported; it is kept a day at most, and forgotten as soon as it went in.

use chrono::TimeDelta;
use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::id::UploadId;
use otklik_domain::refusal::{Code, Refusal};
use otklik_files::{Error as FileError, LARGEST_UPLOAD};
use otklik_storage::Scope;

use crate::case::gather::expect_open;
use crate::request::own_scope;
use crate::{App, Error};

/// How long a file waits for its import.
const KEPT: TimeDelta = TimeDelta::hours(24);

/// A file that is coming in; dropped before [`Upload::finish`] nothing of it is kept.
pub struct Upload {
    id: UploadId,
    inner: otklik_files::Upload,
}

/// A file that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: UploadId,
    /// Its cleaned name.
    pub name: String,
    /// Its bytes.
    pub size: u64,
}

/// Begins to take a file from whoever may import.
pub async fn begin(app: &App, caller: &Caller, name: &str) -> Result<Upload, Error> {
    if !app.authorizer.may(caller, Action::ImportRun) {
        return Err(Error::Forbidden);
    }
    let tx = app.store.reader(own_scope(caller)).await?;
    expect_open(&tx, caller.tenant).await?;
    let id: UploadId = tx.new_id();
    drop(tx);
    let inner = app.files.begin_upload(caller.tenant, id, name).await.map_err(failed)?;
    Ok(Upload { id, inner })
}

impl Upload {
    /// Takes the next bytes; refuses the first too much.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.inner.write(bytes).await.map_err(failed)
    }

    /// Keeps what came.
    pub async fn finish(self) -> Result<Kept, Error> {
        let (name, size) = self.inner.finish().await.map_err(failed)?;
        Ok(Kept { id: self.id, name, size })
    }
}

/// Forgets files that nobody imported within a day; answers how many objects went.
pub async fn forget_old(app: &App) -> Result<u64, Error> {
    let now = app.store.reader(Scope::Clockwork("forget uploads")).await?.now();
    app.files.forget_uploads(now.get() - KEPT).await.map_err(failed)
}

fn failed(error: FileError) -> Error {
    match error {
        FileError::UploadTooLarge => {
            Error::Refused(vec![Refusal::new(Code::TooLarge).field("file").with("most", LARGEST_UPLOAD)])
        }
        error => Error::Unavailable(error.to_string()),
    }
}
