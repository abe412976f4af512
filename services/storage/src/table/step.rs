//! A rung that fired: once per generation.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub timer_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub generation: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub step_id: String,
    pub region_id: Uuid,
    pub subject_id: Uuid,
    pub clock: String,
    pub at: DateTimeUtc,
    pub fired_at: DateTimeUtc,
    pub level: String,
    pub asks_for_act: bool,
    pub reaches_region: bool,
    pub calls: Json,
    pub acknowledged_at: Option<DateTimeUtc>,
    pub acknowledged_by_tenant_id: Option<Uuid>,
    pub acknowledged_by_id: Option<Uuid>,
    pub acknowledgement_note: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
