//! Applicants, one row per case, sealed by the data key of the tenant. Only the tenant has a grant.

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
        let rights =
            [on("tenant_key").tenant("SELECT, INSERT"), on("applicant").tenant("SELECT, INSERT, UPDATE")];
        give(manager, rights).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop(manager, &["applicant", "tenant_key"]).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE tenant_key (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       key_id integer NOT NULL,
       wrapped bytea NOT NULL,
       created_at timestamptz NOT NULL,
       PRIMARY KEY (tenant_id, key_id))",
    "CREATE TABLE applicant (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       subject_id uuid NOT NULL,
       key_id integer NOT NULL,
       sealed bytea NOT NULL,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, subject_id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, key_id) REFERENCES tenant_key (tenant_id, key_id) ON DELETE RESTRICT)",
];
