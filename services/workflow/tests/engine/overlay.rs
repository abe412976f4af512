//! Overlays: each operation, each refusal, and the way back to the same YAML.

use otklik_domain::audience::Audience;
use otklik_domain::topic::Class;
use otklik_workflow::definition::effective::{Origin, Valued};
use otklik_workflow::definition::overlay::{Change, Fault, Operation, apply, parse_operation};
use otklik_workflow::{Effective, available, yaml};

use crate::support::*;

fn operations(source: &str) -> Vec<Operation> {
    yaml::read("overlay.yaml", source).unwrap_or_else(|defects| panic!("{defects:?}"))
}

fn on(base: &Effective, source: &str) -> Result<Effective, Vec<Fault>> {
    apply(base, &operations(source), Origin::Tenant)
}

fn applied(base: &Effective, source: &str) -> Effective {
    on(base, source).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn codes(faults: Result<Effective, Vec<Fault>>) -> Vec<(Option<usize>, &'static str)> {
    faults.unwrap_err().into_iter().map(|fault| (fault.operation, fault.code)).collect()
}

fn tenant<T>(value: T) -> Valued<T> {
    Valued { value, origin: Origin::Tenant }
}

const EVERY: &str = "\
- {set: clock.final.amount, to: 5 working_days, clause: п. 4.2}
- {set: clock.final.amount.F, to: 3 working_days}
- {set: clock.final.title, to: Последний ответ}
- {set: clock.final.step.plus_1wd.after, to: plus_2wd, why: Куратор просит день}
- {set: clock.final.step.plus_1wd.to, to: [CURATOR, HEAD]}
- {disable: clock.final.step.plus_5wd}
- {set: state.NEW.owners, to: [MANAGER]}
- {set: state.NEW.title, to: На разборе}
- {set: act.NEW.assign.title, to: Поручить}
- {set: act.NEW.assign.by, to: [COORDINATOR]}
- {disable: act.NEW.return_to_region}
- {set: bounces.most, to: 2}
";

#[test]
fn every_operation_sets_its_value_with_its_origin() {
    let def = applied(&DEFINITION, EVERY);
    let last = def.clock("final").unwrap();
    assert_eq!(last.amounts[&Class::Normal], tenant("5 working_days".parse().unwrap()));
    assert_eq!(last.amounts[&Class::Fast], tenant("3 working_days".parse().unwrap()));
    assert_eq!(last.title, tenant("Последний ответ".to_owned()));
    let step = |id: &str| last.steps.iter().find(|step| step.id == id).unwrap();
    assert_eq!(step("plus_1wd").after, tenant("plus_2wd".parse().unwrap()));
    assert_eq!(step("plus_1wd").audiences, tenant(vec![Audience::Curator, Audience::Head]));
    assert_eq!(step("plus_5wd").enabled, tenant(false));
    assert_eq!(step("due").enabled, Valued::base(true), "what is not named keeps its origin");
    let state = def.state("NEW").unwrap();
    assert_eq!(
        (&state.owners, &state.title),
        (&tenant(vec![Audience::Manager]), &tenant("На разборе".to_owned()))
    );
    let assign = def.transition("NEW", "assign").unwrap();
    assert_eq!(
        (&assign.title, &assign.by),
        (&tenant("Поручить".to_owned()), &tenant(vec![Audience::Coordinator]))
    );
    assert_eq!(def.transition("NEW", "return_to_region").unwrap().enabled, tenant(false));
    assert_eq!((def.bounces.value.most, def.bounces.origin), (2, Origin::Tenant));
    assert_eq!(def.clock("first_reply"), DEFINITION.clock("first_reply"));
}

#[test]
fn operations_print_as_the_yaml_they_were_read_from() {
    let read = operations(EVERY);
    let printed = yaml::print(&read).unwrap();
    assert_eq!(operations(&printed), read);
    assert_eq!(read[0].clause.as_deref(), Some("п. 4.2"));
    assert_eq!(read[3].why.as_deref(), Some("Куратор просит день"));
    let lines: Vec<String> = read.iter().map(|it| format!("{} {}", it.verb(), it.path())).collect();
    assert_eq!(lines[5], "disable clock.final.step.plus_5wd");
    for operation in &read {
        let to = operation.to().map(|to| to.words()).unwrap_or_default();
        let again = parse_operation(operation.verb(), &operation.path(), &to).unwrap();
        assert_eq!(again.change, operation.change);
    }
    let json = serde_json::to_string(&read).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Operation>>(&json).unwrap(), read);
}

