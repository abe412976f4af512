//! Figures that never wait for a scan: changes not yet folded, and the folded board.

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
            on("delta")
                .tenant("SELECT, INSERT")
                .clockwork("SELECT, INSERT, UPDATE, DELETE")
                .region_sees("SELECT", "true")
                .region_adds(),
            on("standing").tenant("SELECT").clockwork("SELECT, INSERT, UPDATE").region_sees("SELECT", "true"),
        ];
        give(manager, rights).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop(manager, &["standing", "delta"]).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE delta (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       region_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       phase text NOT NULL CHECK (phase IN ('NEW', 'IN_PROGRESS', 'WAITING', 'ANSWERED', 'CLOSED')),
       lateness text NOT NULL CHECK (lateness IN ('ON_TIME', 'CONTROL_PASSED', 'BREACHED')),
       level text NOT NULL CHECK (level IN
           ('NONE', 'EXECUTOR', 'ORG_HEAD', 'BLOCK_LEAD', 'MANAGER', 'CURATOR', 'HEAD', 'REGION')),
       restricted boolean NOT NULL,
       amount bigint NOT NULL,
       at timestamptz NOT NULL,
       PRIMARY KEY (tenant_id, id))",
    "CREATE INDEX delta_by_region ON delta (region_id)",
    "CREATE TABLE standing (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       phase text NOT NULL CHECK (phase IN ('NEW', 'IN_PROGRESS', 'WAITING', 'ANSWERED', 'CLOSED')),
       lateness text NOT NULL CHECK (lateness IN ('ON_TIME', 'CONTROL_PASSED', 'BREACHED')),
       level text NOT NULL CHECK (level IN
           ('NONE', 'EXECUTOR', 'ORG_HEAD', 'BLOCK_LEAD', 'MANAGER', 'CURATOR', 'HEAD', 'REGION')),
       restricted boolean NOT NULL,
       region_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       amount bigint NOT NULL,
       PRIMARY KEY (tenant_id, phase, lateness, level, restricted))",
    "CREATE INDEX standing_by_region ON standing (region_id)",
];
