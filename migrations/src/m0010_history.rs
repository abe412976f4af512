//! History: the timeline of a subject, the audit log, and the requests that were answered.

use sea_orm_migration::prelude::*;

use crate::ddl;
use crate::rights::{OF_ACTED_ON, OF_VISIBLE_SUBJECT, give, on};

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
            on("timeline")
                .tenant("SELECT, INSERT")
                .clockwork("SELECT, INSERT")
                .region_sees(
                    "SELECT (tenant_id, id, region_id, subject_id, at, actor, kind)",
                    OF_VISIBLE_SUBJECT,
                )
                .region_adds(),
            // Append-only: nobody may change what was written, the sealer adds its link.
            on("audit_entry")
                .tenant("SELECT, INSERT")
                .clockwork("SELECT, INSERT, UPDATE (seq, prev, chain_mac)")
                .region_adds(),
            on("request")
                .tenant("SELECT, INSERT, UPDATE (outcome)")
                .clockwork("SELECT (tenant_id, account_id, id, created_at), DELETE")
                .region_sees("SELECT", OF_ACTED_ON)
                .region_adds()
                .region_changes("outcome", "true"),
        ];
        give(manager, rights).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop(manager, &["request", "audit_entry", "timeline"]).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE timeline (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       region_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       subject_id uuid NOT NULL,
       at timestamptz NOT NULL,
       actor jsonb NOT NULL,
       kind text NOT NULL,
       body jsonb NOT NULL,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT)",
    "CREATE INDEX timeline_by_subject ON timeline (tenant_id, subject_id, id)",
    "CREATE TABLE audit_entry (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       region_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       at timestamptz NOT NULL,
       actor jsonb NOT NULL,
       act text NOT NULL,
       subject_id uuid,
       body jsonb NOT NULL,
       mac bytea NOT NULL,
       seq bigint,
       prev bytea,
       chain_mac bytea,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, seq),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       CHECK ((seq IS NULL) = (prev IS NULL) AND (seq IS NULL) = (chain_mac IS NULL)))",
    "CREATE INDEX audit_entry_unsealed ON audit_entry (tenant_id, id) WHERE seq IS NULL",
    "CREATE TABLE request (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       account_id uuid NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       region_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       input_hash bytea NOT NULL,
       outcome jsonb NOT NULL,
       created_at timestamptz NOT NULL,
       PRIMARY KEY (tenant_id, account_id, id))",
    "CREATE INDEX request_by_age ON request (created_at)",
];
