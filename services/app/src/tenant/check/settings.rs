//! Lays the settings of a tenant over the plan of its act.

use std::collections::{BTreeMap, BTreeSet};

use otklik_workflow::yaml::Spanned;

use super::part::{self, Names};
use super::reading::{BLOCK, DIRECTION, ORGANIZATION, Reading, SEAT, line, text};
use super::{Draft, Known, hours, lines, overlay, place};
use crate::tenant::file::plan::{BlockMode, Plan, Route, Unassigned};
use crate::tenant::file::raw::{self, SettingsFile};

/// Merges one settings file into the draft of its tenant.
pub(super) fn lay_over(
    reading: &mut Reading<'_>,
    file: &SettingsFile,
    known: &Known,
    drafts: &mut BTreeMap<String, Draft>,
) {
    reading.keys(&file.unknown, SettingsFile::KEYS);
    let Some(code) = reading.need(file.tenant.as_ref(), "tenant", 1) else { return };
    let Some(draft) = drafts.get_mut(&code) else {
        let message =
            format!("Акта с кодом «{code}» среди файлов нет. Передайте файл акта вместе с файлом настроек.");
        reading.say(file.tenant.as_ref().map_or(1, line), "SETTINGS_WITHOUT_ACT", message);
        return;
    };
    let Draft { plan, names, .. } = draft;
    if let Some(title) = reading.need(file.title.as_ref(), "title", 1) {
        let basis = text(file.basis.as_ref()).map(|basis| format!(" ({basis})")).unwrap_or_default();
        plan.notes.push(format!("Настройки: {title}{basis}"));
    }
    if let Some(step) = file.region_step.as_ref().and_then(|word| reading.word(word)) {
        plan.region_step = step;
    }
    if let Some(hours) = file.hours.as_ref().and_then(|section| hours::hours(reading, section, known)) {
        plan.tenant.hours = hours;
    }
    place(reading, file, plan);
    plan.organizations.extend(part::organizations(reading, &file.organizations, names));
    add_blocks(reading, file, plan, names);
    for section in &file.scopes {
        scope(reading, section, plan, names);
    }
    plan.seats.extend(part::seats(reading, &file.seats, plan.tenant.kind, false, names));
    let routing = part::routing(reading, &file.routing, names, known);
    replace_routes(&mut plan.routing, routing);
    if let Some(direction) = &file.default_direction {
        plan.default_direction = reading.named(direction, &names.directions, DIRECTION);
    }
    plan.combining.extend(lines::combining(reading, &file.combining, names));
    overlay::merge(&mut plan.overlays, overlay::read(reading, &file.overlays, &mut names.overlay_places));
    overlay::merge(&mut plan.later, overlay::read(reading, &file.later, &mut names.later_places));
    replace_lines(reading, file, plan, names);
}

fn place(reading: &mut Reading<'_>, file: &SettingsFile, plan: &mut Plan) {
    if let Some(population) = file.population.as_ref().and_then(|section| place::population(reading, section))
    {
        plan.tenant.population = Some(population);
    }
    if !file.territories.is_empty() {
        plan.territories = place::territories(reading, &file.territories);
    }
    if !file.platforms.is_empty() {
        plan.platforms = place::platforms(reading, &file.platforms);
    }
}

/// A line of the settings on the same channel, function or audience takes the place of the act's.
fn replace_lines(reading: &mut Reading<'_>, file: &SettingsFile, plan: &mut Plan, names: &Names) {
    for line in part::channels(reading, &file.channels, names) {
        plan.channels.retain(|kept| kept.channel != line.channel);
        plan.channels.push(line);
    }
    for line in lines::functions(reading, &file.functions, true) {
        plan.functions.retain(|kept| kept.function != line.function);
        plan.functions.push(line);
    }
    for line in lines::audiences(reading, &file.audiences, names) {
        plan.audiences.retain(|kept| kept.audience != line.audience);
        plan.audiences.push(line);
    }
}

fn add_blocks(reading: &mut Reading<'_>, file: &SettingsFile, plan: &mut Plan, names: &mut Names) {
    let first = file.sector_blocks.first().map(|section| section.referenced.line());
    if let (Some(at), BlockMode::FixedByAct) = (first, plan.sector_blocks.mode) {
        let message = "Блоки этого центра перечислены актом, настройкой их не добавить. Измените акт или уберите раздел.";
        reading.say(at, "BLOCKS_AND_MODE", message);
    }
    if first.is_some() && plan.sector_blocks.mode == BlockMode::None {
        plan.sector_blocks.mode = BlockMode::Dynamic;
    }
    plan.sector_blocks.list.extend(part::blocks(reading, &file.sector_blocks, names));
}

fn scope(reading: &mut Reading<'_>, section: &Spanned<raw::Scope>, plan: &mut Plan, names: &Names) {
    let (raw, at) = (&section.value, section.referenced.line());
    reading.keys(&raw.unknown, raw::Scope::KEYS);
    let blocks = reading.all_named(&raw.blocks, &names.blocks, BLOCK);
    let organizations = reading.all_named(&raw.organizations, &names.organizations, ORGANIZATION);
    let channels = reading.words(&raw.channels);
    let directions = reading.all_named(&raw.directions, &names.directions, DIRECTION);
    let Some(value) = &raw.seat else {
        reading.missing(at, "seat");
        return;
    };
    let Some(code) = reading.named(value, &names.seats, SEAT) else { return };
    let kind = plan.tenant.kind;
    let Some(seat) = plan.seats.iter_mut().find(|seat| seat.code == code) else { return };
    let roles = part::roles(reading, &raw.add_roles, kind, &seat.roles);
    seat.roles.extend(roles);
    let places = [&raw.blocks, &raw.organizations, &raw.channels, &raw.directions];
    if places.iter().all(|list| list.is_empty()) {
        // Roles alone: where the seat holds stays as it was.
        if raw.add_roles.is_empty() {
            let message =
                "Строка ничего не меняет. Укажите add_roles, blocks, organizations, channels или directions.";
            reading.say(at, "SCOPE_EMPTY", message);
        }
        return;
    }
    if seat.blocks_unassigned == Some(Unassigned::One) && raw.blocks.len() > 1 {
        let message =
            format!("Акт даёт месту «{code}» один блок, здесь их {}. Оставьте один.", raw.blocks.len());
        reading.say(at, "MORE_BLOCKS_THAN_THE_ACT_GIVES", message);
    }
    if !blocks.is_empty() {
        seat.blocks_unassigned = None;
    }
    seat.blocks = blocks;
    seat.organizations = organizations;
    seat.channels = channels;
    seat.directions = directions;
}

/// A rule of the settings takes its topics away from the rules of the act.
fn replace_routes(routes: &mut Vec<Route>, settled: Vec<Route>) {
    let taken: BTreeSet<&String> = settled.iter().flat_map(|route| &route.topics).collect();
    for route in routes.iter_mut() {
        route.topics.retain(|topic| !taken.contains(topic));
    }
    routes.retain(|route| !route.topics.is_empty());
    routes.extend(settled);
}
