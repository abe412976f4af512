//! Invented exports of «Инцидент Менеджмент»: a small one of five municipalities with everything that real ones have, and
//! large ones for load.

use chrono::{DateTime, Duration, FixedOffset, Utc};
use encoding_rs::WINDOWS_1251;

use crate::{ActKind, Fate, PlannedCase, cases};

/// Rows of [`incident_export`] below its header, broken ones included.
pub const EXPORT_ROWS: usize = 300;
/// Rows of it that no profile can take.
pub const EXPORT_BROKEN: usize = 6;
/// Rows of it that come a second time, closed since.
pub const EXPORT_REPEATED: usize = 14;

const SEED: u64 = 71;
/// The small export was made on 18 November 2026 at 02:00 UTC: hours since 1970.
const EXPORTED: i64 = 498_602;
/// Number of the first incident.
const FIRST: usize = 5_000_001;
/// Every so many days the outside system wants an answer.
const TERM: i64 = 8;

/// A municipality as exports name it, with the hours of its clock before UTC.
struct Place {
    region: &'static str,
    name: &'static str,
    hours: i32,
}

const PLACES: [Place; 5] = [
    Place {
        region: "Республика Алтай", name: "Усть-Коксинский район", hours: 7
    },
    Place {
        region: "Республика Марий Эл", name: "Килемарский муниципальный округ", hours: 3
    },
    Place {
        region: "Ленинградская область", name: "Сланцевский муниципальный район", hours: 3
    },
    Place {
        region: "Республика Бурятия", name: "Заиграевский район", hours: 8
    },
    Place {
        region: "Свердловская область", name: "Камышловский городской округ", hours: 5
    },
];

/// Topic of the product, group and topic of exports. What exports have no word for is not in them.
const TOPICS: [(&str, &str, &str); 20] = [
    ("zhkh.heat", "ЖКХ", "Ненадлежащее качество или отсутствие отопления"),
    ("zhkh.coldwater", "ЖКХ", "Отсутствие холодной воды"),
    ("zhkh.power", "ЖКХ", "Отсутствие электричества"),
    ("zhkh.waste", "Мусор/Свалки/ТКО", "Уборка/Вывоз мусора"),
    ("zhkh.yard", "Благоустройство", "Благоустройство придомовых территорий"),
    ("zhkh.light", "Благоустройство", "Неисправные фонари освещения"),
    ("roads.pothole", "Дороги", "Ямы и выбоины на дороге"),
    (
        "roads.snow",
        "Дороги",
        "Нарушение правил очистки дорог от снега и наледи/Обращения о необходимости очистить тротуар от снега и наледи",
    ),
    ("roads.dirtroad", "Дороги", "Строительство или реконструкция дорог"),
    ("transport.schedule", "Общественный транспорт", "График движения общественного транспорта"),
    ("transport.stop", "Общественный транспорт", "Содержание остановок"),
    ("education.kindergarten", "Образование", "Устройство в ДОУ"),
    ("education.school", "Образование", "Образовательный процесс"),
    ("education.safety", "Образование", "Безопасность образовательного процесса"),
    ("culture.house", "Культура", "Учреждения культуры"),
    ("safety.dogs", "Безопасность", "Отлов безнадзорных собак и кошек"),
    ("property.cemetery", "Погребение и похоронное дело", "Погребение и похоронное дело"),
    ("economy.trade", "Торговля", "Нестационарная торговля (киоски, павильоны, сезонная торговля)"),
    ("economy.connect", "Связь и телевидение", "Информационно-техническая поддержка"),
    ("other.general", "Спецпроекты", "Спецпроекты"),
];

const HEADER: [&str; 20] = [
    "Номер инцидента",
    "Дата создания",
    "Дата закрытия",
    "Срок ответа",
    "Группа тем",
    "Тема",
    "Регион",
    "Муниципалитет",
    "Населённый пункт",
    "Улица",
    "Дом",
    "Теги",
    "Исполнитель",
    "Отдел",
    "Автор",
    "Ссылка на автора",
    "Текст инцидента",
    "Ссылка на пост",
    "Тип инцидента",
    "Итог",
];
const CLOSED_AT: usize = 2;
const TEXT: usize = 16;
const OUTCOME: usize = 19;

