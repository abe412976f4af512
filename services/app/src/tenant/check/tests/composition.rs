//! Defects of a composition: ranks, doubled seats, directions.

use otklik_workflow::yaml::Defect;

use super::{known, read, template};
use crate::tenant::check::{check, is_warning};

const ACT: &str = "\
format: otklik-tenant/1
tenant: {code: a, kind: MUNICIPAL, state: ACTIVE, region: mari-el, name: Н, short_name: Н, municipality: city_okrug, zone: Europe/Moscow, number_prefix: АБВ}
act: {kind: постановление, number: \"1\", date: 2025-01-31}
directions:
  - {code: zhkh, name: ЖКХ}
  - {code: social, name: социальная политика}
seats:
  - {code: head, kind: head_of_administration, position: глава, roles: [head_of_administration], rank: head}
  - {code: one, kind: curator, position: первый заместитель главы, roles: [curator], directions: [zhkh], rank: first_deputy_head, min_rank: deputy_head}
  - {code: two, kind: curator, position: заместитель главы, roles: [curator], directions: [social], rank: deputy_head}
  - {code: manager, kind: manager, position: начальник отдела, roles: [manager, coordinator]}
combining:
  - {seats: [manager, head], clause: п. 1}
";

fn defects(source: &str) -> Vec<(u64, &'static str, String)> {
    let found = check(&[read(source)], &known());
    found.into_iter().map(|defect| (defect.line, defect.code, defect.message)).collect()
}

fn one(from: &str, to: &str) -> (u64, &'static str, String) {
    assert!(ACT.contains(from), "{from}");
    let mut found = defects(&ACT.replacen(from, to, 1));
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

fn said(line: u64, code: &'static str, message: &str) -> (u64, &'static str, String) {
    (line, code, message.to_owned())
}

#[test]
fn a_good_act_has_no_defects() {
    assert_eq!(defects(ACT), []);
}

#[test]
fn a_curator_is_not_below_the_rank_that_the_act_asks_for_any_curator() {
    assert_eq!(
        one(
            "roles: [curator], directions: [social], rank: deputy_head",
            "roles: [curator], directions: [social], rank: head_of_department"
        ),
        said(
            10,
            "CURATOR_RANK",
            "Место «two»: начальник отдела ниже, чем требует акт: не ниже уровня «заместитель главы». Назначьте на это место должность не ниже или исправьте rank."
        )
    );
    assert_eq!(
        one("directions: [social], rank: deputy_head", "directions: [social]"),
        said(
            10,
            "RANK_MISSING",
            "Место «two»: акт требует должность не ниже уровня «заместитель главы», а уровень не указан. Добавьте rank."
        )
    );
    assert_eq!(
        one(
            "roles: [manager, coordinator]",
            "roles: [manager, coordinator], rank: specialist, min_rank: head_of_department"
        ),
        said(
            11,
            "SEAT_RANK",
            "Место «manager»: специалист ниже, чем требует акт: не ниже уровня «начальник отдела». Назначьте на это место должность не ниже или исправьте rank."
        )
    );
    assert_eq!(one("min_rank: deputy_head", "min_rank: заместитель").1, "WORD_UNKNOWN");
}

#[test]
fn a_curator_added_by_settings_is_measured_by_the_floor_of_the_act() {
    let settings = "format: otklik-tenant-settings/1\ntenant: kilemary\ntitle: Проба\nseats:\n\
                    \x20 - {code: second, kind: curator, position: начальник отдела, roles: [curator], rank: head_of_department}\n";
    let found: Vec<Defect> = check(&[template("kilemary"), read(settings)], &known())
        .into_iter()
        .filter(|defect| !is_warning(defect))
        .collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].file.as_str(), found[0].line, found[0].code), ("a.yaml", 5, "CURATOR_RANK"));
}

#[test]
fn seats_do_not_overlap_and_are_not_doubled() {
    assert_eq!(
        one(
            "kind: curator, position: заместитель главы, roles: [curator], directions: [social]",
            "kind: curator, position: заместитель главы, roles: [curator], directions: [social, zhkh]"
        ),
        said(
            10,
            "SEATS_OVERLAP",
            "Направление «zhkh» сразу у двух кураторов: «one» и «two». Оставьте у одного."
        )
    );
    assert_eq!(
        one("kind: manager,", "kind: head_of_administration,"),
        said(
            11,
            "SEAT_DOUBLED",
            "Место вида «head_of_administration» в центре одно, здесь второе: «manager». Оставьте одно или исправьте kind."
        )
    );
    let doubled = defects(&ACT.replace("code: two", "code: one"));
    assert_eq!(
        doubled[1],
        said(10, "CODE_DUPLICATE", "Код «one» в этом разделе уже занят. Дайте второй строке другой код.")
    );
}

#[test]
fn a_direction_needs_its_curator_and_a_sphere_its_direction() {
    assert_eq!(
        one("directions: [social], ", ""),
        said(
            6,
            "DIRECTION_WITHOUT_CURATOR",
            "У направления «social» нет куратора, его ступень перейдёт главе. Укажите направление у места куратора."
        )
    );
    let mode = "combining:";
    let (line, code, message) = one(
        mode,
        "sector_blocks: {mode: by_direction}\nrouting:\n  - {topics: [zhkh, roads], direction: zhkh}\ncombining:",
    );
    assert_eq!((line, code), (5, "SPHERE_WITHOUT_DIRECTION"));
    assert!(
        message.starts_with(
            "Сферы без направления: transport, education, culture, sport, safety, property, economy, other."
        ),
        "{message}"
    );
    let settled = "sector_blocks: {mode: by_direction}\ndefault_direction: social\nrouting:\n  - {topics: [zhkh, roads], direction: zhkh}\ncombining:";
    assert_eq!(defects(&ACT.replacen(mode, settled, 1)), []);
}

#[test]
fn a_row_of_combining_names_seats_that_are_there_and_each_once() {
    assert_eq!(
        one("seats: [manager, head]", "seats: [manager, deputy]"),
        said(
            13,
            "SEAT_UNKNOWN",
            "Места «deputy» в файле нет. Добавьте или исправьте код; есть: head, manager, one, two."
        )
    );
    assert_eq!(
        one("seats: [manager, head]", "seats: [manager, manager]"),
        said(13, "SEAT_TWICE", "Место «manager» названо в строке дважды. Оставьте одно.")
    );
}

#[test]
fn two_leads_of_one_block_are_worth_a_warning() {
    let leads = "sector_blocks: {mode: fixed_by_act, list: [{code: roads, name: дороги, kind: core}]}\n\
                 routing: [{topics: [roads], block: roads}]\ncombining:";
    let source = ACT
        .replacen("combining:", leads, 1)
        .replacen(
            "roles: [curator], directions: [zhkh]",
            "roles: [curator, block_lead], blocks: [roads], directions: [zhkh]",
            1,
        )
        .replacen(
            "roles: [curator], directions: [social]",
            "roles: [curator, block_lead], blocks: [roads], directions: [social]",
            1,
        );
    let found = check(&[read(&source)], &known());
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(is_warning(&found[0]));
    assert_eq!((found[0].line, found[0].code), (10, "BLOCK_LED_TWICE"));
}
