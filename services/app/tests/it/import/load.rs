//! Large files; the largest one is a measurement and runs when it is asked for:
//! `tests/run/with-servers.sh cargo nextest run --release -p otklik-app --run-ignored only -E 'test(hundred_thousand)'`.

use std::time::{Duration, Instant};

use otklik_sample::{exported_at, in_windows_1251, incident_load};
use otklik_testkit::TestDb;
use otklik_testkit::seed;

use otklik_app::{App, catalogue};
use otklik_files::Files;

use super::{Line, figures, line, load};
use crate::centre::on_both;

#[tokio::test(flavor = "multi_thread")]
async fn many_good_rows_go_in_before_a_broken_last_one() {
    on_both(async |world| {
        world.clock("2026-03-02 11:00").await;
        let mut lines: Vec<Line> =
            (1..=10_000).map(|number| Line { state: "Решено", ..line(number) }).collect();
        lines.push(Line { at: "31.02.2026", ..line(20_000) });
        assert_eq!(world.load(&lines).await, [10_000, 0, 0, 1]);
        assert_eq!(world.db.count("SELECT count(*) FROM subject").await, 10_000);
        assert_eq!(world.db.count("SELECT line FROM import_refusal").await, 10_002);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement of a minute, in release"]
async fn a_hundred_thousand_rows_go_in_within_a_minute() {
    const ROWS: usize = 100_000;
    let db = TestDb::postgres().await;
    db.clock().set(exported_at()).await;
    let centres = seed::two_centres(&db).await;
    catalogue::import(db.owner()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(db.store().clone(), Files::folder(folder.path().to_owned()).unwrap()).await.unwrap();
    let name: &'static str = Box::leak(centres.a.tenant.name.clone().into_boxed_str());
    // In UTF-8 so many rows are more than 50 MB.
    let file = in_windows_1251(&incident_load(ROWS, name, exported_at()));
    let began = Instant::now();
    let run = load(&app, &centres.a.tenant.code, "incident_management", file.clone()).await.unwrap();
    let took = began.elapsed();
    let began = Instant::now();
    let again = load(&app, &centres.a.tenant.code, "incident_management", file).await.unwrap();
    println!("{ROWS} rows: first {took:?}, the same again {:?}", began.elapsed());
    assert_eq!(figures(&run), [i64::try_from(ROWS).unwrap(), 0, 0, 0]);
    assert_eq!(figures(&again), [0, i64::try_from(ROWS).unwrap(), 0, 0]);
    assert!(took <= Duration::from_mins(1), "{took:?}");
}
