//! A block as one act left it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "block_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub block_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub name: String,
    pub kind: String,
    pub position: i32,
    pub from_on: Date,
    pub to_on: Option<Date>,
    pub legal_act_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
