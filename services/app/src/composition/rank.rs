//! CR-04: who may hold a seat for which the act names a lowest rank.

use chrono::NaiveDate;
use otklik_domain::id::UserId;
use otklik_domain::refusal::{Code, Refusal};
use otklik_storage::query::composition::{Appointment, Membership, Seat};

use super::term::Term;
use super::{Centre, word};
use crate::tenant::file::plan::Rank;

/// Refuses a rank below the lowest, and a rank that nobody knows.
pub(super) fn check(
    centre: &Centre,
    seat: &Seat,
    person: &Membership,
    given: Option<Rank>,
    known: impl FnOnce() -> Option<Rank>,
) -> Result<(), Refusal> {
    let Some(least) = centre.said(seat).and_then(|said| said.min_rank) else { return Ok(()) };
    match given.or_else(|| of_position(centre, &person.position)).or_else(known) {
        None => Err(Refusal::new(Code::FieldRequired).field("rank")),
        Some(rank) if rank < least => Err(Refusal::new(Code::RankTooLow)
            .field("user")
            .with("rank", word::rank(rank))
            .with("least", word::rank(least))),
        Some(_) => Ok(()),
    }
}

/// The rank that the file gives to this position.
fn of_position(centre: &Centre, position: &str) -> Option<Rank> {
    let position = position.trim().to_lowercase();
    let lines = centre.plan.iter().flat_map(|plan| &plan.seats);
    lines.filter(|line| line.position.trim().to_lowercase() == position).filter_map(|line| line.rank).max()
}

/// The highest rank among the seats that a person holds on a day.
pub(super) fn of_seats(centre: &Centre, all: &[Appointment], user: UserId, day: NaiveDate) -> Option<Rank> {
    let held = all.iter().filter(|held| held.user == user && Term::from(*held).holds_on(day));
    held.filter_map(|held| centre.seats.iter().find(|seat| seat.id == held.seat))
        .filter_map(|seat| centre.said(seat)?.rank)
        .max()
}
