//! Who can sign in to a demonstration: positions, never persons.

use otklik_app::App;
use otklik_app::user::account::{self, NewUser};
use serde::Serialize;

use super::centres::Settings;

/// The password of every demo sign-in; a demonstration listens on loopback alone.
pub const PASSWORD: &str = "otklik-demo";

/// Code of the centre of the demonstration.
pub const TENANT: &str = "kilemary";
/// Code of its regional centre.
pub const REGION: &str = "mari-el";

/// A person to be let in.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// Name in the list of sign-ins.
    pub name: &'static str,
    /// Login.
    pub login: &'static str,
    /// Centre.
    pub tenant: &'static str,
    /// Position, as shown.
    pub position: &'static str,
    /// Seats of the composition.
    pub seats: &'static [&'static str],
    /// The seats are of the settings, not of the act.
    pub by_settings: bool,
}

/// Everybody of the demonstration; executors answer in the bodies that the routing rules name.
pub const PEOPLE: &[Person] = &[
    centre("coordinator", "koordinator", "советник отдела делопроизводства", &["channel_owner"]),
    centre("publisher", "stranicy", "ответственный за официальные страницы", &["page_owner"]),
    centre("manager", "rukovoditel", "руководитель МЦУ", &["manager"]),
    centre("curator", "kurator", "заместитель главы администрации, руководитель аппарата", &["curator"]),
    centre("head", "glava", "глава администрации", &["head"]),
    centre("block_lead", "blok-zhkh", "первый заместитель главы администрации", &["lead_first_deputy"]),
    centre("block_lead_social", "blok-social", "заместитель главы администрации", &["lead_deputy"]),
    centre("block_lead_economy", "blok-economy", "заместитель главы администрации", &["lead_second_deputy"]),
    body("organization_head", "zhkh-nachalnik", "начальник управления ЖКХ и дорог", &["uzhkh_head"]),
    body("executor", "zhkh-specialist", "специалист управления ЖКХ и дорог", &["uzhkh_executor"]),
    body("transport_head", "transport-nachalnik", "начальник отдела транспорта и связи", &["transport_head"]),
    body(
        "transport_executor",
        "transport-specialist",
        "специалист отдела транспорта",
        &["transport_executor"],
    ),
    body("education_head", "obrazovanie-nachalnik", "начальник отдела образования", &["education_head"]),
    body(
        "education_executor",
        "obrazovanie-metodist",
        "методист отдела образования",
        &["education_executor"],
    ),
    body("culture_head", "kultura-nachalnik", "начальник отдела культуры и спорта", &["culture_head"]),
    body("culture_executor", "kultura-specialist", "специалист отдела культуры", &["culture_executor"]),
    body("safety_head", "go-nachalnik", "начальник отдела ГО и ЧС", &["safety_head"]),
    body("safety_executor", "go-inspektor", "инспектор отдела ГО и ЧС", &["safety_executor"]),
    body("property_head", "imushchestvo-nachalnik", "начальник отдела имущества", &["property_head"]),
    body(
        "property_executor",
        "imushchestvo-specialist",
        "специалист отдела имущества",
        &["property_executor"],
    ),
    body("economy_head", "ekonomika-nachalnik", "начальник отдела экономики", &["economy_head"]),
    body("economy_executor", "ekonomika-specialist", "специалист отдела экономики", &["economy_executor"]),
    region("regional_duty", "dezhurnyj", "дежурный ЦУР", &["duty"]),
    region("regional_analyst", "analitik", "аналитик ЦУР", &["analyst"]),
];

const fn centre(
    name: &'static str,
    login: &'static str,
    position: &'static str,
    seats: &'static [&'static str],
) -> Person {
    Person { name, login, tenant: TENANT, position, seats, by_settings: false }
}

const fn body(
    name: &'static str,
    login: &'static str,
    position: &'static str,
    seats: &'static [&'static str],
) -> Person {
    Person { by_settings: true, ..centre(name, login, position, seats) }
}

const fn region(
    name: &'static str,
    login: &'static str,
    position: &'static str,
    seats: &'static [&'static str],
) -> Person {
    Person { name, login, tenant: REGION, position, seats, by_settings: false }
}

/// A sign-in as printed and written for the browser walk.
#[derive(Clone, Debug, Serialize)]
pub struct SignIn {
    /// Login.
    pub login: &'static str,
    /// Password.
    pub password: &'static str,
    /// Position.
    pub position: &'static str,
    /// Code of the centre.
    pub tenant: &'static str,
}

/// Everybody whose seats exist under these settings.
pub fn under(settings: Settings) -> impl Iterator<Item = &'static Person> {
    PEOPLE.iter().filter(move |person| settings == Settings::SharedOut || !person.by_settings)
}

/// Lets them in; without a password only tokens open the door.
pub async fn create(app: &App, settings: Settings, password: Option<&str>) -> anyhow::Result<()> {
    for person in under(settings) {
        let user = NewUser {
            login: person.login.to_owned(),
            password: password.map(str::to_owned),
            tenant_code: person.tenant.to_owned(),
            position: person.position.to_owned(),
            seats: person.seats.iter().map(|seat| (*seat).to_owned()).collect(),
        };
        account::create(app, user).await?;
    }
    Ok(())
}

/// Sign-ins by name.
pub fn sign_ins() -> impl Iterator<Item = (&'static str, SignIn)> {
    PEOPLE.iter().map(|person| {
        let sign_in = SignIn {
            login: person.login,
            password: PASSWORD,
            position: person.position,
            tenant: person.tenant,
        };
        (person.name, sign_in)
    })
}
