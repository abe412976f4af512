//! No file above 400 lines and no function above 60, except a list that may only shrink.

use std::collections::BTreeMap;

use crate::assert_none;
use crate::tree::{self, TextFile};

const FILE_LIMIT: usize = 400;
const FUNCTION_LIMIT: usize = 60;

/// Lines of every file and function above its limit, tests not counted.
fn oversize(file: &TextFile) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let is_rust = tree::extension(&file.path) == "rs";
    let code = if is_rust { tree::without_tests(&file.text) } else { &file.text };
    let lines = code.lines().count();
    if lines > FILE_LIMIT {
        found.insert(file.path.clone(), lines);
    }
    if is_rust {
        for (name, lines) in functions(code) {
            if lines > FUNCTION_LIMIT {
                found.insert(format!("{}::{name}", file.path), lines);
            }
        }
    }
    found
}

/// Names and lengths of functions, relying on rustfmt: a body ends with the first `}` at the indent of its `fn`.
fn functions(code: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = code.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else { continue };
        let indent = &line[..line.len() - line.trim_start().len()];
        let end = format!("{indent}}}");
        let one_line = line.ends_with('}') || line.ends_with(';');
        let declared = format!("{indent})");
        let ends = |l: &&str| **l == *end || l.starts_with(&declared) && l.ends_with(';');
        let length = if one_line { 1 } else { lines[at..].iter().position(ends).map_or(1, |last| last + 1) };
        found.push((name, length));
    }
    found
}

fn function_name(line: &str) -> Option<String> {
    let mut words = line.split_whitespace().peekable();
    while words
        .next_if(|word| word.starts_with("pub") || ["const", "async", "default", "extern"].contains(word))
        .is_some()
    {}
    (words.next() == Some("fn")).then(|| {
        let rest = words.next().unwrap_or_default();
        rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    })
}

/// What is above its limit against what the list admits.
fn defects(found: &BTreeMap<String, usize>, admitted: &BTreeMap<String, usize>) -> Vec<String> {
    let grown = found.iter().filter_map(|(name, lines)| match admitted.get(name) {
        None => Some(format!(
            "{name}: {lines} lines; split by subject (limits: file {FILE_LIMIT}, function {FUNCTION_LIMIT})"
        )),
        Some(limit) if lines > limit => {
            Some(format!("{name}: grew from {limit} to {lines} lines; split it instead"))
        }
        Some(limit) if lines < limit => {
            Some(format!("{name}: shrank to {lines} lines; write that into oversize.txt"))
        }
        Some(_) => None,
    });
    let gone = admitted
        .keys()
        .filter(|name| !found.contains_key(*name))
        .map(|name| format!("{name}: within its limit now; remove it from oversize.txt"));
    grown.chain(gone).collect()
}

fn admitted(text: &str) -> BTreeMap<String, usize> {
    tree::entries(text)
        .map(|line| {
            let (name, lines) = line.rsplit_once(' ').expect("an entry is a path and a number");
            (name.to_owned(), lines.parse().expect("an entry ends with a number"))
        })
        .collect()
}

/// Code that people write: Rust everywhere but in test folders, TypeScript and scripts.
fn is_code(path: &str) -> bool {
    let extension = tree::extension(path);
    ["rs", "ts", "tsx", "mjs", "sh"].contains(&extension) && !tree::is_test(path)
}

#[test]
fn files_and_functions_stay_small() {
    let files = tree::files();
    let found = files.iter().filter(|file| is_code(&file.path)).flat_map(oversize).collect();
    assert_none(&defects(&found, &admitted(&tree::read("tests/architecture/oversize.txt"))));
}

#[cfg(test)]
mod samples {
    use super::*;

    fn file(path: &str, text: String) -> TextFile {
        TextFile { path: path.into(), text }
    }

    #[test]
    fn a_long_file_is_found_but_its_tests_do_not_count() {
        let tests = format!("fn a() {{}}\n#[cfg(test)]\nmod tests {{\n{}}}\n", "// x\n".repeat(500));
        assert!(oversize(&file("a.rs", tests)).is_empty());
        assert_eq!(oversize(&file("a.rs", "// x\n".repeat(401)))["a.rs"], 401);
        assert_eq!(oversize(&file("a.tsx", "x\n".repeat(402)))["a.tsx"], 402);
    }

    #[test]
    fn a_long_method_is_found_by_name() {
        let code = format!(
            "impl A {{\n    fn short(&self) -> u8 {{ 1 }}\n\n    pub(crate) async fn long<T>(\n        x: T,\n    ) {{\n{}    }}\n}}\n",
            "        if x {\n        }\n".repeat(30)
        );
        assert_eq!(functions(&code), [("short".to_owned(), 1), ("long".to_owned(), 64)]);
        assert_eq!(oversize(&file("a.rs", code))["a.rs::long"], 64);
    }

    #[test]
    fn a_declaration_without_a_body_ends_where_it_is_declared() {
        let code =
            "trait A {\n    fn a(\n        x: u8,\n    ) -> u8;\n    fn b() {\n        c()\n    }\n}\n";
        assert_eq!(functions(code), [("a".to_owned(), 3), ("b".to_owned(), 3)]);
    }

    #[test]
    fn the_list_may_only_shrink() {
        let of = |lines| BTreeMap::from([("a.rs".to_owned(), lines)]);
        assert!(defects(&of(500), &of(500)).is_empty());
        assert!(defects(&of(501), &of(500))[0].contains("grew"));
        assert!(defects(&of(499), &of(500))[0].contains("shrank"));
        assert!(defects(&BTreeMap::new(), &of(500))[0].contains("remove it"));
        assert!(defects(&of(500), &BTreeMap::new())[0].contains("split by subject"));
    }
}
