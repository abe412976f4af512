//! Where a subject stands: sector blocks, organizations, and the rules that route a topic to them.

use chrono::NaiveDate;
use otklik_domain::id::{BlockId, DirectionId, OrganizationId, RoutingRuleId, SeatId};
use otklik_domain::organization::Authority;
use otklik_domain::role::Role;
use otklik_domain::sector_block::Kind;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

use crate::error::{Doing, Error, Result};
use crate::query::account::in_force;
use crate::table::{organization, routing_rule, sector_block};
use crate::tx::Tx;

/// A sector block of a tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its id.
    pub id: BlockId,
    /// Unique in the tenant.
    pub code: String,
    /// As the act names it.
    pub name: String,
    /// In the main list, or «по дополнительным тематикам».
    pub kind: Kind,
    /// Its place in the act.
    pub position: i32,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: Option<NaiveDate>,
    /// Somebody leads it today; read, never written.
    pub has_lead: bool,
}

/// A body or institution that answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// Unique in the tenant.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How it stands to the administration.
    pub authority: Authority,
}

/// Where a topic and those below it go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoutingRule {
    /// Its id.
    pub id: RoutingRuleId,
    /// `roads`, `roads.pothole`; unique in the tenant.
    pub topic_prefix: String,
    /// To which block.
    pub block: Option<BlockId>,
    /// To which organization.
    pub organization: Option<OrganizationId>,
    /// To which direction of the curators.
    pub direction: Option<DirectionId>,
    /// To whoever holds this seat.
    pub seat: Option<SeatId>,
}

impl Tx {
    /// Blocks in force today, in the order of the act.
    pub async fn blocks(&self) -> Result<Vec<Block>> {
        let today = self.today().await?;
        let mut blocks = self.all_blocks().await?;
        blocks.retain(|block| in_force(block.from_on, block.to_on, today));
        Ok(blocks)
    }

    /// Every block, past ones too.
    pub async fn all_blocks(&self) -> Result<Vec<Block>> {
        let led = self.led_blocks().await?;
        sector_block::Entity::find()
            .filter(sector_block::Column::TenantId.eq(self.tenant_id()?.0))
            .order_by_asc(sector_block::Column::Position)
            .order_by_asc(sector_block::Column::Code)
            .all(self.db())
            .await
            .doing(|| "list blocks".to_owned())?
            .into_iter()
            .map(|row| {
                let id = BlockId(row.id);
                Ok(Block {
                    id,
                    code: row.code,
                    name: row.name,
                    kind: row.kind.parse()?,
                    position: row.position,
                    from_on: row.from_on,
                    to_on: row.to_on,
                    has_lead: led.contains(&id),
                })
            })
            .collect()
    }

    async fn led_blocks(&self) -> Result<Vec<BlockId>> {
        let held = self.held().await?;
        let leads = held.into_iter().filter(|held| held.holding.role == Role::BlockLead);
        Ok(leads.flat_map(|held| held.holding.extent.blocks).collect())
    }

