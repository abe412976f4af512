//! The audit log: each entry with its MAC in the act's transaction, chained per tenant a moment later by the sealer.
//!
//! The MAC shows an edited entry, the chain one that is gone or moved. Entries cut off the end can only be seen
//! against a head kept outside: [`AuditReport::head`] is what to keep.

use chrono::{DateTime, Utc};
use otklik_domain::audit::Actor;
use otklik_domain::id::{AuditId, RegionId, SubjectId, TenantId};
use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;

use crate::error::{Doing, Error, Result};
use crate::keys::Keys;
use crate::scope::Scope;
use crate::table::audit_entry;
use crate::table::audit_entry::Column as C;
use crate::tx::Tx;

/// `prev` of the first entry of a chain.
const START: [u8; 32] = [0; 32];
const PAGE: u64 = 1_000;

/// What a check of one tenant's log found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditReport {
    /// Entries in the chain.
    pub sealed: u64,
    /// Entries not yet chained.
    pub tail: u64,
    /// Number and MAC of the last link: kept outside, it shows entries cut off the end.
    pub head: Option<(i64, [u8; 32])>,
    /// The first entry that does not hold, if any.
    pub broken_at: Option<Broken>,
}

/// Where a log does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Which entry.
    pub entry: AuditId,
    /// Its place in the chain; none in the tail.
    pub seq: Option<i64>,
    /// What does not hold.
    pub defect: Defect,
}

/// What does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Defect {
    /// The entry is not what was written.
    Edited,
    /// Entries before it are gone.
    Missing,
    /// It does not follow the entry before it.
    Unchained,
}

impl Tx {
    /// Writes an entry of the scope's tenant with its MAC.
    pub async fn audit(
        &self,
        actor: Actor,
        act: &str,
        subject: Option<SubjectId>,
        body: &Value,
    ) -> Result<AuditId> {
        let row = self.audit_line(self.tenant_id()?, self.region_id()?, actor, act, (subject, body))?;
        let id = AuditId(row.id);
        audit_entry::Entity::insert(row.into_active_model())
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("audit {act}"))?;
        Ok(id)
    }

    /// An entry ready to be written, alone or with others.
    pub(crate) fn audit_line(
        &self,
        tenant: TenantId,
        region: RegionId,
        actor: Actor,
        act: &str,
        (subject, body): (Option<SubjectId>, &Value),
    ) -> Result<audit_entry::Model> {
        let mut row = audit_entry::Model {
            tenant_id: tenant.0,
            id: self.new_id(),
            region_id: region.0,
            at: self.now().get(),
            actor: serde_json::to_value(actor)?,
            act: act.to_owned(),
            subject_id: subject.map(|subject| subject.0),
            body: body.clone(),
            mac: Vec::new(),
            seq: None,
            prev: None,
            chain_mac: None,
        };
        row.mac = entry_mac(&self.store().shared.keys, &row).to_vec();
        Ok(row)
    }

    /// Chains at most `limit` entries that are not chained yet; answers how many. Several sealers queue for the
    /// first unchained row. For the clockwork.
    pub async fn seal_audit(&self, limit: u32) -> Result<u64> {
        self.need_clockwork()?;
        let rows = audit_entry::Entity::find()
            .filter(C::Seq.is_null())
            .order_by_asc(C::TenantId)
            .order_by_asc(C::Id)
            .limit(u64::from(limit))
            .lock(LockType::Update)
            .all(self.db())
            .await
            .doing(|| "read entries to seal".to_owned())?;
        let mut head: Option<(TenantId, Head)> = None;
        for row in &rows {
            let tenant = TenantId(row.tenant_id);
            let before = match head {
                Some((of, head)) if of == tenant => head,
                _ => self.audit_head(tenant).await?,
            };
            head = Some((tenant, self.seal_one(row, before).await?));
        }
        Ok(rows.len() as u64)
    }

    async fn audit_head(&self, tenant: TenantId) -> Result<Head> {
        let last = audit_entry::Entity::find()
            .filter(C::TenantId.eq(tenant.0))
            .filter(C::Seq.is_not_null())
            .order_by_desc(C::Seq)
            .one(self.db())
            .await
            .doing(|| format!("read the head of {tenant}"))?;
        last.map_or(Ok(Head { seq: 0, mac: START }), |row| Head::of(&row))
    }

    async fn seal_one(&self, row: &audit_entry::Model, before: Head) -> Result<Head> {
        let seq = before.seq + 1;
        let mac = link_mac(&self.store().shared.keys, row.tenant_id, seq, &before.mac, &row.mac);
        audit_entry::Entity::update_many()
            .col_expr(C::Seq, Expr::value(seq))
            .col_expr(C::Prev, Expr::value(before.mac.to_vec()))
            .col_expr(C::ChainMac, Expr::value(mac.to_vec()))
            .filter(C::TenantId.eq(row.tenant_id))
            .filter(C::Id.eq(row.id))
            .exec(self.db())
            .await
            .doing(|| format!("seal {}", AuditId(row.id)))?;
        Ok(Head { seq, mac })
    }

    /// Checks the sealed chain of a tenant from its start, and the MACs of the tail. For the clockwork, or the
    /// tenant itself.
    pub async fn verify_audit(&self, tenant: TenantId) -> Result<AuditReport> {
        if !matches!(self.scope(), Scope::Clockwork(_) | Scope::Owner) && self.tenant_id()? != tenant {
            return Err(Error::bug(format!("{:?} verifies the log of {tenant}", self.scope())));
        }
        let mut report = AuditReport { sealed: 0, tail: 0, head: None, broken_at: None };
        let keys = &self.store().shared.keys;
        let mut head = Head { seq: 0, mac: START };
        loop {
            let page = self.sealed_after(tenant, report.head.map_or(0, |(seq, _)| seq)).await?;
            let full = page.len() as u64 == PAGE;
            for row in page {
                report.broken_at = report.broken_at.or_else(|| defect(keys, &row, head));
                head = Head::of(&row)?;
                report.sealed += 1;
                report.head = Some((head.seq, head.mac));
            }
            if !full {
                break;
            }
        }
        for row in self.unsealed(tenant).await? {
            report.tail += 1;
            if report.broken_at.is_none() && !is_as_written(keys, &row) {
                report.broken_at = Some(Broken { entry: AuditId(row.id), seq: None, defect: Defect::Edited });
            }
        }
        Ok(report)
    }

    async fn sealed_after(&self, tenant: TenantId, seq: i64) -> Result<Vec<audit_entry::Model>> {
        audit_entry::Entity::find()
            .filter(C::TenantId.eq(tenant.0))
            .filter(C::Seq.gt(seq))
            .order_by_asc(C::Seq)
            .limit(PAGE)
            .all(self.db())
            .await
            .doing(|| format!("read the chain of {tenant}"))
    }

    async fn unsealed(&self, tenant: TenantId) -> Result<Vec<audit_entry::Model>> {
        audit_entry::Entity::find()
            .filter(C::TenantId.eq(tenant.0))
            .filter(C::Seq.is_null())
            .order_by_asc(C::Id)
            .all(self.db())
            .await
            .doing(|| format!("read the tail of {tenant}"))
    }
}

