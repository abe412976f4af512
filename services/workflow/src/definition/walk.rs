//! Every path of a definition: states are reached, ends are reachable, nothing open stands without a clock.

use std::collections::{BTreeSet, VecDeque};

use super::Definition;
use super::check::is_open;
use super::effective::{Clock, ClockKind, State, Transition};
use super::lower::Notes;
use crate::sla::amount::Amount;

/// A state with the clocks that run in it.
type Place<'d> = (&'d str, BTreeSet<&'d str>);

/// The places that the acts which `may` be done lead to from the entry.
fn places(definition: &Definition, may: impl Fn(&Transition) -> bool) -> BTreeSet<Place<'_>> {
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
        for act in here.acts.iter().filter(|act| may(act)) {
            let there = act.to.as_deref().and_then(state);
            if act.to.is_none() || there.is_some() {
                let to = there.unwrap_or(here);
                queue.push_back((&to.name, after(definition, &place.1, act, to, act.to.is_some())));
            }
        }
    }
    seen
}

/// Walks all paths from the entry and notes what is wrong with them. Acts that an overlay has switched off are no
/// path; a state that only they led to is left alone.
pub(super) fn walk(definition: &Definition, notes: &mut Notes) {
    let seen = places(definition, |act| act.enabled.value);
    let with_switched_off = places(definition, |_| true);
    let ends = ends(definition);
    for state in &definition.states {
        let line = notes.line("state", &state.name);
        let name = &state.name;
        let mut visits = seen.iter().filter(|place| place.0 == name).peekable();
        if visits.peek().is_none() {
            if with_switched_off.iter().any(|place| place.0 == name) {
                continue;
            }
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
    // A clock that hangs on a day of another or on a source may not start: nobody can count on it.
    let hangs = |amount: &Amount| matches!(amount, Amount::DayOf { .. });
    let own = |clock: &&Clock| !clock.needs_source && !clock.all_amounts().any(hangs);
    for clock in definition.clocks.iter().filter(own) {
        let met = clock.met_by.contains(&act.act);
        let inside = clock.starts_in.contains(&to.name);
        let left = moves && clock.kind == ClockKind::Stage && !inside;
        let goes_on = running.contains(clock.name.as_str()) && !met && !left;
        let asked = !act.starts_no_clock && clock.starts.contains(&act.act);
        let starts = clock.resumes.contains(&act.act)
            || match clock.kind {
                ClockKind::Case => asked,
                ClockKind::Stage => inside && (moves || asked),
            };
        if goes_on || (is_open(to.phase) && starts) {
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
            .filter(|it| {
                let mut acts = it.acts.iter().filter(|act| act.enabled.value);
                acts.any(|act| act.to.as_deref().is_some_and(|to| ends.contains(to)))
            })
            .map(|it| it.name.as_str())
            .collect();
        if more.is_empty() {
            return ends;
        }
        ends.extend(more);
    }
}
