//! Seats as the operator fills and empties them: by login, code of the seat and number of the act.

use chrono::NaiveDate;
use otklik_domain::audit::Actor;
use otklik_domain::id::{LegalActId, SeatId, UserId};
use otklik_domain::page::PageRequest;
use otklik_domain::reach::{Grant, Reach};
use otklik_storage::query::case::CaseFilter;
use otklik_storage::{Scope, Tx};

use super::account::known;
use crate::composition::end_appointment;
use crate::composition::term::Term;
use crate::composition::{Centre, alone, appoint, today, word};
use crate::tenant::file::plan::Rank;
use crate::{App, Error};

/// Who and which seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Login.
    pub login: String,
    /// Code of the centre.
    pub tenant_code: String,
    /// Code of the seat.
    pub seat: String,
    /// Number of the act, one of those the centre has.
    pub act: Option<String>,
    /// What else is to be said.
    pub note: Option<String>,
}

/// From which day to which, with the rank where the position does not tell it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// First day; today when none is said.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// Rank of the person.
    pub rank: Option<Rank>,
}

/// Puts a user on a seat. Needs a store of the owner.
pub async fn appoint(app: &App, place: Place, days: Days) -> Result<(), Error> {
    app.store
        .run(Scope::Owner, move |tx| async move {
            let found = Found::of(&tx, &place).await?;
            let input = appoint::Input {
                seat: found.seat()?,
                user: found.user,
                from: days.from.unwrap_or_else(|| today(&found.own, &found.centre.tenant)),
                to: days.to,
                act: found.act,
                rank: days.rank,
                note: place.note.clone(),
            };
            appoint::keep(&found.own, &found.centre, Actor::Operator, input).await.map_err(in_words)
        })
        .await
}

/// Gives the appointment of a user to a seat its last day, today when none is said; answers the numbers of open cases
/// that stay on the person. Needs a store of the owner.
pub async fn end(app: &App, place: Place, to: Option<NaiveDate>) -> Result<Vec<String>, Error> {
    app.store
        .run(Scope::Owner, move |tx| async move {
            let found = Found::of(&tx, &place).await?;
            let (own, seat) = (&found.own, found.seat()?);
            let today = today(own, &found.centre.tenant);
            let held = own.appointments().await?;
            let held = held
                .iter()
                .filter(|held| held.seat == seat && held.user == found.user)
                .filter(|held| !Term::from(*held).is_called_off())
                .filter(|held| held.to_on.is_none_or(|to_on| to_on >= today))
                .min_by_key(|held| held.from_on)
                .ok_or_else(|| {
                    let message = format!("{} не занимает места {}.", place.login, place.seat);
                    Error::invalid("NOT_APPOINTED", "seat", message)
                })?;
            let input = end_appointment::Input {
                appointment: held.id,
                to: to.unwrap_or(today),
                act: found.act,
                note: place.note.clone(),
            };
            end_appointment::keep(own, &found.centre, Actor::Operator, input).await.map_err(in_words)?;
            open_cases(own, found.user).await
        })
        .await
}

/// Numbers of open cases on a person.
async fn open_cases(own: &Tx, user: UserId) -> Result<Vec<String>, Error> {
    let filter = CaseFilter { assignee: Some(user), closed: Some(false), ..CaseFilter::default() };
    let everything = Reach { grant: Grant::All, never_about: Vec::new() };
    let page = PageRequest { first: PageRequest::MOST, after: None };
    let found = own.cases(&filter, &everything, &page).await?;
    Ok(found.rows.into_iter().map(|(_, row)| row.subject.number).collect())
}

/// What a place names, found.
struct Found {
    own: Tx,
    centre: Centre,
    code: String,
    user: UserId,
    act: Option<LegalActId>,
}

impl Found {
    async fn of(tx: &Tx, place: &Place) -> Result<Self, Error> {
        let tenant = known(tx, &place.tenant_code).await?;
        let own = tx.of(tenant.id, tenant.region)?;
        alone(&own, &tenant).await?;
        let account = tx.account_by_login(&place.login).await?;
        let memberships = match account {
            Some(account) => tx.memberships_of(account.id).await?,
            None => Vec::new(),
        };
        let user = memberships.into_iter().find(|membership| membership.tenant.id == tenant.id);
        let user = user.ok_or_else(|| {
            let message = format!("{} не работает в центре {}.", place.login, place.tenant_code);
            Error::invalid("UNKNOWN_LOGIN", "login", message)
        })?;
        let act = match &place.act {
            Some(number) => Some(act(&own, number).await?),
            None => None,
        };
        let centre = Centre::load(&own, tenant).await?;
        Ok(Self { own, centre, code: place.seat.clone(), user: user.user, act })
    }

    fn seat(&self) -> Result<SeatId, Error> {
        let code = &self.code;
        let seat = self.centre.seats.iter().find(|seat| &seat.code == code);
        seat.map(|seat| seat.id)
            .ok_or_else(|| Error::invalid("UNKNOWN_SEAT", "seat", format!("В составе нет места {code}.")))
    }
}

async fn act(own: &Tx, number: &str) -> Result<LegalActId, Error> {
    let acts = own.legal_acts().await?;
    let found = acts.iter().rfind(|act| act.number.as_deref() == Some(number));
    found.map(|act| act.id).ok_or_else(|| {
        Error::invalid(
            "UNKNOWN_ACT",
            "act",
            format!("Акта № {number} у центра нет: назовите один из его актов."),
        )
    })
}

/// The first refusal as a sentence: the operator has no interface that would find one.
pub(super) fn in_words(error: Error) -> Error {
    match error {
        Error::Refused(refusals) => refusals.first().map_or_else(
            || Error::Internal("refused without a reason".to_owned()),
            |refusal| Error::Invalid {
                code: refusal.code.code(),
                field: None,
                message: word::refusal(refusal),
            },
        ),
        other => other,
    }
}
