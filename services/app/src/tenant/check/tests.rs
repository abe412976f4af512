//! Files of the product and files with defects.

use otklik_domain::role::Role;
use otklik_policies::catalogue;
use otklik_workflow::yaml::Defect;

use super::{Known, KnownTenant, check, is_warning, plan};
use crate::tenant::file::plan::{Function, Plan, Switch};
use crate::tenant::file::{self, TenantFile};
use otklik_domain::tenant::Kind;

mod composition;
mod defect;
mod overlay;
mod tenants;

fn known() -> Known {
    Known::catalogue().unwrap()
}

fn template(name: &str) -> TenantFile {
    let entry = catalogue::find(catalogue::Kind::TenantTemplate, name).unwrap();
    file::read(entry.path, entry.source).unwrap()
}

fn read(source: &str) -> TenantFile {
    file::read("a.yaml", source).unwrap()
}

fn found(defects: &[Defect]) -> Vec<(u64, &'static str)> {
    defects.iter().map(|defect| (defect.line, defect.code)).collect()
}

fn composed(names: &[&str]) -> (Plan, Vec<Defect>) {
    let files: Vec<TenantFile> = names.iter().map(|name| template(name)).collect();
    let (mut plans, warnings) = plan(&files, &known()).unwrap();
    (plans.pop().unwrap(), warnings)
}

#[test]
fn the_act_of_kilemary_says_what_it_says_and_no_more() {
    let (plan, warnings) = composed(&["kilemary"]);
    assert_eq!(plan.tenant.code, "kilemary");
    assert_eq!(plan.tenant.number_prefix, "КИЛ");
    assert_eq!(plan.act.as_ref().unwrap().number.as_deref(), Some("499"));
    assert_eq!(plan.region_step, Switch::NotStated);
    assert_eq!(plan.sector_blocks.list.len(), 9);
    assert!(plan.organizations.is_empty());
    assert!(plan.seats.iter().all(|seat| seat.blocks.is_empty()));
    assert_eq!(plan.route("roads.pothole").unwrap().block.as_deref(), Some("roads"));
    assert!(plan.route("other.general").is_none());
    assert_eq!(plan.function(Function::Rating), Switch::On);
    assert_eq!(plan.function(Function::EmergencyCalls), Switch::NotStated);
    let codes: Vec<&str> = warnings.iter().map(|warning| warning.code).collect();
    assert_eq!(codes, ["LEAD_WITHOUT_BLOCKS"; 3]);
}

#[test]
fn settings_share_out_the_blocks_and_switch_the_region_on() {
    let (plan, warnings) = composed(&["demo/kilemary", "mari-el", "kilemary"]);
    assert_eq!(warnings, []);
    assert_eq!(plan.region_step, Switch::On);
    let mut shared: Vec<&String> = plan.seats.iter().flat_map(|seat| &seat.blocks).collect();
    shared.sort();
    let mut blocks: Vec<&String> = plan.sector_blocks.list.iter().map(|block| &block.code).collect();
    blocks.sort();
    assert_eq!(shared, blocks);
    assert_eq!(plan.routing.len(), 9);
    assert!(plan.routing.iter().all(|route| route.organization.is_some()));
    for organization in &plan.organizations {
        for role in [Role::OrganizationHead, Role::Executor] {
            let held = plan
                .seats
                .iter()
                .any(|seat| seat.roles.contains(&role) && seat.organizations.contains(&organization.code));
            assert!(held, "{role} of {}", organization.code);
        }
    }
}

#[test]
fn regional_centres_come_first() {
    let (plans, _) = plan(&[template("kilemary"), template("mari-el")], &known()).unwrap();
    let codes: Vec<&str> = plans.iter().map(|plan| plan.tenant.code.as_str()).collect();
    assert_eq!(codes, ["mari-el", "kilemary"]);
}

#[test]
fn a_printed_plan_reads_back_as_itself() {
    let acts = ["ust-koksa", "kilemary", "slantsy", "zaigraevo", "kamyshlov", "mari-el", "buryatia"];
    let settled =
        ["ust-koksa", "kilemary", "slantsy", "zaigraevo", "kamyshlov"].map(|code| format!("demo/{code}"));
    let alone = acts.map(|code| vec![code]);
    let pairs = settled.iter().map(|settings| vec![settings["demo/".len()..].as_ref(), settings.as_str()]);
    for names in alone.into_iter().chain(pairs) {
        let (before, _) = composed(&names);
        let printed = before.print().unwrap();
        let (after, _) = plan(&[read(&printed)], &known()).unwrap_or_else(|d| panic!("{d:#?}\n{printed}"));
        assert_eq!(after, [before], "{printed}");
    }
}

