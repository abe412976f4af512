//! One line of the audit log: append-only.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub at: DateTimeUtc,
    pub actor: Json,
    pub act: String,
    pub subject_id: Option<Uuid>,
    pub body: Json,
    pub mac: Vec<u8>,
    pub seq: Option<i64>,
    pub prev: Option<Vec<u8>>,
    pub chain_mac: Option<Vec<u8>>,
}

impl ActiveModelBehavior for ActiveModel {}
