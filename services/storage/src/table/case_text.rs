//! What a citizen wrote, apart from the list row.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "case_text")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: Uuid,
    pub essence: String,
    pub address: Option<String>,
    pub thread_url: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
