//! Where a topic goes by the rules of the centre, and why: block, direction, organization, person.

use std::collections::{BTreeMap, HashMap};

use otklik_domain::audience::Audience;
use otklik_domain::audit::Actor;
use otklik_domain::event::Kind;
use otklik_domain::id::{BlockId, DirectionId, OrganizationId, SeatId, SubjectId, UserId};
use otklik_domain::role::Role;
use otklik_storage::Tx;
use otklik_storage::query::composition::{RoutingRule, Seat};
use otklik_storage::query::subject::SubjectRow;
use otklik_storage::query::timeline::NewTimelineLine;
use otklik_workflow::command::{Act, Command};
use otklik_workflow::definition::effective::Field;
use otklik_workflow::event::Event;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::gather::Gathered;
use super::history::Entry;
use super::record::{Change, record};
use crate::Error;
use crate::notification::plan::Announcement;

/// The tag of the line of history that keeps a trace, and the act it stands for.
pub(crate) const ROUTED: &str = "routed";
/// The act under which the history shows a route.
pub(crate) const ROUTE: &str = "route";
/// Where the trace stands in the body of that line.
const TRACE: &str = "route";
/// The line of a trace is among the first of a case; nobody reads further than this.
const HISTORY: u16 = 2_000;
/// The act by which a case is given to a person.
const ASSIGN: &str = "assign";
const DEFAULT_DIRECTION: &str = "default_direction";

otklik_domain::codes! {
    /// One reason of a route.
    pub enum TraceCode {
        /// A rule gave the block.
        Block = "block",
        /// The block of the rule is not in force today.
        BlockEnded = "block_ended",
        /// A rule gave the direction.
        Direction = "direction",
        /// The direction of the rule is not in force today.
        DirectionEnded = "direction_ended",
        /// No rule names a direction: the setting of the centre does.
        DefaultDirection = "default_direction",
        /// A rule gave the organization.
        Organization = "organization",
        /// Rules apply, and none of them names an organization.
        NoOrganization = "no_organization",
        /// Exactly one person holds the seat of a rule.
        Assignee = "assignee",
        /// Nobody holds the seat of a rule.
        SeatVacant = "seat_vacant",
        /// Several people hold the seat of a rule.
        SeatShared = "seat_shared",
        /// The seat of a rule does not answer for the organization of the route.
        SeatElsewhere = "seat_elsewhere",
        /// No rule speaks of the topic: the manager decides.
        NoRule = "no_rule",
    }
}

/// Why one value of a route is what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceLine {
    /// The reason.
    pub code: TraceCode,
    /// What belongs to it: `rule`, `name`, `people`.
    pub parameters: BTreeMap<String, String>,
}

/// Where a topic goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The sector block.
    pub block: Option<BlockId>,
    /// The curators' direction.
    pub direction: Option<DirectionId>,
    /// The body that must answer.
    pub organization: Option<OrganizationId>,
    /// The person who answers, where the rule names a seat and one person holds it.
    pub assignee: Option<UserId>,
    /// Why each of these.
    pub trace: Vec<TraceLine>,
}

/// The rules of a centre with the names that a trace needs, read once for any number of topics.
#[derive(Clone, Debug, Default)]
pub struct RouteMap {
    rules: Vec<RoutingRule>,
    blocks: HashMap<BlockId, String>,
    directions: HashMap<DirectionId, String>,
    organizations: HashMap<OrganizationId, String>,
    seats: HashMap<SeatId, Place>,
    default_direction: Option<DirectionId>,
}

/// A seat that a rule names, with who holds it today.
#[derive(Clone, Debug)]
struct Place {
    position: String,
    answers_for: Vec<OrganizationId>,
    holders: Vec<UserId>,
}

impl RouteMap {
    /// Every rule of the tenant.
    pub async fn load(tx: &Tx) -> Result<Self, Error> {
        Self::with(tx, tx.routing_rules().await?).await
    }

    /// The rules that speak of one topic.
    pub async fn of_topic(tx: &Tx, topic: &str) -> Result<Self, Error> {
        let mut rules = tx.routing_rules().await?;
        rules.retain(|rule| speaks_of(rule, topic));
        Self::with(tx, rules).await
    }

    async fn with(tx: &Tx, rules: Vec<RoutingRule>) -> Result<Self, Error> {
        let default_direction = match tx.setting(DEFAULT_DIRECTION).await?.map(|setting| setting.value) {
            Some(Value::String(code)) => Some(code),
            _ => None,
        };
        let mut map = Self { rules, ..Self::default() };
        if map.rules.iter().any(|rule| rule.block.is_some()) {
            map.blocks = tx.blocks().await?.into_iter().map(|block| (block.id, block.name)).collect();
        }
        if default_direction.is_some() || map.rules.iter().any(|rule| rule.direction.is_some()) {
            for direction in tx.directions().await? {
                if default_direction.as_ref() == Some(&direction.code) {
                    map.default_direction = Some(direction.id);
                }
                map.directions.insert(direction.id, direction.name);
            }
        }
        if map.rules.iter().any(|rule| rule.organization.is_some()) {
            map.organizations = tx.organizations().await?.into_iter().map(|it| (it.id, it.name)).collect();
        }
        if map.rules.iter().any(|rule| rule.seat.is_some()) {
            let composed = tx.composed().await?;
            let place = |seat: Seat| {
                let answers =
                    seat.roles.iter().any(|role| matches!(role, Role::Executor | Role::OrganizationHead));
                let answers_for = if answers { seat.organizations } else { Vec::new() };
                let holders = composed.holders_of_seat(seat.id);
                (seat.id, Place { position: seat.position, answers_for, holders })
            };
            map.seats = tx.seats().await?.into_iter().map(place).collect();
        }
        Ok(map)
    }

