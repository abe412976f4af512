//! Files as they come.

use std::collections::BTreeSet;
use std::io::Cursor;

use otklik_intake::file::{Encoding, Kind};
use otklik_intake::profile::{DropReason, FoundBy};
use otklik_intake::row::{Context, ImportRow, SourceState};
use otklik_intake::{Entry, Import, refused};

use crate::support::{context, cp1251, entries, open, plain, profile, rows};

const INCIDENTS: &str = "Номер инцидента;Дата создания;Дата закрытия;Группа тем;Тема;Муниципалитет;\
Населенный  пункт;Улица;Дом;Автор;Текст инцидента;Ссылка на пост;Итог;Тип инцидента\r\n\
501;17.11.2026 09:15;;ЖКХ;Нет воды;Усть-Коксинский район;село Тихая Заводь;Садовая;5;\
Имя Фамилия;\"[id1|Имя], нет воды &quot;вторые сутки&quot;\";vk.com/wall-1_2;;Решаемый\r\n\
502;16.11.2026;18.11.2026 10:00;Дороги;Ямы;Усть-Коксинский район;;;;Другой;\"Яма; большая\nвторая яма\";;Решено;Решаемый\r\n";

#[test]
fn an_incident_export_is_read_by_the_names_of_its_columns() {
    let import =
        Import::open(Cursor::new(INCIDENTS.as_bytes()), &profile("incident_management"), context()).unwrap();
    let entries = entries(import);
    let [Entry::Row(first), Entry::Row(second)] = &entries[..] else { panic!("{entries:?}") };
    assert_eq!((first.line, first.external_id.as_str()), (2, "501"));
    assert_eq!(first.received_at.to_rfc3339(), "2026-11-17T06:15:00+00:00");
    assert_eq!(first.topic_hint.group.as_deref(), Some("ЖКХ"));
    assert_eq!(first.topic_hint.topic.as_deref(), Some("Нет воды"));
    assert_eq!(first.municipality.as_deref(), Some("Усть-Коксинский район"));
    assert_eq!(first.address.as_deref(), Some("село Тихая Заводь, ул. Садовая, д. 5"));
    assert_eq!(first.text, "[участник], нет воды \"вторые сутки\"");
    assert_eq!(first.thread_url.as_deref(), Some("https://vk.com/wall-1_2"));
    assert_eq!((first.state, first.state_text.clone(), first.closed()), (SourceState::Open, None, false));
    assert_eq!(second.text, "Яма; большая\nвторая яма");
    assert_eq!(second.address, None);
    assert!(second.closed());
    assert_eq!(second.closed_at.unwrap().to_rfc3339(), "2026-11-18T07:00:00+00:00");
    assert!(!format!("{entries:?}").contains("Фамилия"), "the author's column is never read");
}

#[test]
fn the_preview_says_what_is_read_from_where_and_what_is_dropped() {
    let mut import =
        Import::open(Cursor::new(INCIDENTS.as_bytes()), &profile("incident_management"), context()).unwrap();
    let preview = import.preview(1).unwrap();
    assert_eq!(preview.rows.len(), 1);
    let of = |header: &str| preview.columns.iter().find(|column| column.header == header).unwrap();
    assert_eq!((of("Тема").letter.as_str(), of("Тема").by), ("E", FoundBy::Name));
    assert_eq!(
        of("Населенный  пункт").field.code(),
        "settlement",
        "«е» for «ё» and two spaces do not matter"
    );
    let dropped: Vec<_> = preview.dropped.iter().map(|d| (d.header.as_str(), d.reason)).collect();
    assert_eq!(dropped, [("Автор", DropReason::Author), ("Тип инцидента", DropReason::Unknown)]);
    assert!(preview.absent.iter().any(|field| field.code() == "source_due"));
    assert_eq!((preview.shape.kind, preview.shape.rows), (Kind::Csv, 2));
    assert_eq!((preview.shape.encoding, preview.shape.delimiter), (Some(Encoding::Utf8), Some(';')));
    assert_eq!(entries(import).len(), 2, "behind the preview reading starts anew");
}

