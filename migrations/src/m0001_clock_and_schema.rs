//! Legal time of PostgreSQL, the schema opened to the four roles, and what the door reads of this table of steps.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::roles::ROLES;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        let db = manager.get_connection();
        // Everybody may execute it: the statement that takes a role calls it before the role is taken.
        db.execute_unprepared(
            "CREATE FUNCTION otklik_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE \
             AS $$ SELECT date_trunc('microseconds', now()) $$",
        )
        .await?;
        let roles = ROLES.join(", ");
        db.execute_unprepared(&format!("GRANT USAGE ON SCHEMA public TO {roles}")).await?;
        db.execute_unprepared("GRANT SELECT (version) ON seaql_migrations TO otklik_door").await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        let db = manager.get_connection();
        let roles = ROLES.join(", ");
        db.execute_unprepared("REVOKE SELECT (version) ON seaql_migrations FROM otklik_door").await?;
        db.execute_unprepared(&format!("REVOKE USAGE ON SCHEMA public FROM {roles}")).await?;
        db.execute_unprepared("DROP FUNCTION otklik_now()").await?;
        Ok(())
    }
}
