//! Publishes the workflows of a tenant: the product's with what the tenant changes.

use otklik_domain::id::TenantId;
use otklik_storage::Tx;
use otklik_workflow::definition::effective::Origin;
use otklik_workflow::definition::{Effective, overlay};
use otklik_workflow::yaml;

use crate::Error;
use crate::tenant::check::Known;
use crate::tenant::file::plan::{OverlayLine, Plan};

/// Publishes what the tenant changes, and again what it no longer does; the same once more changes nothing.
pub(super) async fn publish(
    own: &Tx,
    tenant: TenantId,
    plan: &Plan,
    known: &Known,
    changes: &mut Vec<String>,
) -> Result<(), Error> {
    for (name, base) in &known.definitions {
        let line = plan.overlays.iter().find(|line| line.definition == *name);
        let (source, effective) = match line {
            Some(line) => changed(line, base)?,
            None if has_own(own, tenant, name).await? => (String::new(), base.clone()),
            None => continue,
        };
        if own.insert_definition(name, &source, &effective).await? {
            changes.push(format!("{}: порядок {name} опубликован заново", plan.tenant.code));
        }
    }
    Ok(())
}

async fn has_own(own: &Tx, tenant: TenantId, name: &str) -> Result<bool, Error> {
    Ok(own.definition_latest(name).await?.is_some_and(|(found, _)| found.tenant == tenant))
}

fn changed(line: &OverlayLine, base: &Effective) -> Result<(String, Effective), Error> {
    let broken = |what: String| Error::Internal(format!("overlay of {}: {what}", line.definition));
    let source = yaml::print(line).map_err(|error| broken(error.to_string()))?;
    let effective = overlay::apply(base, &line.operations, Origin::Tenant)
        .map_err(|faults| broken(format!("{faults:?}")))?;
    Ok((source, effective))
}
