//! Anything with a workflow: instance and list row in one.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "subject")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub kind: String,
    pub number: String,
    pub regime: String,
    pub definition_tenant_id: Uuid,
    pub definition_id: Uuid,
    pub state: String,
    pub state_entered_at: DateTimeUtc,
    pub phase: String,
    pub lateness: String,
    pub level: String,
    pub revision: i64,
    pub restricted: bool,
    pub channel: String,
    pub topic_tenant_id: Uuid,
    pub topic_code: String,
    pub sphere: String,
    pub block_id: Option<Uuid>,
    pub organization_id: Option<Uuid>,
    pub assignee_id: Option<Uuid>,
    pub complained_about_id: Option<Uuid>,
    pub draft_author_id: Option<Uuid>,
    pub draft_kind: Option<String>,
    pub draft_promised_on: Option<Date>,
    pub draft_approved: bool,
    pub bounces: i32,
    pub promised_on: Option<Date>,
    pub promises_moved: i32,
    pub received_at: DateTimeUtc,
    pub next_due: Option<DateTimeUtc>,
    pub late_since: Option<DateTimeUtc>,
    pub entered_at: DateTimeUtc,
    pub changed_at: DateTimeUtc,
    pub origin_tenant_id: Option<Uuid>,
    pub origin_subject_id: Option<Uuid>,
    pub previous: Option<Json>,
}

impl ActiveModelBehavior for ActiveModel {}
