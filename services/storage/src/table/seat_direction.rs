//! A direction in the extent of a seat.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "seat_direction")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false, column_name = "seat_id")]
    pub seat: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub direction_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
