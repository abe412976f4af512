//! From which day to which: what a term of office must keep to.

use chrono::{Months, NaiveDate};
use otklik_domain::id::AppointmentId;
use otklik_domain::refusal::{Code, Refusal};
use otklik_storage::query::composition::{Appointment, Membership};

use crate::tenant::file::plan::Holders;

/// How far ahead somebody can be appointed: beyond that it is a misprint.
const AHEAD: Months = Months::new(24);

/// First and last day; no last day means until further notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) from_on: NaiveDate,
    pub(crate) to_on: Option<NaiveDate>,
}

impl Term {
    /// Days both have in common. A term that was called off before it began has no day at all.
    fn meets(self, other: Self) -> bool {
        let reaches = |last: Option<NaiveDate>, first| last.is_none_or(|last| last >= first);
        !self.is_called_off()
            && !other.is_called_off()
            && reaches(self.to_on, other.from_on)
            && reaches(other.to_on, self.from_on)
    }

    /// Its last day lies before its first.
    pub(crate) fn is_called_off(self) -> bool {
        self.to_on.is_some_and(|to_on| to_on < self.from_on)
    }

    /// Whether a day lies in it.
    pub(crate) fn holds_on(self, day: NaiveDate) -> bool {
        self.from_on <= day && self.to_on.is_none_or(|to_on| to_on >= day)
    }
}

impl From<&Appointment> for Term {
    fn from(appointment: &Appointment) -> Self {
        Self { from_on: appointment.from_on, to_on: appointment.to_on }
    }
}

/// The days of a new appointment: in order, not absurdly far ahead, while the person works here.
pub(crate) fn dates(term: Term, person: &Membership, today: NaiveDate) -> Result<(), Refusal> {
    let wrong = |field: &str| Refusal::new(Code::FieldInvalid).field(field);
    if term.is_called_off() {
        return Err(wrong("to").with("least", term.from_on));
    }
    if let Some(most) = today.checked_add_months(AHEAD).filter(|most| term.from_on > *most) {
        return Err(wrong("from").with("most", most));
    }
    if term.from_on < person.from_on {
        return Err(wrong("from").with("least", person.from_on));
    }
    match person.to_on {
        Some(last) if term.to_on.is_none_or(|to_on| to_on > last) => Err(wrong("to").with("most", last)),
        _ => Ok(()),
    }
}

/// The appointment that stands in the way of `wanted`: on a seat of one person any other, on the rest another of
/// the same person.
pub(crate) fn in_the_way<'a>(
    wanted: &Appointment,
    holders: Holders,
    all: &'a [Appointment],
    itself: Option<AppointmentId>,
) -> Option<&'a Appointment> {
    all.iter().filter(|other| other.seat == wanted.seat && Some(other.id) != itself).find(|other| {
        (holders == Holders::One || other.user == wanted.user) && Term::from(*other).meets(Term::from(wanted))
    })
}

/// The refusal that names the period in the way and whose it is, by position.
pub(crate) fn overlap(other: &Appointment, position: &str) -> Refusal {
    let refusal = Refusal::new(Code::AppointmentsOverlap)
        .field("from")
        .with("from", other.from_on)
        .with("position", position);
    match other.to_on {
        Some(to_on) => refusal.with("to", to_on),
        None => refusal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn term(from_on: &str, to_on: Option<&str>) -> Term {
        Term { from_on: day(from_on), to_on: to_on.map(day) }
    }

    #[test]
    fn terms_meet_where_they_share_a_day() {
        let june = term("2026-06-01", Some("2026-06-30"));
        for (other, meets) in [
            (term("2026-06-30", None), true),
            (term("2026-07-01", None), false),
            (term("2026-01-01", Some("2026-06-01")), true),
            (term("2026-01-01", Some("2026-05-31")), false),
            (term("2026-01-01", None), true),
            (term("2026-06-10", Some("2026-06-09")), false),
        ] {
            assert_eq!(june.meets(other), meets, "{other:?}");
            assert_eq!(other.meets(june), meets, "{other:?}");
        }
    }

    #[test]
    fn a_term_holds_on_both_its_ends() {
        let june = term("2026-06-01", Some("2026-06-30"));
        assert!(june.holds_on(day("2026-06-01")) && june.holds_on(day("2026-06-30")));
        assert!(!june.holds_on(day("2026-05-31")) && !june.holds_on(day("2026-07-01")));
    }
}
