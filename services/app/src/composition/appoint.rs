//! Puts a user on a seat from a day on, by an act; roles follow on that day by themselves.

use chrono::NaiveDate;
use otklik_domain::access::Action;
use otklik_domain::audit::Actor;
use otklik_domain::caller::Caller;
use otklik_domain::id::{LegalActId, SeatId, UserId};
use otklik_domain::refusal::{Code, Refusal};
use otklik_storage::Tx;
use otklik_storage::query::composition::Appointment;
use serde_json::json;

use super::term::{self, Term};
use super::{Centre, begin, note, rank, today};
use crate::case::perform::actor;
use crate::request::{once, own_scope};
use crate::tenant::file::plan::Rank;
use crate::{App, Error, Receipt, Request};

/// Who, where, since when, by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The seat.
    pub seat: SeatId,
    /// The user.
    pub user: UserId,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// The act that appoints.
    pub act: Option<LegalActId>,
    /// Rank of the person, where the position does not tell it.
    pub rank: Option<Rank>,
    /// What else is to be said.
    pub note: Option<String>,
}

/// Puts a user on a seat.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let (shared, person) = (app.clone(), caller.clone());
    once(app, caller, *request, own_scope(caller), move |tx| async move {
        let tenant = begin(&shared, &tx, &person, Action::CompositionChange).await?;
        let centre = Centre::load(&tx, tenant).await?;
        keep(&tx, &centre, actor(&person), input).await?;
        Ok(Receipt::default())
    })
    .await
}

/// Checks and writes an appointment in the scope of its centre.
pub(crate) async fn keep(own: &Tx, centre: &Centre, actor: Actor, input: Input) -> Result<(), Error> {
    let seat = centre.seats.iter().find(|seat| seat.id == input.seat).ok_or(Error::NotFound)?;
    let person = own.membership(input.user).await?.ok_or(Error::NotFound)?;
    if let Some(act) = input.act
        && !own.legal_acts().await?.iter().any(|known| known.id == act)
    {
        return Err(Error::NotFound);
    }
    if centre.plan.is_some() && centre.said(seat).is_none() {
        // The line has left the act; it is kept for its past alone.
        return Err(refused(Refusal::new(Code::NotInClosedList).field("seat")));
    }
    let appointment = Appointment {
        id: own.new_id(),
        seat: seat.id,
        user: person.id,
        from_on: input.from,
        to_on: input.to,
        act: input.act,
        ended_by: None,
        note: note(input.note.as_deref()).map_err(refused)?,
    };
    term::dates(Term::from(&appointment), &person, today(own, &centre.tenant)).map_err(refused)?;
    let all = own.appointments().await?;
    if let Some(other) = term::in_the_way(&appointment, centre.holders(seat), &all, None) {
        let holder = own.membership(other.user).await?.map(|other| other.position).unwrap_or_default();
        return Err(refused(term::overlap(other, &holder)));
    }
    rank::check(centre, seat, &person, input.rank, || rank::of_seats(centre, &all, person.id, input.from))
        .map_err(refused)?;
    own.insert_appointment(&appointment).await?;
    let body = json!({
        "appointment": appointment.id, "seat": seat.code, "user": person.id, "from": input.from,
        "to": input.to, "act": input.act, "rank": input.rank,
    });
    own.audit(actor, "composition.appoint", None, &body).await?;
    Ok(())
}

fn refused(refusal: Refusal) -> Error {
    Error::Refused(vec![refusal])
}
