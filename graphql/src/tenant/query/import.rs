//! Imports of the own centre.

use async_graphql::{Context, ID, Object, SimpleObject};
use otklik_app::Error;
use otklik_app::reader::{self, DifferenceFilter};
use otklik_domain::page::Page;

use crate::shared::error::Failure;
use crate::shared::ids;
use crate::shared::page::{self, PageInfo};
use crate::shared::words::Mismatch;
use crate::tenant::loader::View;
use crate::tenant::object::import::{
    ImportPreview, ImportProblem, ImportProfile, ImportRun, Titles, edges, titles,
};
use crate::tenant::object::reconciliation::{ReconciliationRow, SourceDifference};

/// How codes of what is wrong with a whole file begin.
const OF_FILE: &str = "FILE_";

/// A page of runs.
pub struct ImportRunConnection {
    page: Page<reader::ImportRun>,
    titles: Titles,
    view: View,
}

/// A row of a page.
#[derive(SimpleObject, Clone)]
pub struct ImportRunEdge {
    /// Position of the row, to be given as `after`.
    pub cursor: String,
    /// The run.
    pub node: ImportRun,
}

/// A page of runs.
#[Object]
impl ImportRunConnection {
    /// The rows.
    async fn edges(&self) -> Vec<ImportRunEdge> {
        let run = |run| ImportRun::new(run, self.titles.clone(), self.view.clone());
        edges(&self.page, run).map(|(cursor, node)| ImportRunEdge { cursor, node }).collect()
    }

    /// Where the page ends.
    async fn page_info(&self) -> PageInfo {
        PageInfo::of(&self.page)
    }

    /// How many runs there are.
    async fn total_count(&self) -> Result<i64, Failure> {
        Ok(self.view.reader().count_import_runs().await?)
    }
}

/// A page of differences.
pub struct SourceDifferenceConnection {
    page: Page<reader::Difference>,
    filter: DifferenceFilter,
    view: View,
}

/// A row of a page.
#[derive(SimpleObject, Clone)]
pub struct SourceDifferenceEdge {
    /// Position of the row, to be given as `after`.
    pub cursor: String,
    /// The difference.
    pub node: SourceDifference,
}

/// A page of differences.
#[Object]
impl SourceDifferenceConnection {
    /// The rows.
    async fn edges(&self) -> Vec<SourceDifferenceEdge> {
        let node = |kept| SourceDifference::new(kept, self.view.clone());
        edges(&self.page, node).map(|(cursor, node)| SourceDifferenceEdge { cursor, node }).collect()
    }

    /// Where the page ends.
    async fn page_info(&self) -> PageInfo {
        PageInfo::of(&self.page)
    }

    /// How many differences the filter has, whatever the page.
    async fn total_count(&self) -> Result<i64, Failure> {
        Ok(self.view.reader().count_source_differences(&self.filter).await?)
    }
}

/// A page of items that do not agree with their cases.
pub struct ReconciliationConnection {
    page: Page<reader::Reconciled>,
    closed_there: i64,
    open_there: i64,
    mismatch: Option<Mismatch>,
    view: View,
}

/// A row of a page.
#[derive(SimpleObject, Clone)]
pub struct ReconciliationEdge {
    /// Position of the row, to be given as `after`.
    pub cursor: String,
    /// The item.
    pub node: ReconciliationRow,
}

/// A page of items that do not agree with their cases.
#[Object]
impl ReconciliationConnection {
    /// The rows.
    async fn edges(&self) -> Vec<ReconciliationEdge> {
        let node = |row| ReconciliationRow::new(row, self.view.clone());
        edges(&self.page, node).map(|(cursor, node)| ReconciliationEdge { cursor, node }).collect()
    }

    /// Where the page ends.
    async fn page_info(&self) -> PageInfo {
        PageInfo::of(&self.page)
    }

    /// How many items the filter has, whatever the page.
    async fn total_count(&self) -> i64 {
        match self.mismatch {
            Some(Mismatch::ClosedThere) => self.closed_there,
            Some(Mismatch::OpenThere) => self.open_there,
            None => self.closed_there + self.open_there,
        }
    }

