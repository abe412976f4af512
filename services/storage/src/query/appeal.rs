//! What is inside a paper: its questions, who answers some of them, and what they wrote.

use chrono::{DateTime, Utc};
use otklik_domain::case::QuestionOutcome;
use otklik_domain::id::{OrganizationId, QuestionId, SubjectId, UserId};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::decode::{id, id_opt};
use super::rowset::{Columns, Kind as Is, Row, Rowset};
use crate::dialect::{execute, statement};
use crate::error::{Doing, Error, Result};
use crate::table::{contribution, question};
use crate::tx::Tx;

/// One question of a paper.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    /// Its id.
    pub id: QuestionId,
    /// Of which subject.
    pub subject: SubjectId,
    /// Its place in the paper, from 1.
    pub ordinal: u16,
    /// The words.
    pub body: String,
    /// The body that answers it.
    pub organization: Option<OrganizationId>,
    /// The person who answers it.
    pub assignee: Option<UserId>,
    /// What became of it.
    pub outcome: Option<QuestionOutcome>,
    /// Who confirmed that.
    pub outcome_confirmed_by: Option<UserId>,
}

impl std::fmt::Debug for Question {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Question")
            .field("id", &self.id)
            .field("ordinal", &self.ordinal)
            .field("outcome", &self.outcome)
            .finish_non_exhaustive()
    }
}

/// A person who answers some of the questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoAssignee {
    /// Who.
    pub user: UserId,
    /// For which body.
    pub organization: Option<OrganizationId>,
    /// Since when.
    pub at: DateTime<Utc>,
}

/// What a co-executor wrote for own questions.
#[derive(Clone, PartialEq, Eq)]
pub struct Contribution {
    /// Its id.
    pub id: Uuid,
    /// Of which subject.
    pub subject: SubjectId,
    /// Who wrote it.
    pub author: UserId,
    /// The words.
    pub body: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl std::fmt::Debug for Contribution {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Contribution").field("id", &self.id).field("at", &self.at).finish_non_exhaustive()
    }
}

impl Tx {
    /// Keeps the questions of papers in one statement.
    pub async fn insert_questions(&self, questions: &[Question]) -> Result<()> {
        const WRITTEN: &Columns = &[
            ("tenant_id", Is::Id),
            ("id", Is::Id),
            ("subject_id", Is::Id),
            ("ordinal", Is::Int),
            ("body", Is::Text),
            ("organization_id", Is::Id),
            ("assignee_id", Is::Id),
            ("outcome", Is::Text),
            ("outcome_confirmed_by_id", Is::Id),
        ];
        self.texts_are_open()?;
        let tenant = self.tenant_id()?;
        let rows = questions.iter().map(|question| {
            Row::default()
                .id("tenant_id", tenant)
                .id("id", question.id)
                .id("subject_id", question.subject)
                .int("ordinal", question.ordinal)
                .text("body", question.body.as_str())
                .id_opt("organization_id", question.organization)
                .id_opt("assignee_id", question.assignee)
                .text_opt("outcome", question.outcome.map(QuestionOutcome::code))
                .id_opt("outcome_confirmed_by_id", question.outcome_confirmed_by)
        });
        self.put_rows("question", WRITTEN, rows.collect()).await
    }

