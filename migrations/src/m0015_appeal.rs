//! Papers under 59-ФЗ: registration, questions, co-executors, resolutions, letters. The region has no grant; the clockwork
//! sees who the co-executors are, because ladders tell them.

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
            on("registration").tenant("SELECT, INSERT"),
            on("question").tenant("SELECT, INSERT, UPDATE"),
            on("co_assignee").tenant("SELECT, INSERT, DELETE").clockwork("SELECT"),
            on("contribution").tenant("SELECT, INSERT"),
            on("letter").tenant("SELECT, INSERT"),
            on("resolution").tenant("SELECT, INSERT"),
        ];
        give(manager, rights).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ddl::drop(
            manager,
            &["resolution", "letter", "contribution", "co_assignee", "question", "registration"],
        )
        .await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE registration (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       subject_id uuid NOT NULL,
       number text NOT NULL,
       registered_on date NOT NULL,
       outside_system text,
       outside_number text,
       outside_on date,
       kind text NOT NULL CHECK (kind IN ('PROPOSAL', 'APPLICATION', 'COMPLAINT')),
       answer_way text NOT NULL CHECK (answer_way IN ('POST', 'EPGU', 'EMAIL', 'IN_HAND')),
       past_reason text,
       by_id uuid NOT NULL,
       at timestamptz NOT NULL,
       PRIMARY KEY (tenant_id, subject_id),
       UNIQUE (tenant_id, number),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, by_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT,
       CHECK ((outside_system IS NULL) = (outside_number IS NULL)))",
    "CREATE UNIQUE INDEX registration_by_outside ON registration (tenant_id, outside_system, outside_number)
       WHERE outside_number IS NOT NULL",
    "CREATE INDEX registration_by_day ON registration (tenant_id, registered_on, number)",
    "CREATE TABLE question (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       subject_id uuid NOT NULL,
       ordinal integer NOT NULL,
       body text NOT NULL,
       organization_id uuid,
       assignee_id uuid,
       outcome text CHECK (outcome IN ('SUPPORTED_DONE', 'SUPPORTED', 'EXPLAINED', 'NOT_SUPPORTED')),
       outcome_confirmed_by_id uuid,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, subject_id, ordinal),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, organization_id) REFERENCES organization (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, assignee_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, outcome_confirmed_by_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT,
       CHECK (outcome IS NOT NULL OR outcome_confirmed_by_id IS NULL))",
    "CREATE TABLE co_assignee (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       subject_id uuid NOT NULL,
       user_id uuid NOT NULL,
       organization_id uuid,
       at timestamptz NOT NULL,
       PRIMARY KEY (tenant_id, subject_id, user_id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, user_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, organization_id) REFERENCES organization (tenant_id, id) ON DELETE RESTRICT)",
    "CREATE INDEX co_assignee_by_user ON co_assignee (tenant_id, user_id, subject_id)",
    "CREATE TABLE contribution (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       subject_id uuid NOT NULL,
       author_id uuid NOT NULL,
       body text NOT NULL,
       at timestamptz NOT NULL,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, author_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT)",
    "CREATE INDEX contribution_by_subject ON contribution (tenant_id, subject_id, id)",
    "CREATE TABLE letter (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       subject_id uuid NOT NULL,
       kind text NOT NULL CHECK (kind IN ('ANSWER', 'FORWARDING', 'NOTICE', 'DOCUMENT_REQUEST')),
       number text,
       sent_on date NOT NULL,
       addressee text,
       way text NOT NULL CHECK (way IN ('POST', 'EPGU', 'EMAIL', 'IN_HAND')),
       body text,
       by_id uuid NOT NULL,
       at timestamptz NOT NULL,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, by_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT)",
    "CREATE INDEX letter_by_subject ON letter (tenant_id, subject_id, id)",
    "CREATE TABLE resolution (
       tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id uuid NOT NULL,
       subject_id uuid NOT NULL,
       body text NOT NULL,
       due_on date,
       by_id uuid NOT NULL,
       at timestamptz NOT NULL,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, by_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT)",
    "CREATE INDEX resolution_by_subject ON resolution (tenant_id, subject_id, id)",
];