#[test]
fn the_effective_definition_of_a_tenant_survives_json() {
    let def = applied(&DEFINITION, EVERY);
    let again: Effective = serde_json::from_str(&serde_json::to_string(&def).unwrap()).unwrap();
    assert_eq!(again, def);
}

#[test]
fn what_was_published_before_overlays_is_still_read() {
    let mut old = serde_json::to_value(&*DEFINITION).unwrap();
    old.as_object_mut().unwrap().remove("round_the_clock");
    for state in old["states"].as_array_mut().unwrap() {
        let bare = state["owners"]["value"].take();
        state["owners"] = bare;
        for act in state["acts"].as_array_mut().unwrap() {
            let bare = act["by"]["value"].take();
            act["by"] = bare;
            for added in ["enabled", "keeps_draft", "ways_only"] {
                act.as_object_mut().unwrap().remove(added);
            }
        }
    }
    for clock in old["clocks"].as_array_mut().unwrap() {
        for added in ["amounts_by_topic", "law", "resumes"] {
            clock.as_object_mut().unwrap().remove(added);
        }
    }
    assert_eq!(serde_json::from_value::<Effective>(old).unwrap(), *DEFINITION);
}

#[test]
fn a_path_that_no_grammar_knows_is_refused_with_all_that_there_are() {
    for (verb, path) in [
        ("set", "clock.final"),
        ("set", "clock.final.roll"),
        ("set", "clock.final.step.due"),
        ("set", "timer.final.amount"),
        ("set", "act.NEW.assign"),
        ("set", "bounces"),
        ("set", "clock..amount"),
        ("set", ""),
        ("disable", "clock.final"),
        ("disable", "state.NEW"),
        ("enable", "act.NEW.assign.by"),
        ("remove", "act.NEW.assign"),
    ] {
        let problem = parse_operation(verb, path, &["5 working_days".to_owned()]).unwrap_err();
        assert_eq!(problem.code, "OVERLAY_UNKNOWN_PATH", "{verb} {path}");
        assert!(problem.message.contains("clock.ЧАСЫ.amount") && problem.message.ends_with('.'));
    }
}

#[test]
fn a_value_of_another_kind_is_refused_with_what_fits() {
    let long = "я".repeat(121);
    for (path, to, fits) in [
        ("clock.final.amount", vec!["5 weeks"], "working_days"),
        ("clock.final.amount", vec![], "working_days"),
        ("clock.final.amount.X", vec!["5 working_days"], "класс темы: E, F, N, L"),
        ("clock.final.title", vec![" "], "название"),
        ("clock.final.title", vec![long.as_str()], "120 знаков"),
        ("clock.final.title", vec!["a\u{0}b"], "название"),
        ("clock.final.step.due.after", vec!["tomorrow"], "plus_1wd"),
        ("clock.final.step.due.to", vec![], "CURATOR"),
        ("clock.final.step.due.to", vec!["SYSTEM"], "CURATOR"),
        ("clock.final.step.due.to", vec!["HEAD", "HEAD"], "один раз"),
        ("state.NEW.owners", vec!["OWNER"], "COORDINATOR"),
        ("act.NEW.assign.by", vec!["ALL"], "COORDINATOR"),
        ("bounces.most", vec!["0"], "от 1 до 10"),
        ("bounces.most", vec!["eleven"], "от 1 до 10"),
    ] {
        let to: Vec<String> = to.into_iter().map(str::to_owned).collect();
        let problem = parse_operation("set", path, &to).unwrap_err();
        assert_eq!(problem.code, "OVERLAY_WRONG_VALUE", "{path} {to:?}");
        assert!(problem.message.contains(fits), "{path}: {}", problem.message);
    }
    let problem = parse_operation("disable", "act.NEW.assign", &["1".to_owned()]).unwrap_err();
    assert_eq!(problem.code, "OVERLAY_WRONG_VALUE");
}

