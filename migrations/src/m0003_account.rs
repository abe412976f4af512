//! Accounts, their sessions and tokens, and their memberships in tenants.

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
            on("account").door("SELECT, INSERT, UPDATE (password_hash, email, blocked_at)"),
            on("session").door("SELECT, INSERT, UPDATE (seen_at, expires_at), DELETE"),
            on("token").door("SELECT, INSERT, UPDATE (revoked_at)"),
            on("membership").tenant("SELECT, INSERT, UPDATE").clockwork("SELECT").door_of_account(),
        ];
        give(manager, rights).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop(manager, &["membership", "token", "session", "account"]).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE account (
       id uuid PRIMARY KEY,
       login text NOT NULL UNIQUE,
       password_hash text,
       email text,
       created_at timestamptz NOT NULL,
       blocked_at timestamptz)",
    "CREATE TABLE session (
       hash bytea PRIMARY KEY,
       account_id uuid NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
       created_at timestamptz NOT NULL,
       seen_at timestamptz NOT NULL,
       expires_at timestamptz NOT NULL)",
    "CREATE INDEX session_by_account ON session (account_id)",
    "CREATE TABLE token (
       hash bytea PRIMARY KEY,
       account_id uuid NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       scopes text NOT NULL,
       created_at timestamptz NOT NULL,
       expires_at timestamptz,
       revoked_at timestamptz)",
    "CREATE INDEX token_by_account ON token (account_id)",
    "CREATE TABLE membership (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       region_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       account_id uuid NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
       position text NOT NULL,
       from_on date NOT NULL,
       to_on date,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, account_id))",
    "CREATE INDEX membership_by_account ON membership (account_id)",
];
