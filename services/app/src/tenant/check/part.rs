//! The sections that an act and its settings share.

use std::collections::{BTreeMap, BTreeSet};

use otklik_domain::role::Role;
use otklik_domain::tenant::Kind;
use otklik_workflow::yaml::Spanned;

use super::Known;
use super::reading::{BLOCK, DIRECTION, ORGANIZATION, Reading, SEAT, line, text, texts};
use crate::tenant::file::plan::{Block, ChannelLine, Direction, Holders, Organization, Route, Seat};
use crate::tenant::file::raw;

/// File and line of operations, by workflow.
pub(super) type OperationPlaces = BTreeMap<String, Vec<(String, u64)>>;

/// The names of one tenant: settings may refer to those of the act.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub(super) tenant_line: u64,
    pub(super) prefix_line: u64,
    pub(super) region_line: u64,
    pub(super) seats: BTreeSet<String>,
    pub(super) blocks: BTreeSet<String>,
    pub(super) organizations: BTreeSet<String>,
    pub(super) directions: BTreeSet<String>,
    /// File and line of each seat, block and direction, for what shows only when all is read.
    pub(super) seat_places: BTreeMap<String, (String, u64)>,
    pub(super) block_places: BTreeMap<String, (String, u64)>,
    pub(super) direction_places: BTreeMap<String, (String, u64)>,
    /// File and line of each operation that changes a workflow, in the order of the plan.
    pub(super) overlay_places: OperationPlaces,
    pub(super) later_places: OperationPlaces,
}

/// Takes a code into a set of names; a second one of the same name is a defect.
fn claim(
    reading: &mut Reading<'_>,
    code: Option<&raw::Text>,
    at: u64,
    names: &mut BTreeSet<String>,
) -> Option<String> {
    let name = reading.code(code, at)?;
    if !names.insert(name.clone()) {
        let message = format!("Код «{name}» в этом разделе уже занят. Дайте второй строке другой код.");
        reading.say(code.map_or(at, line), "CODE_DUPLICATE", message);
        return None;
    }
    Some(name)
}

pub(super) fn blocks(
    reading: &mut Reading<'_>,
    lines: &[Spanned<raw::Block>],
    names: &mut Names,
) -> Vec<Block> {
    let mut list = Vec::new();
    for section in lines {
        let (raw, at) = (&section.value, section.referenced.line());
        reading.keys(&raw.unknown, raw::Block::KEYS);
        let code = claim(reading, raw.code.as_ref(), at, &mut names.blocks);
        let name = reading.need(raw.name.as_ref(), "name", at);
        let kind = reading.need_word(raw.kind.as_ref(), "kind", at);
        if let Some(code) = &code {
            names.block_places.insert(code.clone(), (reading.file.to_owned(), at));
        }
        if let (Some(code), Some(name), Some(kind)) = (code, name, kind) {
            list.push(Block { code, name, kind });
        }
    }
    list
}

pub(super) fn directions(
    reading: &mut Reading<'_>,
    lines: &[Spanned<raw::Direction>],
    names: &mut Names,
) -> Vec<Direction> {
    let mut list = Vec::new();
    for section in lines {
        let (raw, at) = (&section.value, section.referenced.line());
        reading.keys(&raw.unknown, raw::Direction::KEYS);
        let code = claim(reading, raw.code.as_ref(), at, &mut names.directions);
        let name = reading.need(raw.name.as_ref(), "name", at);
        if let Some(code) = &code {
            names.direction_places.insert(code.clone(), (reading.file.to_owned(), at));
        }
        if let (Some(code), Some(name)) = (code, name) {
            list.push(Direction { code, name, clause: text(raw.clause.as_ref()) });
        }
    }
    list
}

