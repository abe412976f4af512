//! Reads an act file into a plan.

use chrono_tz::Tz;
use otklik_domain::tenant::{Kind, State};
use otklik_workflow::yaml::Spanned;

use super::part::{self, Names};
use super::reading::{DIRECTION, Reading, SEAT, line, text, texts};
use super::{Draft, Known, hours, lines, overlay, place};
use crate::tenant::file::ACT_FORMAT;
use crate::tenant::file::plan::{
    Act, BlockMode, Blocks, Centre, Decisions, Hours, LegalForm, Plan, Superseded, Switch, TenantLine,
};
use crate::tenant::file::raw::{self, ActFile};

/// The plan of an act; none where the tenant itself cannot be told.
pub(super) fn read(reading: &mut Reading<'_>, file: &ActFile, known: &Known) -> Option<Draft> {
    reading.keys(&file.unknown, ActFile::KEYS);
    let mut names = Names::default();
    let tenant = tenant(reading, file, known, &mut names);
    let kind = tenant.as_ref().map_or(Kind::Municipal, |tenant| tenant.kind);
    let state = tenant.as_ref().map_or(State::Active, |tenant| tenant.state);
    let directions = part::directions(reading, &file.directions, &mut names);
    let sector_blocks = blocks(reading, file, &mut names);
    let organizations = part::organizations(reading, &file.organizations, &mut names);
    let seats = part::seats(reading, &file.seats, kind, true, &mut names);
    let act = act(reading, file, kind, state, &names);
    let plan = Plan {
        format: ACT_FORMAT,
        act,
        centre: centre(reading, file.centre.as_ref()),
        region_step: reading.word_or(file.region_step.as_ref(), Switch::NotStated),
        seats,
        channels: part::channels(reading, &file.channels, &names),
        directions,
        sector_blocks,
        organizations,
        routing: part::routing(reading, &file.routing, &names, known),
        default_direction: file
            .default_direction
            .as_ref()
            .and_then(|name| reading.named(name, &names.directions, DIRECTION)),
        territories: place::territories(reading, &file.territories),
        platforms: place::platforms(reading, &file.platforms),
        combining: lines::combining(reading, &file.combining, &names),
        functions: lines::functions(reading, &file.functions, false),
        audiences: lines::audiences(reading, &file.audiences, &names),
        overlays: overlay::read(reading, &file.overlays, &mut names.overlay_places),
        later: overlay::read(reading, &file.later, &mut names.later_places),
        meetings: file.meetings.as_ref().map(|section| lines::meetings(reading, &section.value, &names)),
        substitution: file
            .substitution
            .as_ref()
            .map(|section| lines::substitution(reading, &section.value, &names)),
        reporting: lines::reporting(reading, &file.reporting, &names),
        external_parties: texts(&file.external_parties),
        notes: texts(&file.notes),
        tenant: tenant?,
    };
    Some(Draft { file: reading.file.to_owned(), plan, names })
}

fn tenant(reading: &mut Reading<'_>, file: &ActFile, known: &Known, names: &mut Names) -> Option<TenantLine> {
    let Some(section) = &file.tenant else {
        reading.missing(1, "tenant");
        return None;
    };
    let (raw, at) = (&section.value, section.referenced.line());
    reading.keys(&raw.unknown, raw::Tenant::KEYS);
    names.tenant_line = raw.code.as_ref().map_or(at, line);
    names.prefix_line = raw.number_prefix.as_ref().map_or(at, line);
    names.region_line = raw.region.as_ref().map_or(at, line);
    let code = reading.code(raw.code.as_ref(), at);
    let kind = reading.need_word(raw.kind.as_ref(), "kind", at);
    if let (Some(Kind::Platform), Some(value)) = (kind, &raw.kind) {
        let message = "Платформа файлом не заводится. Укажите MUNICIPAL или REGIONAL.";
        reading.say(line(value), "WORD_UNKNOWN", message);
    }
    let region = reading.need(raw.region.as_ref(), "region", at);
    let name = reading.need(raw.name.as_ref(), "name", at);
    let short_name = reading.need(raw.short_name.as_ref(), "short_name", at);
    let zone = zone(reading, raw, at);
    let number_prefix = prefix(reading, raw, at);
    let state = reading.need_word(raw.state.as_ref(), "state", at);
    let hours = raw.hours.as_ref().and_then(|section| hours::hours(reading, section, known));
    let municipality = raw.municipality.as_ref().and_then(|word| reading.word(word));
    if kind == Some(Kind::Municipal) && raw.municipality.is_none() {
        reading.missing(at, "municipality");
    }
    let population = raw.population.as_ref().and_then(|section| place::population(reading, section));
    Some(TenantLine {
        code: code?,
        kind: kind?,
        state: state.unwrap_or(State::Draft),
        region: region.unwrap_or_default(),
        name: name.unwrap_or_default(),
        short_name: short_name.unwrap_or_default(),
        municipality,
        zone: zone.unwrap_or(Tz::UTC),
        number_prefix: number_prefix.unwrap_or_default(),
        hours: hours.unwrap_or_else(|| Hours::Catalogue(hours::DEFAULT.to_owned())),
        holidays: hours::holidays(reading, &raw.holidays, known),
        population,
    })
}

