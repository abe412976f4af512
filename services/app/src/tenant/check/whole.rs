//! What shows only when a plan is whole, or beside the other plans.

use std::collections::BTreeMap;

use otklik_domain::tenant::Kind;
use otklik_workflow::yaml::Defect;

use super::{Draft, Known, composition, overlay};

pub(super) fn check(
    draft: &Draft,
    drafts: &BTreeMap<String, Draft>,
    known: &Known,
    defects: &mut Vec<Defect>,
) {
    region(draft, drafts, known, defects);
    prefix(draft, drafts, known, defects);
    overlay::check(draft, known, defects);
    if draft.plan.tenant.kind == Kind::Municipal {
        composition::check(draft, defects);
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
