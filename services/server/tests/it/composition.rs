//! Composition from the command line, and the people of a demonstration.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Output, Stdio};

use otklik_domain::role::Role;
use otklik_server::demo::{centres, people};
use otklik_server::wire::{self, Product};
use otklik_testkit::TestDb;
use tempfile::{NamedTempFile, TempDir};

use crate::annex::rows;
use crate::commands::{complaint, key_file, otklik};

const CATALOGUE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies/tenants");

/// A database of the embedded kind with the files of one centre applied.
struct Desk {
    db: TestDb,
    folder: TempDir,
    key: NamedTempFile,
}

impl Desk {
    async fn open() -> Self {
        let desk = Self { db: TestDb::sqlite().await, folder: tempfile::tempdir().unwrap(), key: key_file() };
        desk.must(&["migrate", "up"]).await;
        let files = ["mari-el.yaml", "kilemary.yaml", "demo/kilemary.yaml"];
        let [region, act, settings] = files.map(|file| format!("{CATALOGUE}/{file}"));
        desk.must(&["tenant", "apply", &region, &act, &settings]).await;
        desk
    }

    fn variables(&self) -> [(&str, &str); 4] {
        [
            ("OTKLIK_DATABASE_URL", self.db.owner_url()),
            ("OTKLIK_MIGRATION_DATABASE_URL", self.db.owner_url()),
            ("OTKLIK_SECRET_KEY_FILE", self.key.path().to_str().unwrap()),
            ("OTKLIK_DATA_DIR", self.folder.path().to_str().unwrap()),
        ]
    }

    async fn run(&self, arguments: &[&str]) -> Output {
        otklik(arguments, &self.variables()).await
    }

    async fn must(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments).await;
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    async fn must_not(&self, arguments: &[&str]) -> String {
        complaint(&self.run(arguments).await)
    }

    /// Lets a person in; the password goes by the standard input.
    fn let_in(&self, login: &str, position: &str, seats: &[&str]) -> Output {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_otklik"));
        command.args(["user", "create", "--tenant", "kilemary", "--login", login, "--position", position]);
        for seat in seats {
            command.args(["--seat", seat]);
        }
        command.env_clear().envs(self.variables()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all("пароль из десяти знаков".as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_appoints_and_releases_by_login_and_seat() {
    let desk = Desk::open().await;
    assert!(desk.let_in("first", "управляющий делами", &["manager"]).status.success());
    assert!(desk.let_in("second", "начальник отдела кадров", &[]).status.success());
    let taken = complaint(&desk.let_in("third", "советник", &["manager"]));
    assert!(taken.contains("Место занято: управляющий делами"), "{taken}");

    let place = |login| ["--tenant", "kilemary", "--login", login, "--seat"];
    let manager = |verb, login, more: &'static [&'static str]| {
        [&["user", verb], &place(login)[..], &["manager"], more].concat()
    };
    let taken = desk.must_not(&manager("appoint", "second", &[])).await;
    assert!(taken.contains("Место занято"), "{taken}");
    let said = desk.must(&manager("release", "first", &["--act", "499"])).await;
    assert!(said.contains("Последний день назначения записан"), "{said}");
    let unknown = desk.must_not(&manager("release", "first", &["--act", "1"])).await;
    assert!(unknown.contains("Акта № 1 у центра нет"), "{unknown}");
    let curator = [&["user", "appoint"], &place("second")[..], &["curator"]].concat();
    let unknown = desk.must_not(&curator).await;
    assert!(unknown.contains("укажите его (--rank)"), "{unknown}");
    let low = desk.must_not(&[&curator[..], &["--rank", "head_of_department"]].concat()).await;
    assert!(low.contains("не ниже «заместитель главы»"), "{low}");
    desk.must(&[&curator[..], &["--rank", "deputy_head"]].concat()).await;
    let nobody = desk.must_not(&manager("appoint", "nobody", &[])).await;
    assert!(nobody.contains("nobody не работает в центре kilemary"), "{nobody}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_annex_of_an_old_day_says_what_the_act_of_then_said() {
    let desk = Desk::open().await;
    let act = std::fs::read_to_string(format!("{CATALOGUE}/kilemary.yaml")).unwrap();
    let amended = act
        .replace("number: \"499\"", "number: \"77\"")
        .replace("date: 2025-11-28", "date: 2026-03-01")
        .replace("name: экономика", "name: экономика и труд");
    let file = desk.folder.path().join("amended.yaml");
    std::fs::write(&file, amended).unwrap();
    let settings = format!("{CATALOGUE}/demo/kilemary.yaml");
    desk.must(&["tenant", "apply", file.to_str().unwrap(), &settings]).await;
    let paper = desk.folder.path().join("annex.docx");
    let annex = ["tenant", "annex", "kilemary", paper.to_str().unwrap()];
    let economy = || {
        let rows = rows(&paper);
        rows.iter().filter_map(|row| row.last()).find(|cell| cell.contains("экономика")).cloned()
    };
    desk.must(&annex).await;
    assert_eq!(economy().as_deref(), Some("экономика и труд"));
    desk.must(&[&annex[..], &["--on", "2026-02-28"]].concat()).await;
    assert_eq!(economy().as_deref(), Some("экономика"));

    let end = ["tenant", "end", "kilemary", "--act", "постановление от 01.05.2026 № 9", "--on"];
    let ahead = desk.must_not(&[&end[..], &["2206-05-01"]].concat()).await;
    assert!(ahead.contains("ещё не наступил"), "{ahead}");
    desk.must(&[&end[..], &["2026-05-01"]].concat()).await;
    let other = format!("{CATALOGUE}/kilemary.yaml");
    let ended = desk.must_not(&["tenant", "apply", &other, &settings]).await;
    assert!(ended.contains("завершил работу"), "{ended}");
    desk.must(&annex).await;
    assert_eq!(economy().as_deref(), Some("экономика и труд"), "it stays to be read");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demonstration_has_a_person_for_every_seat_of_every_centre() {
    let db = TestDb::sqlite().await;
    let files = tempfile::tempdir().unwrap();
    wire::import_catalogue(db.owner()).await.unwrap();
    let product = Product::open(db.owner().clone(), files.path()).await.unwrap();
    centres::load(&product.app, centres::Settings::SharedOut).await.unwrap();
    let everybody = people::create(&product.app, None).await.unwrap();
    assert_eq!(people::of(&product.app).await.unwrap(), everybody);

    let logins: BTreeSet<_> = everybody.iter().map(|person| &person.login).collect();
    let names: BTreeSet<_> = everybody.iter().map(|person| &person.name).collect();
    assert_eq!((logins.len(), names.len()), (everybody.len(), everybody.len()));
    for name in ["coordinator", "executor", "manager", "publisher", "regional_duty", "registrar"] {
        assert!(names.contains(&name.to_owned()), "{name}");
    }
    let telling = people::telling(&everybody);
    assert_eq!(telling.len(), 10, "{:?}", telling.keys());
    for centre in ["kilemary", "slantsy", "zaigraevo", "kamyshlov", "ust-koksa"] {
        let roles: BTreeSet<Role> = telling[centre].iter().flat_map(|person| person.roles.clone()).collect();
        for role in [Role::Coordinator, Role::Executor, Role::Signer, Role::Registrar] {
            assert!(roles.contains(&role), "nobody of {centre} is {role}: {roles:?}");
        }
    }
    for person in &everybody {
        assert!(telling[person.tenant.as_str()].len() <= 8, "{}", person.tenant);
    }
}
