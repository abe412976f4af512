//! Nothing that belongs to an applicant can be reached through the region's schema.

use std::collections::{BTreeMap, BTreeSet};

use crate::assert_none;
use crate::tree::{self, TextFile};

/// Words no type of the region's schema may have in its name.
const TYPE_WORDS: &[&str] =
    &["applicant", "author", "citizen", "reply", "comment", "attachment", "file", "message"];

/// Words no field, argument or input of it may have in its name.
const FIELD_WORDS: &[&str] = &[
    "applicant",
    "author",
    "citizen",
    "essence",
    "text",
    "body",
    "content",
    "description",
    "summary",
    "address",
    "location",
    "phone",
    "email",
    "mail",
    "contact",
    "comment",
    "comments",
    "attachment",
    "attachments",
    "file",
    "files",
    "reply",
    "replies",
    "draft",
    "handle",
    "person",
    "surname",
    "birth",
    "snils",
    "passport",
];

/// Columns that would turn a register of issues into a list of people.
const PERSON_WORDS: &[&str] = &["author", "handle", "person", "profile", "subscriber", "loyalty"];

/// A type of the schema: its fields with the types they lead to. Values of enums are fields without a type.
type Types = BTreeMap<String, Vec<(String, String)>>;

/// Reads SDL as far as names and types of fields and arguments; descriptions and directives are skipped.
fn scan(sdl: &str) -> Types {
    let tokens = tokens(sdl);
    let mut types = Types::new();
    let mut at = 0;
    while at < tokens.len() {
        let kind = tokens[at].as_str();
        if !["type", "interface", "input", "enum", "union"].contains(&kind) {
            at += 1;
            continue;
        }
        let name = tokens.get(at + 1).cloned().unwrap_or_default();
        at += 2;
        let fields = types.entry(name).or_default();
        if kind == "union" {
            while at < tokens.len() && ["=", "|"].contains(&tokens[at].as_str()) {
                fields.push((String::new(), tokens[at + 1].clone()));
                at += 2;
            }
            continue;
        }
        while at < tokens.len() && tokens[at] != "{" {
            at += 1;
        }
        at = scan_fields(&tokens, at + 1, fields);
    }
    types
}

/// Reads until the bracket that closes what was open at `at`; gives the place after it.
fn scan_fields(tokens: &[String], mut at: usize, fields: &mut Vec<(String, String)>) -> usize {
    while at < tokens.len() {
        let token = tokens[at].as_str();
        match token {
            "}" | ")" => return at + 1,
            "(" => at = scan_fields(tokens, at + 1, fields),
            "@" => {
                at += 2;
                if tokens.get(at).is_some_and(|next| next == "(") {
                    at = scan_fields(tokens, at + 1, &mut Vec::new());
                }
            }
            "=" => at = skip_value(tokens, at + 1),
            ":" => {
                at += 1;
                while tokens.get(at).is_some_and(|next| next == "[") {
                    at += 1;
                }
                let target = tokens.get(at).cloned().unwrap_or_default();
                if let Some(last) = fields.iter_mut().rev().find(|(_, target)| target.is_empty()) {
                    last.1 = target;
                }
                at += 1;
            }
            "]" | "!" | "," | "|" | "&" | "\"" => at += 1,
            name => {
                fields.push((name.to_owned(), String::new()));
                at += 1;
            }
        }
    }
    at
}