const TEN_DEFECTS: &str = "\
format: otklik-tenant/1
tenant:
  code: Малиновка
  kind: MUNICIPAL
  state: ACTIVE
  region: nowhere
  name: Малиновский район
  short_name: Малиновка
  municipality: municipal_district
  zone: Europe/Malinovka
  number_prefix: мал
act: {kind: постановление, number: \"1\", date: 2025-02-30}
seats:
  - {code: head, kind: head_of_administration, position: глава администрации, roles: [head_of_administration]}
  - {code: manager, kind: manager, position: начальник отдела, roles: [menager]}
  - {code: lead, kind: block_lead, position: заместитель главы, roles: [block_lead], blocks: [raods]}
  - {code: lead, kind: curator, position: заместитель главы, roles: [curator]}
  - {code: owner, kind: channel_owner, roles: [coordinator, manager]}
sector_blocks:
  mode: fixed_by_act
  list:
    - {code: roads, name: дороги, kind: core}
routing:
  - {topics: [roads.pit], block: roads, organization: uzhkh}
colour: red
";

#[test]
fn a_file_with_many_defects_lists_all_of_them_with_their_lines() {
    let defects = check(&[read(TEN_DEFECTS)], &known());
    assert_eq!(
        found(&defects),
        [
            (3, "CODE_BAD"),
            (10, "ZONE_UNKNOWN"),
            (11, "PREFIX_BAD"),
            (12, "DATE_BAD"),
            (15, "ROLE_UNKNOWN"),
            (16, "BLOCK_UNKNOWN"),
            (17, "CODE_DUPLICATE"),
            (18, "KEY_MISSING"),
            (24, "ORGANIZATION_UNKNOWN"),
            (24, "TOPIC_UNKNOWN"),
            (25, "KEY_UNKNOWN"),
        ]
    );
    assert!(defects.iter().all(|defect| defect.message.ends_with('.')));
    assert!(!defects.iter().any(is_warning));
    assert!(plan(&[read(TEN_DEFECTS)], &known()).is_err());
}

fn municipality(code: &str, prefix: &str, region: &str) -> TenantFile {
    let source = format!(
        "format: otklik-tenant/1\ntenant: {{code: {code}, kind: MUNICIPAL, state: ACTIVE, region: {region}, name: Н, \
         short_name: Н, municipality: city_okrug, zone: Europe/Moscow, number_prefix: {prefix}}}\n\
         act: {{kind: постановление, number: 1-п, date: 2025-01-31}}\n"
    );
    file::read(&format!("{code}.yaml"), &source).unwrap()
}

fn serious(files: &[TenantFile], known: &Known) -> Vec<(String, &'static str)> {
    let defects = check(files, known).into_iter().filter(|defect| !is_warning(defect));
    defects.map(|defect| (defect.file, defect.code)).collect()
}

#[test]
fn codes_and_prefixes_are_taken_once() {
    let known = known();
    let twins = [municipality("a", "АБВ", "mari-el"), municipality("b", "АБВ", "mari-el")];
    assert_eq!(
        serious(&twins, &known),
        [("a.yaml".to_owned(), "PREFIX_DUPLICATE"), ("b.yaml".to_owned(), "PREFIX_DUPLICATE")]
    );
    let same = [municipality("a", "АБВ", "mari-el"), municipality("a", "АБГ", "mari-el")];
    assert_eq!(serious(&same, &known), [("a.yaml".to_owned(), "CODE_DUPLICATE")]);
    let loaded = KnownTenant {
        code: "z".to_owned(),
        kind: Kind::Municipal,
        region: "mari-el".to_owned(),
        number_prefix: "АБВ".to_owned(),
    };
    let taken = Known { tenants: vec![loaded], ..known };
    assert_eq!(
        serious(&[municipality("a", "АБВ", "mari-el")], &taken),
        [("a.yaml".to_owned(), "PREFIX_DUPLICATE")]
    );
    assert_eq!(serious(&[municipality("z", "АБВ", "mari-el")], &taken), []);
}

#[test]
fn a_region_must_be_a_regional_centre() {
    let known = known();
    assert_eq!(
        serious(&[municipality("a", "АБВ", "atlantis")], &known),
        [("a.yaml".to_owned(), "REGION_UNKNOWN")]
    );
    let neighbour = [municipality("a", "АБВ", "b"), municipality("b", "АБГ", "mari-el")];
    assert_eq!(serious(&neighbour, &known), [("a.yaml".to_owned(), "REGION_UNKNOWN")]);
}

#[test]
fn a_regional_role_does_not_sit_in_a_municipality() {
    let source = TEN_DEFECTS.replace("[menager]", "[regional_duty]");
    let defects = check(&[read(&source)], &known());
    assert!(found(&defects).contains(&(15, "ROLE_OF_ANOTHER_KIND")));
}

#[test]
fn settings_cannot_give_more_blocks_than_the_act_or_stand_alone() {
    let greedy = "format: otklik-tenant-settings/1\ntenant: kilemary\ntitle: Проба\nscopes:\n\
                  \x20 - {seat: lead_second_deputy, blocks: [zhkh, roads]}\n\
                  sector_blocks:\n  - {code: forest, name: лес, kind: core}\n\
                  routing:\n  - {topics: [zhkh], organization: nobody}\n";
    let defects = check(&[template("kilemary"), read(greedy)], &known());
    let serious: Vec<Defect> = defects.into_iter().filter(|defect| !is_warning(defect)).collect();
    assert_eq!(
        found(&serious),
        [(5, "MORE_BLOCKS_THAN_THE_ACT_GIVES"), (7, "BLOCKS_AND_MODE"), (9, "ORGANIZATION_UNKNOWN")]
    );
    assert_eq!(found(&check(&[read(greedy)], &known())), [(2, "SETTINGS_WITHOUT_ACT")]);
}

#[test]
fn a_draft_may_lack_number_and_day_and_an_act_may_not() {
    let draft = "format: otklik-tenant/1\ntenant: {code: a, kind: MUNICIPAL, state: DRAFT, region: mari-el, name: Н, \
                 short_name: Н, municipality: city_okrug, zone: Asia/Yekaterinburg, number_prefix: АБВ}\n\
                 act: {kind: постановление, number: null, date: 2024-04}\n";
    let (plans, _) = plan(&[read(draft)], &known()).unwrap();
    assert_eq!(plans[0].act.as_ref().unwrap().day(), None);
    let active = draft.replace("DRAFT", "ACTIVE");
    let defects = check(&[read(&active)], &known());
    assert!(found(&defects).contains(&(3, "DATE_BAD")) && found(&defects).contains(&(3, "KEY_MISSING")));
}

#[test]
fn a_file_of_another_kind_or_version_says_so() {
    let unknown = file::read("a.yaml", "format: otklik-tenant/9\n").unwrap_err();
    assert_eq!(found(&unknown), [(1, "FORMAT_UNKNOWN")]);
    let silent = file::read("a.yaml", "tenant: {code: a}\n").unwrap_err();
    assert_eq!(found(&silent), [(1, "FORMAT_MISSING")]);
}

#[test]
fn what_is_no_text_of_a_file_is_told_so_before_anything_is_read() {
    let refused = |bytes: &[u8]| {
        let defects = file::read_bytes("a.yaml", bytes).unwrap_err();
        (defects[0].code, defects[0].message.clone())
    };
    assert_eq!(
        refused(&[0xd4, 0xee, 0xf0, 0xec, 0xe0]),
        ("FILE_NOT_UTF8", "Файл записан не в UTF-8. Сохраните его в кодировке UTF-8 и повторите.".to_owned())
    );
    let utf16: Vec<u8> = "format: \u{438}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused(&utf16).0, "FILE_NOT_TEXT");
    assert_eq!(refused(b" \n\n").0, "FILE_EMPTY");
    assert_eq!(refused(&vec![b'#'; 1_000_001]).0, "FILE_TOO_LARGE");
    let act = catalogue::find(catalogue::Kind::TenantTemplate, "kamyshlov").unwrap();
    assert!(file::read_bytes("a.yaml", format!("\u{feff}{}", act.source).as_bytes()).is_ok());
}
