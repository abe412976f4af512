//! The registration journal of appeals.

use async_graphql::{Context, Object, SimpleObject};
use otklik_app::reader::{JournalFilter, JournalLine};
use otklik_domain::page::Page;

use crate::shared::error::Failure;
use crate::shared::page::{self, PageInfo};
use crate::shared::scalar::Date;
use crate::shared::words::{AppealKind, JournalState};
use crate::tenant::loader::View;
use crate::tenant::object::journal::JournalEntry;

/// A page of the journal.
pub struct JournalConnection {
    page: Page<JournalLine>,
    filter: JournalFilter,
    view: View,
}

/// A row of a page.
#[derive(SimpleObject, Clone)]
pub struct JournalEdge {
    /// Position of the row, to be given as `after`.
    pub cursor: String,
    /// The line.
    pub node: JournalEntry,
}

/// A page of the journal.
#[Object]
impl JournalConnection {
    /// The rows.
    async fn edges(&self) -> Vec<JournalEdge> {
        let rows = self.page.rows.iter().cloned();
        rows.map(|(cursor, line)| JournalEdge {
            cursor: cursor.0,
            node: JournalEntry::new(line, self.view.clone()),
        })
        .collect()
    }

    /// Where the page ends.
    async fn page_info(&self) -> PageInfo {
        PageInfo::of(&self.page)
    }

    /// How many lines the filter has, whatever the page.
    async fn total_count(&self) -> Result<i64, Failure> {
        Ok(self.view.reader().count_journal(&self.filter).await?)
    }
}

#[derive(Default)]
pub(super) struct JournalQueries;

#[Object]
impl JournalQueries {
    /// The registration journal, newest number first.
    #[graphql(complexity = "page::cost(first, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "arguments of a field are its contract")]
    async fn journal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first day of registration.")] from: Option<Date>,
        #[graphql(desc = "The last day of registration.")] to: Option<Date>,
        #[graphql(desc = "Words of numbers, essence or address.")] search: Option<String>,
        #[graphql(desc = "Of this kind.")] kind: Option<AppealKind>,
        #[graphql(desc = "How far it is.")] state: Option<JournalState>,
        #[graphql(default_with = "Some(50)", desc = "How many rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the row after which to go on.")] after: Option<String>,
    ) -> Result<JournalConnection, Failure> {
        let view = View::of(ctx).clone();
        let filter = JournalFilter {
            from: from.map(|day| day.0),
            to: to.map(|day| day.0),
            search,
            kind: kind.map(Into::into),
            state: state.map(Into::into),
        };
        let page = view.reader().journal(&filter, &page::request(first, after)?).await?;
        Ok(JournalConnection { page, filter, view })
    }
}
