//! Imports: profiles, what a file would give, runs with their refused rows, and where source and platform differ.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{ID, Object, SimpleObject};
use otklik_app::reader::{self, DropReason, FoundBy, Preview, Profile};
use otklik_domain::page::Page;

use super::user::User;
use crate::shared::error::Failure;
use crate::shared::ids;
use crate::shared::page::{self, PageInfo};
use crate::shared::scalar::DateTime;
use crate::shared::words::ImportState;
use crate::tenant::loader::View;

/// Longest cell that a preview shows, in characters.
const SHOWN: usize = 200;

/// How the files of an outside system are read.
#[derive(SimpleObject, Clone, Debug)]
pub struct ImportProfile {
    /// Its code.
    pub code: String,
    /// Its name.
    pub title: String,
    /// Stable name of the outside system.
    pub source: String,
    /// Name of the outside system for people.
    pub source_title: String,
}

impl From<Profile> for ImportProfile {
    fn from(profile: Profile) -> Self {
        Self {
            code: profile.name,
            source_title: profile.title.clone(),
            title: profile.title,
            source: profile.source,
        }
    }
}

/// What a profile makes of a file; nothing is kept.
#[derive(SimpleObject, Clone, Debug, Default)]
pub struct ImportPreview {
    /// `UTF-8`, `windows-1251`; empty for a workbook.
    pub encoding: Option<String>,
    /// What stands between two cells; empty for a workbook.
    pub separator: Option<String>,
    /// Rows of the file.
    pub row_count: i32,
    /// Its columns in their order.
    pub columns: Vec<ImportColumn>,
    /// The first rows, a cell for each column; a column that is not read shows nothing.
    pub rows: Vec<Vec<String>>,
    /// Fields that the profile knows and the file has not, in words.
    pub missing: Vec<String>,
    /// What is wrong with the file as a whole; nothing of it would go in.
    pub problem: Option<ImportProblem>,
}

/// A column of a file.
#[derive(SimpleObject, Clone, Debug)]
pub struct ImportColumn {
    /// Its letter: `A`, `AA`.
    pub letter: String,
    /// As it is named there.
    pub header: String,
    /// The field it fills, in words; empty when it is left out.
    pub field: Option<String>,
    /// Whether it was found by its letter because its name is unknown.
    pub is_by_letter: bool,
    /// Whether it names the author, which is never read.
    pub is_author: bool,
}

/// What is wrong with a file.
#[derive(SimpleObject, Clone, Debug)]
pub struct ImportProblem {
    /// Stable code.
    pub code: String,
    /// What to do.
    pub message: String,
}

impl From<Preview> for ImportPreview {
    fn from(preview: Preview) -> Self {
        let read = preview.columns.iter().enumerate().map(|(place, column)| {
            let shown = ImportColumn {
                letter: column.letter.clone(),
                header: column.header.clone(),
                field: Some(column.field.title().to_owned()),
                is_by_letter: column.by == FoundBy::Letter,
                is_author: false,
            };
            (Some(place), shown)
        });
        let left = preview.dropped.iter().map(|column| {
            let shown = ImportColumn {
                letter: column.letter.clone(),
                header: column.header.clone(),
                field: None,
                is_by_letter: false,
                is_author: column.reason == DropReason::Author,
            };
            (None, shown)
        });
        let mut columns: Vec<_> = read.chain(left).collect();
        columns.sort_by(|(_, one), (_, other)| {
            (one.letter.len(), &one.letter).cmp(&(other.letter.len(), &other.letter))
        });
        let cell = |row: &Vec<String>, place: Option<usize>| {
            let text = place.and_then(|place| row.get(place));
            text.map(|text| text.chars().take(SHOWN).collect()).unwrap_or_default()
        };
        let rows = preview.cells.iter();
        let rows = rows.map(|row| columns.iter().map(|(place, _)| cell(row, *place)).collect()).collect();
        Self {
            encoding: preview.shape.encoding.map(|encoding| encoding.code().to_owned()),
            separator: preview.shape.delimiter.map(String::from),
            row_count: i32::try_from(preview.shape.rows).unwrap_or(i32::MAX),
            columns: columns.into_iter().map(|(_, column)| column).collect(),
            rows,
            missing: preview.absent.iter().map(|field| field.title().to_owned()).collect(),
            problem: None,
        }
    }
}

/// Names of profiles, by code.
pub(crate) type Titles = Arc<HashMap<String, String>>;

/// A run of an import.
#[derive(Clone)]
pub struct ImportRun {
    run: reader::ImportRun,
    titles: Titles,
    view: View,
}

impl ImportRun {
    /// A run seen through a look.
    pub(crate) fn new(run: reader::ImportRun, titles: Titles, view: View) -> Self {
        Self { run, titles, view }
    }
}

