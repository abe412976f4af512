//! Messages made from our own templates: what people write, in several moods.

mod culture;
mod economy;
mod education;
mod other;
mod property;
mod roads;
mod safety;
mod sport;
mod transport;
mod zhkh;

use otklik_domain::case::Applicant;
use otklik_domain::channel::Channel;
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

/// Texts of one topic. Slots: `{place}` a settlement, `{street}` a street with a house.
pub(crate) struct TopicTexts {
    pub(crate) code: &'static str,
    /// How often, month by month: [`ALWAYS`], [`WINTER`] …
    pub(crate) season: [u32; 12],
    pub(crate) messages: &'static [&'static str],
    pub(crate) reply: &'static str,
}

impl TopicTexts {
    pub(crate) fn weight(&self, month: u32) -> u32 {
        self.season[month as usize - 1]
    }
}

/// Rare all the year round.
const SELDOM: [u32; 12] = [2; 12];
/// Usual all the year round.
const ALWAYS: [u32; 12] = [5; 12];
/// November to March.
const WINTER: [u32; 12] = [16, 16, 12, 3, 0, 0, 0, 0, 0, 1, 10, 16];
/// The heating season.
const HEATING: [u32; 12] = [9, 9, 7, 5, 1, 0, 0, 1, 4, 9, 9, 9];
/// When roads thaw or soak.
const THAW: [u32; 12] = [1, 1, 6, 14, 9, 5, 4, 4, 6, 10, 5, 1];
/// Dry grass.
const SPRING: [u32; 12] = [1, 1, 2, 8, 7, 3, 3, 3, 2, 2, 1, 1];
/// Warm months.
const SUMMER: [u32; 12] = [1, 1, 2, 5, 8, 8, 8, 8, 6, 4, 2, 1];

pub(crate) const TOPICS: &[TopicTexts] = &[
    zhkh::HEAT,
    zhkh::COLD_WATER,
    zhkh::HOT_WATER,
    zhkh::SEWER,
    zhkh::POWER,
    zhkh::GAS,
    zhkh::GASIFICATION,
    zhkh::WASTE,
    zhkh::HOUSE,
    zhkh::ICICLES,
    zhkh::YARD,
    zhkh::LIGHT,
    zhkh::BILLS,
    roads::POTHOLE,
    roads::SNOW,
    roads::SIGN,
    roads::SIGNAL,
    roads::MANHOLE,
    roads::MARKING,
    roads::DIRT_ROAD,
    roads::DRAIN,
    transport::SCHEDULE,
    transport::ROUTE,
    transport::STOP,
    transport::DRIVER,
    transport::VEHICLE,
    transport::COLD_BUS,
    transport::SCHOOL_BUS,
    transport::FARE,
    education::KINDERGARTEN,
    education::SCHOOL,
    education::FOOD,
    education::COLD_SCHOOL,
    education::BUILDING,
    education::CHILDREN,
    education::CAMP,
    education::FEES,
    culture::CLUB,
    culture::LIBRARY,
    culture::EVENT,
    culture::HERITAGE,
    culture::ARTS,
    sport::GROUND,
    sport::ICE,
    sport::HALL,
    sport::SECTION,
    sport::SPORT_BUILD,
    safety::FIRE,
    safety::FLOOD,
    safety::VIOLENCE,
    safety::DOGS,
    safety::ORDER,
    safety::BATHING,
    safety::THIN_ICE,
    safety::ABANDONED,
    safety::FRAUD,
    property::LAND,
    property::HOUSING,
    property::LEASE,
    property::OWNERLESS,
    property::CEMETERY,
    property::ILLEGAL,
    economy::TRADE,
    economy::BUSINESS,
    economy::JOBS,
    economy::BUDGET,
    economy::CONNECTION,
    economy::AGRO,
    other::HEALTH,
    other::SOCIAL,
    other::ECOLOGY,
    other::TICKS,
    other::MIGRATION,
    other::SERVICES,
    other::OUTSIDE,
    other::OTHER,
];

const STREETS: &[&str] = &[
    "Садовая",
    "Лесная",
    "Школьная",
    "Новая",
    "Полевая",
    "Центральная",
    "Молодёжная",
    "Заречная",
    "Луговая",
    "Речная",
    "Сосновая",
    "Берёзовая",
    "Солнечная",
    "Рябиновая",
    "Родниковая",
];

