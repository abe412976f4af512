//! Announcements of what was committed, and the notices that come of them.

use sea_orm_migration::prelude::*;

use crate::ddl;
use crate::rights::{give, on};

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
            on("outbox")
                .tenant("SELECT, INSERT")
                .clockwork("SELECT, INSERT, UPDATE (available_at, sent_at)")
                .region_adds(),
            on("notification").tenant("SELECT, INSERT, UPDATE").clockwork("SELECT, INSERT, UPDATE"),
        ];
        give(manager, rights).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop(manager, &["notification", "outbox"]).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE outbox (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       region_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       subject_id uuid,
       kind text NOT NULL,
       version integer NOT NULL,
       body jsonb NOT NULL,
       created_at timestamptz NOT NULL,
       available_at timestamptz NOT NULL,
       sent_at timestamptz,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT)",
    "CREATE INDEX outbox_unsent ON outbox (id) WHERE sent_at IS NULL",
    "CREATE INDEX outbox_unsent_by_subject ON outbox (tenant_id, subject_id, id) WHERE sent_at IS NULL",
    "CREATE TABLE notification (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       event_id uuid NOT NULL,
       recipient_id uuid NOT NULL,
       channel text NOT NULL CHECK (channel IN ('IN_APP', 'EMAIL')),
       subject_id uuid,
       text_code text NOT NULL,
       body jsonb NOT NULL,
       state text NOT NULL CHECK (state IN ('PLANNED', 'DELIVERED', 'FAILED')),
       created_at timestamptz NOT NULL,
       delivered_at timestamptz,
       read_at timestamptz,
       failure text,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, event_id, recipient_id, channel),
       FOREIGN KEY (tenant_id, recipient_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT)",
    "CREATE INDEX notification_by_recipient ON notification (tenant_id, recipient_id, id)",
    "CREATE INDEX notification_planned ON notification (created_at) WHERE state = 'PLANNED'",
];
