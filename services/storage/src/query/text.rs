//! Replies, comments and attachments of a subject: texts, open to their tenant alone.

use chrono::{DateTime, NaiveDate, Utc};
use otklik_domain::id::{AttachmentId, CommentId, ReplyId, SubjectId, UserId};
use otklik_domain::reply::{Kind, State};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::error::{Doing, Error, Result};
use crate::table::{attachment, comment, reply};
use crate::tx::Tx;

/// A reply of one round.
#[derive(Clone, PartialEq, Eq)]
pub struct ReplyRow {
    /// Its id.
    pub id: ReplyId,
    /// Of which subject.
    pub subject: SubjectId,
    /// 1 at first; grows on reopen and redo.
    pub round: u16,
    /// What it does.
    pub kind: Kind,
    /// Where it stands.
    pub state: State,
    /// The answer.
    pub body: String,
    /// Who wrote it.
    pub author: UserId,
    /// Who approved it.
    pub approved_by: Option<UserId>,
    /// Author and approver are one person, by the act.
    pub self_approved: bool,
    /// Where it was given: a link or a way of the closed list.
    pub published_at_place: Option<String>,
    /// The promised date of a postponement.
    pub promised_on: Option<NaiveDate>,
    /// When it was submitted.
    pub submitted_at: DateTime<Utc>,
    /// When it was approved.
    pub approved_at: Option<DateTime<Utc>>,
    /// When it was given.
    pub published_at: Option<DateTime<Utc>>,
}

impl std::fmt::Debug for ReplyRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReplyRow").field("id", &self.id).field("state", &self.state).finish_non_exhaustive()
    }
}

/// Where a reply goes next, with what that leaves behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplyStep {
    /// Sent back to its author.
    Returned,
    /// Approved.
    Approved {
        /// By whom.
        by: UserId,
        /// The approver is the author, by the act.
        self_approved: bool,
    },
    /// Given to the author of the case.
    Published {
        /// A link or a way of the closed list.
        place: String,
    },
}

/// An internal comment.
#[derive(Clone, PartialEq, Eq)]
pub struct CommentRow {
    /// Its id.
    pub id: CommentId,
    /// Of which subject.
    pub subject: SubjectId,
    /// Who wrote it.
    pub author: UserId,
    /// The words.
    pub body: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl std::fmt::Debug for CommentRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CommentRow").field("id", &self.id).field("at", &self.at).finish_non_exhaustive()
    }
}

/// A file beside a subject; its bytes are kept by the file store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentRow {
    /// Its id.
    pub id: AttachmentId,
    /// Of which subject.
    pub subject: SubjectId,
    /// Name as given.
    pub name: String,
    /// Media type as found.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// Digest of the bytes.
    pub sha256: [u8; 32],
    /// Who attached it.
    pub author: UserId,
    /// When.
    pub at: DateTime<Utc>,
}

impl Tx {
    /// Keeps a reply.
    pub async fn insert_reply(&self, row: ReplyRow) -> Result<()> {
        self.texts_are_open()?;
        let id = row.id;
        let row = reply::ActiveModel {
            tenant_id: Set(self.tenant_id()?.0),
            id: Set(row.id.0),
            subject_id: Set(row.subject.0),
            round: Set(i32::from(row.round)),
            kind: Set(row.kind.code().to_owned()),
            state: Set(row.state.code().to_owned()),
            body: Set(row.body),
            author_id: Set(row.author.0),
            approved_by_id: Set(row.approved_by.map(|user| user.0)),
            self_approved: Set(row.self_approved),
            published_at_place: Set(row.published_at_place),
            promised_on: Set(row.promised_on),
            submitted_at: Set(row.submitted_at),
            approved_at: Set(row.approved_at),
            published_at: Set(row.published_at),
        };
        row.insert(self.db()).await.doing(|| format!("keep {id}"))?;
        Ok(())
    }

