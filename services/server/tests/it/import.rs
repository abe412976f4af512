//! `otklik import`: a file goes in, the refused rows lie beside it, and what disagrees is listed.

use otklik_testkit::TestDb;

use crate::commands::{complaint, key_file, otklik};

const CATALOGUE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies/tenants");
const PLACE: [&str; 7] = ["import", "--tenant", "kilemary", "--source", "plain", "--profile", "plain"];

fn table(rows: &[&str]) -> String {
    let head = "Номер;Дата;Текст;Тема;Состояние";
    std::iter::once(head).chain(rows.iter().copied()).collect::<Vec<_>>().join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_goes_in_and_what_disagrees_is_listed() {
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
    let file = folder.path().join("март.csv");
    let path = file.to_str().unwrap().to_owned();
    let load = async |more: &[&str]| otklik(&[&PLACE[..], more, &[path.as_str()]].concat(), &variables).await;
    let told = |output: &std::process::Output| {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout.clone()).unwrap()
    };

    let first = [
        "1;02.03.2026 10:00;Яма на дороге;roads.pothole;В работе",
        "2;32.03.2026;Яма;;",
        "3;02.03.2026;Нет света;;",
    ];
    std::fs::write(&file, table(&first)).unwrap();
    let dry = told(&load(&["--dry-run"]).await);
    assert!(
        dry.contains("Пробная загрузка") && dry.contains("принято 2, повторов 0, изменено 0, отклонено 1"),
        "{dry}"
    );
    assert_eq!(db.count("SELECT count(*) FROM subject").await, 0);
    let said = told(&load(&[]).await);
    assert!(said.contains("Строк 3: принято 2, повторов 0, изменено 0, отклонено 1."), "{said}");
    let refused = std::fs::read_to_string(folder.path().join("март.csv.refused.csv")).unwrap();
    assert!(refused.contains("3;DATE_IMPOSSIBLE;") && refused.contains("32.03.2026"), "{refused}");
    assert!(told(&load(&[]).await).contains("принято 0, повторов 2, изменено 0, отклонено 1"));

    std::fs::write(&file, table(&["1;02.03.2026 10:00;Яма на дороге;roads.pothole;Решено"])).unwrap();
    let later = told(&load(&[]).await);
    assert!(later.contains("изменено 1") && later.contains("закрыто там – открыто здесь: 1"), "{later}");
    let list = ["import", "reconcile", "--tenant", "kilemary", "--source", "plain"];
    let list = told(&otklik(&list, &variables).await);
    assert!(
        list.contains("№ 1") && list.contains("закрыто там: «Решено»") && list.contains("ждут решения: 1"),
        "{list}"
    );

    std::fs::write(&file, "Цвет;Вкус\n1;2\n").unwrap();
    let said = complaint(&load(&[]).await);
    assert!(said.contains("FILE_MISSING_COLUMNS") && said.contains("Нет обязательных столбцов"), "{said}");
    let other = ["import", "--tenant", "kilemary", "--source", "plain", "--profile", "нет", &path];
    assert!(complaint(&otklik(&other, &variables).await).contains("incident_management, plain"));
    let mine = folder.path().join("mine.yaml");
    let profile =
        include_str!("../../../../policies/imports/plain.yaml").replace("name: plain", "name: mine");
    std::fs::write(&mine, profile.replace("channel: OFFICIAL_PAGE", "channel: FAX")).unwrap();
    let own =
        ["import", "--tenant", "kilemary", "--source", "plain", "--profile", mine.to_str().unwrap(), &path];
    assert!(complaint(&otklik(&own, &variables).await).contains("PROFILE_UNKNOWN_WORD"));
    std::fs::write(&mine, &profile).unwrap();
    std::fs::write(&file, table(&["9;02.03.2026;Снег не убран;;"])).unwrap();
    assert!(told(&otklik(&own, &variables).await).contains("принято 1"));
}
