//! Turns the text of one value into what it means, or says what is wrong with it.

use std::collections::BTreeSet;
use std::str::FromStr;

use chrono::NaiveDate;
use otklik_domain::audience::Audience;
use otklik_domain::channel::Channel;
use otklik_domain::organization::Authority;
use otklik_domain::role::Role;
use otklik_domain::{sector_block, tenant};
use otklik_workflow::yaml::Defect;

use crate::tenant::file::plan;
use crate::tenant::file::raw::Text;

/// A closed list that a message can print.
pub(super) trait Word: FromStr {
    /// How to say that a word is not in it.
    const ABSENT: Unknown;

    /// Every code of the list.
    fn codes() -> Vec<&'static str>;
}

macro_rules! words {
    ($($absent:ident: $($name:ty),+;)+) => {$($(
        impl Word for $name {
            const ABSENT: Unknown = $absent;

            fn codes() -> Vec<&'static str> {
                Self::ALL.iter().map(|value| value.code()).collect()
            }
        }
    )+)+};
}

words! {
    AUDIENCE: Audience;
    CHANNEL: Channel;
    ROLE: Role;
    FUNCTION: plan::Function;
    VALUE: Authority, plan::BlockMode, plan::Decisions, plan::Form, plan::Holders, plan::LegalForm,
        plan::Municipality, plan::Rank, plan::Report, plan::SeatKind, plan::SubstitutionScope, plan::Switch,
        plan::Unassigned, sector_block::Kind, tenant::Kind, tenant::State;
}

/// One file being read: where defects of its values go.
pub(super) struct Reading<'a> {
    pub(super) file: &'a str,
    defects: &'a mut Vec<Defect>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(file: &'a str, defects: &'a mut Vec<Defect>) -> Self {
        Self { file, defects }
    }

    pub(super) fn say(&mut self, line: u64, code: &'static str, message: impl Into<String>) {
        self.defects.push(Defect::new(self.file, line, code, message));
    }

    pub(super) fn keys(&mut self, unknown: &[Text], keys: &[&str]) {
        for key in unknown {
            let message = format!(
                "Ключ «{}» здесь не предусмотрен. Уберите его или исправьте; можно: {}.",
                key.value,
                keys.join(", ")
            );
            self.say(line(key), "KEY_UNKNOWN", message);
        }
    }

    pub(super) fn missing(&mut self, at: u64, key: &str) {
        self.say(at, "KEY_MISSING", format!("Не указан ключ «{key}». Добавьте его в этот раздел."));
    }

    /// The text under a key that must be there.
    pub(super) fn need(&mut self, value: Option<&Text>, key: &str, at: u64) -> Option<String> {
        let found = value.map(|text| text.value.trim()).filter(|text| !text.is_empty());
        if found.is_none() {
            self.missing(value.map_or(at, line), key);
        }
        found.map(str::to_owned)
    }

    pub(super) fn word<T: Word>(&mut self, value: &Text) -> Option<T> {
        let read = value.value.parse().ok();
        if read.is_none() {
            let list = T::codes().join(", ");
            let message = format!("{} «{}» нет. Выберите из списка: {list}.", T::ABSENT.noun, value.value);
            self.say(line(value), T::ABSENT.code, message);
        }
        read
    }

    pub(super) fn need_word<T: Word>(&mut self, value: Option<&Text>, key: &str, at: u64) -> Option<T> {
        if value.is_none() {
            self.missing(at, key);
        }
        value.and_then(|text| self.word(text))
    }

    pub(super) fn word_or<T: Word>(&mut self, value: Option<&Text>, default: T) -> T {
        value.and_then(|text| self.word(text)).unwrap_or(default)
    }

    pub(super) fn words<T: Word>(&mut self, values: &[Text]) -> Vec<T> {
        values.iter().filter_map(|text| self.word(text)).collect()
    }

    pub(super) fn flag(&mut self, value: Option<&Text>, default: bool) -> bool {
        match value.map(|text| (text, text.value.as_str())) {
            None => default,
            Some((_, "true")) => true,
            Some((_, "false")) => false,
            Some((text, other)) => {
                self.say(
                    line(text),
                    "WORD_UNKNOWN",
                    format!("Значение «{other}» не годится. Укажите true или false."),
                );
                default
            }
        }
    }

    /// A name within the tenant: small Latin letters, digits, underscores or hyphens.
    pub(super) fn code(&mut self, value: Option<&Text>, at: u64) -> Option<String> {
        let code = self.need(value, "code", at)?;
        let good = code.len() <= 40
            && code.starts_with(|first: char| first.is_ascii_lowercase())
            && code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-');
        if !good {
            let message = format!(
                "Код «{code}» не годится. Возьмите до 40 знаков: строчные латинские буквы, цифры, «_» и «-», первой букву."
            );
            self.say(value.map_or(at, line), "CODE_BAD", message);
        }
        good.then_some(code)
    }

    pub(super) fn date(&mut self, value: &Text) -> Option<NaiveDate> {
        let date = value.value.parse().ok();
        if date.is_none() {
            let message =
                format!("Дата «{}» не читается. Укажите существующий день: ГГГГ-ММ-ДД.", value.value);
            self.say(line(value), "DATE_BAD", message);
        }
        date
    }

    /// A name that must be one of `names`.
    pub(super) fn named(
        &mut self,
        value: &Text,
        names: &BTreeSet<String>,
        refusal: Unknown,
    ) -> Option<String> {
        if names.contains(&value.value) {
            return Some(value.value.clone());
        }
        let list = names.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let list = if list.is_empty() { "в файле их нет" } else { &list };
        let message = format!(
            "{} «{}» в файле нет. Добавьте или исправьте код; есть: {list}.",
            refusal.noun, value.value
        );
        self.say(line(value), refusal.code, message);
        None
    }

    pub(super) fn all_named(
        &mut self,
        values: &[Text],
        names: &BTreeSet<String>,
        refusal: Unknown,
    ) -> Vec<String> {
        values.iter().filter_map(|value| self.named(value, names, refusal)).collect()
    }
}

