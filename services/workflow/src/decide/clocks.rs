//! Clocks: when they start, end, and get other dates.

use chrono::{DateTime, Utc};
use otklik_domain::subject::Phase;

use super::Run;
use crate::definition::effective::{Clock, ClockKind, Transition};
use crate::escalation::ladder::{Course, plan};
use crate::event::Event;
use crate::instance::{Due, PlannedStep, Timer};
use crate::sla::amount::Amount;
use crate::sla::due;

impl Run<'_> {
    /// Starts what an act and, when it moved, the entry of its state start; in a closed state nothing is due.
    pub(super) fn start_clocks(&mut self, act: &Transition, moved: bool, anchor: DateTime<Utc>) {
        if self.instance.phase == Phase::Closed {
            self.cancel(|_| true);
            return;
        }
        for clock in &self.def.clocks {
            match clock.kind {
                ClockKind::Case if !act.starts_no_clock && clock.starts.contains(&act.act) => {
                    self.start_case(clock, anchor);
                }
                ClockKind::Stage if moved && clock.starts_in.contains(&self.instance.state) => {
                    self.start(clock, self.now.get());
                }
                _ => {}
            }
        }
    }

    /// A running clock of the case keeps its anchor; only a new promise is a new date.
    fn start_case(&mut self, clock: &Clock, anchor: DateTime<Utc>) {
        let running = self.instance.running().find(|timer| timer.clock == clock.name);
        if let Some(timer) = running {
            if timer.amount != Amount::Promised {
                return;
            }
            let timer = timer.id;
            self.emit(Event::TimerCancelled { timer });
        }
        self.start(clock, anchor);
    }

    fn start(&mut self, clock: &Clock, anchor: DateTime<Utc>) {
        let Some(amount) = due::amount(self.def, clock, &self.instance, self.facts.class) else { return };
        let earlier = self.instance.timers.iter().filter(|timer| timer.clock == clock.name);
        let generation = earlier.map(|timer| timer.generation).max().unwrap_or(0) + 1;
        let (due, steps) = self.dates(clock, &amount, generation, anchor);
        self.emit(Event::TimerStarted {
            timer: (self.facts.new_timer_id)(),
            clock: clock.name.clone(),
            kind: clock.kind,
            generation,
            amount,
            on_due: clock.on_due.clone(),
            anchor,
            due,
            steps,
        });
    }

    fn dates(
        &self,
        clock: &Clock,
        amount: &Amount,
        generation: u32,
        anchor: DateTime<Utc>,
    ) -> (Due, Vec<PlannedStep>) {
        let due = due::due(clock, amount, anchor, self.instance.promised, self.facts);
        let course = Course { calendar: self.facts.calendar, amount, anchor, due };
        (due, plan(clock, generation, &course))
    }

    /// Ends the clocks that waited for an act.
    pub(super) fn meet_clocks(&mut self, act: &str) {
        let def = self.def;
        let waited = |timer: &&Timer| {
            def.clock(&timer.clock).is_some_and(|clock| clock.met_by.iter().any(|it| it == act))
        };
        let met: Vec<_> = self.instance.running().filter(waited).map(|timer| timer.id).collect();
        for timer in met {
            self.emit(Event::TimerMet { timer });
        }
    }

    /// The clocks of a stage end with it.
    pub(super) fn leave_stage(&mut self) {
        self.cancel(|timer| timer.kind == ClockKind::Stage);
    }

    fn cancel(&mut self, which: impl Fn(&Timer) -> bool) {
        let ended: Vec<_> = self.instance.running().filter(|it| which(it)).map(|timer| timer.id).collect();
        for timer in ended {
            self.emit(Event::TimerCancelled { timer });
        }
    }

    /// Counts the clocks that hang on the class anew from their anchors; what has fired stays fired.
    pub(super) fn reclassify(&mut self) {
        let def = self.def;
        let running: Vec<Timer> = self.instance.running().cloned().collect();
        for timer in running {
            let Some(clock) = def.clock(&timer.clock).filter(|clock| clock.hangs_on_class()) else {
                continue;
            };
            let Some(amount) = due::amount(def, clock, &self.instance, self.facts.class) else { continue };
            let (due, planned) = self.dates(clock, &amount, timer.generation, timer.anchor);
            let steps = keep_fired(&timer.steps, planned);
            if amount != timer.amount || due != timer.due {
                self.emit(Event::TimerMoved { timer: timer.id, amount, due, steps });
            }
        }
        self.flip_lateness();
    }
}

fn keep_fired(before: &[PlannedStep], planned: Vec<PlannedStep>) -> Vec<PlannedStep> {
    let fired = |step: &PlannedStep| before.iter().find(|it| it.id == step.id && it.fired);
    let mut steps: Vec<_> = planned.into_iter().map(|step| fired(&step).cloned().unwrap_or(step)).collect();
    steps.sort_by_key(|step| (!step.fired, step.at));
    steps
}
