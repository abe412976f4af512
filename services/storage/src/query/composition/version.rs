//! Versions of blocks: what each was called and since when, and the act that changed it.

use chrono::NaiveDate;
use otklik_domain::id::{BlockId, LegalActId};
use otklik_domain::sector_block::Kind;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

use crate::error::{Doing, Error, Result};
use crate::table::block_version;
use crate::tx::Tx;

/// A block as one act left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockVersion {
    /// Which block.
    pub block: BlockId,
    /// 1 at first; grows with each act that changes it.
    pub version: u32,
    /// As that act named it.
    pub name: String,
    /// In the main list, or «по дополнительным тематикам».
    pub kind: Kind,
    /// Its place in the act.
    pub position: i32,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: Option<NaiveDate>,
    /// The act, where it is known.
    pub act: Option<LegalActId>,
}

impl Tx {
    /// Every version of every block, by block and version.
    pub async fn block_versions(&self) -> Result<Vec<BlockVersion>> {
        block_version::Entity::find()
            .filter(block_version::Column::TenantId.eq(self.tenant_id()?.0))
            .order_by_asc(block_version::Column::BlockId)
            .order_by_asc(block_version::Column::Version)
            .all(self.db())
            .await
            .doing(|| "list versions of blocks".to_owned())?
            .into_iter()
            .map(|row| {
                Ok(BlockVersion {
                    block: BlockId(row.block_id),
                    version: u32::try_from(row.version)
                        .map_err(|_| Error::corrupt("a version below zero"))?,
                    name: row.name,
                    kind: row.kind.parse()?,
                    position: row.position,
                    from_on: row.from_on,
                    to_on: row.to_on,
                    act: row.legal_act_id.map(LegalActId),
                })
            })
            .collect()
    }

    /// Adds a version, or writes one anew: that is how the last one gets its last day.
    pub async fn put_block_version(&self, put: &BlockVersion) -> Result<()> {
        use block_version::Column as C;
        let row = block_version::Model {
            tenant_id: self.tenant_id()?.0,
            block_id: put.block.0,
            version: i32::try_from(put.version)
                .map_err(|_| Error::bug("a block with two billion versions"))?,
            name: put.name.clone(),
            kind: put.kind.code().to_owned(),
            position: put.position,
            from_on: put.from_on,
            to_on: put.to_on,
            legal_act_id: put.act.map(|id| id.0),
        };
        let replace = OnConflict::columns([C::TenantId, C::BlockId, C::Version])
            .update_columns([C::Name, C::Kind, C::Position, C::FromOn, C::ToOn, C::LegalActId])
            .to_owned();
        block_version::Entity::insert(row.into_active_model())
            .on_conflict(replace)
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("keep version {} of {}", put.version, put.block))?;
        Ok(())
    }
}
