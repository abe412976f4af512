//! The files of the repository as text, without build products.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that are made, not written.
const MADE: &[&str] =
    &[".git", ".data", "target", "node_modules", "dist", "gen", "test-results", "playwright-report"];

/// One file: its path from the root with `/`, and its text.
pub(crate) struct TextFile {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the crate lies two folders down")
}

/// Every file that is text, in the order of paths.
pub(crate) fn files() -> Vec<TextFile> {
    let root = root();
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn collect(root: &Path, folder: &Path, into: &mut Vec<TextFile>) {
    for entry in fs::read_dir(folder).expect("a folder that was just listed can be read") {
        let path = entry.expect("an entry of a readable folder").path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            if !MADE.contains(&name.as_str()) {
                collect(root, &path, into);
            }
        } else if let Ok(text) = fs::read_to_string(&path) {
            let relative = path.strip_prefix(root).expect("the walk began at the root");
            into.push(TextFile { path: relative.to_string_lossy().replace('\\', "/"), text });
        }
    }
}

/// The text of one file that must be there.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Lines that are neither empty nor a `#` comment, trimmed.
pub(crate) fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// What stands after the last dot of the name, or nothing.
pub(crate) fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// Whether a path holds tests or what only tests use.
pub(crate) fn is_test(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    path.starts_with("tests/") && !path.starts_with("tests/testkit/src/")
        || path.contains("/tests/")
        || path.contains("/test/")
        || name == "tests.rs"
        || name.contains(".test.")
}

/// A Rust file up to its inline test module.
pub(crate) fn without_tests(text: &str) -> &str {
    let mut offset = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let opens_module =
            lines.peek().is_some_and(|next| next.starts_with("mod ") && next.trim_end().ends_with('{'));
        if line.trim_end() == "#[cfg(test)]" && opens_module {
            return &text[..offset];
        }
        offset += line.len();
    }
    text
}

/// Whether `word` stands in `line` with no letter, digit or underscore at either side.
pub(crate) fn has_word(line: &str, word: &str) -> bool {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back().is_some_and(part_of_name);
        let after = line[at + word.len()..].chars().next().is_some_and(part_of_name);
        !before && !after
    })
}

#[test]
fn an_inline_test_module_is_cut_off() {
    let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\n";
    assert_eq!(without_tests(text), "fn a() {}\n");
    assert_eq!(without_tests("fn a() {}\n#[cfg(test)]\nmod tests;\nfn c() {}\n").lines().count(), 4);
}

#[test]
fn words_end_at_names() {
    assert!(has_word("use sea_orm::Value;", "sea_orm"));
    assert!(!has_word("use sea_orm_migration::x;", "sea_orm"));
}

#[test]
fn the_walk_finds_this_file_and_no_build_products() {
    let files = files();
    assert!(files.iter().any(|file| file.path == "tests/architecture/tests/it/tree.rs"));
    assert!(
        !files.iter().any(|file| file.path.contains("node_modules/") || file.path.starts_with("target/"))
    );
}
