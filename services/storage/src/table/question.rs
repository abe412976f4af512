//! One question of a paper.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "question")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub subject_id: Uuid,
    pub ordinal: i32,
    pub body: String,
    pub organization_id: Option<Uuid>,
    pub assignee_id: Option<Uuid>,
    pub outcome: Option<String>,
    pub outcome_confirmed_by_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
