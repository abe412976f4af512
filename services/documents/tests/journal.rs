//! The journal as a spreadsheet meets it: unpacked, parsed, cell by cell.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use std::collections::HashMap;
use std::io::{Cursor, Read};

use chrono::NaiveDate;
use otklik_documents::journal::{Answer, Journal, JournalRow, Outside, Period, xlsx};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn row(number: &str) -> JournalRow {
    JournalRow {
        number: number.to_owned(),
        registered_on: day(2026, 2, 6),
        outside: None,
        kind: "заявление".to_owned(),
        questions: 2,
        channel: "письмо".to_owned(),
        topic: "Ремонт дворов".to_owned(),
        assignee: None,
        organization: None,
        control_due: Some(day(2026, 3, 6)),
        legal_due: Some(day(2026, 3, 8)),
        extended_until: None,
        answer: None,
        outcome: None,
        days_in_work: 17,
    }
}

fn journal(rows: Vec<JournalRow>) -> Journal {
    Journal {
        title: "Администрация Выдуманного округа".to_owned(),
        period: Period { from: Some(day(2026, 1, 1)), to: Some(day(2026, 3, 31)) },
        rows,
    }
}

fn bytes(journal: &Journal) -> Vec<u8> {
    xlsx(journal, day(2026, 4, 1)).unwrap()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// A cell as the file types it.
#[derive(Clone, Debug, PartialEq)]
struct Cell {
    /// `s` for a shared string, empty for a number.
    kind: String,
    style: usize,
    value: String,
    formula: bool,
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> String {
    let found = tag.try_get_attribute(name).unwrap();
    found.map(|found| String::from_utf8(found.value.into_owned()).unwrap()).unwrap_or_default()
}

/// The texts of every `element`; entities are undone.
fn texts(xml: &str, element: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut current) = (Vec::new(), None::<String>);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == element.as_bytes() => current = Some(String::new()),
            Event::Text(words) => {
                if let Some(text) = &mut current {
                    text.push_str(&words.decode().unwrap());
                }
            }
            Event::GeneralRef(entity) => {
                if let Some(text) = &mut current {
                    text.push_str(resolve_predefined_entity(&entity.decode().unwrap()).unwrap());
                }
            }
            Event::End(tag) if tag.name().as_ref() == element.as_bytes() => found.extend(current.take()),
            Event::Eof => return found,
            _ => {}
        }
    }
}

/// Every cell by its address.
fn cells(bytes: &[u8]) -> HashMap<String, Cell> {
    let shared = texts(&part(bytes, "xl/sharedStrings.xml"), "t");
    let sheet = part(bytes, "xl/worksheets/sheet1.xml");
    let mut reader = Reader::from_str(&sheet);
    let (mut cells, mut address, mut in_value) = (HashMap::<String, Cell>::new(), String::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == b"c" => {
                address = attribute(&tag, "r");
                let style = attribute(&tag, "s").parse().unwrap_or_default();
                let cell = Cell { kind: attribute(&tag, "t"), style, value: String::new(), formula: false };
                cells.insert(address.clone(), cell);
            }
            Event::Start(tag) if tag.name().as_ref() == b"f" => {
                cells.get_mut(&address).unwrap().formula = true;
            }
            Event::Start(tag) if tag.name().as_ref() == b"v" => in_value = true,
            Event::End(_) => in_value = false,
            Event::Text(words) if in_value => {
                let cell = cells.get_mut(&address).unwrap();
                let value = words.decode().unwrap();
                cell.value = match cell.kind.as_str() {
                    "s" => shared[value.parse::<usize>().unwrap()].clone(),
                    _ => value.into_owned(),
                };
            }
            Event::Eof => return cells,
            _ => {}
        }
    }
}

/// Number format and quote prefix of every cell style, in their order.
fn styles(bytes: &[u8]) -> Vec<(String, bool)> {
    let xml = part(bytes, "xl/styles.xml");
    let mut reader = Reader::from_str(&xml);
    let (mut formats, mut styles, mut in_cells) = (HashMap::new(), Vec::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                b"numFmt" => {
                    formats.insert(attribute(&tag, "numFmtId"), attribute(&tag, "formatCode"));
                }
                b"cellXfs" => in_cells = true,
                b"xf" if in_cells => {
                    let format = formats.get(&attribute(&tag, "numFmtId")).cloned().unwrap_or_default();
                    styles.push((format, attribute(&tag, "quotePrefix") == "1"));
                }
                _ => {}
            },
            Event::End(tag) if tag.name().as_ref() == b"cellXfs" => in_cells = false,
            Event::Eof => return styles,
            _ => {}
        }
    }
}

/// Days since the last day of 1899, as a spreadsheet counts them after February 1900.
fn serial(date: NaiveDate) -> String {
    (date - day(1899, 12, 30)).num_days().to_string()
}

