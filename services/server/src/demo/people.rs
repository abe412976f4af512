//! Who can sign in to a demonstration: a person for each seat of the applied files, by position, never by name.

use std::collections::BTreeMap;

use anyhow::Context;
use otklik_app::App;
use otklik_app::tenant::file::plan::{Holders, Plan, Seat};
use otklik_app::tenant::kept;
use otklik_app::user::account::{self, NewUser};
use otklik_domain::role::Role;
use otklik_domain::tenant::Kind;
use otklik_storage::Scope;
use serde::Serialize;

/// The password of every demo sign-in; a demonstration listens on loopback alone.
pub const PASSWORD: &str = "otklik-demo";

/// Code of the centre of the demonstration.
pub const TENANT: &str = "kilemary";
/// Code of its regional centre.
pub const REGION: &str = "mari-el";

/// A person to be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Name in the list of sign-ins.
    pub name: String,
    /// Login.
    pub login: String,
    /// Centre.
    pub tenant: String,
    /// What the centre is: which door leads there.
    pub kind: Kind,
    /// Position, as shown.
    pub position: String,
    /// Seats of the composition.
    pub seats: Vec<String>,
    /// Roles of the seats.
    pub roles: Vec<Role>,
}

/// A seat whose person has a name of its own in the tests and in the README.
struct Known {
    tenant: &'static str,
    seat: &'static str,
    name: &'static str,
    login: &'static str,
    /// Where the act's own words are too long for a list.
    position: Option<&'static str>,
}

const fn known(seat: &'static str, name: &'static str, login: &'static str) -> Known {
    Known { tenant: TENANT, seat, name, login, position: None }
}

const fn styled(
    seat: &'static str,
    name: &'static str,
    login: &'static str,
    position: &'static str,
) -> Known {
    Known { tenant: TENANT, seat, name, login, position: Some(position) }
}

/// Their order is that of the list of sign-ins.
const KNOWN: &[Known] = &[
    styled("channel_owner", "coordinator", "koordinator", "советник отдела делопроизводства"),
    styled("page_owner", "publisher", "stranicy", "ответственный за официальные страницы"),
    styled("manager", "manager", "rukovoditel", "руководитель МЦУ"),
    known("curator", "curator", "kurator"),
    styled("head", "head", "glava", "глава администрации"),
    known("lead_first_deputy", "block_lead", "blok-zhkh"),
    known("lead_deputy", "block_lead_social", "blok-social"),
    known("lead_second_deputy", "block_lead_economy", "blok-economy"),
    known("registrar", "registrar", "registrator"),
    known("tenant_admin", "tenant_administrator", "administrator"),
    known("uzhkh_head", "organization_head", "zhkh-nachalnik"),
    known("uzhkh_executor", "executor", "zhkh-specialist"),
    known("transport_head", "transport_head", "transport-nachalnik"),
    styled(
        "transport_executor",
        "transport_executor",
        "transport-specialist",
        "специалист отдела транспорта",
    ),
    known("education_head", "education_head", "obrazovanie-nachalnik"),
    known("education_executor", "education_executor", "obrazovanie-metodist"),
    styled("culture_head", "culture_head", "kultura-nachalnik", "начальник отдела культуры и спорта"),
    styled("culture_executor", "culture_executor", "kultura-specialist", "специалист отдела культуры"),
    known("safety_head", "safety_head", "go-nachalnik"),
    known("safety_executor", "safety_executor", "go-inspektor"),
    styled("property_head", "property_head", "imushchestvo-nachalnik", "начальник отдела имущества"),
    styled(
        "property_executor",
        "property_executor",
        "imushchestvo-specialist",
        "специалист отдела имущества",
    ),
    known("economy_head", "economy_head", "ekonomika-nachalnik"),
    known("economy_executor", "economy_executor", "ekonomika-specialist"),
    Known {
        tenant: REGION,
        seat: "duty",
        name: "regional_duty",
        login: "dezhurnyj",
        position: Some("дежурный ЦУР"),
    },
    Known {
        tenant: REGION,
        seat: "analyst",
        name: "regional_analyst",
        login: "analitik",
        position: Some("аналитик ЦУР"),
    },
];

