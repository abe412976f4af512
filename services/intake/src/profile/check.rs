//! Everything that can be wrong with the file of a profile, said at once.

use std::collections::BTreeMap;
use std::str::FromStr;

use otklik_domain::channel::Channel;

use super::file::{ColumnFile, ProfileFile};
use super::mapping::is_author;
use super::{Column, DateForm, FORMAT, Field, Profile, States, Wins, fold};
use crate::file::{Layout, MOST_COLUMNS};
use crate::row::SourceState;

/// Something wrong with a profile.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {message} [{code}]")]
pub struct Defect {
    /// The key it stands under.
    pub path: String,
    /// Stable code.
    pub code: &'static str,
    /// A Russian sentence that says what to do.
    pub message: String,
}

/// Collects defects; a value that is wrong is left out.
#[derive(Default)]
struct Defects(Vec<Defect>);

impl Defects {
    fn add(&mut self, path: impl Into<String>, code: &'static str, message: impl Into<String>) {
        self.0.push(Defect { path: path.into(), code, message: message.into() });
    }

    /// A word of a closed list.
    fn word<T: FromStr>(&mut self, path: &str, word: &str, all: &[&str]) -> Option<T> {
        let value = word.trim().parse().ok();
        if value.is_none() {
            let all = all.join(", ");
            self.add(
                path,
                "PROFILE_UNKNOWN_WORD",
                format!("Значение «{word}» неизвестно. Выберите одно из: {all}."),
            );
        }
        value
    }
}

pub(super) fn check(file: &ProfileFile) -> Result<Profile, Vec<Defect>> {
    let mut defects = Defects::default();
    head(file, &mut defects);
    let columns = columns(file, &mut defects);
    let channel = defects.word::<Channel>("channel", &file.channel, &codes(Channel::ALL, Channel::code));
    let dates = dates(file, &mut defects);
    let states = states(file, &mut defects);
    let wins = wins(file, &mut defects);
    let key = key(file, &columns, &mut defects);
    let (Some(channel), true) = (channel, defects.0.is_empty()) else { return Err(defects.0) };
    Ok(Profile {
        name: file.name.trim().to_owned(),
        title: file.title.trim().to_owned(),
        source: file.source.trim().to_owned(),
        channel,
        layout: Layout { sheet: file.sheet.clone(), header_row: file.header_row.unwrap_or(1) },
        key,
        columns,
        never: file.never.iter().map(|name| fold(name)).collect(),
        dates,
        states,
        wins,
    })
}

fn head(file: &ProfileFile, defects: &mut Defects) {
    if file.format != FORMAT {
        let message = format!("Вид файла «{}» неизвестен. Укажите «{FORMAT}».", file.format);
        defects.add("format", "PROFILE_FORMAT", message);
    }
    for (path, code) in [("name", &file.name), ("source", &file.source)] {
        let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if code.is_empty() || code.len() > 50 || !code.chars().all(known) {
            let message =
                format!("Код «{code}» не годится. Напишите его строчными латинскими буквами, цифрами и «_».");
            defects.add(path, "PROFILE_CODE", message);
        }
    }
    if file.title.trim().is_empty() {
        defects.add("title", "PROFILE_EMPTY", "Назовите профиль так, чтобы его узнали в списке.");
    }
    if file.header_row.is_some_and(|row| row == 0 || row > 100) {
        defects.add("header_row", "PROFILE_HEADER_ROW", "Укажите номер строки заголовков: от 1 до 100.");
    }
}

fn columns(file: &ProfileFile, defects: &mut Defects) -> BTreeMap<Field, Column> {
    let all = codes(Field::ALL, Field::code);
    let mut columns = BTreeMap::new();
    let mut taken: BTreeMap<String, Field> = BTreeMap::new();
    let never: Vec<String> = file.never.iter().map(|name| fold(name)).collect();
    for (code, given) in &file.columns {
        let path = format!("columns.{code}");
        let Some(field) = defects.word::<Field>(&path, code, &all) else { continue };
        let column = column(&path, given, defects);
        for name in &column.names {
            if is_author(name, &never) {
                let message =
                    format!("Столбец «{name}» называет автора: он не читается никогда. Уберите его.");
                defects.add(&path, "PROFILE_NEVER_READ", message);
            }
            if let Some(other) = taken.insert(name.clone(), field) {
                let message =
                    format!("Столбец «{name}» назван у двух полей: {other} и {field}. Оставьте одно.");
                defects.add(&path, "PROFILE_COLUMN_TWICE", message);
            }
        }
        columns.insert(field, column);
    }
    for field in Field::ALWAYS_NEEDED {
        if !columns.contains_key(&field) {
            let message =
                format!("Нет столбца для поля «{}»: без него строка не принимается.", field.title());
            defects.add(format!("columns.{field}"), "PROFILE_FIELD_MISSING", message);
        }
    }
    columns
}

