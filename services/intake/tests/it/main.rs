//! Cards as people type them, and as nobody should.

use chrono::{DateTime, Utc};
use otklik_domain::case::Applicant;
use otklik_domain::channel::Channel;
use otklik_domain::refusal::{Code, Refusal};
use otklik_domain::time::Now;
use otklik_intake::card::{Card, LONGEST_ESSENCE, read};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn now() -> Now {
    Now::new(at("2026-02-17T07:30:00Z"))
}

fn card(essence: &str) -> Card {
    Card {
        essence: essence.to_owned(),
        address: None,
        topic: "roads.snow".to_owned(),
        channel: Channel::Phone,
        thread_url: None,
        received_at: None,
        applicant: None,
    }
}

fn refusals(card: &Card) -> Vec<(Code, String, Option<String>)> {
    let told = |r: Refusal| {
        (
            r.code,
            r.field.expect("every refusal of a card names its field"),
            r.parameters.get("reason").cloned(),
        )
    };
    read(card, now()).expect_err("the card is bad").into_iter().map(told).collect()
}

fn refused(field: &str, reason: &str) -> Vec<(Code, String, Option<String>)> {
    vec![(Code::FieldInvalid, field.to_owned(), Some(reason.to_owned()))]
}

#[test]
fn a_plain_card_becomes_a_record() {
    let given = Card {
        address: Some("  ул.  Садовая,\u{a0}5 ".to_owned()),
        thread_url: Some(" https://networks.example/wall-1_2?reply=3#a ".to_owned()),
        received_at: Some(at("2026-02-17T06:00:00.123456789Z")),
        applicant: Some(Applicant { name: " Заявитель  1 ".to_owned(), ..Applicant::default() }),
        ..card("  Снег не убран.\r\n\r\nДети идут по дороге.\t\n ")
    };
    let record = read(&given, now()).unwrap();
    assert_eq!(record.essence, "Снег не убран.\n\nДети идут по дороге.");
    assert_eq!(record.address.as_deref(), Some("ул. Садовая, 5"));
    assert_eq!(record.thread_url.as_deref(), Some("https://networks.example/wall-1_2?reply=3#a"));
    assert_eq!(record.received_at, at("2026-02-17T06:00:00.123456Z"));
    assert_eq!(record.applicant.unwrap().name, "Заявитель 1");
}

#[test]
fn without_a_moment_it_came_now() {
    assert_eq!(read(&card("Снег"), now()).unwrap().received_at, now().get());
}

#[test]
fn an_essence_that_says_nothing_is_refused() {
    for nothing in
        ["", "   \n\t ", "\u{200b}\u{200d}\u{feff}", "\u{a0}\u{2003}", "\u{3164}\u{2800}", "\0\0", "?!…"]
    {
        assert_eq!(
            refusals(&card(nothing)),
            [(Code::FieldRequired, "essence".to_owned(), None)],
            "{nothing:?}"
        );
    }
}

#[test]
fn what_is_not_seen_is_removed_and_the_rest_is_kept() {
    let record =
        read(&card("Счёт \u{202e}ТАЛПО\u{202c} пришёл\0 \u{1b}[31mдважды\u{200b}!\u{7} Ёлка и́ 👍"), now())
            .unwrap();
    assert_eq!(record.essence, "Счёт ТАЛПО пришёл [31mдважды! Ёлка и́ 👍");
}

#[test]
fn the_limit_counts_bytes_after_cleaning() {
    let most = "а".repeat(LONGEST_ESSENCE / 2);
    assert!(read(&card(&format!("{most}\u{200b}\u{200b}   ")), now()).is_ok());
    assert_eq!(refusals(&card(&format!("{most}а"))), refused("essence", "TOO_LONG"));
}

#[test]
fn moments_outside_the_possible_are_refused() {
    let on = |text: &str| Card { received_at: Some(at(text)), ..card("Снег") };
    assert_eq!(refusals(&on("2026-02-17T07:30:00.000001Z")), refused("receivedAt", "IN_FUTURE"));
    assert_eq!(refusals(&on("1999-12-31T23:59:59Z")), refused("receivedAt", "TOO_EARLY"));
    assert!(read(&on("2026-02-17T07:30:00Z"), now()).is_ok());
    assert!(read(&on("2000-01-01T00:00:00Z"), now()).is_ok());
}

#[test]
fn only_web_addresses_are_links() {
    let to = |url: &str| Card { thread_url: Some(url.to_owned()), ..card("Снег") };
    for url in [
        "javascript:alert(1)",
        "java\u{200b}script://x/%0aalert(1)",
        "data:text/html,x",
        "ftp://a.example/",
        "//a.example",
        "https://",
        "https:///path",
        "http://user:secret@a.example/",
        "https://a.example/a b",
        "https://a.example/\"x",
        "networks.example/wall",
    ] {
        assert_eq!(refusals(&to(url)), refused("threadUrl", "NOT_A_WEB_ADDRESS"), "{url}");
    }
    assert!(read(&to("HTTPS://сайт.example/стена"), now()).is_ok());
    assert_eq!(read(&to("  \u{200b} "), now()).unwrap().thread_url, None);
}

#[test]
fn parts_of_the_applicant_are_checked_and_empty_ones_dropped() {
    let by = |applicant: Applicant| Card { applicant: Some(applicant), ..card("Снег") };
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        read(&by(Applicant { phone: text("  "), ..Applicant::default() }), now()).unwrap().applicant,
        None
    );
    let only_phone = read(&by(Applicant { phone: text("+7 000 000-00-00"), ..Applicant::default() }), now());
    assert_eq!(only_phone.unwrap().applicant.unwrap().phone, text("+7 000 000-00-00"));
    assert_eq!(
        refusals(&by(Applicant { phone: text("нет"), ..Applicant::default() })),
        refused("applicant.phone", "NOT_A_NUMBER")
    );
    for address in ["a", "a@b", "@b.example", "a@b.example, c@d.example", "a b@c.example", "a@b@c.example"] {
        let card = by(Applicant { email: text(address), ..Applicant::default() });
        assert_eq!(refusals(&card), refused("applicant.email", "NOT_AN_ADDRESS"), "{address}");
    }
    let long = Applicant { name: "я".repeat(201), ..Applicant::default() };
    assert_eq!(refusals(&by(long)), refused("applicant.name", "TOO_LONG"));
}

#[test]
fn everything_wrong_is_told_at_once() {
    let given = Card {
        topic: " ".to_owned(),
        thread_url: Some("x".to_owned()),
        address: Some("я".repeat(501)),
        received_at: Some(at("2030-01-01T00:00:00Z")),
        ..card("")
    };
    let fields: Vec<_> = refusals(&given).into_iter().map(|(_, field, _)| field).collect();
    assert_eq!(fields, ["essence", "address", "topic", "threadUrl", "receivedAt"]);
}
