//! Words that an act brings: trimmed, there where they are needed, no longer than allowed.

use otklik_domain::refusal::{Code, Refusal};

/// Longest number of a letter or a registration, in characters.
pub(super) const NUMBER: usize = 100;
/// Longest name of a body or a system.
pub(super) const NAME: usize = 500;
/// Longest note or reason.
pub(super) const NOTE: usize = 4_000;
/// Longest body of a letter, a resolution, a contribution.
pub(super) const BODY: usize = 16_000;

/// Words that must be there.
pub(super) fn required(text: &str, field: &str, most: usize) -> Result<String, Refusal> {
    optional(Some(text), field, most)?.ok_or_else(|| Refusal::new(Code::FieldRequired).field(field))
}

/// Words that may be missing.
pub(super) fn optional(text: Option<&str>, field: &str, most: usize) -> Result<Option<String>, Refusal> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    match text.map(|text| text.chars().count()) {
        Some(length) if length > most => {
            Err(Refusal::new(Code::TooLarge).field(field).with("most", most).with("length", length))
        }
        _ => Ok(text.map(str::to_owned)),
    }
}

/// Joins what is there into the note of an act.
pub(super) fn note(parts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}
