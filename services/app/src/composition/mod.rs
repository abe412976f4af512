//! Composition over time: who holds which seat and since when, which act changed what, which functions a centre has,
//! and how a centre ends.

pub(crate) mod acts;
pub mod appoint;
pub(crate) mod blocks;
pub mod end_appointment;
pub mod end_centre;
pub mod function;
pub(crate) mod past;
mod rank;
pub mod set_function;
pub(crate) mod term;
pub mod word;

use chrono::NaiveDate;
use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::refusal::{Code, Refusal};
use otklik_domain::tenant::{State, Tenant};
use otklik_storage::Tx;
use otklik_storage::query::composition::Seat;

use crate::case::gather::tenant_of;
use crate::tenant::file::plan::{Holders, Plan, Seat as SeatLine};
use crate::tenant::kept;
use crate::{App, Error};

/// Longest note, in characters.
const MOST_CHARACTERS: usize = 1_000;

/// A centre with its lines, as appointments are measured by them.
pub(crate) struct Centre {
    pub(crate) tenant: Tenant,
    /// What its file says; none for a centre that was made without one.
    pub(crate) plan: Option<Plan>,
    pub(crate) seats: Vec<Seat>,
}

impl Centre {
    /// Reads a centre in its own scope.
    pub(crate) async fn load(own: &Tx, tenant: Tenant) -> Result<Self, Error> {
        let plan = kept::plan(own, tenant.id).await?;
        Ok(Self { plan, seats: own.seats().await?, tenant })
    }

    /// What the file says of a seat.
    fn said(&self, seat: &Seat) -> Option<&SeatLine> {
        self.plan.as_ref().and_then(|plan| plan.seat(&seat.code))
    }

    /// How many may hold a seat at once; where no file says it, as many as are appointed.
    fn holders(&self, seat: &Seat) -> Holders {
        self.said(seat).map_or(Holders::Open, |said| said.holders)
    }
}

/// Today in the zone of the tenant.
pub(crate) fn today(tx: &Tx, tenant: &Tenant) -> NaiveDate {
    tx.now().get().with_timezone(&tenant.zone).date_naive()
}

/// The beginning of every change by a person: the right, a centre that has not ended, nobody else at it.
async fn begin(app: &App, tx: &Tx, caller: &Caller, action: Action) -> Result<Tenant, Error> {
    if !app.authorizer.may(caller, action) {
        return Err(Error::Forbidden);
    }
    let tenant = tenant_of(tx, caller.tenant).await?;
    if tenant.state == State::Ended {
        return Err(Error::Refused(vec![Refusal::new(Code::TenantEnded)]));
    }
    alone(tx, &tenant).await?;
    Ok(tenant)
}

/// Two changes at once could each be right and wrong together.
pub(crate) async fn alone(tx: &Tx, tenant: &Tenant) -> Result<(), Error> {
    if tx.try_exclusive(&format!("composition {}", tenant.id)).await? {
        return Ok(());
    }
    Err(Error::Invalid {
        code: "COMPOSITION_BUSY",
        field: None,
        message: "Состав сейчас меняет кто-то другой: повторите через минуту.".to_owned(),
    })
}

/// A note without the blanks around it; an empty one is none.
fn note(text: Option<&str>) -> Result<Option<String>, Refusal> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    if text.is_some_and(|text| text.chars().count() > MOST_CHARACTERS) {
        return Err(Refusal::new(Code::TooLarge).field("note").with("most", MOST_CHARACTERS));
    }
    Ok(text.map(str::to_owned))
}