/// How to say that a name leads nowhere.
#[derive(Clone, Copy)]
pub(super) struct Unknown {
    code: &'static str,
    noun: &'static str,
}

const VALUE: Unknown = Unknown { code: "WORD_UNKNOWN", noun: "Значения" };
const AUDIENCE: Unknown = Unknown { code: "AUDIENCE_UNKNOWN", noun: "Адресата" };
const CHANNEL: Unknown = Unknown { code: "CHANNEL_UNKNOWN", noun: "Канала" };
const FUNCTION: Unknown = Unknown { code: "FUNCTION_UNKNOWN", noun: "Функции" };
const ROLE: Unknown = Unknown { code: "ROLE_UNKNOWN", noun: "Роли" };
pub(super) const SEAT: Unknown = Unknown { code: "SEAT_UNKNOWN", noun: "Места" };
pub(super) const BLOCK: Unknown = Unknown { code: "BLOCK_UNKNOWN", noun: "Блока" };
pub(super) const ORGANIZATION: Unknown =
    Unknown { code: "ORGANIZATION_UNKNOWN", noun: "Органа или учреждения" };
pub(super) const DIRECTION: Unknown = Unknown { code: "DIRECTION_UNKNOWN", noun: "Направления" };

/// The line of a value.
pub(super) fn line(value: &Text) -> u64 {
    value.referenced.line()
}

/// A text that may be absent.
pub(super) fn text(value: Option<&Text>) -> Option<String> {
    value.map(|text| text.value.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A list of free texts.
pub(super) fn texts(values: &[Text]) -> Vec<String> {
    values.iter().map(|text| text.value.trim().to_owned()).collect()
}
