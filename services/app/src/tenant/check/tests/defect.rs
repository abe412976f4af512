//! Defects of single lines, each with its place and its words.

use super::{known, read, template};
use crate::tenant::check::{check, is_warning};

const ACT: &str = "\
format: otklik-tenant/1
tenant:
  code: a
  kind: MUNICIPAL
  state: ACTIVE
  region: mari-el
  name: Н
  short_name: Н
  municipality: city_okrug
  zone: Europe/Moscow
  number_prefix: АБВ
  hours: {weekdays: {monday: {from: \"08:30\", to: \"17:30\"}}, lunch: {from: \"12:00\", to: \"13:00\"}}
  holidays: [sagaalgan]
  population: {people: 1000, on: 2026-01-01}
act: {kind: постановление, number: \"1\", date: 2025-01-31, effective_on: 2025-02-10}
seats:
  - {code: head, kind: head_of_administration, position: глава, roles: [head_of_administration, manager, coordinator]}
channels:
  - {channel: POS, seat: head}
functions:
  - {function: rating, state: on}
audiences:
  - {audience: APPROVER, seats: [head]}
routing:
  - {topics: [roads], seat: head}
territories:
  - {code: \"88616000\", name: Первое, settlements: [Берёзовка]}
platforms: [MAX]
";

fn defects(source: &str) -> Vec<(u64, &'static str, String)> {
    let found = check(&[read(source)], &known());
    found.into_iter().map(|defect| (defect.line, defect.code, defect.message)).collect()
}

#[track_caller]
fn expect(from: &str, to: &str, line: u64, code: &'static str, message: &str) {
    assert!(ACT.contains(from), "{from}");
    assert_eq!(defects(&ACT.replacen(from, to, 1)), [(line, code, message.to_owned())]);
}

#[test]
fn a_good_file_has_no_defects() {
    assert_eq!(defects(ACT), []);
}

#[test]
fn hours_are_a_name_or_a_week() {
    expect(
        "from: \"08:30\", to: \"17:30\"",
        "from: \"17:30\", to: \"08:30\"",
        12,
        "HOURS_REVERSED",
        "Часы перевёрнуты: 17:30 – 08:30. Конец должен быть позже начала.",
    );
    expect(
        "from: \"12:00\", to: \"13:00\"",
        "from: \"12:00\", to: полдень",
        12,
        "TIME_BAD",
        "Время «полдень» не читается. Укажите ЧЧ:ММ в кавычках, например \"08:30\".",
    );
    expect(
        "monday: {",
        "понедельник: {from: \"08:30\", to: \"17:30\"}, monday: {",
        12,
        "KEY_UNKNOWN",
        "Ключ «понедельник» здесь не предусмотрен. Уберите его или исправьте; можно: monday, tuesday, wednesday, thursday, friday, saturday, sunday.",
    );
    expect(
        "{from: \"12:00\", to: \"13:00\"}",
        "{from: \"08:30\", to: \"17:30\"}",
        12,
        "HOURS_EMPTY",
        "Рабочего времени не остаётся. Укажите хотя бы один рабочий день; в каждом, и в сокращённый, должно оставаться время кроме обеда.",
    );
    let named = ACT.replacen(
        &ACT[ACT.find("  hours:").unwrap()..ACT.find("  holidays:").unwrap()],
        "  hours: night\n",
        1,
    );
    assert_eq!(
        defects(&named),
        [(12, "HOURS_UNKNOWN", "Рабочего времени «night» в справочнике нет. Выберите из: default; или перечислите часы по дням (weekdays).".to_owned())]
    );
    expect(
        "to: \"13:00\"}}",
        "to: \"13:00\"}, short_day_less_minutes: час}",
        12,
        "NUMBER_BAD",
        "Сокращение «час» не годится. Укажите минуты целым числом, не больше 240.",
    );
}

#[test]
fn holidays_zone_and_people_are_known() {
    expect(
        "[sagaalgan]",
        "[navruz]",
        13,
        "HOLIDAY_UNKNOWN",
        "Праздника «navruz» в справочнике нет. Выберите из: chaga_bayram, sagaalgan; новый праздник добавляют в policies/calendars.",
    );
    expect(
        "[sagaalgan]",
        "[sagaalgan, sagaalgan]",
        13,
        "HOLIDAY_TWICE",
        "Праздник «sagaalgan» указан дважды. Оставьте один.",
    );
    expect(
        "zone: Europe/Moscow",
        "zone: Europe/Moskva",
        10,
        "ZONE_UNKNOWN",
        "Часового пояса «Europe/Moskva» нет. Укажите имя из базы IANA, например Europe/Moscow или Asia/Irkutsk.",
    );
    expect(
        "people: 1000",
        "people: тысяча",
        14,
        "NUMBER_BAD",
        "Численность «тысяча» не читается. Укажите целое число жителей без пробелов.",
    );
    expect(
        "2025-02-10",
        "2025-02-30",
        15,
        "DATE_BAD",
        "Дата «2025-02-30» не читается. Укажите существующий день: ГГГГ-ММ-ДД.",
    );
}

#[test]
fn words_of_closed_lists_are_known() {
    let start = |from: &str, to: &str, line: u64, code: &str, message: &str| {
        let found = defects(&ACT.replacen(from, to, 1));
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!((found[0].0, found[0].1), (line, code));
        assert!(found[0].2.starts_with(message), "{}", found[0].2);
    };
    start(
        "manager, coordinator]",
        "manager, coordinator, boss]",
        17,
        "ROLE_UNKNOWN",
        "Роли «boss» нет. Выберите из списка: coordinator, executor,",
    );
    start(
        "channel: POS",
        "channel: ICQ",
        19,
        "CHANNEL_UNKNOWN",
        "Канала «ICQ» нет. Выберите из списка: PHONE, RECEPTION,",
    );
    start(
        "function: rating",
        "function: raiting",
        21,
        "FUNCTION_UNKNOWN",
        "Функции «raiting» нет. Выберите из списка: monitoring,",
    );
    start(
        "audience: APPROVER",
        "audience: BOSS",
        23,
        "AUDIENCE_UNKNOWN",
        "Адресата «BOSS» нет. Выберите из списка: ASSIGNEE,",
    );
    start(
        "topics: [roads]",
        "topics: [rods]",
        25,
        "TOPIC_UNKNOWN",
        "Темы «rods» в справочнике нет. Укажите сферу",
    );
    start(
        "topics: [roads], seat: head",
        "topics: [roads], seat: boss",
        25,
        "SEAT_UNKNOWN",
        "Места «boss» в файле нет. Добавьте или исправьте код; есть: head.",
    );
    start(
        "topics: [roads], seat: head",
        "topics: [roads], seat: head, block: b",
        25,
        "BLOCK_UNKNOWN",
        "Блока «b» в файле нет. Добавьте или исправьте код; есть: в файле их нет.",
    );
    start(
        "state: on",
        "state: yes",
        21,
        "WORD_UNKNOWN",
        "Значения «yes» нет. Выберите из списка: on, off, not_stated.",
    );
    start(
        "platforms: [MAX]",
        "default_direction: roads",
        28,
        "DIRECTION_UNKNOWN",
        "Направления «roads» в файле нет.",
    );
}

#[test]
fn nothing_is_said_twice() {
    expect(
        "  - {channel: POS, seat: head}\n",
        "  - {channel: POS, seat: head}\n  - {channel: POS, seat: head}\n",
        20,
        "CHANNEL_TWICE",
        "У канала «POS» уже есть ответственный. Оставьте одну строку.",
    );
    expect(
        "  - {function: rating, state: on}\n",
        "  - {function: rating, state: on}\n  - {function: rating, state: off}\n",
        22,
        "FUNCTION_TWICE",
        "Функция «rating» указана дважды. Оставьте одну строку.",
    );
    expect(
        "  - {audience: APPROVER, seats: [head]}\n",
        "  - {audience: APPROVER, seats: [head]}\n  - {audience: APPROVER, seats: [head]}\n",
        24,
        "AUDIENCE_TWICE",
        "Адресат «APPROVER» указан дважды. Сложите места в одну строку.",
    );
    expect(
        "platforms: [MAX]",
        "platforms: [MAX, MAX]",
        28,
        "PLATFORM_TWICE",
        "Площадка «MAX» указана дважды. Оставьте одну.",
    );
    expect(
        "platforms:",
        "  - {name: Второе, settlements: [Берёзовка]}\nplatforms:",
        28,
        "SETTLEMENT_TWICE",
        "Населённый пункт «Берёзовка» уже отнесён к территории «Первое». Если это другой пункт с тем же именем, уточните имя.",
    );
    expect(
        "platforms:",
        "  - {code: \"88616000\", name: Второе}\nplatforms:",
        28,
        "TERRITORY_TWICE",
        "Территория «Второе» или её код уже есть выше. Оставьте одну строку.",
    );
    expect(
        "88616000",
        "886",
        27,
        "OKTMO_BAD",
        "Код ОКТМО «886» не годится. Укажите 8 или 11 цифр в кавычках.",
    );
}

fn settings(lines: &str) -> Vec<(u64, &'static str, String)> {
    let source = format!("format: otklik-tenant-settings/1\ntenant: kilemary\ntitle: Проба\n{lines}");
    let found = check(&[template("kilemary"), read(&source)], &known());
    found.into_iter().filter(|it| !is_warning(it)).map(|it| (it.line, it.code, it.message)).collect()
}

#[test]
fn settings_say_why_they_differ_from_the_act() {
    assert_eq!(
        settings("functions:\n  - {function: emergency_calls, state: on}\n"),
        [(5, "FUNCTION_WITHOUT_WHY", "Функция переключается помимо акта. Скажите в why, почему.".to_owned())]
    );
    assert_eq!(
        settings("functions:\n  - {function: emergency_calls, state: on, why: решение куратора}\n"),
        []
    );
    assert_eq!(
        settings("scopes:\n  - {seat: head}\n"),
        [(
            5,
            "SCOPE_EMPTY",
            "Строка ничего не меняет. Укажите add_roles, blocks, organizations, channels или directions."
                .to_owned()
        )]
    );
    assert_eq!(
        settings("scopes:\n  - {seat: head, add_roles: [head_of_administration]}\n"),
        [(5, "ROLE_TWICE", "Роль «head_of_administration» указана дважды. Оставьте одну.".to_owned())]
    );
    assert_eq!(settings("scopes:\n  - {seat: lead_deputy, add_roles: [signer]}\n"), []);
}

#[test]
fn settings_of_a_tenant_that_nobody_gave_are_refused() {
    let lost = "format: otklik-tenant-settings/1\ntenant: atlantis\ntitle: Проба\n";
    let found = check(&[template("kilemary"), read(lost)], &known());
    let found: Vec<_> = found.into_iter().filter(|it| !is_warning(it)).collect();
    assert_eq!((found.len(), found[0].line, found[0].code), (1, 2, "SETTINGS_WITHOUT_ACT"));
    assert_eq!(
        found[0].message,
        "Акта с кодом «atlantis» среди файлов нет. Передайте файл акта вместе с файлом настроек."
    );
}
