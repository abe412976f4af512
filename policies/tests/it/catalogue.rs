//! The embedded list holds every file of the folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use otklik_policies::catalogue;

fn collect(folder: &Path, root: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, root, found);
        } else {
            let inside = path.strip_prefix(root).expect("below the root").to_str().expect("a UTF-8 name");
            found.insert(inside.replace('\\', "/"));
        }
    }
}

#[test]
fn every_file_of_the_catalogue_is_embedded() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeSet::from(["model.conf".to_owned()]);
    for folder in ["roles", "topics", "tenants", "workflows", "calendars", "imports"] {
        if root.join(folder).exists() {
            collect(&root.join(folder), root, &mut found);
        }
    }
    let embedded: BTreeSet<String> = catalogue::entries().iter().map(|entry| entry.path.to_owned()).collect();
    assert_eq!(embedded, found);
}

#[test]
fn a_kind_and_a_name_are_one_file() {
    let names: BTreeSet<(catalogue::Kind, &str)> =
        catalogue::entries().iter().map(|entry| (entry.kind, entry.name)).collect();
    assert_eq!(names.len(), catalogue::entries().len());
}

#[test]
fn every_municipality_has_settings_for_the_demonstration() {
    let templates = catalogue::entries().iter().filter(|entry| entry.kind == catalogue::Kind::TenantTemplate);
    let (settings, acts): (Vec<&catalogue::Entry>, Vec<&catalogue::Entry>) =
        templates.partition(|entry| entry.name.starts_with("demo/"));
    let municipal: BTreeSet<&str> = acts
        .iter()
        .filter(|entry| entry.source.contains("kind: MUNICIPAL"))
        .map(|entry| entry.name)
        .collect();
    let settled: BTreeSet<&str> = settings.iter().map(|entry| &entry.name["demo/".len()..]).collect();
    assert_eq!(municipal.len(), 5);
    assert_eq!(settled, municipal);
    assert_eq!(acts.len() - municipal.len(), 5, "a centre for each of five regions");
}
