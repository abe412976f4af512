//! What operators are told to set and to type exists: variables of the environment, commands of the binary.

use std::collections::BTreeSet;

use crate::assert_none;
use crate::tree::{self, TextFile};

const VARIABLES: &str = "services/server/src/config/env.rs";

/// Every `OTKLIK_…` name of a text, but those of the test set-up.
fn names(text: &str) -> BTreeSet<String> {
    let is_name = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    text.match_indices("OTKLIK_")
        .map(|(at, _)| text[at..].split(|c| !is_name(c)).next().unwrap_or_default().to_owned())
        .filter(|name| name.len() > "OTKLIK_".len() && !name.starts_with("OTKLIK_TEST_"))
        .collect()
}

/// Prose and chart against the one file that reads the environment.
fn variable_defects(files: &[TextFile], known: &BTreeSet<String>) -> Vec<String> {
    let told = |file: &&TextFile| file.path.starts_with("helm/") || tree::extension(&file.path) == "md";
    let mut chart = BTreeSet::new();
    let mut defects = Vec::new();
    for file in files.iter().filter(told) {
        let names = names(&file.text);
        defects.extend(
            names.difference(known).map(|name| format!("{}: {VARIABLES} knows no {name}", file.path)),
        );
        if file.path.starts_with("helm/templates/") {
            chart.extend(names);
        }
    }
    let missing = known.difference(&chart).filter(|name| *name != "OTKLIK_CONFIG");
    defects.extend(missing.map(|name| format!("helm/templates: no {name}, which {VARIABLES} knows")));
    defects
}

/// Verbs of the first column of the table of commands.
fn verbs(readme: &str) -> BTreeSet<&str> {
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| `otklik "));
    rows.filter_map(|row| row.split(|c: char| !c.is_ascii_lowercase()).next()).collect()
}

#[test]
fn variables_told_to_operators_exist_and_the_chart_has_all() {
    assert_none(&variable_defects(&tree::files(), &names(&tree::read(VARIABLES))));
}

/// Variants of the enum that clap reads, as they are typed.
fn commands(source: &str) -> BTreeSet<String> {
    let body = source.split_once("enum Command {").map_or("", |(_, rest)| rest);
    body.lines()
        .take_while(|line| *line != "}")
        .map(str::trim)
        .filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()))
        .map(|line| line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase())
        .collect()
}

fn command_defects(readme: &str, source: &str) -> Vec<String> {
    let (told, real) = (verbs(readme), commands(source));
    let unknown = told
        .iter()
        .filter(|verb| !real.contains(**verb))
        .map(|verb| format!("README.md: there is no otklik {verb}"));
    let untold = real
        .iter()
        .filter(|verb| !told.contains(verb.as_str()))
        .map(|verb| format!("README.md: otklik {verb} is not told"));
    unknown.chain(untold).collect()
}

#[test]
fn the_readme_tells_the_commands_that_exist() {
    let source = tree::read("services/server/src/command/mod.rs");
    assert!(!commands(&source).is_empty(), "the commands could not be read");
    assert_none(&command_defects(&tree::read("README.md"), &source));
}

#[test]
fn an_unknown_or_a_missing_variable_is_found() {
    let file = |path: &str, text: &str| TextFile { path: path.into(), text: text.into() };
    let known = names("(\"OTKLIK_LISTEN\", …), (\"OTKLIK_LOG\", …); OTKLIK_ and OTKLIK_TEST_X are none");
    assert_eq!(known.len(), 2);
    let chart = file("helm/templates/config.yaml", "OTKLIK_LISTEN: x\nOTKLIK_LOG: y");
    assert_none(&variable_defects(&[chart, file("a.rs", "OTKLIK_OTHER")], &known));
    let half = file("helm/templates/config.yaml", "OTKLIK_LISTEN: x");
    assert_eq!(variable_defects(&[half, file("docs/a.md", "set `OTKLIK_LOGS`")], &known).len(), 2);
}

#[test]
fn an_invented_or_an_untold_command_is_found() {
    let readme = "| `otklik migrate up\\|down` | x |\n| `other` |\n| `otklik demo` | y |";
    assert_eq!(verbs(readme), BTreeSet::from(["demo", "migrate"]));
    let source = "enum Command {\n    /// Shows.\n    Demo(demo::Arguments),\n    #[command(subcommand)]\n    Migrate(X),\n}\n";
    assert_none(&command_defects(readme, source));
    assert_eq!(command_defects(readme, &source.replace("Demo", "Serve")).len(), 2);
}
