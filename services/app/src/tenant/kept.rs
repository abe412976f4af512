//! The file of a centre as it was applied last, typed: what it says and no table has.

use otklik_domain::id::TenantId;
use otklik_storage::Tx;
use otklik_workflow::yaml::Defect;

use super::apply::printed;
use super::check;
use super::file;
use super::file::plan::Plan;
use crate::Error;

/// The plan of a tenant; none where it was not made from a file.
pub async fn plan(tx: &Tx, tenant: TenantId) -> Result<Option<Plan>, Error> {
    let Some(source) = printed(tx, tenant).await? else { return Ok(None) };
    read(&tenant.to_string(), &source).map(Some)
}

/// The plan of a file that was printed before, under the name of its tenant.
pub(crate) fn read(code: &str, printed: &str) -> Result<Plan, Error> {
    let broken = |defects: Vec<Defect>| Error::Internal(format!("the kept file of {code}: {defects:?}"));
    let file = file::read(code, printed).map_err(broken)?;
    check::kept(&file).map_err(broken)
}
