//! A request id makes an act happen once, however often and however parallel it is sent.

use chrono::TimeDelta;
use otklik_domain::id::{AccountId, RequestId};
use otklik_domain::role::Role;
use otklik_storage::query::request::RequestOutcome;
use otklik_storage::query::tenant::Setting;
use otklik_storage::{Error, Scope, Store};
use otklik_testkit::{TestDb, seed};
use serde_json::{Value, json};

/// An act that counts how often it was done.
async fn act(
    store: Store,
    scope: Scope,
    account: AccountId,
    id: RequestId,
    hash: [u8; 32],
) -> Result<RequestOutcome, Error> {
    store
        .run(scope, move |tx| async move {
            let outcome = tx.begin_request(account, id, hash).await?;
            if outcome == RequestOutcome::Fresh {
                let done = tx.setting("done").await?.map_or(0, |setting| setting.value.as_i64().unwrap_or(0));
                tx.put_setting(&Setting {
                    name: "done".into(),
                    value: json!(done + 1),
                    basis: "test".into(),
                })
                .await?;
                tx.finish_request(account, id, &json!({"case": "1", "refusals": []})).await?;
            }
            Ok(outcome)
        })
        .await
}

async fn done(db: &TestDb, scope: Scope) -> Value {
    db.store()
        .reader(scope)
        .await
        .unwrap()
        .setting("done")
        .await
        .unwrap()
        .map_or(Value::Null, |setting| setting.value)
}

#[tokio::test]
async fn a_repeat_gets_the_outcome_and_another_input_is_refused() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let (scope, account) = (centres.a.scope(), centres.a.account(Role::Manager));
        let id = RequestId(uuid::Uuid::from_u128(1));
        let store = db.store();
        assert_eq!(act(store.clone(), scope, account, id, [1; 32]).await.unwrap(), RequestOutcome::Fresh);
        let repeat = RequestOutcome::Repeat(json!({"case": "1", "refusals": []}));
        assert_eq!(act(store.clone(), scope, account, id, [1; 32]).await.unwrap(), repeat);
        assert_eq!(act(store.clone(), scope, account, id, [2; 32]).await.unwrap(), RequestOutcome::Reused);
        // The same id of another account, and in another tenant, is another request.
        let other = centres.a.account(Role::Curator);
        assert_eq!(act(store.clone(), scope, other, id, [2; 32]).await.unwrap(), RequestOutcome::Fresh);
        let b = centres.b.scope();
        assert_eq!(act(store.clone(), b, account, id, [3; 32]).await.unwrap(), RequestOutcome::Fresh);
        assert_eq!(done(&db, scope).await, json!(2));
        assert_eq!(done(&db, b).await, json!(1));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_sixteen_at_once_one_is_fresh() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let (scope, account) = (centres.a.scope(), centres.a.account(Role::Manager));
        let id = RequestId(uuid::Uuid::from_u128(7));
        let (one, other) = (db.store().clone(), db.another_store().await);
        let acts: Vec<_> = (0..16)
            .map(|n| {
                let store = if n % 2 == 0 { one.clone() } else { other.clone() };
                tokio::spawn(act(store, scope, account, id, [1; 32]))
            })
            .collect();
        let mut fresh = 0;
        for one in acts {
            match one.await.unwrap().unwrap() {
                RequestOutcome::Fresh => fresh += 1,
                RequestOutcome::Repeat(outcome) => assert_eq!(outcome["case"], "1"),
                RequestOutcome::Reused => panic!("the input was the same"),
            }
        }
        assert_eq!(fresh, 1);
        assert_eq!(done(&db, scope).await, json!(1));
    }
}

#[tokio::test]
async fn an_act_that_failed_leaves_its_id_free() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let (scope, account) = (centres.a.scope(), centres.a.account(Role::Manager));
        let id = RequestId(uuid::Uuid::from_u128(9));
        let failed: Result<(), Error> = db
            .store()
            .run(scope, move |tx| async move {
                tx.begin_request(account, id, [1; 32]).await?;
                Err(Error::conflict("another revision"))
            })
            .await;
        assert!(failed.is_err());
        assert_eq!(
            act(db.store().clone(), scope, account, id, [2; 32]).await.unwrap(),
            RequestOutcome::Fresh
        );
    }
}

#[tokio::test]
async fn outcomes_are_forgotten_after_twelve_hours() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let (scope, account) = (centres.a.scope(), centres.a.account(Role::Manager));
        let id = RequestId(uuid::Uuid::from_u128(3));
        act(db.store().clone(), scope, account, id, [1; 32]).await.unwrap();
        let forget =
            || db.store().run(Scope::Clockwork("forget"), |tx| async move { tx.forget_requests().await });
        db.clock().advance(TimeDelta::hours(11)).await;
        assert_eq!(forget().await.unwrap(), 0);
        db.clock().advance(TimeDelta::hours(2)).await;
        assert_eq!(forget().await.unwrap(), 1);
        assert_eq!(
            act(db.store().clone(), scope, account, id, [1; 32]).await.unwrap(),
            RequestOutcome::Fresh
        );
    }
}

#[tokio::test]
async fn the_region_acting_on_a_member_has_its_request_there() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let scope = Scope::RegionAct { region: centres.region.tenant.region, tenant: centres.a.tenant.id };
        let account = centres.region.account(Role::RegionalDuty);
        let id = RequestId(uuid::Uuid::from_u128(5));
        for expected in [true, false] {
            let fresh = db
                .store()
                .run(scope, move |tx| async move {
                    let outcome = tx.begin_request(account, id, [1; 32]).await?;
                    if outcome == RequestOutcome::Fresh {
                        tx.finish_request(account, id, &json!({"done": true})).await?;
                    }
                    Ok::<_, Error>(outcome == RequestOutcome::Fresh)
                })
                .await
                .unwrap();
            assert_eq!(fresh, expected);
        }
    }
}
