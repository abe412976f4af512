//! A file goes in, some rows at a time; what was kept stays kept, and the same file again goes on where it ended.

use std::collections::HashMap;
use std::io::{Read, Seek};
use std::sync::Arc;
use std::time::{Duration, Instant};

use otklik_domain::audit::Actor;
use otklik_domain::channel::Channel;
use otklik_domain::id::{ImportRunId, TenantId, UserId};
use otklik_domain::import::RunState;
use otklik_domain::tenant::Tenant;
use otklik_intake::file::Shape;
use otklik_intake::profile::Profile;
use otklik_intake::{Entry, Import};
use otklik_storage::Scope;
use otklik_storage::query::import::{ImportRun, NewRun, RunCounts};

use super::batch::{Batch, Shared, take};
use super::begin::begin;
use super::enter::Taker;
use super::ground::Ground;
use super::{defective, open};
use crate::deadline::ask::tenant_named;
use crate::{App, Error};

/// Rows of one transaction.
const ROWS: usize = 500;
/// How often a batch is tried that somebody else's act got in the way of.
const TRIES: u32 = 4;
const PAUSE: Duration = Duration::from_millis(200);

/// A file on the operator's disk.
pub struct Input<R> {
    /// Code of the centre.
    pub tenant: String,
    /// How its columns are read.
    pub profile: Profile,
    /// Its name.
    pub file_name: String,
    /// Its bytes.
    pub file: R,
    /// Everything is looked at and no case is touched.
    pub dry_run: bool,
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Which run.
    pub run: ImportRunId,
    /// Rows of the file.
    pub total: i64,
    /// What became of those that were looked at.
    pub counts: RunCounts,
}

/// Where a stretch of a run ended.
pub(super) enum Way {
    /// Every row was looked at.
    Done,
    /// Its time was over.
    More(i64),
    /// Another process takes the run further, or somebody ended it.
    Overtaken,
}

/// Takes a file in to its end, telling `report` how far it is after each batch.
pub async fn run<R>(app: &App, input: Input<R>, mut report: impl FnMut(Progress)) -> Result<ImportRun, Error>
where
    R: Read + Seek + Send + 'static,
{
    let Input { tenant, profile, file_name, file, dry_run } = input;
    let tenant = tenant_named(app, &tenant).await?;
    let scope = scope(&tenant);
    let now = app.store.reader(scope).await?.now();
    let import = open(file, &profile, &tenant, now).await?;
    let new = new_run(&profile, file_name, &import, (dry_run, None))?;
    let home = tenant.clone();
    let begun = move |tx| async move {
        let id = begin(&tx, &home, Actor::Operator, &new).await?;
        tx.import_run(id).await?.ok_or_else(|| Error::Internal(format!("{id} is gone")))
    };
    let run = app.store.run(scope, begun).await?;
    let going = Going { app, tenant, profile, run, until: None };
    match going.go_on(import, &mut report).await {
        Ok(Way::Done) => {}
        Ok(Way::More(_) | Way::Overtaken) => {
            return Err(Error::invalid(
                "IMPORT_STOPPED",
                "tenant",
                "Загрузку прервал другой процесс. Повторите её.",
            ));
        }
        Err(error) => {
            stop(app, going.tenant.id, going.run.id, &reason(&error)).await?;
            return Err(error);
        }
    }
    let found = app.store.reader(scope).await?.import_run(going.run.id).await?;
    found.ok_or_else(|| Error::Internal(format!("{} is gone", going.run.id)))
}

/// Ends a run that will not go on, with the reason that people see.
pub async fn stop(app: &App, tenant: TenantId, run: ImportRunId, message: &str) -> Result<(), Error> {
    let home = super::job::home(app, tenant).await?;
    let message = message.to_owned();
    app.store
        .run(scope(&home), move |tx| async move {
            tx.finish_run(run, RunState::Stopped, Some(&message)).await?;
            Ok(())
        })
        .await
}

pub(super) fn scope(tenant: &Tenant) -> Scope {
    Scope::Tenant { tenant: tenant.id, region: tenant.region }
}

/// Why a run ended, in words for people.
pub(super) fn reason(error: &Error) -> String {
    match error {
        Error::Invalid { message, .. } => message.clone(),
        Error::Refused(_) => "Центр завершил работу: его данные больше не меняются.".to_owned(),
        _ => {
            "Ошибка на нашей стороне; принятые строки остались. Повторите загрузку того же файла.".to_owned()
        }
    }
}

