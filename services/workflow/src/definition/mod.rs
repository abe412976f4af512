//! Definitions: a file becomes a checked graph or a list of all its defects, then an effective definition.

mod check;
pub mod effective;
mod file;
mod lower;
pub mod overlay;
mod walk;
mod words;

pub use effective::Effective;

use crate::yaml::{self, Defect};
use effective::{Bounces, Clock, State, Step, Transition, Valued};

/// A definition without defects; clocks still refer to their ladders by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) entry: Transition,
    pub(crate) bounces: Bounces,
    pub(crate) ladders: Vec<Ladder>,
    pub(crate) clocks: Vec<Clock>,
    pub(crate) states: Vec<State>,
    pub(crate) round_the_clock: bool,
}

/// A named object that clocks copy their steps from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ladder {
    pub(crate) name: String,
    pub(crate) steps: Vec<Step>,
}

/// Reads and checks a file; every defect is returned at once.
pub fn parse(file: &str, source: &str) -> Result<Definition, Vec<Defect>> {
    let read: file::File = yaml::read(file, source)?;
    let (definition, mut notes) = lower::lower(file, read);
    check::check(&definition, &mut notes);
    let mut defects = notes.defects;
    if defects.is_empty() {
        return Ok(definition);
    }
    defects.sort();
    defects.dedup();
    Err(defects)
}

/// Flattens a definition into what instances pin.
pub fn publish(definition: &Definition) -> Effective {
    let clocks = definition.clocks.iter().map(|clock| {
        let ladder = definition.ladders.iter().find(|ladder| ladder.name == clock.ladder);
        Clock { steps: ladder.map(|it| it.steps.clone()).unwrap_or_default(), ..clock.clone() }
    });
    Effective {
        name: definition.name.clone(),
        title: Valued::base(definition.title.clone()),
        entry: definition.entry.clone(),
        bounces: Valued::base(definition.bounces),
        states: definition.states.clone(),
        clocks: clocks.collect(),
        round_the_clock: definition.round_the_clock,
    }
}
