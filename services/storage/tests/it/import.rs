//! Imports: runs and what they refused, items of a source, and where the source and the platform differ.

use otklik_domain::id::ImportRunId;
use otklik_domain::import::{Mismatch, RunState};
use otklik_domain::page::{Cursor, PageRequest};
use otklik_domain::subject::Phase;
use otklik_storage::query::import::{
    DifferenceFilter, ImportRefusal, NewDifference, NewRun, RunCounts, SourceItem,
};
use otklik_storage::query::subject::SubjectRow;
use otklik_storage::{Error, Scope};

use crate::subject_world::{Place, World, moment, on_both, subject, uuid};

const SOURCE: &str = "INCIDENT_MANAGEMENT";

fn first(first: u16) -> PageRequest {
    PageRequest { first, after: None }
}

fn after(first: u16, cursor: &Cursor) -> PageRequest {
    PageRequest { first, after: Some(cursor.clone()) }
}

async fn begin(world: &World, hash: u8) -> ImportRunId {
    let by = Some(world.ours.users[0]);
    world
        .run(world.ours.scope(), move |tx| async move {
            tx.begin_run(&NewRun {
                source: SOURCE.into(),
                profile: "incident_management".into(),
                file_name: "выгрузка.csv".into(),
                file_hash: [hash; 32],
                columns: vec!["Номер".into()],
                total: 10,
                dry_run: false,
                by,
            })
            .await
        })
        .await
        .unwrap()
}

#[tokio::test]
async fn a_run_says_how_far_it_is_until_it_ends() {
    on_both(async |world| {
        let id = begin(&world, 1).await;
        let counts = RunCounts { rows: 10, accepted: 6, repeated: 2, changed: 1, refused: 1 };
        let scope = world.ours.scope();
        let ended = world
            .run(scope, move |tx| async move {
                assert!(tx.progress_run(id, &counts).await?);
                assert_eq!(
                    tx.import_run(id).await?.map(|run| (run.state, run.counts)),
                    Some((RunState::Running, counts))
                );
                assert!(tx.finish_run(id, RunState::Stopped, Some("файл оборван")).await?);
                assert!(!tx.progress_run(id, &RunCounts::default()).await?, "it does not run any more");
                assert!(!tx.finish_run(id, RunState::Done, None).await?);
                tx.import_run(id).await
            })
            .await
            .unwrap()
            .unwrap();
        assert_eq!((ended.state, ended.counts), (RunState::Stopped, counts));
        assert_eq!(ended.message.as_deref(), Some("файл оборван"));
        assert!(ended.finished_at >= Some(ended.started_at));
        let bug = world.run(scope, move |tx| async move { tx.finish_run(id, RunState::Running, None).await });
        assert!(matches!(bug.await, Err(Error::Bug(_))));
    })
    .await;
}