const PLACES: &[&str] = &[
    "деревня Берёзовый Лог",
    "посёлок Ключевой Бор",
    "село Тихая Заводь",
    "деревня Малый Ольшаник",
    "посёлок Дальние Сосны",
    "починок Ручейный",
    "село Верхняя Рябина",
    "деревня Старый Кордон",
    "посёлок Светлый Яр",
];

/// How the author feels; the matter stays the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    Plain,
    Polite,
    Angry,
    Unclear,
    LeavesPhone,
}

impl Mood {
    pub(crate) fn pick(random: &mut StdRng) -> Self {
        match random.random_range(0..100) {
            0..45 => Self::Plain,
            45..67 => Self::Polite,
            67..85 => Self::Angry,
            85..91 => Self::Unclear,
            _ => Self::LeavesPhone,
        }
    }
}

pub(crate) struct Written {
    pub(crate) essence: String,
    pub(crate) address: Option<String>,
}

/// A message on a topic; an unclear one does not say where.
pub(crate) fn message(random: &mut StdRng, topic: &TopicTexts, mood: Mood, number: usize) -> Written {
    let place = pick(random, PLACES);
    let street = format!("{}, {}", pick(random, STREETS), random.random_range(1..=60));
    let body = pick(random, topic.messages);
    let says_place = body.contains("{place}") || body.contains("{street}");
    let body = body.replace("{place}", place).replace("{street}", &street);
    let essence = match mood {
        Mood::Plain => body,
        Mood::Polite => format!("{} {body} {}", pick(random, GREETINGS), pick(random, THANKS)),
        Mood::Angry => format!("{} {body} {}", pick(random, ANGER), pick(random, DEMANDS)),
        Mood::Unclear => format!("{} {}", pick(random, UNCLEAR), first_sentence(topic.messages[0])),
        Mood::LeavesPhone => {
            format!("{body} Перезвоните: 8-900-000-{:02}-{:02}.", number / 100 % 100, number % 100)
        }
    };
    let known = mood != Mood::Unclear && (says_place || random.random_bool(0.7));
    Written { essence, address: known.then(|| format!("{place}, ул. {street}")) }
}

/// The first sentence without its slots: what is left when somebody forgets to say where.
fn first_sentence(body: &str) -> String {
    let sentence = body.split_inclusive(['.', '!', '?']).next().unwrap_or(body);
    [
        ", {place},",
        ", {place}",
        ", {street},",
        ", {street}",
        " у дома по адресу {street}",
        " по адресу {street}",
    ]
    .iter()
    .fold(sentence.to_owned(), |text, slot| text.replace(slot, ""))
}

/// Nobody for what was written in public: there the link is enough.
pub(crate) fn applicant(channel: Channel, number: usize) -> Option<Applicant> {
    let name = format!("Заявитель {number}");
    let phone = Some(format!("+7 900 000-{:02}-{:02}", number / 100 % 100, number % 100));
    let email = Some(format!("zayavitel{number}@example.org"));
    match channel {
        Channel::Phone => Some(Applicant { name, phone, ..Applicant::default() }),
        Channel::Reception => Some(Applicant { name, ..Applicant::default() }),
        Channel::WebForm => Some(Applicant { name, phone, email, ..Applicant::default() }),
        Channel::Email => Some(Applicant { name, email, ..Applicant::default() }),
        _ => None,
    }
}

fn pick<'a>(random: &mut StdRng, list: &[&'a str]) -> &'a str {
    list.choose(random).expect("no list of texts is empty")
}

const GREETINGS: &[&str] =
    &["Здравствуйте!", "Добрый день.", "Добрый вечер, прошу помочь.", "Уважаемая администрация!"];
const THANKS: &[&str] =
    &["Заранее спасибо.", "Спасибо за работу!", "С уважением, жители улицы.", "Будем благодарны за ответ."];
const ANGER: &[&str] = &[
    "Сколько можно писать об одном и том же!",
    "Это уже третье сообщение за месяц.",
    "Безобразие!",
    "Вы там вообще работаете?",
    "Устали обещания слушать.",
];
const DEMANDS: &[&str] = &[
    "Когда это кончится?",
    "Требуем назвать срок!",
    "Ответьте по существу, а не отпиской.",
    "Будем писать выше!!!",
    "Кто за это отвечает?",
];
const UNCLEAR: &[&str] =
    &["Ну и когда уже?", "Опять то же самое, что осенью.", "Сделайте что-нибудь.", "Сами знаете где."];
