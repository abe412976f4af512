//! Registration: the number and the day of a paper, without a gap, and its number in an outside system.

use chrono::{DateTime, NaiveDate, Utc};
use otklik_domain::case::{AnswerWay, AppealKind};
use otklik_domain::id::{SubjectId, UserId};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use crate::error::{Doing, Error, Result};
use crate::table::registration;
use crate::tx::Tx;

/// A paper's number in a record-keeping system outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// Which system.
    pub system: String,
    /// Its number there.
    pub number: String,
    /// Its date there.
    pub on: Option<NaiveDate>,
}

/// A line of the registration journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Of which subject.
    pub subject: SubjectId,
    /// Its number in our journal.
    pub number: String,
    /// The day of registration.
    pub registered_on: NaiveDate,
    /// Its number in an outside system.
    pub outside: Option<Outside>,
    /// Proposal, application or complaint.
    pub kind: AppealKind,
    /// By which way the author wants the answer.
    pub answer_way: AnswerWay,
    /// Why it is registered later than the law gives.
    pub past_reason: Option<String>,
    /// By whom.
    pub by: UserId,
    /// When it was entered.
    pub at: DateTime<Utc>,
}

impl Tx {
    /// Writes a paper into the journal; a number that is taken, here or outside, is a conflict.
    pub async fn insert_registration(&self, new: &Registration) -> Result<()> {
        self.texts_are_open()?;
        let row = registration::Model {
            tenant_id: self.tenant_id()?.0,
            subject_id: new.subject.0,
            number: new.number.clone(),
            registered_on: new.registered_on,
            outside_system: new.outside.as_ref().map(|outside| outside.system.clone()),
            outside_number: new.outside.as_ref().map(|outside| outside.number.clone()),
            outside_on: new.outside.as_ref().and_then(|outside| outside.on),
            kind: new.kind.code().to_owned(),
            answer_way: new.answer_way.code().to_owned(),
            past_reason: new.past_reason.clone(),
            by_id: new.by.0,
            at: new.at,
        };
        registration::Entity::insert(row.into_active_model())
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("register {} as {}", new.subject, new.number))?;
        Ok(())
    }

    /// The journal's line of a subject.
    pub async fn registration(&self, subject: SubjectId) -> Result<Option<Registration>> {
        self.texts_are_open()?;
        registration::Entity::find_by_id((self.tenant_id()?.0, subject.0))
            .one(self.db())
            .await
            .doing(|| format!("read the registration of {subject}"))?
            .map(Registration::try_from)
            .transpose()
    }

    /// The paper that an outside system knows by a number.
    pub async fn registration_by_outside(&self, system: &str, number: &str) -> Result<Option<Registration>> {
        use registration::Column as C;
        self.texts_are_open()?;
        registration::Entity::find()
            .filter(C::TenantId.eq(self.tenant_id()?.0))
            .filter(C::OutsideSystem.eq(system))
            .filter(C::OutsideNumber.eq(number))
            .one(self.db())
            .await
            .doing(|| format!("find number {number} of {system}"))?
            .map(Registration::try_from)
            .transpose()
    }
}

impl TryFrom<registration::Model> for Registration {
    type Error = Error;

    fn try_from(row: registration::Model) -> Result<Self> {
        let outside = match (row.outside_system, row.outside_number) {
            (Some(system), Some(number)) => Some(Outside { system, number, on: row.outside_on }),
            _ => None,
        };
        Ok(Self {
            subject: SubjectId(row.subject_id),
            number: row.number,
            registered_on: row.registered_on,
            outside,
            kind: row.kind.parse()?,
            answer_way: row.answer_way.parse()?,
            past_reason: row.past_reason,
            by: UserId(row.by_id),
            at: row.at,
        })
    }
}
