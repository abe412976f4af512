//! The beginning of a run: one of a source at a time.

use chrono::TimeDelta;
use otklik_domain::audit::Actor;
use otklik_domain::id::ImportRunId;
use otklik_domain::import::RunState;
use otklik_domain::tenant::Tenant;
use otklik_storage::Tx;
use otklik_storage::query::import::{ImportRun, NewRun};
use serde_json::json;

use crate::Error;
use crate::case::gather::expect_open;

/// A run that got no further for so long has lost its process.
const PATIENCE: TimeDelta = TimeDelta::seconds(60);
/// Why such a run ended.
const LOST: &str =
    "Загрузка прервалась; принятые строки остались, следующая загрузка того же файла пойдёт дальше.";

/// Begins a run; the one before it must have ended or have been lost.
pub(super) async fn begin(
    tx: &Tx,
    tenant: &Tenant,
    actor: Actor,
    new: &NewRun,
) -> Result<ImportRunId, Error> {
    expect_open(tx, tenant.id).await?;
    let alone = tx.try_exclusive(&format!("import {} {}", tenant.id, new.source)).await?;
    let running = tx.running_run(&new.source).await?;
    if let Some(run) = running {
        if !alone || tx.now().get() < run.beat_at + PATIENCE {
            return Err(goes_on(tenant, &run));
        }
        tx.finish_run(run.id, RunState::Stopped, Some(LOST)).await?;
    } else if !alone {
        return Err(begins(new));
    }
    let id = tx.begin_run(new).await?;
    let body =
        json!({ "run": id, "source": new.source, "file": hex::encode(new.file_hash), "dryRun": new.dry_run });
    tx.audit(actor, "import.start", None, &body).await?;
    Ok(id)
}

fn goes_on(tenant: &Tenant, run: &ImportRun) -> Error {
    let since = run.started_at.with_timezone(&tenant.zone).format("%d.%m.%Y %H:%M");
    let message = format!(
        "Загрузка файла «{}» из этого источника уже идёт с {since}: строк {} из {}. Дождитесь её конца; если она \
         прервалась, повторите через минуту.",
        run.file_name, run.counts.rows, run.total
    );
    Error::invalid("IMPORT_RUNNING", "profile", message)
}

fn begins(new: &NewRun) -> Error {
    let message = format!("Загрузка из источника «{}» уже начинается. Повторите через минуту.", new.source);
    Error::invalid("IMPORT_RUNNING", "profile", message)
}
