//! Timers of a subject and the steps that fired.

use sea_orm_migration::prelude::*;

use crate::ddl;
use crate::rights::{OF_VISIBLE_SUBJECT, give, on};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::create(manager, TABLES).await?;
        let reached_the_region = format!("reaches_region AND {OF_VISIBLE_SUBJECT}");
        let rights = [
            on("timer")
                .tenant("SELECT, INSERT, UPDATE")
                .clockwork("SELECT, INSERT, UPDATE")
                .region_sees("SELECT", OF_VISIBLE_SUBJECT)
                .region_changes("steps, next_at, lateness", OF_VISIBLE_SUBJECT),
            // A note below the region may name a person: the region sees the steps that reached it.
            on("step")
                .tenant("SELECT, INSERT, UPDATE")
                .clockwork("SELECT, INSERT, UPDATE")
                .region_sees("SELECT", &reached_the_region)
                .region_changes(
                    "acknowledged_at, acknowledged_by_tenant_id, acknowledged_by_id, acknowledgement_note",
                    &reached_the_region,
                ),
        ];
        give(manager, rights).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop(manager, &["step", "timer"]).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE timer (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       region_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       subject_id uuid NOT NULL,
       clock text NOT NULL,
       is_case boolean NOT NULL,
       amount text NOT NULL,
       on_due text,
       generation integer NOT NULL,
       state text NOT NULL CHECK (state IN ('RUNNING', 'MET', 'CANCELLED')),
       anchor_at timestamptz NOT NULL,
       control_due timestamptz NOT NULL,
       legal_due timestamptz,
       source_due timestamptz,
       counts_due timestamptz NOT NULL,
       lateness text NOT NULL CHECK (lateness IN ('ON_TIME', 'CONTROL_PASSED', 'BREACHED')),
       steps jsonb NOT NULL,
       next_at timestamptz,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, subject_id, clock, generation),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT)",
    "CREATE INDEX timer_due ON timer (next_at) WHERE next_at IS NOT NULL",
    "CREATE TABLE step (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       timer_id uuid NOT NULL,
       generation integer NOT NULL,
       step_id text NOT NULL,
       region_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       subject_id uuid NOT NULL,
       clock text NOT NULL,
       at timestamptz NOT NULL,
       fired_at timestamptz NOT NULL,
       level text NOT NULL CHECK (level IN
           ('NONE', 'EXECUTOR', 'ORG_HEAD', 'BLOCK_LEAD', 'MANAGER', 'CURATOR', 'HEAD', 'REGION')),
       asks_for_act boolean NOT NULL,
       reaches_region boolean NOT NULL,
       calls jsonb NOT NULL,
       acknowledged_at timestamptz,
       acknowledged_by_tenant_id uuid,
       acknowledged_by_id uuid,
       acknowledgement_note text,
       PRIMARY KEY (tenant_id, timer_id, generation, step_id),
       FOREIGN KEY (tenant_id, timer_id) REFERENCES timer (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (acknowledged_by_tenant_id, acknowledged_by_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT)",
    "CREATE INDEX step_by_subject ON step (tenant_id, subject_id, at)",
];
