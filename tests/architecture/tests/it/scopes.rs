//! Scopes wider than one tenant are opened by a checked-in list of files.

use std::collections::BTreeSet;

use crate::assert_none;
use crate::tree::{self, TextFile};

const WIDE: &[&str] = &["Clockwork", "RegionAct", "Region", "Door", "Owner"];

/// Which wide scopes a file names; storage, where they are defined, is not asked.
fn opens(file: &TextFile) -> Vec<(String, &'static str)> {
    let asked = tree::extension(&file.path) == "rs"
        && !file.path.starts_with("services/storage/")
        && !tree::is_test(&file.path);
    if !asked {
        return Vec::new();
    }
    let code: Vec<&str> =
        tree::without_tests(&file.text).lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    WIDE.iter()
        .filter(|scope| code.iter().any(|line| tree::has_word(line, &format!("Scope::{scope}"))))
        .map(|scope| (file.path.clone(), *scope))
        .collect()
}

fn defects(files: &[TextFile], list: &str) -> Vec<String> {
    let mut admitted: BTreeSet<(String, String)> = BTreeSet::new();
    let mut defects = Vec::new();
    for entry in tree::entries(list) {
        let mut words = entry.splitn(3, ' ');
        match (words.next(), words.next(), words.next()) {
            (Some(path), Some(scope), Some(_reason)) => {
                admitted.insert((path.to_owned(), scope.to_owned()));
            }
            _ => defects.push(format!("{entry:?}: an entry is path, scope and reason")),
        }
    }
    for (path, scope) in files.iter().flat_map(opens) {
        if !admitted.remove(&(path.clone(), scope.to_owned())) {
            defects.push(format!(
                "{path} opens Scope::{scope}: work in the scope of one tenant, or give the reason in scopes.txt"
            ));
        }
    }
    defects.extend(
        admitted
            .iter()
            .map(|(path, scope)| format!("{path} no longer opens Scope::{scope}: remove it from scopes.txt")),
    );
    defects
}

#[test]
fn wide_scopes_are_opened_by_the_listed_files_alone() {
    assert_none(&defects(&tree::files(), &tree::read("tests/architecture/scopes.txt")));
}

#[test]
fn a_wide_scope_outside_the_list_is_found() {
    let file = |path: &str, text: &str| TextFile { path: path.into(), text: text.into() };
    let sweep = [file("services/app/src/deadline/sweep.rs", "store.run(Scope::Clockwork(reason), |tx| ())")];
    assert_eq!(defects(&sweep, "").len(), 1);
    assert_none(&defects(
        &sweep,
        "services/app/src/deadline/sweep.rs Clockwork claims timers of all tenants",
    ));
    assert_eq!(defects(&[], "services/app/src/deadline/sweep.rs Clockwork gone").len(), 1);
    assert_none(&defects(&[file("services/storage/src/scope.rs", "Scope::Clockwork(_) => 1")], ""));
    assert_eq!(
        defects(&[file("a.rs", "Scope::RegionAct { region, tenant }")], "").len(),
        1,
        "and not Region"
    );
}
