//! What stands on the card of an appeal beside what every case has.

use otklik_domain::case::LegalRegime;
use otklik_storage::query::appeal::{CoAssignee, Contribution, Question};
use otklik_storage::query::letter::{Letter, Resolution};
use otklik_storage::query::registration::Registration;

use super::{CaseRow, Reader};
use crate::Error;

impl Reader {
    /// The registration; none until it is registered.
    pub async fn registration(&self, case: &CaseRow) -> Result<Option<Registration>, Error> {
        if case.subject.regime != LegalRegime::Appeal59Fz {
            return Ok(None);
        }
        Ok(self.own().await?.registration(case.subject.id).await?)
    }

    /// Questions in their order.
    pub async fn questions(&self, case: &CaseRow) -> Result<Vec<Question>, Error> {
        Ok(self.own().await?.questions(case.subject.id).await?)
    }

    /// Who answers some of the questions.
    pub async fn co_assignees(&self, case: &CaseRow) -> Result<Vec<CoAssignee>, Error> {
        Ok(self.own().await?.co_assignees(case.subject.id).await?)
    }

    /// Resolutions, newest first.
    pub async fn resolutions(&self, case: &CaseRow) -> Result<Vec<Resolution>, Error> {
        let mut rows = self.own().await?.resolutions(case.subject.id).await?;
        rows.sort_by_key(|row| std::cmp::Reverse((row.at, row.id)));
        Ok(rows)
    }

    /// Texts of co-executors, oldest first.
    pub async fn contributions(&self, case: &CaseRow) -> Result<Vec<Contribution>, Error> {
        let mut rows = self.own().await?.contributions(case.subject.id).await?;
        rows.sort_by_key(|row| (row.at, row.id));
        Ok(rows)
    }

    /// Letters that left the house, newest first.
    pub async fn letters(&self, case: &CaseRow) -> Result<Vec<Letter>, Error> {
        let mut rows = self.own().await?.letters(case.subject.id).await?;
        rows.sort_by_key(|row| std::cmp::Reverse((row.at, row.id)));
        Ok(rows)
    }
}
