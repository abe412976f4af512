//! Who signs in; belongs to the platform.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub login: String,
    pub password_hash: Option<String>,
    pub email: Option<String>,
    pub created_at: DateTimeUtc,
    pub blocked_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
