//! What shows only when the composition is whole: ranks, doubled seats, blocks and directions without a person.

use std::collections::{BTreeMap, BTreeSet};

use otklik_domain::role::Role;
use otklik_domain::topic::Sphere;
use otklik_workflow::yaml::Defect;

use super::Draft;
use crate::tenant::file::plan::{BlockMode, Rank, Seat, SeatKind};

/// Roles without which a municipal centre cannot work as the default definitions assume.
const NEEDED: &[Role] = &[Role::Coordinator, Role::Manager, Role::HeadOfAdministration];

/// Lines of an act of which a centre has one.
const SINGLE: &[SeatKind] = &[SeatKind::HeadOfAdministration, SeatKind::Manager];

pub(super) fn check(draft: &Draft, defects: &mut Vec<Defect>) {
    ranks(draft, defects);
    doubled(draft, defects);
    seats(draft, defects);
    blocks(draft, defects);
    directions(draft, defects);
    roles(draft, defects);
}

fn is_curator(seat: &Seat) -> bool {
    seat.kind == SeatKind::Curator || seat.roles.contains(&Role::Curator)
}

/// A floor that the act names for a curator holds for every curator (CR-04).
fn ranks(draft: &Draft, defects: &mut Vec<Defect>) {
    let seats = &draft.plan.seats;
    let of_curators = seats.iter().filter(|seat| is_curator(seat)).filter_map(|seat| seat.min_rank).max();
    for seat in seats {
        let floor = if is_curator(seat) { of_curators } else { seat.min_rank };
        let (Some(floor), Some((file, at))) = (floor, draft.names.seat_places.get(&seat.code)) else {
            continue;
        };
        match seat.rank {
            Some(rank) if rank >= floor => {}
            Some(rank) => {
                let message = format!(
                    "Место «{}»: {} ниже, чем требует акт: не ниже уровня «{}». Назначьте на это место должность не ниже или исправьте rank.",
                    seat.code,
                    rank_word(rank),
                    rank_word(floor)
                );
                let code = if is_curator(seat) { "CURATOR_RANK" } else { "SEAT_RANK" };
                defects.push(Defect::new(file, *at, code, message));
            }
            None => {
                let message = format!(
                    "Место «{}»: акт требует должность не ниже уровня «{}», а уровень не указан. Добавьте rank.",
                    seat.code,
                    rank_word(floor)
                );
                defects.push(Defect::new(file, *at, "RANK_MISSING", message));
            }
        }
    }
}

const fn rank_word(rank: Rank) -> &'static str {
    match rank {
        Rank::Specialist => "специалист",
        Rank::HeadOfDepartment => "начальник отдела",
        Rank::DeputyHead => "заместитель главы",
        Rank::FirstDeputyHead => "первый заместитель главы",
        Rank::Head => "глава",
    }
}

/// Two lines where the centre has one, and one direction or block under two people.
fn doubled(draft: &Draft, defects: &mut Vec<Defect>) {
    let mut single: BTreeSet<SeatKind> = BTreeSet::new();
    let mut curated: BTreeMap<&str, &str> = BTreeMap::new();
    let mut led: BTreeMap<&str, &str> = BTreeMap::new();
    for seat in &draft.plan.seats {
        let Some((file, at)) = draft.names.seat_places.get(&seat.code) else { continue };
        if SINGLE.contains(&seat.kind) && !single.insert(seat.kind) {
            let message = format!(
                "Место вида «{}» в центре одно, здесь второе: «{}». Оставьте одно или исправьте kind.",
                seat.kind, seat.code
            );
            defects.push(Defect::new(file, *at, "SEAT_DOUBLED", message));
        }
        for direction in seat.directions.iter().filter(|_| is_curator(seat)) {
            if let Some(other) = curated.insert(direction, &seat.code) {
                let message = format!(
                    "Направление «{direction}» сразу у двух кураторов: «{other}» и «{}». Оставьте у одного.",
                    seat.code
                );
                defects.push(Defect::new(file, *at, "SEATS_OVERLAP", message));
            }
        }
        for block in seat.blocks.iter().filter(|_| seat.roles.contains(&Role::BlockLead)) {
            if let Some(other) = led.insert(block, &seat.code) {
                let message = format!(
                    "Блок «{block}» сразу у двух руководителей: «{other}» и «{}». Если это не так задумано, оставьте у одного.",
                    seat.code
                );
                defects.push(Defect::new(file, *at, "BLOCK_LED_TWICE", message));
            }
        }
    }
}

