//! Who imports whom: `cargo metadata` against `imports.txt`, and `deny.toml` against the same list.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::{assert_none, tree};

type Names = BTreeMap<String, BTreeSet<String>>;

/// The checked-in list, by its three headings.
struct Rules {
    imports: Names,
    dev: Names,
    owners: Names,
}

impl Rules {
    fn parse(text: &str) -> Result<Self, String> {
        let mut sections: BTreeMap<&str, Names> = BTreeMap::new();
        let mut section = "";
        for line in tree::entries(text) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name;
                continue;
            }
            let (name, list) = line.split_once(':').ok_or_else(|| format!("no colon in {line:?}"))?;
            let names = list.split_whitespace().map(str::to_owned).collect();
            if sections.entry(section).or_default().insert(name.trim().to_owned(), names).is_some() {
                return Err(format!("{name} stands twice under [{section}]"));
            }
        }
        let mut take = |name| sections.remove(name).ok_or_else(|| format!("no section [{name}]"));
        let rules = Self { imports: take("imports")?, dev: take("dev")?, owners: take("owners")? };
        sections.keys().next().map_or(Ok(rules), |name| Err(format!("unknown section [{name}]")))
    }
}

/// One dependency of a crate of ours, as Cargo reports it.
struct Edge {
    from: String,
    to: String,
    dev: bool,
}

fn edges(metadata: &Value) -> (BTreeSet<String>, Vec<Edge>) {
    let mut crates = BTreeSet::new();
    let mut edges = Vec::new();
    for package in metadata["packages"].as_array().expect("metadata lists packages") {
        let from = ours(package["name"].as_str().expect("a package has a name")).to_owned();
        for dependency in package["dependencies"].as_array().expect("a package lists dependencies") {
            let to = dependency["name"].as_str().expect("a dependency has a name").to_owned();
            edges.push(Edge { from: from.clone(), to, dev: dependency["kind"] == "dev" });
        }
        crates.insert(from);
    }
    (crates, edges)
}

fn ours(name: &str) -> &str {
    name.strip_prefix("otklik-").unwrap_or(name)
}

fn defects(rules: &Rules, metadata: &Value) -> Vec<String> {
    let (crates, edges) = edges(metadata);
    let mut defects: Vec<String> = crates
        .iter()
        .filter(|name| !rules.imports.contains_key(*name))
        .map(|name| format!("{name}: a crate without a line in imports.txt; say there what it may import"))
        .collect();
    for Edge { from, to, dev } in &edges {
        let listed = |names: &Names| names.get(from).is_some_and(|list| list.contains(ours(to)));
        if to.starts_with("otklik-") {
            let allowed = listed(&rules.imports) || *dev && listed(&rules.dev);
            if !allowed {
                let kind = if *dev { "in its tests " } else { "" };
                defects.push(format!(
                    "{from} imports {} {kind}which its line in imports.txt does not allow: move the code to the \
                     floor it belongs to, or let the caller pass the value in",
                    ours(to)
                ));
            }
        } else if let Some(owners) = rules.owners.get(to)
            && !owners.contains(from)
        {
            let owners = owners.iter().cloned().collect::<Vec<_>>().join(", ");
            defects.push(format!(
                "{from} depends on {to}, which belongs to [{owners}]: ask the owner through its API"
            ));
        }
    }
    defects
}

/// A cycle through what the list allows would make the direction of data meaningless.
fn cycle(imports: &Names) -> Option<String> {
    let mut left: Names = imports.clone();
    loop {
        let free: Vec<String> = left
            .iter()
            .filter(|(_, list)| list.iter().all(|name| !left.contains_key(name)))
            .map(|(name, _)| name.clone())
            .collect();
        if free.is_empty() {
            return left.into_keys().next();
        }
        left.retain(|name, _| !free.contains(name));
    }
}

/// Every owned library is banned in `deny.toml` for all but its owners and the libraries made for it.
fn unbanned(rules: &Rules, deny: &toml::Value) -> Vec<String> {
    let bans = deny["bans"]["deny"].as_array().expect("deny.toml lists bans");
    let ours_of = |ban: &toml::Value| -> BTreeSet<String> {
        let wrappers = ban.get("wrappers").and_then(toml::Value::as_array).cloned().unwrap_or_default();
        let names = wrappers.iter().filter_map(toml::Value::as_str);
        names.filter_map(|name| name.strip_prefix("otklik-")).map(str::to_owned).collect()
    };
    let find =
        |name: &str| bans.iter().find(|ban| ban.get("crate").and_then(toml::Value::as_str) == Some(name));
    rules
        .owners
        .iter()
        .filter_map(|(name, owners)| match find(name) {
            None => Some(format!("deny.toml does not ban {name} outside {owners:?}")),
            Some(ban) if ours_of(ban) != *owners => {
                Some(format!("deny.toml lets {:?} use {name}, imports.txt {owners:?}", ours_of(ban)))
            }
            Some(_) => None,
        })
        .collect()
}

