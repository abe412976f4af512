//! Notices: once per event, person and channel; delivered or given up; never of another tenant.

use otklik_domain::id::{NotificationId, OutboxId, SubjectId};
use otklik_domain::notification::{Channel, State};
use otklik_storage::query::notification::NewNotification;
use serde_json::json;

use crate::subject_world::{Place, on_both, subject, uuid};

fn notice(place: &Place, event: OutboxId, subject: Option<SubjectId>) -> NewNotification {
    NewNotification {
        event,
        recipient: place.users[0],
        channel: Channel::InApp,
        subject,
        text_code: "step_fired".into(),
        body: json!({ "step": "due", "number": "ТСТ-1" }),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_told_of_an_event_once_by_a_channel() {
    on_both(async |world| {
        let row = subject(&world.ours);
        world.add(&row).await;
        let event = OutboxId(uuid());
        let first = notice(&world.ours, event, Some(row.id));
        let mail = NewNotification { channel: Channel::Email, ..first.clone() };
        let other = NewNotification { recipient: world.ours.users[1], ..first.clone() };
        let next = notice(&world.ours, OutboxId(uuid()), None);
        let planned = world
            .run(world.ours.scope(), move |tx| async move {
                let mut planned = Vec::new();
                for notice in [first.clone(), first, mail, other, next] {
                    planned.push(tx.plan_notification(notice).await?);
                }
                Ok(planned)
            })
            .await
            .unwrap();
        assert_eq!(planned.iter().map(Option::is_some).collect::<Vec<_>>(), [true, false, true, true, true]);
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        let shown = tx.notifications(world.ours.users[0], 10).await.unwrap();
        assert_eq!(shown.iter().map(|row| Some(row.id)).collect::<Vec<_>>(), [planned[4], planned[0]]);
        assert_eq!((shown[1].subject, shown[1].state), (Some(row.id), State::Planned));
        assert_eq!(shown[1].body, json!({ "step": "due", "number": "ТСТ-1" }));
        assert_eq!(tx.notifications(world.ours.users[0], 1).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_planners_at_once_tell_once() {
    on_both(async |world| {
        let notice = notice(&world.ours, OutboxId(uuid()), None);
        let plan = || {
            let notice = notice.clone();
            world.run(world.ours.scope(), move |tx| async move { tx.plan_notification(notice).await })
        };
        let (a, b) = tokio::join!(plan(), plan());
        assert!(a.unwrap().is_some() != b.unwrap().is_some());
        assert_eq!(world.number("SELECT count(*) FROM notification").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_is_delivered_or_given_up_once() {
    on_both(async |world| {
        let (a, b) =
            (notice(&world.ours, OutboxId(uuid()), None), notice(&world.ours, OutboxId(uuid()), None));
        let (delivered, failed) = world
            .run(world.ours.scope(), move |tx| async move {
                let delivered = tx.plan_notification(a).await?.expect("a fresh event");
                let failed = tx.plan_notification(b).await?.expect("a fresh event");
                assert!(tx.mark_delivered(delivered).await?);
                assert!(!tx.mark_failed(delivered, "поздно").await?);
                assert!(tx.mark_failed(failed, "нет адреса").await?);
                assert!(!tx.mark_delivered(failed).await?);
                Ok((delivered, failed))
            })
            .await
            .unwrap();
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        let delivered = tx.notification(delivered).await.unwrap().unwrap();
        assert_eq!(
            (delivered.state, delivered.delivered_at.is_some(), delivered.failure),
            (State::Delivered, true, None)
        );
        let failed = tx.notification(failed).await.unwrap().unwrap();
        assert_eq!(
            (failed.state, failed.delivered_at, failed.failure.as_deref()),
            (State::Failed, None, Some("нет адреса"))
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_of_another_tenant_is_unknown() {
    on_both(async |world| {
        let planned = notice(&world.ours, OutboxId(uuid()), None);
        let id = world
            .run(world.ours.scope(), move |tx| async move { tx.plan_notification(planned).await })
            .await
            .unwrap()
            .unwrap();
        for scope in [world.neighbour.scope(), world.far.scope()] {
            for id in [id, NotificationId(uuid())] {
                let done =
                    world.run(scope, move |tx| async move { tx.mark_delivered(id).await }).await.unwrap();
                assert!(!done);
                assert_eq!(world.store.reader(scope).await.unwrap().notification(id).await.unwrap(), None);
            }
            let tx = world.store.reader(scope).await.unwrap();
            assert_eq!(tx.notifications(world.ours.users[0], 10).await.unwrap(), []);
        }
    })
    .await;
}