#[test]
fn a_line_has_one_verb_and_its_defect_names_the_line() {
    for line in [
        "- {set: bounces.most, disable: act.NEW.assign, to: 2}",
        "- {to: 2}",
        "- {set: clock.final.roll, to: none}",
        "- {set: bounces.most, to: 2, because: так}",
    ] {
        let source = format!("- {{set: bounces.most, to: 2}}\n{line}\n");
        let defects = yaml::read::<Vec<Operation>>("overlay.yaml", &source).unwrap_err();
        assert_eq!((defects.len(), defects[0].line), (1, 2), "{line}: {defects:?}");
    }
}

#[test]
fn an_operation_on_a_definition_that_is_not_shipped_is_still_read() {
    let read = operations("- {set: clock.due.amount, to: 3 working_days}\n- {disable: act.ISSUED.decline}\n");
    assert!(matches!(&read[0].change, Change::ClockAmount { clock, class: None, .. } if clock == "due"));
    assert_eq!(
        codes(apply(&DEFINITION, &read, Origin::Tenant)),
        [(Some(0), "OVERLAY_UNKNOWN_ID"), (Some(1), "OVERLAY_UNKNOWN_ID"),]
    );
}

#[test]
fn every_unknown_id_is_named_at_once_with_those_that_exist() {
    let source = "\
- {set: clock.fynal.amount, to: 5 working_days}
- {set: clock.final.step.plus_9wd.after, to: plus_2wd}
- {set: state.NEV.title, to: Новое}
- {disable: act.NEW.asign}
- {set: bounces.most, to: 2}
";
    let faults = on(&DEFINITION, source).unwrap_err();
    assert!(faults.iter().all(|fault| fault.code == "OVERLAY_UNKNOWN_ID"));
    assert_eq!(
        faults.iter().map(|fault| fault.operation).collect::<Vec<_>>(),
        [Some(0), Some(1), Some(2), Some(3)]
    );
    assert!(faults[1].message.contains("plus_9wd") && faults[1].message.contains("plus_1wd"));
}

#[test]
fn the_law_is_shortened_but_never_lengthened_or_counted_in_other_days() {
    let def = applied(&APPEAL_59FZ, "- {set: clock.legal.amount, to: 20 calendar_days}\n");
    assert_eq!(
        def.clock("legal").unwrap().amounts[&Class::Normal],
        tenant("20 calendar_days".parse().unwrap())
    );
    for (clock, to) in [
        ("legal", "31 calendar_days"),
        ("legal", "20 working_days"),
        ("legal", "promised"),
        ("registration", "4 calendar_days"),
        ("triage", "8 calendar_days"),
        ("documents", "16 calendar_days"),
    ] {
        let source = format!("- {{set: bounces.most, to: 3}}\n- {{set: clock.{clock}.amount, to: {to}}}\n");
        let found = codes(on(&APPEAL_59FZ, &source));
        let code = if to == "promised" { "OVERLAY_WRONG_VALUE" } else { "BEYOND_LEGAL_BOUND" };
        assert_eq!(found, [(Some(1), code)], "{clock} {to}");
    }
    let faults = on(&APPEAL_59FZ, "- {set: clock.legal.amount.F, to: 31 calendar_days}\n").unwrap_err();
    assert!(
        faults[0].message.contains("не более 30 calendar_days (59-ФЗ, ч. 1 ст. 12)"),
        "{}",
        faults[0].message
    );
}

#[test]
fn a_promise_stays_a_promise() {
    let source = "- {set: clock.commitment.amount, to: 5 working_days}\n";
    assert_eq!(codes(on(&DEFINITION, source)), [(Some(0), "OVERLAY_WRONG_VALUE")]);
}

#[test]
fn a_ladder_out_of_order_is_refused_at_the_step_that_moved() {
    let source = "- {set: bounces.most, to: 3}\n- {set: clock.final.step.due.after, to: plus_2wd}\n";
    assert_eq!(codes(on(&DEFINITION, source)), [(Some(1), "LADDER_OUT_OF_ORDER")]);
    // Two moves that are fine together, and a step that is off stands in nobody's way.
    applied(
        &DEFINITION,
        "- {set: clock.final.step.plus_1wd.after, to: plus_4wd}\n- {set: clock.final.step.plus_3wd.after, to: plus_4wd}\n",
    );
    applied(
        &DEFINITION,
        "- {set: clock.final.step.plus_1wd.after, to: plus_4wd}\n- {disable: clock.final.step.plus_3wd}\n",
    );
}