fn figure(figure: i64) -> i32 {
    i32::try_from(figure).unwrap_or(i32::MAX)
}

/// A run of an import.
#[Object]
impl ImportRun {
    /// Its id.
    async fn id(&self) -> ID {
        ids::write(self.run.id)
    }

    /// Stable name of the outside system.
    async fn source(&self) -> &str {
        &self.run.source
    }

    /// Name of the outside system for people.
    async fn source_title(&self) -> &str {
        self.titles.get(&self.run.profile).unwrap_or(&self.run.source)
    }

    /// Code of the profile.
    async fn profile(&self) -> &str {
        &self.run.profile
    }

    /// Name of the file.
    async fn file_name(&self) -> &str {
        &self.run.file_name
    }

    /// Where it stands.
    async fn state(&self) -> ImportState {
        self.run.state.into()
    }

    /// Whether everything is only looked at and no case is touched.
    async fn is_dry_run(&self) -> bool {
        self.run.dry_run
    }

    /// Rows of the file.
    async fn rows(&self) -> i32 {
        figure(self.run.total)
    }

    /// Rows looked at so far.
    async fn done(&self) -> i32 {
        figure(self.run.counts.rows)
    }

    /// New cases.
    async fn accepted(&self) -> i32 {
        figure(self.run.counts.accepted)
    }

    /// Rows seen before that say nothing new.
    async fn repeated(&self) -> i32 {
        figure(self.run.counts.repeated)
    }

    /// Rows seen before that say something new.
    async fn changed(&self) -> i32 {
        figure(self.run.counts.changed)
    }

    /// Broken rows.
    async fn refused(&self) -> i32 {
        figure(self.run.counts.refused)
    }

    /// Who started it; empty when it was the operator of the server.
    async fn by(&self) -> Result<Option<User>, Failure> {
        match self.run.by {
            None => Ok(None),
            Some(user) => Ok(self.view.users(&[user]).await?.pop()),
        }
    }

    /// When it began.
    async fn started_at(&self) -> DateTime {
        self.run.started_at.into()
    }

    /// When it ended.
    async fn finished_at(&self) -> Option<DateTime> {
        self.run.finished_at.map(DateTime::from)
    }

    /// Why it stopped.
    async fn message(&self) -> Option<&str> {
        self.run.message.as_deref()
    }

    /// Its refused rows, by line.
    #[graphql(complexity = "page::cost(first, child_complexity)")]
    async fn refusals(
        &self,
        #[graphql(default_with = "Some(50)", desc = "How many rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the row after which to go on.")] after: Option<String>,
    ) -> Result<ImportRefusalConnection, Failure> {
        let found = self.view.reader().import_refusals(self.run.id, &page::request(first, after)?).await?;
        let page_info = PageInfo::of(&found);
        let edges = found.rows.into_iter().map(|(cursor, row)| ImportRefusalEdge {
            cursor: cursor.0,
            node: ImportRefusal {
                line: i32::try_from(row.line).unwrap_or(i32::MAX),
                code: row.code,
                reason: row.reason,
                raw: row.raw,
            },
        });
        Ok(ImportRefusalConnection {
            edges: edges.collect(),
            page_info,
            total_count: self.run.counts.refused,
        })
    }
}

/// A page of refused rows.
#[derive(SimpleObject, Clone, Debug)]
pub struct ImportRefusalConnection {
    /// The rows.
    pub edges: Vec<ImportRefusalEdge>,
    /// Where the page ends.
    pub page_info: PageInfo,
    /// How many rows the run refused.
    pub total_count: i64,
}

/// A row of a page.
#[derive(SimpleObject, Clone, Debug)]
pub struct ImportRefusalEdge {
    /// Position of the row, to be given as `after`.
    pub cursor: String,
    /// The refused row.
    pub node: ImportRefusal,
}

/// A row that was not taken.
#[derive(SimpleObject, Clone, Debug)]
pub struct ImportRefusal {
    /// Its line in the file, from 1.
    pub line: i32,
    /// Stable code.
    pub code: String,
    /// In words, with what to do.
    pub reason: String,
    /// The cells that are read, as a line of CSV; empty where the line could not be split.
    pub raw: String,
}

/// The codes and titles of profiles.
pub(crate) async fn titles(view: &View) -> Result<Titles, Failure> {
    let profiles = view.reader().import_profiles().await?;
    Ok(Arc::new(profiles.into_iter().map(|profile| (profile.name, profile.title)).collect()))
}

/// Rows of a page with their positions.
pub(crate) fn edges<R: Clone, T>(page: &Page<R>, node: impl Fn(R) -> T) -> impl Iterator<Item = (String, T)> {
    page.rows.iter().cloned().map(move |(cursor, row)| (cursor.0, node(row)))
}
