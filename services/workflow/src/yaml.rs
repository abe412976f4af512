//! The only YAML reader of the product: every file is data with lines, and every defect names its line.

use serde::de::DeserializeOwned;
pub use serde_saphyr::Spanned;
use serde_saphyr::{Error, Location};

/// Something wrong with a file, said so that its author can correct it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{file}:{line}: {message} [{code}]")]
pub struct Defect {
    /// The file as it was named to the reader.
    pub file: String,
    /// Line, from 1; 0 where the file as a whole is meant.
    pub line: u64,
    /// Stable code.
    pub code: &'static str,
    /// A Russian sentence that says what to do.
    pub message: String,
}

impl Defect {
    /// A defect of one line.
    pub fn new(file: &str, line: u64, code: &'static str, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, code, message: message.into() }
    }
}

/// Most defects of one file that are worth a reader's time.
const MOST: usize = 50;

/// Reads a file into its type.
///
/// A key that is unknown or stands twice is noted and left out, so that one run names all of them; any other
/// defect of shape ends the reading.
pub fn read<T: DeserializeOwned>(file: &str, source: &str) -> Result<T, Vec<Defect>> {
    let mut text = source.to_owned();
    let mut defects = Vec::new();
    loop {
        match serde_saphyr::from_str::<T>(&text) {
            Ok(value) if defects.is_empty() => return Ok(value),
            Ok(_) => return Err(defects),
            Err(error) => {
                let error = error.without_snippet();
                let line = error.location().as_ref().map_or(0, Location::line);
                defects.push(describe(file, line, error));
                let rest = superfluous_key(error).and_then(|key| without_key(&text, line, key));
                match rest {
                    Some(rest) if defects.len() < MOST => text = rest,
                    _ => return Err(defects),
                }
            }
        }
    }
}

/// A value as a file that reads back as itself.
pub fn print<T: serde::Serialize>(value: &T) -> Result<String, serde_saphyr::ser::Error> {
    serde_saphyr::to_string(value)
}

fn superfluous_key(error: &Error) -> Option<&str> {
    match error {
        Error::SerdeUnknownField { field, .. } => Some(field),
        Error::DuplicateMappingKey { key, .. } => key.as_deref(),
        _ => None,
    }
}

/// Blanks a key of a block mapping together with what is indented below it; lines keep their numbers.
fn without_key(text: &str, line: u64, key: &str) -> Option<String> {
    let at = usize::try_from(line).ok()?.checked_sub(1)?;
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let first = lines.get(at)?;
    let indent = first.len() - first.trim_start().len();
    if !first.trim_start().starts_with(key) || !first.trim_start()[key.len()..].trim_start().starts_with(':')
    {
        return None;
    }
    lines[at].clear();
    for below in lines.iter_mut().skip(at + 1) {
        let depth = below.len() - below.trim_start().len();
        let item_of_the_key = depth == indent && below.trim_start().starts_with("- ");
        if !below.trim().is_empty() && depth <= indent && !item_of_the_key {
            break;
        }
        below.clear();
    }
    Some(lines.join("\n"))
}

fn describe(file: &str, line: u64, error: &Error) -> Defect {
    let (code, message) = match error {
        Error::SerdeUnknownField { field, expected, .. } => (
            "YAML_UNKNOWN_KEY",
            format!(
                "Ключ «{field}» здесь не предусмотрен. Уберите его или исправьте имя; можно: {}.",
                list(expected)
            ),
        ),
        Error::DuplicateMappingKey { key, .. } => (
            "YAML_DUPLICATE_KEY",
            format!("Ключ «{}» указан дважды. Оставьте один.", key.as_deref().unwrap_or("?")),
        ),
        Error::SerdeMissingField { field, .. } => {
            ("YAML_MISSING_KEY", format!("Не хватает ключа «{field}». Добавьте его в этот раздел."))
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => (
            "YAML_UNKNOWN_VALUE",
            format!(
                "Значение «{variant}» не входит в закрытый список. Выберите одно из: {}.",
                list(expected)
            ),
        ),
        Error::SerdeInvalidType { unexpected, expected, .. }
        | Error::SerdeInvalidValue { unexpected, expected, .. } => (
            "YAML_WRONG_VALUE",
            format!("Значение ({unexpected}) не подходит. Укажите значение вида: {expected}."),
        ),
        Error::InvalidScalar { ty, .. } => {
            ("YAML_WRONG_VALUE", format!("Значение не читается. Укажите значение вида: {ty}."))
        }
        Error::Message { msg, .. } => {
            ("YAML_WRONG_VALUE", format!("Значение не читается: {msg}. Исправьте значение этой строки."))
        }
        Error::MultipleDocuments { .. } => (
            "YAML_SYNTAX",
            "В файле несколько документов. Оставьте один: уберите строку «---» внутри файла.".to_owned(),
        ),
        other => (
            "YAML_SYNTAX",
            format!(
                "Файл не читается как YAML: {other}. Проверьте отступы, кавычки и двоеточия около этой строки."
            ),
        ),
    };
    Defect::new(file, line, code, message)
}

fn list(expected: &[&'static str]) -> String {
    if expected.is_empty() { "(ничего)".to_owned() } else { expected.join(", ") }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        name: Spanned<String>,
        #[serde(default)]
        parts: Vec<Part>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Part {
        count: u32,
    }

    fn defects(source: &str) -> Vec<(u64, &'static str)> {
        read::<File>("a.yaml", source).unwrap_err().into_iter().map(|d| (d.line, d.code)).collect()
    }

    #[test]
    fn a_value_knows_its_line() {
        let file: File = read("a.yaml", "# заголовок\nname: Килемары\nparts:\n  - count: 2\n").unwrap();
        assert_eq!(file.name.value, "Килемары");
        assert_eq!(file.name.referenced.line(), 2);
        assert_eq!(file.parts[0].count, 2);
    }

    #[test]
    fn every_unknown_and_doubled_key_is_named_at_once() {
        let source =
            "name: a\nnmae: b\nother:\n  - x: 1\n    y: 2\nparts:\n  - count: 1\n    size: 3\nname: c\n";
        let mut found = defects(source);
        found.sort_unstable();
        assert_eq!(
            found,
            vec![
                (2, "YAML_UNKNOWN_KEY"),
                (3, "YAML_UNKNOWN_KEY"),
                (8, "YAML_UNKNOWN_KEY"),
                (9, "YAML_DUPLICATE_KEY"),
            ]
        );
    }

    #[test]
    fn a_wrong_value_ends_the_reading_after_the_keys_before_it() {
        assert_eq!(
            defects("nmae: b\nname: a\nparts:\n  - count: много\n"),
            vec![(1, "YAML_UNKNOWN_KEY"), (4, "YAML_WRONG_VALUE")]
        );
    }

    #[test]
    fn broken_yaml_names_a_line_and_a_missing_key_its_name() {
        let broken = read::<File>("a.yaml", "name: \"a\nparts: []\n").unwrap_err();
        assert_eq!(broken.len(), 1);
        assert_eq!(broken[0].code, "YAML_SYNTAX");
        let missing = read::<File>("a.yaml", "parts: []\n").unwrap_err();
        assert_eq!(missing[0].code, "YAML_MISSING_KEY");
        assert!(missing[0].message.contains("«name»"));
    }
}
