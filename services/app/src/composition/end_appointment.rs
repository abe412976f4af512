//! Gives an appointment its last day, today or ahead; one that has not begun can be called off.

use chrono::NaiveDate;
use otklik_domain::access::Action;
use otklik_domain::audit::Actor;
use otklik_domain::caller::Caller;
use otklik_domain::id::{AppointmentId, LegalActId, UserId};
use otklik_domain::refusal::{Code, Refusal};
use otklik_storage::Tx;
use otklik_storage::query::composition::Appointment;
use serde_json::json;

use super::term;
use super::{Centre, begin, note, today};
use crate::case::perform::actor;
use crate::request::{once, own_scope};
use crate::tenant::file::plan::Holders;
use crate::{App, Error, Receipt, Request};

/// Which appointment, until when, by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The appointment.
    pub appointment: AppointmentId,
    /// Its last day; the day before its first calls it off while it has not begun.
    pub to: NaiveDate,
    /// The act that ends it.
    pub act: Option<LegalActId>,
    /// What else is to be said; kept in the audit log.
    pub note: Option<String>,
}

/// Gives an appointment its last day.
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

/// Checks and writes the last day in the scope of its centre; answers whose appointment it was.
pub(crate) async fn keep(own: &Tx, centre: &Centre, actor: Actor, input: Input) -> Result<UserId, Error> {
    let all = own.appointments().await?;
    let old = all.iter().find(|known| known.id == input.appointment).ok_or(Error::NotFound)?;
    if let Some(act) = input.act
        && !own.legal_acts().await?.iter().any(|known| known.id == act)
    {
        return Err(Error::NotFound);
    }
    let note = note(input.note.as_deref()).map_err(refused)?;
    check(old, input.to, today(own, &centre.tenant))?;
    let changed = Appointment { to_on: Some(input.to), ..old.clone() };
    let seat = centre.seats.iter().find(|seat| seat.id == old.seat);
    let holders = seat.map_or(Holders::Open, |seat| centre.holders(seat));
    if let Some(other) = term::in_the_way(&changed, holders, &all, Some(old.id)) {
        let holder = own.membership(other.user).await?.map(|other| other.position).unwrap_or_default();
        return Err(refused(Refusal { field: Some("to".to_owned()), ..term::overlap(other, &holder) }));
    }
    own.end_appointment(old.id, Some(input.to), input.act).await?;
    let body =
        json!({ "appointment": old.id, "user": old.user, "to": input.to, "act": input.act, "note": note });
    own.audit(actor, "composition.end_appointment", None, &body).await?;
    Ok(old.user)
}

/// What has begun keeps its first day; what lies ahead may be called off.
fn check(old: &Appointment, to: NaiveDate, today: NaiveDate) -> Result<(), Error> {
    let called_off = old.from_on > today && old.from_on.pred_opt() == Some(to);
    if to < old.from_on && !called_off {
        return Err(refused(Refusal::new(Code::FieldInvalid).field("to").with("least", old.from_on)));
    }
    Ok(())
}

fn refused(refusal: Refusal) -> Error {
    Error::Refused(vec![refusal])
}
