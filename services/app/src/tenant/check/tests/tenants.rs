//! The files of the five municipalities and of their regional centres.

use std::collections::BTreeSet;

use otklik_domain::role::Role;
use otklik_domain::tenant::State;
use otklik_policies::catalogue;
use otklik_workflow::yaml::Defect;

use super::{composed, known, template};
use crate::tenant::check::plan;
use crate::tenant::file::TenantFile;
use crate::tenant::file::plan::Switch::{NotStated, On};
use crate::tenant::file::plan::{BlockMode, Function, Hours, LegalForm, Plan, Rank, SeatKind, Switch};

const CODES: [&str; 5] = ["ust-koksa", "kilemary", "slantsy", "zaigraevo", "kamyshlov"];

fn acts() -> Vec<(Plan, Vec<Defect>)> {
    CODES.map(|code| composed(&[code])).into()
}

fn warned(warnings: &[Defect]) -> Vec<&'static str> {
    warnings.iter().map(|warning| warning.code).collect()
}

#[test]
fn each_act_has_its_number_its_day_its_form_and_who_controls_it() {
    let said: Vec<_> = acts()
        .into_iter()
        .map(|(plan, _)| {
            let act = plan.act.unwrap();
            (act.number, act.date, plan.centre.legal_form, act.controller, plan.tenant.zone.name())
        })
        .collect();
    let text = |word: &str| Some(word.to_owned());
    assert_eq!(
        said,
        [
            (text("430"), text("2022-06-10"), LegalForm::ProjectOffice, None, "Asia/Barnaul"),
            (text("499"), text("2025-11-28"), LegalForm::WorkingGroup, text("head"), "Europe/Moscow"),
            (
                text("1670-п"),
                text("2023-09-26"),
                LegalForm::StandingCoordinatingBody,
                text("head"),
                "Europe/Moscow"
            ),
            (text("230"), text("2025-05-29"), LegalForm::NotStated, text("curator"), "Asia/Irkutsk"),
            (None, text("2024-04"), LegalForm::ProjectOffice, text("curator"), "Asia/Yekaterinburg"),
        ]
    );
}

#[test]
fn each_composition_has_the_lines_of_its_annex() {
    let lines = |plan: &Plan, kind: SeatKind| {
        plan.seats.iter().filter(|seat| seat.kind == kind && seat.in_composition).count()
    };
    let counted: Vec<_> = acts()
        .iter()
        .map(|(plan, _)| {
            let kinds = [
                SeatKind::Curator,
                SeatKind::Manager,
                SeatKind::Administrator,
                SeatKind::ChannelOwner,
                SeatKind::PageOwner,
                SeatKind::BlockLead,
                SeatKind::RegionRepresentative,
            ];
            kinds.map(|kind| lines(plan, kind))
        })
        .collect();
    assert_eq!(
        counted,
        [
            [1, 1, 0, 1, 0, 1, 0],
            [1, 1, 0, 1, 1, 3, 1],
            [5, 1, 3, 0, 0, 0, 0],
            [1, 1, 0, 0, 0, 0, 0],
            [1, 1, 1, 0, 0, 0, 0],
        ]
    );
}

#[test]
fn what_an_act_leaves_open_is_named_and_nothing_else() {
    let warnings: Vec<_> = acts().iter().map(|(_, warnings)| warned(warnings)).collect();
    assert_eq!(
        warnings,
        [
            vec!["LEAD_WITHOUT_BLOCKS", "WAITS", "WAITS"],
            vec!["LEAD_WITHOUT_BLOCKS"; 3],
            vec!["SPHERE_WITHOUT_DIRECTION", "WAITS"],
            vec!["WAITS", "WAITS", "WAITS"],
            vec![],
        ]
    );
}

#[test]
fn settings_make_each_centre_able_to_work() {
    for code in CODES {
        let (plan, warnings) = composed(&[code, &format!("demo/{code}")]);
        let open: Vec<&Defect> = warnings.iter().filter(|warning| warning.code != "WAITS").collect();
        assert!(open.is_empty(), "{code}: {open:#?}");
        for role in [Role::Coordinator, Role::Registrar, Role::Signer, Role::TenantAdministrator] {
            assert!(plan.seats.iter().any(|seat| seat.roles.contains(&role)), "{role} of {code}");
        }
        assert!(plan.routing.iter().all(|route| route.organization.is_some()), "{code}");
        let population = plan.tenant.population.as_ref().unwrap();
        assert!(population.basis.as_ref().unwrap().contains("для показа"), "{code}");
        let spheres: BTreeSet<&str> = ["zhkh", "roads", "transport", "education", "culture", "sport"].into();
        assert!(spheres.iter().all(|sphere| plan.route(sphere).is_some()), "{code}");
    }
}

