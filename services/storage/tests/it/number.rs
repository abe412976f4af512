//! Numbers of messages: unique whoever takes them, by tenant and year.

use std::collections::BTreeSet;

use otklik_storage::{Backend, Error};
use otklik_testkit::{TestDb, seed};

#[tokio::test]
async fn a_number_names_prefix_year_and_its_place() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let take = |centre: &seed::Centre, year: i32| {
            let prefix = centre.tenant.number_prefix.clone();
            db.store()
                .run(centre.scope(), move |tx| async move { tx.next_message_number(&prefix, year).await })
        };
        assert_eq!(take(&centres.a, 2026).await.unwrap(), "БРЗ-2026-000001");
        assert_eq!(take(&centres.a, 2026).await.unwrap(), "БРЗ-2026-000002");
        assert_eq!(take(&centres.b, 2026).await.unwrap(), "СОС-2026-000001");
        assert_eq!(take(&centres.a, 2027).await.unwrap(), "БРЗ-2027-000001");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thirty_two_takers_of_two_processes_never_get_the_same() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let (one, other) = (db.store().clone(), db.another_store().await);
        let takers: Vec<_> = (0..32)
            .map(|n| {
                let store = if n % 2 == 0 { one.clone() } else { other.clone() };
                let scope = centres.a.scope();
                tokio::spawn(async move {
                    let mut taken = Vec::new();
                    for _ in 0..4 {
                        let number = store
                            .run(scope, |tx| async move { tx.next_message_number("БРЗ", 2026).await })
                            .await;
                        taken.push(number.unwrap());
                    }
                    taken
                })
            })
            .collect();
        let mut all = BTreeSet::new();
        for taker in takers {
            for number in taker.await.unwrap() {
                assert!(all.insert(number.clone()), "{number} twice");
            }
        }
        assert_eq!(all.len(), 128);
        // Two processes waste at most one block each.
        let last: i64 = all.last().unwrap().rsplit('-').next().unwrap().parse().unwrap();
        assert!(last <= 128 + 2 * 20, "{last}");
    }
}

#[tokio::test]
async fn a_number_of_an_act_that_failed_is_a_gap_on_postgres_and_none_on_sqlite() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let scope = centres.a.scope();
        let failed: Result<(), Error> = db
            .store()
            .run(scope, |tx| async move {
                tx.next_message_number("БРЗ", 2026).await?;
                Err(Error::conflict("the act did not hold"))
            })
            .await;
        assert!(failed.is_err());
        let next = db.store().run(scope, |tx| async move { tx.next_message_number("БРЗ", 2026).await }).await;
        let expected =
            if db.backend() == Backend::Sqlite { "БРЗ-2026-000001" } else { "БРЗ-2026-000002" };
        assert_eq!(next.unwrap(), expected);
    }
}

#[tokio::test]
async fn many_numbers_are_taken_at_once_and_stay_apart_from_single_ones() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let scope = centres.a.scope();
        let (first, many, none, last) = db
            .store()
            .run(scope, |tx| async move {
                Ok::<_, Error>((
                    tx.next_message_number("БРЗ", 2026).await?,
                    tx.next_message_numbers("БРЗ", 2026, 1_000).await?,
                    tx.next_message_numbers("БРЗ", 2026, 0).await?,
                    tx.next_message_numbers("БРЗ", 2026, 1).await?,
                ))
            })
            .await
            .unwrap();
        assert_eq!(none, Vec::<String>::new());
        assert_eq!(many.len(), 1_000);
        let all: BTreeSet<_> = many.iter().chain(&last).chain([&first]).collect();
        assert_eq!(all.len(), 1_002, "none twice");
        assert!(many.is_sorted(), "in order");
    }
}
