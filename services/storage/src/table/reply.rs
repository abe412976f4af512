//! A reply of one round.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "reply")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub subject_id: Uuid,
    pub round: i32,
    pub kind: String,
    pub state: String,
    pub body: String,
    pub author_id: Uuid,
    pub approved_by_id: Option<Uuid>,
    pub self_approved: bool,
    pub published_at_place: Option<String>,
    pub promised_on: Option<Date>,
    pub submitted_at: DateTimeUtc,
    pub approved_at: Option<DateTimeUtc>,
    pub published_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