    /// Where a topic goes: of the rules that speak of it each value comes from the most exact one that names it.
    pub fn route(&self, topic: &str) -> Route {
        let mut rules: Vec<&RoutingRule> = self.rules.iter().filter(|rule| speaks_of(rule, topic)).collect();
        rules.sort_by_key(|rule| std::cmp::Reverse(rule.topic_prefix.len()));
        let mut route = Route::default();
        self.find_block(&rules, &mut route);
        self.find_direction(&rules, &mut route);
        self.find_organization(&rules, &mut route);
        self.find_assignee(&rules, &mut route);
        if rules.is_empty() {
            route.note(TraceCode::NoRule, [("topic", topic.to_owned())]);
        }
        route
    }

    fn find_block(&self, rules: &[&RoutingRule], route: &mut Route) {
        for rule in rules {
            let Some(id) = rule.block else { continue };
            match self.blocks.get(&id) {
                Some(name) => {
                    route.block = Some(id);
                    return route.note(TraceCode::Block, named(rule, name));
                }
                None => route.note(TraceCode::BlockEnded, by(rule)),
            }
        }
    }

    fn find_direction(&self, rules: &[&RoutingRule], route: &mut Route) {
        for rule in rules {
            let Some(id) = rule.direction else { continue };
            match self.directions.get(&id) {
                Some(name) => {
                    route.direction = Some(id);
                    return route.note(TraceCode::Direction, named(rule, name));
                }
                None => route.note(TraceCode::DirectionEnded, by(rule)),
            }
        }
        if let Some((id, name)) = self.default_direction.and_then(|id| Some((id, self.directions.get(&id)?)))
        {
            route.direction = Some(id);
            route.note(TraceCode::DefaultDirection, [("name", name.clone())]);
        }
    }

    fn find_organization(&self, rules: &[&RoutingRule], route: &mut Route) {
        if let Some((rule, id)) = rules.iter().find_map(|rule| Some((*rule, rule.organization?))) {
            route.organization = Some(id);
            let name = self.organizations.get(&id).map_or("", String::as_str);
            route.note(TraceCode::Organization, named(rule, name));
        } else if !rules.is_empty() {
            route.note(TraceCode::NoOrganization, []);
        }
    }

    fn find_assignee(&self, rules: &[&RoutingRule], route: &mut Route) {
        let Some((rule, seat)) = rules.iter().find_map(|rule| Some((*rule, rule.seat?))) else { return };
        let Some(place) = self.seats.get(&seat) else { return };
        let about = named(rule, &place.position);
        if !route.organization.is_some_and(|id| place.answers_for.contains(&id)) {
            return route.note(TraceCode::SeatElsewhere, about);
        }
        match place.holders.as_slice() {
            [] => route.note(TraceCode::SeatVacant, about),
            [one] => {
                route.assignee = Some(*one);
                route.note(TraceCode::Assignee, about);
            }
            several => {
                let people = ("people", several.len().to_string());
                route.note(TraceCode::SeatShared, about.into_iter().chain([people]));
            }
        }
    }
}

