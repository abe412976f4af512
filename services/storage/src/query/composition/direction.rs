//! Directions of the curators: what an act divides among several of them.

use chrono::NaiveDate;
use otklik_domain::id::DirectionId;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

use crate::error::{Doing, Error, Result};
use crate::query::account::in_force;
use crate::table::direction;
use crate::tx::Tx;

/// A direction of the curators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Direction {
    /// Its id.
    pub id: DirectionId,
    /// Unique in the tenant.
    pub code: String,
    /// As the act names it.
    pub name: String,
    /// Its place in the act.
    pub position: i32,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: Option<NaiveDate>,
}

impl Tx {
    /// Directions in force today, in the order of the act.
    pub async fn directions(&self) -> Result<Vec<Direction>> {
        let today = self.today().await?;
        let mut directions = self.all_directions().await?;
        directions.retain(|direction| in_force(direction.from_on, direction.to_on, today));
        Ok(directions)
    }

    /// Every direction, past ones too.
    pub async fn all_directions(&self) -> Result<Vec<Direction>> {
        let rows = direction::Entity::find()
            .filter(direction::Column::TenantId.eq(self.tenant_id()?.0))
            .order_by_asc(direction::Column::Position)
            .order_by_asc(direction::Column::Code)
            .all(self.db())
            .await
            .doing(|| "list directions".to_owned())?;
        Ok(rows
            .into_iter()
            .map(|row| Direction {
                id: DirectionId(row.id),
                code: row.code,
                name: row.name,
                position: row.position,
                from_on: row.from_on,
                to_on: row.to_on,
            })
            .collect())
    }

    /// Adds a direction.
    pub async fn insert_direction(&self, new: &Direction) -> Result<()> {
        direction::Entity::insert(self.direction_row(new)?.into_active_model())
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("add direction {}", new.code))?;
        Ok(())
    }

    /// Changes a direction.
    pub async fn update_direction(&self, changed: &Direction) -> Result<()> {
        let updated = direction::Entity::update_many()
            .set(self.direction_row(changed)?.into_active_model().reset_all())
            .filter(direction::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(direction::Column::Id.eq(changed.id.0))
            .exec(self.db())
            .await
            .doing(|| format!("change direction {}", changed.code))?;
        if updated.rows_affected == 1 {
            Ok(())
        } else {
            Err(Error::bug(format!("{} is not there", changed.id)))
        }
    }

    fn direction_row(&self, direction: &Direction) -> Result<direction::Model> {
        Ok(direction::Model {
            tenant_id: self.tenant_id()?.0,
            id: direction.id.0,
            code: direction.code.clone(),
            name: direction.name.clone(),
            position: direction.position,
            from_on: direction.from_on,
            to_on: direction.to_on,
        })
    }
}