#[test]
fn a_letter_helps_only_where_no_name_does_and_takes_nobody_elses_column() {
    let text = "Код;Когда;Суть дела;Тема\n1;17.11.2026;Нет света;Свет\n";
    let mut import = open(text).unwrap();
    let preview = import.preview(5).unwrap();
    let by: Vec<_> = preview.columns.iter().map(|column| (column.field.code(), column.by)).collect();
    let expected = [
        ("external_id", FoundBy::Letter),
        ("received_at", FoundBy::Letter),
        ("text", FoundBy::Letter),
        ("topic", FoundBy::Name),
    ];
    assert_eq!(by, expected);
    // The third column is the topic by its name, so the text cannot be taken from there by letter.
    assert_eq!(open("Код;Когда;Тема;Прочее\n1;2;3;4\n").err().unwrap().code(), "FILE_MISSING_COLUMNS");
}

#[test]
fn encodings_marks_delimiters_and_line_ends_are_found_out() {
    let text = plain(&["1;17.11.2026;Нет воды;;;;", "2;18.11.2026;\"Снег; лёд\";;;;"]);
    let expected = rows(text.clone()).0;
    assert_eq!(expected[1].text, "Снег; лёд");
    let files = [
        ("mark", format!("\u{feff}{text}").into_bytes()),
        ("windows-1251", cp1251(&text)),
        ("CRLF", text.replace('\n', "\r\n").into_bytes()),
        ("CR", text.replace('\n', "\r").into_bytes()),
        (
            "comma",
            text.replace("Снег; лёд", "\u{1}").replace(';', ",").replace('\u{1}', "Снег; лёд").into_bytes(),
        ),
        (
            "tab",
            text.replace("Снег; лёд", "\u{1}").replace(';', "\t").replace('\u{1}', "Снег; лёд").into_bytes(),
        ),
        ("no end", text.trim_end().as_bytes().to_vec()),
        ("blank lines", text.replace('\n', "\n\n;;;;;;\n").into_bytes()),
    ];
    for (name, file) in files {
        let without_line = |mut row: ImportRow| {
            row.line = 0;
            row
        };
        let read: Vec<_> = rows(file).0.into_iter().map(without_line).collect();
        assert_eq!(read, expected.clone().into_iter().map(without_line).collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn the_fingerprint_changes_with_the_state_and_not_with_the_line() {
    let file = plain(&[
        "1;17.11.2026;Нет воды;;;20.11.2026;",
        "1;17.11.2026;Нет воды;;;20.11.2026;",
        "1;17.11.2026;Нет воды;;;20.11.2026;Решено",
        "1;17.11.2026;Нет воды;;;21.11.2026;",
    ]);
    let prints: Vec<String> = rows(file).0.iter().map(ImportRow::fingerprint).collect();
    assert_eq!(prints[0], prints[1]);
    assert_ne!(prints[0], prints[2]);
    assert_ne!(prints[0], prints[3]);
    assert_eq!(prints[0].len(), 64);
}

#[test]
fn a_due_date_without_an_hour_ends_with_its_day() {
    let row = rows(plain(&["1;17.11.2026;Нет воды;;;20.11.2026;"])).0.remove(0);
    assert_eq!(row.source_due.unwrap().to_rfc3339(), "2026-11-20T20:59:59+00:00");
    assert_eq!(row.received_at.to_rfc3339(), "2026-11-16T21:00:00+00:00");
}

#[test]
fn a_formula_is_text_here_and_runs_in_no_file_of_refused_rows() {
    let file =
        plain(&["1;17.11.2026;=1+2 не сходится;;;;", "2;31.02.2026;=HYPERLINK(1);\"+a;\"\"b\"\"\";@x;;"]);
    let (taken, refused_rows) = rows(file.clone());
    assert_eq!(taken[0].text, "=1+2 не сходится");
    let header = open(file).unwrap().columns_read();
    let mut out = Vec::new();
    refused::write(&mut out, &header, &refused_rows).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(out.starts_with("\u{feff}Строка;Код;Причина;Номер;Дата;Текст;Тема;Ссылка;Срок;Состояние\r\n"));
    assert!(out.contains("3;DATE_IMPOSSIBLE;"), "{out}");
    assert!(out.ends_with("2;31.02.2026;\"'=HYPERLINK(1)\";\"'+a;\"\"b\"\"\";\"'@x\";;\r\n"), "{out}");
    // Corrected and loaded again, the guard is gone.
    let again = rows(out.replace("31.02.2026", "28.02.2026")).0;
    assert_eq!(
        (again[0].text.as_str(), again[0].topic_hint.topic.as_deref()),
        ("=HYPERLINK(1)", Some("+a;\"b\""))
    );
}

/// The invented export of five municipalities, in one of its encodings.
fn sample(name: &str) -> (Vec<ImportRow>, Vec<(u64, &'static str)>) {
    let path = format!("{}/../sample/data/{name}", env!("CARGO_MANIFEST_DIR"));
    let file = std::fs::File::open(path).unwrap();
    let import = Import::open(file, &profile("incident_management"), context()).unwrap();
    assert_eq!(import.shape().rows, 300);
    let (mut rows, mut refused) = (Vec::new(), Vec::new());
    for entry in entries(import) {
        match entry {
            Entry::Row(row) => rows.push(*row),
            Entry::Refused(one) => refused.push((one.line, one.code.code())),
        }
    }
    (rows, refused)
}

#[test]
fn the_sample_gives_the_same_rows_in_both_encodings_and_refuses_only_what_is_broken() {
    let (rows, refused) = sample("incident_utf8.csv");
    let codes: Vec<&str> = refused.iter().map(|(_, code)| *code).collect();
    let expected = [
        "DATE_IMPOSSIBLE",
        "DATE_UNREADABLE",
        "TOO_FEW_FIELDS",
        "TEXT_EMPTY",
        "UNCLOSED_QUOTE",
        "STATE_UNKNOWN",
    ];
    assert_eq!(codes, expected);
    let numbers: BTreeSet<&str> = rows.iter().map(|row| row.external_id.as_str()).collect();
    assert_eq!((rows.len(), numbers.len()), (294, 280), "fourteen come again, closed since");
    assert!(rows.iter().any(|row| row.text.contains('😡')));
    assert!(rows.iter().any(|row| row.text.starts_with("Наш посёлок, ")));
    for row in &rows {
        let marks = ["[club", "[id", "@sosed", "<br", "&nbsp", "http", "Автор "];
        assert!(marks.iter().all(|mark| !row.text.contains(mark)), "{}", row.text);
        assert!(row.source_due.is_some() && row.thread_url.is_some() && row.topic_hint.topic.is_some());
    }
    assert_eq!(sample("incident_cp1251.csv"), (rows, refused));
}

#[test]
fn each_municipality_takes_its_own_rows_of_the_sample() {
    let mut taken = 0;
    for name in ["ust-koksa", "kilemary", "slantsy", "zaigraevo", "kamyshlov"] {
        let path = format!("{}/../../policies/tenants/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
        let tenant = std::fs::read_to_string(path).unwrap();
        let named = tenant.lines().find_map(|line| line.strip_prefix("  name: ")).unwrap();
        let context = Context { municipality: vec![named.to_owned()], ..context() };
        let path = format!("{}/../sample/data/incident_utf8.csv", env!("CARGO_MANIFEST_DIR"));
        let import =
            Import::open(std::fs::File::open(path).unwrap(), &profile("incident_management"), context)
                .unwrap();
        let own = entries(import).iter().filter(|entry| matches!(entry, Entry::Row(_))).count();
        assert!((50..70).contains(&own), "{named}: {own}");
        taken += own;
    }
    assert_eq!(taken, 294, "every row belongs to exactly one");
}
