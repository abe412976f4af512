//! Files of outside systems: how they are read, and what becomes of their rows.
//!
//! A row is told apart by its source and its number there. Its first sight makes a case; a row that the source has
//! closed before anybody here saw it makes a case that is closed from the beginning, with no clock: nothing of the
//! outside system is lost, and no deadline of the past is counted against people who never had it. The same row
//! unchanged is a repetition, and so is a line about an item that stands further down in the same file once more. A changed row is merged by the `wins` of the profile: see [`merge`].

mod batch;
mod begin;
mod enter;
mod ground;
pub mod job;
pub(crate) mod merge;
pub mod profile;
pub mod reconcile;
pub mod refused;
pub mod run;
pub mod settle;
pub mod start;
pub mod upload;

use std::io::{Read, Seek};

use otklik_domain::tenant::{Kind, Tenant};
use otklik_domain::time::Now;
use otklik_intake::Import;
use otklik_intake::file::FileDefect;
use otklik_intake::profile::Profile;
use otklik_intake::row::Context;

use crate::Error;

/// The act under which the history shows what the source changed.
pub(crate) const SOURCE_CHANGED: &str = "source_changed";

/// Opens a file for a centre; what is wrong with it as a whole is said here, before any row.
pub(crate) async fn open<R>(file: R, profile: &Profile, tenant: &Tenant, now: Now) -> Result<Import<R>, Error>
where
    R: Read + Seek + Send + 'static,
{
    if tenant.kind != Kind::Municipal {
        let message = format!("«{}» — не муниципальный центр: его дела не загружаются.", tenant.short_name);
        return Err(Error::invalid("NOT_MUNICIPAL", "tenant", message));
    }
    let context = Context {
        zone: tenant.zone,
        now,
        municipality: vec![tenant.name.clone(), tenant.short_name.clone()],
    };
    let profile = profile.clone();
    // A file is looked through as a whole: too long for a thread that others wait for.
    let opened = tokio::task::spawn_blocking(move || Import::open(file, &profile, context)).await;
    opened.map_err(|error| Error::Internal(format!("opening a file: {error}")))?.map_err(defective)
}

/// What is wrong with a whole file.
pub(crate) fn defective(defect: FileDefect) -> Error {
    Error::invalid(defect.code(), "upload", defect.to_string())
}
