//! Reads the changes that a tenant makes to the product's workflows, and tells which of them can work yet.

use otklik_workflow::definition::Effective;
use otklik_workflow::definition::effective::Origin;
use otklik_workflow::definition::overlay::{self, Operation, To, parse_operation};
use otklik_workflow::yaml::{Defect, Spanned};

use super::part::OperationPlaces;
use super::reading::{Reading, text};
use super::{Draft, Known};
use crate::tenant::file::plan::OverlayLine;
use crate::tenant::file::raw;

/// An act that the product does not offer yet, in the engine's words.
const NOT_YET: &str = "OVERLAY_NOT_YET";
/// A name that the workflow does not have, in the engine's words.
const UNKNOWN_ID: &str = "OVERLAY_UNKNOWN_ID";

/// Changes by workflow; whether they can work shows when act and settings are together.
pub(super) fn read(
    reading: &mut Reading<'_>,
    lines: &[Spanned<raw::Overlay>],
    places: &mut OperationPlaces,
) -> Vec<OverlayLine> {
    let mut list: Vec<OverlayLine> = Vec::new();
    for section in lines {
        let (raw, at) = (&section.value, section.referenced.line());
        reading.keys(&raw.unknown, raw::Overlay::KEYS);
        let definition = reading.need(raw.definition.as_ref(), "definition", at);
        if raw.operations.is_empty() {
            reading.missing(at, "operations");
        }
        let Some(definition) = definition else { continue };
        let mut operations = Vec::new();
        for section in &raw.operations {
            let Some(operation) = operation(reading, section) else { continue };
            let place = (reading.file.to_owned(), section.referenced.line());
            places.entry(definition.clone()).or_default().push(place);
            operations.push(operation);
        }
        merge(&mut list, vec![OverlayLine { definition, operations }]);
    }
    list
}

/// Puts changes behind those of the same workflow.
pub(super) fn merge(list: &mut Vec<OverlayLine>, more: Vec<OverlayLine>) {
    for line in more {
        match list.iter_mut().find(|kept| kept.definition == line.definition) {
            Some(kept) => kept.operations.extend(line.operations),
            None => list.push(line),
        }
    }
}

fn operation(reading: &mut Reading<'_>, section: &Spanned<raw::Operation>) -> Option<Operation> {
    let (raw, at) = (&section.value, section.referenced.line());
    reading.keys(&raw.unknown, raw::Operation::KEYS);
    let verbs = [("set", &raw.set), ("enable", &raw.enable), ("disable", &raw.disable)];
    let mut given = verbs.into_iter().filter_map(|(verb, path)| Some((verb, path.as_ref()?)));
    let (Some((verb, path)), None) = (given.next(), given.next()) else {
        let message = "Строка меняет что-то одно: set вместе с to, или enable, или disable. Оставьте одно.";
        reading.say(at, "OPERATION_BAD", message);
        return None;
    };
    let to = raw.to.as_ref().map(|to| To::words(&to.value)).unwrap_or_default();
    let (clause, why) = (text(raw.clause.as_ref()), text(raw.why.as_ref()));
    if clause.is_none() && why.is_none() {
        let message = "Не сказано, почему порядок другой. Укажите clause (пункт акта) или why.";
        reading.say(at, "OPERATION_WITHOUT_REASON", message);
    }
    match parse_operation(verb, path.value.trim(), &to) {
        Ok(operation) => Some(Operation { clause, why, ..operation }),
        Err(problem) => {
            reading.say(at, problem.code, problem.message);
            None
        }
    }
}

/// Changes that must work now, and changes that cannot work yet.
pub(super) fn check(draft: &Draft, known: &Known, defects: &mut Vec<Defect>) {
    for line in &draft.plan.overlays {
        in_force(draft, line, known.definitions.get(&line.definition), defects);
    }
    for line in &draft.plan.later {
        waiting(draft, line, known.definitions.get(&line.definition), defects);
    }
}

fn in_force(draft: &Draft, line: &OverlayLine, base: Option<&Effective>, defects: &mut Vec<Defect>) {
    let mut say = |operation: Option<usize>, code, message: String| {
        let (file, at) = place(&draft.names.overlay_places, draft, line, operation);
        defects.push(Defect::new(&file, at, code, message));
    };
    let Some(base) = base else {
        for index in 0..line.operations.len() {
            let message = format!(
                "Порядка «{}» в программе ещё нет. Перенесите строку в later: она подождёт там.",
                line.definition
            );
            say(Some(index), NOT_YET, message);
        }
        return;
    };
    for fault in overlay::apply(base, &line.operations, Origin::Tenant).err().into_iter().flatten() {
        let message = if fault.code == NOT_YET {
            format!("{} Или перенесите её в later: она подождёт там.", fault.message)
        } else {
            fault.message
        };
        say(fault.operation, fault.code, message);
    }
}

fn waiting(draft: &Draft, line: &OverlayLine, base: Option<&Effective>, defects: &mut Vec<Defect>) {
    for (index, operation) in line.operations.iter().enumerate() {
        let named = format!("{} {} ({})", operation.verb(), operation.path(), line.definition);
        let (code, message) = match base
            .map(|base| overlay::apply(base, std::slice::from_ref(operation), Origin::Tenant))
        {
            None => ("WAITS", format!("ждёт: {named}: такого порядка в программе ещё нет.")),
            Some(Ok(_)) => {
                let message = format!("Уже можно применить: {named}. Перенесите строку из later в overlays.");
                ("LATER_IS_READY", message)
            }
            Some(Err(faults)) => match faults.into_iter().next() {
                Some(fault) if fault.code == NOT_YET => {
                    ("WAITS", format!("ждёт: {named}: программа этого действия ещё не умеет."))
                }
                Some(fault) if fault.code == UNKNOWN_ID => {
                    ("WAITS", format!("ждёт: {named}: в порядке такого ещё нет."))
                }
                Some(fault) => (fault.code, fault.message),
                None => continue,
            },
        };
        let (file, at) = place(&draft.names.later_places, draft, line, Some(index));
        defects.push(Defect::new(&file, at, code, message));
    }
}

/// Where an operation stands; a fault of all of them together is said of the first.
fn place(places: &OperationPlaces, draft: &Draft, line: &OverlayLine, index: Option<usize>) -> (String, u64) {
    let known = places.get(&line.definition).and_then(|list| list.get(index.unwrap_or_default()));
    known.cloned().unwrap_or_else(|| (draft.file.clone(), draft.names.tenant_line))
}