    /// Adds a block.
    pub async fn insert_block(&self, new: &Block) -> Result<()> {
        sector_block::Entity::insert(self.block_row(new)?.into_active_model())
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("add block {}", new.code))?;
        Ok(())
    }

    /// Changes a block.
    pub async fn update_block(&self, changed: &Block) -> Result<()> {
        let updated = sector_block::Entity::update_many()
            .set(self.block_row(changed)?.into_active_model().reset_all())
            .filter(sector_block::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(sector_block::Column::Id.eq(changed.id.0))
            .exec(self.db())
            .await
            .doing(|| format!("change block {}", changed.code))?;
        if updated.rows_affected == 1 {
            Ok(())
        } else {
            Err(Error::bug(format!("{} is not there", changed.id)))
        }
    }

    fn block_row(&self, block: &Block) -> Result<sector_block::Model> {
        Ok(sector_block::Model {
            tenant_id: self.tenant_id()?.0,
            id: block.id.0,
            code: block.code.clone(),
            name: block.name.clone(),
            kind: block.kind.code().to_owned(),
            position: block.position,
            from_on: block.from_on,
            to_on: block.to_on,
        })
    }

    /// Every organization, by name.
    pub async fn organizations(&self) -> Result<Vec<Organization>> {
        organization::Entity::find()
            .filter(organization::Column::TenantId.eq(self.tenant_id()?.0))
            .order_by_asc(organization::Column::Name)
            .order_by_asc(organization::Column::Code)
            .all(self.db())
            .await
            .doing(|| "list organizations".to_owned())?
            .into_iter()
            .map(|row| {
                Ok(Organization {
                    id: OrganizationId(row.id),
                    code: row.code,
                    name: row.name,
                    authority: row.authority.parse()?,
                })
            })
            .collect()
    }

    /// Adds an organization.
    pub async fn insert_organization(&self, new: &Organization) -> Result<()> {
        organization::Entity::insert(self.organization_row(new)?.into_active_model())
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("add organization {}", new.code))?;
        Ok(())
    }

    /// Changes an organization.
    pub async fn update_organization(&self, changed: &Organization) -> Result<()> {
        let updated = organization::Entity::update_many()
            .set(self.organization_row(changed)?.into_active_model().reset_all())
            .filter(organization::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(organization::Column::Id.eq(changed.id.0))
            .exec(self.db())
            .await
            .doing(|| format!("change organization {}", changed.code))?;
        if updated.rows_affected == 1 {
            Ok(())
        } else {
            Err(Error::bug(format!("{} is not there", changed.id)))
        }
    }

    fn organization_row(&self, organization: &Organization) -> Result<organization::Model> {
        Ok(organization::Model {
            tenant_id: self.tenant_id()?.0,
            id: organization.id.0,
            code: organization.code.clone(),
            name: organization.name.clone(),
            authority: organization.authority.code().to_owned(),
        })
    }

    /// Every routing rule, by prefix.
    pub async fn routing_rules(&self) -> Result<Vec<RoutingRule>> {
        let rows = routing_rule::Entity::find()
            .filter(routing_rule::Column::TenantId.eq(self.tenant_id()?.0))
            .order_by_asc(routing_rule::Column::TopicPrefix)
            .all(self.db())
            .await
            .doing(|| "list routing rules".to_owned())?;
        Ok(rows
            .into_iter()
            .map(|row| RoutingRule {
                id: RoutingRuleId(row.id),
                topic_prefix: row.topic_prefix,
                block: row.block_id.map(BlockId),
                organization: row.organization_id.map(OrganizationId),
                direction: row.direction_id.map(DirectionId),
                seat: row.seat_id.map(SeatId),
            })
            .collect())
    }

    /// Adds a routing rule; a prefix that has one is a conflict.
    pub async fn insert_routing_rule(&self, new: &RoutingRule) -> Result<()> {
        let row = routing_rule::Model {
            tenant_id: self.tenant_id()?.0,
            id: new.id.0,
            topic_prefix: new.topic_prefix.clone(),
            block_id: new.block.map(|id| id.0),
            organization_id: new.organization.map(|id| id.0),
            direction_id: new.direction.map(|id| id.0),
            seat_id: new.seat.map(|id| id.0),
        };
        routing_rule::Entity::insert(row.into_active_model())
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("route {}", new.topic_prefix))?;
        Ok(())
    }

    /// Replaces all routing rules of the tenant.
    pub async fn replace_routing_rules(&self, rules: &[RoutingRule]) -> Result<()> {
        routing_rule::Entity::delete_many()
            .filter(routing_rule::Column::TenantId.eq(self.tenant_id()?.0))
            .exec(self.db())
            .await
            .doing(|| "remove routing rules".to_owned())?;
        for rule in rules {
            self.insert_routing_rule(rule).await?;
        }
        Ok(())
    }
}