type Row = Vec<String>;

/// The municipalities of [`incident_export`] as it names them.
pub fn municipalities() -> impl Iterator<Item = &'static str> {
    PLACES.iter().map(|place| place.name)
}

/// The day of the small export.
pub fn exported_at() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + Duration::hours(EXPORTED)
}

/// The small export as a text of CSV with semicolons.
pub fn incident_export() -> String {
    let good = EXPORT_ROWS - EXPORT_BROKEN - EXPORT_REPEATED;
    let mut rows: Vec<Row> = planned(good, exported_at())
        .iter()
        .enumerate()
        .map(|(index, case)| row(index, case, &PLACES[index % PLACES.len()]))
        .collect();
    let again: Vec<Row> = rows
        .iter()
        .filter(|row| row[OUTCOME].is_empty())
        .step_by(3)
        .take(EXPORT_REPEATED)
        .map(closed)
        .collect();
    let broken = broken(&rows);
    rows.extend(again);
    let mut lines: Vec<String> = rows.iter().map(|row| line(row)).collect();
    // Spread over the file, so that what follows each of them is seen to go in.
    for (place, line) in broken.into_iter().enumerate() {
        lines.insert((place + 1) * 45, line);
    }
    lines.insert(0, line(&HEADER.map(str::to_owned)));
    lines.join("\r\n") + "\r\n"
}

/// The same letters as office programs write them by default; a sign that windows-1251 lacks becomes an entity.
pub fn in_windows_1251(text: &str) -> Vec<u8> {
    WINDOWS_1251.encode(text).0.into_owned()
}

/// A large export of one municipality without a broken row, for load.
pub fn incident_load(rows: usize, municipality: &'static str, as_of: DateTime<Utc>) -> String {
    let place = Place { region: "Республика Марий Эл", name: municipality, hours: 3 };
    let mut text = line(&HEADER.map(str::to_owned)) + "\r\n";
    for (index, case) in planned(rows, as_of).iter().enumerate() {
        text.push_str(&line(&row(index, case, &place)));
        text.push_str("\r\n");
    }
    text
}

/// So many cases on topics that exports have a word for.
fn planned(most: usize, as_of: DateTime<Utc>) -> Vec<PlannedCase> {
    let wanted = |case: &PlannedCase| TOPICS.iter().any(|(code, _, _)| *code == case.topic);
    let mut made = most + most / 4 + 50;
    loop {
        let found: Vec<_> = cases(SEED, made, as_of).into_iter().filter(wanted).take(most).collect();
        if found.len() == most {
            return found;
        }
        made *= 2;
    }
}

fn row(index: usize, case: &PlannedCase, place: &Place) -> Row {
    let number = FIRST + index;
    let (_, group, topic) =
        TOPICS.iter().find(|(code, _, _)| *code == case.topic).expect("cases were filtered");
    let zone = FixedOffset::east_opt(place.hours * 3600).expect("a real offset");
    let local = |at: DateTime<Utc>| at.with_timezone(&zone);
    let (settlement, street, house) = address(case.address.as_deref());
    let answered = (!still_open(index)).then(|| published(case)).flatten().map(local);
    let due = local(case.received_at + Duration::days(TERM));
    let created = local(case.received_at);
    // Two ways to write a moment, as exports of two versions do.
    let created = if index.is_multiple_of(9) {
        created.format("%Y-%m-%d %H:%M:%S").to_string()
    } else {
        created.format("%d.%m.%Y %H:%M").to_string()
    };
    let closed = answered.map(|at| at.format("%d.%m.%Y %H:%M").to_string()).unwrap_or_default();
    [
        number.to_string(),
        created,
        closed,
        due.format("%d.%m.%Y").to_string(),
        (*group).to_owned(),
        (*topic).to_owned(),
        place.region.to_owned(),
        place.name.to_owned(),
        settlement,
        street,
        house,
        if index.is_multiple_of(4) { "важное".to_owned() } else { String::new() },
        "специалист".to_owned(),
        "отдел по работе с сообщениями".to_owned(),
        format!("Автор {}", index + 1),
        format!("https://example.org/id{number}"),
        written(index, &case.essence),
        format!("https://vk.com/wall-100500_{number}"),
        "Решаемый".to_owned(),
        outcome(index, case).to_owned(),
    ]
    .into()
}

