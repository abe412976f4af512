//! The catalogue: topics, calendars, definitions, roles and templates of platform, region or tenant.

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
            on("topic").catalogue("INSERT, UPDATE"),
            on("calendar").catalogue("INSERT, UPDATE"),
            on("definition").catalogue("INSERT"),
            on("role").catalogue("SELECT"),
            on("template").catalogue("INSERT, UPDATE"),
        ];
        give(manager, rights).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop(manager, &["template", "role", "definition", "calendar", "topic"]).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE topic (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       code text NOT NULL,
       title text NOT NULL,
       class text NOT NULL CHECK (class IN ('E', 'F', 'N', 'L')),
       sphere text NOT NULL CHECK (sphere IN
           ('zhkh', 'roads', 'transport', 'education', 'culture', 'sport', 'safety', 'property', 'economy', 'other')),
       restricted boolean NOT NULL,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, code))",
    "CREATE TABLE calendar (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       name text NOT NULL,
       body jsonb NOT NULL,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, name))",
    "CREATE TABLE definition (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       name text NOT NULL,
       version integer NOT NULL,
       state text NOT NULL,
       source text NOT NULL,
       effective jsonb NOT NULL,
       hash bytea NOT NULL,
       created_at timestamptz NOT NULL,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, name, version))",
    "CREATE TABLE role (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       code text NOT NULL,
       rules text NOT NULL,
       hash bytea NOT NULL,
       PRIMARY KEY (tenant_id, code))",
    "CREATE TABLE template (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       kind text NOT NULL,
       name text NOT NULL,
       source text NOT NULL,
       hash bytea NOT NULL,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, kind, name))",
];
