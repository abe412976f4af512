//! A paper in the registration journal.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "registration")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: Uuid,
    pub number: String,
    pub registered_on: Date,
    pub outside_system: Option<String>,
    pub outside_number: Option<String>,
    pub outside_on: Option<Date>,
    pub kind: String,
    pub answer_way: String,
    pub past_reason: Option<String>,
    pub by_id: Uuid,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
