//! Seats: the lines of the act, with the roles they hold and the extent they hold them in.

use std::collections::HashMap;

use otklik_domain::channel::Channel;
use otklik_domain::composition::Extent;
use otklik_domain::id::{BlockId, DirectionId, OrganizationId, SeatId};
use otklik_domain::role::Role;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

use crate::error::{Doing, Error, Result};
use crate::table::{seat, seat_block, seat_channel, seat_direction, seat_organization};
use crate::tx::Tx;

/// A line of the act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Its id.
    pub id: SeatId,
    /// Unique in the tenant.
    pub code: String,
    /// Position, as the act names it.
    pub position: String,
    /// What the act calls the line: leader, channel owner, member.
    pub kind: String,
    /// Roles its holder has.
    pub roles: Vec<Role>,
    /// The act lets its holder approve own texts.
    pub combines_author_and_approver: bool,
    /// The act leaves it empty.
    pub vacant_by_act: bool,
    /// Blocks it is for.
    pub blocks: Vec<BlockId>,
    /// Organizations it is for.
    pub organizations: Vec<OrganizationId>,
    /// Channels it is for.
    pub channels: Vec<Channel>,
    /// Directions it is for.
    pub directions: Vec<DirectionId>,
    /// Its place in the act.
    pub ordinal: i32,
}

impl Tx {
    /// Every seat, in the order of the act.
    pub async fn seats(&self) -> Result<Vec<Seat>> {
        let mut extents = self.extents().await?;
        let rows = seat::Entity::find()
            .filter(seat::Column::TenantId.eq(self.tenant_id()?.0))
            .order_by_asc(seat::Column::Ordinal)
            .order_by_asc(seat::Column::Code)
            .all(self.db())
            .await
            .doing(|| "list seats".to_owned())?;
        rows.into_iter()
            .map(|row| {
                let id = SeatId(row.id);
                let extent = extents.remove(&id).unwrap_or_default();
                Ok(Seat {
                    id,
                    code: row.code,
                    position: row.position,
                    kind: row.kind,
                    roles: serde_json::from_value(row.roles)?,
                    combines_author_and_approver: row.combines_author_and_approver,
                    vacant_by_act: row.vacant_by_act,
                    blocks: extent.blocks,
                    organizations: extent.organizations,
                    channels: extent.channels,
                    directions: extent.directions,
                    ordinal: row.ordinal,
                })
            })
            .collect()
    }

