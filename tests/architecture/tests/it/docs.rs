//! Prose stays true: links lead somewhere, decisions are numbered, names of files exist.

use std::collections::BTreeSet;

use crate::assert_none;
use crate::tree::{self, TextFile};

/// Targets of `[text](target)` that are paths, without their anchor.
fn links(text: &str) -> Vec<&str> {
    text.match_indices("](")
        .filter_map(|(at, _)| text[at + 2..].split_once(')').map(|(target, _)| target))
        .map(|target| target.split('#').next().unwrap_or(target))
        .filter(|target| !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:"))
        .collect()
}

/// A path relative to the file that names it, with `..` taken out.
fn resolve(from: &str, target: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

fn dead_links(file: &TextFile, exists: impl Fn(&str) -> bool) -> Vec<String> {
    links(&file.text)
        .into_iter()
        .filter(|target| !exists(&resolve(&file.path, target)))
        .map(|target| format!("{}: the link to {target} leads nowhere", file.path))
        .collect()
}

/// Names of documents in backticks, in prose and in comments, that no document of the repository has.
fn unknown_documents(file: &TextFile, known: &BTreeSet<&str>) -> Vec<String> {
    let mut defects = Vec::new();
    for (number, line) in (1..).zip(file.text.lines()) {
        for quoted in line.split('`').skip(1).step_by(2) {
            let name = quoted.rsplit('/').next().unwrap_or(quoted);
            let is_name = name.len() > 3
                && tree::extension(name) == "md"
                && name.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
            if is_name && !known.contains(name) {
                defects.push(format!("{}:{number}: there is no {quoted} in the repository", file.path));
            }
        }
    }
    defects
}

/// Decisions are numbered from 1 without a gap, and each has its three headings.
fn decision_defects(files: &[&TextFile]) -> Vec<String> {
    let mut defects = Vec::new();
    for (expected, file) in (1..).zip(files) {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        if !name.starts_with(&format!("{expected:04}-")) {
            defects.push(format!("{}: expected the number {expected:04}", file.path));
        }
        for heading in ["## Context", "## Decision", "## Consequences"] {
            if !file.text.lines().any(|line| line == heading) {
                defects.push(format!("{}: no heading {heading:?}", file.path));
            }
        }
    }
    defects
}

fn is_prose(path: &str) -> bool {
    tree::extension(path) == "md"
}

#[test]
fn links_lead_somewhere() {
    let root = tree::root();
    let exists = |path: &str| root.join(path).exists();
    let files = tree::files();
    let prose = files.iter().filter(|file| is_prose(&file.path));
    assert_none(&prose.flat_map(|file| dead_links(file, exists)).collect::<Vec<_>>());
}

#[test]
fn named_documents_exist() {
    let files = tree::files();
    let known = files
        .iter()
        .filter(|f| is_prose(&f.path))
        .map(|f| f.path.rsplit('/').next().unwrap_or_default())
        .collect();
    let read = files.iter().filter(|f| {
        is_prose(&f.path) || tree::extension(&f.path) == "rs" || tree::extension(&f.path) == "yaml"
    });
    let asked = read.filter(|f| !f.path.starts_with("tests/architecture/"));
    assert_none(&asked.flat_map(|file| unknown_documents(file, &known)).collect::<Vec<_>>());
}

#[test]
fn decisions_are_numbered_and_whole() {
    let files = tree::files();
    let decisions: Vec<&TextFile> = files.iter().filter(|file| file.path.starts_with("docs/adr/")).collect();
    assert!(!decisions.is_empty(), "docs/adr holds the decisions");
    assert_none(&decision_defects(&decisions));
}

#[cfg(test)]
mod samples {
    use super::*;

    fn file(path: &str, text: &str) -> TextFile {
        TextFile { path: path.into(), text: text.into() }
    }

    #[test]
    fn a_dead_link_is_found() {
        let text = "[a](../README.md#x) [b](gone.md) [c](https://example.org/gone.md) [d](#here)";
        let found = dead_links(&file("docs/a.md", text), |path| path == "README.md");
        assert_eq!(found, ["docs/a.md: the link to gone.md leads nowhere"]);
    }

    #[test]
    fn a_document_that_is_not_here_is_found() {
        let known = BTreeSet::from(["README.md"]);
        let found =
            unknown_documents(&file("a.rs", "/// See `paper.md` 3.1, `docs/README.md` and `*.md`."), &known);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn a_gap_or_a_missing_heading_is_found() {
        let whole = "# T\n## Context\n## Decision\n## Consequences\n";
        let (one, three) =
            (file("docs/adr/0001-a.md", whole), file("docs/adr/0003-b.md", "# T\n## Context\n## Decision\n"));
        assert_none(&decision_defects(&[&one]));
        assert_eq!(decision_defects(&[&one, &three]).len(), 2);
    }
}
