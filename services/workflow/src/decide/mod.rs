//! `decide`: from a definition, an instance, a command and the facts to events or refusals; changes nothing.

mod acknowledge;
mod act;
mod clocks;
mod inputs;
mod term;
mod tick;

pub(crate) use term::may_be_extended;

use otklik_domain::refusal::{Code, Refusal};
use otklik_domain::time::Now;

use crate::command::Command;
use crate::definition::effective::Effective;
use crate::event::Event;
use crate::evolve::evolve;
use crate::facts::Facts;
use crate::instance::Instance;

/// What a command brought about, in order; folded by `evolve` it is the new instance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What happened.
    pub events: Vec<Event>,
}

/// One decision under way: the instance as it will be, and what has happened so far.
struct Run<'a> {
    def: &'a Effective,
    facts: &'a Facts<'a>,
    now: Now,
    instance: Instance,
    events: Vec<Event>,
}

impl<'a> Run<'a> {
    fn new(def: &'a Effective, facts: &'a Facts<'a>, now: Now, instance: Instance) -> Self {
        Self { def, facts, now, instance, events: Vec::new() }
    }

    fn emit(&mut self, event: Event) {
        evolve(&mut self.instance, &event);
        self.events.push(event);
    }
}

/// Enters a new subject: its clocks of the case count from the moment it was received.
pub fn enter(def: &Effective, facts: &Facts, now: Now) -> Result<(Instance, Vec<Event>), Vec<Refusal>> {
    if facts.received_at > now.get() {
        return Err(vec![Refusal::new(Code::FieldInvalid).field("received_at")]);
    }
    let mut run = Run::new(def, facts, now, Instance::before_entry());
    run.enter();
    Ok((run.instance, run.events))
}

/// Answers a command.
pub fn decide(
    def: &Effective,
    instance: &Instance,
    command: &Command,
    facts: &Facts,
    now: Now,
) -> Result<Outcome, Vec<Refusal>> {
    let mut run = Run::new(def, facts, now, instance.clone());
    match command {
        Command::Act(act) => run.act(act)?,
        Command::Tick => run.tick(),
        Command::Reclassify => run.reclassify(),
        Command::Recount => run.recount(),
        Command::Acknowledge { timer, step, note } => run.acknowledge(*timer, step, note)?,
    }
    Ok(Outcome { events: run.events })
}
