//! Notices to people: one per event, person and channel, planned once, delivered or given up visibly.

use chrono::{DateTime, Utc};
use otklik_domain::id::{NotificationId, OutboxId, SubjectId, TenantId, UserId};
use otklik_domain::notification::{Channel, State};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde_json::Value as Json;

use crate::error::{Doing, Result};
use crate::table::notification;
use crate::tx::Tx;

/// A notice to be planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNotification {
    /// The outbox row it comes of.
    pub event: OutboxId,
    /// Who is told.
    pub recipient: UserId,
    /// By which way.
    pub channel: Channel,
    /// About which subject of the same tenant.
    pub subject: Option<SubjectId>,
    /// Which text.
    pub text_code: String,
    /// What the text needs.
    pub body: Json,
}

/// A notice as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotificationRow {
    /// Its id.
    pub id: NotificationId,
    /// The outbox row it comes of.
    pub event: OutboxId,
    /// Who is told.
    pub recipient: UserId,
    /// By which way.
    pub channel: Channel,
    /// About which subject.
    pub subject: Option<SubjectId>,
    /// Which text.
    pub text_code: String,
    /// What the text needs.
    pub body: Json,
    /// Where it stands.
    pub state: State,
    /// When it was planned.
    pub created_at: DateTime<Utc>,
    /// When it was handed over.
    pub delivered_at: Option<DateTime<Utc>>,
    /// When its reader opened it.
    pub read_at: Option<DateTime<Utc>>,
    /// Why it was given up.
    pub failure: Option<String>,
}

impl Tx {
    /// Plans a notice and answers its id; none when this person was told of this event by this channel before.
    pub async fn plan_notification(&self, notice: NewNotification) -> Result<Option<NotificationId>> {
        let id: NotificationId = self.new_id();
        let event = notice.event;
        let row = notification::ActiveModel {
            tenant_id: Set(self.tenant_id()?.0),
            id: Set(id.0),
            event_id: Set(notice.event.0),
            recipient_id: Set(notice.recipient.0),
            channel: Set(notice.channel.code().to_owned()),
            subject_id: Set(notice.subject.map(|subject| subject.0)),
            text_code: Set(notice.text_code),
            body: Set(notice.body),
            state: Set(State::Planned.code().to_owned()),
            created_at: Set(self.now().get()),
            delivered_at: Set(None),
            read_at: Set(None),
            failure: Set(None),
        };
        let once = OnConflict::columns([
            notification::Column::TenantId,
            notification::Column::EventId,
            notification::Column::RecipientId,
            notification::Column::Channel,
        ])
        .do_nothing()
        .to_owned();
        let planned = notification::Entity::insert(row)
            .on_conflict(once)
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("plan a notice of {event}"))?;
        Ok((planned == 1).then_some(id))
    }

    /// One notice.
    pub async fn notification(&self, id: NotificationId) -> Result<Option<NotificationRow>> {
        let row = notification::Entity::find()
            .filter(notification::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(notification::Column::Id.eq(id.0))
            .one(self.db())
            .await
            .doing(|| format!("read {id}"))?;
        row.map(read).transpose()
    }

    /// Notices of every tenant that were planned before `before` and still wait, oldest first. For the clockwork.
    pub async fn waiting_notifications(
        &self,
        before: DateTime<Utc>,
        limit: u64,
    ) -> Result<Vec<(TenantId, NotificationId, Channel)>> {
        self.need_clockwork()?;
        let rows = notification::Entity::find()
            .filter(notification::Column::State.eq(State::Planned.code()))
            .filter(notification::Column::CreatedAt.lt(before))
            .order_by_asc(notification::Column::CreatedAt)
            .limit(limit)
            .all(self.db())
            .await
            .doing(|| "read waiting notices".to_owned())?;
        rows.into_iter()
            .map(|row| Ok((TenantId(row.tenant_id), NotificationId(row.id), row.channel.parse()?)))
            .collect()
    }

    /// Notes that a notice was handed over; false when it was not waiting.
    pub async fn mark_delivered(&self, id: NotificationId) -> Result<bool> {
        self.leave_planned(id, State::Delivered, None).await
    }

    /// Notes that a notice was given up; false when it was not waiting.
    pub async fn mark_failed(&self, id: NotificationId, failure: &str) -> Result<bool> {
        self.leave_planned(id, State::Failed, Some(failure)).await
    }

    async fn leave_planned(&self, id: NotificationId, state: State, failure: Option<&str>) -> Result<bool> {
        let delivered = (state == State::Delivered).then(|| self.now().get());
        let done = notification::Entity::update_many()
            .filter(notification::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(notification::Column::Id.eq(id.0))
            .filter(notification::Column::State.eq(State::Planned.code()))
            .col_expr(notification::Column::State, Expr::value(state.code()))
            .col_expr(notification::Column::DeliveredAt, Expr::value(delivered))
            .col_expr(notification::Column::Failure, Expr::value(failure))
            .exec(self.db())
            .await
            .doing(|| format!("move {id} to {state}"))?;
        Ok(done.rows_affected == 1)
    }

    /// The newest notices of a person in the interface, newest first.
    pub async fn notifications(&self, user: UserId, first: u16) -> Result<Vec<NotificationRow>> {
        let rows = notification::Entity::find()
            .filter(notification::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(notification::Column::RecipientId.eq(user.0))
            .filter(notification::Column::Channel.eq(Channel::InApp.code()))
            .order_by_desc(notification::Column::Id)
            .limit(u64::from(first))
            .all(self.db())
            .await
            .doing(|| format!("read the notices of {user}"))?;
        rows.into_iter().map(read).collect()
    }
}

fn read(row: notification::Model) -> Result<NotificationRow> {
    Ok(NotificationRow {
        id: row.id.into(),
        event: row.event_id.into(),
        recipient: row.recipient_id.into(),
        channel: row.channel.parse()?,
        subject: row.subject_id.map(SubjectId),
        text_code: row.text_code,
        body: row.body,
        state: row.state.parse()?,
        created_at: row.created_at,
        delivered_at: row.delivered_at,
        read_at: row.read_at,
        failure: row.failure,
    })
}
