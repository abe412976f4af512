//! Broken rows: each is refused with its line and a reason, the rest goes on.

use std::fmt::Write as _;
use std::io::Cursor;

use otklik_intake::file::LONGEST_FIELD;
use otklik_intake::{Entry, Import};

use crate::support::{HEADER, context, cp1251, entries, open, plain, profile, rows};

const GOOD: &str = "1;17.11.2026;Нет воды;;;;";

/// What becomes of a bad line between two good ones.
fn refused(bad: &str) -> Vec<(u64, &'static str)> {
    let (rows, refused) = rows(plain(&[GOOD, bad, GOOD]));
    assert_eq!(
        rows.iter().map(|row| row.line).max(),
        Some(3 + bad.matches('\n').count() as u64 + 1),
        "{bad}"
    );
    assert!(refused.iter().all(|one| one.reason.ends_with('.')), "{refused:?}");
    refused.iter().map(|one| (one.line, one.code.code())).collect()
}

#[test]
fn a_broken_row_is_refused_alone() {
    let long = format!("2;17.11.2026;{};;;;", "я".repeat(LONGEST_FIELD + 1));
    for (bad, code) in [
        ("2;31.02.2026;Снег;;;;", "DATE_IMPOSSIBLE"),
        ("2;вчера;Снег;;;;", "DATE_UNREADABLE"),
        ("2;21.11.2026;Снег;;;;", "DATE_IN_FUTURE"),
        ("2;17.11.2026;Снег;;;30.02.2026;", "DATE_IMPOSSIBLE"),
        ("2;17.11.2026;Снег;;;;Летит", "STATE_UNKNOWN"),
        (";17.11.2026;Снег;;;;", "FIELD_EMPTY"),
        ("2;;Снег;;;;", "FIELD_EMPTY"),
        ("2;17.11.2026;;;;;", "FIELD_EMPTY"),
        ("2;17.11.2026;[id1|Имя] https://example.org;;;;", "TEXT_EMPTY"),
        ("2;17.11.2026;Снег", "TOO_FEW_FIELDS"),
        ("2;17.11.2026;Снег; и лёд;;;;;всюду", "TOO_MANY_FIELDS"),
        ("2;17.11.2026;\"Снег\" и лёд;;;;", "TEXT_AFTER_QUOTE"),
        ("2;17.11.2026;\"Снег;;;;", "UNCLOSED_QUOTE"),
        ("2;17.11.2026;Сн\0ег;;;;", "NUL_BYTE"),
        (&long, "FIELD_TOO_LONG"),
    ] {
        assert_eq!(refused(bad), [(3, code)], "{bad:.60}");
    }
    assert_eq!(
        rows(plain(&["2;17.11.2026;Снег;;;;;;;"])).0.len(),
        1,
        "blank cells behind the header do no harm"
    );
}

#[test]
fn the_reason_names_the_column_and_the_value() {
    let reason = rows(plain(&[GOOD, "2;17.11.2026;Снег;;;31.02.2026;"])).1.remove(0).reason;
    assert_eq!(reason, "В столбце «Срок» нет такой даты: «31.02.2026». Исправьте день, месяц, год или час.");
}

#[test]
fn a_lost_quote_costs_its_own_line_wherever_the_next_quotes_stand() {
    for behind in
        [GOOD, "3;17.11.2026;\"Снег; лёд\";;;;", "3;17.11.2026;;;\"\";;", "3;17.11.2026;\"две\nстроки\";;;;"]
    {
        let (rows, refused) = rows(plain(&["2;17.11.2026;\"Снег;;;;", behind, "4;17.11.2026;Лёд;;;;"]));
        assert_eq!(refused[0].line, 2, "{behind}");
        assert_eq!(refused[0].raw, "", "a line that could not be split may hold what is not kept");
        assert_eq!(rows.last().unwrap().external_id, "4", "{behind}");
        assert_eq!(rows.len() + refused.len(), 3, "{behind}");
    }
}

#[test]
fn a_file_made_of_lost_quotes_costs_no_more_than_itself() {
    let (rows, refused) = rows(plain(&vec!["x\";\""; 20_000]));
    assert_eq!((rows.len(), refused.len()), (0, 20_000), "every line is named");
}

#[test]
fn lines_in_another_encoding_are_refused_whatever_the_encoding_of_the_file() {
    let mut file = plain(&[GOOD, GOOD]).into_bytes();
    file.extend(cp1251("2;17.11.2026;Снег и лёд;;;;\n"));
    file.extend(GOOD.bytes());
    let (taken, refused) = rows(file);
    assert_eq!((taken.len(), refused.len()), (3, 1));
    assert_eq!((refused[0].line, refused[0].code.code()), (4, "WRONG_ENCODING"));
    assert!(refused[0].reason.contains("UTF-8"));

    let mut file = cp1251(&plain(&[GOOD, GOOD]));
    file.extend("2;17.11.2026;Снег и лёд;;;;\n".bytes());
    file.extend(cp1251("3;17.11.2026;С»;;;;"));
    let (taken, refused) = rows(file);
    assert_eq!(taken[2].text, "С»", "two letters that happen to be UTF-8 are no proof");
    assert_eq!((refused.len(), refused[0].line, refused[0].code.code()), (1, 4, "WRONG_ENCODING"));
}

#[test]
fn ten_thousand_good_rows_go_in_before_a_broken_last_one() {
    let mut file = format!("{HEADER}\n");
    for number in 1..=10_000 {
        writeln!(file, "{number};17.11.2026 10:00;Нет воды, дом {number};Вода;;;").unwrap();
    }
    file.push_str("10001;17.11.2026;\"Снег не убр");
    assert_eq!(open(file.clone()).unwrap().shape().rows, 10_001);
    let (taken, refused) = rows(file);
    assert_eq!((taken.len(), refused.len()), (10_000, 1));
    assert_eq!((refused[0].line, refused[0].code.code()), (10_002, "UNCLOSED_QUOTE"));
}

#[test]
fn a_row_of_another_municipality_is_refused() {
    let text = "Номер инцидента;Дата создания;Муниципалитет;Автор;Текст инцидента\n\
        1;17.11.2026;Килемарский муниципальный округ;Имя;Вода\n2;17.11.2026;Сланцевский район;Имя;Вода\n3;17.11.2026;;Имя;Вода\n";
    let names = vec!["Килемарский муниципальный округ Республики Марий Эл".to_owned(), "Килемары".to_owned()];
    let context = otklik_intake::row::Context { municipality: names, ..context() };
    let import = Import::open(Cursor::new(text), &profile("incident_management"), context).unwrap();
    let codes: Vec<_> = entries(import)
        .into_iter()
        .map(|entry| match entry {
            Entry::Row(row) => row.external_id,
            Entry::Refused(refused) => {
                assert!(!refused.raw.contains("Имя"), "{}", refused.raw);
                refused.code.code().to_owned()
            }
        })
        .collect();
    assert_eq!(codes, ["1", "OTHER_MUNICIPALITY", "3"]);
}
