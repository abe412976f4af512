//! The file of a tenant: what the founding act says, and settings laid over it. `docs/TENANT-FILE.md` is its manual.
//!
//! Reading keeps every value as text with its line and every unknown key, so that [`super::check`] can name all
//! defects of a file at once; the typed result of a check is a [`plan::Plan`].

mod line;
pub mod plan;
pub mod raw;
mod structure;
mod word;

use otklik_workflow::yaml::{self, Defect};

use raw::{ActFile, SettingsFile, Text};
use serde::Deserialize;

/// First line of a file that holds a founding act.
pub const ACT_FORMAT: &str = "otklik-tenant/1";
/// First line of a file that holds settings over an act.
pub const SETTINGS_FORMAT: &str = "otklik-tenant-settings/1";

/// A file as it was read, not yet checked.
#[derive(Clone, Debug)]
pub struct TenantFile {
    /// The name under which it was given.
    pub file: String,
    /// What it holds.
    pub content: Content,
}

/// Which of the two kinds of file.
#[derive(Clone, Debug)]
pub enum Content {
    /// What the act says.
    Act(Box<ActFile>),
    /// What the tenant has settled since.
    Settings(Box<SettingsFile>),
}

/// The one key by which the kinds of file are told apart; all others are looked at later.
#[derive(Deserialize)]
struct Header {
    #[serde(default)]
    format: Option<Text>,
}

/// The largest file that a person has written.
const LARGEST: usize = 1_000_000;

/// Reads the bytes of one file; `Err` where they are no text of a file or it has no readable shape.
pub fn read_bytes(file: &str, bytes: &[u8]) -> Result<TenantFile, Vec<Defect>> {
    let refused = |code, message: &str| Err(vec![Defect::new(file, 0, code, message)]);
    if bytes.len() > LARGEST {
        return refused(
            "FILE_TOO_LARGE",
            "Файл больше 1 МБ: это не файл муниципалитета. Передайте другой файл.",
        );
    }
    let Ok(source) = std::str::from_utf8(bytes) else {
        let message = "Файл записан не в UTF-8. Сохраните его в кодировке UTF-8 и повторите.";
        return refused("FILE_NOT_UTF8", message);
    };
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    if source.contains('\0') {
        let message =
            "В файле есть нулевые байты: это не текст в UTF-8. Сохраните его в кодировке UTF-8 и повторите.";
        return refused("FILE_NOT_TEXT", message);
    }
    if source.trim().is_empty() {
        return refused("FILE_EMPTY", "Файл пуст. Начните его с образца из policies/tenants.");
    }
    read(file, source)
}

/// Reads one file; `Err` only where it has no readable shape.
pub fn read(file: &str, source: &str) -> Result<TenantFile, Vec<Defect>> {
    let header: Header = yaml::read(file, source)?;
    let Some(format) = &header.format else {
        return Err(vec![Defect::new(
            file,
            1,
            "FORMAT_MISSING",
            format!(
                "Не указан вид файла. Добавьте первой строкой «format: {ACT_FORMAT}» (акт) или «format: {SETTINGS_FORMAT}» (настройки)."
            ),
        )]);
    };
    let content = match format.value.as_str() {
        ACT_FORMAT => Content::Act(yaml::read(file, source)?),
        SETTINGS_FORMAT => Content::Settings(yaml::read(file, source)?),
        other => {
            return Err(vec![Defect::new(
                file,
                format.referenced.line(),
                "FORMAT_UNKNOWN",
                format!(
                    "Вид файла «{other}» этой версии неизвестен. Укажите «{ACT_FORMAT}» или «{SETTINGS_FORMAT}»."
                ),
            )]);
        }
    };
    Ok(TenantFile { file: file.to_owned(), content })
}
