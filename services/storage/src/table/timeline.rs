//! One line of the history of a subject.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "timeline")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub subject_id: Uuid,
    pub at: DateTimeUtc,
    pub actor: Json,
    pub kind: String,
    pub body: Json,
}

impl ActiveModelBehavior for ActiveModel {}
