//! Names that say nothing, manifests that go their own way, and traces of one machine.

use crate::assert_none;
use crate::tree::{self, TextFile};

/// Names that fit anything, and names that age.
const EMPTY_NAMES: &[&str] = &[
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "base",
    "misc",
    "manager",
    "processor",
    "data",
    "info",
    "new",
    "old",
    "legacy",
    "temp",
    "tmp",
    "v2",
];

/// Written in pieces, so that this file does not find itself.
const MACHINE_PATHS: &[&str] =
    &[concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/Us", "ers/"), concat!("/wo", "rk/")];
const REGISTRY_HOSTS: &[&str] = &[
    concat!("crates", ".io"),
    concat!("npmjs", ".org"),
    concat!("npmmirror", ".com"),
    concat!("pypi", ".org"),
    concat!("deb.debian", ".org"),
];

/// Written by Cargo, which names the registry in it.
const LOCK: &str = "Cargo.lock";

fn is_code(path: &str) -> bool {
    let extension = tree::extension(path);
    ["rs", "ts", "tsx", "mjs", "sh", "sql", "toml", "yaml", "yml"].contains(&extension)
}

/// Files, folders and inline modules with a name that says nothing.
fn empty_names(file: &TextFile) -> Vec<String> {
    if !is_code(&file.path) {
        return Vec::new();
    }
    let mut defects: Vec<String> = file
        .path
        .split('/')
        .map(|part| part.split('.').next().unwrap_or(part))
        .filter(|part| EMPTY_NAMES.contains(part))
        .map(|part| format!("{}: `{part}` says nothing; name the file after its subject", file.path))
        .collect();
    if tree::extension(&file.path) == "rs" {
        let modules = file.text.lines().filter_map(|line| {
            let rest = line
                .trim()
                .trim_start_matches("pub(crate) ")
                .trim_start_matches("pub ")
                .strip_prefix("mod ")?;
            rest.split_once(['{', ';']).map(|(name, _)| name.trim())
        });
        defects.extend(
            modules.filter(|name| EMPTY_NAMES.contains(name)).map(|name| {
                format!("{}: module `{name}` says nothing; name it after its subject", file.path)
            }),
        );
    }
    defects
}

/// Lines that only make sense on one machine or through one registry.
fn traces(file: &TextFile) -> Vec<String> {
    if file.path == LOCK {
        return Vec::new();
    }
    let mut defects = Vec::new();
    for (number, line) in (1..).zip(file.text.lines()) {
        if let Some(path) = MACHINE_PATHS.iter().find(|path| begins_path(line, path)) {
            defects.push(format!("{}:{number}: a path of one machine ({path}…)", file.path));
        }
        if let Some(host) = REGISTRY_HOSTS.iter().find(|host| line.contains(**host)) {
            defects.push(format!(
                "{}:{number}: the host of a registry ({host}); a package lock is written with \
                 omit-lockfile-registry-resolved=true",
                file.path
            ));
        }
    }
    defects
}

/// An absolute path begins after a space, a quote or a bracket, not inside a longer path.
fn begins_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        !line[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || ".-_}/*~>)".contains(c))
    })
}

/// Promises without a ticket, and code that stands in for code.
fn promises(file: &TextFile) -> Vec<String> {
    let code = ["rs", "ts", "tsx", "mjs", "sh"].contains(&tree::extension(&file.path));
    if !code || file.path.starts_with("tests/architecture/") {
        return Vec::new();
    }
    let mut defects = Vec::new();
    for (number, line) in (1..).zip(file.text.lines()) {
        for word in ["TODO", "FIXME", "HACK"] {
            let with_ticket = line
                .split_once(&format!("{word}(#"))
                .is_some_and(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit()));
            if tree::has_word(line, word) && !(word == "TODO" && with_ticket) {
                defects.push(format!(
                    "{}:{number}: {word} without an open issue; write TODO(#123) or do it",
                    file.path
                ));
            }
        }
        if tree::extension(&file.path) == "rs"
            && (line.contains("todo!(") || line.contains("unimplemented!("))
        {
            defects.push(format!("{}:{number}: code that stands in for code", file.path));
        }
    }
    defects
}

