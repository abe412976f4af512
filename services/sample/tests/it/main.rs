//! The invented half-year as its users need it: repeatable, varied, possible, and nobody's.

#[cfg(test)]
mod export;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, Duration, FixedOffset, Timelike, Utc};
use otklik_domain::channel::Channel;
use otklik_sample::{ActKind, DAYS, Fate, PlannedCase, cases, topics};

fn as_of() -> DateTime<Utc> {
    "2026-02-17T06:00:00Z".parse().expect("an instant")
}

fn year() -> Vec<PlannedCase> {
    cases(7, 2_000, as_of())
}

/// FNV-1a: enough to notice any other byte.
fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let bytes = |seed: u64| serde_json::to_vec(&cases(seed, 300, as_of())).unwrap();
    assert_eq!(bytes(7), bytes(7));
    assert_ne!(bytes(7), bytes(8));
    assert_eq!(hash(&bytes(7)), PINNED, "texts or generator changed: pin the new value if that was meant");
}

const PINNED: u64 = 8_858_064_708_722_829_506;

#[test]
fn more_messages_leave_the_earlier_ones_as_they_are() {
    let (few, many) = (cases(7, 50, as_of()), cases(7, 200, as_of()));
    assert!(few.iter().all(|case| many.contains(case)));
}

#[test]
fn every_topic_of_the_product_has_texts_and_no_other() {
    let file =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies/topics/product.yaml"))
            .unwrap();
    let product: BTreeSet<&str> = file
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- {code: "))
        .map(|rest| rest.split(',').next().unwrap())
        .collect();
    assert!(product.len() > 70);
    assert_eq!(topics().collect::<BTreeSet<_>>(), product);
    let used: BTreeSet<&str> = year().iter().map(|case| case.topic).collect();
    assert_eq!(used, product);
}

#[test]
fn messages_come_in_order_within_the_half_year() {
    let year = year();
    assert!(year.is_sorted_by_key(|case| case.received_at));
    for case in &year {
        assert!(case.received_at < as_of() && case.received_at > as_of() - Duration::days(DAYS + 1));
    }
}

#[test]
fn acts_follow_each_other_in_office_hours_and_make_the_fate() {
    let moscow = FixedOffset::east_opt(3 * 3600).unwrap();
    for case in year() {
        let kinds: Vec<ActKind> = case.acts.iter().map(|act| act.kind).collect();
        assert_eq!(kinds, ActKind::ALL[..kinds.len()]);
        let fates = [
            Fate::Untouched,
            Fate::Assigned,
            Fate::Accepted,
            Fate::Submitted,
            Fate::Approved,
            Fate::Answered,
        ];
        assert_eq!(case.fate, fates[kinds.len()]);
        assert_eq!(case.reply.is_some(), case.fate >= Fate::Submitted);
        let mut before = case.received_at;
        for act in &case.acts {
            let local = act.at.with_timezone(&moscow);
            assert!(act.at >= before && act.at < as_of());
            assert!((9..18).contains(&local.hour()) && local.weekday().num_days_from_monday() < 5, "{local}");
            before = act.at;
        }
    }
}

#[test]
fn every_fate_happens_and_some_are_late() {
    let mut fates: BTreeMap<Fate, usize> = BTreeMap::new();
    let year = year();
    for case in &year {
        *fates.entry(case.fate).or_default() += 1;
    }
    assert_eq!(fates.len(), 6, "{fates:?}");
    assert!(fates[&Fate::Answered] > year.len() * 8 / 10, "{fates:?}");
    let late = year.iter().filter(|case| case.late).count();
    assert!(late > year.len() / 50 && late < year.len() / 8, "{late}");
    assert!(year.iter().any(|case| case.late && case.fate == Fate::Untouched));
}

#[test]
fn what_was_written_in_public_has_a_link_and_no_author() {
    for case in year() {
        let public = matches!(case.channel, Channel::OfficialPage | Channel::IncidentManagement);
        assert_eq!(case.thread_url.is_some(), public);
        assert!(!(public && case.applicant.is_some()));
        if let Some(applicant) = &case.applicant {
            assert!(applicant.name.starts_with("Заявитель "));
            assert!(applicant.phone.iter().all(|phone| phone.starts_with("+7 900 000-")));
            assert!(applicant.email.iter().all(|email| email.ends_with("@example.org")));
        }
    }
}

#[test]
fn texts_are_whole_and_varied() {
    let year = year();
    for case in &year {
        assert!(!case.essence.contains(['{', '}']) && case.essence.chars().count() > 20, "{}", case.essence);
        assert!(!case.essence.contains("  "), "{}", case.essence);
    }
    let distinct: BTreeSet<&str> = year.iter().map(|case| case.essence.as_str()).collect();
    assert!(distinct.len() > year.len() * 7 / 10, "{}", distinct.len());
    assert!(year.iter().any(|case| case.essence.contains("8-900-000-")));
    assert!(year.iter().any(|case| case.address.is_none()));
}

#[test]
fn a_season_brings_its_own_words_on_a_topic() {
    let months = |wanted: &str| -> BTreeSet<u32> {
        ["2026-02-17T06:00:00Z", "2026-08-17T06:00:00Z"]
            .iter()
            .flat_map(|as_of| cases(7, 6_000, as_of.parse().unwrap()))
            .filter(|case| case.essence.contains(wanted))
            .map(|case| (case.received_at + Duration::hours(3)).month())
            .collect()
    };
    for (word, allowed) in [
        ("свисают сосульки", BTreeSet::from([11, 12, 1, 2, 3, 4])),
        ("выходят на тонкий лёд", BTreeSet::from([11, 12, 1, 2, 3, 4])),
        ("купаются дети", BTreeSet::from([5, 6, 7, 8, 9])),
        ("не продохнуть", BTreeSet::from([4, 5, 6, 7, 8])),
    ] {
        let found = months(word);
        assert!(!found.is_empty() && found.is_subset(&allowed), "{word}: {found:?}");
    }
}

#[test]
fn snow_falls_in_winter_only() {
    for case in cases(7, 1_000, "2026-09-01T06:00:00Z".parse().unwrap()) {
        assert!(
            case.topic != "roads.snow" || (3..=4).contains(&case.received_at.month()),
            "{}",
            case.received_at
        );
    }
}
