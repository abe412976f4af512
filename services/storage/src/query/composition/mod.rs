//! Who holds which seat, where, from–to; and whom that makes answerable.

mod act;
mod direction;
mod holding;
mod place;
mod post;
mod seat;
mod version;

pub use act::LegalAct;
use chrono::NaiveDate;
pub use direction::Direction;
use otklik_domain::id::{AccountId, AppointmentId, LegalActId, SeatId, UserId};
pub use place::{Block, Organization, RoutingRule};
pub use post::Composed;
use sea_orm::{ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
pub use seat::Seat;
pub use version::BlockVersion;

use crate::error::{Doing, Error, Result};
use crate::table::{appointment, membership, tenant};
use crate::tx::Tx;

/// A user: an account in the tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The user.
    pub id: UserId,
    /// Who signs in.
    pub account: AccountId,
    /// Position, as shown.
    pub position: String,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: Option<NaiveDate>,
}

/// A person by position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The user.
    pub id: UserId,
    /// Position, as shown.
    pub position: String,
}

/// A seat held by somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// Its id.
    pub id: AppointmentId,
    /// Which seat.
    pub seat: SeatId,
    /// By whom.
    pub user: UserId,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: Option<NaiveDate>,
    /// The act that appointed.
    pub act: Option<LegalActId>,
    /// The act that ended it.
    pub ended_by: Option<LegalActId>,
    /// What a person added, without names.
    pub note: Option<String>,
}

impl Tx {
    /// Today in the tenant's zone.
    pub(crate) async fn today(&self) -> Result<NaiveDate> {
        let id = self.tenant_id()?;
        let zone: Option<String> = tenant::Entity::find_by_id(id.0)
            .select_only()
            .column(tenant::Column::Zone)
            .into_tuple()
            .one(self.db())
            .await
            .doing(|| format!("read the zone of {id}"))?;
        let zone = zone.ok_or_else(|| Error::bug(format!("{id} is not there")))?;
        let zone: chrono_tz::Tz = zone.parse().map_err(|_| Error::corrupt(format!("zone {zone} of {id}")))?;
        Ok(self.now().get().with_timezone(&zone).date_naive())
    }

    /// A user of the tenant, also one who has left.
    pub async fn membership(&self, user: UserId) -> Result<Option<Membership>> {
        let row = membership::Entity::find_by_id((self.tenant_id()?.0, user.0))
            .one(self.db())
            .await
            .doing(|| format!("read {user}"))?;
        Ok(row.map(Membership::from))
    }

    /// Those of `ids` who are users of the tenant.
    pub async fn users(&self, ids: &[UserId]) -> Result<Vec<User>> {
        let rows = membership::Entity::find()
            .filter(membership::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(membership::Column::Id.is_in(ids.iter().map(|id| id.0)))
            .order_by_asc(membership::Column::Id)
            .all(self.db())
            .await
            .doing(|| "list users".to_owned())?;
        Ok(rows.into_iter().map(|row| User { id: UserId(row.id), position: row.position }).collect())
    }

    /// Everybody who works here today or is to come, by position.
    pub async fn people(&self) -> Result<Vec<Membership>> {
        let today = self.today().await?;
        let rows = membership::Entity::find()
            .filter(membership::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(
                Condition::any()
                    .add(membership::Column::ToOn.is_null())
                    .add(membership::Column::ToOn.gte(today)),
            )
            .order_by_asc(membership::Column::Position)
            .order_by_asc(membership::Column::Id)
            .all(self.db())
            .await
            .doing(|| "list the people of a tenant".to_owned())?;
        Ok(rows.into_iter().map(Membership::from).collect())
    }

    /// Makes an account a user of the tenant; one that is a user already is a conflict.
    pub async fn insert_membership(&self, new: &Membership) -> Result<()> {
        let row = membership::Model {
            tenant_id: self.tenant_id()?.0,
            id: new.id.0,
            region_id: self.region_id()?.0,
            account_id: new.account.0,
            position: new.position.clone(),
            from_on: new.from_on,
            to_on: new.to_on,
        };
        membership::Entity::insert(row.into_active_model())
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("make {} a user", new.account))?;
        Ok(())
    }

    /// Puts a user on a seat.
    pub async fn insert_appointment(&self, new: &Appointment) -> Result<()> {
        let row = appointment::Model {
            tenant_id: self.tenant_id()?.0,
            id: new.id.0,
            seat_id: new.seat.0,
            user_id: new.user.0,
            from_on: new.from_on,
            to_on: new.to_on,
            legal_act_id: new.act.map(|id| id.0),
            ended_by_act_id: new.ended_by.map(|id| id.0),
            note: new.note.clone(),
        };
        appointment::Entity::insert(row.into_active_model())
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("appoint {} to {}", new.user, new.seat))?;
        Ok(())
    }

    /// Ends or prolongs an appointment by an act; answers whether the tenant has it.
    pub async fn end_appointment(
        &self,
        id: AppointmentId,
        to_on: Option<NaiveDate>,
        by: Option<LegalActId>,
    ) -> Result<bool> {
        use sea_orm::sea_query::Expr;
        let changed = appointment::Entity::update_many()
            .col_expr(appointment::Column::ToOn, Expr::value(to_on))
            .col_expr(appointment::Column::EndedByActId, Expr::value(by.map(|id| id.0)))
            .filter(appointment::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(appointment::Column::Id.eq(id.0))
            .exec(self.db())
            .await
            .doing(|| format!("end {id}"))?;
        Ok(changed.rows_affected == 1)
    }

    /// Every appointment of the tenant, past ones too.
    pub async fn appointments(&self) -> Result<Vec<Appointment>> {
        let rows = appointment::Entity::find()
            .filter(appointment::Column::TenantId.eq(self.tenant_id()?.0))
            .order_by_asc(appointment::Column::Id)
            .all(self.db())
            .await
            .doing(|| "list appointments".to_owned())?;
        Ok(rows
            .into_iter()
            .map(|row| Appointment {
                id: AppointmentId(row.id),
                seat: SeatId(row.seat_id),
                user: UserId(row.user_id),
                from_on: row.from_on,
                to_on: row.to_on,
                act: row.legal_act_id.map(LegalActId),
                ended_by: row.ended_by_act_id.map(LegalActId),
                note: row.note,
            })
            .collect())
    }
}

impl From<membership::Model> for Membership {
    fn from(row: membership::Model) -> Self {
        Self {
            id: UserId(row.id),
            account: AccountId(row.account_id),
            position: row.position,
            from_on: row.from_on,
            to_on: row.to_on,
        }
    }
}