/// The last link of a chain.
#[derive(Clone, Copy)]
struct Head {
    seq: i64,
    mac: [u8; 32],
}

impl Head {
    fn of(row: &audit_entry::Model) -> Result<Self> {
        let mac = row.chain_mac.as_deref().and_then(|mac| mac.try_into().ok());
        match (row.seq, mac) {
            (Some(seq), Some(mac)) => Ok(Self { seq, mac }),
            _ => Err(Error::corrupt(format!("the link of {}", AuditId(row.id)))),
        }
    }
}

fn defect(keys: &Keys, row: &audit_entry::Model, before: Head) -> Option<Broken> {
    let seq = row.seq?;
    let expected = link_mac(keys, row.tenant_id, seq, &before.mac, &row.mac);
    let defect = if !is_as_written(keys, row) {
        Defect::Edited
    } else if seq != before.seq + 1 {
        Defect::Missing
    } else if row.prev.as_deref() != Some(&before.mac) || row.chain_mac.as_deref() != Some(&expected) {
        Defect::Unchained
    } else {
        return None;
    };
    Some(Broken { entry: AuditId(row.id), seq: Some(seq), defect })
}

fn is_as_written(keys: &Keys, row: &audit_entry::Model) -> bool {
    row.mac == entry_mac(keys, row)
}

fn entry_mac(keys: &Keys, row: &audit_entry::Model) -> [u8; 32] {
    keys.audit_mac(&[
        b"entry",
        row.tenant_id.as_bytes(),
        row.id.as_bytes(),
        row.region_id.as_bytes(),
        &micros(row.at),
        canonical(&row.actor).as_bytes(),
        row.act.as_bytes(),
        row.subject_id.as_ref().map_or(b"", |id| id.as_bytes().as_slice()),
        canonical(&row.body).as_bytes(),
    ])
}

fn link_mac(keys: &Keys, tenant: uuid::Uuid, seq: i64, prev: &[u8], mac: &[u8]) -> [u8; 32] {
    keys.audit_mac(&[b"link", tenant.as_bytes(), &seq.to_be_bytes(), prev, mac])
}

fn micros(at: DateTime<Utc>) -> [u8; 8] {
    at.timestamp_micros().to_be_bytes()
}

/// PostgreSQL keeps the keys of an object in its own order, so they are sorted before anything is computed.
fn canonical(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let mut names: Vec<_> = fields.iter().collect();
            names.sort_unstable_by_key(|(name, _)| *name);
            let inside: Vec<_> = names
                .iter()
                .map(|(name, value)| format!("{}:{}", Value::from(name.as_str()), canonical(value)))
                .collect();
            format!("{{{}}}", inside.join(","))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(","))
        }
        scalar => scalar.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::canonical;
    use serde_json::json;

    #[test]
    fn the_order_of_keys_does_not_change_the_text() {
        let (one, other) =
            (json!({"b": [1, {"y": 1, "x": null}], "a": "«»"}), r#"{"a":"«»","b":[1,{"x":null,"y":1}]}"#);
        assert_eq!(canonical(&one), other);
    }
}
