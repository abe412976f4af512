//! Figures: deltas folded or not, the board equals a recount.

use otklik_domain::standing::{Lateness, Level, Standing};
use otklik_domain::subject::Phase;
use otklik_storage::query::subject::SubjectRow;
use otklik_storage::{Error, Scope};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use crate::subject_world::{Place, World, on_both, subject};

async fn boards_equal_recounts(world: &World) {
    for place in [&world.ours, &world.neighbour, &world.far] {
        let tx = world.store.reader(place.scope()).await.unwrap();
        assert_eq!(tx.board().await.unwrap(), tx.recount().await.unwrap());
    }
}

/// Moves a subject to a random cell, as an act does.
async fn step(world: &World, rng: &mut StdRng, row: &mut SubjectRow) {
    let was = (row.standing(), row.restricted);
    row.instance.phase = *Phase::ALL.choose(rng).unwrap();
    row.instance.lateness = *Lateness::ALL.choose(rng).unwrap();
    row.instance.level = *Level::ALL.choose(rng).unwrap();
    row.restricted = rng.random_bool(0.2);
    let saved = row.clone();
    let scope = Scope::Tenant { tenant: row.tenant, region: row.region };
    world
        .run(scope, move |tx| async move {
            tx.save_subject(&saved, saved.revision).await?;
            tx.delta(Some(was), Some((saved.standing(), saved.restricted))).await
        })
        .await
        .unwrap();
    row.revision += 1;
}

async fn fold(world: &World, limit: u64) -> Result<u64, Error> {
    world.run(Scope::Clockwork("fold"), move |tx| async move { tx.fold_deltas(limit).await }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_equals_a_recount_however_far_it_is_folded() {
    on_both(async |world| {
        let mut rng = StdRng::seed_from_u64(4);
        let mut rows = Vec::new();
        for place in [&world.ours, &world.neighbour, &world.far] {
            for _ in 0..8 {
                let row = subject(place);
                world.add(&row).await;
                rows.push(row);
            }
        }
        for round in 0..60 {
            let at = rng.random_range(0..rows.len());
            step(&world, &mut rng, &mut rows[at]).await;
            if round % 7 == 0 {
                fold(&world, rng.random_range(1..20)).await.unwrap();
                boards_equal_recounts(&world).await;
            }
        }
        boards_equal_recounts(&world).await;
        while fold(&world, 1_000).await.unwrap() > 0 {}
        assert_eq!(world.number("SELECT count(*) FROM delta").await, 0);
        boards_equal_recounts(&world).await;

        let tx = world.store.reader(Scope::Region(world.region)).await.unwrap();
        let board = tx.board_of_region().await.unwrap();
        drop(tx);
        let mut expected = Vec::new();
        for place in [&world.ours, &world.neighbour] {
            let tx = world.store.reader(place.scope()).await.unwrap();
            expected.extend(tx.recount().await.unwrap().into_iter().map(|(cell, n)| (place.tenant, cell, n)));
        }
        expected.sort();
        assert_eq!(board, expected, "the members of the region and nobody else, restricted topics counted");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subject_that_stays_in_its_cell_leaves_no_delta() {
    on_both(async |world| {
        let row = subject(&world.ours);
        world.add(&row).await;
        let cell = Some((row.standing(), false));
        world.run(world.ours.scope(), move |tx| async move { tx.delta(cell, cell).await }).await.unwrap();
        assert_eq!(world.number("SELECT count(*) FROM delta").await, 1);
        let gone = (row.standing(), false);
        world
            .run(world.ours.scope(), move |tx| async move { tx.delta(Some(gone), None).await })
            .await
            .unwrap();
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        assert_eq!(tx.board().await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn folds_at_once_take_each_delta_once() {
    on_both(async |world| {
        for place in [&world.ours, &world.neighbour] {
            for _ in 0..30 {
                world.add(&subject(place)).await;
            }
        }
        let (a, b, c) = tokio::join!(fold(&world, 25), fold(&world, 25), fold(&world, 25));
        assert_eq!(a.unwrap() + b.unwrap() + c.unwrap() + fold(&world, 100).await.unwrap(), 60);
        let cell = Standing { phase: Phase::New, lateness: Lateness::OnTime, level: Level::None };
        for place in [&world.ours, &world.neighbour] {
            let tx = world.store.reader(place.scope()).await.unwrap();
            assert_eq!(tx.board().await.unwrap(), [(cell, 30)]);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_clockwork_folds() {
    on_both(async |world| {
        let scopes = |place: &Place| [place.scope(), Scope::Region(place.region), Scope::Door];
        for scope in scopes(&world.ours) {
            let refused = world.run(scope, move |tx| async move { tx.fold_deltas(1).await }).await;
            assert!(matches!(refused, Err(Error::Bug { .. })), "{scope:?}");
        }
    })
    .await;
}
