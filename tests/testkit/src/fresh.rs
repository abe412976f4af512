//! A database before its first step, for tests of the steps themselves.

use sea_orm::DatabaseConnection;

use crate::database::Place;
use crate::{postgres, sqlite};

/// An empty database, dropped at the end.
#[derive(Debug)]
pub struct Fresh {
    url: String,
    admin: DatabaseConnection,
    // Dropped last.
    _place: Place,
}

impl Fresh {
    /// A file.
    pub async fn sqlite() -> Self {
        let (url, admin, place) = sqlite::empty().await;
        Self { url, admin, _place: place }
    }

    /// A database of the server in `OTKLIK_TEST_POSTGRES_URL`.
    pub async fn postgres() -> Self {
        let (url, admin, place) = postgres::empty().await;
        Self { url, admin, _place: place }
    }

    /// The owner's URL.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Past every wall.
    pub fn admin(&self) -> &DatabaseConnection {
        &self.admin
    }

    /// The same PostgreSQL database with another login.
    pub async fn as_login(&self, login: &str, password: &str) -> DatabaseConnection {
        postgres::connect(&postgres::as_login(&self.url, login, password)).await
    }
}
