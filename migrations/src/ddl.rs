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

/// A column added to a table that is there already, pointing to a row of the same tenant.
pub(crate) struct Reference {
    pub(crate) table: &'static str,
    pub(crate) column: &'static str,
    pub(crate) to: &'static str,
}

impl Reference {
    fn trigger(&self, act: &str) -> String {
        format!("{}_{}_on_{}", self.table, self.column, act.to_lowercase())
    }
}

/// Adds columns that may point to a row of the same tenant. PostgreSQL gets the foreign key; SQLite cannot add one of
/// two columns to a table that is there, so triggers refuse what it would refuse, in the same words.
pub(crate) async fn refer(manager: &SchemaManager<'_>, references: &[Reference]) -> Result<(), DbErr> {
    for reference in references {
        let Reference { table, column, to } = reference;
        create(manager, &[&format!("ALTER TABLE {table} ADD COLUMN {column} uuid")]).await?;
        let db = manager.get_connection();
        if manager.get_database_backend() != DbBackend::Sqlite {
            db.execute_unprepared(&format!(
                "ALTER TABLE {table} ADD CONSTRAINT {table}_tenant_id_{column}_fkey \
                 FOREIGN KEY (tenant_id, {column}) REFERENCES {to} (tenant_id, id) ON DELETE RESTRICT"
            ))
            .await?;
            continue;
        }
        for (act, of) in [("INSERT", String::new()), ("UPDATE", format!(" OF tenant_id, {column}"))] {
            db.execute_unprepared(&format!(
                "CREATE TRIGGER {} BEFORE {act}{of} ON {table} WHEN NEW.{column} IS NOT NULL AND NOT EXISTS \
                 (SELECT 1 FROM {to} WHERE tenant_id = NEW.tenant_id AND id = NEW.{column}) \
                 BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed'); END",
                reference.trigger(act)
            ))
            .await?;
        }
    }
    Ok(())
}

/// Takes the columns of [`refer`] away again.
pub(crate) async fn unrefer(manager: &SchemaManager<'_>, references: &[Reference]) -> Result<(), DbErr> {
    for reference in references {
        if manager.get_database_backend() == DbBackend::Sqlite {
            for act in ["INSERT", "UPDATE"] {
                let sql = format!("DROP TRIGGER {}", reference.trigger(act));
                manager.get_connection().execute_unprepared(&sql).await?;
            }
        }
        drop_columns(manager, reference.table, &[reference.column]).await?;
    }
    Ok(())
}

/// Takes columns away that no index, key or trigger names any more.
pub(crate) async fn drop_columns(
    manager: &SchemaManager<'_>,
    table: &str,
    columns: &[&str],
) -> Result<(), DbErr> {
    for column in columns {
        let sql = format!("ALTER TABLE {table} DROP COLUMN {column}");
        manager.get_connection().execute_unprepared(&sql).await?;
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
