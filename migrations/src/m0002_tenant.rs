//! Tenants, the platform among them; their acts and settings.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::ddl;
use crate::rights::{PLATFORM, give, member_tenant_row, on, own_tenant_row};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::create(manager, TABLES).await?;
        let id = match manager.get_database_backend() {
            DbBackend::Sqlite => format!("x'{}'", PLATFORM.replace('-', "")),
            _ => format!("'{PLATFORM}'"),
        };
        manager.get_connection().execute_unprepared(&PLATFORM_ROW.replace("{id}", &id)).await?;
        let rights = [
            on("tenant")
                .grant("SELECT", "otklik_tenant")
                .policy("tenant", "SELECT", "otklik_tenant", Some(&own_tenant_row()), None)
                .grant(
                    "SELECT (id, region_id, code, kind, state, name, short_name, zone, number_prefix)",
                    "otklik_region",
                )
                .policy("region_sees", "SELECT", "otklik_region", Some(&member_tenant_row()), None)
                .grant("SELECT", "otklik_clockwork")
                .policy("clockwork", "SELECT", "otklik_clockwork", Some("true"), None)
                .grant(
                    "SELECT (id, region_id, code, kind, state, name, short_name, zone, number_prefix)",
                    "otklik_door",
                )
                .policy("door", "SELECT", "otklik_door", Some("true"), None),
            on("legal_act").tenant("SELECT, INSERT, UPDATE"),
            on("setting").tenant("SELECT, INSERT, UPDATE").clockwork("SELECT"),
        ];
        give(manager, rights).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop(manager, &["setting", "legal_act", "tenant"]).await
    }
}

/// The owner of the catalogue. Its moment is fixed: nobody opened it.
const PLATFORM_ROW: &str = "INSERT INTO tenant
    (id, region_id, code, kind, state, name, short_name, zone, number_prefix, act, created_at, changed_at)
    VALUES ({id}, {id}, 'platform', 'PLATFORM', 'ACTIVE', 'Отклик', 'Отклик', 'Europe/Moscow', 'ОТК', '{}',
            '2026-01-01T00:00:00+00:00', '2026-01-01T00:00:00+00:00')";

const TABLES: &[&str] = &[
    "CREATE TABLE tenant (
       id uuid PRIMARY KEY,
       region_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       code text NOT NULL UNIQUE,
       kind text NOT NULL CHECK (kind IN ('MUNICIPAL', 'REGIONAL', 'PLATFORM')),
       state text NOT NULL CHECK (state IN ('ACTIVE', 'DRAFT', 'ENDED')),
       name text NOT NULL,
       short_name text NOT NULL,
       zone text NOT NULL,
       number_prefix text NOT NULL,
       act jsonb NOT NULL,
       created_at timestamptz NOT NULL,
       changed_at timestamptz NOT NULL,
       UNIQUE (region_id, number_prefix),
       CHECK (kind = 'MUNICIPAL' OR region_id = id))",
    "CREATE TABLE legal_act (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       kind text NOT NULL,
       number text,
       act_on date,
       title text NOT NULL,
       source jsonb NOT NULL,
       PRIMARY KEY (tenant_id, id))",
    "CREATE TABLE setting (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       name text NOT NULL,
       value jsonb NOT NULL,
       basis text NOT NULL,
       changed_at timestamptz NOT NULL,
       PRIMARY KEY (tenant_id, name))",
];
