//! A run that was started on a screen goes on as a job, a stretch at a time; the run itself says how far it is.

use std::io::Cursor;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use otklik_domain::id::{ImportRunId, OutboxId, TenantId, UploadId};
use otklik_domain::import::RunState;
use otklik_domain::tenant::Tenant;
use otklik_files::Uploaded;
use otklik_intake::profile::Profile;
use otklik_storage::Scope;
use otklik_storage::query::import::ImportRun;
use serde::{Deserialize, Serialize};

use super::run::{Going, Way, reason, scope, stop};
use super::{open, profile};
use crate::{App, Error};

/// A run that got further so lately is in the hands of another worker.
const AT_WORK: TimeDelta = TimeDelta::seconds(15);

/// What the announcement of a started import carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Started {
    pub(crate) run: ImportRunId,
    pub(crate) upload: UploadId,
}

/// Where a stretch ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// Nothing is left to do.
    Ended,
    /// So many rows were looked at; another job goes on.
    More(i64),
    /// Another worker has it.
    Elsewhere,
}

/// Takes the run of an announcement further for about `patience`; `continued` when a job before asked for it.
pub async fn run(
    app: &App,
    tenant: TenantId,
    event: OutboxId,
    continued: bool,
    patience: Duration,
) -> Result<Stretch, Error> {
    let Some(started) = started(app, tenant, event).await? else { return Ok(Stretch::Ended) };
    let home = home(app, tenant).await?;
    let tx = app.store.reader(scope(&home)).await?;
    let (run, now) = (tx.import_run(started.run).await?, tx.now());
    let profiles = profile::all(&tx).await?;
    drop(tx);
    let Some(run) = run.filter(|run| run.state == RunState::Running) else { return Ok(Stretch::Ended) };
    if !continued && run.counts.rows > 0 && now.get() < run.beat_at + AT_WORK {
        return Ok(Stretch::Elsewhere);
    }
    let profile = profiles.into_iter().find(|profile| profile.name == run.profile);
    let (upload, id, dry_run) = (started.upload, run.id, run.dry_run);
    match further(app, home, profile, run, (upload, patience)).await {
        Ok(Way::More(rows)) => Ok(Stretch::More(rows)),
        Ok(Way::Overtaken) => Ok(Stretch::Elsewhere),
        Ok(Way::Done) => {
            if !dry_run {
                forget(app, tenant, upload).await;
            }
            Ok(Stretch::Ended)
        }
        Err(error @ (Error::Invalid { .. } | Error::Refused(_))) => {
            stop(app, tenant, id, &reason(&error)).await?;
            Ok(Stretch::Ended)
        }
        Err(error) => Err(error),
    }
}

/// Ends the run of an announcement that no job will take further.
pub async fn give_up(app: &App, tenant: TenantId, event: OutboxId) -> Result<(), Error> {
    let Some(started) = started(app, tenant, event).await? else { return Ok(()) };
    stop(app, tenant, started.run, &reason(&Error::Internal(String::new()))).await
}

/// The tenant by its id, seen by the clockwork.
pub(super) async fn home(app: &App, tenant: TenantId) -> Result<Tenant, Error> {
    let found = app.store.reader(Scope::Clockwork("take in a file")).await?.tenant(tenant).await?;
    found.ok_or_else(|| Error::Internal(format!("{tenant} is not there")))
}

async fn started(app: &App, tenant: TenantId, event: OutboxId) -> Result<Option<Started>, Error> {
    let tx = app.store.reader(Scope::Clockwork("take in a file")).await?;
    let Some(row) = tx.outbox_row(tenant, event).await? else { return Ok(None) };
    serde_json::from_value(row.body).map(Some).map_err(|error| Error::Internal(format!("{event}: {error}")))
}

async fn further(
    app: &App,
    home: Tenant,
    profile: Option<Profile>,
    run: ImportRun,
    (upload, patience): (UploadId, Duration),
) -> Result<Way, Error> {
    let profile = profile.ok_or_else(|| profile::unknown(&run.profile))?;
    let file = bytes(app, home.id, upload).await?;
    let now = app.store.reader(scope(&home)).await?.now();
    let import = open(Cursor::new(file.bytes), &profile, &home, now).await?;
    let going = Going { app, tenant: home, profile, run, until: Some(Instant::now() + patience) };
    going.go_on(import, &mut |_| ()).await
}

/// An uploaded file of a tenant.
pub(crate) async fn bytes(app: &App, tenant: TenantId, upload: UploadId) -> Result<Uploaded, Error> {
    match app.files.upload(tenant, upload).await {
        Ok(found) => Ok(found),
        Err(otklik_files::Error::NotFound) => {
            let message = "Файла больше нет: загруженный файл хранится сутки. Загрузите его снова.";
            Err(Error::invalid("UPLOAD_GONE", "upload", message))
        }
        Err(error) => Err(Error::Unavailable(error.to_string())),
    }
}

/// A file that went in holds columns that we never keep: it goes at once; what fails here is swept later.
async fn forget(app: &App, tenant: TenantId, upload: UploadId) {
    if let Err(error) = app.files.forget_upload(tenant, upload).await {
        tracing::warn!(%error, %upload, "an imported file is not forgotten yet");
    }
}
