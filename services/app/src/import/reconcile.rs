//! «Закрыто там – открыто здесь» and back, for the operator.

use otklik_domain::id::TenantId;
use otklik_domain::page::PageRequest;
use otklik_storage::query::import::{DifferenceFilter, Reconciled};

use super::job::home;
use super::run::scope;
use crate::{App, Error};

/// Where a source and a centre disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciliation {
    /// Closed there, open here.
    pub closed_there: i64,
    /// Open there, closed here.
    pub open_there: i64,
    /// Differences that nobody settled yet.
    pub differences: i64,
    /// Every item that disagrees on being closed.
    pub rows: Vec<Reconciled>,
}

/// Everything that one source disagrees with.
pub async fn of_source(app: &App, tenant: TenantId, source: &str) -> Result<Reconciliation, Error> {
    let home = home(app, tenant).await?;
    let tx = app.store.reader(scope(&home)).await?;
    let (closed_there, open_there) = tx.count_open_items(Some(source)).await?;
    let open = DifferenceFilter {
        source: Some(source.to_owned()),
        settled: Some(false),
        ..DifferenceFilter::default()
    };
    let differences = tx.count_differences(&open).await?;
    let mut page = PageRequest { first: PageRequest::MOST, after: None };
    let mut rows = Vec::new();
    loop {
        let found = tx.open_items(Some(source), None, &page).await?;
        page.after = found.rows.last().map(|(cursor, _)| cursor.clone());
        rows.extend(found.rows.into_iter().map(|(_, row)| row));
        if !found.has_next {
            return Ok(Reconciliation { closed_there, open_there, differences, rows });
        }
    }
}
