//! A row that is seen for the first time becomes a case: topic, route, clocks, as if a person had entered it.

use chrono::{DateTime, Utc};
use otklik_domain::audit::Actor;
use otklik_domain::case::LegalRegime;
use otklik_domain::channel::Channel;
use otklik_domain::id::UserId;
use otklik_domain::subject::{Kind, Phase};
use otklik_intake::row::ImportRow;
use otklik_storage::Tx;
use otklik_storage::query::bulk::EnteredCase;
use otklik_storage::query::case::CaseText;
use otklik_storage::query::subject::SubjectRow;
use otklik_workflow::command::Command;
use otklik_workflow::definition::effective::ClockKind;
use otklik_workflow::event::Event;
use otklik_workflow::evolve;
use otklik_workflow::instance::Instance;
use serde_json::json;

use super::ground::{Ground, quoted};
use crate::Error;
use crate::case::gather::Gathered;
use crate::case::record::{Change, ENTER, prepare_entry};
use crate::case::route::{Route, giving};

/// The state of a case that the source had closed before we saw it.
const CLOSED: &str = "CLOSED";

/// Who takes a file in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taker {
    pub(super) actor: Actor,
    /// The person, where it is one.
    pub(super) user: Option<UserId>,
    pub(super) channel: Channel,
}

/// The case of a row, ready to be kept under `number`.
pub(super) fn case(
    ground: &Ground,
    tx: &Tx,
    taker: &Taker,
    row: &ImportRow,
    number: String,
) -> Result<EnteredCase, Error> {
    let known = ground.known_topic(&row.topic_hint);
    let topic = known.map_or_else(|| ground.unknown_topic(), Ok)?;
    let route = ground.routes.route(&topic.code);
    let draft = draft(ground, tx, taker, row, number, (&topic.code, &route))?;
    let gathered = ground.gathered(&draft, ground.definition.clone())?;
    let mut note = format!("из источника, № {}", row.external_id);
    if known.is_none() {
        note += "; тема источника не сопоставлена: «";
        note += &quoted(&row.topic_hint);
        note += "»";
    }
    let (instance, mut events) = if row.closed() {
        note.push_str("; закрыто там до первой загрузки");
        closed(&gathered, tx.now().get())?
    } else {
        open(&gathered, tx, taker, row, (&route, &mut note))?
    };
    if let Some(Event::Acted { note: said, .. }) = events.first_mut() {
        *said = Some(note);
    }
    let entered = SubjectRow { instance, ..draft };
    let change = Change { actor: taker.actor, act: ENTER, before: entered, events };
    let mut changed = prepare_entry(tx, &gathered, change)?;
    changed.timeline.push(route.line(taker.actor, changed.subject.revision)?);
    // A file may bring thousands: whoever loads it sees the run, and only a person who got a case hears of it. An
    // announcement that tells nobody would keep those of people waiting behind it.
    match changed.subject.instance.assignee {
        None => changed.events.clear(),
        Some(person) => changed.events.iter_mut().for_each(|event| event.body["people"] = json!([person])),
    }
    let text = CaseText {
        essence: row.text.clone(),
        address: row.address.clone(),
        thread_url: row.thread_url.clone(),
    };
    Ok(EnteredCase { changed, text, applicant: None })
}

fn draft(
    ground: &Ground,
    tx: &Tx,
    taker: &Taker,
    row: &ImportRow,
    number: String,
    (topic, route): (&str, &Route),
) -> Result<SubjectRow, Error> {
    let (now, topic) = (tx.now().get(), ground.topic(topic)?);
    Ok(SubjectRow {
        id: tx.new_id(),
        tenant: ground.tenant.id,
        region: ground.tenant.region,
        kind: Kind::Case,
        number,
        regime: LegalRegime::Message,
        definition: ground.key,
        revision: 1,
        restricted: topic.restricted,
        channel: taker.channel,
        topic: topic.code.clone(),
        sphere: topic.sphere,
        block: route.block,
        direction: route.direction,
        organization: route.organization,
        complained_about: None,
        co_assignees: Vec::new(),
        source_due: row.source_due,
        received_at: row.received_at,
        entered_at: now,
        changed_at: now,
        next_due: None,
        late_since: None,
        instance: Instance::before_entry(),
    })
}

type Begun = (Instance, Vec<Event>);

/// Nothing is due any more and nothing was asked of anybody here.
fn closed(gathered: &Gathered, now: DateTime<Utc>) -> Result<Begun, Error> {
    let state = gathered.definition.state(CLOSED).filter(|state| state.phase == Phase::Closed);
    let state = state.ok_or_else(|| Error::Internal(format!("the definition has no state {CLOSED}")))?;
    let events = vec![
        Event::Acted { act: ENTER.to_owned(), reason: None, note: None },
        Event::Entered { state: state.name.clone(), phase: state.phase, at: now },
    ];
    let mut instance = Instance::before_entry();
    fold(&mut instance, &events);
    Ok((instance, events))
}

fn open(
    gathered: &Gathered,
    tx: &Tx,
    taker: &Taker,
    row: &ImportRow,
    (route, note): (&Route, &mut String),
) -> Result<Begun, Error> {
    let (mut instance, mut events) = gathered.enter(tx)?;
    if row.first_answer_at.is_some() {
        note.push_str("; первый ответ автору уже дан в источнике");
        let met = answered(gathered, &instance);
        fold(&mut instance, &met);
        events.extend(met);
    }
    let giving = taker.user.and_then(|user| giving(gathered, &instance.state, user, route));
    if let Some(act) = giving {
        let given = gathered.decide(tx, &instance, &Command::Act(act))?.events;
        fold(&mut instance, &given);
        events.extend(given);
    }
    Ok((instance, events))
}

/// The clocks of the case that run from its entry wait for the first answer: the author has it.
pub(super) fn answered(gathered: &Gathered, instance: &Instance) -> Vec<Event> {
    let waits = |name: &str| {
        let clock = gathered.definition.clock(name);
        clock.is_some_and(|clock| clock.starts.iter().any(|act| act == ENTER))
    };
    let running = instance.running().filter(|timer| timer.kind == ClockKind::Case && waits(&timer.clock));
    running.map(|timer| Event::TimerMet { timer: timer.id }).collect()
}

pub(super) fn fold(instance: &mut Instance, events: &[Event]) {
    for event in events {
        evolve(instance, event);
    }
}
