//! The checker: no defects in the default, every defect of a bad file at once.

use otklik_workflow::law::Term;
use otklik_workflow::yaml::Defect;
use otklik_workflow::{Effective, parse, publish};

use crate::support::{APPEAL, APPEAL_59FZ, DEFINITION, INCIDENT};

const BAD: &str = "\
definition: bad
title: Плохое
entry: { act: enter, title: Внести, to: FIRST, by: [COORDINATOR], action: case.enter }
bounces: { most: 3, decided_by: MANAGER }
ladders:
  - ladder: L
    steps:
      - { step: due, to: [OWNER] }
      - { step: p50, to: [MANGER] }
clocks:
  - { clock: one, title: Раз, kind: stage, amount: 1 weeks, basis: assumption, starts_in: [FIRST], met_by: [go, fly], ladder: L }
  - { clock: two, title: Два, kind: case, amount: 1 hours, basis: assumption, starts: [go], met_by: [done], ladder: LL }
states:
  - state: FIRST
    title: Первое
    phase: NEW
    owners: [COORDINATOR]
    acts:
      - { act: go, title: Дальше, to: SECOND, by: [COORDINATOR], action: case.take }
      - { act: go, title: Ещё раз, to: NOWHERE, by: [], action: case.dance }
      - { act: aside, title: В сторону, to: ASIDE, by: [COORDINATOR], action: case.take }
  - state: SECOND
    title: Второе
    phase: IN_PROGRESS
    owners: [ASSIGNEE]
    acts:
      - { act: done, title: Готово, to: LAST, by: [ASSIGNEE], action: case.accept, effects: [assign] }
  - { state: ASIDE, title: Тупик, phase: WAITING, owners: [CURATOR] }
  - { state: ALONE, title: Остров, phase: CLOSED, owners: [CURATOR] }
  - { state: LAST, title: Конец, phase: CLOSED, owners: [CURATOR] }
";

fn found(defects: Vec<Defect>) -> Vec<(u64, &'static str)> {
    defects.into_iter().map(|defect| (defect.line, defect.code)).collect()
}

#[test]
fn the_default_definition_has_no_defects_and_names_all_of_the_table() {
    assert_eq!(DEFINITION.states.len(), 15);
    assert_eq!(DEFINITION.clocks.len(), 13);
    let acts: usize = DEFINITION.states.iter().map(|state| state.acts.len()).sum();
    assert_eq!(acts, 46);
}

#[test]
fn the_appeal_has_no_defects_and_names_all_of_the_table_but_the_reception() {
    assert_eq!(APPEAL_59FZ.states.len(), 17);
    assert_eq!(APPEAL_59FZ.clocks.len(), 15);
    let acts: usize = APPEAL_59FZ.states.iter().map(|state| state.acts.len()).sum();
    // One more than the table: outcomes are set before the reply is submitted, too.
    assert_eq!(acts, 49);
    let bound = |clock: &str| APPEAL_59FZ.clock(clock).unwrap().law.map(Term::code);
    assert_eq!(bound("legal"), Some("FZ59_ANSWER_DAYS"));
    assert_eq!(bound("registration"), Some("FZ59_REGISTRATION_DAYS"));
    assert_eq!(bound("draft"), None);
}

#[test]
fn a_clock_of_the_law_names_its_constant_and_stays_under_it() {
    let code = |from: &str, to: &str| {
        let source = APPEAL.replacen(from, to, 1);
        assert_ne!(source, APPEAL, "{from}");
        let line = 1 + source.lines().zip(APPEAL.lines()).take_while(|(a, b)| a == b).count();
        let defects = parse("a.yaml", &source).unwrap_err();
        (line, found(defects))
    };
    let legal = APPEAL.lines().position(|line| line == "  - clock: legal").unwrap() as u64 + 1;
    assert_eq!(code("30 calendar_days", "31 calendar_days").1, [(legal, "BEYOND_LEGAL_BOUND")]);
    assert_eq!(code("30 calendar_days", "20 working_days").1, [(legal, "BEYOND_LEGAL_BOUND")]);
    assert_eq!(code("    law: FZ59_ANSWER_DAYS\n", "").1, [(legal, "LAW_WITHOUT_TERM")]);
    let (line, unknown) = code("FZ59_ANSWER_DAYS", "FZ59_REPLY_DAYS");
    assert_eq!(unknown, [(legal, "LAW_WITHOUT_TERM"), (line as u64, "UNKNOWN_LAW")]);
    let migration = code("topic: other.migration, amount: 5", "topic: other.migration, amount: 8").1;
    assert_eq!(migration[0].1, "BEYOND_LEGAL_BOUND");
    let practice = code("    basis: practice\n", "    basis: practice\n    law: FZ59_ANSWER_DAYS\n").1;
    assert!(practice.iter().any(|(_, code)| *code == "LAW_WITHOUT_TERM"), "{practice:?}");
}

