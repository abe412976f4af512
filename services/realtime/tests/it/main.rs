//! Listeners of one process and of two processes over a real Redis.

mod server;

use std::time::Duration;

use futures::{Stream, StreamExt};
use otklik_domain::event::Kind;
use otklik_domain::id::{RegionId, SubjectId, TenantId};
use otklik_realtime::{Changed, Heard, Hub};
use tokio::time::timeout;
use uuid::Uuid;

use server::Server;

fn changed(tenant: u128, region: u128, subject: u128) -> Changed {
    Changed {
        tenant: TenantId(Uuid::from_u128(tenant)),
        region: RegionId(Uuid::from_u128(region)),
        subject: Some(SubjectId(Uuid::from_u128(subject))),
        kind: Kind::SubjectChanged,
    }
}

async fn next(stream: &mut (impl Stream<Item = Heard> + Unpin + ?Sized)) -> Heard {
    timeout(Duration::from_secs(10), stream.next()).await.expect("something is heard").expect("the hub lives")
}

async fn connected(hub: &Hub) {
    for _ in 0..200 {
        if hub.is_connected() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("no connection to Redis");
}

#[tokio::test]
async fn a_tenant_hears_itself_and_a_region_hears_its_members() {
    let hub = Hub::in_process();
    let mut tenant = hub.listen(TenantId(Uuid::from_u128(1)));
    let mut region = hub.listen_region(RegionId(Uuid::from_u128(100)));
    hub.publish(changed(2, 100, 7)).await;
    hub.publish(changed(3, 200, 8)).await;
    hub.publish(changed(1, 100, 9)).await;
    assert_eq!(next(&mut tenant).await, Heard::Changed(changed(1, 100, 9)));
    assert_eq!(next(&mut region).await, Heard::Changed(changed(2, 100, 7)));
    assert_eq!(next(&mut region).await, Heard::Changed(changed(1, 100, 9)));
}

#[tokio::test]
async fn a_slow_listener_is_told_that_it_missed_something() {
    let hub = Hub::in_process();
    let mut slow = hub.listen(TenantId(Uuid::from_u128(1)));
    for subject in 0..3_000 {
        hub.publish(changed(1, 100, subject)).await;
    }
    assert_eq!(next(&mut slow).await, Heard::Missed);
    assert!(matches!(next(&mut slow).await, Heard::Changed(_)));
}

#[tokio::test]
async fn a_message_says_nothing_but_ids_and_kind() {
    let text = serde_json::to_value(changed(1, 100, 7)).unwrap();
    let mut fields: Vec<&String> = text.as_object().unwrap().keys().collect();
    fields.sort();
    assert_eq!(fields, ["kind", "region", "subject", "tenant"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_hear_each_other_once() {
    let server = Server::start();
    let (here, there) = (Hub::redis(&server.url).unwrap(), Hub::redis(&server.url).unwrap());
    connected(&here).await;
    connected(&there).await;
    let mut at_home = here.listen(TenantId(Uuid::from_u128(1)));
    let mut away = there.listen(TenantId(Uuid::from_u128(1)));
    here.publish(changed(1, 100, 7)).await;
    there.publish(changed(1, 100, 8)).await;
    for listener in [&mut at_home as &mut (dyn Stream<Item = Heard> + Unpin), &mut away] {
        let mut heard = [next(&mut *listener).await, next(&mut *listener).await];
        heard.sort_by_key(|heard| matches!(heard, Heard::Changed(c) if *c == changed(1, 100, 8)));
        assert_eq!(heard, [Heard::Changed(changed(1, 100, 7)), Heard::Changed(changed(1, 100, 8))]);
    }
    assert!(timeout(Duration::from_millis(300), at_home.next()).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_lost_connection_it_connects_again_and_says_so() {
    let mut server = Server::start();
    let hub = Hub::redis(&server.url).unwrap();
    connected(&hub).await;
    let mut listener = hub.listen(TenantId(Uuid::from_u128(1)));
    server.stop();
    hub.publish(changed(1, 100, 7)).await;
    assert_eq!(next(&mut listener).await, Heard::Changed(changed(1, 100, 7)));
    assert!(!hub.is_connected());
    server.start_again();
    assert_eq!(next(&mut listener).await, Heard::Missed);
    connected(&hub).await;
    let other = Hub::redis(&server.url).unwrap();
    connected(&other).await;
    other.publish(changed(1, 100, 9)).await;
    assert_eq!(next(&mut listener).await, Heard::Changed(changed(1, 100, 9)));
}

#[tokio::test]
async fn without_redis_a_process_still_hears_itself() {
    let hub = Hub::redis("redis://127.0.0.1:1").unwrap();
    let mut listener = hub.listen(TenantId(Uuid::from_u128(1)));
    hub.publish(changed(1, 100, 7)).await;
    assert_eq!(next(&mut listener).await, Heard::Changed(changed(1, 100, 7)));
    assert!(Hub::redis("not an address").is_err());
}