#[test]
fn five_curators_have_five_directions_and_no_act_gives_the_roads_one() {
    let (plan, _) = composed(&["slantsy"]);
    let curators: Vec<_> = plan
        .seats
        .iter()
        .filter(|seat| seat.kind == SeatKind::Curator)
        .map(|seat| (seat.code.as_str(), seat.directions.as_slice(), seat.rank, seat.min_rank))
        .collect();
    let one = |direction: &str| [direction.to_owned()];
    let floor = Some(Rank::DeputyHead);
    assert_eq!(
        curators,
        [
            ("curator_policy", &one("internal_policy")[..], Some(Rank::Head), floor),
            ("curator_social", &one("social")[..], floor, floor),
            ("curator_zhkh", &one("zhkh")[..], floor, floor),
            ("curator_finance", &one("finance")[..], floor, floor),
            ("curator_property", &one("property")[..], floor, floor),
        ]
    );
    assert_eq!(plan.sector_blocks.mode, BlockMode::ByDirection);
    let direction = |topic: &str| plan.route(topic).and_then(|route| route.direction.clone());
    assert_eq!(direction("zhkh.heat").as_deref(), Some("zhkh"));
    assert_eq!(direction("zhkh.house").as_deref(), Some("property"));
    assert_eq!(direction("sport.ice").as_deref(), Some("social"));
    assert_eq!(direction("roads.pothole"), None);
    assert_eq!(plan.default_direction, None);
    let (settled, _) = composed(&["slantsy", "demo/slantsy"]);
    assert_eq!(settled.default_direction.as_deref(), Some("zhkh"));
    let feedback = plan.seat("feedback").unwrap();
    assert!(feedback.vacant && feedback.external);
}

#[test]
fn an_act_that_is_silent_is_not_an_act_that_forbids() {
    let region_step: Vec<Switch> = acts().iter().map(|(plan, _)| plan.region_step).collect();
    assert_eq!(region_step, [NotStated, NotStated, NotStated, On, NotStated]);
    let on: Vec<Vec<Function>> = acts()
        .iter()
        .map(|(plan, _)| Function::ALL.iter().copied().filter(|it| plan.function(*it) == On).collect())
        .collect();
    assert_eq!(on.iter().map(Vec::len).collect::<Vec<_>>(), [11, 20, 11, 19, 14]);
    assert!(
        on.iter().all(|list| list.contains(&Function::Monitoring) && list.contains(&Function::Satisfaction))
    );
    assert!(acts().iter().all(|(plan, _)| plan.functions.iter().all(|line| line.state == On)));
    assert!(!on[0].contains(&Function::OfficialPages));
    assert!(!on[2].contains(&Function::Rating) && on[2].contains(&Function::EmergencyCalls));
    assert!(on[3].contains(&Function::RiskSignal) && on[4].contains(&Function::AbsenteeVoting));
    for (plan, _) in acts() {
        assert!(plan.functions.iter().all(|line| line.clause.is_some()), "{}", plan.tenant.code);
        let lines = plan.seats.iter().filter(|seat| seat.in_composition);
        assert!(lines.into_iter().all(|seat| seat.clause.is_some()), "{}", plan.tenant.code);
        assert_eq!(plan.tenant.population, None, "no act states it");
    }
}

#[test]
fn a_draft_stays_a_draft_and_names_what_it_replaces() {
    let (plan, _) = composed(&["kamyshlov"]);
    assert_eq!(plan.tenant.state, State::Draft);
    let act = plan.act.unwrap();
    assert_eq!(act.day(), None);
    let old = act.supersedes.unwrap();
    assert_eq!((old.number.as_str(), old.date.to_string().as_str()), ("661", "2022-07-29"));
    assert!(plan.meetings.unwrap().main_form);
}

#[test]
fn the_approver_is_never_the_author_unless_the_act_says_so() {
    let combining: Vec<Vec<String>> = acts()
        .iter()
        .map(|(plan, _)| {
            let seats = plan.seats.iter().map(|seat| seat.code.clone());
            seats.filter(|seat| plan.combines_author_and_approver(seat)).collect()
        })
        .collect();
    assert_eq!(combining, [vec!["channel_owner".to_owned()], vec![], vec![], vec![], vec![]]);
    let (kilemary, _) = composed(&["kilemary"]);
    let paths: Vec<String> = kilemary
        .overlays
        .iter()
        .flat_map(|line| &line.operations)
        .map(otklik_workflow::definition::overlay::Operation::path)
        .collect();
    assert_eq!(paths, ["act.ON_APPROVAL.approve.by"]);
}

#[test]
fn the_whole_catalogue_goes_together_with_a_prefix_of_its_own_in_each_region() {
    let files: Vec<TenantFile> = catalogue::entries()
        .iter()
        .filter(|entry| entry.kind == catalogue::Kind::TenantTemplate)
        .map(|entry| template(entry.name))
        .collect();
    let (plans, warnings) = plan(&files, &known()).unwrap_or_else(|defects| panic!("{defects:#?}"));
    assert_eq!(plans.len(), 10);
    assert!(warned(&warnings).iter().all(|code| *code == "WAITS"), "{warnings:#?}");
    let (regional, municipal): (Vec<&Plan>, Vec<&Plan>) =
        plans.iter().partition(|plan| plan.tenant.code == plan.tenant.region);
    assert_eq!((regional.len(), municipal.len()), (5, 5));
    let prefixes: BTreeSet<&str> = municipal.iter().map(|plan| plan.tenant.number_prefix.as_str()).collect();
    assert_eq!(prefixes, ["УСК", "КИЛ", "СЛН", "ЗАИ", "КАМ"].into());
    let own_hours = municipal.iter().filter(|plan| matches!(plan.tenant.hours, Hours::Stated(_))).count();
    assert_eq!(own_hours, 4);
}
