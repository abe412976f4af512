//! A desk of one subject: the real definition, the real calendars, invented people.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use otklik_domain::audience::Audience;
use otklik_domain::id::{TimerId, UserId};
use otklik_domain::refusal::{Code, Refusal};
use otklik_domain::time::Now;
use otklik_domain::topic::Class;
use otklik_workflow::command::{Act, Command};
use otklik_workflow::event::Event;
use otklik_workflow::facts::{Facts, Posts};
use otklik_workflow::instance::{Instance, Timer};
use otklik_workflow::sla::calendar::{Calendar, FederalYear, Hours};
use otklik_workflow::{Effective, decide, enter, evolve, parse, publish, yaml};
use uuid::Uuid;

pub(crate) const INCIDENT: &str = include_str!("../../../../policies/workflows/message_incident.yaml");

pub(crate) static DEFINITION: LazyLock<Effective> = LazyLock::new(|| {
    publish(&parse("message_incident.yaml", INCIDENT).expect("the definition has no defects"))
});

pub(crate) static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| calendar(Tz::Europe__Moscow, &[]));

pub(crate) fn calendar(zone: Tz, days_off: &[&str]) -> Calendar {
    let files = [
        include_str!("../../../../policies/calendars/federal-2025.yaml"),
        include_str!("../../../../policies/calendars/federal-2026.yaml"),
    ];
    let years = files.map(|file| yaml::read::<FederalYear>("federal.yaml", file).unwrap());
    let hours = include_str!("../../../../policies/calendars/default.yaml");
    let hours: Hours = yaml::read("default.yaml", hours).unwrap();
    Calendar::new(zone, hours, years.into(), days_off.iter().map(|day| day.parse().unwrap()))
}

/// A local moment in the zone of the calendar.
pub(crate) fn at(calendar: &Calendar, text: &str) -> DateTime<Utc> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    calendar.instant(local)
}

/// A local moment as text.
pub(crate) fn local(calendar: &Calendar, at: DateTime<Utc>) -> String {
    at.with_timezone(&calendar.zone()).format("%Y-%m-%d %H:%M").to_string()
}

pub(crate) fn user(number: u128) -> UserId {
    UserId(Uuid::from_u128(number))
}

pub(crate) const COORDINATOR: u128 = 1;
pub(crate) const EXECUTOR: u128 = 2;
pub(crate) const ORG_HEAD: u128 = 3;
pub(crate) const MANAGER: u128 = 4;
pub(crate) const CURATOR: u128 = 5;
pub(crate) const HEAD: u128 = 6;
pub(crate) const PUBLISHER: u128 = 7;

/// The posts of a centre without a block lead.
pub(crate) fn posts(region_step: bool) -> Posts {
    let people = [
        (Audience::Coordinator, COORDINATOR),
        (Audience::Duty, COORDINATOR),
        (Audience::OrgHead, ORG_HEAD),
        (Audience::Approver, ORG_HEAD),
        (Audience::Manager, MANAGER),
        (Audience::Curator, CURATOR),
        (Audience::Head, HEAD),
        (Audience::Publisher, PUBLISHER),
    ];
    let people: BTreeMap<_, _> =
        people.into_iter().map(|(post, number)| (post, vec![user(number)])).collect();
    Posts { people, region_step }
}

/// One subject with its surroundings.
pub(crate) struct Desk {
    pub(crate) instance: Instance,
    pub(crate) posts: Posts,
    pub(crate) class: Class,
    pub(crate) self_approval: bool,
    pub(crate) now: DateTime<Utc>,
    pub(crate) history: Vec<Event>,
    next_id: Cell<u128>,
}

impl Desk {
    pub(crate) fn enter(class: Class, moment: &str, posts: Posts) -> Self {
        let now = at(&CALENDAR, moment);
        let mut desk = Self {
            instance: Instance::before_entry(),
            posts,
            class,
            self_approval: false,
            now,
            history: Vec::new(),
            next_id: Cell::new(1000),
        };
        let (instance, events) = desk.with_facts(|facts| enter(&DEFINITION, facts, Now::new(now))).unwrap();
        desk.instance = instance;
        desk.history = events;
        desk
    }

