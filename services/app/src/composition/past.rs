//! The composition of an old day: which act and which file spoke then.

use chrono::NaiveDate;
use otklik_domain::tenant::Tenant;
use otklik_storage::Tx;
use otklik_storage::query::composition::{BlockVersion, LegalAct};
use serde_json::Value;

use super::term::Term;
use crate::Error;
use crate::tenant::file::plan::Plan;
use crate::tenant::kept;

/// What the file said on a day. A day before the first act shows the first.
pub(crate) async fn plan(
    own: &Tx,
    tenant: &Tenant,
    acts: &[LegalAct],
    day: NaiveDate,
) -> Result<Option<Plan>, Error> {
    match file_before(acts, day) {
        Some(printed) => kept::read(&tenant.code, printed).map(Some),
        None => kept::plan(own, tenant.id).await,
    }
}

/// The file that the first later act took the place of; none where the one applied last speaks.
fn file_before(acts: &[LegalAct], day: NaiveDate) -> Option<&str> {
    let later = acts.iter().filter(|act| act.effective_on.is_some_and(|since| since > day));
    later
        .filter_map(|act| act.source.get("before").and_then(Value::as_str))
        .find(|printed| !printed.is_empty())
}

/// The act in force on a day.
pub(crate) fn act<'a>(acts: &'a [LegalAct], plan: Option<&Plan>) -> Option<&'a LegalAct> {
    let named = plan?.act.as_ref()?;
    acts.iter().rfind(|act| act.number == named.number && act.act_on == named.day())
}

/// The version of a block that holds on a day.
pub(crate) fn version<'a>(
    versions: impl IntoIterator<Item = &'a BlockVersion>,
    day: NaiveDate,
) -> Option<&'a BlockVersion> {
    versions
        .into_iter()
        .filter(|version| Term { from_on: version.from_on, to_on: version.to_on }.holds_on(day))
        .last()
}
