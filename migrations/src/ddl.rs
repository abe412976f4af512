//! One text of a table for both databases: written in PostgreSQL's types, translated word by word for SQLite.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// Creates tables and indexes in order.
pub(crate) async fn create(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for statement in statements {
        let sql = match manager.get_database_backend() {
            DbBackend::Sqlite => for_sqlite(statement),
            _ => (*statement).to_owned(),
        };
        manager.get_connection().execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// Drops tables in order; whoever refers to another stands before it.
pub(crate) async fn drop(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    for table in tables {
        manager.get_connection().execute_unprepared(&format!("DROP TABLE {table}")).await?;
    }
    Ok(())
}

/// STRICT makes SQLite hold the types it was told; instants, dates and JSON are text there, ids are 16 bytes.
fn for_sqlite(statement: &str) -> String {
    let mut out = String::with_capacity(statement.len() + 8);
    let mut rest = statement;
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphabetic()) {
        let (before, tail) = rest.split_at(start);
        let end = tail.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(tail.len());
        let (word, after) = tail.split_at(end);
        out.push_str(before);
        out.push_str(match word {
            "uuid" | "bytea" => "blob",
            "timestamptz" | "date" | "jsonb" => "text",
            "boolean" | "bigint" => "integer",
            other => other,
        });
        rest = after;
    }
    out.push_str(rest);
    if out.starts_with("CREATE TABLE") {
        out.push_str(" STRICT");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::for_sqlite;

    #[test]
    fn only_whole_words_are_translated() {
        assert_eq!(
            for_sqlite("CREATE TABLE t (id uuid, update_date date, at timestamptz CHECK (kind IN ('DATE')))"),
            "CREATE TABLE t (id blob, update_date text, at text CHECK (kind IN ('DATE'))) STRICT"
        );
        assert_eq!(for_sqlite("CREATE INDEX i ON t (id)"), "CREATE INDEX i ON t (id)");
    }
}