/// A dependency that no file of the crate names.
fn unused(package: &Value, files: &[tree::TextFile]) -> Vec<String> {
    let manifest = package["manifest_path"].as_str().expect("a package has a manifest");
    let folder = manifest.strip_suffix("Cargo.toml").expect("a manifest is called Cargo.toml");
    let root = tree::root();
    let folder = folder.strip_prefix(&*root.to_string_lossy()).unwrap_or(folder).trim_start_matches('/');
    let named = |word: &str| {
        files
            .iter()
            .filter(|file| file.path.starts_with(folder) && tree::extension(&file.path) == "rs")
            .any(|file| tree::has_word(&file.text, word))
    };
    package["dependencies"]
        .as_array()
        .expect("a package lists dependencies")
        .iter()
        .filter_map(|dependency| dependency["rename"].as_str().or(dependency["name"].as_str()))
        .filter(|name| !named(&name.replace('-', "_")))
        .map(|name| format!("{folder}Cargo.toml: {name} is not used by any file of the crate; remove it"))
        .collect()
}

fn metadata() -> Value {
    let output = Command::new("cargo")
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(tree::root())
        .output()
        .expect("cargo runs, since it started this test");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("metadata is JSON")
}

fn rules() -> Rules {
    Rules::parse(&tree::read("tests/architecture/imports.txt")).expect("imports.txt can be read")
}

#[test]
fn crates_import_only_what_their_line_allows() {
    assert_none(&defects(&rules(), &metadata()));
}

#[test]
fn the_list_of_imports_has_no_circle() {
    assert_eq!(cycle(&rules().imports), None);
}

#[test]
fn owned_libraries_are_banned_elsewhere() {
    let deny = tree::read("deny.toml").parse::<toml::Table>().expect("deny.toml is TOML");
    assert_none(&unbanned(&rules(), &toml::Value::Table(deny)));
}

#[test]
fn every_dependency_is_used() {
    let files = tree::files();
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("metadata lists packages");
    assert_none(&packages.iter().flat_map(|package| unused(package, &files)).collect::<Vec<_>>());
}

#[cfg(test)]
mod samples {
    use serde_json::json;

    use super::*;

    fn sample() -> Rules {
        Rules::parse("[imports]\na:\nb: a\n[dev]\nb: kit\n[owners]\nsql: a\n").expect("a correct list")
    }

    fn package(name: &str, dependencies: &Value) -> Value {
        json!({ "packages": [{ "name": format!("otklik-{name}"), "dependencies": dependencies }] })
    }

    #[test]
    fn an_allowed_import_passes() {
        let metadata = package(
            "b",
            &json!([{ "name": "otklik-a", "kind": null }, { "name": "otklik-kit", "kind": "dev" }]),
        );
        assert_none(&defects(&sample(), &metadata));
    }

    #[test]
    fn an_import_upwards_is_found() {
        let metadata = package("a", &json!([{ "name": "otklik-b", "kind": null }]));
        assert!(defects(&sample(), &metadata)[0].starts_with("a imports b which"));
    }

    #[test]
    fn what_only_tests_may_import_is_no_dependency() {
        let metadata = package("b", &json!([{ "name": "otklik-kit", "kind": null }]));
        assert_eq!(defects(&sample(), &metadata).len(), 1);
    }

    #[test]
    fn an_owned_library_elsewhere_is_found() {
        let metadata = package("b", &json!([{ "name": "sql", "kind": null }]));
        assert!(defects(&sample(), &metadata)[0].contains("belongs to [a]"));
    }

    #[test]
    fn a_crate_without_a_line_is_found() {
        assert!(defects(&sample(), &package("c", &json!([])))[0].starts_with("c: a crate without a line"));
    }

    #[test]
    fn a_circle_is_found() {
        let rules = Rules::parse("[imports]\na: b\nb: a\n[dev]\n[owners]\n");
        assert!(rules.is_err(), "empty sections must be spelled out");
        let rules =
            Rules::parse("[imports]\na: b\nb: a\nc:\n[dev]\nx:\n[owners]\ny:\n").expect("a correct list");
        assert_eq!(cycle(&rules.imports).as_deref(), Some("a"));
    }

    #[test]
    fn a_missing_or_wider_ban_is_found() {
        let parse = |text: &str| toml::Value::Table(text.parse().expect("TOML"));
        assert_eq!(unbanned(&sample(), &parse("[bans]\ndeny = []")).len(), 1);
        let wider = "[[bans.deny]]\ncrate = \"sql\"\nwrappers = [\"otklik-a\", \"otklik-b\", \"sql-tools\"]";
        assert_eq!(unbanned(&sample(), &parse(wider)).len(), 1);
        let right = "[[bans.deny]]\ncrate = \"sql\"\nwrappers = [\"otklik-a\", \"sql-tools\"]";
        assert_none(&unbanned(&sample(), &parse(right)));
    }

    #[test]
    fn a_dependency_nobody_names_is_found() {
        let file = |text: &str| tree::TextFile { path: "a/src/lib.rs".into(), text: text.into() };
        let package = json!({ "manifest_path": "a/Cargo.toml", "dependencies": [{ "name": "some-lib", "rename": null }] });
        assert_none(&unused(&package, &[file("use some_lib::X;")]));
        assert_eq!(unused(&package, &[file("use some_library::X;")]).len(), 1);
    }
}
