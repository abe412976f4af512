//! A database for one test.

use chrono::{DateTime, Utc};
use otklik_storage::{Backend, Clock, ConnectOptions, Keys, Store};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};

use crate::clock::TestClock;
use crate::{postgres, sqlite};

/// The moment every test database begins at: Monday 2 March 2026, 09:00 in Moscow.
pub const START: &str = "2026-03-02T06:00:00Z";

/// Keys of every test database.
pub fn keys() -> Keys {
    Keys::from_master([7; 32])
}

/// A fresh, migrated, empty database, dropped at the end.
#[derive(Debug)]
pub struct TestDb {
    store: Store,
    owner: Store,
    admin: DatabaseConnection,
    url: String,
    owner_url: String,
    clock: TestClock,
    store_clock: Clock,
    // Dropped last: removes the file or the database.
    _place: Place,
}

#[derive(Debug)]
pub(crate) enum Place {
    Folder { _folder: tempfile::TempDir },
    Database { _database: postgres::Dropped },
}

pub(crate) struct Parts {
    pub(crate) url: String,
    pub(crate) owner_url: String,
    pub(crate) admin: DatabaseConnection,
    pub(crate) clock: TestClock,
    pub(crate) store_clock: Clock,
    pub(crate) place: Place,
}

impl TestDb {
    /// One on each.
    pub async fn both() -> [Self; 2] {
        [Self::sqlite().await, Self::postgres().await]
    }

    /// A file, copied from a migrated one.
    pub async fn sqlite() -> Self {
        Self::open(sqlite::make().await).await
    }

    /// A database of the server in `OTKLIK_TEST_POSTGRES_URL`, cloned from a migrated one. The store signs in as
    /// a login without any right of its own.
    pub async fn postgres() -> Self {
        Self::open(postgres::make().await).await
    }

    async fn open(parts: Parts) -> Self {
        let Parts { url, owner_url, admin, clock, store_clock, place } = parts;
        let options = |url: &str, max_connections| ConnectOptions {
            url: url.to_owned(),
            max_connections,
            keys: keys(),
            clock: store_clock.clone(),
        };
        let store = Store::connect(options(&url, 8)).await.expect("the test database opens");
        let owner =
            Store::owner(options(&owner_url, 2)).await.expect("the test database opens for its owner");
        let start: DateTime<Utc> = START.parse().expect("a constant moment");
        clock.set(start).await;
        Self { store, owner, admin, url, owner_url, clock, store_clock, _place: place }
    }

    /// The store as `serve` has it.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The store of the owner of the schema.
    pub fn owner(&self) -> &Store {
        &self.owner
    }

    /// Which database it is.
    pub fn backend(&self) -> Backend {
        self.store.backend()
    }

    /// For another process or store, as the application.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// For another process or store, as the owner.
    pub fn owner_url(&self) -> &str {
        &self.owner_url
    }

    /// Moves its time.
    pub fn clock(&self) -> &TestClock {
        &self.clock
    }

    /// The clock to give to another store of the same database.
    pub fn store_clock(&self) -> Clock {
        self.store_clock.clone()
    }

    /// A second store of the same database: another process, as far as the database sees.
    pub async fn another_store(&self) -> Store {
        let options = ConnectOptions {
            url: self.url.clone(),
            max_connections: 4,
            keys: keys(),
            clock: self.store_clock.clone(),
        };
        Store::connect(options).await.expect("the test database opens again")
    }

    /// Past every wall: what a test changes or looks at behind the back of the store.
    pub fn admin(&self) -> &DatabaseConnection {
        &self.admin
    }

    /// Runs a statement past every wall.
    pub async fn tamper(&self, sql: &str) {
        self.admin.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    /// One number past every wall.
    pub async fn count(&self, sql: &str) -> i64 {
        let statement = Statement::from_string(self.admin.get_database_backend(), sql);
        let row = self.admin.query_one_raw(statement).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
        row.expect("a count has a row").try_get_by_index(0).expect("a count is a number")
    }
}
