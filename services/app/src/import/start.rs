//! A person starts an import of an uploaded file: the run begins here and goes on as a job.

use std::io::Cursor;

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::event::Kind;
use otklik_domain::id::UploadId;
use otklik_domain::tenant::Tenant;
use otklik_storage::query::import::NewRun;

use super::begin::begin;
use super::job::{Started, bytes};
use super::run::new_run;
use super::{open, profile};
use crate::case::gather::tenant_of;
use crate::case::perform::actor;
use crate::request::{once, own_scope};
use crate::{App, Error, Receipt, Request};

/// Which file, read how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The uploaded file.
    pub upload: UploadId,
    /// Code of the profile.
    pub profile: String,
    /// Everything is looked at and no case is touched.
    pub dry_run: bool,
}

/// Begins a run; what is wrong with the file as a whole is said here.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    if !app.authorizer.may(caller, Action::ImportRun) {
        return Err(Error::Forbidden);
    }
    // A repeat of the request may come when the file has gone in and is forgotten: only a fresh one needs it.
    let looked = look(app, caller, &input).await;
    let (person, upload) = (caller.clone(), input.upload);
    once(app, caller, *request, own_scope(caller), move |tx| async move {
        let (tenant, new) = looked?;
        let run = begin(&tx, &tenant, actor(&person), &new).await?;
        let body = serde_json::to_value(Started { run, upload });
        let body = body.map_err(|error| Error::Internal(error.to_string()))?;
        tx.append(Kind::ImportStarted, None, &body, None).await?;
        Ok(Receipt { run: Some(run), ..Receipt::default() })
    })
    .await
}

async fn look(app: &App, caller: &Caller, input: &Input) -> Result<(Tenant, NewRun), Error> {
    let tx = app.store.reader(own_scope(caller)).await?;
    let tenant = tenant_of(&tx, caller.tenant).await?;
    let profile = profile::named(&tx, &input.profile).await?;
    let now = tx.now();
    drop(tx);
    let file = bytes(app, caller.tenant, input.upload).await?;
    let import = open(Cursor::new(file.bytes), &profile, &tenant, now).await?;
    let new = new_run(&profile, file.name, &import, (input.dry_run, Some(caller.user)))?;
    Ok((tenant, new))
}
