//! What makes a repeated mutation harmless: the id a client gave, and what came of it.

use chrono::TimeDelta;
use otklik_domain::id::{AccountId, RequestId};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::Value;

use crate::error::{Doing, Error, Result};
use crate::table::request;
use crate::tx::Tx;

/// How long an outcome is kept.
const KEPT: TimeDelta = TimeDelta::hours(12);

/// What a request id turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum RequestOutcome {
    /// Never seen: do the act.
    Fresh,
    /// The same request again: answer from this.
    Repeat(Value),
    /// The same id with another input.
    Reused,
}

impl Tx {
    /// Takes a request id. It is the first statement of an act: a second act under the same id waits here until the
    /// first has committed, and then finds its outcome.
    pub async fn begin_request(
        &self,
        account: AccountId,
        id: RequestId,
        input_hash: [u8; 32],
    ) -> Result<RequestOutcome> {
        use request::Column as C;
        let tenant = self.tenant_id()?;
        let row = request::Model {
            tenant_id: tenant.0,
            account_id: account.0,
            id: id.0,
            region_id: self.region_id()?.0,
            input_hash: input_hash.to_vec(),
            outcome: Value::Null,
            created_at: self.now().get(),
        };
        let taken = request::Entity::insert(row.into_active_model())
            .on_conflict(OnConflict::columns([C::TenantId, C::AccountId, C::Id]).do_nothing().to_owned())
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("take {id}"))?;
        if taken == 1 {
            return Ok(RequestOutcome::Fresh);
        }
        let earlier = request::Entity::find_by_id((tenant.0, account.0, id.0))
            .one(self.db())
            .await
            .doing(|| format!("read {id}"))?
            .ok_or_else(|| Error::conflict(format!("{id} went away while it was read")))?;
        Ok(match earlier.outcome {
            _ if earlier.input_hash != input_hash => RequestOutcome::Reused,
            Value::Null => return Err(Error::corrupt(format!("{id} was committed without an outcome"))),
            outcome => RequestOutcome::Repeat(outcome),
        })
    }

    /// Keeps what came of a request: ids, refusals, never a rendered object.
    pub async fn finish_request(&self, account: AccountId, id: RequestId, outcome: &Value) -> Result<()> {
        let updated = request::Entity::update_many()
            .col_expr(request::Column::Outcome, Expr::value(outcome.clone()))
            .filter(request::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(request::Column::AccountId.eq(account.0))
            .filter(request::Column::Id.eq(id.0))
            .exec(self.db())
            .await
            .doing(|| format!("finish {id}"))?;
        if updated.rows_affected == 1 { Ok(()) } else { Err(Error::bug(format!("{id} was never begun"))) }
    }

    /// Forgets outcomes older than twelve hours; answers how many. For the clockwork.
    pub async fn forget_requests(&self) -> Result<u64> {
        self.need_clockwork()?;
        let gone = request::Entity::delete_many()
            .filter(request::Column::CreatedAt.lt(self.now().get() - KEPT))
            .exec(self.db())
            .await
            .doing(|| "forget requests".to_owned())?;
        Ok(gone.rows_affected)
    }
}
