//! Applying operations: ids are found, values set with their origin, the whole graph is checked again.

use std::collections::BTreeSet;

use super::{Change, Operation, Problem};
use crate::definition::effective::{Clock, Effective, Origin, State, Step, Transition, Valued};
use crate::definition::lower::Notes;
use crate::definition::{Definition, Ladder, check};
use crate::sla::amount::Amount;

/// What is wrong with operations on a definition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Which of the operations brought it about, from 0; none when it is all of them together.
    pub operation: Option<usize>,
    /// Stable code.
    pub code: &'static str,
    /// A Russian sentence that says what to do.
    pub message: String,
}

/// Applies operations in order; every fault is returned at once and then nothing is applied.
pub fn apply(base: &Effective, operations: &[Operation], origin: Origin) -> Result<Effective, Vec<Fault>> {
    let mut changed = base.clone();
    let mut faults = Vec::new();
    for (index, operation) in operations.iter().enumerate() {
        if let Err(Problem { code, message }) = one(&mut changed, &operation.change, origin) {
            faults.push(Fault { operation: Some(index), code, message });
        }
    }
    if faults.is_empty() {
        let mut notes = Notes::empty(&changed.name);
        addresses(&changed, operations, &mut notes);
        check::check(&graph(&changed), &mut notes);
        let found: BTreeSet<Fault> = notes
            .defects
            .into_iter()
            .map(|defect| Fault {
                operation: usize::try_from(defect.line).ok().and_then(|line| line.checked_sub(1)),
                code: defect.code,
                message: defect.message,
            })
            .collect();
        faults.extend(found);
    }
    if faults.is_empty() { Ok(changed) } else { Err(faults) }
}

fn one(def: &mut Effective, change: &Change, origin: Origin) -> Result<(), Problem> {
    let said = |text: &String| Valued { value: text.clone(), origin };
    match change {
        Change::ClockAmount { clock, class, amount } => {
            let clock = clock_of(def, clock)?;
            let of_it =
                clock.amounts.iter_mut().filter(|(known, _)| class.is_none_or(|class| **known == class));
            for (_, value) in of_it {
                same_kind(&value.value, amount)?;
                *value = Valued { value: amount.clone(), origin };
            }
        }
        Change::ClockTitle { clock, title } => clock_of(def, clock)?.title = said(title),
        Change::StepAfter { clock, step, after } => {
            step_of(def, clock, step)?.after = Valued { value: *after, origin };
        }
        Change::StepTo { clock, step, to } => {
            step_of(def, clock, step)?.audiences = Valued { value: to.clone(), origin };
        }
        Change::StepEnabled { clock, step, enabled } => {
            step_of(def, clock, step)?.enabled = Valued { value: *enabled, origin };
        }
        Change::StateOwners { state, owners } => {
            state_of(def, state)?.owners = Valued { value: owners.clone(), origin };
        }
        Change::StateTitle { state, title } => state_of(def, state)?.title = said(title),
        Change::ActTitle { state, act, title } => act_of(def, state, act)?.title = said(title),
        Change::ActBy { state, act, by } => {
            act_of(def, state, act)?.by = Valued { value: by.clone(), origin };
        }
        Change::ActEnabled { state, act, enabled } => {
            let act = act_of(def, state, act)?;
            if let (true, Some(why)) = (*enabled, &act.unavailable) {
                let message = format!("Действие «{}» пока нельзя включить: {why} Уберите операцию.", act.act);
                return Err(Problem::new("OVERLAY_NOT_YET", message));
            }
            act.enabled = Valued { value: *enabled, origin };
        }
        Change::MostBounces(most) => {
            def.bounces.value.most = *most;
            def.bounces.origin = origin;
        }
    }
    Ok(())
}

/// A promise is a date that a person gives: no amount replaces it, and it replaces none.
fn same_kind(was: &Amount, is: &Amount) -> Result<(), Problem> {
    let promised = |amount: &Amount| matches!(amount, Amount::Promised);
    if promised(was) == promised(is) {
        return Ok(());
    }
    let message =
        "Обещанную дату называет человек: её нельзя заменить сроком, а срок — ею. Уберите операцию.";
    Err(Problem::new("OVERLAY_WRONG_VALUE", message))
}

