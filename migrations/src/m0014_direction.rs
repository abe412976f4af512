//! Directions of the curators, routing to them and to a seat, and what a subject keeps of dates and of its direction.

use sea_orm_migration::prelude::*;

use crate::ddl::{self, Reference};
use crate::rights::{also_on, give, on};

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
        let rights = [
            on("direction").tenant("SELECT, INSERT, UPDATE").clockwork("SELECT"),
            on("seat_direction").tenant("SELECT, INSERT, DELETE").clockwork("SELECT"),
            also_on("subject")
                .grant("SELECT (direction_id, source_due, registered_on, extended_until)", "otklik_region"),
        ];
        give(manager, rights).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("DROP INDEX subject_by_direction").await?;
        ddl::drop_columns(manager, "subject", &["source_due", "registered_on", "extended_until"]).await?;
        ddl::unrefer(manager, REFERENCES).await?;
        ddl::drop(manager, &["seat_direction", "direction"]).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE direction (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       code text NOT NULL,
       name text NOT NULL,
       position integer NOT NULL,
       from_on date NOT NULL,
       to_on date,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, code))",
    "CREATE TABLE seat_direction (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       seat_id uuid NOT NULL,
       direction_id uuid NOT NULL,
       PRIMARY KEY (tenant_id, seat_id, direction_id),
       FOREIGN KEY (tenant_id, seat_id) REFERENCES seat (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, direction_id) REFERENCES direction (tenant_id, id) ON DELETE RESTRICT)",
];

const REFERENCES: &[Reference] = &[
    Reference { table: "routing_rule", column: "direction_id", to: "direction" },
    Reference { table: "routing_rule", column: "seat_id", to: "seat" },
    Reference { table: "subject", column: "direction_id", to: "direction" },
];

const COLUMNS: &[&str] = &[
    "ALTER TABLE subject ADD COLUMN source_due timestamptz",
    "ALTER TABLE subject ADD COLUMN registered_on date",
    "ALTER TABLE subject ADD COLUMN extended_until date",
    "CREATE INDEX subject_by_direction ON subject (tenant_id, direction_id, next_due, id)",
];
