//! `otklik tenant annex`: the composition of a loaded centre, read back from the file.

use std::io::Read;
use std::path::Path;

use otklik_testkit::TestDb;

use crate::commands::{complaint, key_file, otklik};

const CATALOGUE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies/tenants");

/// Rows of the table, the header among them, each as the texts of its cells.
pub(crate) fn rows(file: &Path) -> Vec<Vec<String>> {
    let xml = document(file);
    xml.split("<w:tr>").skip(1).map(|row| texts(row.split_once("</w:tr>").unwrap().0)).collect()
}

fn document(file: &Path) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    xml
}

fn texts(xml: &str) -> Vec<String> {
    let starts = xml.split(r#"<w:t xml:space="preserve">"#).skip(1);
    starts.map(|rest| rest.split_once("</w:t>").unwrap().0.to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_composition_of_a_loaded_centre_is_printed_as_its_act_has_it() {
    let db = TestDb::sqlite().await;
    let folder = tempfile::tempdir().unwrap();
    let key = key_file();
    let variables = [
        ("OTKLIK_DATABASE_URL", db.owner_url()),
        ("OTKLIK_MIGRATION_DATABASE_URL", db.owner_url()),
        ("OTKLIK_SECRET_KEY_FILE", key.path().to_str().unwrap()),
        ("OTKLIK_DATA_DIR", folder.path().to_str().unwrap()),
    ];
    assert!(otklik(&["migrate", "up"], &variables).await.status.success());
    let (region, act) = (format!("{CATALOGUE}/mari-el.yaml"), format!("{CATALOGUE}/kilemary.yaml"));
    assert!(otklik(&["tenant", "apply", &region, &act], &variables).await.status.success());
    let paper = folder.path().join("annex.docx");
    let annex = ["tenant", "annex", "kilemary", paper.to_str().unwrap()];
    let said = otklik(&annex, &variables).await;
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));

    let words = texts(&document(&paper));
    assert_eq!(words[..3], ["Приложение", "постановление администрации", "от 28.11.2025 № 499"]);
    assert!(words[3].contains("Муниципальный центр управления Килемарского"), "{words:?}");
    let unnamed = "актом не названы";
    let expected: [&[&str]; 8] = [
        &["№ п/п", "Должность", "Роль в центре", "Отраслевые блоки"],
        &["1.", "заместитель главы администрации, руководитель аппарата", "куратор", "—"],
        &["2.", "руководитель отдела делопроизводства и организационной работы", "руководитель центра", "—"],
        &["3.", "заместитель главы администрации", "руководитель отраслевого блока", unnamed],
        &["4.", "первый заместитель главы администрации", "руководитель отраслевого блока", unnamed],
        &["5.", "заместитель главы администрации", "руководитель отраслевого блока", unnamed],
        &[
            "6.",
            "советник отдела делопроизводства и организационной работы",
            "ответственный за каналы связи; ответственный за официальные страницы",
            "—",
        ],
        &[
            "7.",
            "руководитель ЦУР Республики Марий Эл",
            "(представитель другого органа, по согласованию)",
            "представитель ЦУР",
            "—",
        ],
    ];
    assert_eq!(rows(&paper), expected);

    let settings = format!("{CATALOGUE}/demo/kilemary.yaml");
    assert!(otklik(&["tenant", "apply", &act, &settings], &variables).await.status.success());
    assert!(otklik(&annex, &variables).await.status.success());
    let settled = rows(&paper);
    assert_eq!(settled[3][3], "образование, культура, спорт");
    assert_eq!(settled[5][3], "экономика");

    let said = complaint(&otklik(&["tenant", "annex", "nowhere", annex[3]], &variables).await);
    assert!(said.contains("Центра nowhere нет"), "{said}");
    assert_eq!(rows(&paper), settled, "a refusal touched the file");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_says_so_and_an_empty_seat_too() {
    let db = TestDb::sqlite().await;
    let folder = tempfile::tempdir().unwrap();
    let key = key_file();
    let variables = [
        ("OTKLIK_DATABASE_URL", db.owner_url()),
        ("OTKLIK_MIGRATION_DATABASE_URL", db.owner_url()),
        ("OTKLIK_SECRET_KEY_FILE", key.path().to_str().unwrap()),
        ("OTKLIK_DATA_DIR", folder.path().to_str().unwrap()),
    ];
    let act = std::fs::read_to_string(format!("{CATALOGUE}/kilemary.yaml")).unwrap();
    let draft = act
        .replace("state: ACTIVE", "state: DRAFT")
        .replace("  number: \"499\"\n", "")
        .replace("date: 2025-11-28", "date: 2025-11")
        .replace("    roles: [curator]\n", "    roles: [curator]\n    vacant: true\n");
    let file = folder.path().join("draft.yaml");
    std::fs::write(&file, draft).unwrap();
    assert!(otklik(&["migrate", "up"], &variables).await.status.success());
    let region = format!("{CATALOGUE}/mari-el.yaml");
    let applied = otklik(&["tenant", "apply", &region, file.to_str().unwrap()], &variables).await;
    assert!(applied.status.success(), "{}", String::from_utf8_lossy(&applied.stdout));

    let paper = folder.path().join("annex.docx");
    let said = otklik(&["tenant", "annex", "kilemary", paper.to_str().unwrap()], &variables).await;
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let words = texts(&document(&paper));
    assert_eq!(words[0], "по проекту акта");
    assert_eq!(words[3], "от «___» ____________ 20___ г. № _______");
    assert_eq!(rows(&paper)[1][2], "вакантно");

    let said = otklik(&["tenant", "annex", "mari-el", paper.to_str().unwrap()], &variables).await;
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    assert_eq!(texts(&document(&paper))[..2], ["СОСТАВ", "Центр управления регионом Республики Марий Эл"]);
    assert_eq!(rows(&paper)[2][1..3], ["дежурный ЦУР", "дежурный ЦУР"]);
}
