//! Files that are refused as a whole, before any row of them is taken.

use std::io::{self, Read, Seek, SeekFrom};

use otklik_intake::Import;
use otklik_intake::file::{LARGEST_FILE, MOST_ROWS};

use crate::support::{HEADER, context, cp1251, defect, plain, profile};

#[test]
fn an_empty_file_and_a_lone_header_are_told_apart() {
    assert_eq!(defect(""), ("FILE_EMPTY", "Файл пуст. Выгрузите его заново и проверьте размер.".to_owned()));
    assert_eq!(defect("\u{feff}").0, "FILE_EMPTY");
    assert_eq!(defect("\n\n  \n").0, "FILE_EMPTY");
    assert_eq!(defect(HEADER).0, "FILE_ONLY_HEADER");
    assert_eq!(defect(format!("{HEADER}\r\n;;;;;;\r\n\r\n")).0, "FILE_ONLY_HEADER");
}

#[test]
fn columns_that_are_missing_are_named_with_those_that_are_there() {
    let (code, message) = defect("Номер;Что-то\n1;2\n");
    assert_eq!(code, "FILE_MISSING_COLUMNS");
    for part in ["«Текст» (текст)", "«Номер», «Что-то»"] {
        assert!(message.contains(part), "{message}");
    }
    // The second column is the date by its letter; nothing in it is a date, and every row says so.
    assert!(!message.contains("дата поступления"), "{message}");
}

#[test]
fn what_is_no_table_is_called_by_its_name() {
    assert_eq!(defect([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]).0, "FILE_NOT_A_TABLE");
    assert_eq!(defect([0xff, 0xfe, b'a', 0]).0, "FILE_NOT_A_TABLE");
    assert_eq!(defect("%PDF-1.7\n").0, "FILE_NOT_A_TABLE");
    assert_eq!(defect(HEADER.replace(';', ";\0")).0, "FILE_NOT_A_TABLE");
    assert_eq!(defect("PK\u{3}\u{4}broken").0, "FILE_BROKEN_WORKBOOK");
}

#[test]
fn a_header_that_cannot_be_read_says_why() {
    let (code, message) = defect("Номер;\"Дата;Текст\n");
    assert_eq!(code, "FILE_BAD_HEADER");
    assert!(message.contains("строка 1") && message.contains("Кавычка открыта"), "{message}");
    // The header in one encoding, the rows in another.
    let mut mixed = cp1251(HEADER);
    mixed.extend(format!("\n{}", ["1;17.11.2026;Нет воды;;;;"; 3].join("\n")).bytes());
    assert_eq!(defect(mixed).0, "FILE_BAD_HEADER");
}

#[test]
fn more_rows_than_allowed_are_refused_before_the_first() {
    let line = "1;17.11.2026;Вода;;;;\n";
    let most = usize::try_from(MOST_ROWS).unwrap();
    assert_eq!(defect(format!("{HEADER}\n{}", line.repeat(most + 1))).0, "FILE_TOO_MANY_ROWS");
}

/// A file of one endless row that is made while it is read, and knows how much was asked of it.
struct Endless {
    head: Vec<u8>,
    at: u64,
    length: u64,
    given: u64,
}

impl Endless {
    fn new(length: u64) -> Self {
        Self {
            head: plain(&["1;17.11.2026;Вода;;;;", "2;17.11.2026;"]).into_bytes(),
            at: 0,
            length,
            given: 0,
        }
    }
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.length - self.at).unwrap().min(into.len());
        let head = self.head.len() - 1;
        for (place, byte) in into[..left].iter_mut().enumerate() {
            let at = usize::try_from(self.at).unwrap() + place;
            *byte = if at < head { self.head[at] } else { b'x' };
        }
        self.at += left as u64;
        self.given += left as u64;
        Ok(left)
    }
}

impl Seek for Endless {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let SeekFrom::Start(at) = to else { return Err(io::Error::other("only from the beginning")) };
        self.at = at;
        Ok(at)
    }
}

#[test]
fn fifty_megabytes_and_one_byte_are_too_much_and_a_line_of_a_hundred_is_not_read_to_its_end() {
    for length in [LARGEST_FILE + 1, 100 * 1024 * 1024] {
        let mut file = Endless::new(length);
        let defect = Import::open(&mut file, &profile("plain"), context()).err().unwrap();
        assert_eq!(defect.code(), "FILE_TOO_LARGE");
        assert_eq!(
            defect.to_string(),
            "Файл больше 50 МБ. Разделите выгрузку по периодам и загрузите части по очереди."
        );
        assert!(file.given < LARGEST_FILE + 1024 * 1024, "read {} bytes", file.given);
    }
}

#[test]
fn a_line_of_megabytes_within_the_limit_of_the_file_costs_only_its_row() {
    let file = Endless::new(20 * 1024 * 1024);
    let import = Import::open(file, &profile("plain"), context()).unwrap();
    assert_eq!(import.shape().rows, 2);
    let entries = crate::support::entries(import);
    let otklik_intake::Entry::Refused(refused) = &entries[1] else { panic!("{entries:?}") };
    assert_eq!((refused.line, refused.code.code(), refused.raw.as_str()), (3, "LINE_TOO_LONG", ""));
}