#[test]
fn the_head_still_comes_before_the_region() {
    let source = "- {set: clock.final.step.plus_1wd.to, to: [REGION_DUTY]}\n";
    assert_eq!(codes(on(&DEFINITION, source)), [(Some(0), "REGION_BEFORE_HEAD")]);
}

#[test]
fn an_act_is_not_switched_off_where_nothing_else_leads_on() {
    let found = codes(on(
        &DEFINITION,
        "- {disable: act.ON_APPROVAL.approve}\n- {disable: act.ON_APPROVAL.return_draft}\n",
    ));
    assert!(
        !found.is_empty()
            && found.iter().all(|(operation, code)| operation.is_some() && *code == "STATE_WITHOUT_END"),
        "{found:?}"
    );
    assert_eq!(codes(on(&DEFINITION, "- {disable: act.ANSWERED.close}\n")), [(Some(0), "ON_DUE_ACT")]);
}

#[test]
fn an_act_that_is_off_is_neither_offered_nor_done_and_can_be_switched_on_again() {
    let off = applied(&DEFINITION, "- {disable: act.NEW.source_gone}\n");
    let desk = Desk::open(
        (Box::leak(Box::new(off.clone())), &CALENDAR),
        Class::Normal,
        "2026-02-20 10:00",
        posts(false),
    );
    assert!(available(desk.def, &desk.instance).iter().all(|act| act.act != "source_gone"));
    let mut desk = desk;
    assert_eq!(
        desk.refused(input(COORDINATOR, "source_gone")),
        [otklik_domain::refusal::Code::ActNotAllowedInState]
    );
    let again = applied(&off, "- {enable: act.NEW.source_gone}\n");
    assert!(again.transition("NEW", "source_gone").unwrap().is_offered());
}

#[test]
fn an_act_whose_product_is_not_there_cannot_be_switched_on() {
    let found = codes(on(&DEFINITION, "- {enable: act.NEW.return_to_region}\n"));
    assert_eq!(found, [(Some(0), "OVERLAY_NOT_YET")]);
    applied(&DEFINITION, "- {disable: act.NEW.return_to_region}\n");
}

#[test]
fn a_tenant_overlays_a_region_and_each_value_says_whose_it_is() {
    let by_region = apply(
        &DEFINITION,
        &operations(
            "- {set: clock.final.amount, to: 6 working_days}\n- {set: clock.final.title, to: Итог}\n",
        ),
        Origin::Region,
    )
    .unwrap();
    let by_tenant = applied(&by_region, "- {set: clock.final.amount, to: 5 working_days}\n");
    let last = by_tenant.clock("final").unwrap();
    assert_eq!((last.amounts[&Class::Normal].origin, last.title.origin), (Origin::Tenant, Origin::Region));
}

#[test]
fn an_overlaid_clock_counts_what_it_says() {
    let def = applied(
        &APPEAL_59FZ,
        "- {set: clock.legal.amount, to: 20 calendar_days}\n- {set: state.ON_RESOLUTION.owners, to: [CURATOR]}\n",
    );
    let mut desk =
        Desk::open((Box::leak(Box::new(def)), &CALENDAR), Class::Normal, "2026-02-06 10:00", posts(false));
    desk.walk(&[(REGISTRAR, "register"), (REGISTRAR, "confirm_competence")]);
    assert_eq!(desk.due("legal"), "2026-02-26 18:00");
    let events = desk.clock("2026-02-09 18:00").tick();
    let asked: Vec<_> = events
        .iter()
        .filter_map(|event| match event {
            otklik_workflow::event::Event::StepFired { clock, calls, .. } if clock == "resolution" => {
                calls[0].reached
            }
            _ => None,
        })
        .collect();
    assert_eq!(asked, [Audience::Curator, Audience::Curator]);
}
