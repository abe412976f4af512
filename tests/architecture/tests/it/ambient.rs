//! Time, randomness of ids and the environment are handed in; the files that make them are a checked-in list.

use std::collections::BTreeSet;

use crate::assert_none;
use crate::tree::{self, TextFile};

/// What is looked for, and what to use instead.
const TOKENS: &[(&str, &str)] = &[
    ("Utc::now", "tx.now() in acts, std::time::Instant for time-outs"),
    ("Local::now", "tx.now()"),
    ("SystemTime::now", "tx.now() in acts, std::time::Instant for time-outs"),
    ("Uuid::now_v7", "tx.new_id()"),
    ("Uuid::new_v4", "tx.new_id()"),
    ("env::var", "the typed sections of services/server/src/config"),
    ("env::var_os", "the typed sections of services/server/src/config"),
    ("env::vars", "the typed sections of services/server/src/config"),
    ("env::vars_os", "the typed sections of services/server/src/config"),
    ("CURRENT_TIMESTAMP", "tx.now() bound as a parameter: on SQLite this never equals what sea-orm stored"),
];

fn uses(file: &TextFile) -> Vec<(String, &'static str, &'static str)> {
    let watched = tree::extension(&file.path) == "rs" || tree::extension(&file.path) == "sql";
    if !watched || tree::is_test(&file.path) {
        return Vec::new();
    }
    let code: String = tree::without_tests(&file.text)
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    TOKENS
        .iter()
        .filter(|(token, _)| tree::has_word(&code, token))
        .map(|(token, instead)| (file.path.clone(), *token, *instead))
        .collect()
}

fn defects(files: &[TextFile], list: &str) -> Vec<String> {
    let mut admitted: BTreeSet<(String, String)> = BTreeSet::new();
    let mut defects = Vec::new();
    for entry in tree::entries(list) {
        let mut words = entry.splitn(3, ' ');
        match (words.next(), words.next(), words.next()) {
            (Some(path), Some(token), Some(_reason)) => {
                admitted.insert((path.to_owned(), token.to_owned()));
            }
            _ => defects.push(format!("{entry:?}: an entry is path, token and reason")),
        }
    }
    for (path, token, instead) in files.iter().flat_map(uses) {
        if !admitted.remove(&(path.clone(), token.to_owned())) {
            defects.push(format!("{path}: {token} outside its place; use {instead}"));
        }
    }
    defects.extend(
        admitted
            .iter()
            .map(|(path, token)| format!("{path} no longer uses {token}: remove it from ambient.txt")),
    );
    defects
}

#[test]
fn nothing_is_taken_from_the_air() {
    assert_none(&defects(&tree::files(), &tree::read("tests/architecture/ambient.txt")));
}

#[test]
fn a_clock_outside_its_place_is_found() {
    let file = |path: &str, text: &str| TextFile { path: path.into(), text: text.into() };
    let clock = [file("services/app/src/a.rs", "let x = chrono::Utc::now();")];
    assert_eq!(defects(&clock, "").len(), 1);
    assert_none(&defects(&clock, "services/app/src/a.rs Utc::now for the test"));
    assert_eq!(defects(&[], "services/app/src/a.rs Utc::now for the test").len(), 1);
    assert_eq!(defects(&clock, "services/app/src/a.rs Utc::now").len(), 2, "an entry needs its reason");
    assert_none(&defects(
        &[file("services/app/tests/a.rs", "Utc::now()"), file("b.rs", "// not Utc::now()")],
        "",
    ));
    assert_eq!(defects(&[file("migrations/src/m1.rs", "DEFAULT CURRENT_TIMESTAMP")], "").len(), 1);
}
