//! How the columns of one outside system become fields of ours: a file that a clerk can write.

mod check;
mod column;
mod file;
mod mapping;

pub use check::Defect;
pub use column::{Field, Wins};
pub use file::{ColumnFile, ProfileFile, StateFile, StatesFile};
pub(crate) use mapping::Mapping;
pub use mapping::{ColumnUse, DropReason, Dropped, FoundBy};

use std::collections::BTreeMap;

use otklik_domain::channel::Channel;

use crate::file::Layout;
use crate::row::SourceState;

/// First line of a profile.
pub const FORMAT: &str = "otklik-import-profile/1";

/// A profile that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its code.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// The outside system; rows are told apart by it and their own number.
    pub source: String,
    /// How its items came.
    pub channel: Channel,
    /// Where the table stands.
    pub layout: Layout,
    /// Fields by which a row is the same as one seen before.
    pub key: Vec<Field>,
    pub(crate) columns: BTreeMap<Field, Column>,
    pub(crate) never: Vec<String>,
    pub(crate) dates: Vec<DateForm>,
    pub(crate) states: States,
    pub(crate) wins: BTreeMap<Field, Wins>,
}

/// Where a field is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// Names, the better first, folded.
    pub(crate) names: Vec<String>,
    /// The first of them as it was written.
    pub(crate) shown: String,
    /// Place of the column where no name is found, from 0.
    pub(crate) place: Option<usize>,
    /// The file is refused without it.
    pub(crate) required: bool,
}

otklik_domain::codes! {
    /// A form in which dates are written.
    pub(crate) enum DateForm {
        /// `18.11.2026 14:05`, `18.11.26`, `18 ноября 2026`.
        Russian = "russian",
        /// `2026-11-18T14:05:00+03:00`, `2026-11-18 14:05`.
        Iso = "iso",
        /// Days since the end of 1899.
        Excel = "excel",
    }
}

/// What the words of the state column mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct States {
    /// Folded word to meaning.
    pub(crate) known: BTreeMap<String, SourceState>,
    /// An empty cell, or no such column.
    pub(crate) empty: SourceState,
    /// Any other word; nothing where such a row is refused.
    pub(crate) other: Option<SourceState>,
}

impl Profile {
    /// A profile, or everything that is wrong with its file at once.
    pub fn check(file: &ProfileFile) -> Result<Self, Vec<Defect>> {
        check::check(file)
    }

    /// Who wins where the source and the platform say different things of a field.
    pub fn wins(&self, field: Field) -> Wins {
        self.wins.get(&field).copied().unwrap_or(field.wins_by_default())
    }
}

/// A name of a column or a word of a state, made comparable: case, `ё`, spaces of all sorts, quotes and marks of
/// obligation at the edges do not count.
pub(crate) fn fold(text: &str) -> String {
    let lower = text.to_lowercase().replace('ё', "е");
    let bare = lower.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '«' | '»' | '\'' | ':' | '*' | '.' | '\u{feff}' | '\u{200b}')
    });
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}
