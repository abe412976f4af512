//! Schema steps for both databases, and the only way to run them.
//!
//! One step per file, up and down. What PostgreSQL alone has (roles, row-level security, grants, `otklik_now()`)
//! is guarded. `schema/*.sql` are dumps after all steps, compared by a test.

mod ddl;
mod rights;
mod roles;

mod m0001_clock_and_schema;
mod m0002_tenant;
mod m0003_account;
mod m0004_composition;
mod m0005_catalogue;
mod m0006_subject;
mod m0007_timer;
mod m0008_text;
mod m0009_applicant;
mod m0010_history;
mod m0011_announcement;
mod m0012_figures;
mod m0013_deployment;
mod m0014_direction;
mod m0015_appeal;
mod m0016_import;
mod m0017_composition;
mod m0018_waiting;

use std::time::Duration;

pub use roles::{ROLES, roles_to_make};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectOptions, Database, DatabaseConnection, DbBackend, Statement};

/// Any number serves, as long as nothing else in the database locks the same.
const LOCK: i64 = 0x0000_6f74_6b6c_696b;

/// Why the schema could not be changed or read.
#[derive(Debug)]
pub enum Error {
    /// The database refused.
    Database(DbErr),
    /// Roles are missing and this login may not make them.
    RolesMissing {
        /// What the DBA must run.
        sql: String,
    },
    /// The database was migrated by a newer release.
    Newer {
        /// Steps that this release does not know.
        unknown: Vec<String>,
    },
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Database(error) => write!(f, "migrate: {error}"),
            Self::RolesMissing { sql } => {
                write!(f, "roles are missing and this login may not make them; let the DBA run:\n{sql}")
            }
            Self::Newer { unknown } => write!(
                f,
                "the database is newer than this release: it has steps {} that are unknown here",
                unknown.join(", ")
            ),
        }
    }
}

impl std::error::Error for Error {}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        Self::Database(error)
    }
}

/// A step and whether the database has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Name of its file.
    pub name: String,
    /// Whether it was applied.
    pub applied: bool,
}

/// The list of steps and their texts from one enumeration, so that no step can be in one and not in the other.
macro_rules! steps {
    ($($name:ident),+ $(,)?) => {
        fn steps() -> Vec<Box<dyn MigrationTrait>> {
            vec![$(Box::new($name::Migration)),+]
        }

        /// Texts of all steps and of what they use: two builds with the same texts make the same schema.
        pub const SOURCES: &[&str] = &[
            include_str!("ddl.rs"),
            include_str!("rights.rs"),
            include_str!("roles.rs"),
            $(include_str!(concat!(stringify!($name), ".rs"))),+
        ];
    };
}

steps![
    m0001_clock_and_schema,
    m0002_tenant,
    m0003_account,
    m0004_composition,
    m0005_catalogue,
    m0006_subject,
    m0007_timer,
    m0008_text,
    m0009_applicant,
    m0010_history,
    m0011_announcement,
    m0012_figures,
    m0013_deployment,
    m0014_direction,
    m0015_appeal,
    m0016_import,
    m0017_composition,
    m0018_waiting,
];

struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        steps()
    }
}

/// Names of all steps in order.
pub fn names() -> Vec<String> {
    Migrator::migrations().iter().map(|step| step.name().to_owned()).collect()
}

/// Applies what is missing and answers the names of what it applied. `url` is the owner's.
pub async fn up(url: &str) -> Result<Vec<String>, Error> {
    let db = connect(url).await?;
    let result = up_on(&db).await;
    db.close().await?;
    result
}

async fn up_on(db: &DatabaseConnection) -> Result<Vec<String>, Error> {
    lock(db).await?;
    let before = known(db).await?;
    if db.get_database_backend() == DbBackend::Postgres {
        roles::ensure(db).await?;
    }
    Migrator::up(db, None).await?;
    Ok(names().into_iter().filter(|name| !before.contains(name)).collect())
}

/// Takes the last `steps` back, all when `None`. Roles are left: they belong to the server.
pub async fn down(url: &str, steps: Option<u32>) -> Result<(), Error> {
    let db = connect(url).await?;
    let result = down_on(&db, steps).await;
    db.close().await?;
    result
}

async fn down_on(db: &DatabaseConnection, steps: Option<u32>) -> Result<(), Error> {
    lock(db).await?;
    known(db).await?;
    Ok(Migrator::down(db, steps).await?)
}

/// Every step of this release; an error when the database has steps of a newer one.
pub async fn status(url: &str) -> Result<Vec<Step>, Error> {
    let db = connect(url).await?;
    let result = known(&db).await;
    db.close().await?;
    let applied = result?;
    Ok(names().into_iter().map(|name| Step { applied: applied.contains(&name), name }).collect())
}

/// One connection, so that the advisory lock of the session covers every statement.
async fn connect(url: &str) -> Result<DatabaseConnection, Error> {
    let mut options = ConnectOptions::new(url.to_owned());
    options.max_connections(1).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .pragma("journal_mode", "WAL")
    });
    Ok(Database::connect(options).await?)
}

async fn lock(db: &DatabaseConnection) -> Result<(), Error> {
    if db.get_database_backend() == DbBackend::Postgres {
        // Released when the connection closes.
        db.execute_unprepared(&format!("SELECT pg_advisory_lock({LOCK})")).await?;
    }
    Ok(())
}

/// Names of the applied steps, none of them unknown.
async fn known(db: &DatabaseConnection) -> Result<Vec<String>, Error> {
    if !SchemaManager::new(db).has_table("seaql_migrations").await? {
        return Ok(Vec::new());
    }
    let backend = db.get_database_backend();
    let sql = "SELECT version FROM seaql_migrations ORDER BY version";
    let rows = db.query_all_raw(Statement::from_string(backend, sql)).await?;
    let applied = rows.iter().map(|row| row.try_get("", "version")).collect::<Result<Vec<String>, _>>()?;
    let names = names();
    let unknown: Vec<String> = applied.iter().filter(|name| !names.contains(name)).cloned().collect();
    if unknown.is_empty() { Ok(applied) } else { Err(Error::Newer { unknown }) }
}
