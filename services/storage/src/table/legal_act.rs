//! The act a composition rests on.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "legal_act")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub number: Option<String>,
    pub act_on: Option<Date>,
    pub title: String,
    pub source: Json,
    pub supersedes_id: Option<Uuid>,
    pub effective_on: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
