//! A seat held by somebody, from–to.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "appointment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub seat_id: Uuid,
    pub user_id: Uuid,
    pub from_on: Date,
    pub to_on: Option<Date>,
    pub legal_act_id: Option<Uuid>,
    pub ended_by_act_id: Option<Uuid>,
    pub note: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
