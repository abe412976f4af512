//! What a document may ask for, measured before the library walks it: fragments are counted once and multiplied,
//! so that a bomb of fragments costs its text and not its expansion.

use std::collections::HashMap;

use async_graphql::parser::types::{ExecutableDocument, Field, OperationType, Selection, SelectionSet};

use super::error::Failure;

/// Brackets open at once in the text.
pub const BRACKETS: usize = 64;
/// Fields under fields.
pub const DEPTH: usize = 10;
/// The same under `__schema` and `__type`: the usual introspection query unfolds list types nine times.
pub const INTROSPECTION_DEPTH: usize = 20;
/// Lists under lists of the introspection: each level multiplies the answer by the number of fields of a type.
pub const INTROSPECTION_LISTS: usize = 2;
/// Fields after fragments are put in place.
pub const FIELDS: usize = 2_000;
/// Aliases after fragments are put in place.
pub const ALIASES: usize = 30;
/// Directives after fragments are put in place.
pub const DIRECTIVES: usize = 20;
/// Fragments of a document.
pub const FRAGMENTS: usize = 50;
/// Cost of an operation: a full page of 100 rows with 50 fields each.
pub const COMPLEXITY: usize = 5_000;

/// Deeper than any document that is let in; ends the walk itself.
const WALK: usize = 64;

/// Whether the brackets of `text` nest deeper than [`BRACKETS`] outside strings and comments. The parser of the
/// library recurses on them without a bound of its own and takes the whole process down.
pub fn nests_too_deep(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut open) = (0, 0_usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = after_string(bytes, at);
                continue;
            }
            b'#' => at = end_of_line(bytes, at),
            b'{' | b'[' | b'(' => {
                open += 1;
                if open > BRACKETS {
                    return true;
                }
            }
            b'}' | b']' | b')' => open = open.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    false
}

fn end_of_line(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|byte| !matches!(byte, b'\n' | b'\r')) {
        at += 1;
    }
    at
}

/// The position after a string that opens at `at`. A line break ends a plain string: the parser refuses it there.
fn after_string(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at..];
    let (mut offset, block) = if rest.starts_with(b"\"\"\"") { (3, true) } else { (1, false) };
    while let Some(byte) = rest.get(offset) {
        match byte {
            b'\\' if block && rest[offset..].starts_with(b"\\\"\"\"") => offset += 4,
            b'\\' if !block => offset += 2,
            b'"' if block && rest[offset..].starts_with(b"\"\"\"") => return at + offset + 3,
            b'"' | b'\n' | b'\r' if !block => return at + offset + 1,
            _ => offset += 1,
        }
    }
    bytes.len()
}

/// Whether a parsed document may go on to the schema.
pub fn admit(document: &ExecutableDocument) -> Result<(), Failure> {
    if document.fragments.len() > FRAGMENTS {
        return Err(Failure::limit("TOO_MANY_FRAGMENTS", format!("Фрагментов больше {FRAGMENTS}.")));
    }
    let mut walk = Walk { document, known: HashMap::new(), open: Vec::new() };
    for (_, operation) in document.operations.iter() {
        let operation = &operation.node;
        let whole = walk.set(&operation.selection_set.node, 0)?;
        bound(whole.fields, FIELDS, "TOO_MANY_FIELDS", "Полей")?;
        bound(whole.aliases, ALIASES, "TOO_MANY_ALIASES", "Псевдонимов")?;
        bound(whole.directives + operation.directives.len(), DIRECTIVES, "TOO_MANY_DIRECTIVES", "Директив")?;
        let mut roots = Vec::new();
        walk.roots(&operation.selection_set.node, &mut roots);
        if operation.ty == OperationType::Mutation && roots.len() > 1 {
            return Err(Failure::limit("ONE_MUTATION", "Одно действие в одном запросе."));
        }
        for root in roots {
            walk.root(root)?;
        }
    }
    Ok(())
}

fn bound(found: usize, most: usize, reason: &'static str, what: &str) -> Result<(), Failure> {
    if found > most {
        return Err(Failure::limit(reason, format!("{what} больше {most}: разделите запрос на несколько.")));
    }
    Ok(())
}

#[derive(Clone, Copy, Default)]
struct Measure {
    depth: usize,
    fields: usize,
    aliases: usize,
    directives: usize,
    lists: usize,
}

impl Measure {
    fn beside(&mut self, other: Self) {
        self.depth = self.depth.max(other.depth);
        self.lists = self.lists.max(other.lists);
        self.fields = self.fields.saturating_add(other.fields);
        self.aliases = self.aliases.saturating_add(other.aliases);
        self.directives = self.directives.saturating_add(other.directives);
    }
}

