//! Workbooks: values of cells, dates with a format, sheets by name.

use std::io::{Cursor, Write as _};

use otklik_intake::file::Kind;
use otklik_intake::profile::Profile;
use otklik_intake::row::ImportRow;
use otklik_intake::{Entry, Import};
use zip::write::SimpleFileOptions;

use crate::support::{context, entries, profile};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A workbook with these sheets, each the XML of its rows.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, text: String| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let overrides: Vec<String> = (1..=sheets.len())
        .map(|n| format!("<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"))
        .collect();
    part(
        "[Content_Types].xml",
        format!(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>{}</Types>",
            overrides.concat()
        ),
    );
    part(
        "_rels/.rels",
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    let names: Vec<String> = sheets
        .iter()
        .zip(1..)
        .map(|((name, _), n)| format!("<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"r{n}\"/>"))
        .collect();
    part(
        "xl/workbook.xml",
        format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>{}</sheets></workbook>",
            names.concat()
        ),
    );
    let relations: Vec<String> = (1..=sheets.len())
        .map(|n| format!("<Relationship Id=\"r{n}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"))
        .collect();
    part(
        "xl/_rels/workbook.xml.rels",
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}<Relationship Id=\"s\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/></Relationships>",
            relations.concat()
        ),
    );
    part(
        "xl/styles.xml",
        format!(
            "<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"22\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
        ),
    );
    for ((_, rows), n) in sheets.iter().zip(1..) {
        part(
            &format!("xl/worksheets/sheet{n}.xml"),
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"),
        );
    }
    zip.finish().unwrap().into_inner()
}

fn text(place: &str, value: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{value}</t></is></c>")
}

fn row(number: u32, cells: &[String]) -> String {
    format!("<row r=\"{number}\">{}</row>", cells.concat())
}

fn header(number: u32) -> String {
    let cells: Vec<String> = ["Номер", "Дата", "Текст", "Срок", "Тема"]
        .iter()
        .zip('A'..)
        .map(|(name, letter)| text(&format!("{letter}{number}"), name))
        .collect();
    row(number, &cells)
}

fn import(bytes: Vec<u8>, profile: &Profile) -> Vec<ImportRow> {
    let import = Import::open(Cursor::new(bytes), profile, context()).unwrap();
    assert_eq!((import.shape().kind, import.shape().encoding), (Kind::Xlsx, None));
    let taken = |entry| match entry {
        Entry::Row(row) => *row,
        Entry::Refused(refused) => panic!("{refused:?}"),
    };
    entries(import).into_iter().map(taken).collect()
}

#[test]
fn cells_are_read_as_values_whatever_made_them() {
    let rows = [
        header(1),
        // A number, a serial date with a format, a formula with its value, a serial date without a format.
        row(
            3,
            &[
                "<c r=\"A3\"><v>701</v></c>".to_owned(),
                "<c r=\"B3\" s=\"1\"><v>46343.586805555555</v></c>".to_owned(),
                "<c r=\"C3\" t=\"str\"><f>CONCAT(\"Нет\",\" воды\")</f><v>Нет воды</v></c>".to_owned(),
                "<c r=\"D3\"><v>46350</v></c>".to_owned(),
            ],
        ),
        row(4, &[text("A4", "702"), text("B4", "17.11.2026"), text("C4", "=1+2 не сходится")]),
    ];
    let read = import(workbook(&[("Лист1", &rows.concat())]), &profile("plain"));
    assert_eq!(read.len(), 2);
    assert_eq!((read[0].line, read[0].external_id.as_str(), read[0].text.as_str()), (3, "701", "Нет воды"));
    assert_eq!(read[0].received_at.to_rfc3339(), "2026-11-17T11:05:00+00:00");
    assert_eq!(read[0].source_due.unwrap().to_rfc3339(), "2026-11-24T20:59:59+00:00");
    assert_eq!(read[0].topic_hint.topic, None, "a row that ends early has empty cells");
    assert_eq!((read[1].external_id.as_str(), read[1].text.as_str()), ("702", "=1+2 не сходится"));
}

#[test]
fn a_sheet_is_found_by_name_and_its_header_behind_a_title() {
    let other = row(1, &[text("A1", "не то")]);
    let rows = [
        row(1, &[text("A1", "Выгрузка за ноябрь")]),
        header(3),
        row(4, &[text("A4", "1"), text("B4", "17.11.2026"), text("C4", "Снег")]),
    ]
    .concat();
    let book = workbook(&[("Итоги", &other), ("Данные", &rows)]);
    let mut profile = profile("plain");
    profile.layout.sheet = Some(" данные".to_owned());
    profile.layout.header_row = 3;
    assert_eq!(import(book.clone(), &profile).len(), 1);
    profile.layout.sheet = Some("Нет такого".to_owned());
    let defect = Import::open(Cursor::new(book), &profile, context()).err().unwrap();
    assert_eq!(defect.code(), "FILE_NO_SUCH_SHEET");
    assert!(defect.to_string().contains("Итоги, Данные"), "{defect}");
}

#[test]
fn empty_and_damaged_workbooks_are_refused() {
    let code = |bytes: Vec<u8>| {
        Import::open(Cursor::new(bytes), &profile("plain"), context()).err().map(|defect| defect.code())
    };
    assert_eq!(code(workbook(&[("Лист1", "")])), Some("FILE_EMPTY"));
    assert_eq!(code(workbook(&[("Лист1", &header(1))])), Some("FILE_ONLY_HEADER"));
    let whole = workbook(&[("Лист1", &header(1))]);
    assert_eq!(code(whole[..whole.len() / 2].to_vec()), Some("FILE_BROKEN_WORKBOOK"));
    for at in (0..whole.len()).step_by(7) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x5a;
        assert!(code(damaged).is_some(), "one byte at {at}");
    }
}

/// A workbook of one part of 4 MB that is nothing but spaces.
fn spaces() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(&vec![b' '; SPACES]).unwrap();
    zip.finish().unwrap().into_inner()
}

const SPACES: usize = 4 * 1024 * 1024;

#[test]
fn a_small_file_that_unpacks_to_more_than_memory_is_refused() {
    let mut bytes = spaces();
    let size = u32::try_from(SPACES).unwrap().to_le_bytes();
    let at = bytes.windows(4).rposition(|four| four == size).expect("the size in the directory");
    bytes[at..at + 4].copy_from_slice(&(3 * 1024 * 1024 * 1024_u32).to_le_bytes());
    let defect = Import::open(Cursor::new(bytes), &profile("plain"), context()).err().unwrap();
    assert_eq!(defect.code(), "FILE_WORKBOOK_TOO_LARGE");
}
