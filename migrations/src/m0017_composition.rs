//! Composition over time: versions of blocks, acts that supersede one another, and the acts behind appointments.

use sea_orm_migration::prelude::*;

use crate::ddl::{self, Reference};
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
        ddl::refer(manager, REFERENCES).await?;
        ddl::create(manager, COLUMNS).await?;
        manager.get_connection().execute_unprepared(FIRST_VERSIONS).await?;
        give(manager, [on("block_version").tenant("SELECT, INSERT, UPDATE")]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop_columns(manager, "legal_act", &["effective_on"]).await?;
        ddl::drop_columns(manager, "appointment", &["note"]).await?;
        ddl::unrefer(manager, REFERENCES).await?;
        ddl::drop(manager, &["block_version"]).await
    }
}

const TABLES: &[&str] = &["CREATE TABLE block_version (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       block_id uuid NOT NULL,
       version integer NOT NULL,
       name text NOT NULL,
       kind text NOT NULL CHECK (kind IN ('core', 'additional')),
       position integer NOT NULL,
       from_on date NOT NULL,
       to_on date,
       legal_act_id uuid,
       PRIMARY KEY (tenant_id, block_id, version),
       FOREIGN KEY (tenant_id, block_id) REFERENCES sector_block (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, legal_act_id) REFERENCES legal_act (tenant_id, id) ON DELETE RESTRICT)"];

const REFERENCES: &[Reference] = &[
    Reference { table: "legal_act", column: "supersedes_id", to: "legal_act" },
    Reference { table: "appointment", column: "legal_act_id", to: "legal_act" },
    Reference { table: "appointment", column: "ended_by_act_id", to: "legal_act" },
];

const COLUMNS: &[&str] =
    &["ALTER TABLE legal_act ADD COLUMN effective_on date", "ALTER TABLE appointment ADD COLUMN note text"];

/// What stands before the first change is version 1; which act made it is not known of rows written earlier.
const FIRST_VERSIONS: &str = "INSERT INTO block_version
    (tenant_id, block_id, version, name, kind, position, from_on, to_on)
    SELECT tenant_id, id, 1, name, kind, position, from_on, to_on FROM sector_block";
