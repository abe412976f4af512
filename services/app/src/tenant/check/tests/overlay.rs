//! Changes to the product's workflows: what works now, what waits, what is wrong.

use super::{known, read, template};
use crate::tenant::check::{check, is_warning};

fn found(section: &str, definition: &str, operation: &str) -> Vec<(u64, &'static str, String)> {
    let source = format!(
        "format: otklik-tenant-settings/1\ntenant: kamyshlov\ntitle: Проба\n{section}:\n  - definition: {definition}\n    \
         operations:\n      - {operation}\n"
    );
    let defects = check(&[template("kamyshlov"), read(&source)], &known());
    defects.into_iter().map(|defect| (defect.line, defect.code, defect.message)).collect()
}

fn codes(section: &str, definition: &str, operation: &str) -> Vec<(u64, &'static str)> {
    found(section, definition, operation).into_iter().map(|(line, code, _)| (line, code)).collect()
}

const FINAL: &str = "{set: clock.final.amount, to: 5 working_days, why: решение главы}";

#[test]
fn a_change_that_can_work_stands_in_overlays() {
    assert_eq!(codes("overlays", "message_incident", FINAL), []);
    let (line, code, message) = found("later", "message_incident", FINAL).remove(0);
    assert_eq!((line, code), (7, "LATER_IS_READY"));
    assert_eq!(
        message,
        "Уже можно применить: set clock.final.amount (message_incident). Перенесите строку из later в overlays."
    );
}

#[test]
fn a_change_of_a_workflow_that_is_not_there_waits_and_does_not_get_lost() {
    let task = "{set: act.ISSUED.decline.by, to: [CURATOR], clause: п. 11}";
    let waiting = check_waits("task", task);
    assert_eq!(waiting, "ждёт: set act.ISSUED.decline.by (task): такого порядка в программе ещё нет.");
    assert_eq!(codes("overlays", "task", task), [(7, "OVERLAY_NOT_YET")]);
}

#[test]
fn a_change_of_an_act_that_is_not_offered_yet_waits() {
    let enable = "{enable: act.NEW.return_to_region, clause: п. 3}";
    let waiting = check_waits("message_incident", enable);
    assert_eq!(
        waiting,
        "ждёт: enable act.NEW.return_to_region (message_incident): программа этого действия ещё не умеет."
    );
    assert_eq!(codes("overlays", "message_incident", enable), [(7, "OVERLAY_NOT_YET")]);
    let reply_now = check_waits("message_incident", "{enable: act.NEW.reply_now, clause: п. 3.4}");
    assert_eq!(reply_now, "ждёт: enable act.NEW.reply_now (message_incident): в порядке такого ещё нет.");
}

fn check_waits(definition: &str, operation: &str) -> String {
    let defects = found("later", definition, operation);
    assert_eq!(defects.len(), 1, "{defects:#?}");
    let (line, code, message) = defects.into_iter().next().unwrap();
    assert_eq!((line, code), (7, "WAITS"));
    message
}

#[test]
fn what_waits_is_no_error() {
    let waiting = check(&[template("zaigraevo")], &known());
    assert_eq!(waiting.len(), 3);
    assert!(waiting.iter().all(is_warning));
    assert!(waiting.iter().all(|defect| defect.message.starts_with("ждёт: ")));
}

#[test]
fn the_law_and_the_grammar_hold_for_what_works_and_for_what_waits() {
    for section in ["overlays", "later"] {
        let wrong = |operation| codes(section, "message_incident", operation);
        assert_eq!(wrong("{set: clock.final.colour, to: red, why: так}"), [(7, "OVERLAY_UNKNOWN_PATH")]);
        assert_eq!(wrong("{set: clock.final.amount, to: скоро, why: так}"), [(7, "OVERLAY_WRONG_VALUE")]);
        assert_eq!(wrong("{set: state.NEW.owners, to: [BOSS], why: так}"), [(7, "OVERLAY_WRONG_VALUE")]);
        assert_eq!(wrong("{enable: a, disable: b, why: так}"), [(7, "OPERATION_BAD")]);
        let longer = "{set: clock.legal.amount, to: 40 calendar_days, why: так}";
        assert_eq!(codes(section, "appeal_59fz", longer), [(7, "BEYOND_LEGAL_BOUND")]);
    }
    assert_eq!(
        codes("overlays", "message_incident", "{disable: clock.final.step.plus_5wd}"),
        [(7, "OPERATION_WITHOUT_REASON")]
    );
    assert_eq!(
        codes("overlays", "message_incident", "{disable: clock.last.step.plus_5wd, why: так}"),
        [(7, "OVERLAY_UNKNOWN_ID")]
    );
}
