//! Subjects, timers, steps and history, on both databases, never with the ids of another tenant.

use chrono::{NaiveDate, TimeDelta};
use otklik_domain::audience::Audience;
use otklik_domain::audit::Actor;
use otklik_domain::channel::Channel;
use otklik_domain::id::{SubjectId, UserId};
use otklik_domain::standing::{Lateness, Level};
use otklik_domain::subject::Phase;
use otklik_domain::{reply, topic::Sphere};
use otklik_storage::query::step::StepRow;
use otklik_storage::query::subject::SubjectRow;
use otklik_storage::{Error, Scope};
use otklik_workflow::event::{Call, CallOutcome};
use otklik_workflow::instance::{Draft, Timer, TimerState};
use serde_json::json;

use crate::subject_world::{World, moment, on_both, subject, timer};

fn full(world: &World) -> SubjectRow {
    let mut full = subject(&world.ours);
    full.restricted = true;
    full.channel = Channel::OfficialPage;
    full.topic = "education.safety".into();
    full.sphere = Sphere::Education;
    full.block = Some(world.ours.blocks[0]);
    full.organization = Some(world.ours.organizations[1]);
    full.direction = Some(world.ours.directions[1]);
    full.complained_about = Some(world.ours.organizations[0]);
    full.co_assignees = world.ours.users[3..5].to_vec();
    full.co_assignees.sort_unstable();
    full.source_due = Some(moment(1_440));
    full.instance.registered_on = NaiveDate::from_ymd_opt(2026, 2, 3);
    full.instance.extended_until = NaiveDate::from_ymd_opt(2026, 4, 4);
    full.received_at = moment(0) + TimeDelta::microseconds(123_456);
    full.next_due = Some(moment(600) + TimeDelta::microseconds(1));
    full.late_since = Some(moment(500));
    full.instance.state = "DRAFTED".into();
    full.instance.entered_at = moment(77);
    full.instance.phase = Phase::InProgress;
    full.instance.assignee = Some(world.ours.users[0]);
    full.instance.bounces = 2;
    full.instance.draft = Some(Draft {
        author: world.ours.users[1],
        kind: reply::Kind::Postponed,
        promised: NaiveDate::from_ymd_opt(2026, 3, 1),
        approved: true,
    });
    full.instance.promised = NaiveDate::from_ymd_opt(2026, 2, 28);
    full.instance.promises_moved = 1;
    full.instance.lateness = Lateness::Breached;
    full.instance.level = Level::OrgHead;
    full.instance.timers =
        vec![timer("first_reply", moment(480), moment(240)), timer("final", moment(9_000), moment(4_500))];
    full.instance.timers.sort_by_key(|timer| timer.id);
    full.instance.timers[0].on_due = Some("close".into());
    full
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subject_comes_back_as_it_was_kept() {
    on_both(async |world| {
        for kept in [full(&world), subject(&world.ours)] {
            world.add(&kept).await;
            let found = world.store.reader(world.ours.scope()).await.unwrap().subject(kept.id).await.unwrap();
            assert_eq!(found.as_ref(), Some(&kept));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_saves_everything_at_the_revision_it_read() {
    on_both(async |world| {
        let plain = subject(&world.ours);
        world.add(&plain).await;
        let mut changed = full(&world);
        (changed.id, changed.number) = (plain.id, plain.number.clone());
        changed.received_at = plain.received_at;
        changed.channel = plain.channel;
        // Co-executors are written by an act of their own.
        changed.co_assignees.clear();
        let save = async |expected: i64| {
            let changed = changed.clone();
            world
                .run(world.ours.scope(), move |tx| async move {
                    tx.save_subject(&changed, expected).await?;
                    tx.save_timers(changed.id, &changed.instance.timers).await
                })
                .await
        };
        save(1).await.unwrap();
        let reader = world.store.reader(world.ours.scope()).await.unwrap();
        let found = reader.subject(plain.id).await.unwrap().unwrap();
        assert_eq!(found, SubjectRow { revision: 2, ..changed.clone() });
        drop(reader);
        assert!(save(1).await.unwrap_err().is_conflict());
        assert_eq!(world.number("SELECT revision FROM subject").await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_acts_at_once_one_wins() {
    on_both(async |world| {
        let plain = subject(&world.ours);
        world.add(&plain).await;
        let act = |bounces: u16| {
            let mut changed = plain.clone();
            changed.instance.bounces = bounces;
            world.run(world.ours.scope(), move |tx| async move { tx.save_subject(&changed, 1).await })
        };
        let (first, second) = tokio::join!(act(1), act(2));
        let won = u16::from(first.is_ok()) + 2 * u16::from(second.is_ok());
        assert!(won == 1 || won == 2, "{first:?} {second:?}");
        assert!(first.err().or(second.err()).unwrap().is_conflict());
        assert_eq!(world.number("SELECT CAST(bounces AS bigint) FROM subject").await, i64::from(won));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_moves_in_its_row() {
    on_both(async |world| {
        let mut kept = subject(&world.ours);
        kept.instance.timers = vec![timer("first_reply", moment(480), moment(240))];
        world.add(&kept).await;
        let moved = Timer {
            state: TimerState::Met,
            generation: 2,
            amount: "3 working_days".parse().unwrap(),
            next_at: None,
            lateness: Lateness::ControlPassed,
            steps: vec![],
            anchor: moment(5),
            ..kept.instance.timers[0].clone()
        };
        let save = moved.clone();
        world
            .run(world.ours.scope(), move |tx| async move { tx.save_timers(kept.id, &[save]).await })
            .await
            .unwrap();
        let reader = world.store.reader(world.ours.scope()).await.unwrap();
        assert_eq!(reader.subject(kept.id).await.unwrap().unwrap().instance.timers, [moved]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_of_the_tenant_hides_the_product_topic_of_the_same_code() {
    on_both(async |world| {
        let sql = "INSERT INTO topic (tenant_id, id, code, title, class, sphere, restricted) \
                   VALUES ($1, $2, 'roads.pothole', 'Свои ямы', 'F', 'roads', $3)";
        let values = [world.ours.tenant.0.into(), crate::subject_world::uuid().into(), false.into()];
        world.execute(sql, values).await;
        let (own, neighbours) = (subject(&world.ours), subject(&world.neighbour));
        world.add(&own).await;
        world.add(&neighbours).await;
        assert_eq!(world.number("SELECT count(*) FROM subject WHERE topic_tenant_id = tenant_id").await, 1);
        let mut corrected = own.clone();
        corrected.topic = "zhkh.power".into();
        world
            .run(world.ours.scope(), move |tx| async move { tx.save_subject(&corrected, 1).await })
            .await
            .unwrap();
        assert_eq!(world.number("SELECT count(*) FROM subject WHERE topic_tenant_id = tenant_id").await, 0);
    })
    .await;
}

fn step(of: &SubjectRow, id: &str, asks_for_act: bool) -> StepRow {
    StepRow {
        timer: of.instance.timers[0].id,
        generation: 1,
        step: id.into(),
        subject: of.id,
        clock: "first_reply".into(),
        at: moment(240),
        fired_at: moment(241),
        level: Level::Manager,
        asks_for_act,
        reaches_region: false,
        calls: vec![Call {
            asked: Audience::Manager,
            reached: None,
            people: vec![UserId(crate::subject_world::uuid())],
            outcome: CallOutcome::NoPost,
            vacant: true,
        }],
        acknowledgement: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_happens_once_per_generation() {
    on_both(async |world| {
        let mut kept = subject(&world.ours);
        kept.instance.timers = vec![timer("first_reply", moment(480), moment(240))];
        world.add(&kept).await;
        let (first, second) = (step(&kept, "due", true), step(&kept, "p80", false));
        let again = StepRow { generation: 2, at: moment(300), ..first.clone() };
        let (a, b, c) = (first.clone(), second.clone(), again.clone());
        let done = world
            .run(world.ours.scope(), move |tx| async move {
                let one = (tx.insert_step(&a).await?, tx.insert_step(&a).await?);
                Ok((one, tx.insert_steps(&[a, b, c]).await?))
            })
            .await
            .unwrap();
        assert_eq!(done, ((true, false), 2));
        let reader = world.store.reader(world.ours.scope()).await.unwrap();
        assert_eq!(reader.steps(kept.id).await.unwrap(), [first, second, again]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_is_acknowledged_once_and_only_where_it_asks() {
    on_both(async |world| {
        let mut kept = subject(&world.ours);
        kept.instance.timers = vec![timer("first_reply", moment(480), moment(240))];
        world.add(&kept).await;
        let (asks, tells) = (step(&kept, "due", true), step(&kept, "p80", false));
        let (id, timer) = (kept.id, kept.instance.timers[0].id);
        let by = Actor::User { tenant: world.ours.tenant, user: world.ours.users[0] };
        let neighbour = world.neighbour.scope();
        world
            .run(world.ours.scope(), move |tx| async move { tx.insert_steps(&[asks, tells]).await })
            .await
            .unwrap();
        let taken = world
            .run(neighbour, move |tx| async move { tx.acknowledge_step(timer, 1, "due", by, "чужое").await })
            .await
            .unwrap();
        assert!(!taken, "a step of another tenant");
        let done = world
            .run(world.ours.scope(), move |tx| async move {
                Ok([
                    tx.acknowledge_step(timer, 1, "p80", by, "не просит").await?,
                    tx.acknowledge_step(timer, 2, "due", by, "нет такого").await?,
                    tx.acknowledge_step(timer, 1, "due", by, "вижу, решаю до пятницы").await?,
                    tx.acknowledge_step(timer, 1, "due", by, "ещё раз").await?,
                ])
            })
            .await
            .unwrap();
        assert_eq!(done, [false, false, true, false]);
        let steps = world.store.reader(world.ours.scope()).await.unwrap().steps(id).await.unwrap();
        let notice = steps.iter().find(|step| step.step == "due").unwrap().acknowledgement.clone().unwrap();
        assert_eq!((notice.by, notice.note.as_str()), (by, "вижу, решаю до пятницы"));
        let system = world
            .run(world.ours.scope(), move |tx| async move {
                tx.acknowledge_step(timer, 1, "due", Actor::System, "сам").await
            })
            .await;
        assert!(matches!(system, Err(Error::Bug { .. })));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn history_is_read_newest_first() {
    on_both(async |world| {
        let kept = subject(&world.ours);
        world.add(&kept).await;
        let id = kept.id;
        let by = Actor::User { tenant: world.ours.tenant, user: world.ours.users[0] };
        world
            .run(world.ours.scope(), move |tx| async move {
                tx.append_timeline(id, by, "acted", &json!({ "act": "assign" })).await?;
                tx.append_timeline(id, Actor::System, "step_fired", &json!({ "step": "due" })).await?;
                tx.append_timeline(id, by, "entered", &json!({ "state": "IN_WORK" })).await
            })
            .await
            .unwrap();
        let reader = world.store.reader(world.ours.scope()).await.unwrap();
        let lines = reader.timeline(id, 2).await.unwrap();
        assert_eq!(
            lines.iter().map(|line| line.kind.as_str()).collect::<Vec<_>>(),
            ["entered", "step_fired"]
        );
        assert_eq!(lines[1].actor, Actor::System);
        assert_eq!(lines[0].body, json!({ "state": "IN_WORK" }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_tenants_subject_is_as_unknown_as_none() {
    on_both(async |world| {
        let mut theirs = full(&world);
        theirs.instance.timers.truncate(1);
        world.add(&theirs).await;
        let fired = step(&theirs, "due", true);
        let (id, by) = (theirs.id, Actor::System);
        world
            .run(world.ours.scope(), move |tx| async move {
                tx.insert_step(&fired).await?;
                tx.append_timeline(id, by, "acted", &json!({})).await
            })
            .await
            .unwrap();
        for scope in [world.neighbour.scope(), world.far.scope()] {
            for id in [id, SubjectId(crate::subject_world::uuid())] {
                let reader = world.store.reader(scope).await.unwrap();
                assert_eq!(reader.subject(id).await.unwrap(), None);
                assert_eq!(reader.steps(id).await.unwrap(), []);
                assert_eq!(reader.timeline(id, 10).await.unwrap(), []);
                drop(reader);
                let locked =
                    world.run(scope, move |tx| async move { tx.subject_for_update(id).await }).await.unwrap();
                assert_eq!(locked, None);
            }
            let stolen = theirs.clone();
            let saved = world.run(scope, move |tx| async move { tx.save_subject(&stolen, 1).await }).await;
            assert!(matches!(saved, Err(Error::Bug { .. })), "{saved:?}");
            let mut renamed = theirs.clone();
            renamed.tenant =
                if scope == world.far.scope() { world.far.tenant } else { world.neighbour.tenant };
            let saved = world.run(scope, move |tx| async move { tx.save_subject(&renamed, 1).await }).await;
            assert!(saved.unwrap_err().is_conflict());
        }
        let unchanged = world.store.reader(world.ours.scope()).await.unwrap().subject(id).await.unwrap();
        assert_eq!(unchanged, Some(theirs));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_of_a_subject_cannot_point_into_another_tenant() {
    on_both(async |world| {
        let mut mixed = subject(&world.ours);
        mixed.block = Some(world.neighbour.blocks[0]);
        let kept =
            world.run(world.ours.scope(), move |tx| async move { tx.insert_subject(&mixed).await }).await;
        assert!(matches!(kept, Err(Error::Bug { .. })), "{kept:?}");
        let theirs = subject(&world.neighbour);
        world.add(&theirs).await;
        let stray = timer("first_reply", moment(1), moment(1));
        let kept = world
            .run(world.ours.scope(), move |tx| async move { tx.save_timers(theirs.id, &[stray]).await })
            .await;
        assert!(matches!(kept, Err(Error::Bug { .. })), "{kept:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clockwork_names_the_tenant_it_works_for() {
    on_both(async |world| {
        let kept = subject(&world.ours);
        world.add(&kept).await;
        let (id, tenant, region) = (kept.id, kept.tenant, kept.region);
        let scope = Scope::Clockwork("test");
        let nameless = world.run(scope, move |tx| async move { tx.subject(id).await }).await;
        assert!(matches!(nameless, Err(Error::Bug { .. })));
        let found = world
            .run(scope, move |tx| async move { tx.of(tenant, region)?.subject(id).await })
            .await
            .unwrap();
        assert_eq!(found, Some(kept));
    })
    .await;
}
