//! The file of a profile as it is written; every value is text until it was checked.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A profile as it was read.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileFile {
    /// Kind and version of the file.
    pub format: String,
    /// Its code.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// Code of the outside system.
    pub source: String,
    /// Code of the channel of intake.
    pub channel: String,
    /// Name of the sheet of a workbook.
    #[serde(default)]
    pub sheet: Option<String>,
    /// Line of the header, from 1.
    #[serde(default)]
    pub header_row: Option<u32>,
    /// Fields that tell rows apart.
    #[serde(default)]
    pub key: Vec<String>,
    /// Field to column.
    pub columns: BTreeMap<String, ColumnFile>,
    /// Columns that are never read, whatever stands elsewhere: they name the author.
    #[serde(default)]
    pub never: Vec<String>,
    /// Forms of dates.
    pub dates: Vec<String>,
    /// Words of the state column.
    #[serde(default)]
    pub states: StatesFile,
    /// Who wins, field by field.
    #[serde(default)]
    pub wins: BTreeMap<String, String>,
}

/// Where a field is looked for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnFile {
    /// Names of the column, the better first.
    #[serde(default)]
    pub names: Vec<String>,
    /// Letter of the column where no name is found.
    #[serde(default)]
    pub letter: Option<String>,
    /// Whether the file is refused without it.
    #[serde(default)]
    pub required: bool,
}

/// What the words of the state column mean.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatesFile {
    /// Words and their meaning.
    #[serde(default)]
    pub known: Vec<StateFile>,
    /// Meaning of an empty cell; `OPEN` where nothing is said.
    #[serde(default)]
    pub empty: Option<String>,
    /// Meaning of any other word; such a row is refused where nothing is said.
    #[serde(default)]
    pub other: Option<String>,
}

/// Words of one meaning.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateFile {
    /// As they stand in the file.
    pub words: Vec<String>,
    /// Code of the meaning.
    pub means: String,
}
