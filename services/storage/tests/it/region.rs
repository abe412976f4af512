//! What a region sees and does: late cases of its members without a word, and the steps that reached it.

use otklik_domain::audit::Actor;
use otklik_domain::event::Kind;
use otklik_domain::page::{Cursor, PageRequest};
use otklik_domain::standing::{Lateness, Level};
use otklik_domain::subject::Phase;
use otklik_domain::topic::Sphere;
use otklik_storage::query::region::LateFilter;
use otklik_storage::query::step::StepRow;
use otklik_storage::query::subject::SubjectRow;
use otklik_storage::{Backend, Error, Scope, Tx};
use sea_orm::{ConnectionTrait, Statement, TransactionTrait};
use serde_json::json;

use crate::subject_world::{Place, World, moment, on_both, subject, timer};

fn late(place: &Place, since: i64) -> SubjectRow {
    let mut row = subject(place);
    row.instance.lateness = Lateness::Breached;
    row.instance.level = Level::Head;
    row.instance.phase = Phase::InProgress;
    row.late_since = Some(moment(since));
    row.next_due = Some(moment(since));
    row.instance.timers = vec![timer("first_reply", moment(since), moment(since))];
    row
}

async fn list(tx: &Tx, filter: &LateFilter) -> Vec<SubjectRow> {
    let mut rows = Vec::new();
    let mut after: Option<Cursor> = None;
    loop {
        let page = tx.late_cases(filter, &PageRequest { first: 2, after: after.take() }).await.unwrap();
        after = page.rows.last().map(|(cursor, _)| cursor.clone());
        rows.extend(page.rows.into_iter().map(|(_, row)| row));
        if !page.has_next {
            assert_eq!(tx.count_late(filter).await.unwrap(), i64::try_from(rows.len()).unwrap());
            return rows;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_of_members_late_and_open_the_longest_first() {
    on_both(async |world| {
        let mut control = late(&world.neighbour, 30);
        control.instance.lateness = Lateness::ControlPassed;
        control.instance.level = Level::Manager;
        control.sphere = Sphere::Zhkh;
        control.topic = "zhkh.power".into();
        let mut restricted = late(&world.ours, 5);
        restricted.restricted = true;
        let mut closed = late(&world.ours, 6);
        closed.instance.phase = Phase::Closed;
        let (first, same) = (late(&world.ours, 10), late(&world.neighbour, 20));
        let twin = late(&world.ours, 20);
        let rows = [
            &first,
            &same,
            &twin,
            &control,
            &restricted,
            &closed,
            &late(&world.far, 1),
            &subject(&world.ours),
        ];
        for row in rows {
            world.add(row).await;
        }
        let tx = world.store.reader(Scope::Region(world.region)).await.unwrap();
        let ids = |rows: &[SubjectRow]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
        let (low, high) = if same.id < twin.id { (same.id, twin.id) } else { (twin.id, same.id) };
        let all = list(&tx, &LateFilter::default()).await;
        assert_eq!(ids(&all), [first.id, low, high, control.id]);
        let without_timers = |row: &SubjectRow| {
            let mut row = row.clone();
            row.instance.timers.clear();
            row
        };
        assert_eq!(all[0], without_timers(&first));

        let none = LateFilter::default();
        let of = LateFilter { tenant: Some(world.neighbour.tenant), ..none.clone() };
        assert_eq!(list(&tx, &of).await.len(), 2);
        let far = LateFilter { tenant: Some(world.far.tenant), ..none.clone() };
        assert_eq!(list(&tx, &far).await, []);
        let control_only = LateFilter { lateness: vec![Lateness::ControlPassed], ..none.clone() };
        assert_eq!(ids(&list(&tx, &control_only).await), [control.id]);
        let on_time = LateFilter { lateness: vec![Lateness::OnTime], ..none.clone() };
        assert_eq!(list(&tx, &on_time).await, []);
        let at_manager = LateFilter { level: Some(Level::Manager), ..none.clone() };
        assert_eq!(ids(&list(&tx, &at_manager).await), [control.id]);
        let heating = LateFilter { sphere: Some(Sphere::Zhkh), ..none };
        assert_eq!(ids(&list(&tx, &heating).await), [control.id]);

        let one = tx.late_case(world.ours.tenant, first.id).await.unwrap();
        assert_eq!(one, Some(without_timers(&first)));
        for hidden in [&restricted, &closed] {
            assert_eq!(tx.late_case(world.ours.tenant, hidden.id).await.unwrap(), None);
        }
        assert_eq!(
            tx.late_case(world.neighbour.tenant, first.id).await.unwrap(),
            None,
            "under another member"
        );
        assert!(matches!(
            tx.late_cases(&LateFilter::default(), &PageRequest { first: 2, after: Some(Cursor("x".into())) })
                .await,
            Err(Error::BadCursor)
        ));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_has_no_list_of_the_region() {
    on_both(async |world| {
        for scope in [world.ours.scope(), Scope::Clockwork("test"), Scope::Door] {
            let tx = world.store.reader(scope).await.unwrap();
            assert!(
                matches!(tx.count_late(&LateFilter::default()).await, Err(Error::Bug { .. })),
                "{scope:?}"
            );
        }
    })
    .await;
}

/// The second wall alone: the role of the region asks in plain SQL, without any of our conditions.
#[tokio::test(flavor = "multi_thread")]
async fn the_role_of_the_region_has_no_grant_on_texts() {
    on_both(async |world| {
        if world.store.backend() == Backend::Sqlite {
            return;
        }
        let mut restricted = late(&world.ours, 5);
        restricted.restricted = true;
        for row in [&late(&world.ours, 1), &restricted, &late(&world.far, 1)] {
            world.add(row).await;
        }
        for table in
            ["case_text", "applicant", "reply", "comment", "attachment", "tenant_key", "notification"]
        {
            for role in ["otklik_region", "otklik_clockwork"] {
                if (table, role) == ("notification", "otklik_clockwork") {
                    continue;
                }
                let refused = as_role(&world, role, &format!("SELECT count(*) FROM {table}")).await;
                assert!(
                    refused.as_ref().is_err_and(|error| error.contains("permission denied")),
                    "{role} {table}: {refused:?}"
                );
            }
        }
        assert!(as_role(&world, "otklik_region", "SELECT body FROM timeline").await.is_err());
        assert_eq!(as_role(&world, "otklik_region", "SELECT count(*) FROM subject").await, Ok(1));
        assert_eq!(as_role(&world, "otklik_region", "SELECT count(*) FROM timer").await, Ok(1));
    })
    .await;
}

async fn as_role(world: &World, role: &str, sql: &str) -> Result<i64, String> {
    let tx = world.raw().begin().await.unwrap();
    let enter = "SELECT set_config('role', $1, true), set_config('app.tenant', '', true), set_config('app.region', $2, true)";
    let values = [role.into(), world.region.0.to_string().into()];
    tx.query_one_raw(Statement::from_sql_and_values(tx.get_database_backend(), enter, values)).await.unwrap();
    let row = tx.query_one_raw(Statement::from_string(tx.get_database_backend(), sql)).await;
    row.map(|row| row.unwrap().try_get_by_index(0).unwrap()).map_err(|error| error.to_string())
}

fn step(of: &SubjectRow, id: &str, reaches_region: bool) -> StepRow {
    StepRow {
        timer: of.instance.timers[0].id,
        generation: 1,
        step: id.into(),
        subject: of.id,
        clock: "first_reply".into(),
        at: moment(10),
        fired_at: moment(11),
        level: Level::Region,
        asks_for_act: true,
        reaches_region,
        calls: vec![],
        acknowledgement: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_region_takes_notice_of_a_step_that_reached_it() {
    on_both(async |world| {
        let row = late(&world.ours, 10);
        world.add(&row).await;
        let (reached, inner) = (step(&row, "plus_1wd", true), step(&row, "plus_4wh", false));
        world
            .run(world.ours.scope(), move |tx| async move { tx.insert_steps(&[reached, inner]).await })
            .await
            .unwrap();
        let (region, tenant, id) = (world.region, world.ours.tenant, row.id);
        let by = Actor::User { tenant: region.tenant(), user: world.duty };
        let taken = world
            .run(Scope::RegionAct { region, tenant }, move |tx| async move {
                let mut subject = tx.subject_for_update(id).await?.expect("a late case of a member");
                let timer = subject.instance.timers[0].clone();
                let taken = tx.acknowledge_step(timer.id, 1, "plus_1wd", by, "взято на контроль").await?;
                let mut moved = timer;
                moved.steps[0].at = moment(99);
                moved.next_at = Some(moment(99));
                subject.changed_at = tx.now().get();
                tx.save_subject(&subject, subject.revision).await?;
                tx.save_timers(id, &[moved]).await?;
                tx.append_timeline(id, by, "step_acknowledged", &json!({ "step": "plus_1wd" })).await?;
                tx.append(Kind::RegionActed, Some(id), &json!({ "step": "plus_1wd" }), None).await?;
                tx.audit(by, "region.step.acknowledge", Some(id), &json!({})).await?;
                Ok(taken)
            })
            .await
            .unwrap();
        assert!(taken);
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        let found = tx.subject(id).await.unwrap().unwrap();
        assert_eq!((found.revision, found.instance.timers[0].next_at), (2, Some(moment(99))));
        let history = tx.timeline(id, 1).await.unwrap();
        assert_eq!((history[0].actor, &history[0].body), (by, &json!({ "step": "plus_1wd" })));
        drop(tx);

        let tx = world.store.reader(Scope::Region(region)).await.unwrap();
        let steps = tx.steps_to_region(&[(tenant, id)]).await.unwrap();
        assert_eq!(steps.iter().map(|step| step.step.as_str()).collect::<Vec<_>>(), ["plus_1wd"]);
        assert_eq!(steps[0].acknowledgement.as_ref().unwrap().by, by);
        drop(tx);
        let tx = world.store.reader(Scope::RegionAct { region, tenant }).await.unwrap();
        assert_eq!(tx.timeline(id, 1).await.unwrap()[0].body, serde_json::Value::Null, "not the body");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_region_acts_on_no_other_subject() {
    on_both(async |world| {
        let mut restricted = late(&world.ours, 5);
        restricted.restricted = true;
        let (stranger, neighbour) = (late(&world.far, 1), late(&world.neighbour, 1));
        for row in [&restricted, &stranger, &neighbour] {
            world.add(row).await;
        }
        let (region, tenant) = (world.region, world.ours.tenant);
        for id in [restricted.id, stranger.id, neighbour.id] {
            let found = world
                .run(
                    Scope::RegionAct { region, tenant },
                    move |tx| async move { tx.subject_for_update(id).await },
                )
                .await
                .unwrap();
            assert_eq!(found, None);
        }
    })
    .await;
}
