//! A file, a profile and a tenant's zone put together: rows to take, rows to refuse, and a look at the first of them.

use std::io::{Read, Seek};

use crate::file::{FileDefect, RawRow, Refused, Shape, Table};
use crate::profile::{ColumnUse, Dropped, Field, Mapping, Profile};
use crate::row::{Context, ImportRow, read};

/// A row of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// An item.
    Row(Box<ImportRow>),
    /// No item; the reason is said.
    Refused(Refused),
}

/// What a person sees before anything is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The file.
    pub shape: Shape,
    /// Which column feeds which field.
    pub columns: Vec<ColumnUse>,
    /// Fields of the profile that no column feeds.
    pub absent: Vec<Field>,
    /// Columns that are not read.
    pub dropped: Vec<Dropped>,
    /// The first rows.
    pub rows: Vec<Entry>,
    /// Their cells, in the order of `columns`; none where a line could not be split.
    pub cells: Vec<Vec<String>>,
}

/// An opened import; an iterator over its rows that ends where the file cannot be read on.
pub struct Import<R> {
    table: Table<R>,
    profile: Profile,
    mapping: Mapping,
    context: Context,
}

impl<R: Read + Seek> Import<R> {
    /// Opens a file; what is wrong with it as a whole is said here, before any row.
    pub fn open(source: R, profile: &Profile, context: Context) -> Result<Self, FileDefect> {
        let table = Table::open(source, &profile.layout)?;
        let mapping = Mapping::of(profile, &table.shape().header)?;
        Ok(Self { table, profile: profile.clone(), mapping, context })
    }

    /// What is known of the file.
    pub fn shape(&self) -> &Shape {
        self.table.shape()
    }

    /// Names of the columns that are read, in the order of the cells of [`Refused::raw`].
    pub fn columns_read(&self) -> Vec<String> {
        self.mapping.used.iter().map(|column| self.mapping.header(column.field).to_owned()).collect()
    }

    /// The first `most` rows and what the profile makes of the columns; reading starts anew behind it.
    pub fn preview(&mut self, most: usize) -> Result<Preview, FileDefect> {
        self.table.rewind()?;
        let (mut rows, mut cells) = (Vec::new(), Vec::new());
        while rows.len() < most
            && let Some(row) = self.table.next_row()?
        {
            let split = row.as_ref().map(|row| row.cells.clone()).unwrap_or_default();
            let shown = self.mapping.used.iter().map(|column| split.get(column.place).cloned());
            cells.push(shown.map(Option::unwrap_or_default).collect());
            rows.push(self.entry(row));
        }
        self.table.rewind()?;
        let fed = |field: &Field| self.mapping.used.iter().any(|column| column.field == *field);
        Ok(Preview {
            shape: self.shape().clone(),
            columns: self.mapping.used.clone(),
            absent: self.profile.columns.keys().filter(|field| !fed(field)).copied().collect(),
            dropped: self.mapping.dropped.clone(),
            rows,
            cells,
        })
    }

    /// Reading starts anew at the first row.
    pub fn rewind(&mut self) -> Result<(), FileDefect> {
        self.table.rewind()
    }

    fn entry(&self, row: Result<RawRow, Refused>) -> Entry {
        let read = row.and_then(|row| read(&row, &self.profile, &self.mapping, &self.context));
        read.map_or_else(Entry::Refused, |row| Entry::Row(Box::new(row)))
    }
}

impl<R: Read + Seek> Iterator for Import<R> {
    type Item = Result<Entry, FileDefect>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = match self.table.next_row() {
            Err(defect) => return Some(Err(defect)),
            Ok(row) => row?,
        };
        Some(Ok(self.entry(row)))
    }
}
