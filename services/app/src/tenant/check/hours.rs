//! Reads office hours and movable holidays.

use chrono::NaiveTime;
use otklik_workflow::yaml::Spanned;
use serde_json::{Map, Value, json};

use super::Known;
use super::reading::{Reading, line};
use crate::tenant::file::plan::Hours;
use crate::tenant::file::raw::{self, HoursValue};

/// Name of the calendar of those who say nothing.
pub(super) const DEFAULT: &str = "default";

pub(super) fn hours(
    reading: &mut Reading<'_>,
    section: &Spanned<HoursValue>,
    known: &Known,
) -> Option<Hours> {
    let at = section.referenced.line();
    match &section.value {
        HoursValue::Catalogue(name) if known.hours.contains(name) => Some(Hours::Catalogue(name.clone())),
        HoursValue::Catalogue(name) => {
            let list = known.hours.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            let message = format!(
                "Рабочего времени «{name}» в справочнике нет. Выберите из: {list}; или перечислите часы по дням (weekdays)."
            );
            reading.say(at, "HOURS_UNKNOWN", message);
            None
        }
        HoursValue::Stated(raw) => stated(reading, raw, at),
    }
}

fn stated(reading: &mut Reading<'_>, raw: &raw::OwnHours, at: u64) -> Option<Hours> {
    reading.keys(&raw.unknown, raw::OwnHours::KEYS);
    let Some(week) = &raw.weekdays else {
        reading.missing(at, "weekdays");
        return None;
    };
    let week = &week.value;
    reading.keys(&week.unknown, raw::Weekdays::KEYS);
    let days = [
        ("monday", &week.monday),
        ("tuesday", &week.tuesday),
        ("wednesday", &week.wednesday),
        ("thursday", &week.thursday),
        ("friday", &week.friday),
        ("saturday", &week.saturday),
        ("sunday", &week.sunday),
    ];
    let mut good = true;
    let mut weekdays = Map::new();
    for (name, day) in days {
        let Some(day) = day else { continue };
        let read = stretch(reading, day);
        good &= read.is_some();
        weekdays.extend(read.map(|it| (name.to_owned(), it)));
    }
    let lunch = raw.lunch.as_ref().map(|lunch| stretch(reading, lunch));
    good &= lunch != Some(None);
    let less = short_day(reading, raw.short_day_less_minutes.as_ref())?;
    if !good {
        return None;
    }
    let table = json!({
        "weekdays": weekdays,
        "lunch": lunch.flatten(),
        "short_day_less_minutes": less,
    });
    if let Ok(hours) = serde_json::from_value(table) {
        return Some(Hours::Stated(Box::new(hours)));
    }
    let message = "Рабочего времени не остаётся. Укажите хотя бы один рабочий день; в каждом, и в сокращённый, должно оставаться время кроме обеда.";
    reading.say(at, "HOURS_EMPTY", message);
    None
}

/// The usual hour of article 95 of the Labour Code where nothing is said.
fn short_day(reading: &mut Reading<'_>, value: Option<&raw::Text>) -> Option<u32> {
    let Some(value) = value else { return Some(60) };
    let minutes = value.value.parse::<u32>().ok().filter(|minutes| *minutes <= 240);
    if minutes.is_none() {
        let message =
            format!("Сокращение «{}» не годится. Укажите минуты целым числом, не больше 240.", value.value);
        reading.say(line(value), "NUMBER_BAD", message);
    }
    minutes
}

fn stretch(reading: &mut Reading<'_>, section: &Spanned<raw::Stretch>) -> Option<Value> {
    let (raw, at) = (&section.value, section.referenced.line());
    reading.keys(&raw.unknown, raw::Stretch::KEYS);
    let from = time(reading, raw.from.as_ref(), "from", at);
    let to = time(reading, raw.to.as_ref(), "to", at);
    let (from, to) = (from?, to?);
    if to <= from {
        let message = format!(
            "Часы перевёрнуты: {} – {}. Конец должен быть позже начала.",
            from.format("%H:%M"),
            to.format("%H:%M")
        );
        reading.say(at, "HOURS_REVERSED", message);
        return None;
    }
    Some(json!({ "from": from, "to": to }))
}

fn time(reading: &mut Reading<'_>, value: Option<&raw::Text>, key: &str, at: u64) -> Option<NaiveTime> {
    let text = reading.need(value, key, at)?;
    let time = NaiveTime::parse_from_str(&text, "%H:%M").or_else(|_| text.parse()).ok();
    if time.is_none() {
        let message = format!("Время «{text}» не читается. Укажите ЧЧ:ММ в кавычках, например \"08:30\".");
        reading.say(value.map_or(at, line), "TIME_BAD", message);
    }
    time
}

/// Movable holidays that the catalogue has days for.
pub(super) fn holidays(reading: &mut Reading<'_>, values: &[raw::Text], known: &Known) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for value in values {
        if !known.holidays.contains(&value.value) {
            let names = known.holidays.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            let names = if names.is_empty() { "в справочнике их нет" } else { &names };
            let message = format!(
                "Праздника «{}» в справочнике нет. Выберите из: {names}; новый праздник добавляют в policies/calendars.",
                value.value
            );
            reading.say(line(value), "HOLIDAY_UNKNOWN", message);
        } else if list.contains(&value.value) {
            let message = format!("Праздник «{}» указан дважды. Оставьте один.", value.value);
            reading.say(line(value), "HOLIDAY_TWICE", message);
        } else {
            list.push(value.value.clone());
        }
    }
    list
}