    /// Adds a seat with its extent.
    pub async fn insert_seat(&self, new: &Seat) -> Result<()> {
        seat::Entity::insert(self.seat_row(new)?.into_active_model())
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("add seat {}", new.code))?;
        self.insert_extent(new).await
    }

    /// Replaces a seat and its extent; its holders stay.
    pub async fn replace_seat(&self, changed: &Seat) -> Result<()> {
        let tenant = self.tenant_id()?;
        let doing = || format!("replace seat {}", changed.code);
        let row = self.seat_row(changed)?.into_active_model().reset_all();
        let updated = seat::Entity::update_many()
            .set(row)
            .filter(seat::Column::TenantId.eq(tenant.0))
            .filter(seat::Column::Id.eq(changed.id.0))
            .exec(self.db())
            .await
            .doing(doing)?;
        if updated.rows_affected != 1 {
            return Err(Error::bug(format!("{} is not there", changed.id)));
        }
        seat_block::Entity::delete_many()
            .filter(seat_block::Column::TenantId.eq(tenant.0))
            .filter(seat_block::Column::Seat.eq(changed.id.0))
            .exec(self.db())
            .await
            .doing(doing)?;
        seat_organization::Entity::delete_many()
            .filter(seat_organization::Column::TenantId.eq(tenant.0))
            .filter(seat_organization::Column::Seat.eq(changed.id.0))
            .exec(self.db())
            .await
            .doing(doing)?;
        seat_channel::Entity::delete_many()
            .filter(seat_channel::Column::TenantId.eq(tenant.0))
            .filter(seat_channel::Column::SeatId.eq(changed.id.0))
            .exec(self.db())
            .await
            .doing(doing)?;
        seat_direction::Entity::delete_many()
            .filter(seat_direction::Column::TenantId.eq(tenant.0))
            .filter(seat_direction::Column::Seat.eq(changed.id.0))
            .exec(self.db())
            .await
            .doing(doing)?;
        self.insert_extent(changed).await
    }

    fn seat_row(&self, seat: &Seat) -> Result<seat::Model> {
        Ok(seat::Model {
            tenant_id: self.tenant_id()?.0,
            id: seat.id.0,
            code: seat.code.clone(),
            position: seat.position.clone(),
            kind: seat.kind.clone(),
            roles: serde_json::to_value(&seat.roles)?,
            combines_author_and_approver: seat.combines_author_and_approver,
            vacant_by_act: seat.vacant_by_act,
            ordinal: seat.ordinal,
        })
    }

    async fn insert_extent(&self, seat: &Seat) -> Result<()> {
        let tenant_id = self.tenant_id()?.0;
        let seat_id = seat.id.0;
        let doing = || format!("give seat {} its extent", seat.code);
        for block in &seat.blocks {
            let row = seat_block::Model { tenant_id, seat: seat_id, block_id: block.0 };
            seat_block::Entity::insert(row.into_active_model())
                .exec_without_returning(self.db())
                .await
                .doing(doing)?;
        }
        for organization in &seat.organizations {
            let row = seat_organization::Model { tenant_id, seat: seat_id, organization_id: organization.0 };
            seat_organization::Entity::insert(row.into_active_model())
                .exec_without_returning(self.db())
                .await
                .doing(doing)?;
        }
        for channel in &seat.channels {
            let row = seat_channel::Model { tenant_id, seat_id, channel: channel.code().to_owned() };
            seat_channel::Entity::insert(row.into_active_model())
                .exec_without_returning(self.db())
                .await
                .doing(doing)?;
        }
        for direction in &seat.directions {
            let row = seat_direction::Model { tenant_id, seat: seat_id, direction_id: direction.0 };
            seat_direction::Entity::insert(row.into_active_model())
                .exec_without_returning(self.db())
                .await
                .doing(doing)?;
        }
        Ok(())
    }

    /// Where each seat holds; a seat that is not in the map holds everywhere.
    pub(super) async fn extents(&self) -> Result<HashMap<SeatId, Extent>> {
        let tenant = self.tenant_id()?;
        let doing = || format!("list the extents of {tenant}");
        let mut extents: HashMap<SeatId, Extent> = HashMap::new();
        let blocks = seat_block::Entity::find()
            .filter(seat_block::Column::TenantId.eq(tenant.0))
            .all(self.db())
            .await
            .doing(doing)?;
        for row in blocks {
            extents.entry(SeatId(row.seat)).or_default().blocks.push(BlockId(row.block_id));
        }
        let organizations = seat_organization::Entity::find()
            .filter(seat_organization::Column::TenantId.eq(tenant.0))
            .all(self.db())
            .await
            .doing(doing)?;
        for row in organizations {
            let extent = extents.entry(SeatId(row.seat)).or_default();
            extent.organizations.push(OrganizationId(row.organization_id));
        }
        let channels = seat_channel::Entity::find()
            .filter(seat_channel::Column::TenantId.eq(tenant.0))
            .all(self.db())
            .await
            .doing(doing)?;
        for row in channels {
            extents.entry(SeatId(row.seat_id)).or_default().channels.push(row.channel.parse()?);
        }
        let directions = seat_direction::Entity::find()
            .filter(seat_direction::Column::TenantId.eq(tenant.0))
            .all(self.db())
            .await
            .doing(doing)?;
        for row in directions {
            extents.entry(SeatId(row.seat)).or_default().directions.push(DirectionId(row.direction_id));
        }
        for extent in extents.values_mut() {
            extent.blocks.sort_unstable();
            extent.organizations.sort_unstable();
            extent.channels.sort_unstable();
            extent.directions.sort_unstable();
        }
        Ok(extents)
    }
}
