//! Repeated works with their next moment, and the one row about this database itself.

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
            on("schedule").clockwork("SELECT, INSERT, UPDATE"),
            on("deployment").grant("SELECT", "otklik_door, otklik_clockwork").policy(
                "everybody",
                "SELECT",
                "otklik_door, otklik_clockwork",
                Some("true"),
                None,
            ),
        ];
        give(manager, rights).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop(manager, &["deployment", "schedule"]).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE schedule (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       name text NOT NULL,
       next_at timestamptz NOT NULL,
       last_at timestamptz,
       PRIMARY KEY (tenant_id, name))",
    "CREATE INDEX schedule_due ON schedule (next_at)",
    "CREATE TABLE deployment (
       id integer PRIMARY KEY CHECK (id = 1),
       made_by text NOT NULL CHECK (made_by IN ('demo', 'install')),
       clock_offset_us bigint NOT NULL CHECK (made_by = 'demo' OR clock_offset_us = 0),
       created_at timestamptz NOT NULL)",
];