/// A manifest takes version, licence, lints and every dependency from the workspace.
fn manifest(path: &str, text: &str) -> Vec<String> {
    let Ok(table) = text.parse::<toml::Table>() else { return vec![format!("{path}: not TOML")] };
    let mut defects = Vec::new();
    let inherits = |value: Option<&toml::Value>| {
        value.and_then(|value| value.get("workspace")).and_then(toml::Value::as_bool) == Some(true)
    };
    if !inherits(table.get("lints")) {
        defects.push(format!("{path}: [lints] workspace = true is missing"));
    }
    for key in ["version", "edition", "rust-version", "license", "publish"] {
        if !inherits(table.get("package").and_then(|package| package.get(key))) {
            defects.push(format!("{path}: {key}.workspace = true is missing"));
        }
    }
    for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
        let dependencies = table.get(section).and_then(toml::Value::as_table);
        for (name, value) in dependencies.into_iter().flatten() {
            if !inherits(Some(value)) {
                defects.push(format!("{path}: {name} has a version of its own; use {name}.workspace = true"));
            }
        }
    }
    defects
}

/// A Rust file that does not begin with a sentence about itself.
fn silent(file: &TextFile) -> Option<String> {
    let opens = file.text.lines().next().is_some_and(|line| line.starts_with("//! "));
    (tree::extension(&file.path) == "rs" && !opens)
        .then(|| format!("{}: does not open with a `//!` sentence", file.path))
}

#[test]
fn names_say_something() {
    assert_none(&tree::files().iter().flat_map(empty_names).collect::<Vec<_>>());
}

#[test]
fn nothing_points_at_one_machine_or_registry() {
    assert_none(&tree::files().iter().flat_map(traces).collect::<Vec<_>>());
}

#[test]
fn promises_have_a_ticket() {
    assert_none(&tree::files().iter().flat_map(promises).collect::<Vec<_>>());
}

#[test]
fn manifests_inherit_from_the_workspace() {
    let files = tree::files();
    let manifests = files.iter().filter(|file| file.path.ends_with("/Cargo.toml"));
    assert_none(&manifests.flat_map(|file| manifest(&file.path, &file.text)).collect::<Vec<_>>());
}

#[test]
fn every_rust_file_opens_with_a_sentence() {
    assert_none(&tree::files().iter().filter_map(silent).collect::<Vec<_>>());
}

#[cfg(test)]
mod samples {
    use super::*;

    fn file(path: &str, text: &str) -> TextFile {
        TextFile { path: path.into(), text: text.into() }
    }

    #[test]
    fn an_empty_name_is_found_as_file_folder_and_module() {
        assert_eq!(empty_names(&file("services/app/src/utils.rs", "")).len(), 1);
        assert_eq!(empty_names(&file("services/web/src/common/Button.tsx", "")).len(), 1);
        assert_eq!(
            empty_names(&file("services/app/src/lib.rs", "pub(crate) mod helpers;\nmod core {\n}\n")).len(),
            2
        );
        assert_none(&empty_names(&file("services/app/src/case/manager_of_block.rs", "mod information;")));
    }

    #[test]
    fn a_path_of_one_machine_is_found() {
        let bad = format!("open(\"{}me/x\")", MACHINE_PATHS[1]);
        assert_eq!(traces(&file("a.rs", &bad)).len(), 1);
        let inside = format!("/srv{}x and {}{}y", MACHINE_PATHS[0], "..", MACHINE_PATHS[3]);
        assert_none(&traces(&file("a.rs", &inside)));
    }

    #[test]
    fn the_host_of_a_registry_is_found_but_in_cargos_lock() {
        let bad = format!("\"resolved\": \"https://registry.{}/x\"", REGISTRY_HOSTS[1]);
        assert_eq!(traces(&file("services/web/package-lock.json", &bad)).len(), 1);
        assert_none(&traces(&file(LOCK, &bad)));
    }

    #[test]
    fn a_promise_needs_a_ticket() {
        assert_eq!(promises(&file("a.rs", "// TODO: later\n// FIXME(#1): x\nfn f() { todo!() }")).len(), 3);
        assert_none(&promises(&file("a.rs", "// TODO(#12): later\nlet todos = 1;")));
    }

    #[test]
    fn a_manifest_of_its_own_is_found() {
        let right = "[package]\nversion.workspace = true\nedition.workspace = true\nrust-version.workspace = true\n\
                     license.workspace = true\npublish.workspace = true\n[lints]\nworkspace = true\n[dependencies]\na = { workspace = true, features = [\"x\"] }";
        assert_none(&manifest("a/Cargo.toml", right));
        assert_eq!(
            manifest("a/Cargo.toml", &right.replace("a = { workspace = true,", "a = { version = \"1\","))
                .len(),
            1
        );
        assert_eq!(manifest("a/Cargo.toml", "[package]\nversion = \"1\"").len(), 6);
    }

    #[test]
    fn a_silent_file_is_found() {
        assert!(silent(&file("a.rs", "use x;")).is_some());
        assert!(silent(&file("a.rs", "//! Says what it is.\nuse x;")).is_none());
    }
}
