//! The list of late cases of the members.

use async_graphql::{ID, InputObject, Object, SimpleObject};
use otklik_app::reader::{LateFilter, SubjectRow};
use otklik_domain::page::{Page, PageRequest};

use crate::region::loader::View;
use crate::region::object::case::LateCase;
use crate::shared::error::Failure;
use crate::shared::ids;
use crate::shared::page::PageInfo;
use crate::shared::words::{Lateness, Level, Sphere};

/// What the list of late cases is narrowed to; conditions add up.
#[derive(InputObject, Clone, Debug, Default)]
pub struct LateCaseFilter {
    /// Of this member.
    tenant: Option<ID>,
    /// Any of these kinds of lateness.
    lateness: Option<Vec<Lateness>>,
    /// Climbed to this rung.
    level: Option<Level>,
    /// In this sphere.
    sphere: Option<Sphere>,
}

/// A page of late cases.
pub struct LateCaseConnection {
    page: Page<SubjectRow>,
    filter: LateFilter,
    view: View,
}

/// A row of a page.
#[derive(SimpleObject, Clone)]
pub struct LateCaseEdge {
    /// Position of the row, to be given as `after`.
    pub cursor: String,
    /// The case.
    pub node: LateCase,
}

impl LateCaseConnection {
    pub(super) async fn read(view: View, filter: LateCaseFilter, page: PageRequest) -> Result<Self, Failure> {
        let filter = LateFilter {
            tenant: ids::read_some(filter.tenant.as_ref()),
            lateness: filter.lateness.unwrap_or_default().into_iter().map(Into::into).collect(),
            level: filter.level.map(Into::into),
            sphere: filter.sphere.map(Into::into),
        };
        let page = view.reader().late_cases(&filter, &page).await?;
        Ok(Self { page, filter, view })
    }
}

/// A page of late cases.
#[Object]
impl LateCaseConnection {
    /// The rows.
    async fn edges(&self) -> Vec<LateCaseEdge> {
        let rows = self.page.rows.iter().cloned();
        rows.map(|(cursor, row)| LateCaseEdge {
            cursor: cursor.0,
            node: LateCase::new(row, self.view.clone()),
        })
        .collect()
    }

    /// Where the page ends.
    async fn page_info(&self) -> PageInfo {
        PageInfo::of(&self.page)
    }

    /// How many late cases the filter has, whatever the page.
    async fn total_count(&self) -> Result<i64, Failure> {
        Ok(self.view.reader().count_late(&self.filter).await?)
    }
}