    pub(crate) fn with_facts<T>(&self, ask: impl FnOnce(&Facts) -> T) -> T {
        let new_timer_id = || {
            self.next_id.set(self.next_id.get() + 1);
            TimerId(Uuid::from_u128(self.next_id.get()))
        };
        ask(&Facts {
            calendar: &CALENDAR,
            class: self.class,
            source_due: None,
            received_at: self.now,
            posts: &self.posts,
            self_approval_by_act: self.self_approval,
            new_timer_id: &new_timer_id,
        })
    }

    pub(crate) fn command(&mut self, command: &Command) -> Result<Vec<Event>, Vec<Refusal>> {
        let now = Now::new(self.now);
        let outcome = self.with_facts(|facts| decide(&DEFINITION, &self.instance, command, facts, now))?;
        for event in &outcome.events {
            evolve(&mut self.instance, event);
        }
        self.history.extend(outcome.events.iter().cloned());
        Ok(outcome.events)
    }

    pub(crate) fn act(&mut self, act: Act) -> Result<Vec<Event>, Vec<Refusal>> {
        self.command(&Command::Act(act))
    }

    /// An act that must succeed.
    pub(crate) fn does(&mut self, who: u128, name: &str) -> Vec<Event> {
        self.act(input(who, name)).unwrap_or_else(|refusals| panic!("{name}: {refusals:?}"))
    }

    pub(crate) fn refused(&mut self, act: Act) -> Vec<Code> {
        self.act(act).unwrap_err().into_iter().map(|refusal| refusal.code).collect()
    }

    pub(crate) fn clock(&mut self, moment: &str) -> &mut Self {
        self.now = at(&CALENDAR, moment);
        self
    }

    pub(crate) fn tick(&mut self) -> Vec<Event> {
        self.command(&Command::Tick).unwrap()
    }

    /// The running clock of that name.
    pub(crate) fn timer(&self, name: &str) -> &Timer {
        self.instance.running().find(|timer| timer.clock == name).unwrap_or_else(|| panic!("no {name} runs"))
    }

    pub(crate) fn due(&self, name: &str) -> String {
        local(&CALENDAR, self.timer(name).due.control)
    }

    pub(crate) fn running(&self) -> Vec<&str> {
        self.instance.running().map(|timer| timer.clock.as_str()).collect()
    }
}

/// An act with whatever its name usually needs.
pub(crate) fn input(who: u128, name: &str) -> Act {
    use otklik_domain::reply::Kind;
    let mut act = Act { name: name.to_owned(), user: Some(user(who)), ..Act::default() };
    let reason = |code: &str| Some(code.to_owned());
    match name {
        "assign" | "reassign" => act.assignee = Some(user(EXECUTOR)),
        "send_back" => act.reason = reason("not_enough_data"),
        "reject_not_incident" => act.reason = reason("thanks"),
        "return_draft" => act.reason = reason("officialese"),
        "close_no_action" => act.reason = reason("nothing_to_answer"),
        "reopen_by_error" => act.reason = reason("own_error"),
        "confirm_failed" => act.reason = reason("season"),
        "submit_interim" => act.reply = Some(Kind::Interim),
        "submit_reply" => act.reply = Some(Kind::Final),
        "submit_postponed" | "promise_again" => {
            act.reply = (name == "submit_postponed").then_some(Kind::Postponed);
            act.reason = reason("season");
            act.promised = Some("2026-11-20".parse().unwrap());
        }
        "publish_interim" | "publish_final" | "publish_postponed" => act.published_at = reason("telephone"),
        "mark_solved" => act.note = reason("Яма засыпана, фото приложено"),
        "close" => act.user = None,
        _ => {}
    }
    act
}
