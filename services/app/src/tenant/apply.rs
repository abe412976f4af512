//! Applies checked files: what differs is written, one apply at a time, and the same files again change nothing.

mod part;
mod setting;
mod workflow;

use std::collections::BTreeMap;

use otklik_domain::audit::Actor;
use otklik_domain::id::{RegionId, TenantId};
use otklik_domain::tenant::{Kind, State, Tenant};
use otklik_storage::{Scope, Tx};
use otklik_workflow::yaml::Defect;
use serde_json::{Value, json};

use super::check::{self, Known, KnownTenant};
use super::file::TenantFile;
use super::file::plan::Plan;
use crate::catalogue::keep_own_calendar;
use crate::{App, Error, composition};

/// Name under which one apply keeps others out.
const EXCLUSIVE: &str = "tenant apply";

/// What became of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applied {
    /// Written; what differed, a line each.
    Done(Vec<String>),
    /// Nothing was written.
    Defective(Vec<Defect>),
}

/// Applies the files in one transaction. Needs a store of the owner.
pub async fn run(app: &App, files: Vec<TenantFile>) -> Result<Applied, Error> {
    let applied = app.store.run(Scope::Owner, move |tx| async move { apply(&tx, &files).await }).await;
    match applied {
        Err(Error::Unavailable(_)) if app.store.backend() == otklik_storage::Backend::Sqlite => {
            Err(running())
        }
        other => other,
    }
}

fn running() -> Error {
    Error::Invalid {
        code: "APPLY_RUNNING",
        field: None,
        message: "Другая загрузка ещё идёт: повторите, когда она закончится.".to_owned(),
    }
}

async fn apply(tx: &Tx, files: &[TenantFile]) -> Result<Applied, Error> {
    if !tx.try_exclusive(EXCLUSIVE).await? {
        return Err(running());
    }
    let known = known(tx).await?;
    let plans = match check::plan(files, &known) {
        Ok((plans, _warnings)) => plans,
        Err(defects) => return Ok(Applied::Defective(defects)),
    };
    let mut changes = Vec::new();
    for plan in &plans {
        apply_one(tx, plan, &known, &mut changes).await?;
    }
    Ok(Applied::Done(changes))
}

async fn known(tx: &Tx) -> Result<Known, Error> {
    let mut known =
        Known::catalogue().map_err(|defects| Error::Internal(format!("catalogue: {defects:?}")))?;
    let tenants = tx.tenants().await?;
    let codes: BTreeMap<TenantId, String> = tenants.iter().map(|t| (t.id, t.code.clone())).collect();
    known.tenants = tenants
        .into_iter()
        .filter(|tenant| tenant.kind != Kind::Platform)
        .map(|tenant| KnownTenant {
            region: codes.get(&tenant.region.tenant()).cloned().unwrap_or_default(),
            code: tenant.code,
            kind: tenant.kind,
            number_prefix: tenant.number_prefix,
        })
        .collect();
    Ok(known)
}

/// The file of a tenant as it was applied last.
pub(crate) async fn printed(tx: &Tx, tenant: TenantId) -> Result<Option<String>, Error> {
    let act = tx.tenant_act(tenant).await?;
    Ok(act.and_then(|act| act.get("file").and_then(Value::as_str).map(str::to_owned)))
}

async fn apply_one(tx: &Tx, plan: &Plan, known: &Known, changes: &mut Vec<String>) -> Result<(), Error> {
    let code = &plan.tenant.code;
    let file = plan.print().map_err(|error| Error::Internal(format!("print {code}: {error}")))?;
    let existing = tx.tenant_by_code(code).await?;
    let before = match &existing {
        Some(tenant) => printed(tx, tenant.id).await?.unwrap_or_default(),
        None => String::new(),
    };
    if let Some(tenant) = existing.as_ref().filter(|tenant| tenant.state == State::Ended) {
        return if before == file { Ok(()) } else { Err(ended(tenant)) };
    }
    if before == file
        && let Some(tenant) = &existing
    {
        // The file is the same, the product's workflows under it may be newer.
        let own = tx.of(tenant.id, tenant.region)?;
        return workflow::publish(&own, tenant.id, plan, known, changes).await;
    }
    changes.extend(difference(code, &before, &file));
    let tenant = put_tenant(tx, plan, existing.as_ref(), &json!({ "file": file })).await?;
    let own = tx.of(tenant.id, tenant.region)?;
    let today = composition::today(tx, &tenant);
    let ground = composition::acts::stand(&own, plan, &before, today).await?;
    part::put(&own, plan, &ground).await?;
    setting::put(&own, plan).await?;
    keep_own_calendar(&own, &setting::calendar(plan)).await?;
    own.audit(Actor::Operator, "tenant.apply", None, &json!({ "code": code })).await?;
    workflow::publish(&own, tenant.id, plan, known, changes).await
}

fn ended(tenant: &Tenant) -> Error {
    let message = format!("Центр «{}» завершил работу: его файл больше не загружается.", tenant.short_name);
    Error::invalid("TENANT_ENDED", "tenant", message)
}

async fn put_tenant(tx: &Tx, plan: &Plan, existing: Option<&Tenant>, act: &Value) -> Result<Tenant, Error> {
    let id = existing.map_or_else(|| tx.new_id(), |tenant| tenant.id);
    let region = if plan.tenant.kind == Kind::Regional {
        RegionId::from(id)
    } else {
        let region = tx.tenant_by_code(&plan.tenant.region).await?;
        region.map(|region| region.region).ok_or_else(|| {
            let code = &plan.tenant.region;
            Error::invalid(
                "REGION_NOT_LOADED",
                "region",
                format!("Сначала загрузите файл регионального центра {code}."),
            )
        })?
    };
    let tenant = Tenant {
        id,
        region,
        code: plan.tenant.code.clone(),
        kind: plan.tenant.kind,
        state: plan.tenant.state,
        name: plan.tenant.name.clone(),
        short_name: plan.tenant.short_name.clone(),
        zone: plan.tenant.zone,
        number_prefix: plan.tenant.number_prefix.clone(),
    };
    if existing.is_some() {
        tx.update_tenant(&tenant, act).await?;
    } else {
        tx.insert_tenant(&tenant, act).await?;
    }
    Ok(tenant)
}

/// Lines that came and went, as a person would mark them.
fn difference(code: &str, before: &str, after: &str) -> Vec<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let end = old[start..].iter().rev().zip(new[start..].iter().rev()).take_while(|(a, b)| a == b).count();
    let gone = old[start..old.len() - end].iter().map(|line| format!("{code}: − {line}"));
    let come = new[start..new.len() - end].iter().map(|line| format!("{code}: + {line}"));
    gone.chain(come).collect()
}
