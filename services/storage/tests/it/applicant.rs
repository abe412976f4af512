//! Applicants: sealed for one row of one tenant, opened for a purpose that stays in the log, unreadable in a dump.

use otklik_domain::audit::Actor;
use otklik_domain::case::{Applicant, RevealPurpose};
use otklik_domain::id::SubjectId;
use otklik_storage::query::subject::SubjectRow;
use otklik_storage::{Backend, Error, Scope};
use sea_orm::{ConnectionTrait, Statement};

use crate::subject_world::{Place, World, on_both, subject};

const CANARY: &str = "Канарейкина";

fn person() -> Applicant {
    Applicant {
        name: format!("{CANARY} Проверка Тестовна"),
        phone: Some("+7 000 000-00-01".into()),
        email: Some("canary@example.test".into()),
        postal_address: None,
    }
}

async fn sealed(world: &World, place: &Place) -> SubjectRow {
    let row = subject(place);
    world.add(&row).await;
    let id = row.id;
    world.run(place.scope(), move |tx| async move { tx.seal_applicant(id, &person()).await }).await.unwrap();
    row
}

async fn reveal(world: &World, place: &Place, subject: SubjectId) -> Result<Option<Applicant>, Error> {
    let actor = Actor::User { tenant: place.tenant, user: place.users[0] };
    world
        .run(place.scope(), move |tx| async move {
            tx.reveal_applicant(subject, actor, RevealPurpose::Clarify).await
        })
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_applicant_is_opened_for_a_purpose_that_is_logged() {
    on_both(async |world| {
        let row = sealed(&world, &world.ours).await;
        assert!(reveal(&world, &world.ours, row.id).await.unwrap() == Some(person()));
        assert_eq!(world.number("SELECT count(*) FROM audit_entry WHERE act = 'applicant.reveal'").await, 1);
        let bare = subject(&world.ours);
        world.add(&bare).await;
        assert!(reveal(&world, &world.ours, bare.id).await.unwrap().is_none());
        assert_eq!(world.number("SELECT count(*) FROM audit_entry").await, 1, "nothing was opened");
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        assert!(tx.has_applicant(row.id).await.unwrap());
        assert!(!tx.has_applicant(bare.id).await.unwrap());
        let actor = Actor::System;
        assert!(
            tx.reveal_applicant(row.id, actor, RevealPurpose::Answer).await.is_err(),
            "no look without a trace"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_has_one_applicant() {
    on_both(async |world| {
        let row = sealed(&world, &world.ours).await;
        let again = world
            .run(world.ours.scope(), move |tx| async move { tx.seal_applicant(row.id, &person()).await })
            .await;
        assert!(again.unwrap_err().is_conflict());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blob_moved_to_another_row_or_tenant_does_not_open() {
    on_both(async |world| {
        let (a, b) = (sealed(&world, &world.ours).await, sealed(&world, &world.ours).await);
        let theirs = sealed(&world, &world.neighbour).await;
        for victim in [&b, &theirs] {
            let sql = "UPDATE applicant SET sealed = (SELECT sealed FROM applicant WHERE subject_id = $1) \
                       WHERE subject_id = $2";
            world.execute(sql, [a.id.0.into(), victim.id.0.into()]).await;
        }
        assert!(matches!(reveal(&world, &world.ours, b.id).await, Err(Error::Corrupt { .. })));
        assert!(matches!(reveal(&world, &world.neighbour, theirs.id).await, Err(Error::Corrupt { .. })));
        assert!(reveal(&world, &world.ours, a.id).await.unwrap().is_some());
        // Nor does a key of another tenant: the wrapped key names its row as well.
        let sql = "UPDATE tenant_key SET wrapped = (SELECT wrapped FROM tenant_key WHERE tenant_id = $1) \
                   WHERE tenant_id = $2";
        world.execute(sql, [world.neighbour.tenant.0.into(), world.ours.tenant.0.into()]).await;
        assert!(matches!(reveal(&world, &world.ours, a.id).await, Err(Error::Corrupt { .. })));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_key_of_a_tenant_is_made_once() {
    on_both(async |world| {
        let (a, b) = (subject(&world.ours), subject(&world.ours));
        for row in [&a, &b] {
            world.add(row).await;
        }
        let seal = |id: SubjectId| {
            world.run(world.ours.scope(), move |tx| async move { tx.seal_applicant(id, &person()).await })
        };
        let (first, second) = tokio::join!(seal(a.id), seal(b.id));
        first.unwrap();
        second.unwrap();
        assert_eq!(world.number("SELECT count(*) FROM tenant_key").await, 1);
        assert!(reveal(&world, &world.ours, b.id).await.unwrap().is_some());
    })
    .await;
}

fn digit(nibble: u8) -> char {
    char::from_digit(nibble.into(), 16).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dump_shows_nothing_of_a_person() {
    on_both(async |world| {
        sealed(&world, &world.ours).await;
        let dump = match world.store.backend() {
            Backend::Sqlite => {
                world.db.tamper("PRAGMA wal_checkpoint(TRUNCATE)").await;
                let url = world.db.url();
                let file = url.strip_prefix("sqlite://").unwrap().split('?').next().unwrap();
                std::fs::read(file).unwrap()
            }
            Backend::Postgres => {
                let mut dump = Vec::new();
                for table in
                    ["applicant", "tenant_key", "subject", "case_text", "audit_entry", "timeline", "outbox"]
                {
                    let sql = format!("SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} AS t");
                    let row = world
                        .raw()
                        .query_one_raw(Statement::from_string(world.raw().get_database_backend(), sql));
                    dump.extend_from_slice(
                        row.await.unwrap().unwrap().try_get_by_index::<String>(0).unwrap().as_bytes(),
                    );
                }
                dump
            }
        };
        let holds = |needle: &str| dump.windows(needle.len()).any(|window| window == needle.as_bytes());
        assert!(holds("Яма на дороге"), "the dump is one");
        // PostgreSQL prints bytes as hex.
        let hex =
            |text: &str| text.bytes().flat_map(|byte| [byte >> 4, byte & 15]).map(digit).collect::<String>();
        for canary in [CANARY, "canary@example.test", "000-00-01"] {
            assert!(!holds(canary) && !holds(&hex(canary)), "{canary}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_opens_an_applicant() {
    on_both(async |world| {
        let row = sealed(&world, &world.ours).await;
        for place in [&world.neighbour, &world.far] {
            assert!(reveal(&world, place, row.id).await.unwrap().is_none());
            assert!(!world.store.reader(place.scope()).await.unwrap().has_applicant(row.id).await.unwrap());
        }
        let (region, tenant) = (world.region, world.ours.tenant);
        for scope in [
            Scope::Region(region),
            Scope::RegionAct { region, tenant },
            Scope::Clockwork("test"),
            Scope::Door,
        ] {
            let opened = world
                .run(scope, move |tx| async move {
                    tx.reveal_applicant(row.id, Actor::System, RevealPurpose::Answer).await
                })
                .await;
            assert!(matches!(opened, Err(Error::Bug { .. })), "{scope:?}");
        }
    })
    .await;
}
