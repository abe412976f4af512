//! What shows only when a plan is whole, or beside the other plans.

use std::collections::BTreeMap;

use otklik_domain::role::Role;
use otklik_domain::tenant::Kind;
use otklik_workflow::yaml::Defect;

use super::{Draft, Known};

/// Roles without which a municipal centre cannot work as the default definitions assume.
const NEEDED: &[Role] = &[Role::Coordinator, Role::Manager, Role::HeadOfAdministration];

pub(super) fn check(
    draft: &Draft,
    drafts: &BTreeMap<String, Draft>,
    known: &Known,
    defects: &mut Vec<Defect>,
) {
    region(draft, drafts, known, defects);
    prefix(draft, drafts, known, defects);
    if draft.plan.tenant.kind == Kind::Municipal {
        seats(draft, defects);
        blocks(draft, defects);
        roles(draft, defects);
    }
}

fn region(draft: &Draft, drafts: &BTreeMap<String, Draft>, known: &Known, defects: &mut Vec<Defect>) {
    let tenant = &draft.plan.tenant;
    let at = draft.names.region_line;
    if tenant.kind == Kind::Regional {
        if tenant.region != tenant.code {
            let message = format!("У ЦУР регион — он сам. Укажите region: {}.", tenant.code);
            defects.push(Defect::new(&draft.file, at, "REGION_NOT_ITSELF", message));
        }
        return;
    }
    let given = drafts.get(&tenant.region).is_some_and(|other| other.plan.tenant.kind == Kind::Regional);
    let loaded =
        known.tenants.iter().any(|other| other.code == tenant.region && other.kind == Kind::Regional);
    if !tenant.region.is_empty() && !given && !loaded && !known.regions.contains(&tenant.region) {
        let message = format!(
            "Регионального центра «{}» нет ни среди файлов, ни среди загруженных. Исправьте код или передайте файл ЦУР вместе с этим.",
            tenant.region
        );
        defects.push(Defect::new(&draft.file, at, "REGION_UNKNOWN", message));
    }
}

fn prefix(draft: &Draft, drafts: &BTreeMap<String, Draft>, known: &Known, defects: &mut Vec<Defect>) {
    let tenant = &draft.plan.tenant;
    if tenant.number_prefix.is_empty() {
        return;
    }
    let others = drafts
        .values()
        .map(|other| &other.plan.tenant)
        .map(|other| (&other.code, &other.region, &other.number_prefix))
        .chain(known.tenants.iter().map(|other| (&other.code, &other.region, &other.number_prefix)));
    for (code, region, number_prefix) in others {
        if *code != tenant.code && *region == tenant.region && *number_prefix == tenant.number_prefix {
            let message = format!(
                "Приставка номера «{number_prefix}» в этом регионе уже у «{code}». Возьмите другую: номера должны различаться."
            );
            defects.push(Defect::new(&draft.file, draft.names.prefix_line, "PREFIX_DUPLICATE", message));
        }
    }
}

fn seats(draft: &Draft, defects: &mut Vec<Defect>) {
    for seat in &draft.plan.seats {
        let Some((file, at)) = draft.names.seat_places.get(&seat.code) else { continue };
        let holds = |role| seat.roles.contains(&role);
        if holds(Role::BlockLead) && seat.blocks.is_empty() {
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
    let leads_wait =
        plan.seats.iter().any(|seat| seat.roles.contains(&Role::BlockLead) && seat.blocks.is_empty());
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
