//! Profiles as clerks write them.

use otklik_intake::profile::{Field, Profile, ProfileFile, Wins};
use otklik_workflow::yaml;

use crate::support::{profile, profile_source};

fn defects(change: impl Fn(String) -> String) -> Vec<(String, &'static str)> {
    let file: ProfileFile = yaml::read("mine", &change(profile_source("plain"))).unwrap();
    let defects = Profile::check(&file).unwrap_err();
    assert!(defects.iter().all(|defect| defect.message.ends_with('.')), "{defects:?}");
    defects.into_iter().map(|defect| (defect.path, defect.code)).collect()
}

#[test]
fn the_source_wins_for_its_own_clock_and_people_for_what_they_corrected() {
    for name in ["incident_management", "plain"] {
        let profile = profile(name);
        assert_eq!(profile.name, name);
        assert_eq!(profile.key, [Field::ExternalId]);
        assert_eq!(profile.wins(Field::State), Wins::Source);
        assert_eq!(profile.wins(Field::SourceDue), Wins::Source);
        assert_eq!(profile.wins(Field::Topic), Wins::PlatformOnceChanged);
        assert_eq!(profile.wins(Field::Text), Wins::PlatformOnceChanged);
        assert_eq!(profile.wins(Field::ReceivedAt), Wins::Platform);
    }
}

#[test]
fn every_defect_of_a_profile_is_told_at_once() {
    let bad = |text: String| {
        text.replace("otklik-import-profile/1", "otklik-import-profile/9")
            .replace("name: plain", "name: Моя таблица")
            .replace("channel: OFFICIAL_PAGE", "channel: FAX")
            .replace("header_row: 1", "header_row: 0")
            .replace("letter: A", "letter: Я")
            .replace("topic: {names: [Тема]}", "theme: {names: [Тема]}")
            .replace("names: [Ссылка]", "names: [Автор]")
            .replace("names: [Срок]", "names: [Дата]")
            .replace("dates: [russian, iso, excel]", "dates: [julian]")
            .replace("words: [Отложено], means: POSTPONED", "words: [Закрыто], means: LATER")
            .replace("  state: source", "  state: nobody")
    };
    let found = defects(bad);
    for expected in [
        ("format", "PROFILE_FORMAT"),
        ("name", "PROFILE_CODE"),
        ("channel", "PROFILE_UNKNOWN_WORD"),
        ("header_row", "PROFILE_HEADER_ROW"),
        ("columns.external_id", "PROFILE_LETTER"),
        ("columns.theme", "PROFILE_UNKNOWN_WORD"),
        ("columns.thread_url", "PROFILE_NEVER_READ"),
        ("columns.source_due", "PROFILE_COLUMN_TWICE"),
        ("dates", "PROFILE_UNKNOWN_WORD"),
        ("states.known", "PROFILE_UNKNOWN_WORD"),
        ("wins.state", "PROFILE_UNKNOWN_WORD"),
    ] {
        assert!(found.contains(&(expected.0.to_owned(), expected.1)), "{expected:?} in {found:?}");
    }
}

#[test]
fn what_no_row_can_do_without_must_have_a_column() {
    let found =
        defects(|text| text.replace("  text: {names: [Текст, Суть], letter: C, required: true}\n", ""));
    assert_eq!(found, [("columns.text".to_owned(), "PROFILE_FIELD_MISSING")]);
    let found = defects(|text| text.replace("key: [external_id]", "key: [received_at, address]"));
    assert_eq!(found, [("key".to_owned(), "PROFILE_KEY")]);
    let found = defects(|text| text.replace("  address: {names: [Адрес, Место]}", "  address: {}"));
    assert_eq!(found, [("columns.address".to_owned(), "PROFILE_EMPTY")]);
}

#[test]
fn a_key_the_profile_does_not_know_is_refused_by_the_reader() {
    let source = profile_source("plain").replace("header_row", "header_line");
    let defects = yaml::read::<ProfileFile>("mine", &source).unwrap_err();
    assert_eq!(defects[0].code, "YAML_UNKNOWN_KEY");
}
