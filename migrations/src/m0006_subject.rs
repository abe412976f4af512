//! The subject: instance and list row of everything with a workflow; and the series its number comes from.

use sea_orm_migration::prelude::*;

use crate::ddl;
use crate::rights::{NOT_RESTRICTED, give, on};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::create(manager, TABLES).await?;
        let rights = [
            on("subject")
                .tenant("SELECT, INSERT, UPDATE")
                .clockwork("SELECT, UPDATE")
                .region_sees(&format!("SELECT ({REGION_COLUMNS})"), NOT_RESTRICTED)
                .region_changes(
                    "revision, changed_at, lateness, level, next_due, late_since",
                    NOT_RESTRICTED,
                ),
            on("number_series").tenant("SELECT, INSERT, UPDATE"),
        ];
        give(manager, rights).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop(manager, &["number_series", "subject"]).await
    }
}

/// Listed, so that a column added later is not the region's by accident.
const REGION_COLUMNS: &str =
    "tenant_id, id, region_id, kind, number, regime, definition_tenant_id, definition_id, state,
    state_entered_at, phase, lateness, level, revision, restricted, channel, topic_tenant_id, topic_code, sphere, block_id,
    organization_id, assignee_id, complained_about_id, draft_author_id, draft_kind, draft_promised_on, draft_approved, bounces,
    promised_on, promises_moved, received_at, next_due, late_since, entered_at, changed_at, origin_tenant_id,
    origin_subject_id, previous";

const TABLES: &[&str] = &[
    "CREATE TABLE subject (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       region_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       kind text NOT NULL CHECK (kind IN ('CASE', 'TASK', 'RISK', 'EMERGENCY')),
       number text NOT NULL,
       regime text NOT NULL CHECK (regime IN ('APPEAL_59FZ', 'MESSAGE', 'INFO_REQUEST_8FZ')),
       definition_tenant_id uuid NOT NULL,
       definition_id uuid NOT NULL,
       state text NOT NULL,
       state_entered_at timestamptz NOT NULL,
       phase text NOT NULL CHECK (phase IN ('NEW', 'IN_PROGRESS', 'WAITING', 'ANSWERED', 'CLOSED')),
       lateness text NOT NULL CHECK (lateness IN ('ON_TIME', 'CONTROL_PASSED', 'BREACHED')),
       level text NOT NULL CHECK (level IN
           ('NONE', 'EXECUTOR', 'ORG_HEAD', 'BLOCK_LEAD', 'MANAGER', 'CURATOR', 'HEAD', 'REGION')),
       revision bigint NOT NULL,
       restricted boolean NOT NULL,
       channel text NOT NULL CHECK (channel IN
           ('PHONE', 'RECEPTION', 'LETTER', 'EMAIL', 'POS', 'INCIDENT_MANAGEMENT', 'OFFICIAL_PAGE', 'MESSENGER', 'WEB_FORM', 'OPEN311')),
       topic_tenant_id uuid NOT NULL,
       topic_code text NOT NULL,
       sphere text NOT NULL,
       block_id uuid,
       organization_id uuid,
       assignee_id uuid,
       complained_about_id uuid,
       draft_author_id uuid,
       draft_kind text CHECK (draft_kind IN ('INTERIM', 'FINAL', 'POSTPONED')),
       draft_promised_on date,
       draft_approved boolean NOT NULL,
       bounces integer NOT NULL,
       promised_on date,
       promises_moved integer NOT NULL,
       received_at timestamptz NOT NULL,
       next_due timestamptz,
       late_since timestamptz,
       entered_at timestamptz NOT NULL,
       changed_at timestamptz NOT NULL,
       origin_tenant_id uuid,
       origin_subject_id uuid,
       previous jsonb,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, number),
       UNIQUE (tenant_id, origin_tenant_id, origin_subject_id),
       FOREIGN KEY (definition_tenant_id, definition_id) REFERENCES definition (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (topic_tenant_id, topic_code) REFERENCES topic (tenant_id, code) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, block_id) REFERENCES sector_block (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, organization_id) REFERENCES organization (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, assignee_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, complained_about_id) REFERENCES organization (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, draft_author_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT)",
    "CREATE INDEX subject_by_due ON subject (tenant_id, next_due, id)",
    "CREATE INDEX subject_by_assignee ON subject (tenant_id, assignee_id, next_due, id)",
    "CREATE INDEX subject_by_organization ON subject (tenant_id, organization_id, next_due, id)",
    "CREATE INDEX subject_by_block ON subject (tenant_id, block_id, next_due, id)",
    "CREATE INDEX subject_by_region ON subject (region_id, lateness, next_due, id)",
    "CREATE INDEX subject_late_by_region ON subject (region_id, late_since, id) WHERE late_since IS NOT NULL",
    "CREATE TABLE number_series (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       series text NOT NULL,
       year integer NOT NULL,
       next bigint NOT NULL,
       PRIMARY KEY (tenant_id, series, year))",
];