fn column(path: &str, given: &ColumnFile, defects: &mut Defects) -> Column {
    let names: Vec<String> =
        given.names.iter().map(|name| fold(name)).filter(|name| !name.is_empty()).collect();
    let place = given.letter.as_deref().and_then(|letter| {
        let place = place_of(letter);
        if place.is_none() {
            let message = format!("«{letter}» — не буква столбца. Напишите как в таблице: A, R, AI.");
            defects.add(path, "PROFILE_LETTER", message);
        }
        place
    });
    if names.is_empty() && given.letter.is_none() {
        defects.add(
            path,
            "PROFILE_EMPTY",
            "Укажите хотя бы одно имя столбца (names) или его букву (letter).",
        );
    }
    let shown = given.names.first().cloned().or_else(|| given.letter.clone()).unwrap_or_default();
    Column { names, shown, place, required: given.required }
}

/// Place of a column from its letter: `A` is 0, `AA` is 26.
fn place_of(letter: &str) -> Option<usize> {
    let letter = letter.trim().to_ascii_uppercase();
    let valid = (1..=3).contains(&letter.len()) && letter.bytes().all(|b| b.is_ascii_uppercase());
    let number = letter.bytes().fold(0, |number, b| number * 26 + usize::from(b - b'A') + 1);
    (valid && number <= MOST_COLUMNS).then(|| number - 1)
}

fn dates(file: &ProfileFile, defects: &mut Defects) -> Vec<DateForm> {
    let all = codes(DateForm::ALL, DateForm::code);
    if file.dates.is_empty() {
        let message = format!("Укажите хотя бы один вид дат из: {}.", all.join(", "));
        defects.add("dates", "PROFILE_EMPTY", message);
    }
    file.dates.iter().filter_map(|form| defects.word("dates", form, &all)).collect()
}

fn states(file: &ProfileFile, defects: &mut Defects) -> States {
    let all = codes(SourceState::ALL, SourceState::code);
    let mut known = BTreeMap::new();
    for line in &file.states.known {
        let Some(state) = defects.word::<SourceState>("states.known", &line.means, &all) else { continue };
        for word in &line.words {
            if known.insert(fold(word), state).is_some_and(|other| other != state) {
                let message = format!("Слово «{word}» названо у двух состояний. Оставьте одно.");
                defects.add("states.known", "PROFILE_STATE_TWICE", message);
            }
        }
    }
    let mut one = |path: &str, word: &Option<String>| {
        word.as_deref().and_then(|word| defects.word::<SourceState>(path, word, &all))
    };
    let empty = one("states.empty", &file.states.empty).unwrap_or(SourceState::Open);
    States { known, empty, other: one("states.other", &file.states.other) }
}

fn wins(file: &ProfileFile, defects: &mut Defects) -> BTreeMap<Field, Wins> {
    let mut wins = BTreeMap::new();
    for (code, who) in &file.wins {
        let path = format!("wins.{code}");
        let field = defects.word::<Field>(&path, code, &codes(Field::ALL, Field::code));
        let who = defects.word::<Wins>(&path, who, &codes(Wins::ALL, Wins::code));
        wins.extend(field.zip(who));
    }
    wins
}

/// The outside number where nothing is said; otherwise every field of the key must have a column that is required.
fn key(file: &ProfileFile, columns: &BTreeMap<Field, Column>, defects: &mut Defects) -> Vec<Field> {
    let all = codes(Field::ALL, Field::code);
    let key: Vec<Field> = if file.key.is_empty() {
        vec![Field::ExternalId]
    } else {
        file.key.iter().filter_map(|code| defects.word("key", code, &all)).collect()
    };
    for field in &key {
        if !columns.get(field).is_some_and(|column| column.required) {
            let message = format!(
                "По полю «{field}» строки узнают при повторной загрузке: опишите его в columns с «required: true»."
            );
            defects.add("key", "PROFILE_KEY", message);
        }
    }
    key
}

fn codes<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|value| code(*value)).collect()
}
