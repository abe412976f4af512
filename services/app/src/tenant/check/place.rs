//! Reads what a file says of the place: residents, territories, networks.

use otklik_workflow::yaml::Spanned;

use super::reading::{Reading, line, text};
use crate::tenant::file::plan::{Population, Territory};
use crate::tenant::file::raw;

pub(super) fn population(
    reading: &mut Reading<'_>,
    section: &Spanned<raw::Population>,
) -> Option<Population> {
    let (raw, at) = (&section.value, section.referenced.line());
    reading.keys(&raw.unknown, raw::Population::KEYS);
    let people = reading.need(raw.people.as_ref(), "people", at);
    let people = people.and_then(|text| {
        let people = text.parse::<u32>().ok().filter(|people| *people > 0);
        if people.is_none() {
            let message =
                format!("Численность «{text}» не читается. Укажите целое число жителей без пробелов.");
            reading.say(raw.people.as_ref().map_or(at, line), "NUMBER_BAD", message);
        }
        people
    });
    if raw.on.is_none() {
        reading.missing(at, "on");
    }
    let on = raw.on.as_ref().and_then(|value| reading.date(value));
    Some(Population { people: people?, on: on?, basis: text(raw.basis.as_ref()) })
}

/// Territories: each by its own name, a settlement in one of them.
pub(super) fn territories(reading: &mut Reading<'_>, lines: &[Spanned<raw::Territory>]) -> Vec<Territory> {
    let mut list: Vec<Territory> = Vec::new();
    for section in lines {
        let (raw, at) = (&section.value, section.referenced.line());
        reading.keys(&raw.unknown, raw::Territory::KEYS);
        let code = raw.code.as_ref().and_then(|value| oktmo(reading, value));
        let Some(name) = reading.need(raw.name.as_ref(), "name", at) else { continue };
        if list.iter().any(|known| known.name == name || code.is_some() && known.code == code) {
            let message = format!("Территория «{name}» или её код уже есть выше. Оставьте одну строку.");
            reading.say(at, "TERRITORY_TWICE", message);
            continue;
        }
        let mut settlements: Vec<String> = Vec::new();
        for value in &raw.settlements {
            let settlement = value.value.trim().to_owned();
            let taken = list.iter().find(|known| known.settlements.contains(&settlement));
            if let Some(other) = taken {
                let message = format!(
                    "Населённый пункт «{settlement}» уже отнесён к территории «{}». Если это другой пункт с тем же именем, уточните имя.",
                    other.name
                );
                reading.say(line(value), "SETTLEMENT_TWICE", message);
            } else if settlements.contains(&settlement) {
                let message = format!("Населённый пункт «{settlement}» указан дважды. Оставьте один.");
                reading.say(line(value), "SETTLEMENT_TWICE", message);
            } else {
                settlements.push(settlement);
            }
        }
        list.push(Territory { code, name, settlements });
    }
    list
}

fn oktmo(reading: &mut Reading<'_>, value: &raw::Text) -> Option<String> {
    let good = matches!(value.value.len(), 8 | 11) && value.value.bytes().all(|byte| byte.is_ascii_digit());
    if !good {
        let message = format!("Код ОКТМО «{}» не годится. Укажите 8 или 11 цифр в кавычках.", value.value);
        reading.say(line(value), "OKTMO_BAD", message);
    }
    good.then(|| value.value.clone())
}

/// Names of networks, each once.
pub(super) fn platforms(reading: &mut Reading<'_>, values: &[raw::Text]) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for value in values {
        let name = value.value.trim().to_owned();
        if list.contains(&name) {
            let message = format!("Площадка «{name}» указана дважды. Оставьте одну.");
            reading.say(line(value), "PLATFORM_TWICE", message);
        } else if !name.is_empty() {
            list.push(name);
        }
    }
    list
}
