//! One announcement of a committed fact.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub subject_id: Option<Uuid>,
    pub kind: String,
    pub version: i32,
    pub body: Json,
    pub created_at: DateTimeUtc,
    pub available_at: DateTimeUtc,
    pub sent_at: Option<DateTimeUtc>,
    pub waits_until: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
