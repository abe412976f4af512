//! The annex as a word processor meets it: unpacked, parsed, its text compared.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use std::io::{Cursor, Read};

use chrono::NaiveDate;
use otklik_documents::annex::{Act, Annex, Line, docx};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

fn line(position: &str) -> Line {
    Line {
        position: position.to_owned(),
        roles: vec!["участник".to_owned()],
        blocks: Vec::new(),
        blocks_promised: false,
        vacant: false,
        external: false,
        by_agreement: false,
    }
}

fn annex(lines: Vec<Line>) -> Annex {
    Annex {
        centre: vec!["Муниципальный центр управления".to_owned(), "Выдуманный округ".to_owned()],
        act: Some(Act {
            kind: "постановление администрации".to_owned(),
            number: Some("17".to_owned()),
            on: NaiveDate::from_ymd_opt(2026, 3, 2),
            title: "О выдуманном центре".to_owned(),
        }),
        draft: false,
        as_of: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(),
        lines,
    }
}

fn parts(annex: &Annex) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx(annex).unwrap())).unwrap();
    (0..archive.len())
        .map(|place| {
            let mut part = archive.by_index(place).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().to_owned(), text)
        })
        .collect()
}

fn document(annex: &Annex) -> String {
    parts(annex).into_iter().find(|(name, _)| name == "word/document.xml").unwrap().1
}

/// The text of every paragraph; a part that is not well-formed ends the test.
fn paragraphs(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut paragraphs, mut current, mut in_text, mut depth) = (Vec::new(), String::new(), false, 0_usize);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                depth += 1;
                in_text = tag.name().as_ref() == b"w:t";
                for attribute in tag.attributes() {
                    attribute.unwrap();
                }
            }
            Event::Text(words) if in_text => current.push_str(&words.decode().unwrap()),
            Event::GeneralRef(entity) if in_text => {
                current.push_str(resolve_predefined_entity(&entity.decode().unwrap()).unwrap());
            }
            Event::End(tag) => {
                depth -= 1;
                in_text = false;
                if tag.name().as_ref() == b"w:p" {
                    paragraphs.push(std::mem::take(&mut current));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "an element is left open");
    paragraphs
}

#[test]
fn every_position_stands_once_in_its_numbered_row() {
    let positions = ["куратор центра", "начальник отдела дорог", "советник отдела писем"];
    let said = paragraphs(&document(&annex(positions.map(line).to_vec())));
    for (number, position) in (1..).zip(positions) {
        let places: Vec<usize> = (0..said.len()).filter(|place| said[*place] == position).collect();
        let [place] = places[..] else { panic!("{position} stands {} times in {said:?}", places.len()) };
        assert_eq!(said[place - 1], format!("{number}."));
        assert_eq!(said[place + 1..place + 3], ["участник", "—"]);
    }
}

#[test]
fn the_head_names_the_act_and_the_centre() {
    let said = paragraphs(&document(&annex(vec![line("куратор")])));
    assert_eq!(
        said[..7],
        [
            "Приложение",
            "постановление администрации",
            "от 02.03.2026 № 17",
            "«О выдуманном центре»",
            "СОСТАВ",
            "Муниципальный центр управления",
            "Выдуманный округ",
        ]
    );
    assert_eq!(said.last().unwrap(), "По состоянию на 20.11.2026");
}

#[test]
fn a_draft_is_marked_and_leaves_blanks() {
    let mut draft = annex(vec![line("куратор")]);
    draft.draft = true;
    draft.act = draft.act.map(|act| Act { number: None, on: None, ..act });
    let said = paragraphs(&document(&draft));
    assert_eq!(said[0], "по проекту акта");
    assert_eq!(said[3], "от «___» ____________ 20___ г. № _______");
    let final_act = paragraphs(&document(&annex(vec![line("куратор")])));
    assert!(!final_act.iter().any(|words| words.contains("проект")), "{final_act:?}");
}

#[test]
fn a_centre_without_an_act_starts_with_its_name() {
    let regional =
        Annex { act: None, centre: vec!["Выдуманный ЦУР".to_owned()], ..annex(vec![]) };
    assert_eq!(paragraphs(&document(&regional))[..2], ["СОСТАВ", "Выдуманный ЦУР"]);
}

#[test]
fn remarks_of_the_act_stand_by_the_position() {
    let mut lead = line("заместитель главы");
    lead.roles = vec!["руководитель блока".to_owned(), "куратор".to_owned()];
    lead.blocks = vec!["дороги".to_owned(), "транспорт".to_owned()];
    lead.vacant = true;
    let mut promised = line("первый заместитель");
    promised.blocks_promised = true;
    let mut guest = line("представитель региона");
    guest.external = true;
    guest.by_agreement = true;
    let said = paragraphs(&document(&annex(vec![lead, promised, guest])));
    let table = said.iter().position(|words| words == "1.").unwrap();
    assert_eq!(
        said[table..said.len() - 1],
        [
            "1.",
            "заместитель главы",
            "вакантно",
            "руководитель блока; куратор",
            "дороги, транспорт",
            "2.",
            "первый заместитель",
            "участник",
            "актом не названы",
            "3.",
            "представитель региона",
            "(представитель другого органа, по согласованию)",
            "участник",
            "—",
        ]
    );
}

#[test]
fn signs_of_xml_and_control_characters_do_no_harm() {
    let hostile = r#"отдел «A & B» <w:cantSplit /> "кавычки" 'апостроф' ]]> &amp;"#;
    let said = paragraphs(&document(&annex(vec![line(hostile), line("a\u{1}b\nc\u{ffff}d")])));
    assert!(said.iter().any(|words| words == hostile), "{said:?}");
    assert!(said.iter().any(|words| words == "a b c d"), "{said:?}");
}

#[test]
fn every_part_is_well_formed() {
    let parts = parts(&annex(vec![line("куратор")]));
    assert!(parts.iter().any(|(name, _)| name == "[Content_Types].xml"));
    for (name, xml) in parts.into_iter().filter(|(name, _)| !name.ends_with('/')) {
        assert!(xml.trim_end().ends_with('>'), "{name} is cut off");
        paragraphs(&xml);
    }
}

#[test]
fn the_paper_is_a4_and_only_the_header_row_is_repeated() {
    let xml = document(&annex(vec![line("куратор"), line("советник")]));
    assert!(xml.contains(r#"<w:pgSz w:w="11906" w:h="16838""#), "{xml}");
    assert!(xml.contains("<w:tblBorders>"), "{xml}");
    let rows: Vec<&str> = xml.split("<w:tr>").skip(1).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(
        rows.iter().map(|row| row.contains("<w:tblHeader />")).collect::<Vec<_>>(),
        [true, false, false]
    );
    let styles = parts(&annex(vec![])).into_iter().find(|(name, _)| name == "word/styles.xml").unwrap().1;
    assert!(styles.contains("Times New Roman") && styles.contains(r#"<w:sz w:val="28" />"#), "{styles}");
}
