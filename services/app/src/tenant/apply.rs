//! Applies checked files: what differs is written, one apply at a time, and the same files again change nothing.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use otklik_domain::audit::Actor;
use otklik_domain::id::{BlockId, OrganizationId, RegionId, TenantId};
use otklik_domain::tenant::{Kind, Tenant};
use otklik_storage::query::composition::{Block, LegalAct, Organization, RoutingRule, Seat};
use otklik_storage::query::tenant::Setting;
use otklik_storage::{Scope, Tx};
use otklik_workflow::yaml::Defect;
use serde_json::{Value, json};

use super::check::{self, Known, KnownTenant};
use super::file::TenantFile;
use super::file::plan::{Act, Plan, Route, Seat as SeatLine};
use crate::{App, Error};

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
        apply_one(tx, plan, &mut changes).await?;
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

async fn apply_one(tx: &Tx, plan: &Plan, changes: &mut Vec<String>) -> Result<(), Error> {
    let file =
        plan.print().map_err(|error| Error::Internal(format!("print {}: {error}", plan.tenant.code)))?;
    let existing = tx.tenant_by_code(&plan.tenant.code).await?;
    let before = match &existing {
        Some(tenant) => printed(tx, tenant.id).await?.unwrap_or_default(),
        None => String::new(),
    };
    if before == file {
        return Ok(());
    }
    changes.extend(difference(&plan.tenant.code, &before, &file));
    let tenant = put_tenant(tx, plan, existing.as_ref(), &json!({ "file": file })).await?;
    let own = tx.of(tenant.id, tenant.region)?;
    let from = plan.act.as_ref().and_then(Act::day).unwrap_or_else(|| today(tx, &tenant));
    put_act(&own, plan).await?;
    let blocks = put_blocks(&own, plan, from).await?;
    let organizations = put_organizations(&own, plan).await?;
    put_seats(&own, plan, &blocks, &organizations).await?;
    put_routing(&own, &plan.routing, &blocks, &organizations).await?;
    let value = serde_json::to_value(plan.region_step).map_err(|error| Error::Internal(error.to_string()))?;
    own.put_setting(&Setting {
        name: "region_step".to_owned(), value, basis: "файл центра".to_owned()
    })
    .await?;
    own.audit(Actor::Operator, "tenant.apply", None, &json!({ "code": plan.tenant.code })).await?;
    Ok(())
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

fn today(tx: &Tx, tenant: &Tenant) -> NaiveDate {
    tx.now().get().with_timezone(&tenant.zone).date_naive()
}

async fn put_act(tx: &Tx, plan: &Plan) -> Result<(), Error> {
    let Some(act) = &plan.act else { return Ok(()) };
    let known = tx.legal_acts().await?;
    if known.iter().any(|known| known.number == act.number && known.act_on == act.day()) {
        return Ok(());
    }
    let source = serde_json::to_value(act).map_err(|error| Error::Internal(error.to_string()))?;
    let act = LegalAct {
        id: tx.new_id(),
        kind: act.kind.clone(),
        number: act.number.clone(),
        act_on: act.day(),
        title: act.title.clone().unwrap_or_default(),
        source,
    };
    Ok(tx.insert_legal_act(&act).await?)
}

async fn put_blocks(tx: &Tx, plan: &Plan, from_on: NaiveDate) -> Result<BTreeMap<String, BlockId>, Error> {
    let known = tx.all_blocks().await?;
    let mut ids = BTreeMap::new();
    for (position, line) in (1..).zip(&plan.sector_blocks.list) {
        let old = known.iter().find(|block| block.code == line.code);
        let block = Block {
            id: old.map_or_else(|| tx.new_id(), |block| block.id),
            code: line.code.clone(),
            name: line.name.clone(),
            kind: line.kind,
            position,
            from_on: old.map_or(from_on, |block| block.from_on),
            to_on: None,
            has_lead: false,
        };
        if old.is_some() {
            tx.update_block(&block).await?;
        } else {
            tx.insert_block(&block).await?;
        }
        ids.insert(line.code.clone(), block.id);
    }
    let today = tx.now().get().date_naive();
    for gone in known.iter().filter(|block| block.to_on.is_none() && !ids.contains_key(&block.code)) {
        tx.update_block(&Block { to_on: Some(today), ..gone.clone() }).await?;
    }
    Ok(ids)
}

async fn put_organizations(tx: &Tx, plan: &Plan) -> Result<BTreeMap<String, OrganizationId>, Error> {
    let known = tx.organizations().await?;
    let mut ids: BTreeMap<String, OrganizationId> =
        known.iter().map(|known| (known.code.clone(), known.id)).collect();
    for line in &plan.organizations {
        let old = ids.get(&line.code).copied();
        let organization = Organization {
            id: old.unwrap_or_else(|| tx.new_id()),
            code: line.code.clone(),
            name: line.name.clone(),
            authority: line.authority,
        };
        if old.is_some() {
            tx.update_organization(&organization).await?;
        } else {
            tx.insert_organization(&organization).await?;
        }
        ids.insert(line.code.clone(), organization.id);
    }
    Ok(ids)
}

async fn put_seats(
    tx: &Tx,
    plan: &Plan,
    blocks: &BTreeMap<String, BlockId>,
    organizations: &BTreeMap<String, OrganizationId>,
) -> Result<(), Error> {
    let known = tx.seats().await?;
    for (ordinal, line) in (1..).zip(&plan.seats) {
        let old = known.iter().find(|seat| seat.code == line.code);
        let seat = Seat {
            id: old.map_or_else(|| tx.new_id(), |seat| seat.id),
            code: line.code.clone(),
            position: line.position.clone(),
            kind: line.kind.to_string(),
            roles: line.roles.clone(),
            combines_author_and_approver: plan.combines_author_and_approver(&line.code),
            vacant_by_act: line.vacant,
            blocks: ids(&line.blocks, blocks, line)?,
            organizations: ids(&line.organizations, organizations, line)?,
            channels: line.channels.clone(),
            ordinal,
        };
        if old.is_some() {
            tx.replace_seat(&seat).await?;
        } else {
            tx.insert_seat(&seat).await?;
        }
    }
    Ok(())
}

fn ids<I: Copy>(codes: &[String], known: &BTreeMap<String, I>, seat: &SeatLine) -> Result<Vec<I>, Error> {
    codes
        .iter()
        .map(|code| {
            known
                .get(code)
                .copied()
                .ok_or_else(|| Error::Internal(format!("seat {} names {code}", seat.code)))
        })
        .collect()
}

async fn put_routing(
    tx: &Tx,
    routes: &[Route],
    blocks: &BTreeMap<String, BlockId>,
    organizations: &BTreeMap<String, OrganizationId>,
) -> Result<(), Error> {
    let mut rules = Vec::new();
    for route in routes {
        for topic in &route.topics {
            rules.push(RoutingRule {
                id: tx.new_id(),
                topic_prefix: topic.clone(),
                block: route.block.as_ref().and_then(|code| blocks.get(code).copied()),
                organization: route.organization.as_ref().and_then(|code| organizations.get(code).copied()),
            });
        }
    }
    Ok(tx.replace_routing_rules(&rules).await?)
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
