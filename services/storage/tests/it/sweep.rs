//! The sweep: what is due is claimed once, the oldest date first, and written in one go or not at all.

use chrono::TimeDelta;
use otklik_domain::audit::Actor;
use otklik_domain::event::Kind;
use otklik_domain::id::SubjectId;
use otklik_domain::standing::{Lateness, Level};
use otklik_storage::query::step::StepRow;
use otklik_storage::query::subject::SubjectRow;
use otklik_storage::query::sweep::{ChangedSubject, NewAuditLine, NewEvent};
use otklik_storage::query::timeline::NewTimelineLine;
use otklik_storage::{Backend, Error, Scope, Tx};
use serde_json::json;

use crate::subject_world::{Place, World, moment, on_both, subject, timer};

const SWEEP: Scope = Scope::Clockwork("sweep");

/// A subject with one clock that was due at `minutes`, counted from a moment long past.
async fn due(world: &World, place: &Place, minutes: i64) -> SubjectRow {
    let mut row = subject(place);
    row.instance.timers = vec![timer("first_reply", moment(minutes), moment(1))];
    world.add(&row).await;
    row
}

/// What the engine would make of a tick.
fn ticked(tx: &Tx, row: SubjectRow) -> ChangedSubject {
    let was = row.standing();
    let mut subject = row;
    let now = tx.now().get();
    subject.instance.level = Level::Manager;
    subject.instance.lateness = Lateness::Breached;
    subject.late_since = Some(now);
    subject.changed_at = now;
    let timer = &mut subject.instance.timers[0];
    timer.next_at = None;
    timer.lateness = Lateness::Breached;
    timer.steps[0].fired = true;
    let step = StepRow {
        timer: timer.id,
        generation: timer.generation,
        step: "due".into(),
        subject: subject.id,
        clock: timer.clock.clone(),
        at: timer.due.counts,
        fired_at: now,
        level: Level::Manager,
        asks_for_act: true,
        reaches_region: true,
        calls: vec![],
        acknowledgement: None,
    };
    let timers = vec![timer.clone()];
    let audit = NewAuditLine { actor: Actor::System, act: "tick".into(), body: json!({ "step": "due" }) };
    ChangedSubject {
        was,
        timers,
        steps: vec![step],
        timeline: vec![NewTimelineLine {
            actor: Actor::System,
            kind: "step_fired".into(),
            body: json!({ "step": "due" }),
        }],
        events: vec![NewEvent { kind: Kind::StepFired, body: json!({ "step": "due" }), waits_until: None }],
        audit: vec![audit],
        subject,
    }
}

