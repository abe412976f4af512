//! A desk of one subject: the real definition, the real calendars, invented people.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use otklik_domain::audience::Audience;
use otklik_domain::id::{TimerId, UserId};
use otklik_domain::refusal::{Code, Refusal};
use otklik_domain::time::Now;
use otklik_domain::topic::Class;
use otklik_workflow::command::{Act, Command};
use otklik_workflow::definition::effective::{Effect, Field};
use otklik_workflow::event::Event;
use otklik_workflow::facts::{Facts, Posts};
use otklik_workflow::instance::{Instance, Timer};
use otklik_workflow::sla::calendar::{Calendar, FederalYear, Hours};
use otklik_workflow::{Effective, decide, enter, evolve, parse, publish, yaml};
use uuid::Uuid;

pub(crate) const INCIDENT: &str = include_str!("../../../../policies/workflows/message_incident.yaml");

pub(crate) const APPEAL: &str = include_str!("../../../../policies/workflows/appeal_59fz.yaml");

pub(crate) static APPEAL_59FZ: LazyLock<Effective> =
    LazyLock::new(|| publish(&parse("appeal_59fz.yaml", APPEAL).expect("the definition has no defects")));

pub(crate) static DEFINITION: LazyLock<Effective> = LazyLock::new(|| {
    publish(&parse("message_incident.yaml", INCIDENT).expect("the definition has no defects"))
});

pub(crate) static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| calendar(Tz::Europe__Moscow, &[]));

/// Days off of Бурятия and of Республика Алтай.
pub(crate) const BURYATIA: &[(&str, &str)] = &[("2025-03-03", "Сагаалган"), ("2026-02-18", "Сагаалган")];
pub(crate) const ALTAI: &[(&str, &str)] = &[("2026-02-21", "Чага-Байрам")];

pub(crate) fn calendar(zone: Tz, regional: &[(&str, &str)]) -> Calendar {
    let files = [
        include_str!("../../../../policies/calendars/federal-2025.yaml"),
        include_str!("../../../../policies/calendars/federal-2026.yaml"),
    ];
    let years = files.map(|file| yaml::read::<FederalYear>("federal.yaml", file).unwrap());
    let hours = include_str!("../../../../policies/calendars/default.yaml");
    let hours: Hours = yaml::read("default.yaml", hours).unwrap();
    Calendar::new(
        zone,
        hours,
        years.into(),
        regional.iter().map(|(day, name)| (day.parse().unwrap(), (*name).to_owned())),
    )
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
pub(crate) const REGISTRAR: u128 = 8;

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
        (Audience::Registrar, REGISTRAR),
        (Audience::Signer, HEAD),
    ];
    let people: BTreeMap<_, _> =
        people.into_iter().map(|(post, number)| (post, vec![user(number)])).collect();
    Posts { people, vacant: BTreeSet::new(), region_step }
}

/// One subject with its surroundings.
pub(crate) struct Desk {
    pub(crate) def: &'static Effective,
    pub(crate) calendar: &'static Calendar,
    pub(crate) instance: Instance,
    pub(crate) posts: Posts,
    pub(crate) class: Class,
    pub(crate) topic: &'static str,
    pub(crate) received_at: DateTime<Utc>,
    pub(crate) source_due: Option<DateTime<Utc>>,
    pub(crate) has_source: bool,
    pub(crate) self_approval: bool,
    pub(crate) recipient_is_complained_about: bool,
    pub(crate) now: DateTime<Utc>,
    pub(crate) history: Vec<Event>,
    next_id: Cell<u128>,
}

impl Desk {
    pub(crate) fn enter(class: Class, moment: &str, posts: Posts) -> Self {
        Self::open((&DEFINITION, &CALENDAR), class, moment, posts)
    }

    /// An appeal that was received at a moment.
    pub(crate) fn appeal(moment: &str) -> Self {
        Self::open((&APPEAL_59FZ, &CALENDAR), Class::Normal, moment, posts(false))
    }

    pub(crate) fn open(
        (def, calendar): (&'static Effective, &'static Calendar),
        class: Class,
        moment: &str,
        posts: Posts,
    ) -> Self {
        let now = at(calendar, moment);
        let mut desk = Self {
            def,
            calendar,
            instance: Instance::before_entry(),
            posts,
            class,
            topic: "roads.pothole",
            received_at: now,
            source_due: None,
            has_source: false,
            self_approval: false,
            recipient_is_complained_about: false,
            now,
            history: Vec::new(),
            next_id: Cell::new(1000),
        };
        let (instance, events) = desk.with_facts(|facts| enter(def, facts, Now::new(now))).unwrap();
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
            calendar: self.calendar,
            class: self.class,
            topic: self.topic,
            source_due: self.source_due,
            has_source: self.has_source,
            received_at: self.received_at,
            posts: &self.posts,
            self_approval_by_act: self.self_approval,
            recipient_is_complained_about: self.recipient_is_complained_about,
            new_timer_id: &new_timer_id,
        })
    }

    pub(crate) fn command(&mut self, command: &Command) -> Result<Vec<Event>, Vec<Refusal>> {
        let now = Now::new(self.now);
        let outcome = self.with_facts(|facts| decide(self.def, &self.instance, command, facts, now))?;
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
        self.act(self.input(who, name)).unwrap_or_else(|refusals| panic!("{name}: {refusals:?}"))
    }

    pub(crate) fn refused(&mut self, act: Act) -> Vec<Code> {
        self.act(act).unwrap_err().into_iter().map(|refusal| refusal.code).collect()
    }

    pub(crate) fn clock(&mut self, moment: &str) -> &mut Self {
        self.now = at(self.calendar, moment);
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
        local(self.calendar, self.timer(name).due.control)
    }

    pub(crate) fn running(&self) -> Vec<&str> {
        self.instance.running().map(|timer| timer.clock.as_str()).collect()
    }
}

impl Desk {
    /// An act with whatever its definition asks for.
    pub(crate) fn input(&self, who: u128, name: &str) -> Act {
        let mut act = input(who, name);
        if self.def.name == "appeal_59fz" {
            act.user = Some(user(who));
            act.given.extend(Field::ALL);
            act.registered_on = Some(self.calendar.local_date(self.now));
            if let Some(transition) = self.def.transition(&self.instance.state, name) {
                act.reason = transition.reasons.first().map(|choice| choice.code.clone());
                act.reply = transition.reply.filter(|_| name == "submit_reply");
                act.published_at = transition.ways.first().map(|choice| choice.code.clone());
                act.note = Some("Пояснение".to_owned());
                let gives = transition.effects.contains(&Effect::Assign);
                act.assignee = gives.then(|| user(EXECUTOR));
            }
        }
        act
    }

    /// Does acts in turn.
    pub(crate) fn walk(&mut self, acts: &[(u128, &str)]) -> &mut Self {
        for (who, name) in acts {
            self.does(*who, name);
        }
        self
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
