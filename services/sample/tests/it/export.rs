//! The invented export: the files of `data/` are what the generator makes. `UPDATE_SAMPLES=1` writes them anew.

use std::collections::BTreeMap;
use std::path::PathBuf;

use otklik_sample::{
    EXPORT_BROKEN, EXPORT_ROWS, exported_at, in_windows_1251, incident_export, incident_load, municipalities,
};

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data").join(name)
}

#[test]
fn the_files_are_what_the_generator_makes() {
    let text = incident_export();
    let made =
        [("incident_utf8.csv", text.clone().into_bytes()), ("incident_cp1251.csv", in_windows_1251(&text))];
    for (name, bytes) in made {
        if std::env::var_os("UPDATE_SAMPLES").is_some() {
            std::fs::create_dir_all(file("")).unwrap();
            std::fs::write(file(name), &bytes).unwrap();
        }
        let stored = std::fs::read(file(name)).unwrap_or_default();
        assert!(
            stored == bytes,
            "data/{name} is not what the generator makes: run the test with UPDATE_SAMPLES=1"
        );
    }
}

#[test]
fn every_municipality_has_its_share_and_no_line_is_lost() {
    let text = incident_export();
    let mut shares: BTreeMap<&str, usize> = BTreeMap::new();
    for name in municipalities() {
        shares.insert(name, text.matches(&format!(";{name};")).count());
    }
    assert_eq!(shares.len(), 5);
    assert!(shares.values().all(|share| (50..70).contains(share)), "{shares:?}");
    let numbered = text.lines().filter(|line| line.starts_with('5')).count();
    assert_eq!(numbered, EXPORT_ROWS);
    assert!(text.contains("31.02.2026") && EXPORT_BROKEN == 6);
}

#[test]
fn every_word_of_the_source_stands_in_the_mapping_of_topics() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies/topics/incident_management.yaml");
    let mapping = std::fs::read_to_string(path).unwrap();
    let first = incident_load(200, "Килемарский муниципальный округ", exported_at());
    for line in first.lines().skip(1).filter(|line| line.starts_with('5')) {
        let cells: Vec<&str> = line.split(';').collect();
        let known = |entry: &str| entry.contains(cells[4]) && entry.contains(cells[5]);
        assert!(mapping.lines().any(known), "{} / {}", cells[4], cells[5]);
    }
}

#[test]
fn a_load_has_as_many_rows_as_asked() {
    let text = incident_load(1_000, "Килемарский муниципальный округ", exported_at());
    assert_eq!(text.lines().filter(|line| line.starts_with('5')).count(), 1_000);
}
