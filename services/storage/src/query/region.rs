//! What a regional centre reads of its members: late cases as rows without a word, never a restricted one.

use otklik_domain::id::{SubjectId, TenantId};
use otklik_domain::page::{Page, PageRequest};
use otklik_domain::standing::{Lateness, Level};
use otklik_domain::subject::{Kind, Phase};
use otklik_domain::topic::Sphere;
use sea_orm::ConnectionTrait;

use super::condition::Condition;
use super::cursor::{self, List, Position};
use super::subject::{self, SubjectRow};
use crate::dialect::statement;
use crate::error::{Doing, Error, Result};
use crate::scope::Scope;
use crate::tx::Tx;

/// Which late cases; what is empty asks for nothing in particular.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LateFilter {
    /// Of this member.
    pub tenant: Option<TenantId>,
    /// As late as one of these.
    pub lateness: Vec<Lateness>,
    /// Climbed to this rung.
    pub level: Option<Level>,
    /// In this sphere.
    pub sphere: Option<Sphere>,
}

impl Tx {
    /// A page of the late cases of the region's members, the longest late first, without timers.
    pub async fn late_cases(&self, filter: &LateFilter, page: &PageRequest) -> Result<Page<SubjectRow>> {
        let size = cursor::size(page);
        let mut condition = self.late(filter)?;
        if let Some(Position { at, id }) = Position::after(page, List::LateCases)? {
            let at = at.ok_or(Error::BadCursor)?;
            let (at, id) = (condition.bind(at), condition.bind(id));
            condition.and(format!("(s.late_since, s.id) > ({at}, {id})"));
        }
        let limit = condition.bind(i64::try_from(size + 1).unwrap_or(i64::MAX));
        let sql = format!(
            "SELECT {} FROM subject AS s WHERE {} ORDER BY s.late_since, s.id LIMIT {limit}",
            self.subject_columns(),
            condition.text()
        );
        let rows = self
            .db()
            .query_all_raw(statement(self.db().get_database_backend(), &sql, condition.into_values()))
            .await
            .doing(|| "list late cases".to_owned())?;
        let mut rows = rows.iter().map(subject::read).collect::<Result<Vec<_>>>()?;
        let has_next = rows.len() > size;
        rows.truncate(size);
        let rows = rows
            .into_iter()
            .map(|row| (Position { at: row.late_since, id: row.id.0 }.cursor(List::LateCases), row))
            .collect();
        Ok(Page { rows, has_next })
    }

    /// How many the list has.
    pub async fn count_late(&self, filter: &LateFilter) -> Result<i64> {
        let condition = self.late(filter)?;
        let sql = format!("SELECT count(*) AS n FROM subject AS s WHERE {}", condition.text());
        let row = self
            .db()
            .query_one_raw(statement(self.db().get_database_backend(), &sql, condition.into_values()))
            .await
            .doing(|| "count late cases".to_owned())?
            .ok_or_else(|| Error::bug("counting gave no row"))?;
        Ok(row.try_get("", "n")?)
    }

    /// One late case of a member, without timers.
    pub async fn late_case(&self, tenant: TenantId, case: SubjectId) -> Result<Option<SubjectRow>> {
        let mut condition = self.late(&LateFilter { tenant: Some(tenant), ..LateFilter::default() })?;
        condition.and_equal("s.id", case.0);
        let sql = format!("SELECT {} FROM subject AS s WHERE {}", self.subject_columns(), condition.text());
        let row = self
            .db()
            .query_one_raw(statement(self.db().get_database_backend(), &sql, condition.into_values()))
            .await
            .doing(|| format!("read the late {case} of {tenant}"))?;
        row.as_ref().map(subject::read).transpose()
    }

    /// Late now: a date has passed and something is still due. A case answered late is a figure, not a worklist row.
    fn late(&self, filter: &LateFilter) -> Result<Condition> {
        if !matches!(self.scope(), Scope::Region(_) | Scope::RegionAct { .. }) {
            return Err(Error::bug(format!("{:?} asks for the list of a region", self.scope())));
        }
        let mut condition = Condition::default();
        condition.and_equal("s.region_id", self.region_id()?.0);
        condition.and_equal("s.kind", Kind::Case.code());
        condition.and("NOT s.restricted");
        let late = [Lateness::ControlPassed, Lateness::Breached];
        let asked =
            late.into_iter().filter(|one| filter.lateness.is_empty() || filter.lateness.contains(one));
        let asked = asked.map(Lateness::code).collect::<Vec<_>>();
        if asked.is_empty() {
            condition.and("1 = 0");
        }
        condition.and_one_of("s.lateness", asked.into_iter());
        let closed = condition.bind(Phase::Closed.code());
        condition.and(format!("s.phase <> {closed}"));
        condition.and("s.late_since IS NOT NULL AND s.next_due IS NOT NULL");
        if let Some(tenant) = filter.tenant {
            condition.and_equal("s.tenant_id", tenant.0);
        }
        if let Some(level) = filter.level {
            condition.and_equal("s.level", level.code());
        }
        if let Some(sphere) = filter.sphere {
            condition.and_equal("s.sphere", sphere.code());
        }
        Ok(condition)
    }
}
