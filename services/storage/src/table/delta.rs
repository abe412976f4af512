//! A change of a figure, not yet folded.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "delta")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub phase: String,
    pub lateness: String,
    pub level: String,
    pub restricted: bool,
    pub amount: i64,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
