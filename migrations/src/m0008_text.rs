//! Texts: what the author wrote, what is answered, what colleagues say. The region and the clockwork have no grant.

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
            on("case_text").tenant("SELECT, INSERT, UPDATE"),
            on("reply").tenant("SELECT, INSERT, UPDATE"),
            on("comment").tenant("SELECT, INSERT"),
            on("attachment").tenant("SELECT, INSERT"),
        ];
        give(manager, rights).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop(manager, &["attachment", "comment", "reply", "case_text"]).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE case_text (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       subject_id uuid NOT NULL,
       essence text NOT NULL,
       address text,
       thread_url text,
       PRIMARY KEY (tenant_id, subject_id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT)",
    "CREATE TABLE reply (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       subject_id uuid NOT NULL,
       round integer NOT NULL,
       kind text NOT NULL CHECK (kind IN ('INTERIM', 'FINAL', 'POSTPONED')),
       state text NOT NULL CHECK (state IN ('SUBMITTED', 'RETURNED', 'APPROVED', 'PUBLISHED')),
       body text NOT NULL,
       author_id uuid NOT NULL,
       approved_by_id uuid,
       self_approved boolean NOT NULL,
       published_at_place text,
       promised_on date,
       submitted_at timestamptz NOT NULL,
       approved_at timestamptz,
       published_at timestamptz,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, author_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, approved_by_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT)",
    "CREATE INDEX reply_by_subject ON reply (tenant_id, subject_id, round, id)",
    "CREATE TABLE comment (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       subject_id uuid NOT NULL,
       author_id uuid NOT NULL,
       body text NOT NULL,
       at timestamptz NOT NULL,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, author_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT)",
    "CREATE INDEX comment_by_subject ON comment (tenant_id, subject_id, id)",
    "CREATE TABLE attachment (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       subject_id uuid NOT NULL,
       name text NOT NULL,
       media_type text NOT NULL,
       size bigint NOT NULL,
       sha256 bytea NOT NULL,
       author_id uuid NOT NULL,
       at timestamptz NOT NULL,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, author_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT)",
    "CREATE INDEX attachment_by_subject ON attachment (tenant_id, subject_id, id)",
];
