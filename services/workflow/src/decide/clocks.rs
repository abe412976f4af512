//! Clocks: when they start, end, and get other dates.

use chrono::{DateTime, Utc};
use otklik_domain::subject::Phase;

use super::Run;
use crate::definition::effective::{Clock, ClockKind, Transition};
use crate::escalation::ladder::{Course, plan};
use crate::event::Event;
use crate::instance::{Due, PlannedStep, Timer, TimerState};
use crate::sla::amount::Amount;
use crate::sla::due::{self, Ground};

impl Run<'_> {
    /// Starts what an act and, when it moved, the entry of its state start; in a closed state nothing is due.
    pub(super) fn start_clocks(&mut self, act: &Transition, moved: bool, anchor: DateTime<Utc>) {
        if self.instance.phase == Phase::Closed {
            self.cancel(|_| true);
            return;
        }
        for clock in &self.def.clocks {
            if clock.resumes.contains(&act.act) && self.resume(clock) {
                continue;
            }
            let asked = !act.starts_no_clock && clock.starts.contains(&act.act);
            match clock.kind {
                ClockKind::Case if asked => self.start_case(clock, anchor),
                ClockKind::Stage if clock.starts_in.contains(&self.instance.state) => {
                    self.start_stage(clock, moved, asked);
                }
                _ => {}
            }
        }
    }

    /// Lets a clock that has ended go on from its anchor, unless it would hang on a clock that does not run.
    fn resume(&mut self, clock: &Clock) -> bool {
        let last = self.instance.timers.iter().rev().find(|timer| timer.clock == clock.name);
        let Some(timer) = last.filter(|it| it.state != TimerState::Running).map(|it| it.id) else {
            return false;
        };
        let goes_on = self.amount(clock).is_some();
        if goes_on {
            self.emit(Event::TimerResumed { timer });
        }
        goes_on
    }

    /// Entering the stage starts its clock; moving between its states goes on with it; some acts start it anew.
    fn start_stage(&mut self, clock: &Clock, moved: bool, anew: bool) {
        let running = self.instance.running().find(|timer| timer.clock == clock.name).map(|timer| timer.id);
        match running {
            Some(timer) if anew => {
                self.emit(Event::TimerCancelled { timer });
                self.start(clock, self.now.get());
            }
            None if moved || anew => self.start(clock, self.now.get()),
            _ => {}
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
        if clock.needs_source && !self.facts.has_source {
            return;
        }
        let Some(amount) = self.amount(clock) else { return };
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

    fn amount(&self, clock: &Clock) -> Option<Amount> {
        let runs = |name: &str| self.instance.running().any(|timer| timer.clock == name);
        due::amount(self.def, clock, (self.facts.class, self.facts.topic), runs)
    }

    fn dates(
        &self,
        clock: &Clock,
        amount: &Amount,
        generation: u32,
        anchor: DateTime<Utc>,
    ) -> (Due, Vec<PlannedStep>) {
        let of = if let Amount::DayOf { of, .. } = amount { Some(of) } else { None };
        let whole = of.and_then(|of| self.instance.running().find(|timer| timer.clock == *of));
        let ground = Ground {
            calendar: self.facts.calendar,
            source_due: self.facts.source_due,
            promised: self.instance.promised,
            extended_until: self.instance.extended_until,
            whole: whole.map(|timer| (timer.anchor, timer.due.control)),
        };
        let due = due::due(clock, amount, anchor, &ground);
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

    /// The clocks of a stage end with it, not with a move inside it.
    pub(super) fn leave_stage(&mut self, to: &str) {
        let def = self.def;
        let goes_on = |timer: &Timer| {
            def.clock(&timer.clock).is_some_and(|clock| clock.starts_in.iter().any(|it| it == to))
        };
        self.cancel(|timer| timer.kind == ClockKind::Stage && !goes_on(timer));
    }

    fn cancel(&mut self, which: impl Fn(&Timer) -> bool) {
        let ended: Vec<_> = self.instance.running().filter(|it| which(it)).map(|timer| timer.id).collect();
        for timer in ended {
            self.emit(Event::TimerCancelled { timer });
        }
    }

    /// Counts the clocks that hang on the topic anew from their anchors; what has fired stays fired.
    pub(super) fn reclassify(&mut self) {
        let def = self.def;
        let running: Vec<Timer> = self.instance.running().cloned().collect();
        for timer in running {
            let clock = def.clock(&timer.clock).filter(|clock| clock.hangs_on_topic());
            let amount = clock.and_then(|clock| self.amount(clock));
            if let Some(amount) = amount {
                self.move_clock(&timer, amount);
            }
        }
        self.flip_lateness();
    }

    /// Counts every running clock anew from its anchor.
    pub(super) fn recount(&mut self) {
        let running: Vec<Timer> = self.instance.running().cloned().collect();
        for timer in running {
            if self.def.clock(&timer.clock).and_then(|clock| self.amount(clock)).is_some() {
                self.move_clock(&timer, timer.amount.clone());
            }
        }
        self.flip_lateness();
    }

    /// Gives a running clock the dates that follow from its anchor now.
    pub(super) fn move_clock(&mut self, timer: &Timer, amount: Amount) {
        let Some(clock) = self.def.clock(&timer.clock) else { return };
        let (due, planned) = self.dates(clock, &amount, timer.generation, timer.anchor);
        if amount != timer.amount || due != timer.due {
            let steps = keep_fired(&timer.steps, planned);
            self.emit(Event::TimerMoved { timer: timer.id, amount, due, steps });
        }
    }
}

fn keep_fired(before: &[PlannedStep], planned: Vec<PlannedStep>) -> Vec<PlannedStep> {
    let fired = |step: &PlannedStep| before.iter().find(|it| it.id == step.id && it.fired);
    let mut steps: Vec<_> = planned.into_iter().map(|step| fired(&step).cloned().unwrap_or(step)).collect();
    steps.sort_by_key(|step| (!step.fired, step.at));
    steps
}
