//! A line of the act: a position in the composition.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "seat")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub position: String,
    pub kind: String,
    pub roles: Json,
    pub combines_author_and_approver: bool,
    pub vacant_by_act: bool,
    pub ordinal: i32,
}

impl ActiveModelBehavior for ActiveModel {}