    /// How many are closed there and open here, whatever the page and the filter.
    async fn closed_there(&self) -> i64 {
        self.closed_there
    }

    /// How many are open there and closed here, whatever the page and the filter.
    async fn open_there(&self) -> i64 {
        self.open_there
    }
}

#[derive(Default)]
pub(super) struct ImportQueries;

#[Object]
impl ImportQueries {
    /// How files of outside systems may be read.
    async fn import_profiles(&self, ctx: &Context<'_>) -> Result<Vec<ImportProfile>, Failure> {
        let profiles = View::of(ctx).reader().import_profiles().await?;
        Ok(profiles.into_iter().map(ImportProfile::from).collect())
    }

    /// The first rows of an uploaded file as a profile reads them; nothing is kept.
    #[graphql(complexity = "500 + child_complexity")]
    async fn import_preview(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The uploaded file.")] upload: ID,
        #[graphql(desc = "Code of the profile.")] profile: String,
    ) -> Result<ImportPreview, Failure> {
        match View::of(ctx).reader().import_preview(ids::read(&upload), &profile).await {
            Ok(preview) => Ok(preview.into()),
            Err(Error::Invalid { code, message, .. }) if code.starts_with(OF_FILE) => {
                let problem = Some(ImportProblem { code: code.to_owned(), message });
                Ok(ImportPreview { problem, ..ImportPreview::default() })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Runs, the newest first.
    #[graphql(complexity = "page::cost(first, child_complexity)")]
    async fn import_runs(
        &self,
        ctx: &Context<'_>,
        #[graphql(default_with = "Some(20)", desc = "How many rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the row after which to go on.")] after: Option<String>,
    ) -> Result<ImportRunConnection, Failure> {
        let view = View::of(ctx).clone();
        let page = view.reader().import_runs(&page::request(first, after)?).await?;
        Ok(ImportRunConnection { page, titles: titles(&view).await?, view })
    }

    /// One run; empty when it is unknown.
    async fn import_run(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Id of the run.")] id: ID,
    ) -> Result<Option<ImportRun>, Failure> {
        let view = View::of(ctx);
        let Some(run) = view.reader().import_run(ids::read(&id)).await? else { return Ok(None) };
        Ok(Some(ImportRun::new(run, titles(view).await?, view.clone())))
    }

    /// Differences between sources and the platform, the newest first.
    #[graphql(complexity = "page::cost(first, child_complexity)")]
    async fn source_differences(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of this source.")] source: Option<String>,
        #[graphql(
            default_with = "Some(false)",
            desc = "Those that somebody settled, instead of those that wait."
        )]
        settled: Option<bool>,
        #[graphql(default_with = "Some(50)", desc = "How many rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the row after which to go on.")] after: Option<String>,
    ) -> Result<SourceDifferenceConnection, Failure> {
        let view = View::of(ctx).clone();
        let filter = DifferenceFilter { run: None, source, settled: Some(settled.unwrap_or_default()) };
        let page = view.reader().source_differences(&filter, &page::request(first, after)?).await?;
        Ok(SourceDifferenceConnection { page, filter, view })
    }

    /// Items closed there and open here, and the other way round.
    #[graphql(complexity = "page::cost(first, child_complexity)")]
    async fn reconciliation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of this source.")] source: String,
        #[graphql(desc = "In this way only.")] mismatch: Option<Mismatch>,
        #[graphql(default_with = "Some(50)", desc = "How many rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the row after which to go on.")] after: Option<String>,
    ) -> Result<ReconciliationConnection, Failure> {
        let view = View::of(ctx).clone();
        let reader = view.reader();
        let page =
            reader.reconciliation(&source, mismatch.map(Into::into), &page::request(first, after)?).await?;
        let (closed_there, open_there) = reader.count_reconciliation(&source).await?;
        Ok(ReconciliationConnection { page, closed_there, open_there, mismatch, view })
    }
}
