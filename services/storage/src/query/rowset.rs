//! Many rows as one parameter: a JSON document that the database unfolds, so that a batch of any size is one
//! statement with one text, prepared once.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use sea_orm::{ConnectionTrait, DbBackend, Value};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use crate::dialect::execute;
use crate::error::Result;
use crate::tx::Tx;

/// How a value of the document is read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Id,
    Text,
    Int,
    Bool,
    At,
    On,
    Json,
    Bytes,
}

/// Column names and their kinds, in the order of the statement.
pub(crate) type Columns = [(&'static str, Kind)];

/// Rows under way to one statement.
#[derive(Debug, Default)]
pub(crate) struct Rowset(Vec<Json>);

/// One row under construction; what is not put is NULL.
#[derive(Debug, Default)]
pub(crate) struct Row(Map<String, Json>);

impl Row {
    fn put(mut self, name: &str, value: Json) -> Self {
        self.0.insert(name.to_owned(), value);
        self
    }

    pub(crate) fn id(self, name: &str, value: impl Into<Uuid>) -> Self {
        let value = value.into();
        self.put(name, Json::String(value.simple().to_string()))
    }

    pub(crate) fn id_opt(self, name: &str, value: Option<impl Into<Uuid>>) -> Self {
        match value {
            Some(value) => self.id(name, value),
            None => self,
        }
    }

    pub(crate) fn text(self, name: &str, value: impl Into<String>) -> Self {
        self.put(name, Json::String(value.into()))
    }

    pub(crate) fn text_opt(self, name: &str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    pub(crate) fn int(self, name: &str, value: impl Into<i64>) -> Self {
        self.put(name, Json::from(value.into()))
    }

    pub(crate) fn bool(self, name: &str, value: bool) -> Self {
        self.put(name, Json::Bool(value))
    }

    pub(crate) fn at(self, name: &str, value: DateTime<Utc>) -> Self {
        // The text that sqlx writes into SQLite: comparisons there are comparisons of text.
        self.put(name, Json::String(value.to_rfc3339_opts(SecondsFormat::AutoSi, false)))
    }

    pub(crate) fn at_opt(self, name: &str, value: Option<DateTime<Utc>>) -> Self {
        match value {
            Some(value) => self.at(name, value),
            None => self,
        }
    }

    pub(crate) fn on_opt(self, name: &str, value: Option<NaiveDate>) -> Self {
        match value {
            Some(value) => self.put(name, Json::String(value.format("%F").to_string())),
            None => self,
        }
    }

    pub(crate) fn json(self, name: &str, value: Json) -> Self {
        self.put(name, value)
    }

    pub(crate) fn bytes(self, name: &str, value: &[u8]) -> Self {
        use std::fmt::Write as _;
        let mut hex = String::with_capacity(value.len() * 2);
        for byte in value {
            write!(hex, "{byte:02x}").expect("a String takes every write");
        }
        self.put(name, Json::String(hex))
    }
}

impl Rowset {
    pub(crate) fn push(&mut self, row: Row) {
        self.0.push(Json::Object(row.0));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The document, to be bound where [`source`] stands.
    pub(crate) fn into_value(self) -> Value {
        Value::from(Json::Array(self.0))
    }
}

impl FromIterator<Row> for Rowset {
    fn from_iter<I: IntoIterator<Item = Row>>(rows: I) -> Self {
        Self(rows.into_iter().map(|row| Json::Object(row.0)).collect())
    }
}

impl Tx {
    /// Adds rows to a table in one statement; none is no statement.
    pub(crate) async fn put_rows(&self, table: &str, columns: &Columns, rows: Rowset) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let sql = insert(self.db().get_database_backend(), table, columns);
        execute(self.db(), &sql, [rows.into_value()]).await.map(drop)
    }
}

/// The table expression `x` over parameter `$n`.
pub(crate) fn source(backend: DbBackend, n: usize, columns: &Columns) -> String {
    let unfold = |f: &dyn Fn(&str, Kind) -> String| {
        columns.iter().map(|(name, kind)| f(name, *kind)).collect::<Vec<_>>().join(", ")
    };
    if backend == DbBackend::Postgres {
        let raw = unfold(&|name, kind| format!("{name} {}", postgres_type(kind)));
        let read = unfold(&|name, kind| match kind {
            Kind::Bytes => format!("decode({name}, 'hex') AS {name}"),
            _ => name.to_owned(),
        });
        format!("(SELECT {read} FROM jsonb_to_recordset(${n}) AS r({raw})) AS x")
    } else {
        let read = unfold(&|name, kind| match kind {
            Kind::Id | Kind::Bytes => format!("unhex(j.value ->> '{name}') AS {name}"),
            Kind::Json => format!("j.value -> '{name}' AS {name}"),
            _ => format!("j.value ->> '{name}' AS {name}"),
        });
        format!("(SELECT {read} FROM json_each(${n}) AS j) AS x")
    }
}

const fn postgres_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Id => "uuid",
        Kind::Text | Kind::Bytes => "text",
        Kind::Int => "bigint",
        Kind::Bool => "boolean",
        Kind::At => "timestamptz",
        Kind::On => "date",
        Kind::Json => "jsonb",
    }
}

/// A locking clause where rows can be locked; SQLite has one writer and no such clause.
pub(crate) fn lock(backend: DbBackend, clause: &'static str) -> &'static str {
    if backend == DbBackend::Postgres { clause } else { "" }
}

/// `INSERT INTO table (columns) SELECT … FROM x`, ready for an `ON CONFLICT` or `RETURNING` behind it.
pub(crate) fn insert(backend: DbBackend, table: &str, columns: &Columns) -> String {
    let names = columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let read = columns.iter().map(|(name, _)| format!("x.{name}")).collect::<Vec<_>>().join(", ");
    // SQLite cannot tell ON CONFLICT from a join condition unless a WHERE stands between them.
    format!("INSERT INTO {table} ({names}) SELECT {read} FROM {} WHERE true", source(backend, 1, columns))
}