pub(super) fn organizations(
    reading: &mut Reading<'_>,
    lines: &[Spanned<raw::Organization>],
    names: &mut Names,
) -> Vec<Organization> {
    let mut list = Vec::new();
    for section in lines {
        let (raw, at) = (&section.value, section.referenced.line());
        reading.keys(&raw.unknown, raw::Organization::KEYS);
        let code = claim(reading, raw.code.as_ref(), at, &mut names.organizations);
        let name = reading.need(raw.name.as_ref(), "name", at);
        let authority = reading.need_word(raw.authority.as_ref(), "authority", at);
        let short_name = text(raw.short_name.as_ref()).or_else(|| name.clone());
        if let (Some(code), Some(name), Some(short_name), Some(authority)) =
            (code, name, short_name, authority)
        {
            list.push(Organization { code, name, short_name, authority });
        }
    }
    list
}

pub(super) fn seats(
    reading: &mut Reading<'_>,
    lines: &[Spanned<raw::Seat>],
    kind: Kind,
    by_act: bool,
    names: &mut Names,
) -> Vec<Seat> {
    let mut codes = Vec::new();
    for section in lines {
        let at = section.referenced.line();
        let code = claim(reading, section.value.code.as_ref(), at, &mut names.seats);
        if let Some(code) = &code {
            names.seat_places.insert(code.clone(), (reading.file.to_owned(), at));
        }
        codes.push(code);
    }
    // Every code is known before the first seat is read: a seat may point at one below it.
    let read = |(section, code)| seat(reading, section, code, kind, by_act, names);
    lines.iter().zip(codes).filter_map(read).collect()
}

fn seat(
    reading: &mut Reading<'_>,
    section: &Spanned<raw::Seat>,
    code: Option<String>,
    kind: Kind,
    by_act: bool,
    names: &Names,
) -> Option<Seat> {
    let (raw, at) = (&section.value, section.referenced.line());
    reading.keys(&raw.unknown, raw::Seat::KEYS);
    let same = raw.same_person_as.as_ref().and_then(|other| reading.named(other, &names.seats, SEAT));
    if let (Some(own), Some(other), Some(place)) = (&code, &same, &raw.same_person_as)
        && own == other
    {
        let message = format!("Место «{own}» названо совмещённым с самим собой. Укажите код другого места.");
        reading.say(line(place), "SEAT_UNKNOWN", message);
    }
    let seat_kind = reading.need_word(raw.kind.as_ref(), "kind", at);
    let position = reading.need(raw.position.as_ref(), "position", at);
    let seat = Seat {
        code: String::new(),
        kind: seat_kind?,
        position: String::new(),
        roles: roles(reading, &raw.roles, kind, &[]),
        blocks: reading.all_named(&raw.blocks, &names.blocks, BLOCK),
        blocks_unassigned: raw.blocks_unassigned.as_ref().and_then(|word| reading.word(word)),
        organizations: reading.all_named(&raw.organizations, &names.organizations, ORGANIZATION),
        channels: reading.words(&raw.channels),
        directions: reading.all_named(&raw.directions, &names.directions, DIRECTION),
        holders: reading.word_or(raw.holders.as_ref(), Holders::One),
        same_person_as: same,
        vacant: reading.flag(raw.vacant.as_ref(), false),
        external: reading.flag(raw.external.as_ref(), false),
        by_agreement: reading.flag(raw.by_agreement.as_ref(), false),
        in_composition: reading.flag(raw.in_composition.as_ref(), by_act),
        rank: raw.rank.as_ref().and_then(|word| reading.word(word)),
        min_rank: raw.min_rank.as_ref().and_then(|word| reading.word(word)),
        appointed_by: text(raw.appointed_by.as_ref()),
        duties: texts(&raw.duties),
        clause: text(raw.clause.as_ref()),
    };
    Some(Seat { code: code?, position: position?, ..seat })
}

