//! What notices say, and what they must not say.

use otklik_domain::standing::Level;
use otklik_notify::template::Code;
use otklik_notify::{Parameters, render};

fn parameters() -> Parameters {
    let text = |text: &str| Some(text.to_owned());
    Parameters {
        number: "КИЛ-2026-000123".to_owned(),
        topic: text("Снег и наледь на дороге"),
        block: text("дороги"),
        due: "2026-02-18T12:30:00+03:00".parse().ok(),
        clock: text("Первый ответ"),
        step: text("p80"),
        level: Some(Level::OrgHead),
        reason: text("Не по существу"),
        municipality: text("Килемары"),
        link: text("https://otklik.example/t/kilemary/cases/1"),
        ..Parameters::default()
    }
}

#[test]
fn a_step_is_told_in_the_words_of_its_rung() {
    let letter = render(Code::StepFired, &parameters());
    assert_eq!(letter.subject, "Срок подходит: КИЛ-2026-000123, дороги");
    assert!(letter.text.contains("Отвечает ваша организация"));
    assert!(letter.text.contains("Срок: 18.02.2026 12:30\n"));
    assert!(!letter.text.contains("Ответьте действием"));
    let mut texts: Vec<String> = Vec::new();
    for level in [
        Level::Executor,
        Level::OrgHead,
        Level::BlockLead,
        Level::Manager,
        Level::Curator,
        Level::Head,
        Level::Region,
    ] {
        let at = Parameters { level: Some(level), step: Some("due".to_owned()), ..parameters() };
        let letter = render(Code::StepFired, &at);
        assert_eq!(letter.subject, "Срок прошёл: КИЛ-2026-000123, дороги");
        assert!(!texts.contains(&letter.text), "{level}");
        texts.push(letter.text);
    }
}

#[test]
fn a_step_that_asks_says_what_for() {
    let asked = Parameters { asks_for_act: true, step: Some("plus_4wh".to_owned()), ..parameters() };
    let letter = render(Code::StepFired, &asked);
    assert!(letter.subject.starts_with("Срок прошёл"));
    assert!(letter.text.contains("«вижу, решаю до …»"));
}

#[test]
fn a_restricted_topic_shows_number_block_and_date_only() {
    let restricted = Parameters { restricted: true, ..parameters() };
    for code in Code::ALL {
        let letter = render(*code, &restricted);
        assert_eq!(letter.subject, "КИЛ-2026-000123, дороги");
        assert_eq!(letter.text, "Карточка КИЛ-2026-000123\nБлок: дороги\nСрок: 18.02.2026 12:30\n");
    }
}

#[test]
fn a_date_without_the_zone_of_the_tenant_says_so() {
    let utc = Parameters { due: Some("2026-02-18T09:30:00Z".parse().unwrap()), ..parameters() };
    assert!(render(Code::CaseAssigned, &utc).text.contains("Срок: 18.02.2026 09:30 UTC\n"));
}

#[test]
fn parameters_are_read_from_a_row_that_says_more_or_less() {
    let row =
        serde_json::json!({"number": "КИЛ-2026-000001", "level": "MANAGER", "due": null, "new_fact": 1});
    let read: Parameters = serde_json::from_value(row).unwrap();
    assert_eq!((read.level, read.due, read.restricted), (Some(Level::Manager), None, false));
}

#[test]
fn every_code_has_its_own_text_and_lives_without_optional_facts() {
    let bare = Parameters { number: "КИЛ-2026-000001".to_owned(), ..Parameters::default() };
    let mut subjects: Vec<String> = Vec::new();
    for code in Code::ALL {
        let letter = render(*code, &bare);
        assert!(letter.subject.ends_with("КИЛ-2026-000001"), "{}", letter.subject);
        assert!(!letter.text.contains(": \n") && letter.text.contains("КИЛ-2026-000001"));
        assert!(!subjects.contains(&letter.subject));
        subjects.push(letter.subject);
    }
}
