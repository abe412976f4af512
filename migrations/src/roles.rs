//! The four roles of PostgreSQL: made when they are missing, or the operator is told what the DBA must run.

use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};

use crate::Error;

/// The work of one tenant, a region that looks at its members, the sweep and its kin, sign-in.
pub const ROLES: [&str; 4] = ["otklik_tenant", "otklik_region", "otklik_clockwork", "otklik_door"];

/// Makes those of `roles` that are missing. A login that may not make them gets the SQL for the DBA.
pub async fn roles_to_make(db: &DatabaseConnection, roles: &[&str]) -> Result<Option<String>, DbErr> {
    let mut missing = Vec::new();
    for role in roles {
        let sql = format!("SELECT 1 AS one FROM pg_roles WHERE rolname = '{role}'");
        if db.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await?.is_none() {
            missing.push(*role);
        }
    }
    if missing.is_empty() {
        return Ok(None);
    }
    let sql = "SELECT rolsuper OR rolcreaterole AS able FROM pg_roles WHERE rolname = current_user";
    let row = db.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await?;
    let able = row.map(|row| row.try_get::<bool>("", "able")).transpose()?.unwrap_or(false);
    if !able {
        let lines: Vec<_> = missing.iter().map(|role| format!("CREATE ROLE {role} NOLOGIN;")).collect();
        return Ok(Some(lines.join("\n")));
    }
    for role in missing {
        // Roles belong to the whole server, the advisory lock to one database: another database may be as far.
        let sql = format!(
            "DO $$ BEGIN CREATE ROLE {role} NOLOGIN; \
             EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        );
        db.execute_unprepared(&sql).await?;
    }
    Ok(None)
}

/// All four are there, or the migration cannot go on. The caller holds the advisory lock.
pub(crate) async fn ensure(db: &DatabaseConnection) -> Result<(), Error> {
    match roles_to_make(db, &ROLES).await? {
        None => Ok(()),
        Some(sql) => Err(Error::RolesMissing { sql }),
    }
}