pub(super) fn roles(reading: &mut Reading<'_>, values: &[raw::Text], kind: Kind, held: &[Role]) -> Vec<Role> {
    let mut roles = Vec::new();
    for value in values {
        let Some(role) = reading.word::<Role>(value) else { continue };
        let regional = matches!(role, Role::RegionalDuty | Role::RegionalAnalyst);
        if regional != (kind == Kind::Regional) {
            let whose = if regional { "ЦУР" } else { "муниципального центра" };
            let message = format!("Роль «{role}» бывает только у {whose}. Уберите её или исправьте kind.");
            reading.say(line(value), "ROLE_OF_ANOTHER_KIND", message);
        } else if roles.contains(&role) || held.contains(&role) {
            reading.say(line(value), "ROLE_TWICE", format!("Роль «{role}» указана дважды. Оставьте одну."));
        } else {
            roles.push(role);
        }
    }
    roles
}

pub(super) fn channels(
    reading: &mut Reading<'_>,
    lines: &[Spanned<raw::Channel>],
    names: &Names,
) -> Vec<ChannelLine> {
    let mut list = Vec::new();
    for section in lines {
        let (raw, at) = (&section.value, section.referenced.line());
        reading.keys(&raw.unknown, raw::Channel::KEYS);
        let channel = reading.need_word(raw.channel.as_ref(), "channel", at);
        if raw.seat.is_none() {
            reading.missing(at, "seat");
        }
        let seat = raw.seat.as_ref().and_then(|seat| reading.named(seat, &names.seats, SEAT));
        let (Some(channel), Some(seat)) = (channel, seat) else { continue };
        if list.iter().any(|line: &ChannelLine| line.channel == channel) {
            let message = format!("У канала «{channel}» уже есть ответственный. Оставьте одну строку.");
            reading.say(at, "CHANNEL_TWICE", message);
        } else {
            list.push(ChannelLine { channel, seat, clause: text(raw.clause.as_ref()) });
        }
    }
    list
}

pub(super) fn routing(
    reading: &mut Reading<'_>,
    lines: &[Spanned<raw::Route>],
    names: &Names,
    known: &Known,
) -> Vec<Route> {
    let mut seen = BTreeSet::new();
    let mut list = Vec::new();
    for section in lines {
        let (raw, at) = (&section.value, section.referenced.line());
        reading.keys(&raw.unknown, raw::Route::KEYS);
        if raw.topics.is_empty() {
            reading.missing(at, "topics");
        }
        let topics = topics(reading, &raw.topics, known, &mut seen);
        let named = [&raw.block, &raw.organization, &raw.direction, &raw.seat];
        if named.iter().all(|value| value.is_none()) {
            let message = "Правило никуда не ведёт. Укажите block, organization, direction или seat.";
            reading.say(at, "RULE_LEADS_NOWHERE", message);
        }
        let mut find = |value: &Option<raw::Text>, names, refusal| {
            value.as_ref().and_then(|value| reading.named(value, names, refusal))
        };
        let route = Route {
            topics,
            block: find(&raw.block, &names.blocks, BLOCK),
            organization: find(&raw.organization, &names.organizations, ORGANIZATION),
            direction: find(&raw.direction, &names.directions, DIRECTION),
            seat: find(&raw.seat, &names.seats, SEAT),
        };
        if !route.topics.is_empty() {
            list.push(route);
        }
    }
    list
}

/// Topics of one rule that the product knows and no rule above has.
fn topics(
    reading: &mut Reading<'_>,
    values: &[raw::Text],
    known: &Known,
    seen: &mut BTreeSet<String>,
) -> Vec<String> {
    let mut topics = Vec::new();
    for topic in values {
        if !known.names_topic(&topic.value) {
            let message = format!(
                "Темы «{}» в справочнике нет. Укажите сферу (zhkh, roads …) или тему из policies/topics/product.yaml.",
                topic.value
            );
            reading.say(line(topic), "TOPIC_UNKNOWN", message);
        } else if !seen.insert(topic.value.clone()) {
            let message =
                format!("Тема «{}» уже разложена строкой выше. Оставьте одно правило.", topic.value);
            reading.say(line(topic), "TOPIC_TWICE", message);
        } else {
            topics.push(topic.value.clone());
        }
    }
    topics
}