    /// The newest reply of a subject.
    pub async fn latest_reply(&self, subject: SubjectId) -> Result<Option<ReplyRow>> {
        self.texts_are_open()?;
        let row = reply::Entity::find()
            .filter(reply::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(reply::Column::SubjectId.eq(subject.0))
            .order_by_desc(reply::Column::Round)
            .order_by_desc(reply::Column::Id)
            .one(self.db())
            .await
            .doing(|| format!("read the reply of {subject}"))?;
        row.map(read_reply).transpose()
    }

    /// The newest reply of one round.
    pub async fn reply_of_round(&self, subject: SubjectId, round: u16) -> Result<Option<ReplyRow>> {
        self.texts_are_open()?;
        let row = reply::Entity::find()
            .filter(reply::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(reply::Column::SubjectId.eq(subject.0))
            .filter(reply::Column::Round.eq(i32::from(round)))
            .order_by_desc(reply::Column::Id)
            .one(self.db())
            .await
            .doing(|| format!("read the reply of {subject}, round {round}"))?;
        row.map(read_reply).transpose()
    }

    /// Moves a reply on; false when there is none.
    pub async fn set_reply_state(&self, id: ReplyId, step: &ReplyStep) -> Result<bool> {
        self.texts_are_open()?;
        let now = self.now().get();
        let update = reply::Entity::update_many()
            .filter(reply::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(reply::Column::Id.eq(id.0));
        let (state, update) = match step {
            ReplyStep::Returned => (State::Returned, update),
            ReplyStep::Approved { by, self_approved } => (
                State::Approved,
                update
                    .col_expr(reply::Column::ApprovedById, Expr::value(by.0))
                    .col_expr(reply::Column::SelfApproved, Expr::value(*self_approved))
                    .col_expr(reply::Column::ApprovedAt, Expr::value(now)),
            ),
            ReplyStep::Published { place } => (
                State::Published,
                update
                    .col_expr(reply::Column::PublishedAtPlace, Expr::value(place.as_str()))
                    .col_expr(reply::Column::PublishedAt, Expr::value(now)),
            ),
        };
        let done = update
            .col_expr(reply::Column::State, Expr::value(state.code()))
            .exec(self.db())
            .await
            .doing(|| format!("move {id} to {state}"))?;
        Ok(done.rows_affected == 1)
    }

    /// Keeps a comment.
    pub async fn insert_comment(&self, row: CommentRow) -> Result<()> {
        self.texts_are_open()?;
        let id = row.id;
        let row = comment::ActiveModel {
            tenant_id: Set(self.tenant_id()?.0),
            id: Set(row.id.0),
            subject_id: Set(row.subject.0),
            author_id: Set(row.author.0),
            body: Set(row.body),
            at: Set(row.at),
        };
        row.insert(self.db()).await.doing(|| format!("keep {id}"))?;
        Ok(())
    }

    /// The comments of a subject, oldest first.
    pub async fn comments(&self, subject: SubjectId) -> Result<Vec<CommentRow>> {
        self.texts_are_open()?;
        let rows = comment::Entity::find()
            .filter(comment::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(comment::Column::SubjectId.eq(subject.0))
            .order_by_asc(comment::Column::Id)
            .all(self.db())
            .await
            .doing(|| format!("read the comments of {subject}"))?;
        let read = |row: comment::Model| CommentRow {
            id: row.id.into(),
            subject: row.subject_id.into(),
            author: row.author_id.into(),
            body: row.body,
            at: row.at,
        };
        Ok(rows.into_iter().map(read).collect())
    }

    /// Notes a file whose bytes are already kept.
    pub async fn insert_attachment(&self, row: AttachmentRow) -> Result<()> {
        self.texts_are_open()?;
        let id = row.id;
        let row = attachment::ActiveModel {
            tenant_id: Set(self.tenant_id()?.0),
            id: Set(row.id.0),
            subject_id: Set(row.subject.0),
            name: Set(row.name),
            media_type: Set(row.media_type),
            size: Set(i64::try_from(row.size).map_err(|_| Error::bug("a file larger than any disk"))?),
            sha256: Set(row.sha256.to_vec()),
            author_id: Set(row.author.0),
            at: Set(row.at),
        };
        row.insert(self.db()).await.doing(|| format!("note {id}"))?;
        Ok(())
    }

    /// The files of a subject, oldest first.
    pub async fn attachments(&self, subject: SubjectId) -> Result<Vec<AttachmentRow>> {
        self.texts_are_open()?;
        let rows = attachment::Entity::find()
            .filter(attachment::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(attachment::Column::SubjectId.eq(subject.0))
            .order_by_asc(attachment::Column::Id)
            .all(self.db())
            .await
            .doing(|| format!("read the files of {subject}"))?;
        rows.into_iter().map(read_attachment).collect()
    }

    /// One file.
    pub async fn attachment(&self, id: AttachmentId) -> Result<Option<AttachmentRow>> {
        self.texts_are_open()?;
        let row = attachment::Entity::find()
            .filter(attachment::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(attachment::Column::Id.eq(id.0))
            .one(self.db())
            .await
            .doing(|| format!("read {id}"))?;
        row.map(read_attachment).transpose()
    }
}

fn read_reply(row: reply::Model) -> Result<ReplyRow> {
    Ok(ReplyRow {
        id: row.id.into(),
        subject: row.subject_id.into(),
        round: u16::try_from(row.round).map_err(|_| Error::corrupt("a round out of range"))?,
        kind: row.kind.parse()?,
        state: row.state.parse()?,
        body: row.body,
        author: row.author_id.into(),
        approved_by: row.approved_by_id.map(UserId),
        self_approved: row.self_approved,
        published_at_place: row.published_at_place,
        promised_on: row.promised_on,
        submitted_at: row.submitted_at,
        approved_at: row.approved_at,
        published_at: row.published_at,
    })
}

fn read_attachment(row: attachment::Model) -> Result<AttachmentRow> {
    Ok(AttachmentRow {
        id: row.id.into(),
        subject: row.subject_id.into(),
        name: row.name,
        media_type: row.media_type,
        size: u64::try_from(row.size).map_err(|_| Error::corrupt("a file of negative size"))?,
        sha256: row.sha256.try_into().map_err(|_| Error::corrupt("a digest of another length"))?,
        author: row.author_id.into(),
        at: row.at,
    })
}
