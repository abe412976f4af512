//! Resolutions over a paper and the letters that left the house.

use chrono::{DateTime, NaiveDate, Utc};
use otklik_domain::case::{AnswerWay, LetterKind};
use otklik_domain::id::{LetterId, SubjectId, UserId};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use crate::error::{Doing, Result};
use crate::table::{letter, resolution};
use crate::tx::Tx;

/// A letter that left the house.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its id.
    pub id: LetterId,
    /// Of which subject.
    pub subject: SubjectId,
    /// What it does.
    pub kind: LetterKind,
    /// Its outgoing number.
    pub number: Option<String>,
    /// The day it was sent.
    pub sent_on: NaiveDate,
    /// The body it went to; none for the author, whose name stays sealed.
    pub addressee: Option<String>,
    /// By which way.
    pub way: AnswerWay,
    /// The words.
    pub body: Option<String>,
    /// Who sent it.
    pub by: UserId,
    /// When that was entered.
    pub at: DateTime<Utc>,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Letter")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("sent_on", &self.sent_on)
            .finish_non_exhaustive()
    }
}

/// Who answers, with whom, until when.
#[derive(Clone, PartialEq, Eq)]
pub struct Resolution {
    /// Its id.
    pub id: Uuid,
    /// Of which subject.
    pub subject: SubjectId,
    /// The words.
    pub body: String,
    /// The day given.
    pub due_on: Option<NaiveDate>,
    /// Who wrote it.
    pub by: UserId,
    /// When.
    pub at: DateTime<Utc>,
}

impl std::fmt::Debug for Resolution {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Resolution")
            .field("id", &self.id)
            .field("due_on", &self.due_on)
            .finish_non_exhaustive()
    }
}

impl Tx {
    /// Keeps a letter.
    pub async fn insert_letter(&self, new: Letter) -> Result<()> {
        self.texts_are_open()?;
        let id = new.id;
        let row = letter::ActiveModel {
            tenant_id: Set(self.tenant_id()?.0),
            id: Set(new.id.0),
            subject_id: Set(new.subject.0),
            kind: Set(new.kind.code().to_owned()),
            number: Set(new.number),
            sent_on: Set(new.sent_on),
            addressee: Set(new.addressee),
            way: Set(new.way.code().to_owned()),
            body: Set(new.body),
            by_id: Set(new.by.0),
            at: Set(new.at),
        };
        row.insert(self.db()).await.doing(|| format!("keep {id}"))?;
        Ok(())
    }

    /// The letters of a subject, oldest first.
    pub async fn letters(&self, subject: SubjectId) -> Result<Vec<Letter>> {
        self.texts_are_open()?;
        letter::Entity::find()
            .filter(letter::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(letter::Column::SubjectId.eq(subject.0))
            .order_by_asc(letter::Column::Id)
            .all(self.db())
            .await
            .doing(|| format!("read the letters of {subject}"))?
            .into_iter()
            .map(|row| {
                Ok(Letter {
                    id: row.id.into(),
                    subject: row.subject_id.into(),
                    kind: row.kind.parse()?,
                    number: row.number,
                    sent_on: row.sent_on,
                    addressee: row.addressee,
                    way: row.way.parse()?,
                    body: row.body,
                    by: row.by_id.into(),
                    at: row.at,
                })
            })
            .collect()
    }

    /// Keeps a resolution.
    pub async fn insert_resolution(&self, new: Resolution) -> Result<()> {
        self.texts_are_open()?;
        let subject = new.subject;
        let row = resolution::ActiveModel {
            tenant_id: Set(self.tenant_id()?.0),
            id: Set(new.id),
            subject_id: Set(new.subject.0),
            body: Set(new.body),
            due_on: Set(new.due_on),
            by_id: Set(new.by.0),
            at: Set(new.at),
        };
        row.insert(self.db()).await.doing(|| format!("keep a resolution over {subject}"))?;
        Ok(())
    }

    /// The resolutions over a subject, oldest first.
    pub async fn resolutions(&self, subject: SubjectId) -> Result<Vec<Resolution>> {
        self.texts_are_open()?;
        let rows = resolution::Entity::find()
            .filter(resolution::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(resolution::Column::SubjectId.eq(subject.0))
            .order_by_asc(resolution::Column::Id)
            .all(self.db())
            .await
            .doing(|| format!("read the resolutions over {subject}"))?;
        let read = |row: resolution::Model| Resolution {
            id: row.id,
            subject: row.subject_id.into(),
            body: row.body,
            due_on: row.due_on,
            by: row.by_id.into(),
            at: row.at,
        };
        Ok(rows.into_iter().map(read).collect())
    }
}