    /// The questions of a paper, in its order.
    pub async fn questions(&self, subject: SubjectId) -> Result<Vec<Question>> {
        self.texts_are_open()?;
        question::Entity::find()
            .filter(question::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(question::Column::SubjectId.eq(subject.0))
            .order_by_asc(question::Column::Ordinal)
            .all(self.db())
            .await
            .doing(|| format!("read the questions of {subject}"))?
            .into_iter()
            .map(read_question)
            .collect()
    }

    /// The questions of many papers in one statement, paper by paper, each in its order.
    pub async fn questions_of(&self, subjects: &[SubjectId]) -> Result<Vec<Question>> {
        self.texts_are_open()?;
        question::Entity::find()
            .filter(question::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(question::Column::SubjectId.is_in(subjects.iter().map(|id| id.0)))
            .order_by_asc(question::Column::SubjectId)
            .order_by_asc(question::Column::Ordinal)
            .all(self.db())
            .await
            .doing(|| format!("read the questions of {} papers", subjects.len()))?
            .into_iter()
            .map(read_question)
            .collect()
    }

    /// Says who answers a question; false when the tenant has none such.
    pub async fn place_question(
        &self,
        id: QuestionId,
        organization: Option<OrganizationId>,
        assignee: Option<UserId>,
    ) -> Result<bool> {
        use question::Column as C;
        self.texts_are_open()?;
        let placed = question::Entity::update_many()
            .col_expr(C::OrganizationId, Expr::value(organization.map(|id| id.0)))
            .col_expr(C::AssigneeId, Expr::value(assignee.map(|id| id.0)))
            .filter(C::TenantId.eq(self.tenant_id()?.0))
            .filter(C::Id.eq(id.0))
            .exec(self.db())
            .await
            .doing(|| format!("place {id}"))?;
        Ok(placed.rows_affected == 1)
    }

    /// Says what became of a question, and who confirmed it; false when the tenant has none such.
    pub async fn set_outcome(
        &self,
        id: QuestionId,
        outcome: QuestionOutcome,
        confirmed_by: Option<UserId>,
    ) -> Result<bool> {
        use question::Column as C;
        self.texts_are_open()?;
        let set = question::Entity::update_many()
            .col_expr(C::Outcome, Expr::value(outcome.code()))
            .col_expr(C::OutcomeConfirmedById, Expr::value(confirmed_by.map(|id| id.0)))
            .filter(C::TenantId.eq(self.tenant_id()?.0))
            .filter(C::Id.eq(id.0))
            .exec(self.db())
            .await
            .doing(|| format!("set the outcome of {id}"))?;
        Ok(set.rows_affected == 1)
    }

    /// Replaces the co-executors of a subject; who stays keeps the moment of joining.
    pub async fn put_co_assignees(
        &self,
        subject: SubjectId,
        people: &[(UserId, Option<OrganizationId>)],
    ) -> Result<()> {
        const WRITTEN: &Columns = &[
            ("tenant_id", Is::Id),
            ("subject_id", Is::Id),
            ("user_id", Is::Id),
            ("organization_id", Is::Id),
            ("at", Is::At),
        ];
        self.texts_are_open()?;
        let before = self.co_assignees(subject).await?;
        let (tenant, now) = (self.tenant_id()?, self.now().get());
        let sql = "DELETE FROM co_assignee WHERE tenant_id = $1 AND subject_id = $2";
        execute(self.db(), sql, [tenant.0.into(), subject.0.into()]).await?;
        let mut named = std::collections::BTreeSet::new();
        let rows: Rowset = people
            .iter()
            .filter(|(user, _)| named.insert(*user))
            .map(|(user, organization)| {
                let joined = before.iter().find(|one| one.user == *user).map_or(now, |one| one.at);
                Row::default()
                    .id("tenant_id", tenant)
                    .id("subject_id", subject)
                    .id("user_id", *user)
                    .id_opt("organization_id", *organization)
                    .at("at", joined)
            })
            .collect();
        self.put_rows("co_assignee", WRITTEN, rows).await
    }

    /// Who answers some of the questions of a subject.
    pub async fn co_assignees(&self, subject: SubjectId) -> Result<Vec<CoAssignee>> {
        if self.is_region() {
            return Err(Error::bug(format!("{:?} asks for co-executors", self.scope())));
        }
        let sql = "SELECT user_id, organization_id, at FROM co_assignee \
                   WHERE tenant_id = $1 AND subject_id = $2 ORDER BY user_id";
        let values = [self.tenant_id()?.0.into(), subject.0.into()];
        let rows = self
            .db()
            .query_all_raw(statement(self.db().get_database_backend(), sql, values))
            .await
            .doing(|| format!("read the co-executors of {subject}"))?;
        rows.iter()
            .map(|row| {
                Ok(CoAssignee {
                    user: id(row, "user_id")?,
                    organization: id_opt(row, "organization_id")?,
                    at: row.try_get("", "at")?,
                })
            })
            .collect()
    }

    /// Keeps what a co-executor wrote.
    pub async fn insert_contribution(&self, new: Contribution) -> Result<()> {
        self.texts_are_open()?;
        let subject = new.subject;
        let row = contribution::ActiveModel {
            tenant_id: Set(self.tenant_id()?.0),
            id: Set(new.id),
            subject_id: Set(new.subject.0),
            author_id: Set(new.author.0),
            body: Set(new.body),
            at: Set(new.at),
        };
        row.insert(self.db()).await.doing(|| format!("keep a contribution to {subject}"))?;
        Ok(())
    }

    /// What co-executors of a subject wrote, oldest first.
    pub async fn contributions(&self, subject: SubjectId) -> Result<Vec<Contribution>> {
        self.texts_are_open()?;
        let rows = contribution::Entity::find()
            .filter(contribution::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(contribution::Column::SubjectId.eq(subject.0))
            .order_by_asc(contribution::Column::Id)
            .all(self.db())
            .await
            .doing(|| format!("read the contributions to {subject}"))?;
        let read = |row: contribution::Model| Contribution {
            id: row.id,
            subject: row.subject_id.into(),
            author: row.author_id.into(),
            body: row.body,
            at: row.at,
        };
        Ok(rows.into_iter().map(read).collect())
    }
}

fn read_question(row: question::Model) -> Result<Question> {
    Ok(Question {
        id: row.id.into(),
        subject: row.subject_id.into(),
        ordinal: u16::try_from(row.ordinal).map_err(|_| Error::corrupt("a place out of range"))?,
        body: row.body,
        organization: row.organization_id.map(OrganizationId),
        assignee: row.assignee_id.map(UserId),
        outcome: row.outcome.map(|code| code.parse()).transpose()?,
        outcome_confirmed_by: row.outcome_confirmed_by_id.map(UserId),
    })
}