/// A run as it begins.
pub(super) fn new_run<R: Read + Seek>(
    profile: &Profile,
    file_name: String,
    import: &Import<R>,
    (dry_run, by): (bool, Option<UserId>),
) -> Result<NewRun, Error> {
    let Shape { sha256, rows, .. } = import.shape();
    let mut file_hash = [0; 32];
    hex::decode_to_slice(sha256, &mut file_hash).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(NewRun {
        source: profile.source.clone(),
        profile: profile.name.clone(),
        file_name,
        file_hash,
        columns: import.columns_read(),
        total: i64::try_from(*rows).unwrap_or(i64::MAX),
        dry_run,
        by,
    })
}

/// A run that goes on.
pub(super) struct Going<'a> {
    pub(super) app: &'a App,
    pub(super) tenant: Tenant,
    pub(super) profile: Profile,
    pub(super) run: ImportRun,
    /// When to stop and let another job go on.
    pub(super) until: Option<Instant>,
}

impl Going<'_> {
    /// Takes rows in from where the run stands.
    pub(super) async fn go_on<R: Read + Seek>(
        &self,
        mut import: Import<R>,
        report: &mut impl FnMut(Progress),
    ) -> Result<Way, Error> {
        let shared = Arc::new(self.shared().await?);
        let mut counts = self.run.counts;
        let last = last_lines(&mut import)?;
        for _ in 0..counts.rows {
            if import.next().transpose().map_err(defective)?.is_none() {
                break;
            }
        }
        loop {
            let mut batch = Batch { before: counts, ..Batch::default() };
            for entry in import.by_ref().take(ROWS) {
                batch.add(entry.map_err(defective)?, &last);
            }
            if batch.len() == 0 {
                return self.finish(counts).await;
            }
            match self.take(&shared, &batch).await? {
                None => return Ok(Way::Overtaken),
                Some(now) => counts = now,
            }
            report(Progress { run: self.run.id, total: self.run.total, counts });
            if self.until.is_some_and(|until| Instant::now() >= until) {
                return Ok(Way::More(counts.rows));
            }
        }
    }

    async fn shared(&self) -> Result<Shared, Error> {
        let tx = self.app.store.reader(scope(&self.tenant)).await?;
        let (tenant, by) = (self.tenant.id, self.run.by);
        Ok(Shared {
            ground: Ground::load(self.app, &tx, self.tenant.clone(), &self.profile.source).await?,
            taker: taker(tenant, by, self.profile.channel),
            profile: self.profile.clone(),
            run: self.run.id,
            dry_run: self.run.dry_run,
        })
    }

    /// Somebody who changes a case of the batch at the same moment makes it wait, not fail.
    async fn take(&self, shared: &Arc<Shared>, batch: &Batch) -> Result<Option<RunCounts>, Error> {
        let mut tried = 0;
        loop {
            let (shared, batch) = (Arc::clone(shared), batch.clone());
            let taken = self.app.store.run(scope(&self.tenant), move |tx| take(shared, tx, batch)).await;
            tried += 1;
            match taken {
                Err(Error::Conflict { .. } | Error::Unavailable(_)) if tried < TRIES => {
                    tokio::time::sleep(PAUSE * tried).await;
                }
                taken => return taken,
            }
        }
    }

    async fn finish(&self, counts: RunCounts) -> Result<Way, Error> {
        let (run, actor) = (self.run.id, taker(self.tenant.id, self.run.by, self.profile.channel).actor);
        let body = serde_json::json!({
            "run": run, "accepted": counts.accepted, "repeated": counts.repeated,
            "changed": counts.changed, "refused": counts.refused,
        });
        let ended = move |tx: otklik_storage::Tx| async move {
            let ended = tx.finish_run(run, RunState::Done, None).await?;
            if ended {
                tx.audit(actor, "import.finish", None, &body).await?;
            }
            Ok::<_, Error>(ended)
        };
        let ended = self.app.store.run(scope(&self.tenant), ended).await?;
        Ok(if ended { Way::Done } else { Way::Overtaken })
    }
}

fn taker(tenant: TenantId, by: Option<UserId>, channel: Channel) -> Taker {
    let actor = by.map_or(Actor::Operator, |user| Actor::User { tenant, user });
    Taker { actor, user: by, channel }
}

/// The last line about each item: of several in one file it alone holds, so that the same file again brings nothing new.
fn last_lines<R: Read + Seek>(import: &mut Import<R>) -> Result<HashMap<String, u64>, Error> {
    let mut last = HashMap::new();
    for entry in import.by_ref() {
        if let Entry::Row(row) = entry.map_err(defective)? {
            last.insert(row.external_id, row.line);
        }
    }
    import.rewind().map_err(defective)?;
    Ok(last)
}
