//! The refused rows of a run as a file that can be corrected and loaded again.

use otklik_domain::id::{ImportRunId, TenantId};
use otklik_domain::page::PageRequest;
use otklik_intake::file::Refused;
use otklik_intake::refused;
use otklik_storage::Tx;
use otklik_storage::query::import::ImportRefusal;

use super::job::home;
use super::run::scope;
use crate::{App, Error};

/// The file of a run for the operator; nothing where every row was taken.
pub async fn csv(app: &App, tenant: TenantId, run: ImportRunId) -> Result<Option<Vec<u8>>, Error> {
    let home = home(app, tenant).await?;
    of_run(&app.store.reader(scope(&home)).await?, run).await
}

pub(crate) async fn of_run(tx: &Tx, run: ImportRunId) -> Result<Option<Vec<u8>>, Error> {
    let columns = tx.import_run(run).await?.ok_or(Error::NotFound)?.columns;
    let mut page = PageRequest { first: PageRequest::MOST, after: None };
    let mut rows = Vec::new();
    loop {
        let found = tx.refusals(run, &page).await?;
        page.after = found.rows.last().map(|(cursor, _)| cursor.clone());
        for (_, row) in found.rows {
            rows.push(told(row)?);
        }
        if !found.has_next {
            break;
        }
    }
    if rows.is_empty() {
        return Ok(None);
    }
    let mut file = Vec::new();
    refused::write(&mut file, &columns, &rows).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Some(file))
}

fn told(row: ImportRefusal) -> Result<Refused, Error> {
    let code = row.code.parse().map_err(|error| Error::Internal(format!("a refused row: {error}")))?;
    Ok(Refused { line: row.line, code, reason: row.reason, raw: row.raw })
}
