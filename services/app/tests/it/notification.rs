//! Who hears of an event: each person once by each channel, and one delivery at a time.

use otklik_app::Error;
use otklik_app::notification::deliver;
use otklik_app::notification::plan::{self, Planned};
use otklik_domain::id::{NotificationId, TenantId, UserId};
use otklik_domain::notification::{Channel, State};
use otklik_domain::role::Role;
use otklik_storage::query::notification::NotificationRow;
use otklik_testkit::seed::Centre;

use crate::centre::{FAST, RESTRICTED, World, done, on_both, uuid};
use crate::outbox::relayed;

/// Plans everything that waits.
async fn plan_all(world: &World) -> Vec<Planned> {
    let mut planned = Vec::new();
    for envelope in relayed(world).await {
        planned.extend(plan::run(&world.app, envelope.tenant, envelope.id).await.unwrap());
    }
    planned
}

async fn notice(world: &World, planned: &Planned) -> NotificationRow {
    let centres = &world.centres;
    let centre = [&centres.a, &centres.b, &centres.c, &centres.region, &centres.other_region]
        .into_iter()
        .find(|centre| centre.tenant.id == planned.tenant)
        .unwrap();
    let tx = world.db.store().reader(centre.scope()).await.unwrap();
    tx.notification(planned.id).await.unwrap().unwrap()
}

async fn heard(world: &World, planned: &[Planned]) -> Vec<(UserId, Channel, String)> {
    let mut heard = Vec::new();
    for planned in planned {
        let row = notice(world, planned).await;
        assert_eq!((row.channel, row.state), (planned.channel, State::Planned));
        heard.push((row.recipient, row.channel, row.text_code));
    }
    heard
}

fn both(centre: &Centre, role: Role, code: &str) -> Vec<(UserId, Channel, String)> {
    let user = centre.user(role);
    [Channel::InApp, Channel::Email].map(|channel| (user, channel, code.to_owned())).into()
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_turn_it_is_hears_once_by_each_channel() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        let a = case.centre;
        assert_eq!(heard(&world, &plan_all(&world).await).await, both(a, Role::Coordinator, "case.changed"));
        case.assign().await;
        let sent = relayed(&world).await;
        let [envelope] = &sent[..] else { panic!("{sent:?}") };
        let planned = plan::run(&world.app, envelope.tenant, envelope.id).await.unwrap();
        assert_eq!(heard(&world, &planned).await, both(a, Role::Executor, "case.assigned"));
        let again = plan::run(&world.app, envelope.tenant, envelope.id).await.unwrap();
        assert_eq!(again, [], "a repeated plan adds nobody");
        assert_eq!(world.db.count("SELECT count(*) FROM notification").await, 4);
        case.accept().await;
        assert_eq!(plan_all(&world).await, [], "an own act is no news to anybody");
        case.submit(otklik_domain::reply::Kind::Final).await;
        assert_eq!(
            heard(&world, &plan_all(&world).await).await,
            both(a, Role::OrganizationHead, "reply.submitted")
        );
        done(case.approve_as(Role::OrganizationHead).await);
        assert_eq!(heard(&world, &plan_all(&world).await).await, both(a, Role::Publisher, "reply.approved"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_of_another_tenant_or_of_nobody_plans_nothing() {
    on_both(async |world| {
        world.enter(FAST).await;
        let sent = relayed(&world).await;
        let neighbour = world.centres.b.tenant.id;
        assert_eq!(plan::run(&world.app, neighbour, sent[0].id).await.unwrap(), []);
        assert_eq!(plan::run(&world.app, TenantId(uuid()), sent[0].id).await.unwrap(), []);
        assert_eq!(world.db.count("SELECT count(*) FROM notification").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_reached_the_region_is_told_to_its_duty_in_its_own_tenant() {
    on_both(async |world| {
        for topic in [FAST, RESTRICTED] {
            world.enter(topic).await;
        }
        world.enter_in(&world.centres.b, FAST).await;
        world.enter_in(&world.centres.c, FAST).await;
        plan_all(&world).await;
        world.clock("2026-03-05 12:00").await;
        world.sweep().await;
        let planned = plan_all(&world).await;
        let (region, other) = (&world.centres.region, &world.centres.other_region);
        let regional: Vec<_> = planned.iter().filter(|one| one.tenant == region.tenant.id).copied().collect();
        let told = heard(&world, &regional).await;
        let once = both(region, Role::RegionalDuty, "step.fired");
        assert_eq!(told, [once.clone(), once].concat(), "of both cases of the centre");
        for one in &regional {
            let row = notice(&world, one).await;
            assert_eq!(row.subject, None, "there is nothing to open");
            let mut fields: Vec<_> = row.body.as_object().unwrap().keys().cloned().collect();
            fields.sort();
            if row.body["restricted"] == true {
                assert_eq!(fields, ["due", "municipality", "number", "restricted"]);
            } else {
                let all =
                    ["asks_for_act", "clock", "due", "level", "municipality", "number", "restricted", "step"];
                assert_eq!(fields, all);
            }
            assert!(row.body["municipality"].is_string(), "the region hears of whom");
        }
        assert!(
            planned.iter().all(|one| one.tenant != other.tenant.id),
            "its member has no step of the region"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_is_delivered_or_given_up_once() {
    on_both(async |world| {
        world.enter(FAST).await;
        let planned = plan_all(&world).await;
        let [in_app, email] = planned[..] else { panic!("{planned:?}") };
        let letter = deliver::load(&world.app, email.tenant, email.id).await.unwrap().unwrap();
        assert_eq!(letter.email.as_deref(), Some("coordinator@berezovka.example"));
        assert_eq!(
            (letter.code.as_str(), &letter.body["number"]),
            ("case.changed", &"БРЗ-2026-000001".into())
        );
        let repeat = deliver::load(&world.app, email.tenant, email.id).await.unwrap().unwrap();
        assert_eq!(repeat.message_id, letter.message_id, "a receiver can drop a repeat");
        deliver::delivered(&world.app, email.tenant, email.id).await.unwrap();
        assert_eq!(deliver::load(&world.app, email.tenant, email.id).await.unwrap(), None);
        deliver::failed(&world.app, email.tenant, email.id, "поздно".into()).await.unwrap();
        assert_eq!(notice(&world, &email).await.state, State::Delivered);
        deliver::failed(&world.app, in_app.tenant, in_app.id, "адреса нет".into()).await.unwrap();
        let given_up = notice(&world, &in_app).await;
        assert_eq!((given_up.state, given_up.failure.as_deref()), (State::Failed, Some("адреса нет")));
        let neighbour = world.centres.b.tenant.id;
        assert_eq!(deliver::load(&world.app, neighbour, in_app.id).await.unwrap(), None);
        let nobody = deliver::load(&world.app, TenantId(uuid()), NotificationId(uuid())).await;
        assert!(matches!(nobody, Err(Error::NotFound)));
    })
    .await;
}
