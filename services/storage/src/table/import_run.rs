//! One run of an import.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "import_run")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub source: String,
    pub profile: String,
    pub file_name: String,
    pub file_hash: Vec<u8>,
    pub columns: String,
    pub state: String,
    pub dry_run: bool,
    pub total: i64,
    pub rows: i64,
    pub accepted: i64,
    pub repeated: i64,
    pub changed: i64,
    pub refused: i64,
    pub by_id: Option<Uuid>,
    pub started_at: DateTimeUtc,
    pub beat_at: DateTimeUtc,
    pub finished_at: Option<DateTimeUtc>,
    pub message: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
