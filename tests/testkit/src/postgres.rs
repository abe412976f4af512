//! PostgreSQL: one migrated template per set of migrations, cloned for each test, dropped afterwards.

use std::sync::atomic::{AtomicU32, Ordering};

use otklik_storage::Clock;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use sha2::{Digest, Sha256};

use crate::clock::{self, TestClock};
use crate::database::{Parts, Place};

/// The login of the application in tests: NOINHERIT, no grants, a member of the four roles.
const LOGIN: &str = "otklik_app";
const VARIABLE: &str = "OTKLIK_TEST_POSTGRES_URL";
const LOCK: i64 = 0x0074_6573_746b_6974;

static NEXT: AtomicU32 = AtomicU32::new(1);

/// Names what the migrations make.
pub(crate) fn fingerprint() -> String {
    let mut hash = Sha256::new();
    for source in otklik_migrations::SOURCES.iter().chain(&[include_str!("clock.rs")]) {
        hash.update(source.as_bytes());
    }
    let short: [u8; 8] = hash.finalize()[..8].try_into().expect("a digest is longer than eight bytes");
    format!("{:016x}", u64::from_be_bytes(short))
}

pub(crate) async fn make() -> Parts {
    let server = server_url();
    let template = format!("otklik_template_{}", fingerprint());
    let maintenance = connect(&server).await;
    ensure_template(&maintenance, &server, &template).await;
    let (owner_url, database) = create(&maintenance, server, &template).await;
    let admin = connect(&owner_url).await;
    Parts {
        url: with_login(&owner_url),
        owner_url,
        clock: TestClock::Postgres(admin.clone()),
        admin,
        store_clock: Clock::system(),
        place: Place::Database { _database: database },
    }
}

/// A database without any step.
pub(crate) async fn empty() -> (String, DatabaseConnection, Place) {
    let server = server_url();
    let maintenance = connect(&server).await;
    let (url, database) = create(&maintenance, server, "template0").await;
    let admin = connect(&url).await;
    (url, admin, Place::Database { _database: database })
}

async fn create(maintenance: &DatabaseConnection, server: String, template: &str) -> (String, Dropped) {
    let name = format!("otklik_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    run(maintenance, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    run(maintenance, &format!("CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")).await;
    maintenance.close_by_ref().await.expect("the maintenance connection closes");
    (with_database(&server, &name), Dropped { server, name })
}

/// The lock is held on the one database that all tests of the server share.
async fn ensure_template(maintenance: &DatabaseConnection, server: &str, template: &str) {
    run(maintenance, &format!("SELECT pg_advisory_lock({LOCK})")).await;
    let known = format!("SELECT 1 AS one FROM pg_database WHERE datname = '{template}'");
    let known = maintenance
        .query_one_raw(Statement::from_string(DbBackend::Postgres, known))
        .await
        .expect("the server lists its databases");
    if known.is_none() {
        let building = format!("{template}_building");
        run(maintenance, &format!("DROP DATABASE IF EXISTS {building} WITH (FORCE)")).await;
        run(maintenance, &format!("CREATE DATABASE {building} TEMPLATE template0 ENCODING 'UTF8'")).await;
        let url = with_database(server, &building);
        otklik_migrations::up(&url).await.expect("the migrations run on PostgreSQL");
        let admin = connect(&url).await;
        clock::install(&admin).await;
        run(
            &admin,
            &format!(
                "DO $$ BEGIN CREATE ROLE {LOGIN} LOGIN NOINHERIT PASSWORD '{LOGIN}'; \
                 EXCEPTION WHEN duplicate_object THEN NULL; END $$"
            ),
        )
        .await;
        run(&admin, &format!("GRANT {} TO {LOGIN}", otklik_migrations::ROLES.join(", "))).await;
        admin.close().await.expect("the template closes");
        run(maintenance, &format!("ALTER DATABASE {building} RENAME TO {template}")).await;
    }
    run(maintenance, &format!("SELECT pg_advisory_unlock({LOCK})")).await;
}

/// Drops the database when the test is over.
#[derive(Debug)]
pub(crate) struct Dropped {
    server: String,
    name: String,
}

impl Drop for Dropped {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        // A destructor cannot wait inside the runtime of the test: it has a thread and a runtime of its own.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            if let Ok(runtime) = runtime {
                runtime.block_on(async {
                    let maintenance = connect(&server).await;
                    let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                    maintenance.execute_unprepared(&sql).await.ok();
                });
            }
        });
        dropping.join().ok();
    }
}

pub(crate) async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url.to_owned());
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options)
        .await
        .unwrap_or_else(|error| panic!("{VARIABLE} names no server that answers: {error}"))
}

async fn run(db: &DatabaseConnection, sql: &str) {
    db.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
}

#[expect(clippy::disallowed_methods, reason = "tests have no configuration file; this is their one variable")]
fn server_url() -> String {
    std::env::var(VARIABLE).unwrap_or_else(|_| {
        panic!("{VARIABLE} is not set: `make test` starts a PostgreSQL and sets it, as does tests/run/with-servers.sh")
    })
}

/// The same server, another database.
fn with_database(url: &str, name: &str) -> String {
    let scheme = url.find("://").map_or(0, |at| at + 3);
    let path = url[scheme..].find('/').map_or(url.len(), |at| scheme + at);
    let query = url[path..].find('?').map_or("", |at| &url[path + at..]);
    format!("{}/{name}{query}", &url[..path])
}

/// The same database, the login of the application.
fn with_login(url: &str) -> String {
    as_login(url, LOGIN, LOGIN)
}

/// The same database, another login.
pub(crate) fn as_login(url: &str, login: &str, password: &str) -> String {
    let scheme = url.find("://").map_or(0, |at| at + 3);
    let path = url[scheme..].find('/').map_or(url.len(), |at| scheme + at);
    let host = url[scheme..path].rfind('@').map_or(scheme, |at| scheme + at + 1);
    format!("{}{login}:{password}@{}", &url[..scheme], &url[host..])
}

#[cfg(test)]
mod tests {
    use super::{with_database, with_login};

    #[test]
    fn database_and_login_are_replaced_in_the_url() {
        let url = with_database("postgres://postgres:secret@127.0.0.1:5432/postgres?sslmode=disable", "t1");
        assert_eq!(url, "postgres://postgres:secret@127.0.0.1:5432/t1?sslmode=disable");
        assert_eq!(with_login(&url), "postgres://otklik_app:otklik_app@127.0.0.1:5432/t1?sslmode=disable");
        assert_eq!(with_login("postgres://localhost/x"), "postgres://otklik_app:otklik_app@localhost/x");
    }
}