fn unknown<'n>(what: &str, name: &str, known: impl Iterator<Item = &'n str>) -> Problem {
    let known = known.collect::<Vec<_>>().join(", ");
    let message = format!("{what} «{name}» нет в определении. Исправьте имя; есть: {known}.");
    Problem::new("OVERLAY_UNKNOWN_ID", message)
}

fn clock_of<'d>(def: &'d mut Effective, name: &str) -> Result<&'d mut Clock, Problem> {
    let problem = unknown("Часов", name, def.clocks.iter().map(|clock| clock.name.as_str()));
    def.clocks.iter_mut().find(|clock| clock.name == name).ok_or(problem)
}

fn step_of<'d>(def: &'d mut Effective, clock: &str, name: &str) -> Result<&'d mut Step, Problem> {
    let clock = clock_of(def, clock)?;
    let problem = unknown("Ступени", name, clock.steps.iter().map(|step| step.id.as_str()));
    clock.steps.iter_mut().find(|step| step.id == name).ok_or(problem)
}

fn state_of<'d>(def: &'d mut Effective, name: &str) -> Result<&'d mut State, Problem> {
    let problem = unknown("Состояния", name, def.states.iter().map(|state| state.name.as_str()));
    def.states.iter_mut().find(|state| state.name == name).ok_or(problem)
}

fn act_of<'d>(def: &'d mut Effective, state: &str, name: &str) -> Result<&'d mut Transition, Problem> {
    let state = state_of(def, state)?;
    let problem = unknown("Действия", name, state.acts.iter().map(|act| act.act.as_str()));
    state.acts.iter_mut().find(|act| act.act == name).ok_or(problem)
}

/// An effective definition as the checker wants it: each clock has a ladder of its own, of the steps in force.
fn graph(def: &Effective) -> Definition {
    let in_force = |clock: &Clock| clock.steps.iter().filter(|step| step.enabled.value).cloned().collect();
    let ladders =
        def.clocks.iter().map(|clock| Ladder { name: clock.name.clone(), steps: in_force(clock) }).collect();
    let clocks =
        def.clocks.iter().map(|clock| Clock { ladder: clock.name.clone(), ..clock.clone() }).collect();
    Definition {
        name: def.name.clone(),
        title: def.title.value.clone(),
        entry: def.entry.clone(),
        bounces: def.bounces.value,
        ladders,
        clocks,
        states: def.states.clone(),
        round_the_clock: def.round_the_clock,
    }
}

/// Tells the checker which operation stands behind each thing it may complain of: the one on the thing itself, else
/// the one on its neighbours (another step of the ladder, an act that was switched off).
fn addresses(def: &Effective, operations: &[Operation], notes: &mut Notes) {
    let mut neighbours: Vec<(&'static str, String, u64)> = Vec::new();
    for (operation, line) in operations.iter().zip(1..) {
        match &operation.change {
            Change::ClockAmount { clock, .. } | Change::ClockTitle { clock, .. } => {
                notes.point("clock", clock.clone(), line);
            }
            Change::StepAfter { clock, step, .. }
            | Change::StepTo { clock, step, .. }
            | Change::StepEnabled { clock, step, .. } => {
                notes.point("step", format!("{clock}/{step}"), line);
                let steps = def.clock(clock).map(|it| it.steps.as_slice()).unwrap_or_default();
                neighbours.extend(steps.iter().map(|it| ("step", format!("{clock}/{}", it.id), line)));
            }
            Change::StateOwners { state, .. } | Change::StateTitle { state, .. } => {
                notes.point("state", state.clone(), line);
            }
            Change::ActTitle { state, act, .. } | Change::ActBy { state, act, .. } => {
                notes.point("act", format!("{state}/{act}"), line);
            }
            Change::ActEnabled { state, act, enabled } => {
                notes.point("act", format!("{state}/{act}"), line);
                if !enabled {
                    neighbours.extend(def.states.iter().map(|it| ("state", it.name.clone(), line)));
                    let clocks =
                        def.clocks.iter().map(|it| ("act of clock", format!("{}/{act}", it.name), line));
                    neighbours.extend(clocks);
                }
            }
            Change::MostBounces(_) => {}
        }
    }
    for (kind, name, line) in neighbours {
        if notes.line(kind, &name) == 0 {
            notes.point(kind, name, line);
        }
    }
}