/// A default value: one token, or a list or object with its brackets.
fn skip_value(tokens: &[String], mut at: usize) -> usize {
    let mut depth = 0usize;
    while at < tokens.len() {
        match tokens[at].as_str() {
            "[" | "{" => depth += 1,
            "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
        if depth == 0 {
            break;
        }
    }
    at
}

/// Names and marks; comments are left out, and a text of any length is one quotation mark.
fn tokens(sdl: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = sdl;
    while let Some(first) = rest.chars().next() {
        if first == '#' {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if let Some(block) = rest.strip_prefix("\"\"\"") {
            rest = block.find("\"\"\"").map_or("", |end| &block[end + 3..]);
            tokens.push("\"".to_owned());
        } else if let Some(string) = rest.strip_prefix('"') {
            let is_end = |(at, c): &(usize, char)| *c == '"' && !string[..*at].ends_with('\\');
            rest = string.char_indices().find(is_end).map_or("", |(end, _)| &string[end + 1..]);
            tokens.push("\"".to_owned());
        } else if first.is_alphanumeric() || first == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            tokens.push(rest[..end].to_owned());
            rest = &rest[end..];
        } else {
            if !first.is_whitespace() {
                tokens.push(first.to_string());
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    tokens
}

/// The words of a name in camelCase, PascalCase or UPPER_SNAKE.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for c in name.chars() {
        if c == '_' || c.is_uppercase() && after_small {
            words.push(String::new());
        }
        if c != '_' {
            words.last_mut().expect("it begins with one word").extend(c.to_lowercase());
        }
        after_small = c.is_lowercase() || c.is_numeric();
    }
    words.retain(|word| !word.is_empty());
    words
}

fn reachable(types: &Types) -> BTreeSet<&str> {
    let mut seen = BTreeSet::new();
    let mut open = vec!["Query", "Mutation", "Subscription"];
    while let Some(name) = open.pop() {
        if let Some((name, fields)) = types.get_key_value(name)
            && seen.insert(name.as_str())
        {
            open.extend(fields.iter().map(|(_, target)| target.as_str()));
        }
    }
    seen
}

fn defects(sdl: &str) -> Vec<String> {
    let types = scan(sdl);
    let reachable = reachable(&types);
    if !reachable.contains("Query") {
        return vec!["no type Query was found: the schema could not be read".to_owned()];
    }
    let mut defects = Vec::new();
    for (name, fields) in &types {
        let how = if reachable.contains(name.as_str()) { "reachable" } else { "declared" };
        if let Some(word) = words(name).iter().find(|word| TYPE_WORDS.contains(&word.as_str())) {
            defects.push(format!("{how} type {name}: the region has no `{word}`"));
        }
        for (field, target) in fields.iter().filter(|(_, target)| !target.is_empty()) {
            if let Some(word) = words(field).iter().find(|word| FIELD_WORDS.contains(&word.as_str())) {
                defects.push(format!("{how} field {name}.{field}: the region does not see `{word}`"));
            }
            if !types.contains_key(target)
                && TYPE_WORDS.iter().any(|word| words(target).iter().any(|w| w == word))
            {
                defects.push(format!("field {name}.{field} leads to {target}"));
            }
        }
    }
    defects
}

/// Tables of the public field (issues, publications, pages) know no people.
fn person_columns(file: &TextFile) -> Vec<String> {
    let stem = file.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
    let about_issues =
        ["risk", "publication", "monitored_source", "official_page"].iter().any(|noun| stem.contains(noun));
    let is_schema =
        file.path.starts_with("services/storage/src/table/") || file.path.starts_with("migrations/src/");
    if !about_issues || !is_schema {
        return Vec::new();
    }
    let mut defects = Vec::new();
    for (number, line) in
        (1..).zip(file.text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//"))
    {
        let named = |word: &&str| {
            words(line).len() > 1
                && line.split(|c: char| !c.is_alphanumeric()).any(|part| part.eq_ignore_ascii_case(word))
        };
        if let Some(word) = PERSON_WORDS.iter().copied().find(|word| named(word)) {
            defects.push(format!(
                "{}:{number}: `{word}` in a register of issues; it holds publications, never their authors",
                file.path
            ));
        }
    }
    defects
}

#[test]
fn the_region_reaches_no_applicant() {
    assert_none(&defects(&tree::read("graphql/region.graphql")));
}

#[test]
fn registers_of_issues_have_no_people() {
    assert_none(&tree::files().iter().flat_map(person_columns).collect::<Vec<_>>());
}

#[cfg(test)]
mod samples {
    use super::*;

    const GOOD: &str = r#"
        "The text of a description is not a field."
        type Query { "Late." cases(first: Int = 20, levels: [Level!] = [A, B]): [Case!]! @cost(complexity: "1") }
        enum Level { A B }
        interface Node { id: ID! } # applicant
        type Case implements Node & Other { id: ID!, topic(of: Filter): Topic, notText: Boolean @deprecated(reason: "x") }
        union Topic = Case | Sphere
        type Sphere { code: String! }
        input Filter { """ address: String """ tenant: ID = "x" }
    "#;

    #[test]
    fn a_schema_is_read() {
        let types = scan(GOOD);
        let names =
            |name: &str| types[name].iter().map(|(n, t)| format!("{n}:{t}")).collect::<Vec<_>>().join(" ");
        assert_eq!(names("Query"), "cases:Case first:Int levels:Level");
        assert_eq!(names("Case"), "id:ID topic:Topic of:Filter notText:Boolean");
        assert_eq!(names("Topic"), ":Case :Sphere");
        assert_eq!(names("Filter"), "tenant:ID");
        assert!(reachable(&types).contains("Sphere"));
    }

    #[test]
    fn fields_of_an_applicant_are_found_wherever_they_hide() {
        let found = defects(GOOD);
        assert_eq!(found, ["reachable field Case.notText: the region does not see `text`"]);
        let clean = GOOD.replace("notText", "isLate");
        assert_none(&defects(&clean));
        assert_eq!(defects(&clean.replace("code: String!", "applicantName: String")).len(), 1);
        assert_eq!(defects(&clean.replace("tenant: ID =", "phone: ID =")).len(), 1);
        assert_eq!(defects(&clean.replace("Sphere", "ApplicantCard")).len(), 1);
        assert_eq!(defects(&clean.replace("of: Filter", "of: AuthorFilter")).len(), 1);
        assert_eq!(defects(&clean.replace("of: Filter", "byEmail: Filter")).len(), 1);
    }

    #[test]
    fn a_schema_that_cannot_be_read_does_not_pass() {
        assert_eq!(defects("").len(), 1);
    }

    #[test]
    fn an_author_in_a_register_of_issues_is_found() {
        let file = |path: &str, text: &str| TextFile { path: path.into(), text: text.into() };
        let path = "services/storage/src/table/publication.rs";
        assert_eq!(person_columns(&file(path, "    pub author_name: String,")).len(), 1);
        assert_none(&person_columns(&file(path, "//! Never its author.\n    pub url: String,")));
        assert_none(&person_columns(&file(
            "services/storage/src/table/comment.rs",
            "    pub author: UserId,",
        )));
    }
}
