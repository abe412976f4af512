//! An import that was started on a screen: uploaded, begun once, taken further by jobs.

use std::time::Duration;

use otklik_app::import::job::{self, Stretch};
use otklik_app::import::{start, upload};
use otklik_app::{Error, outbox};
use otklik_domain::caller::Caller;
use otklik_domain::id::{ImportRunId, OutboxId, UploadId};
use otklik_domain::import::RunState;
use otklik_domain::role::Role;

use super::{Line, line, load, table};
use crate::centre::{World, on_both, request};

const NOW: Duration = Duration::ZERO;

async fn uploaded(world: &World, caller: &Caller, text: &str) -> Result<UploadId, Error> {
    let mut upload = upload::begin(&world.app, caller, "выгрузка.csv").await?;
    for part in text.as_bytes().chunks(1_000) {
        upload.write(part).await?;
    }
    let kept = upload.finish().await?;
    assert_eq!((kept.name.as_str(), kept.size), ("выгрузка.csv", text.len() as u64));
    Ok(kept.id)
}

fn wanted(upload: UploadId) -> start::Input {
    start::Input { upload, profile: "plain".into(), dry_run: false }
}

/// The announcement of the run that was started.
async fn announced(world: &World) -> OutboxId {
    let mut found = Vec::new();
    outbox::relay(&world.app, 100, |all| {
        found = all;
        async { Ok(()) }
    })
    .await
    .unwrap();
    found.iter().find(|one| one.kind.code() == "import.started").unwrap().id
}

async fn run_of(world: &World, id: ImportRunId) -> otklik_app::reader::ImportRun {
    let manager = world.caller(&world.centres.a, Role::Manager).await;
    world.app.reader(&manager).import_run(id).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_uploaded_file_goes_in_by_stretches_and_is_forgotten() {
    on_both(async |world| {
        world.clock("2026-03-02 11:00").await;
        let a = &world.centres.a;
        let coordinator = world.caller(a, Role::Coordinator).await;
        let lines: Vec<Line> = (1..=1_300).map(line).collect();
        let file = uploaded(&world, &coordinator, &table(&lines)).await.unwrap();
        let reader = world.app.reader(&coordinator);
        let preview = reader.import_preview(file, "plain").await.unwrap();
        assert_eq!((preview.rows.len(), preview.cells[0][2].as_str()), (10, "Яма на дороге у дома 1"));
        assert!(matches!(
            reader.import_preview(file, "нет").await,
            Err(Error::Invalid { code: "PROFILE_UNKNOWN", .. })
        ));
        let asked = request();
        let begun = start::run(&world.app, &coordinator, &asked, wanted(file)).await.unwrap();
        let id = begun.run.unwrap();
        let second = start::run(&world.app, &coordinator, &request(), wanted(file)).await;
        assert!(matches!(second, Err(Error::Invalid { code: "IMPORT_RUNNING", .. })), "{second:?}");
        let beside = load(&world.app, &a.tenant.code, "plain", table(&lines).into_bytes()).await;
        assert!(matches!(beside, Err(Error::Invalid { code: "IMPORT_RUNNING", .. })));

        let event = announced(&world).await;
        let first = job::run(&world.app, a.tenant.id, event, false, NOW).await.unwrap();
        assert_eq!(first, Stretch::More(500));
        let offered_again = job::run(&world.app, a.tenant.id, event, false, NOW).await.unwrap();
        assert_eq!(offered_again, Stretch::Elsewhere, "another worker has just been at it");
        let run = run_of(&world, id).await;
        assert_eq!(
            (run.state, run.counts.rows, run.counts.accepted, run.total),
            (RunState::Running, 500, 500, 1_300)
        );
        for stretch in [Stretch::More(1_000), Stretch::More(1_300), Stretch::Ended, Stretch::Ended] {
            assert_eq!(job::run(&world.app, a.tenant.id, event, true, NOW).await.unwrap(), stretch);
        }
        let run = run_of(&world, id).await;
        assert_eq!((run.state, run.counts.accepted, run.by), (RunState::Done, 1_300, Some(coordinator.user)));
        assert_eq!(world.db.count("SELECT count(*) FROM subject").await, 1_300);
        let gone = reader.import_preview(file, "plain").await;
        assert!(matches!(gone, Err(Error::Invalid { code: "UPLOAD_GONE", .. })), "the file named authors");
        let repeat = start::run(&world.app, &coordinator, &asked, wanted(file)).await.unwrap();
        assert_eq!(repeat.run, Some(id), "a repeat of the request answers the same");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_may_import_does_and_only_the_own_file() {
    on_both(async |world| {
        world.clock("2026-03-02 11:00").await;
        let (a, b) = (&world.centres.a, &world.centres.b);
        let text = table(&[line(1)]);
        for role in [Role::Executor, Role::Curator, Role::Publisher, Role::HeadOfAdministration] {
            let person = world.caller(a, role).await;
            assert!(matches!(uploaded(&world, &person, &text).await, Err(Error::Forbidden)), "{role}");
            let started =
                start::run(&world.app, &person, &request(), wanted(UploadId(crate::centre::uuid()))).await;
            assert!(matches!(started, Err(Error::Forbidden)), "{role}");
            assert!(matches!(world.app.reader(&person).import_profiles().await, Err(Error::Forbidden)));
        }
        let manager = world.caller(a, Role::Manager).await;
        let file = uploaded(&world, &manager, &text).await.unwrap();
        let stranger = world.caller(b, Role::Manager).await;
        let tried = start::run(&world.app, &stranger, &request(), wanted(file)).await;
        assert!(matches!(tried, Err(Error::Invalid { code: "UPLOAD_GONE", .. })), "as an unknown one");
        let names: Vec<String> = world
            .app
            .reader(&manager)
            .import_profiles()
            .await
            .unwrap()
            .into_iter()
            .map(|it| it.name)
            .collect();
        assert_eq!(names, ["incident_management", "plain"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_bounded_and_does_not_stay() {
    on_both(async |world| {
        world.clock("2026-03-02 11:00").await;
        let manager = world.caller(&world.centres.a, Role::Manager).await;
        let mut large = upload::begin(&world.app, &manager, "a.csv").await.unwrap();
        let part = vec![b'x'; 10 * 1024 * 1024];
        for _ in 0..5 {
            large.write(&part).await.unwrap();
        }
        assert!(matches!(large.write(b"x").await, Err(Error::Refused(_))));
        drop(large);
        let file = uploaded(&world, &manager, &table(&[line(1)])).await.unwrap();
        assert_eq!(upload::forget_old(&world.app).await.unwrap(), 0);
        world.db.clock().advance(chrono::TimeDelta::hours(25)).await;
        assert_eq!(upload::forget_old(&world.app).await.unwrap(), 2, "the bytes and the name");
        let reader = world.app.reader(&manager);
        let gone = reader.import_preview(file, "plain").await;
        assert!(matches!(gone, Err(Error::Invalid { code: "UPLOAD_GONE", .. })));
    })
    .await;
}
