//! A clock of a definition, running or run.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "timer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub subject_id: Uuid,
    pub clock: String,
    pub is_case: bool,
    pub amount: String,
    pub on_due: Option<String>,
    pub generation: i32,
    pub state: String,
    pub anchor_at: DateTimeUtc,
    pub control_due: DateTimeUtc,
    pub legal_due: Option<DateTimeUtc>,
    pub source_due: Option<DateTimeUtc>,
    pub counts_due: DateTimeUtc,
    pub lateness: String,
    pub steps: Json,
    pub next_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