#[test]
fn an_amount_hangs_only_on_clocks_that_are_there_and_effects_ask_for_their_fields() {
    let codes = |from: &str, to: &str| -> Vec<&'static str> {
        let source = APPEAL.replacen(from, to, 1);
        assert_ne!(source, APPEAL, "{from}");
        found(parse("a.yaml", &source).unwrap_err()).into_iter().map(|(_, code)| code).collect()
    };
    assert_eq!(codes("day 20 of legal", "day 20 of leagl"), ["UNKNOWN_CLOCK"]);
    assert_eq!(codes("day 20 of legal, 5 working_days before", "day 20 of legal"), ["BAD_AMOUNT"]);
    assert_eq!(codes("[registration, registered_on, questions]", "[questions]"), ["EFFECT_WITHOUT_FIELD"]);
    assert_eq!(codes("[until, reason, letter]", "[reason, letter]"), ["EFFECT_WITHOUT_FIELD"]);
    assert_eq!(codes("needs: [letter]", "needs: [lettre]"), ["UNKNOWN_FIELD"]);
    assert_eq!(codes("resumes: [return_draft]", "resumes: [return_the_draft]"), ["UNKNOWN_ACT"]);
    let twice = "      - { topic: other.migration, amount: 5 calendar_days }\n";
    assert_eq!(codes(twice, &twice.repeat(2)), ["NAME_TWICE"]);
}

#[test]
fn all_defects_are_named_at_once_with_their_lines() {
    let defects = parse("bad.yaml", BAD).unwrap_err();
    assert!(defects.iter().all(|defect| defect.file == "bad.yaml" && defect.message.ends_with('.')));
    assert_eq!(
        found(defects),
        vec![
            (9, "LADDER_OUT_OF_ORDER"),
            (9, "STEP_WITHOUT_AUDIENCE"),
            (9, "UNKNOWN_AUDIENCE"),
            (11, "BAD_AMOUNT"),
            (11, "UNKNOWN_ACT"),
            (12, "UNKNOWN_LADDER"),
            (20, "ACT_WITHOUT_RIGHT"),
            (20, "ACT_WITHOUT_ROLE"),
            (20, "NAME_TWICE"),
            (20, "UNKNOWN_ACTION"),
            (20, "UNKNOWN_TARGET"),
            (27, "EFFECT_WITHOUT_FIELD"),
            (28, "STATE_WITHOUT_CLOCK"),
            (28, "STATE_WITHOUT_END"),
            (29, "STATE_UNREACHABLE"),
        ]
    );
}

#[test]
fn a_due_act_that_system_cannot_do_is_a_defect() {
    let source = INCIDENT.replace("        by: [SYSTEM]\n", "        by: [COORDINATOR]\n");
    let codes: Vec<_> =
        found(parse("a.yaml", &source).unwrap_err()).into_iter().map(|(_, code)| code).collect();
    assert_eq!(codes, vec!["ON_DUE_ACT", "ACT_WITHOUT_RIGHT"]);
}

#[test]
fn an_open_state_without_a_running_clock_is_found_on_any_path() {
    // Without the clock of the stage, the way through the interim answer still has `final`, but the way back
    // from approval after it has nothing.
    let source = INCIDENT.replace("    starts: [author_continues]\n", "    starts: [publish_interim]\n");
    let defects = parse("a.yaml", &source).unwrap_err();
    assert!(defects.iter().any(|it| it.code == "STATE_WITHOUT_CLOCK" && it.message.contains("CONTINUED")));
}

#[test]
fn the_region_never_comes_before_the_head() {
    let source = INCIDENT
        .replace("{ step: plus_1wd, to: [HEAD] }", "{ step: plus_1wd, to: [REGION_DUTY] }")
        .replace("{ step: plus_2wd, to: [REGION_DUTY] }", "{ step: plus_2wd, to: [HEAD] }");
    let defects = parse("a.yaml", &source).unwrap_err();
    assert_eq!(defects.len(), 1);
    assert_eq!(defects[0].code, "REGION_BEFORE_HEAD");
}

#[test]
fn the_effective_definition_survives_json_and_carries_its_ladders() {
    let text = serde_json::to_string(&*DEFINITION).unwrap();
    let again: Effective = serde_json::from_str(&text).unwrap();
    assert_eq!(again, *DEFINITION);
    assert_eq!(publish(&parse("a.yaml", INCIDENT).unwrap()), again);
    let first_reply = again.clock("first_reply").unwrap();
    let ids: Vec<&str> = first_reply.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids, ["p50", "p80", "due", "plus_4wh", "plus_1wd", "plus_2wd"]);
    assert!(text.contains(r#""amounts":{"E":{"value":"2 hours","origin":"base"}"#));
}