#[test]
fn title_and_header_say_what_it_is() {
    let cells = cells(&bytes(&journal(vec![])));
    assert_eq!(cells["A1"].value, "Журнал регистрации обращений граждан (59-ФЗ)");
    assert_eq!(cells["A2"].value, "Администрация Выдуманного округа, за период с 01.01.2026 по 31.03.2026");
    let header: Vec<&str> = ('A'..='S').map(|column| cells[&format!("{column}4")].value.as_str()).collect();
    assert_eq!(header[..2], ["Рег. номер", "Дата регистрации"]);
    assert_eq!(header[7], "Откуда поступило");
    assert_eq!(header[18], "Дней в работе");
    assert!(!header.iter().any(|name| name.contains("аявител")), "{header:?}");
}

#[test]
fn an_open_period_is_said_in_words() {
    let said = |from, to| {
        let journal = Journal { period: Period { from, to }, ..journal(vec![]) };
        cells(&bytes(&journal))["A2"].value.clone()
    };
    let (start, end) = (day(2026, 1, 1), day(2026, 1, 31));
    assert!(said(Some(start), None).ends_with(", с 01.01.2026"));
    assert!(said(None, Some(end)).ends_with(", по 31.01.2026"));
    assert!(said(Some(start), Some(start)).ends_with(", за 01.01.2026"));
    assert!(said(None, None).ends_with(", за всё время"));
}

#[test]
fn a_row_keeps_its_texts_numbers_and_dates() {
    let mut full = row("ВЫД-2026/7");
    full.outside =
        Some(Outside {
            system: "СЭД".to_owned(), number: "01-12/345".to_owned(), on: Some(day(2026, 2, 5))
        });
    full.assignee = Some("начальник отдела ЖКХ".to_owned());
    full.organization = Some("Управление ЖКХ".to_owned());
    full.answer =
        Some(Answer {
            number: "исх-9".to_owned(), on: day(2026, 2, 27), way: Some("почтой".to_owned())
        });
    full.outcome = Some("разъяснено".to_owned());
    let bytes = bytes(&journal(vec![full]));
    let (cells, styles) = (cells(&bytes), styles(&bytes));
    let text = |address: &str, words: &str| {
        assert_eq!((cells[address].kind.as_str(), cells[address].value.as_str()), ("s", words), "{address}");
    };
    text("A5", "ВЫД-2026/7");
    text("C5", "СЭД");
    text("D5", "01-12/345");
    text("J5", "начальник отдела ЖКХ");
    text("K5", "Управление ЖКХ");
    text("P5", "исх-9");
    text("Q5", "почтой");
    text("R5", "разъяснено");
    let dates = [
        ("B5", day(2026, 2, 6)),
        ("E5", day(2026, 2, 5)),
        ("L5", day(2026, 3, 6)),
        ("M5", day(2026, 3, 8)),
        ("O5", day(2026, 2, 27)),
    ];
    for (address, date) in dates {
        let cell = &cells[address];
        assert_eq!((cell.kind.as_str(), cell.value.as_str()), ("", serial(date).as_str()), "{address}");
        assert_eq!(styles[cell.style].0, "dd.mm.yyyy", "{address}");
    }
    assert_eq!((cells["G5"].kind.as_str(), cells["G5"].value.as_str()), ("", "2"));
    assert_eq!(cells["S5"].value, "17");
    assert_eq!(cells["N5"].value, "", "not extended");
}

#[test]
fn what_looks_like_a_formula_stays_text() {
    let hostile = ["=1+1", "+7 (000) 000-00-00", "-2+3", "@SUM(A1)", "=HYPERLINK(\"http://a\")"];
    let rows = hostile.map(|words| JournalRow { topic: words.to_owned(), ..row("1") });
    let bytes = bytes(&journal(rows.to_vec()));
    let (cells, styles) = (cells(&bytes), styles(&bytes));
    for (line, words) in (5..).zip(hostile) {
        let cell = &cells[&format!("I{line}")];
        assert_eq!((cell.kind.as_str(), cell.value.as_str()), ("s", words));
        assert!(styles[cell.style].1, "{words} has no quote prefix");
    }
    assert!(!cells.values().any(|cell| cell.formula));
}

#[test]
fn header_stays_in_sight_and_is_repeated_in_print() {
    let bytes = bytes(&journal(vec![row("1"), row("2")]));
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"topLeftCell="B5""#) && sheet.contains(r#"state="frozen""#), "{sheet}");
    assert!(sheet.contains(r#"<autoFilter ref="A4:S6"/>"#), "{sheet}");
    assert!(sheet.contains("<col "), "{sheet}");
    let book = part(&bytes, "xl/workbook.xml");
    assert!(book.contains("_xlnm.Print_Titles") && book.contains("$4:$4"), "{book}");
}

#[test]
fn hostile_text_and_a_text_too_long_for_a_cell_do_no_harm() {
    let hostile = "A & B <c> \u{1}\u{ffff} «кавычки»";
    let rows = vec![
        JournalRow { topic: hostile.to_owned(), ..row("1") },
        JournalRow { topic: "я".repeat(40_000), ..row("2") },
    ];
    let cells = cells(&bytes(&journal(rows)));
    assert_eq!(cells["I5"].value, "A & B <c>    «кавычки»");
    assert_eq!(cells["I6"].value.chars().count(), 32_767);
    assert!(cells["I6"].value.ends_with('…'));
}

#[test]
fn the_same_data_give_the_same_bytes() {
    let journal = journal(vec![row("1")]);
    assert_eq!(bytes(&journal), bytes(&journal));
}
