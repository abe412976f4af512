//! Dumps of both databases equal what is checked in; steps go up, down and up again.
//!
//! `UPDATE_SCHEMA=1` writes the dumps anew.

use std::path::PathBuf;
use std::process::Command;

use otklik_testkit::Fresh;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

fn checked_in(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schema").join(name)
}

#[expect(clippy::disallowed_methods, reason = "a switch of this test alone")]
fn compare(name: &str, dump: &str) {
    let path = checked_in(name);
    if std::env::var("UPDATE_SCHEMA").is_ok_and(|value| value == "1") {
        std::fs::write(&path, dump).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = dump.lines().zip(expected.lines()).find(|(is, was)| is != was);
    assert!(
        dump == expected,
        "the schema differs from {name}, first at {differs:?}: UPDATE_SCHEMA=1 writes it anew"
    );
}

/// `pg_dump` without the lines that name its version.
fn postgres_dump(url: &str) -> String {
    let output = Command::new("pg_dump")
        .args(["--schema-only", "--no-owner", "--restrict-key=otklik", "--dbname", url])
        .output()
        .expect("pg_dump is installed beside the server");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<_> = text.lines().filter(|line| !line.starts_with("-- Dumped")).collect();
    lines.join("\n") + "\n"
}

async fn sqlite_dump(db: &Fresh) -> String {
    let sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type, name";
    let rows = db.admin().query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
    let statements: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    statements.join(";\n\n") + ";\n"
}

#[tokio::test]
async fn postgres_schema_is_as_checked_in_and_goes_up_down_and_up() {
    let db = Fresh::postgres().await;
    let before = postgres_dump(db.url());
    let applied = otklik_migrations::up(db.url()).await.unwrap();
    assert_eq!(applied, otklik_migrations::names());
    let dump = postgres_dump(db.url());
    compare("postgres.sql", &dump);

    otklik_migrations::down(db.url(), None).await.unwrap();
    let emptied = postgres_dump(db.url());
    assert!(!emptied.contains("CREATE TABLE public.subject"), "{emptied}");
    assert!(!emptied.contains("CREATE FUNCTION"), "{emptied}");
    assert!(!emptied.contains("CREATE POLICY"), "{emptied}");
    assert!(!emptied.contains("otklik_tenant"), "down leaves a right behind: {emptied}");
    assert!(before.len() < emptied.len(), "the table of steps stays");

    otklik_migrations::up(db.url()).await.unwrap();
    assert_eq!(postgres_dump(db.url()), dump);
}

#[tokio::test]
async fn sqlite_schema_is_as_checked_in_and_goes_up_down_and_up() {
    let db = Fresh::sqlite().await;
    assert_eq!(otklik_migrations::up(db.url()).await.unwrap(), otklik_migrations::names());
    let dump = sqlite_dump(&db).await;
    compare("sqlite.sql", &dump);

    otklik_migrations::down(db.url(), None).await.unwrap();
    let emptied = sqlite_dump(&db).await;
    assert!(!emptied.contains("subject"), "{emptied}");

    otklik_migrations::up(db.url()).await.unwrap();
    assert_eq!(sqlite_dump(&db).await, dump);
}

#[tokio::test]
async fn down_takes_the_last_step_alone() {
    for db in [Fresh::sqlite().await, Fresh::postgres().await] {
        otklik_migrations::up(db.url()).await.unwrap();
        otklik_migrations::down(db.url(), Some(1)).await.unwrap();
        let status = otklik_migrations::status(db.url()).await.unwrap();
        let applied: Vec<_> = status.iter().map(|step| step.applied).collect();
        assert_eq!(applied.iter().filter(|applied| !**applied).count(), 1);
        assert!(!status.last().unwrap().applied);
        assert_eq!(otklik_migrations::up(db.url()).await.unwrap(), [status.last().unwrap().name.clone()]);
    }
}

#[tokio::test]
async fn a_database_newer_than_the_binary_is_refused() {
    for db in [Fresh::sqlite().await, Fresh::postgres().await] {
        otklik_migrations::up(db.url()).await.unwrap();
        db.admin()
            .execute_unprepared(
                "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_beyond', 1)",
            )
            .await
            .unwrap();
        for result in [
            otklik_migrations::up(db.url()).await.map(drop),
            otklik_migrations::down(db.url(), Some(1)).await,
            otklik_migrations::status(db.url()).await.map(drop),
        ] {
            match result {
                Err(otklik_migrations::Error::Newer { unknown }) => assert_eq!(unknown, ["m9999_beyond"]),
                other => panic!("{other:?}"),
            }
        }
    }
}

#[tokio::test]
async fn two_who_migrate_at_once_do_it_once() {
    let db = Fresh::postgres().await;
    let (one, other) = tokio::join!(otklik_migrations::up(db.url()), otklik_migrations::up(db.url()));
    let mut applied = one.unwrap();
    applied.extend(other.unwrap());
    assert_eq!(applied, otklik_migrations::names());
}

#[tokio::test]
async fn the_platform_is_there_after_the_first_migration() {
    for db in [Fresh::sqlite().await, Fresh::postgres().await] {
        otklik_migrations::up(db.url()).await.unwrap();
        let sql = "SELECT id FROM tenant WHERE kind = 'PLATFORM' AND id = region_id";
        let backend = db.admin().get_database_backend();
        let row = db.admin().query_one_raw(Statement::from_string(backend, sql)).await.unwrap().unwrap();
        let id: sea_orm::prelude::Uuid = row.try_get("", "id").unwrap();
        assert_eq!(id.as_u128(), 0x0000_0000_0000_7000_8000_0000_0000_0001);
    }
}
