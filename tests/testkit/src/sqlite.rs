//! SQLite: one migrated file per set of migrations, copied for each test.

use std::path::PathBuf;
use std::time::Duration;

use otklik_storage::Clock;
use sea_orm::{ConnectOptions, Database, DatabaseConnection};

use crate::clock::TestClock;
use crate::database::{Parts, Place};
use crate::postgres::fingerprint;

pub(crate) async fn make() -> Parts {
    let folder = tempfile::Builder::new().prefix("otklik-test-").tempdir().expect("a temporary folder");
    let file = folder.path().join("otklik.sqlite");
    std::fs::copy(template().await, &file).expect("the template can be copied");
    let url = format!("sqlite://{}", file.display());
    let admin = connect(&url).await;
    let store_clock = Clock::system();
    Parts {
        owner_url: url.clone(),
        url,
        admin,
        clock: TestClock::Sqlite(store_clock.clone()),
        store_clock,
        place: Place::Folder { _folder: folder },
    }
}

/// A file without any step.
pub(crate) async fn empty() -> (String, DatabaseConnection, Place) {
    let folder = tempfile::Builder::new().prefix("otklik-test-").tempdir().expect("a temporary folder");
    let url = format!("sqlite://{}", folder.path().join("otklik.sqlite").display());
    let admin = connect(&url).await;
    (url, admin, Place::Folder { _folder: folder })
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url.to_owned());
    options.max_connections(1).sqlx_logging(false);
    options
        .map_sqlx_sqlite_opts(|sqlite| sqlite.create_if_missing(true).busy_timeout(Duration::from_secs(5)));
    Database::connect(options).await.expect("the file opens")
}

/// Made beside its place and renamed: whoever comes at the same time makes the same file.
async fn template() -> PathBuf {
    let place = std::env::temp_dir().join(format!("otklik-template-{}.sqlite", fingerprint()));
    if !place.exists() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("template.sqlite");
        let url = format!("sqlite://{}", file.display());
        otklik_migrations::up(&url).await.expect("the migrations run on SQLite");
        let beside = place.with_extension(format!("{}.part", std::process::id()));
        std::fs::copy(&file, &beside).expect("the template can be kept");
        std::fs::rename(&beside, &place).expect("the template can be put in its place");
    }
    place
}
