//! A profile laid over the header of one file: which column feeds which field, and which are dropped.

use super::{Field, Profile, fold};
use crate::file::FileDefect;

otklik_domain::codes! {
    /// How the column of a field was found.
    pub enum FoundBy {
        /// By its name.
        Name = "NAME",
        /// By its letter, because no name was there.
        Letter = "LETTER",
    }
}

otklik_domain::codes! {
    /// Why a column is not read.
    pub enum DropReason {
        /// The profile does not name it.
        Unknown = "UNKNOWN",
        /// It names the author.
        Author = "AUTHOR",
        /// A column of the same field was found before it.
        Repeated = "REPEATED",
    }
}

/// A field and the column that feeds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnUse {
    /// The field.
    pub field: Field,
    /// The column as it is named there.
    pub header: String,
    /// Its letter.
    pub letter: String,
    /// How it was found.
    pub by: FoundBy,
    pub(crate) place: usize,
}

/// A column that is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The column as it is named there.
    pub header: String,
    /// Its letter.
    pub letter: String,
    /// Why.
    pub reason: DropReason,
}

/// Which column feeds which field.
#[derive(Clone, Debug)]
pub(crate) struct Mapping {
    pub(crate) used: Vec<ColumnUse>,
    pub(crate) dropped: Vec<Dropped>,
}

impl Mapping {
    /// By name first; by letter only where no name is there and the column belongs to nobody else.
    pub(crate) fn of(profile: &Profile, header: &[String]) -> Result<Self, FileDefect> {
        let names: Vec<String> = header.iter().map(|name| fold(name)).collect();
        let author: Vec<bool> = names.iter().map(|name| is_author(name, &profile.never)).collect();
        let mut fed: Vec<Option<Field>> = vec![None; header.len()];
        let mut used = Vec::new();
        let use_of = |field: Field, place: usize, by: FoundBy| ColumnUse {
            field,
            header: header[place].trim().to_owned(),
            letter: letter_of(place),
            by,
            place,
        };
        for (field, column) in &profile.columns {
            let by_name = column.names.iter().find_map(|wanted| names.iter().position(|name| name == wanted));
            if let Some(place) = by_name.filter(|place| !author[*place]) {
                fed[place] = Some(*field);
                used.push(use_of(*field, place, FoundBy::Name));
            }
        }
        for (field, column) in &profile.columns {
            if used.iter().any(|column| column.field == *field) {
                continue;
            }
            let free = |place: &usize| {
                *place < header.len()
                    && fed[*place].is_none()
                    && !author[*place]
                    && !profile.columns.values().any(|other| other.names.contains(&names[*place]))
            };
            if let Some(place) = column.place.filter(free) {
                fed[place] = Some(*field);
                used.push(use_of(*field, place, FoundBy::Letter));
            }
        }
        used.sort_by_key(|column| column.place);
        refuse_missing(profile, &used, header)?;
        let dropped = (0..header.len()).filter(|place| fed[*place].is_none()).map(|place| {
            let named = profile.columns.values().any(|column| column.names.contains(&names[place]));
            let reason = if author[place] {
                DropReason::Author
            } else if named {
                DropReason::Repeated
            } else {
                DropReason::Unknown
            };
            Dropped { header: header[place].trim().to_owned(), letter: letter_of(place), reason }
        });
        Ok(Self { dropped: dropped.collect(), used })
    }

    /// The cell of a field; nothing where the file has no such column.
    pub(crate) fn cell<'a>(&self, cells: &'a [String], field: Field) -> Option<&'a str> {
        let column = self.used.iter().find(|column| column.field == field)?;
        cells.get(column.place).map(String::as_str)
    }

    /// The column of a field as people know it.
    pub(crate) fn header(&self, field: Field) -> &str {
        let named = |column: &&ColumnUse| column.field == field && !column.header.is_empty();
        self.used.iter().find(named).map_or(field.title(), |column| &column.header)
    }
}

fn refuse_missing(profile: &Profile, used: &[ColumnUse], header: &[String]) -> Result<(), FileDefect> {
    let missing: Vec<String> = profile
        .columns
        .iter()
        .filter(|(field, column)| column.required && !used.iter().any(|found| found.field == **field))
        .map(|(field, column)| format!("«{}» ({})", column.shown, field.title()))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let mut found: Vec<String> =
        header.iter().take(40).map(|name| format!("«{}»", shortened(name.trim()))).collect();
    if header.len() > found.len() {
        found.push("…".to_owned());
    }
    Err(FileDefect::MissingColumns { missing: missing.join(", "), found: found.join(", ") })
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= 60 { name.to_owned() } else { name.chars().take(59).chain(['…']).collect() }
}

/// Beginnings by which a column names the person who wrote, whatever the profile says.
const AUTHOR: [&str; 14] = [
    "автор",
    "имя автора",
    "id автора",
    "страница автора",
    "ссылка на автора",
    "профиль",
    "заявител",
    "имя заявител",
    "адрес заявител",
    "фио",
    "ф.и.о",
    "телефон",
    "e-mail",
    "email",
];

/// Whether a folded name of a column says who wrote.
pub(super) fn is_author(name: &str, never: &[String]) -> bool {
    never.iter().any(|one| one == name) || AUTHOR.iter().any(|word| name.starts_with(word))
}

/// Letter of a column from its place.
pub(crate) fn letter_of(place: usize) -> String {
    let mut letters = Vec::new();
    let mut left = place + 1;
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).expect("less than 26")));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}
