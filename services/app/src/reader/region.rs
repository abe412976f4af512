//! What a regional centre reads of its members: no applicant, no text, never a restricted topic as a row.

use chrono::{DateTime, Utc};
use otklik_domain::access::Action;
use otklik_domain::id::{CaseId, SubjectId, TenantId};
use otklik_domain::page::{Page, PageRequest};
use otklik_domain::standing::Standing;
use otklik_domain::tenant::{Kind, Tenant};
use otklik_storage::query::region::LateFilter;
use otklik_storage::query::step::StepRow;
use otklik_storage::query::subject::SubjectRow;

use super::Reader;
use crate::Error;

impl Reader {
    /// Late cases of the members, longest late first.
    pub async fn late_cases(
        &self,
        filter: &LateFilter,
        page: &PageRequest,
    ) -> Result<Page<SubjectRow>, Error> {
        self.may(Action::RegionLateView)?;
        Ok(self.members_of_region().await?.late_cases(filter, page).await?)
    }

    /// How many late cases the filter has.
    pub async fn count_late(&self, filter: &LateFilter) -> Result<i64, Error> {
        self.may(Action::RegionLateView)?;
        Ok(self.members_of_region().await?.count_late(filter).await?)
    }

    /// One late case of a member.
    pub async fn late_case(&self, tenant: TenantId, case: CaseId) -> Result<Option<SubjectRow>, Error> {
        self.may(Action::RegionLateView)?;
        Ok(self.members_of_region().await?.late_case(tenant, case.into()).await?)
    }

    /// The steps of late cases that reached the region, for a whole page at once.
    pub async fn late_steps(&self, cases: &[(TenantId, SubjectId)]) -> Result<Vec<StepRow>, Error> {
        self.may(Action::RegionLateView)?;
        Ok(self.members_of_region().await?.steps_to_region(cases).await?)
    }

    /// Whether the caller may take notice of a step that reached the region.
    pub fn can_acknowledge_for_region(&self, step: &StepRow) -> bool {
        step.reaches_region
            && step.asks_for_act
            && step.acknowledgement.is_none()
            && self.may(Action::RegionStepAcknowledge).is_ok()
    }

    /// Figures by member, and the moment they are of. Restricted topics are inside the totals.
    pub async fn region_board(&self) -> Result<(DateTime<Utc>, Vec<(TenantId, Standing, i64)>), Error> {
        self.may(Action::RegionBoardView)?;
        let tx = self.members_of_region().await?;
        Ok((tx.now().get(), tx.board_of_region().await?))
    }

    /// The members of the region, without its own centre.
    pub async fn members(&self) -> Result<Vec<Tenant>, Error> {
        let tenants = self.members_of_region().await?.tenants().await?;
        Ok(tenants.into_iter().filter(|tenant| tenant.kind == Kind::Municipal).collect())
    }
}
