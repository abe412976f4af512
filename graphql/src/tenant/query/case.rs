//! Lists of cases within the caller's reach.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use otklik_app::reader;
use otklik_domain::page::Page;

use crate::shared::error::Failure;
use crate::shared::page::PageInfo;
use crate::shared::words::{CaseView, Lateness, Phase};
use crate::shared::{ids, page};
use crate::tenant::loader::View;
use crate::tenant::object::case::Case;

/// What a list of cases is narrowed to; conditions add up.
#[derive(InputObject, Clone, Debug, Default)]
pub struct CaseFilter {
    /// A view of the queue; `ALL` when nothing is said.
    view: Option<CaseView>,
    /// Any of these phases.
    phases: Option<Vec<Phase>>,
    /// Any of these kinds of lateness.
    lateness: Option<Vec<Lateness>>,
    /// In this sector block.
    block: Option<ID>,
    /// To be answered by this body.
    organization: Option<ID>,
    /// With this topic.
    topic: Option<String>,
    /// Words of number, essence or address.
    search: Option<String>,
}

/// How many cases a view has.
#[derive(SimpleObject, Clone, Debug)]
pub struct CaseViewCount {
    /// The view.
    pub view: CaseView,
    /// How many cases.
    pub count: i64,
}

/// A page of cases.
pub struct CaseConnection {
    page: Page<reader::CaseRow>,
    filter: reader::CaseFilter,
    view: View,
}

/// A row of a page.
#[derive(SimpleObject, Clone)]
pub struct CaseEdge {
    /// Position of the row, to be given as `after`.
    pub cursor: String,
    /// The case.
    pub node: Case,
}

/// A page of cases.
#[Object]
impl CaseConnection {
    /// The rows.
    async fn edges(&self) -> Vec<CaseEdge> {
        let rows = self.page.rows.iter().cloned();
        rows.map(|(cursor, row)| CaseEdge { cursor: cursor.0, node: Case::new(row, self.view.clone()) })
            .collect()
    }

    /// Where the page ends.
    async fn page_info(&self) -> PageInfo {
        PageInfo::of(&self.page)
    }

    /// How many cases the filter has, whatever the page.
    async fn total_count(&self) -> Result<i64, Failure> {
        Ok(self.view.reader().count_cases(&self.filter).await?)
    }
}

impl From<CaseFilter> for reader::CaseFilter {
    fn from(filter: CaseFilter) -> Self {
        Self {
            view: filter.view.unwrap_or(CaseView::All).into(),
            phases: filter.phases.unwrap_or_default().into_iter().map(Into::into).collect(),
            lateness: filter.lateness.unwrap_or_default().into_iter().map(Into::into).collect(),
            block: ids::read_some(filter.block.as_ref()),
            organization: ids::read_some(filter.organization.as_ref()),
            topic: filter.topic,
            search: filter.search,
        }
    }
}

#[derive(Default)]
pub(super) struct CaseQueries;

#[Object]
impl CaseQueries {
    /// Cases within the caller's reach, by the earliest due date.
    #[graphql(complexity = "page::cost(first, child_complexity)")]
    async fn cases(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What the list is narrowed to.")] filter: Option<CaseFilter>,
        #[graphql(default_with = "Some(20)", desc = "How many rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the row after which to go on.")] after: Option<String>,
    ) -> Result<CaseConnection, Failure> {
        let view = View::of(ctx).clone();
        let filter = reader::CaseFilter::from(filter.unwrap_or_default());
        let page = view.reader().cases(&filter, &page::request(first, after)?).await?;
        Ok(CaseConnection { page, filter, view })
    }

    /// One case; empty when it is unknown or outside the caller's reach.
    async fn case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Id of the case.")] id: ID,
    ) -> Result<Option<Case>, Failure> {
        let view = View::of(ctx);
        let row = view.reader().case(ids::read(&id)).await?;
        Ok(row.map(|row| Case::new(row, view.clone())))
    }

    /// Counts of the views, each over the same rows as its list.
    #[graphql(complexity = "20 + child_complexity")]
    async fn case_views(&self, ctx: &Context<'_>) -> Result<Vec<CaseViewCount>, Failure> {
        let counts = View::of(ctx).reader().case_views().await?;
        Ok(counts.into_iter().map(|(view, count)| CaseViewCount { view: view.into(), count }).collect())
    }
}
