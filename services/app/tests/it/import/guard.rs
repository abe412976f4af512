//! What can go wrong with a file, and what stays whole then.

use std::io::Cursor;
use std::sync::Arc;

use otklik_app::Error;
use otklik_app::import::refused;
use otklik_app::import::run::{self, Input};
use otklik_domain::import::RunState;
use otklik_domain::tenant::State;
use tokio::sync::Notify;

use super::{Line, figures, line, load, shipped, table};
use crate::centre::{World, on_both};

const CASES: &str = "SELECT count(*) FROM subject";

fn input(world: &World, lines: &[Line], dry_run: bool) -> Input<Cursor<Vec<u8>>> {
    Input {
        tenant: world.centres.a.tenant.code.clone(),
        profile: shipped("plain"),
        file_name: "выгрузка.csv".into(),
        file: Cursor::new(table(lines).into_bytes()),
        dry_run,
    }
}

fn code(result: Result<otklik_storage::query::import::ImportRun, Error>) -> &'static str {
    match result {
        Err(Error::Invalid { code, message, .. }) => {
            assert!(message.chars().any(|c| ('а'..='я').contains(&c)), "{message}");
            code
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn broken_rows_are_refused_one_by_one_and_the_rest_goes_in() {
    on_both(async |world| {
        world.clock("2026-03-02 11:00").await;
        let mut lines: Vec<Line> = (1..=1_200).map(line).collect();
        lines.push(Line { at: "31.02.2026", ..line(5_000) });
        lines[3] = Line { text: "=HYPERLINK(\"http://x\")".into(), at: "позавчера", ..line(4) };
        assert_eq!(world.load(&lines).await, [1_199, 0, 0, 2]);
        assert_eq!(world.db.count(CASES).await, 1_199);
        let a = &world.centres.a.tenant;
        let run = load(&world.app, &a.code, "plain", table(&lines).into_bytes()).await.unwrap();
        assert_eq!(figures(&run), [0, 1_199, 0, 2]);
        let csv = String::from_utf8(refused::csv(&world.app, a.id, run.id).await.unwrap().unwrap()).unwrap();
        let told: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(told[0], "Строка;Код;Причина;Номер;Дата;Текст;Тема;Срок;Состояние");
        assert!(
            told[1].starts_with("5;DATE_UNREADABLE;") && told[1].contains("\"'=HYPERLINK"),
            "{}",
            told[1]
        );
        assert!(told[2].starts_with("1202;DATE_IMPOSSIBLE;") && told[2].contains("31.02.2026"));
        world.figures_hold(&world.centres.a).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_import_goes_on_with_the_same_file() {
    on_both(async |world| {
        world.clock("2026-03-02 11:00").await;
        let lines: Vec<Line> = (1..=2_600).map(line).collect();
        let begun = Arc::new(Notify::new());
        let told = Arc::clone(&begun);
        let going = run::run(&world.app, input(&world, &lines, false), move |_| told.notify_one());
        tokio::select! {
            _ = going => panic!("it came to its end"),
            () = begun.notified() => {}
        }
        let kept = world.db.count(CASES).await;
        assert!((500..2_600).contains(&kept), "{kept}");
        let running = run::run(&world.app, input(&world, &lines, false), |_| ()).await;
        assert_eq!(code(running), "IMPORT_RUNNING", "its process may still be at work");
        world.db.clock().advance(chrono::TimeDelta::seconds(61)).await;
        let [accepted, repeated, changed, refused] =
            figures(&run::run(&world.app, input(&world, &lines, false), |_| ()).await.unwrap());
        assert!(repeated >= kept && accepted + repeated == 2_600, "{accepted} + {repeated}");
        assert_eq!((changed, refused, world.db.count(CASES).await), (0, 0, 2_600));
        let stopped = format!("SELECT count(*) FROM import_run WHERE state = '{}'", RunState::Stopped);
        assert_eq!(world.db.count(&stopped).await, 1);
        assert_eq!(world.db.count("SELECT count(DISTINCT number) FROM subject").await, 2_600);
        world.figures_hold(&world.centres.a).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_counts_the_same_and_touches_no_case() {
    on_both(async |world| {
        world.clock("2026-03-02 11:00").await;
        world.load(&[line(1), line(2)]).await;
        let again = Line { state: "Решено", ..line(3) };
        let lines =
            [line(1), Line { state: "Решено", ..line(2) }, line(3), again, Line { at: "завтра", ..line(4) }];
        let dry = run::run(&world.app, input(&world, &lines, true), |_| ()).await.unwrap();
        assert!(dry.dry_run && dry.state == RunState::Done);
        assert_eq!(figures(&dry), [1, 2, 1, 1]);
        assert_eq!(world.db.count(CASES).await, 2);
        assert_eq!(world.differences().await, []);
        assert_eq!(world.mismatches().await, (0, 0));
        assert_eq!(world.load(&lines).await, [1, 2, 1, 1], "the same figures when it is meant");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_whole_file_is_said_before_anything_goes_in() {
    on_both(async |world| {
        world.clock("2026-03-02 11:00").await;
        let a = world.centres.a.tenant.code.clone();
        let try_in = async |bytes: &[u8]| code(load(&world.app, &a, "plain", bytes.to_vec()).await);
        assert_eq!(try_in(b"").await, "FILE_EMPTY");
        assert_eq!(try_in("Номер;Дата;Текст\n".as_bytes()).await, "FILE_ONLY_HEADER");
        assert_eq!(try_in("Цвет;Вкус\n1;2\n".as_bytes()).await, "FILE_MISSING_COLUMNS");
        assert_eq!(try_in(b"%PDF-1.7\n1;2;3\n").await, "FILE_NOT_A_TABLE");
        assert_eq!(try_in(&vec![b'x'; 50 * 1024 * 1024 + 1]).await, "FILE_TOO_LARGE");
        assert_eq!(world.db.count("SELECT count(*) FROM import_run").await, 0);
        let region = world.centres.region.tenant.code.clone();
        assert_eq!(
            code(load(&world.app, &region, "plain", table(&[line(1)]).into_bytes()).await),
            "NOT_MUNICIPAL"
        );
        assert_eq!(
            code(load(&world.app, "nowhere", "plain", table(&[line(1)]).into_bytes()).await),
            "UNKNOWN_TENANT"
        );
        let foreign = "Номер;Дата;Текст;Муниципалитет\n1;02.03.2026;Яма;Тридевятый район\n";
        let run = load(&world.app, &a, "plain", foreign.as_bytes().to_vec()).await.unwrap();
        assert_eq!(figures(&run), [0, 0, 0, 1], "rows of another municipality");
        let mut ended = world.centres.a.tenant.clone();
        ended.state = State::Ended;
        world
            .arrange(
                &world.centres.a,
                |tx| async move { tx.update_tenant(&ended, &serde_json::json!({})).await },
            )
            .await;
        let refused = load(&world.app, &a, "plain", table(&[line(1)]).into_bytes()).await;
        assert!(matches!(refused, Err(Error::Refused(_))));
        assert_eq!(world.db.count(CASES).await, 0);
    })
    .await;
}
