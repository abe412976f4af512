//! Registration: a number for each paper, none left out, whoever registers at once and whatever fails.

use std::collections::BTreeSet;

use otklik_domain::case::{AnswerWay, AppealKind};
use otklik_domain::id::SubjectId;
use otklik_storage::query::registration::{Outside, Registration};
use otklik_storage::{Error, Scope, Store, Tx};
use otklik_testkit::TestDb;
use otklik_testkit::seed::{self, SINCE};

use crate::subject_world::{Place, World, on_both, subject};

pub(crate) fn registration(tx: &Tx, place: &Place, subject: SubjectId, number: &str) -> Registration {
    Registration {
        subject,
        number: number.into(),
        registered_on: SINCE,
        outside: None,
        kind: AppealKind::Application,
        answer_way: AnswerWay::Email,
        past_reason: None,
        by: place.users[0],
        at: tx.now().get(),
    }
}

async fn paper(world: &World, place: &Place) -> SubjectId {
    let row = subject(place);
    world.add(&row).await;
    row.id
}

async fn register(store: &Store, place: &Place, subject: SubjectId) -> Result<String, Error> {
    let place = place.clone();
    store
        .run(place.scope(), move |tx| async move {
            let number = tx.next_registration_number("КИЛ", 2026).await?;
            tx.insert_registration(&registration(&tx, &place, subject, &number)).await?;
            Ok(number)
        })
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixteen_who_register_at_once_leave_no_gap_also_where_some_fail() {
    for db in TestDb::both().await {
        let world = World::fill(db).await;
        let other = world.db.another_store().await;
        let mut papers = Vec::new();
        for _ in 0..16 {
            papers.push(paper(&world, &world.ours).await);
        }
        let acts: Vec<_> = papers
            .into_iter()
            .enumerate()
            .map(|(n, subject)| {
                let store = if n % 2 == 0 { world.store.clone() } else { other.clone() };
                let place = world.ours.clone();
                tokio::spawn(async move {
                    if n % 4 == 3 {
                        let failed: Result<(), Error> = store
                            .run(place.scope(), |tx| async move {
                                tx.next_registration_number("КИЛ", 2026).await?;
                                Err(Error::conflict("the act did not hold"))
                            })
                            .await;
                        assert!(failed.is_err());
                    }
                    register(&store, &place, subject).await.unwrap()
                })
            })
            .collect();
        let mut numbers = BTreeSet::new();
        for act in acts {
            numbers.insert(act.await.unwrap());
        }
        let expected: BTreeSet<String> = (1..=16).map(|n| format!("КИЛ-ОГ-2026-{n:06}")).collect();
        assert_eq!(numbers, expected, "{:?}", world.db.backend());
    }
}

#[tokio::test]
async fn each_tenant_and_each_year_counts_from_one_apart_from_messages() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let take = async |scope: Scope, year: i32| {
            db.store()
                .run(scope, move |tx| async move { tx.next_registration_number("Х", year).await })
                .await
                .unwrap()
        };
        let (a, b) = (centres.a.scope(), centres.b.scope());
        db.store().run(a, |tx| async move { tx.next_message_number("Х", 2026).await }).await.unwrap();
        assert_eq!(take(a, 2026).await, "Х-ОГ-2026-000001");
        assert_eq!(take(b, 2026).await, "Х-ОГ-2026-000001");
        assert_eq!(take(a, 2027).await, "Х-ОГ-2027-000001");
        assert_eq!(take(a, 2026).await, "Х-ОГ-2026-000002");
    }
}

#[tokio::test]
async fn a_paper_is_found_by_its_own_and_by_its_outside_number() {
    on_both(async |world| {
        let (id, place) = (paper(&world, &world.ours).await, world.ours.clone());
        let kept = world
            .run(place.scope(), move |tx| async move {
                let kept = Registration {
                    outside: Some(Outside {
                        system: "СЭД".into(),
                        number: "02-11/45".into(),
                        on: Some(SINCE),
                    }),
                    past_reason: Some("поступило в нерабочий день".into()),
                    ..registration(&tx, &place, id, "КИЛ-ОГ-2026-000001")
                };
                tx.insert_registration(&kept).await?;
                Ok(kept)
            })
            .await
            .unwrap();
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        assert_eq!(tx.registration(id).await.unwrap(), Some(kept.clone()));
        assert_eq!(tx.registration_by_outside("СЭД", "02-11/45").await.unwrap(), Some(kept));
        assert_eq!(tx.registration_by_outside("ЕПГУ", "02-11/45").await.unwrap(), None);
        drop(tx);
        let tx = world.store.reader(world.neighbour.scope()).await.unwrap();
        assert_eq!(tx.registration_by_outside("СЭД", "02-11/45").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_number_taken_here_or_outside_and_a_second_registration_are_conflicts() {
    on_both(async |world| {
        let outside = Some(Outside { system: "СЭД".into(), number: "7".into(), on: None });
        let (first, second) = (paper(&world, &world.ours).await, paper(&world, &world.ours).await);
        let keep = async |id: SubjectId, number: &'static str, outside: Option<Outside>| {
            let place = world.ours.clone();
            world
                .run(place.scope(), move |tx| async move {
                    let row = Registration { outside, ..registration(&tx, &place, id, number) };
                    tx.insert_registration(&row).await
                })
                .await
        };
        keep(first, "1", outside.clone()).await.unwrap();
        assert!(keep(first, "2", None).await.unwrap_err().is_conflict(), "registered before");
        assert!(keep(second, "1", None).await.unwrap_err().is_conflict(), "our number");
        assert!(keep(second, "2", outside.clone()).await.unwrap_err().is_conflict(), "the outside number");
        keep(second, "2", outside.map(|o| Outside { system: "ЕПГУ".into(), ..o })).await.unwrap();
    })
    .await;
}