fn outcome(index: usize, case: &PlannedCase) -> &'static str {
    match case.fate {
        _ if still_open(index) && case.fate == Fate::Answered => "",
        Fate::Answered if index.is_multiple_of(5) => "Разъяснено",
        Fate::Answered => "Решено",
        Fate::Approved if index.is_multiple_of(2) => "Отложено",
        Fate::Submitted | Fate::Approved if index.is_multiple_of(3) => "Не решено",
        _ => "",
    }
}

/// The outside system knows of an answer only when somebody entered it there.
fn still_open(index: usize) -> bool {
    index.is_multiple_of(4)
}

fn published(case: &PlannedCase) -> Option<DateTime<Utc>> {
    case.acts.iter().find(|act| act.kind == ActKind::Publish).map(|act| act.at)
}

/// The essence with what networks put into texts.
fn written(index: usize, essence: &str) -> String {
    match index % 16 {
        1 => format!("[club100500|Наш посёлок], {essence}"),
        3 => format!("[id100500|Сосед], поддерживаю! {essence}"),
        5 => format!("{essence}<br><br>Фото&nbsp;&mdash; в комментариях."),
        7 => format!("{essence} https://vk.com/photo-100500_{index}"),
        9 => format!("{essence} 😡😡"),
        11 => format!("@sosed100500 {essence}"),
        13 => format!("{essence}\nОтветьте; пожалуйста, \"по существу\"."),
        _ => essence.to_owned(),
    }
}

/// The row as it comes a day later.
fn closed(row: &Row) -> Row {
    let mut row = row.clone();
    "17.11.2026 17:30".clone_into(&mut row[CLOSED_AT]);
    "Решено".clone_into(&mut row[OUTCOME]);
    row
}

/// One line of each sort that no profile can take.
fn broken(rows: &[Row]) -> Vec<String> {
    let with = |number: usize, column: usize, text: &str| {
        let mut row = rows[number].clone();
        row[0] = (FIRST + 900_000 + number).to_string();
        text.clone_into(&mut row[column]);
        row
    };
    let short: Row = with(2, 0, "5900002").into_iter().take(12).collect();
    let quoted = line(&with(4, TEXT, "Свет не горит третий день"));
    vec![
        line(&with(0, 1, "31.02.2026 10:00")),
        line(&with(1, 1, "позавчера")),
        line(&short),
        line(&with(3, TEXT, "https://vk.com/photo-100500_1")),
        quoted.replace("Свет не горит третий день", "\"Свет не горит третий день"),
        line(&with(5, OUTCOME, "Передано почтой")),
    ]
}

fn address(address: Option<&str>) -> (String, String, String) {
    let mut parts = address.unwrap_or_default().split(", ");
    let settlement = parts.next().unwrap_or_default().to_owned();
    let street = parts.next().unwrap_or_default().trim_start_matches("ул. ").to_owned();
    (settlement, street, parts.next().unwrap_or_default().to_owned())
}

fn line(cells: &[String]) -> String {
    let quoted = |cell: &String| {
        // A sign that another encoding writes as an entity brings a semicolon of its own.
        if cell.contains([';', '"', '\n', '&']) || cell.chars().any(|c| u32::from(c) > 0xffff) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    cells.iter().map(quoted).collect::<Vec<_>>().join(";")
}