fn zone(reading: &mut Reading<'_>, raw: &raw::Tenant, at: u64) -> Option<Tz> {
    let name = reading.need(raw.zone.as_ref(), "zone", at)?;
    let zone = name.parse().ok();
    if zone.is_none() {
        let message = format!(
            "Часового пояса «{name}» нет. Укажите имя из базы IANA, например Europe/Moscow или Asia/Irkutsk."
        );
        reading.say(raw.zone.as_ref().map_or(at, line), "ZONE_UNKNOWN", message);
    }
    zone
}

fn prefix(reading: &mut Reading<'_>, raw: &raw::Tenant, at: u64) -> Option<String> {
    let prefix = reading.need(raw.number_prefix.as_ref(), "number_prefix", at)?;
    let russian = |c: char| ('А'..='Я').contains(&c) || c == 'Ё';
    let good = (2..=6).contains(&prefix.chars().count()) && prefix.chars().all(russian);
    if !good {
        let message = format!(
            "Приставка номера «{prefix}» не годится. Возьмите от двух до шести прописных русских букв."
        );
        reading.say(raw.number_prefix.as_ref().map_or(at, line), "PREFIX_BAD", message);
    }
    good.then_some(prefix)
}

fn blocks(reading: &mut Reading<'_>, file: &ActFile, names: &mut Names) -> Blocks {
    let Some(section) = &file.sector_blocks else {
        return Blocks { mode: BlockMode::None, changed_by: None, clause: None, list: Vec::new() };
    };
    let (raw, at) = (&section.value, section.referenced.line());
    reading.keys(&raw.unknown, raw::Blocks::KEYS);
    let mode = reading.need_word(raw.mode.as_ref(), "mode", at).unwrap_or(BlockMode::FixedByAct);
    let contradicts = match mode {
        BlockMode::FixedByAct => raw.list.is_empty(),
        BlockMode::None => !raw.list.is_empty(),
        BlockMode::Dynamic | BlockMode::ByDirection => false,
    };
    if contradicts {
        let message = "Список блоков и mode расходятся. При fixed_by_act перечислите блоки, при none оставьте list пустым.";
        reading.say(at, "BLOCKS_AND_MODE", message);
    }
    Blocks {
        mode,
        changed_by: text(raw.changed_by.as_ref()),
        clause: text(raw.clause.as_ref()),
        list: part::blocks(reading, &raw.list, names),
    }
}

fn act(reading: &mut Reading<'_>, file: &ActFile, kind: Kind, state: State, names: &Names) -> Option<Act> {
    let Some(section) = &file.act else {
        if kind == Kind::Municipal {
            reading.missing(1, "act");
        }
        return None;
    };
    let (raw, at) = (&section.value, section.referenced.line());
    reading.keys(&raw.unknown, raw::Act::KEYS);
    let sort = reading.need(raw.kind.as_ref(), "kind", at);
    let draft = state == State::Draft;
    if !draft {
        reading.need(raw.number.as_ref(), "number", at);
        reading.need(raw.date.as_ref(), "date", at);
    }
    let supersedes = raw.supersedes.as_ref().and_then(|section| superseded(reading, section));
    let controller = raw.controller.as_ref().and_then(|seat| reading.named(seat, &names.seats, SEAT));
    Some(Act {
        kind: sort?,
        number: text(raw.number.as_ref()),
        date: raw.date.as_ref().and_then(|value| act_date(reading, value, draft)),
        title: text(raw.title.as_ref()),
        place: text(raw.place.as_ref()),
        publication: texts(&raw.publication),
        effective: text(raw.effective.as_ref()),
        effective_on: raw.effective_on.as_ref().and_then(|value| reading.date(value)),
        supersedes,
        controller,
    })
}

/// A draft may know its month only.
fn act_date(reading: &mut Reading<'_>, value: &raw::Text, draft: bool) -> Option<String> {
    let month =
        draft && value.value.len() == 7 && format!("{}-01", value.value).parse::<chrono::NaiveDate>().is_ok();
    if month || reading.date(value).is_some() { Some(value.value.clone()) } else { None }
}

fn superseded(reading: &mut Reading<'_>, section: &Spanned<raw::Superseded>) -> Option<Superseded> {
    let (raw, at) = (&section.value, section.referenced.line());
    reading.keys(&raw.unknown, raw::Superseded::KEYS);
    let number = reading.need(raw.number.as_ref(), "number", at);
    if raw.date.is_none() {
        reading.missing(at, "date");
    }
    let date = raw.date.as_ref().and_then(|value| reading.date(value));
    Some(Superseded { kind: text(raw.kind.as_ref()), number: number?, date: date? })
}

fn centre(reading: &mut Reading<'_>, section: Option<&Spanned<raw::Centre>>) -> Centre {
    let raw = section.map(|section| &section.value);
    if let Some(raw) = raw {
        reading.keys(&raw.unknown, raw::Centre::KEYS);
    }
    Centre {
        legal_form: reading.word_or(raw.and_then(|raw| raw.legal_form.as_ref()), LegalForm::NotStated),
        decisions: reading.word_or(raw.and_then(|raw| raw.decisions.as_ref()), Decisions::NotStated),
        coordination: raw.and_then(|raw| text(raw.coordination.as_ref())),
        termination: raw.and_then(|raw| text(raw.termination.as_ref())),
        clause: raw.and_then(|raw| text(raw.clause.as_ref())),
    }
}
