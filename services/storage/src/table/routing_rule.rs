//! Topic to block and organization.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "routing_rule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub topic_prefix: String,
    pub block_id: Option<Uuid>,
    pub organization_id: Option<Uuid>,
    pub direction_id: Option<Uuid>,
    pub seat_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
