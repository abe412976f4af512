//! Files of outside systems: runs, refused rows, what the source says of an item, and where it differs from us.

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
            on("import_run").tenant("SELECT, INSERT, UPDATE"),
            on("import_refusal").tenant("SELECT, INSERT"),
            on("source_item").tenant("SELECT, INSERT, UPDATE"),
            on("source_difference").tenant("SELECT, INSERT, UPDATE (settled_by_id, settled_at)"),
        ];
        give(manager, rights).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop(manager, &["source_difference", "source_item", "import_refusal", "import_run"]).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE import_run (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       source text NOT NULL,
       profile text NOT NULL,
       file_name text NOT NULL,
       file_hash bytea NOT NULL,
       columns text NOT NULL,
       state text NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'STOPPED')),
       dry_run boolean NOT NULL,
       total bigint NOT NULL,
       rows bigint NOT NULL,
       accepted bigint NOT NULL,
       repeated bigint NOT NULL,
       changed bigint NOT NULL,
       refused bigint NOT NULL,
       by_id uuid,
       started_at timestamptz NOT NULL,
       beat_at timestamptz NOT NULL,
       finished_at timestamptz,
       message text,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, by_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT,
       CHECK ((state = 'RUNNING') = (finished_at IS NULL)))",
    "CREATE INDEX import_run_by_file ON import_run (tenant_id, source, file_hash, id)",
    "CREATE TABLE import_refusal (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       run_id uuid NOT NULL,
       line bigint NOT NULL,
       code text NOT NULL,
       reason text NOT NULL,
       raw text NOT NULL,
       PRIMARY KEY (tenant_id, run_id, line),
       FOREIGN KEY (tenant_id, run_id) REFERENCES import_run (tenant_id, id) ON DELETE RESTRICT)",
    "CREATE TABLE source_item (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       source text NOT NULL,
       external_id text NOT NULL,
       subject_id uuid NOT NULL,
       state_text text,
       closed_there boolean NOT NULL,
       due_there timestamptz,
       hash bytea NOT NULL,
       run_id uuid NOT NULL,
       seen_at timestamptz NOT NULL,
       PRIMARY KEY (tenant_id, source, external_id),
       UNIQUE (tenant_id, subject_id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, run_id) REFERENCES import_run (tenant_id, id) ON DELETE RESTRICT)",
    "CREATE TABLE source_difference (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       run_id uuid NOT NULL,
       source text NOT NULL,
       external_id text NOT NULL,
       subject_id uuid NOT NULL,
       field text NOT NULL,
       before text,
       after text,
       settled_by_id uuid,
       settled_at timestamptz,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, run_id) REFERENCES import_run (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, settled_by_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT,
       CHECK ((settled_by_id IS NULL) = (settled_at IS NULL)))",
    "CREATE INDEX source_difference_by_item ON source_difference (tenant_id, source, external_id)",
];
