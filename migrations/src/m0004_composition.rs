//! The composition of a centre: blocks, organizations, seats, who holds them, and routing.

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
            on("sector_block").tenant("SELECT, INSERT, UPDATE").clockwork("SELECT"),
            on("organization").tenant("SELECT, INSERT, UPDATE").clockwork("SELECT"),
            on("seat").tenant("SELECT, INSERT, UPDATE").clockwork("SELECT"),
            on("seat_block").tenant("SELECT, INSERT, DELETE").clockwork("SELECT"),
            on("seat_organization").tenant("SELECT, INSERT, DELETE").clockwork("SELECT"),
            on("seat_channel").tenant("SELECT, INSERT, DELETE").clockwork("SELECT"),
            on("appointment").tenant("SELECT, INSERT, UPDATE").clockwork("SELECT"),
            on("routing_rule").tenant("SELECT, INSERT, UPDATE, DELETE").clockwork("SELECT"),
        ];
        give(manager, rights).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop(
            manager,
            &[
                "routing_rule",
                "appointment",
                "seat_channel",
                "seat_organization",
                "seat_block",
                "seat",
                "organization",
                "sector_block",
            ],
        )
        .await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE sector_block (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       code text NOT NULL,
       name text NOT NULL,
       kind text NOT NULL CHECK (kind IN ('core', 'additional')),
       position integer NOT NULL,
       from_on date NOT NULL,
       to_on date,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, code))",
    "CREATE TABLE organization (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       code text NOT NULL,
       name text NOT NULL,
       authority text NOT NULL CHECK (authority IN ('SUBORDINATE', 'OWN_SELF_GOVERNMENT', 'REGIONAL', 'FEDERAL', 'COMMERCIAL')),
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, code))",
    "CREATE TABLE seat (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       code text NOT NULL,
       position text NOT NULL,
       kind text NOT NULL,
       roles jsonb NOT NULL,
       combines_author_and_approver boolean NOT NULL,
       vacant_by_act boolean NOT NULL,
       ordinal integer NOT NULL,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, code))",
    "CREATE TABLE seat_block (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       seat_id uuid NOT NULL,
       block_id uuid NOT NULL,
       PRIMARY KEY (tenant_id, seat_id, block_id),
       FOREIGN KEY (tenant_id, seat_id) REFERENCES seat (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, block_id) REFERENCES sector_block (tenant_id, id) ON DELETE RESTRICT)",
    "CREATE TABLE seat_organization (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       seat_id uuid NOT NULL,
       organization_id uuid NOT NULL,
       PRIMARY KEY (tenant_id, seat_id, organization_id),
       FOREIGN KEY (tenant_id, seat_id) REFERENCES seat (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, organization_id) REFERENCES organization (tenant_id, id) ON DELETE RESTRICT)",
    "CREATE TABLE seat_channel (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       seat_id uuid NOT NULL,
       channel text NOT NULL,
       PRIMARY KEY (tenant_id, seat_id, channel),
       FOREIGN KEY (tenant_id, seat_id) REFERENCES seat (tenant_id, id) ON DELETE RESTRICT)",
    "CREATE TABLE appointment (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       seat_id uuid NOT NULL,
       user_id uuid NOT NULL,
       from_on date NOT NULL,
       to_on date,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, seat_id) REFERENCES seat (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, user_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT)",
    "CREATE INDEX appointment_by_user ON appointment (tenant_id, user_id)",
    "CREATE INDEX appointment_by_seat ON appointment (tenant_id, seat_id)",
    "CREATE TABLE routing_rule (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       topic_prefix text NOT NULL,
       block_id uuid,
       organization_id uuid,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, topic_prefix),
       FOREIGN KEY (tenant_id, block_id) REFERENCES sector_block (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, organization_id) REFERENCES organization (tenant_id, id) ON DELETE RESTRICT)",
];
