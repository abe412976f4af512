//! Many new cases at once: the same rows as one by one, all or none.

use chrono::TimeDelta;
use otklik_domain::audit::Actor;
use otklik_domain::case::{Applicant, RevealPurpose};
use otklik_domain::event::Kind;
use otklik_storage::query::bulk::EnteredCase;
use otklik_storage::query::case::CaseText;
use otklik_storage::query::sweep::{ChangedSubject, NewAuditLine, NewEvent};
use otklik_storage::query::timeline::NewTimelineLine;
use otklik_storage::{Error, Scope};
use serde_json::json;

use crate::subject_world::{Place, World, moment, on_both, subject, timer};

fn entered(place: &Place, n: i64) -> EnteredCase {
    let mut row = subject(place);
    row.source_due = Some(moment(n));
    row.direction = Some(place.directions[0]);
    row.instance.timers = vec![timer("final", moment(9_000 + n), moment(9_000 + n))];
    row.next_due = Some(moment(9_000 + n));
    EnteredCase {
        changed: ChangedSubject {
            was: row.standing(),
            timers: row.instance.timers.clone(),
            steps: vec![],
            timeline: vec![NewTimelineLine {
                actor: Actor::System,
                kind: "entered".into(),
                body: json!({ "n": n }),
            }],
            events: vec![NewEvent { kind: Kind::SubjectEntered, body: json!({ "n": n }), waits_until: None }],
            audit: vec![NewAuditLine { actor: Actor::System, act: "enter".into(), body: json!({ "n": n }) }],
            subject: row,
        },
        text: CaseText {
            essence: format!("Не вывезен мусор, дом {n} «а»"),
            address: (n % 2 == 0).then(|| "ул. Полевая".to_owned()),
            thread_url: Some(format!("https://vk.example/{n}")),
        },
        applicant: (n % 3 == 0)
            .then(|| Applicant { name: format!("Автор {n}"), ..Applicant::default() }),
    }
}

async fn enter(world: &World, batch: Vec<EnteredCase>) -> Result<(), Error> {
    world.run(world.ours.scope(), move |tx| async move { tx.enter_batch(&batch).await }).await
}

#[tokio::test]
async fn a_batch_is_entered_as_if_one_by_one() {
    on_both(async |world| {
        let batch: Vec<_> = (0..7).map(|n| entered(&world.ours, n)).collect();
        enter(&world, batch.clone()).await.unwrap();
        enter(&world, vec![]).await.unwrap();
        for case in batch {
            let (id, text, person) = (case.changed.subject.id, case.text, case.applicant);
            let (row, found, history, opened) = world
                .run(world.ours.scope(), move |tx| async move {
                    let opened = tx.reveal_applicant(id, Actor::System, RevealPurpose::Answer).await?;
                    Ok((tx.subject(id).await?, tx.case_text(id).await?, tx.timeline(id, 9).await?, opened))
                })
                .await
                .unwrap();
            assert_eq!(row.as_ref(), Some(&case.changed.subject));
            assert_eq!(found, Some(text));
            assert_eq!((history.len(), &history[0].body), (1, &case.changed.timeline[0].body));
            assert_eq!(opened, person);
        }
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        assert_eq!(tx.board().await.unwrap(), tx.recount().await.unwrap());
        assert_eq!(tx.verify_audit(world.ours.tenant).await.unwrap().broken_at, None);
        drop(tx);
        let tx = world.store.reader(Scope::Clockwork("relay")).await.unwrap();
        assert_eq!(tx.unsent().await.unwrap().0, 7);
    })
    .await;
}

#[tokio::test]
async fn one_number_that_is_taken_leaves_nothing_of_the_batch() {
    on_both(async |world| {
        let taken = entered(&world.ours, 1);
        enter(&world, vec![taken.clone()]).await.unwrap();
        let mut batch: Vec<_> = (0..20).map(|n| entered(&world.ours, n)).collect();
        batch[19].changed.subject.number = taken.changed.subject.number;
        assert!(enter(&world, batch).await.unwrap_err().is_conflict());
        for table in ["subject", "case_text", "timer", "timeline", "delta", "outbox", "audit_entry"] {
            assert_eq!(world.number(&format!("SELECT count(*) FROM {table}")).await, 1, "{table}");
        }
    })
    .await;
}

#[tokio::test]
async fn neither_the_region_nor_the_clockwork_enters_cases() {
    on_both(async |world| {
        let batch = vec![entered(&world.ours, 1)];
        let (region, tenant) = (world.region, world.ours.tenant);
        for scope in [Scope::RegionAct { region, tenant }, Scope::Clockwork("test")] {
            let batch = batch.clone();
            let refused = world.run(scope, move |tx| async move { tx.enter_batch(&batch).await }).await;
            assert!(matches!(refused, Err(Error::Bug(_))), "{scope:?}: {refused:?}");
        }
        let foreign = vec![entered(&world.neighbour, 1)];
        assert!(matches!(enter(&world, foreign).await, Err(Error::Bug(_))));
    })
    .await;
}

/// The measure of a file of 100 000 rows: what 20 batches of 500 take says whether it can be done in a minute.
#[tokio::test]
#[ignore = "a measurement, run by hand on a quiet machine"]
async fn ten_thousand_cases_take_seconds() {
    on_both(async |world| {
        let began = std::time::Instant::now();
        for batch in 0..20 {
            let rows: Vec<_> = (0..500).map(|n| entered(&world.ours, batch * 500 + n)).collect();
            enter(&world, rows).await.unwrap();
        }
        println!("{:?}: 10 000 cases in {:?}", world.db.backend(), began.elapsed());
        assert!(TimeDelta::from_std(began.elapsed()).unwrap() < TimeDelta::seconds(60));
    })
    .await;
}