#[tokio::test]
async fn the_next_rows_of_a_run_are_taken_once() {
    on_both(async |world| {
        let id = begin(&world, 1).await;
        let begun = world.db.clock();
        begun.advance(chrono::TimeDelta::seconds(5)).await;
        world
            .run(world.ours.scope(), move |tx| async move {
                assert_eq!(tx.running_run(SOURCE).await?.map(|run| run.id), Some(id));
                assert!(tx.advance_run(id, 0, 7).await?);
                assert!(!tx.advance_run(id, 0, 7).await?, "somebody was faster");
                let run = tx.import_run(id).await?.expect("it was begun");
                assert_eq!((run.counts.rows, run.total, run.dry_run), (7, 10, false));
                assert!(run.beat_at > run.started_at);
                assert!(tx.finish_run(id, RunState::Done, None).await?);
                assert!(!tx.advance_run(id, 7, 9).await?, "it does not run any more");
                assert_eq!(tx.running_run(SOURCE).await?, None);
                assert_eq!(tx.count_import_runs().await?, 1);
                Ok(())
            })
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn runs_are_listed_the_newest_first_and_found_by_their_file() {
    on_both(async |world| {
        let mut ids = Vec::new();
        for hash in [1, 2, 1] {
            world.db.clock().advance(chrono::TimeDelta::seconds(1)).await;
            ids.push(begin(&world, hash).await);
        }
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        assert_eq!(tx.run_of_file(SOURCE, &[1; 32]).await.unwrap().map(|run| run.id), Some(ids[2]));
        assert_eq!(tx.run_of_file(SOURCE, &[9; 32]).await.unwrap(), None);
        assert_eq!(tx.run_of_file("POS", &[1; 32]).await.unwrap(), None);
        let page = tx.import_runs(&first(2)).await.unwrap();
        assert_eq!(page.rows.iter().map(|(_, run)| run.id).collect::<Vec<_>>(), [ids[2], ids[1]]);
        assert!(page.has_next);
        let rest = tx.import_runs(&after(2, &page.rows[1].0)).await.unwrap();
        assert_eq!(rest.rows.iter().map(|(_, run)| run.id).collect::<Vec<_>>(), [ids[0]]);
        assert!(!rest.has_next);
        let wrong = tx.differences(&DifferenceFilter::default(), &after(2, &page.rows[1].0)).await;
        assert!(matches!(wrong, Err(Error::BadCursor)), "a position of another list");
        drop(tx);
        let region = Scope::RegionAct { region: world.region, tenant: world.ours.tenant };
        for scope in [region, Scope::Clockwork("test"), Scope::Door] {
            let tx = world.store.reader(scope).await.unwrap();
            assert!(matches!(tx.import_runs(&first(2)).await, Err(Error::Bug(_))), "{scope:?}");
            assert!(matches!(tx.refusals(ids[0], &first(2)).await, Err(Error::Bug(_))), "{scope:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_line_is_refused_once_and_may_hold_anything() {
    on_both(async |world| {
        let id = begin(&world, 1).await;
        let refusal = |line: u64, raw: &str| ImportRefusal {
            line,
            code: "BAD_DATE".into(),
            reason: "31 февраля не бывает".into(),
            raw: raw.into(),
        };
        let lines = [refusal(7, "a\0b;\"'"), refusal(2, "=1+1"), refusal(30, "я".repeat(9_000).as_str())];
        let again = [refusal(2, "другое"), refusal(31, "")];
        world
            .run(world.ours.scope(), move |tx| async move {
                tx.insert_refusals(id, &lines).await?;
                tx.insert_refusals(id, &again).await?;
                tx.insert_refusals(id, &[]).await
            })
            .await
            .unwrap();
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        let page = tx.refusals(id, &first(3)).await.unwrap();
        let shown: Vec<_> = page.rows.iter().map(|(_, row)| (row.line, row.raw.as_str())).collect();
        assert_eq!(shown[..2], [(2, "=1+1"), (7, "a\u{fffd}b;\"'")]);
        assert!(page.has_next);
        let rest = tx.refusals(id, &after(3, &page.rows[2].0)).await.unwrap();
        assert_eq!(rest.rows.iter().map(|(_, row)| row.line).collect::<Vec<_>>(), [31]);
        assert!(!format!("{:?}", page.rows[0].1).contains("1+1"), "rows stay out of logs");
    })
    .await;
}

fn item(name: &str, of: &SubjectRow, run: ImportRunId, closed_there: bool) -> SourceItem {
    SourceItem {
        source: SOURCE.into(),
        external_id: name.into(),
        subject: of.id,
        state_text: Some(if closed_there { "Закрыт" } else { "Принят в работу" }.into()),
        closed_there,
        due_there: Some(moment(500)),
        hash: [u8::from(closed_there); 32],
        run,
        seen_at: moment(100),
    }
}

async fn in_phase(world: &World, place: &Place, phase: Phase) -> SubjectRow {
    let mut row = subject(place);
    row.instance.phase = phase;
    world.add(&row).await;
    row
}

#[tokio::test]
async fn an_item_is_seen_again_in_its_row_and_keeps_its_case() {
    on_both(async |world| {
        let run = begin(&world, 1).await;
        let (one, other) = (
            in_phase(&world, &world.ours, Phase::New).await,
            in_phase(&world, &world.ours, Phase::New).await,
        );
        let seen = [item("1", &one, run, false), item("2", &other, run, false)];
        // The later line about one item holds, and the case of an item is never another.
        let again =
            [item("1", &one, run, false), SourceItem { subject: other.id, ..item("1", &one, run, true) }];
        let kept = seen.clone();
        world
            .run(world.ours.scope(), move |tx| async move {
                tx.put_source_items(&kept).await?;
                tx.put_source_items(&again).await?;
                tx.put_source_items(&[]).await
            })
            .await
            .unwrap();
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        let names = ["1", "2", "3", "1"].map(str::to_owned);
        let mut found = tx.source_items(SOURCE, &names).await.unwrap();
        found.sort_by(|a, b| a.external_id.cmp(&b.external_id));
        assert_eq!(found, [item("1", &one, run, true), seen[1].clone()]);
        assert_eq!(tx.source_items("POS", &names).await.unwrap(), []);
        assert_eq!(tx.source_items(SOURCE, &[]).await.unwrap(), []);
        assert_eq!(tx.source_item_of(other.id).await.unwrap().as_ref(), Some(&seen[1]));
        drop(tx);
        let taken = [item("3", &one, run, false)];
        let second =
            world.run(world.ours.scope(), move |tx| async move { tx.put_source_items(&taken).await }).await;
        assert!(second.unwrap_err().is_conflict(), "a case comes from one item");
    })
    .await;
}

#[tokio::test]
async fn the_reconciliation_names_what_is_closed_on_one_side_only() {
    on_both(async |world| {
        let run = begin(&world, 1).await;
        let mut expected = Vec::new();
        let mut items = Vec::new();
        for (n, phase) in Phase::ALL.iter().enumerate() {
            for closed_there in [true, false] {
                let row = in_phase(&world, &world.ours, *phase).await;
                let done = matches!(phase, Phase::Answered | Phase::Closed);
                let mismatch = match (closed_there, done, phase) {
                    (true, false, _) => Some(Mismatch::ClosedThere),
                    (false, _, Phase::Closed) => Some(Mismatch::OpenThere),
                    _ => None,
                };
                items.push(item(&format!("{n}{closed_there}"), &row, run, closed_there));
                expected.extend(mismatch.map(|mismatch| (row.id, row.number, *phase, mismatch)));
            }
        }
        expected.sort_by_key(|row| row.0);
        world
            .run(world.ours.scope(), move |tx| async move { tx.put_source_items(&items).await })
            .await
            .unwrap();
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        for which in [None, Some(Mismatch::ClosedThere), Some(Mismatch::OpenThere)] {
            let (mut found, mut page) = (Vec::new(), first(2));
            loop {
                let rows = tx.open_items(Some(SOURCE), which, &page).await.unwrap();
                found.extend(
                    rows.rows
                        .iter()
                        .map(|(_, row)| (row.item.subject, row.number.clone(), row.phase, row.mismatch)),
                );
                if !rows.has_next {
                    break;
                }
                page = after(2, &rows.rows[1].0);
            }
            let wanted: Vec<_> =
                expected.iter().filter(|row| which.is_none_or(|which| which == row.3)).cloned().collect();
            assert_eq!(found, wanted, "{which:?}");
        }
        assert_eq!(tx.count_open_items(None).await.unwrap(), (3, 1));
        assert_eq!(tx.count_open_items(Some("POS")).await.unwrap(), (0, 0));
    })
    .await;
}

#[tokio::test]
async fn a_difference_is_settled_once() {
    on_both(async |world| {
        let run = begin(&world, 1).await;
        let row = in_phase(&world, &world.ours, Phase::New).await;
        let found = |field: &str| NewDifference {
            run,
            source: SOURCE.into(),
            external_id: "1".into(),
            subject: row.id,
            field: field.into(),
            before: Some("ул. Старая".into()),
            after: None,
        };
        let both = [found("address"), found("topic")];
        let by = world.ours.users[0];
        world
            .run(world.ours.scope(), move |tx| async move {
                tx.insert_differences(&both).await?;
                let all = tx.differences(&DifferenceFilter::default(), &first(10)).await?;
                let (newest, oldest) = (&all.rows[0].1, &all.rows[1].1);
                assert_eq!((&newest.found, &oldest.found), (&both[1], &both[0]));
                assert!(tx.settle_difference(oldest.id, by).await?);
                assert!(!tx.settle_difference(oldest.id, by).await?, "settled before");
                assert!(!tx.settle_difference(uuid(), by).await?);
                for (settled, id) in [(true, oldest.id), (false, newest.id)] {
                    let filter = DifferenceFilter {
                        run: Some(run),
                        source: Some(SOURCE.into()),
                        settled: Some(settled),
                    };
                    let page = tx.differences(&filter, &first(10)).await?;
                    assert_eq!(page.rows.iter().map(|(_, one)| one.id).collect::<Vec<_>>(), [id]);
                    assert_eq!(page.rows[0].1.settled, settled.then(|| (by, tx.now().get())));
                }
                let other = DifferenceFilter { source: Some("POS".into()), ..DifferenceFilter::default() };
                assert_eq!(tx.differences(&other, &first(10)).await?.rows, []);
                assert_eq!(tx.count_differences(&other).await?, 0);
                assert_eq!(tx.count_differences(&DifferenceFilter::default()).await?, 2);
                let known = [("address".to_owned(), None), ("topic".to_owned(), None)];
                assert_eq!(tx.known_differences(SOURCE, "1").await?, known);
                assert_eq!(tx.known_differences(SOURCE, "2").await?, []);
                Ok(())
            })
            .await
            .unwrap();
    })
    .await;
}