fn speaks_of(rule: &RoutingRule, topic: &str) -> bool {
    topic
        .strip_prefix(rule.topic_prefix.as_str())
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn by(rule: &RoutingRule) -> [(&'static str, String); 1] {
    [("rule", rule.topic_prefix.clone())]
}

fn named(rule: &RoutingRule, name: &str) -> [(&'static str, String); 2] {
    [("rule", rule.topic_prefix.clone()), ("name", name.to_owned())]
}

impl Route {
    fn note(&mut self, code: TraceCode, parameters: impl IntoIterator<Item = (&'static str, String)>) {
        let parameters = parameters.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        self.trace.push(TraceLine { code, parameters });
    }

    /// No rule speaks of the topic: the manager decides where it goes.
    pub fn is_left_to_manager(&self) -> bool {
        self.trace.iter().any(|line| line.code == TraceCode::NoRule)
    }

    /// The line of history that keeps the trace.
    pub(crate) fn line(&self, actor: Actor, revision: i64) -> Result<NewTimelineLine, Error> {
        let broken = |error: serde_json::Error| Error::Internal(error.to_string());
        let note = self.trace.iter().map(TraceLine::text).collect::<Vec<_>>().join(" ");
        let event = Event::Acted { act: ROUTE.to_owned(), reason: None, note: Some(note) };
        let mut body = serde_json::to_value(Entry { revision, event, clock: None }).map_err(broken)?;
        body[TRACE] = serde_json::to_value(&self.trace).map_err(broken)?;
        Ok(NewTimelineLine { actor, kind: ROUTED.to_owned(), body })
    }
}

impl TraceLine {
    /// The reason in words.
    pub fn text(&self) -> String {
        let parameter = |name: &str| self.parameters.get(name).map_or("", String::as_str);
        let (rule, name) = (parameter("rule"), parameter("name"));
        match self.code {
            TraceCode::Block => format!("Блок «{name}»: правило для «{rule}»."),
            TraceCode::BlockEnded => format!("Блок из правила для «{rule}» больше не действует."),
            TraceCode::Direction => format!("Направление «{name}»: правило для «{rule}»."),
            TraceCode::DirectionEnded => format!("Направление из правила для «{rule}» больше не действует."),
            TraceCode::DefaultDirection => format!("Направление «{name}»: настройка центра, правила нет."),
            TraceCode::Organization => format!("Отвечает «{name}»: правило для «{rule}»."),
            TraceCode::NoOrganization => {
                "Отвечающий орган правилами не назван: его выберет координатор.".to_owned()
            }
            TraceCode::Assignee => format!("Исполнитель — {name}: правило для «{rule}»."),
            TraceCode::SeatVacant => {
                format!("Место «{name}» из правила для «{rule}» свободно: исполнителя назначит координатор.")
            }
            TraceCode::SeatShared => format!(
                "Место «{name}» из правила для «{rule}» занимают несколько человек ({}): исполнителя назначит \
                 координатор.",
                parameter("people")
            ),
            TraceCode::SeatElsewhere => format!(
                "Место «{name}» из правила для «{rule}» не в отвечающем органе: исполнителя назначит координатор."
            ),
            TraceCode::NoRule => {
                format!("Правила для темы «{}» нет: решает руководитель МЦУ.", parameter("topic"))
            }
        }
    }
}

/// Keeps the trace with the case; what no rule speaks of is announced to the manager.
pub(crate) async fn keep(
    tx: &Tx,
    gathered: &Gathered,
    row: &SubjectRow,
    actor: Actor,
    route: &Route,
) -> Result<(), Error> {
    let line = route.line(actor, row.revision)?;
    tx.append_timeline(row.id, line.actor, &line.kind, &line.body).await?;
    if !route.is_left_to_manager() {
        return Ok(());
    }
    let post = |audience| gathered.posts.people.get(&audience).cloned().unwrap_or_default();
    let told = post(Audience::Coordinator);
    let people: Vec<UserId> =
        post(Audience::Manager).into_iter().filter(|user| !told.contains(user)).collect();
    if people.is_empty() {
        return Ok(());
    }
    let said = Announcement {
        number: row.number.clone(),
        act: Some(ROUTE.to_owned()),
        restricted: row.restricted,
        regime: Some(row.regime),
        people,
        due: row.next_due,
        ..Announcement::default()
    };
    let body = serde_json::to_value(said).map_err(|error| Error::Internal(error.to_string()))?;
    tx.append(Kind::SubjectChanged, Some(row.id), &body, None).await?;
    Ok(())
}

/// Gives a case that has just been entered to the person of its route, where the state lets it be given away by
/// naming the person alone.
pub(crate) async fn give(
    tx: &Tx,
    gathered: &Gathered,
    row: SubjectRow,
    (actor, by): (Actor, UserId),
    route: &Route,
) -> Result<SubjectRow, Error> {
    let Some(act) = giving(gathered, &row.instance.state, by, route) else { return Ok(row) };
    let outcome = gathered.decide(tx, &row.instance, &Command::Act(act))?;
    record(tx, gathered, Change { actor, act: ASSIGN, before: row, events: outcome.events }).await
}

/// The act that gives a case in this state to the person of its route; none where the state does not let it be given
/// away by naming the person alone.
pub(crate) fn giving(gathered: &Gathered, state: &str, by: UserId, route: &Route) -> Option<Act> {
    let offered = gathered.definition.transition(state, ASSIGN);
    let by_name = offered.is_some_and(|act| act.is_offered() && act.required == [Field::Assignee]);
    let assignee = route.assignee.filter(|_| by_name)?;
    Some(Act {
        name: ASSIGN.to_owned(),
        user: Some(by),
        assignee: Some(assignee),
        note: Some("по правилу маршрута".to_owned()),
        ..Act::default()
    })
}

/// The newest trace of a case; empty for a case that was entered before traces were kept.
pub async fn kept(tx: &Tx, subject: SubjectId) -> Result<Vec<TraceLine>, Error> {
    let rows = tx.timeline(subject, HISTORY).await?;
    let Some(row) = rows.into_iter().find(|row| row.kind == ROUTED) else { return Ok(Vec::new()) };
    let trace = row.body.get(TRACE).cloned().unwrap_or(Value::Array(Vec::new()));
    serde_json::from_value(trace)
        .map_err(|error| Error::Internal(format!("{} cannot be read: {error}", row.id)))
}

#[cfg(test)]
mod tests;
