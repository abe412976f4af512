//! Every path of a definition: states are reached, ends are reachable, nothing open stands without a clock.

use std::collections::{BTreeSet, VecDeque};

use super::Definition;
use super::check::is_open;
use super::effective::{ClockKind, State, Transition};
use super::lower::Notes;

/// A state with the clocks that run in it.
type Place<'d> = (&'d str, BTreeSet<&'d str>);

/// Walks all paths from the entry and notes what is wrong with them.
pub(super) fn walk(definition: &Definition, notes: &mut Notes) {
    let state = |name: &str| definition.states.iter().find(|state| state.name == name);
    let mut seen: BTreeSet<Place> = BTreeSet::new();
    let mut queue: VecDeque<Place> = VecDeque::new();
    if let Some(first) = definition.entry.to.as_deref().and_then(state) {
        queue.push_back((&first.name, after(definition, &BTreeSet::new(), &definition.entry, first, true)));
    }
    while let Some(place) = queue.pop_front() {
        if !seen.insert(place.clone()) {
            continue;
        }
        let Some(here) = state(place.0) else { continue };
        for act in &here.acts {
            let there = act.to.as_deref().and_then(state);
            if act.to.is_none() || there.is_some() {
                let to = there.unwrap_or(here);
                queue.push_back((&to.name, after(definition, &place.1, act, to, act.to.is_some())));
            }
        }
    }
    let ends = ends(definition);
    for state in &definition.states {
        let line = notes.line("state", &state.name);
        let name = &state.name;
        let mut visits = seen.iter().filter(|place| place.0 == name).peekable();
        if visits.peek().is_none() {
            let message =
                format!("В состояние «{name}» не ведёт ни один путь. Добавьте переход или уберите его.");
            notes.say(line, "STATE_UNREACHABLE", message);
        }
        if is_open(state.phase) && visits.any(|place| place.1.is_empty()) {
            let message =
                format!("В состояние «{name}» можно попасть без идущих часов. Добавьте часы этапа.");
            notes.say(line, "STATE_WITHOUT_CLOCK", message);
        }
        if !ends.contains(name.as_str()) {
            let message =
                format!("Из состояния «{name}» нет пути к завершению. Добавьте переход к фазе CLOSED.");
            notes.say(line, "STATE_WITHOUT_END", message);
        }
    }
}

/// The clocks that run after an act: the same order as the engine has.
fn after<'d>(
    definition: &'d Definition,
    running: &BTreeSet<&'d str>,
    act: &Transition,
    to: &'d State,
    moves: bool,
) -> BTreeSet<&'d str> {
    if moves && !is_open(to.phase) {
        return BTreeSet::new();
    }
    let mut after = BTreeSet::new();
    for clock in &definition.clocks {
        let met = clock.met_by.contains(&act.act);
        let left = moves && clock.kind == ClockKind::Stage;
        let goes_on = running.contains(clock.name.as_str()) && !met && !left;
        let starts = is_open(to.phase)
            && match clock.kind {
                ClockKind::Case => !act.starts_no_clock && clock.starts.contains(&act.act),
                ClockKind::Stage => moves && clock.starts_in.contains(&to.name),
            };
        if goes_on || starts {
            after.insert(clock.name.as_str());
        }
    }
    after
}

/// The states from which a closed one can be reached.
fn ends(definition: &Definition) -> BTreeSet<&str> {
    let mut ends: BTreeSet<&str> =
        definition.states.iter().filter(|it| !is_open(it.phase)).map(|it| it.name.as_str()).collect();
    loop {
        let more: Vec<&str> = definition
            .states
            .iter()
            .filter(|it| !ends.contains(it.name.as_str()))
            .filter(|it| it.acts.iter().any(|act| act.to.as_deref().is_some_and(|to| ends.contains(to))))
            .map(|it| it.name.as_str())
            .collect();
        if more.is_empty() {
            return ends;
        }
        ends.extend(more);
    }
}
