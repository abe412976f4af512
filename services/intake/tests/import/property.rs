//! Whatever the rows say, and however they are written down, the same rows are read.

use otklik_intake::Entry;
use proptest::prelude::*;

use crate::support::{cp1251, entries, open};

const COLUMNS: [&str; 4] = ["Номер", "Дата", "Текст", "Тема"];

/// Texts with everything that CSV finds hard, in letters that both encodings have.
fn text() -> impl Strategy<Value = String> {
    "[А-Яа-яЁёA-z0-9 ;,\"'.!?=+@\n\t№«»—-]{0,60}".prop_map(|text| format!("слово {text}"))
}

fn csv(rows: &[[String; 4]], delimiter: u8) -> Vec<u8> {
    let mut out = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    out.write_record(COLUMNS).unwrap();
    for row in rows {
        out.write_record(row).unwrap();
    }
    out.into_inner().unwrap()
}

/// What another reader of CSV sees in the same bytes.
fn read_elsewhere(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn read(bytes: Vec<u8>) -> Vec<(String, String, Option<String>)> {
    entries(open(bytes).unwrap())
        .into_iter()
        .map(|entry| match entry {
            Entry::Row(row) => (row.external_id, row.text, row.topic_hint.topic),
            Entry::Refused(refused) => panic!("{refused:?}"),
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_same_rows_come_out_of_every_encoding_and_delimiter(texts in proptest::collection::vec((text(), text()), 1..12)) {
        let rows: Vec<[String; 4]> = texts
            .into_iter()
            .enumerate()
            .map(|(number, (text, topic))| [number.to_string(), "17.11.2026".to_owned(), text, topic])
            .collect();
        let expected = read(csv(&rows, b';'));
        prop_assert_eq!(expected.len(), rows.len());
        for delimiter in [b';', b',', b'\t'] {
            let utf8 = csv(&rows, delimiter);
            let elsewhere = read_elsewhere(&utf8, delimiter);
            prop_assert!(elsewhere.iter().zip(&rows).all(|(theirs, row)| theirs[..] == row[..]));
            let marked = [&[0xef, 0xbb, 0xbf], &utf8[..]].concat();
            let other = cp1251(std::str::from_utf8(&utf8).unwrap());
            for file in [utf8, marked, other] {
                prop_assert_eq!(&read(file), &expected);
            }
        }
    }

    #[test]
    fn no_bytes_make_the_reader_give_up(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let mut file = crate::support::plain(&["1;17.11.2026;Вода;;;;"]).into_bytes();
        file.extend(bytes);
        // Refused as a whole or row by row; never anything else.
        if let Ok(import) = open(file) {
            prop_assert!(entries(import).len() as u64 >= 1);
        }
    }
}
