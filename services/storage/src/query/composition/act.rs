//! Acts: what a composition rests on, and which act took the place of which.

use chrono::NaiveDate;
use otklik_domain::id::LegalActId;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::Value;

use crate::error::{Doing, Result};
use crate::table::legal_act;
use crate::tx::Tx;

/// The act a composition rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct LegalAct {
    /// Its id.
    pub id: LegalActId,
    /// Decree, order, draft.
    pub kind: String,
    /// Its number.
    pub number: Option<String>,
    /// Its date.
    pub act_on: Option<NaiveDate>,
    /// Its title.
    pub title: String,
    /// Where it was taken from.
    pub source: Value,
    /// The act it takes the place of.
    pub supersedes: Option<LegalActId>,
    /// Since when it holds.
    pub effective_on: Option<NaiveDate>,
}

impl Tx {
    /// Keeps the act a composition rests on.
    pub async fn insert_legal_act(&self, new: &LegalAct) -> Result<()> {
        let row = legal_act::Model {
            tenant_id: self.tenant_id()?.0,
            id: new.id.0,
            kind: new.kind.clone(),
            number: new.number.clone(),
            act_on: new.act_on,
            title: new.title.clone(),
            source: new.source.clone(),
            supersedes_id: new.supersedes.map(|id| id.0),
            effective_on: new.effective_on,
        };
        legal_act::Entity::insert(row.into_active_model())
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("keep the act {}", new.title))?;
        Ok(())
    }

    /// The tenant's acts in the order they were kept.
    pub async fn legal_acts(&self) -> Result<Vec<LegalAct>> {
        let rows = legal_act::Entity::find()
            .filter(legal_act::Column::TenantId.eq(self.tenant_id()?.0))
            .order_by_asc(legal_act::Column::Id)
            .all(self.db())
            .await
            .doing(|| "list acts".to_owned())?;
        Ok(rows
            .into_iter()
            .map(|row| LegalAct {
                id: LegalActId(row.id),
                kind: row.kind,
                number: row.number,
                act_on: row.act_on,
                title: row.title,
                source: row.source,
                supersedes: row.supersedes_id.map(LegalActId),
                effective_on: row.effective_on,
            })
            .collect())
    }
}