struct Walk<'a> {
    document: &'a ExecutableDocument,
    known: HashMap<&'a str, Measure>,
    open: Vec<&'a str>,
}

impl<'a> Walk<'a> {
    fn set(&mut self, set: &'a SelectionSet, level: usize) -> Result<Measure, Failure> {
        if level > WALK {
            return Err(too_deep(DEPTH));
        }
        let mut sum = Measure::default();
        for selection in &set.items {
            sum.directives = sum.directives.saturating_add(selection.node.directives().len());
            sum.beside(match &selection.node {
                Selection::Field(field) => self.field(&field.node, level)?,
                Selection::InlineFragment(inline) => self.set(&inline.node.selection_set.node, level + 1)?,
                Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name.node, level)?,
            });
        }
        Ok(sum)
    }

    fn field(&mut self, field: &'a Field, level: usize) -> Result<Measure, Failure> {
        let mut measure = self.set(&field.selection_set.node, level + 1)?;
        measure.depth += 1;
        measure.fields = measure.fields.saturating_add(1);
        measure.aliases = measure.aliases.saturating_add(usize::from(field.alias.is_some()));
        if matches!(field.name.node.as_str(), "fields" | "interfaces" | "possibleTypes" | "inputFields") {
            measure.lists += 1;
        }
        Ok(measure)
    }

    fn fragment(&mut self, name: &'a str, level: usize) -> Result<Measure, Failure> {
        if let Some(measure) = self.known.get(name) {
            return Ok(*measure);
        }
        if self.open.contains(&name) {
            let message = format!("Фрагмент {name} содержит сам себя.");
            return Err(Failure::BadInput { reason: "FRAGMENT_RING", field: None, message });
        }
        // An unknown fragment is left to the validation of the library, which names it; it counts, so that a bomb
        // of fragments around it is found here.
        let Some(fragment) = self.document.fragments.get(name) else {
            return Ok(Measure { fields: 1, ..Measure::default() });
        };
        self.open.push(name);
        let measure = self.set(&fragment.node.selection_set.node, level + 1)?;
        self.open.pop();
        self.known.insert(name, measure);
        Ok(measure)
    }

    /// Fields of the operation itself; only called after `set` has shown that no fragment contains itself.
    fn roots(&self, set: &'a SelectionSet, found: &mut Vec<&'a Field>) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => found.push(&field.node),
                Selection::InlineFragment(inline) => self.roots(&inline.node.selection_set.node, found),
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = self.document.fragments.get(&spread.node.fragment_name.node) {
                        self.roots(&fragment.node.selection_set.node, found);
                    }
                }
            }
        }
    }

    fn root(&mut self, field: &'a Field) -> Result<(), Failure> {
        let measure = self.field(field, 0)?;
        let most = if field.name.node.starts_with("__") { INTROSPECTION_DEPTH } else { DEPTH };
        if measure.depth > most {
            return Err(too_deep(most));
        }
        if field.name.node.starts_with("__") && measure.lists > INTROSPECTION_LISTS {
            return Err(Failure::limit("INTROSPECTION_TOO_WIDE", "Описание схемы запрошено слишком широко."));
        }
        Ok(())
    }
}

fn too_deep(most: usize) -> Failure {
    Failure::limit("TOO_DEEP", format!("Вложенность больше {most}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_count_outside_strings_and_comments_only() {
        let deep = "[".repeat(BRACKETS + 1);
        assert!(nests_too_deep(&deep));
        assert!(nests_too_deep(&"{a(b:".repeat(BRACKETS)));
        assert!(!nests_too_deep(&"[".repeat(BRACKETS)));
        assert!(!nests_too_deep(&"{a}[]".repeat(10_000)));
        assert!(!nests_too_deep(&format!("{{a(b:\"{deep}\")}}")));
        assert!(!nests_too_deep(&format!("{{a(b:\"\\\"{deep}\")}}")));
        assert!(!nests_too_deep(&format!("{{a(b:\"\"\"{deep}\" \\\"\"\"{deep}\"\"\")}}")));
        assert!(!nests_too_deep(&format!("# {deep}\n{{a}}")));
    }

    #[test]
    fn brackets_cannot_hide_behind_a_string_that_has_ended() {
        let deep = "[".repeat(BRACKETS + 1);
        for start in ["\"\"", "\"a\\\\\"", "\"\"\"a\"\"\"", "\"\"\"\"\"\"", "\"broken\n", "#\"\n", "\"#\""] {
            assert!(nests_too_deep(&format!("{start}{deep}")), "{start}");
        }
    }
}
