//! The clock of a test database: on PostgreSQL a row that `otklik_now()` adds, so that several processes move
//! together; on SQLite the offset of the store's clock.

use chrono::{DateTime, TimeDelta, Utc};
use otklik_storage::Clock;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

/// Moves the time of one test database. Between two moves time goes on as usual.
#[derive(Clone, Debug)]
pub enum TestClock {
    /// PostgreSQL, by its superuser.
    Postgres(DatabaseConnection),
    /// SQLite.
    Sqlite(Clock),
}

impl TestClock {
    /// Moves on from where it stands.
    pub async fn advance(&self, by: TimeDelta) {
        match self {
            Self::Postgres(admin) => shift(admin, "shift + $1 * interval '1 microsecond'", by).await,
            Self::Sqlite(clock) => clock.advance(by),
        }
    }

    /// Shows `at` now.
    pub async fn set(&self, at: DateTime<Utc>) {
        match self {
            Self::Postgres(admin) => {
                shift(admin, "$1 * interval '1 microsecond'", Clock::offset_to(at)).await;
            }
            Self::Sqlite(clock) => clock.set_offset(Clock::offset_to(at)),
        }
    }
}

async fn shift(admin: &DatabaseConnection, expression: &str, by: TimeDelta) {
    let micros = by.num_microseconds().expect("a test moves by less than 292 000 years");
    let sql = format!("UPDATE testkit_clock SET shift = {expression}");
    admin
        .execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, [micros.into()]))
        .await
        .expect("the template has the table of the test clock");
}

/// Lets `otklik_now()` add the row of a table that only test databases have.
pub(crate) async fn install(admin: &DatabaseConnection) {
    admin
        .execute_unprepared(
            "CREATE TABLE testkit_clock (shift interval NOT NULL);
             INSERT INTO testkit_clock VALUES (interval '0');
             CREATE OR REPLACE FUNCTION otklik_now() RETURNS timestamptz LANGUAGE sql STABLE
             SECURITY DEFINER SET search_path = public AS $$
               SELECT date_trunc('microseconds', now() + (SELECT shift FROM testkit_clock)) $$",
        )
        .await
        .expect("the superuser may replace otklik_now()");
}