/// Roles by which a visitor of a centre sees most of it, the most telling first.
const TELLING: &[Role] = &[
    Role::Coordinator,
    Role::Executor,
    Role::Manager,
    Role::Registrar,
    Role::Signer,
    Role::Curator,
    Role::TenantAdministrator,
    Role::RegionalDuty,
    Role::RegionalAnalyst,
];

/// A sign-in as printed and written for the browser walk.
#[derive(Clone, Debug, Serialize)]
pub struct SignIn {
    /// Login.
    pub login: String,
    /// Password.
    pub password: &'static str,
    /// Position.
    pub position: String,
    /// Code of the centre.
    pub tenant: String,
}

/// Everybody of the applied files: those of the first centre first, then by centre in the order of its act.
pub async fn of(app: &App) -> anyhow::Result<Vec<Person>> {
    let tx = app.store().reader(Scope::Owner).await?;
    let mut people = Vec::new();
    for tenant in tx.tenants().await?.into_iter().filter(|tenant| tenant.kind != Kind::Platform) {
        let own = tx.of(tenant.id, tenant.region)?;
        let plan = kept::plan(&own, tenant.id).await?;
        let plan = plan.with_context(|| format!("{} was not made from a file", tenant.code))?;
        people.extend(persons(&plan));
    }
    let place = |person: &Person| KNOWN.iter().position(|known| known.name == person.name);
    people.sort_by_key(|person| place(person).unwrap_or(KNOWN.len()));
    Ok(people)
}

/// One person for each seat that somebody can sit on and that gives a right; two seats of one person are one.
fn persons(plan: &Plan) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for seat in plan.seats.iter().filter(|seat| !seat.vacant && !seat.external && !seat.roles.is_empty()) {
        let known = known_as(plan, seat);
        let same = seat.same_person_as.as_ref().filter(|_| known.is_none());
        let one_of_many = same.filter(|code| plan.seat(code).is_some_and(|it| it.holders == Holders::Open));
        let combined = same.and_then(|code| people.iter_mut().find(|person| person.seats.contains(code)));
        if let Some(person) = combined.filter(|_| one_of_many.is_none()) {
            person.seats.push(seat.code.clone());
            person.roles.extend(&seat.roles);
        } else {
            let mut person = person(plan, seat, known);
            person.seats.extend(one_of_many.cloned());
            people.push(person);
        }
    }
    people
}

fn known_as(plan: &Plan, seat: &Seat) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.tenant == plan.tenant.code && known.seat == seat.code)
}

fn person(plan: &Plan, seat: &Seat, known: Option<&Known>) -> Person {
    let tenant = &plan.tenant.code;
    let position = known.and_then(|known| known.position);
    Person {
        name: known.map_or_else(|| format!("{tenant}/{}", seat.code), |known| known.name.to_owned()),
        login: known.map_or_else(|| format!("{tenant}-{}", seat.code), |known| known.login.to_owned()),
        tenant: tenant.clone(),
        kind: plan.tenant.kind,
        position: position.map_or_else(|| seat.position.clone(), str::to_owned),
        seats: vec![seat.code.clone()],
        roles: seat.roles.clone(),
    }
}

/// Lets everybody in; without a password only tokens open the door.
pub async fn create(app: &App, password: Option<&str>) -> anyhow::Result<Vec<Person>> {
    let people = of(app).await?;
    let users = people
        .iter()
        .map(|person| NewUser {
            login: person.login.clone(),
            password: password.map(str::to_owned),
            tenant_code: person.tenant.clone(),
            position: person.position.clone(),
            rank: None,
            seats: person.seats.clone(),
        })
        .collect();
    account::create_all(app, users).await?;
    Ok(people)
}

/// The few of each centre by whom a visitor sees most of it, by code of the centre.
pub fn telling(people: &[Person]) -> BTreeMap<&str, Vec<&Person>> {
    let mut found: BTreeMap<&str, Vec<&Person>> = BTreeMap::new();
    for person in people {
        let chosen = found.entry(person.tenant.as_str()).or_default();
        let is_new = |role: &Role| chosen.iter().all(|other| !other.roles.contains(role));
        if person.roles.iter().any(|role| TELLING.contains(role) && is_new(role)) {
            chosen.push(person);
        }
    }
    found
}

impl From<&Person> for SignIn {
    fn from(person: &Person) -> Self {
        Self {
            login: person.login.clone(),
            password: PASSWORD,
            position: person.position.clone(),
            tenant: person.tenant.clone(),
        }
    }
}
