//! Prints the file of a centre: applied again it changes nothing.

use otklik_storage::Scope;

use super::apply::printed;
use crate::{App, Error};

/// The merged file of act and settings, as it was applied last.
pub async fn run(app: &App, code: &str) -> Result<String, Error> {
    let tx = app.store.reader(Scope::Owner).await?;
    let tenant = tx.tenant_by_code(code).await?.ok_or_else(|| {
        Error::invalid("UNKNOWN_TENANT", "tenant", format!("Центра {code} нет: загрузите его файл."))
    })?;
    printed(&tx, tenant.id).await?.ok_or_else(|| Error::Internal(format!("{code} was not made from a file")))
}
