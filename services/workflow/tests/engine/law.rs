//! Clocks of the law on a small definition: days without roll, control dates with the guard, the order of 0.4.

use otklik_domain::standing::Lateness;
use otklik_domain::time::Now;
use otklik_domain::topic::Class;
use otklik_workflow::command::Command;
use otklik_workflow::event::Event;
use otklik_workflow::facts::{Facts, Posts};
use otklik_workflow::instance::{Instance, Timer};
use otklik_workflow::sla::calendar::Calendar;
use otklik_workflow::{Effective, decide, enter, evolve, explain, parse, publish};

use crate::support::{CALENDAR, at, local, posts};

const LAW: &str = "\
definition: law
title: Сроки закона
entry: { act: register, title: Зарегистрировать, to: WORK, by: [COORDINATOR], action: case.enter }
bounces: { most: 3, decided_by: MANAGER }
ladders:
  - ladder: LL
    steps:
      - { step: p50, to: [ASSIGNEE] }
      - { step: minus_7wd, to: [ASSIGNEE, ORG_HEAD] }
      - { step: minus_5wd, to: [BLOCK_LEAD] }
      - { step: minus_3wd, to: [MANAGER] }
      - { step: minus_1wd, to: [CURATOR] }
      - { step: control_due, to: [HEAD] }
      - { step: legal_due, to: [HEAD, CURATOR] }
clocks:
  - { clock: legal, title: Ответ, kind: case, amount: DAYS calendar_days, roll: guarded_previous, basis: law, law: TERM,
      source_date: counts, starts: [register], met_by: [answer], ladder: LL }
states:
  - state: WORK
    title: В работе
    phase: IN_PROGRESS
    owners: [ASSIGNEE]
    acts:
      - { act: answer, title: Ответить, to: DONE, by: [ASSIGNEE], action: case.publish }
  - { state: DONE, title: Дан ответ, phase: CLOSED, owners: [COORDINATOR] }
";

struct Law {
    definition: Effective,
    posts: Posts,
    instance: Instance,
    received: &'static str,
    calendar: &'static Calendar,
}

impl Law {
    fn registered(days: u32, received: &'static str) -> Self {
        Self::registered_in(days, received, &CALENDAR)
    }

    fn registered_in(days: u32, received: &'static str, calendar: &'static Calendar) -> Self {
        let term = if days > 15 { "FZ59_ANSWER_DAYS" } else { "FZ59_DOCUMENTS_DAYS" };
        let source = LAW.replace("DAYS cal", &format!("{days} cal")).replace("TERM", term);
        let definition = publish(&parse("law.yaml", &source).unwrap());
        let mut law =
            Self { definition, posts: posts(false), instance: Instance::before_entry(), received, calendar };
        let now = Now::new(at(calendar, received));
        law.instance = law.with_facts(|facts| enter(&law.definition, facts, now)).unwrap().0;
        law
    }

    fn with_facts<T>(&self, ask: impl FnOnce(&Facts) -> T) -> T {
        ask(&Facts {
            calendar: self.calendar,
            class: Class::Normal,
            topic: "other.environment",
            source_due: None,
            has_source: false,
            received_at: at(self.calendar, self.received),
            posts: &self.posts,
            self_approval_by_act: false,
            recipient_is_complained_about: false,
            new_timer_id: &|| otklik_domain::id::TimerId(uuid::Uuid::nil()),
        })
    }

    fn timer(&self) -> &Timer {
        &self.instance.timers[0]
    }

    /// The end of the law's last day, and the control moment.
    fn dates(&self) -> (String, String) {
        let due = self.timer().due;
        (local(&CALENDAR, due.legal.unwrap()), local(&CALENDAR, due.control))
    }

    fn days_of_steps(&self) -> Vec<String> {
        self.timer().steps.iter().map(|step| local(&CALENDAR, step.at)[..10].to_owned()).collect()
    }