async fn sweep(world: &World, limit: u32) -> Result<Vec<SubjectId>, Error> {
    world
        .run(SWEEP, move |tx| async move {
            let claimed = tx.claim_due(limit).await?;
            let ids = claimed.iter().map(|row| row.id).collect();
            let changed = claimed.into_iter().map(|row| ticked(&tx, row)).collect::<Vec<_>>();
            assert_eq!(tx.save_batch(&changed).await?, 0, "no step has fired before");
            Ok(ids)
        })
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_oldest_date_of_all_tenants_goes_first() {
    on_both(async |world| {
        let late = due(&world, &world.ours, 300).await;
        let latest = due(&world, &world.far, 100).await;
        let later = due(&world, &world.neighbour, 200).await;
        let mut not_yet = subject(&world.ours);
        let far_off = moment(0) + TimeDelta::days(36_500);
        not_yet.instance.timers = vec![timer("first_reply", far_off, far_off)];
        world.add(&not_yet).await;
        assert_eq!(sweep(&world, 2).await.unwrap(), [latest.id, later.id]);
        assert_eq!(sweep(&world, 2).await.unwrap(), [late.id]);
        assert_eq!(sweep(&world, 2).await.unwrap(), []);
        let wake = world.store.reader(SWEEP).await.unwrap().next_wake().await.unwrap();
        assert_eq!(wake, Some(far_off));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_brings_every_clock_of_a_subject_once() {
    on_both(async |world| {
        let mut row = subject(&world.ours);
        row.instance.timers = vec![
            timer("first_reply", moment(100), moment(1)),
            timer("accept", moment(50), moment(2)),
            timer("final", moment(0) + TimeDelta::days(36_500), moment(0) + TimeDelta::days(36_500)),
        ];
        row.instance.timers.sort_by_key(|timer| timer.id);
        world.add(&row).await;
        let claimed = world.run(SWEEP, |tx| async move { tx.claim_due(10).await }).await.unwrap();
        assert_eq!(claimed, [row]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_written_whole() {
    on_both(async |world| {
        let (a, b) = (due(&world, &world.ours, 1).await, due(&world, &world.far, 2).await);
        assert_eq!(sweep(&world, 10).await.unwrap(), [a.id, b.id]);
        for row in [a, b] {
            let scope = Scope::Tenant { tenant: row.tenant, region: row.region };
            let tx = world.store.reader(scope).await.unwrap();
            let found = tx.subject(row.id).await.unwrap().unwrap();
            assert_eq!((found.revision, found.instance.level), (2, Level::Manager));
            assert_eq!(found.instance.lateness, Lateness::Breached);
            assert_eq!(found.instance.timers[0].next_at, None);
            assert!(found.instance.timers[0].steps[0].fired);
            assert_eq!(tx.steps(row.id).await.unwrap().len(), 1);
            assert_eq!(tx.timeline(row.id, 10).await.unwrap().len(), 1);
            assert_eq!(tx.board().await.unwrap(), tx.recount().await.unwrap());
            let log = tx.verify_audit(row.tenant).await.unwrap();
            assert_eq!((log.tail, log.broken_at), (1, None), "the entry of a batch carries its MAC");
        }
        assert_eq!(world.number("SELECT count(*) FROM outbox WHERE sent_at IS NULL").await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_fails_leaves_everything_due() {
    on_both(async |world| {
        due(&world, &world.ours, 1).await;
        let failed = world
            .run(SWEEP, |tx| async move {
                let changed =
                    tx.claim_due(10).await?.into_iter().map(|row| ticked(&tx, row)).collect::<Vec<_>>();
                tx.save_batch(&changed).await?;
                Err::<(), _>(Error::bug("the process stopped here"))
            })
            .await;
        assert!(failed.is_err());
        for table in ["step", "timeline", "outbox", "audit_entry"] {
            assert_eq!(world.number(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
        }
        assert_eq!(sweep(&world, 10).await.unwrap().len(), 1);
        assert_eq!(world.number("SELECT count(*) FROM step").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_sweeps_share_what_is_due() {
    on_both(async |world| {
        for minutes in 0..40 {
            due(&world, if minutes % 2 == 0 { &world.ours } else { &world.far }, minutes).await;
        }
        let (a, b) = tokio::join!(
            async { (sweep(&world, 7).await.unwrap(), sweep(&world, 7).await.unwrap()) },
            async { (sweep(&world, 7).await.unwrap(), sweep(&world, 7).await.unwrap()) },
        );
        let mut seen = [a.0, a.1, b.0, b.1].concat();
        while let rest @ [_, ..] = &sweep(&world, 100).await.unwrap()[..] {
            seen.extend(rest);
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 40);
        assert_eq!(world.number("SELECT count(*) FROM step").await, 40);
        assert_eq!(world.number("SELECT count(*) FROM outbox").await, 40);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sweep_passes_over_what_an_act_holds() {
    on_both(async |world| {
        let (held, free) = (due(&world, &world.ours, 1).await, due(&world, &world.ours, 2).await);
        if world.store.backend() == Backend::Sqlite {
            // One writer at a time: there is nothing to pass over.
            assert_eq!(sweep(&world, 10).await.unwrap(), [held.id, free.id]);
            return;
        }
        let (locked, wait) = (tokio::sync::oneshot::channel(), tokio::sync::oneshot::channel());
        let (tell, go_on, id) = (locked.0, wait.1, held.id);
        let act = world.run(world.ours.scope(), move |tx| async move {
            tx.subject_for_update(id).await?;
            tell.send(()).unwrap();
            go_on.await.unwrap();
            Ok(())
        });
        let look = async {
            locked.1.await.unwrap();
            let swept = sweep(&world, 10).await.unwrap();
            wait.0.send(()).unwrap();
            swept
        };
        let (act, swept) = tokio::join!(act, look);
        act.unwrap();
        assert_eq!(swept, [free.id]);
        assert_eq!(sweep(&world, 10).await.unwrap(), [held.id]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_fired_before_is_left_and_reported() {
    on_both(async |world| {
        due(&world, &world.ours, 1).await;
        let repeated = world
            .run(SWEEP, |tx| async move {
                let changed =
                    tx.claim_due(10).await?.into_iter().map(|row| ticked(&tx, row)).collect::<Vec<_>>();
                let step = changed[0].steps[0].clone();
                let of = tx.of(changed[0].subject.tenant, changed[0].subject.region)?;
                assert!(of.insert_step(&step).await?);
                drop(of);
                tx.save_batch(&changed).await
            })
            .await
            .unwrap();
        assert_eq!(repeated, 1);
        assert_eq!(world.number("SELECT count(*) FROM step").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subject_that_changed_since_it_was_read_stops_its_batch() {
    on_both(async |world| {
        due(&world, &world.ours, 1).await;
        let stale = world
            .run(SWEEP, |tx| async move {
                let mut changed =
                    tx.claim_due(10).await?.into_iter().map(|row| ticked(&tx, row)).collect::<Vec<_>>();
                changed[0].subject.revision = 7;
                tx.save_batch(&changed).await
            })
            .await;
        assert!(stale.unwrap_err().is_conflict());
        assert_eq!(world.number("SELECT count(*) FROM step").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_decided_waits_without_holding_up_the_rest() {
    on_both(async |world| {
        let (broken, sound) = (due(&world, &world.ours, 1).await, due(&world, &world.neighbour, 2).await);
        let key = (broken.tenant, broken.id);
        world
            .run(SWEEP, move |tx| async move {
                let until = tx.now().get() + TimeDelta::minutes(10);
                tx.put_off_due(&[key], until).await
            })
            .await
            .unwrap();
        assert_eq!(sweep(&world, 1).await.unwrap(), [sound.id]);
        assert_eq!(sweep(&world, 1).await.unwrap(), []);
        let tx = world.store.reader(SWEEP).await.unwrap();
        let wake = tx.next_wake().await.unwrap().unwrap();
        assert!(wake > tx.now().get(), "the broken one comes again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_the_clockwork_sweeps() {
    on_both(async |world| {
        due(&world, &world.ours, 1).await;
        let region = world.region;
        for scope in [
            world.ours.scope(),
            Scope::Region(region),
            Scope::RegionAct { region, tenant: world.ours.tenant },
            Scope::Door,
        ] {
            let claimed = world.run(scope, |tx| async move { tx.claim_due(10).await }).await;
            assert!(matches!(claimed, Err(Error::Bug { .. })), "{scope:?}");
            let wake = world.store.reader(scope).await.unwrap().next_wake().await;
            assert!(matches!(wake, Err(Error::Bug { .. })), "{scope:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_due_is_nothing_to_do() {
    on_both(async |world| {
        assert_eq!(sweep(&world, 10).await.unwrap(), []);
        assert_eq!(world.store.reader(SWEEP).await.unwrap().next_wake().await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clocks_of_a_centre_that_has_ended_stand_still() {
    on_both(async |world| {
        let (ours, theirs) = (due(&world, &world.ours, 100).await, due(&world, &world.neighbour, 200).await);
        let (tenant, region) = (world.ours.tenant, world.ours.region);
        let refused = world.run(world.ours.scope(), |tx| async move { tx.still_clocks().await }).await;
        assert!(matches!(refused, Err(Error::Bug(_))), "{refused:?}");
        let stilled = world
            .db
            .owner()
            .run(Scope::Owner, move |tx| async move { tx.of(tenant, region)?.still_clocks().await })
            .await;
        assert_eq!(stilled, Ok(1));
        assert_eq!(sweep(&world, 10).await.unwrap(), [theirs.id]);
        let kept =
            world.store.reader(world.ours.scope()).await.unwrap().subject(ours.id).await.unwrap().unwrap();
        assert_eq!(kept.instance.timers[0].due, ours.instance.timers[0].due, "its dates stay");
    })
    .await;
}