fn seats(draft: &Draft, defects: &mut Vec<Defect>) {
    for seat in &draft.plan.seats {
        let Some((file, at)) = draft.names.seat_places.get(&seat.code) else { continue };
        let holds = |role| seat.roles.contains(&role);
        let led_elsewhere = draft.plan.seats.iter().any(|other| {
            other.same_person_as.as_ref() == Some(&seat.code)
                && other.roles.contains(&Role::BlockLead)
                && !other.blocks.is_empty()
        });
        if holds(Role::BlockLead) && seat.blocks.is_empty() && !led_elsewhere {
            let message = format!(
                "У места «{}» нет блоков, ступень «руководитель блока» будет пропущена. Разложите блоки в файле настроек (scopes).",
                seat.code
            );
            defects.push(Defect::new(file, *at, "LEAD_WITHOUT_BLOCKS", message));
        }
        if (holds(Role::OrganizationHead) || holds(Role::Executor)) && seat.organizations.is_empty() {
            let message = format!(
                "У места «{}» не указан орган или учреждение, карточек оно не увидит. Добавьте organizations.",
                seat.code
            );
            defects.push(Defect::new(file, *at, "SEAT_WITHOUT_ORGANIZATION", message));
        }
    }
}

fn blocks(draft: &Draft, defects: &mut Vec<Defect>) {
    let plan = &draft.plan;
    let leads_wait = defects.iter().any(|defect| defect.code == "LEAD_WITHOUT_BLOCKS");
    for block in &plan.sector_blocks.list {
        let Some((file, at)) = draft.names.block_places.get(&block.code) else { continue };
        if !plan.routing.iter().any(|route| route.block.as_ref() == Some(&block.code)) {
            let message =
                format!("В блок «{}» не ведёт ни одно правило. Добавьте строку в routing.", block.code);
            defects.push(Defect::new(file, *at, "BLOCK_WITHOUT_RULE", message));
        }
        // While leads wait for their blocks, their own warning says enough.
        let led = plan
            .seats
            .iter()
            .any(|seat| seat.roles.contains(&Role::BlockLead) && seat.blocks.contains(&block.code));
        if !led && !leads_wait {
            let message = format!(
                "У блока «{}» нет руководителя, его ступень перейдёт руководителю МЦУ. Укажите блок у места с ролью block_lead.",
                block.code
            );
            defects.push(Defect::new(file, *at, "BLOCK_WITHOUT_LEAD", message));
        }
    }
}

fn roles(draft: &Draft, defects: &mut Vec<Defect>) {
    for role in NEEDED {
        if !draft.plan.seats.iter().any(|seat| seat.roles.contains(role)) {
            let message = format!(
                "Роль «{role}» не держит ни одно место, её ступени будут пропущены. Впишите роль в roles."
            );
            defects.push(Defect::new(&draft.file, draft.names.tenant_line, "ROLE_UNHELD", message));
        }
    }
}

/// Where directions of curators stand for blocks, topics outside them have no curator of their own.
fn directions(draft: &Draft, defects: &mut Vec<Defect>) {
    let plan = &draft.plan;
    for direction in &plan.directions {
        let Some((file, at)) = draft.names.direction_places.get(&direction.code) else { continue };
        if !plan.seats.iter().any(|seat| is_curator(seat) && seat.directions.contains(&direction.code)) {
            let message = format!(
                "У направления «{}» нет куратора, его ступень перейдёт главе. Укажите направление у места куратора.",
                direction.code
            );
            defects.push(Defect::new(file, *at, "DIRECTION_WITHOUT_CURATOR", message));
        }
    }
    let Some(first) = plan.directions.first() else { return };
    let Some((file, at)) = draft.names.direction_places.get(&first.code) else { return };
    if plan.sector_blocks.mode != BlockMode::ByDirection || plan.default_direction.is_some() {
        return;
    }
    let routed = |sphere: &str| {
        let within = |topic: &String| topic == sphere || topic.starts_with(&format!("{sphere}."));
        plan.routing.iter().any(|route| route.direction.is_some() && route.topics.iter().any(within))
    };
    let bare: Vec<&str> =
        Sphere::ALL.iter().map(|sphere| sphere.code()).filter(|code| !routed(code)).collect();
    if !bare.is_empty() {
        let message = format!(
            "Сферы без направления: {}. Ступень куратора по ним перейдёт главе; другое направление назначает default_direction в настройках.",
            bare.join(", ")
        );
        defects.push(Defect::new(file, *at, "SPHERE_WITHOUT_DIRECTION", message));
    }
}