    fn tick(&mut self, moment: &str) -> Vec<Event> {
        let now = Now::new(at(&CALENDAR, moment));
        let outcome = self
            .with_facts(|facts| decide(&self.definition, &self.instance, &Command::Tick, facts, now))
            .unwrap();
        outcome.events.iter().for_each(|event| evolve(&mut self.instance, event));
        outcome.events
    }
}

#[test]
fn vectors_1_to_4_registration_and_forwarding() {
    for (days, received, legal, control) in [
        (3, "2026-01-02 10:00", "2026-01-06 00:00", "2026-01-12 18:00"),
        (3, "2026-05-08 16:40", "2026-05-12 00:00", "2026-05-12 18:00"),
        (3, "2026-05-08 09:10", "2026-05-12 00:00", "2026-05-08 17:00"),
        (7, "2025-12-30 16:00", "2026-01-07 00:00", "2026-01-12 18:00"),
        (15, "2025-12-22 10:00", "2026-01-07 00:00", "2025-12-30 18:00"),
    ] {
        let law = Law::registered(days, received);
        assert_eq!(law.dates(), (legal.to_owned(), control.to_owned()), "{received}");
        let due = law.timer().due;
        assert_eq!(due.counts, due.control.max(due.legal.unwrap()), "a guard moves the date that counts");
    }
}

#[test]
fn vector_5_the_ladder_of_the_thirty_days() {
    let law = Law::registered(30, "2026-02-06 10:00");
    assert_eq!(law.dates(), ("2026-03-09 00:00".to_owned(), "2026-03-06 18:00".to_owned()));
    assert_eq!(
        law.days_of_steps(),
        ["2026-02-21", "2026-02-25", "2026-02-27", "2026-03-03", "2026-03-05", "2026-03-06", "2026-03-09"]
    );
    assert_eq!(local(&CALENDAR, law.timer().steps[3].at), "2026-03-03 09:00", "a warning opens its day");
}

#[test]
fn vector_6_an_early_step_never_comes_after_a_later_one() {
    let law = Law::registered(30, "2025-12-12 10:00");
    assert_eq!(law.days_of_steps()[..4], ["2025-12-19", "2025-12-19", "2025-12-23", "2025-12-25"]);
    assert_eq!(law.timer().steps[0].at, law.timer().steps[1].at);
}

#[test]
fn control_passes_before_the_law_is_broken() {
    let mut law = Law::registered(30, "2026-02-06 10:00");
    let mut flips = Vec::new();
    for moment in ["2026-03-06 18:00", "2026-03-06 18:01", "2026-03-09 00:00", "2026-03-09 00:01"] {
        let flip = law.tick(moment).into_iter().find_map(|event| match event {
            Event::Late { lateness, .. } => Some(lateness),
            _ => None,
        });
        flips.push(flip);
        assert!(law.timer().next_at.is_none_or(|next| next > at(&CALENDAR, moment)));
    }
    assert_eq!(flips, [None, Some(Lateness::ControlPassed), None, Some(Lateness::Breached)]);
    assert_eq!(law.timer().next_at, None);
}

#[test]
fn a_rolled_date_explains_itself_and_an_unknown_year_is_provisional() {
    let law = Law::registered(30, "2026-02-06 10:00");
    assert_eq!(
        explain(&law.definition, law.timer(), &CALENDAR),
        [
            "Ответ: 30 календарных дней.",
            "Отсчёт с 06.02.2026 10:00 (пт).",
            "Срок: 06.03.2026 18:00 (пт).",
            "Последний день: 08.03.2026; день нерабочий, контрольный срок — конец рабочего дня перед ним.",
        ]
    );
    let guarded = Law::registered(3, "2026-05-08 16:40");
    let lines = explain(&guarded.definition, guarded.timer(), &CALENDAR);
    assert!(lines.last().unwrap().contains("меньше 4 рабочих часов"));
    let next_year = Law::registered(30, "2026-12-02 10:00");
    assert_eq!(next_year.dates().1, "2026-12-30 18:00");
    let lines = explain(&next_year.definition, next_year.timer(), &CALENDAR);
    assert!(
        lines.last().unwrap().starts_with("ВНИМАНИЕ: производственный календарь 2027 года ещё не загружен")
    );
}
