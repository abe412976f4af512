//! The two doors of the store: whole or not at all, in a scope or not at all.

use std::time::Duration;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use otklik_domain::id::{AccountId, SubjectId};
use otklik_storage::query::account::Account;
use otklik_storage::query::tenant::Setting;
use otklik_storage::{ConnectOptions, Error, Scope, Store, Tx};
use otklik_testkit::{START, TestDb, keys, seed};
use sea_orm::sqlx::{Connection, PgConnection};
use sea_orm::{ConnectionTrait, Database};
use serde_json::json;

fn setting(name: &str) -> Setting {
    Setting { name: name.to_owned(), value: json!("on"), basis: "test".to_owned() }
}

async fn settings(store: &Store, scope: Scope) -> Vec<String> {
    let tx = store.reader(scope).await.unwrap();
    tx.settings().await.unwrap().into_iter().map(|setting| setting.name).collect()
}

#[tokio::test]
async fn an_act_is_kept_whole_or_not_at_all() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let scope = centres.b.scope();
        let kept: Result<(), Error> =
            db.store().run(scope, |tx| async move { tx.put_setting(&setting("kept")).await }).await;
        kept.unwrap();
        let refused: Result<(), Error> = db
            .store()
            .run(scope, |tx| async move {
                tx.put_setting(&setting("lost")).await?;
                Err(Error::conflict("said by the act itself"))
            })
            .await;
        assert_eq!(refused, Err(Error::conflict("said by the act itself")));
        assert_eq!(settings(db.store(), scope).await, ["kept"]);
    }
}

#[tokio::test]
async fn a_panic_rolls_back_and_is_an_error() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let scope = centres.b.scope();
        let panicked: Result<(), Error> = db
            .store()
            .run(scope, |tx| async move {
                tx.put_setting(&setting("lost")).await?;
                panic!("as a defect would");
            })
            .await;
        assert!(matches!(panicked, Err(Error::Bug(_))), "{panicked:?}");
        assert!(settings(db.store(), scope).await.is_empty());
        // The connection is usable again.
        db.store().run(scope, |tx| async move { tx.put_setting(&setting("next")).await }).await.unwrap();
        assert_eq!(settings(db.store(), scope).await, ["next"]);
    }
}

#[tokio::test]
async fn a_caller_that_goes_away_does_not_stop_the_act() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let scope = centres.b.scope();
        let (written, wait) = tokio::sync::oneshot::channel();
        let store = db.store().clone();
        let caller = tokio::spawn(async move {
            let act: Result<(), Error> = store
                .run(scope, |tx| async move {
                    tx.put_setting(&setting("whole")).await?;
                    written.send(()).ok();
                    tokio::task::yield_now().await;
                    tx.put_setting(&setting("and-second")).await
                })
                .await;
            act
        });
        wait.await.unwrap();
        caller.abort();
        assert!(caller.await.unwrap_err().is_cancelled());
        // The next act waits for the same row, so it sees the first one ended.
        for _ in 0..100 {
            if !settings(db.store(), scope).await.is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(settings(db.store(), scope).await, ["and-second", "whole"]);
    }
}

#[tokio::test]
async fn a_copy_of_a_transaction_cannot_outlive_its_act() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let scope = centres.b.scope();
        let leaked: Result<Tx, Error> = db
            .store()
            .run(scope, |tx| async move {
                tx.put_setting(&setting("lost")).await?;
                Ok(tx)
            })
            .await;
        assert!(matches!(leaked, Err(Error::Bug(_))), "{leaked:?}");
        assert!(settings(db.store(), scope).await.is_empty());
    }
}

#[tokio::test]
async fn a_snapshot_does_not_write_and_does_not_move() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let scope = centres.b.scope();
        let tx = db.store().reader(scope).await.unwrap();
        assert!(tx.settings().await.unwrap().is_empty());
        db.store().run(scope, |tx| async move { tx.put_setting(&setting("later")).await }).await.unwrap();
        assert!(tx.settings().await.unwrap().is_empty(), "a snapshot sees what was there when it began");
        assert!(tx.put_setting(&setting("never")).await.is_err());
        drop(tx);
        assert_eq!(settings(db.store(), scope).await, ["later"]);
    }
}

#[tokio::test]
async fn time_is_read_once_cut_to_microseconds_and_moved_by_the_test() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let start: DateTime<Utc> = START.parse().unwrap();
        let tx = db.store().reader(centres.a.scope()).await.unwrap();
        let first = tx.now().get();
        assert_eq!(first, first.trunc_subsecs(6));
        assert!(first >= start && first - start < TimeDelta::minutes(5), "{first}");
        tokio::time::sleep(Duration::from_millis(5)).await;
        assert_eq!(tx.now().get(), first);
        drop(tx);
        db.clock().advance(TimeDelta::days(30)).await;
        let later = db.another_store().await.reader(centres.a.scope()).await.unwrap().now().get();
        assert!(later - first >= TimeDelta::days(30) && later - first < TimeDelta::days(31), "{later}");
    }
}

#[tokio::test]
async fn ids_are_of_version_seven_and_grow_within_a_transaction() {
    let db = TestDb::sqlite().await;
    let tx = db.store().reader(Scope::Door).await.unwrap();
    let ids: Vec<SubjectId> = (0..5_000).map(|_| tx.new_id()).collect();
    assert!(ids.is_sorted_by(|one, next| one < next));
    let millis = u64::try_from(tx.now().get().timestamp_millis()).unwrap();
    for id in &ids {
        assert_eq!(id.0.get_version_num(), 7);
        assert_eq!(id.0.get_variant(), uuid::Variant::RFC4122);
        assert_eq!(id.0.as_u128() >> 80, u128::from(millis));
    }
    let other: SubjectId = db.store().reader(Scope::Door).await.unwrap().new_id();
    assert!(!ids.contains(&other));
}

#[tokio::test]
async fn the_application_cannot_take_the_scope_of_the_owner() {
    let db = TestDb::postgres().await;
    let refused = db.store().reader(Scope::Owner).await;
    assert!(matches!(refused, Err(Error::Bug(_))), "{refused:?}");
}

#[tokio::test]
async fn serve_refuses_a_login_that_row_security_does_not_bind() {
    let db = TestDb::postgres().await;
    db.store().refuse_owner().await.unwrap();
    assert!(matches!(db.owner().refuse_owner().await, Err(Error::Bug(_))), "a superuser");

    let login = format!("otklik_owner_{}", std::process::id());
    db.tamper(&format!("CREATE ROLE {login} LOGIN PASSWORD 'x'")).await;
    db.tamper(&format!("ALTER TABLE tenant OWNER TO {login}")).await;
    let url = db.url().replace("otklik_app:otklik_app@", &format!("{login}:x@"));
    let options = ConnectOptions { url, max_connections: 1, keys: keys(), clock: db.store_clock() };
    let owner = Store::connect(options).await.unwrap();
    let refused = owner.refuse_owner().await;
    owner.close().await.unwrap();
    db.tamper("ALTER TABLE tenant OWNER TO CURRENT_USER").await;
    db.tamper(&format!("DROP OWNED BY {login}; DROP ROLE {login}")).await;
    assert!(matches!(refused, Err(Error::Bug(_))), "the owner of a table: {refused:?}");
}

#[tokio::test]
async fn a_login_without_a_scope_is_denied_every_table() {
    let db = TestDb::postgres().await;
    let plain = Database::connect(db.url()).await.unwrap();
    let tables = ["tenant", "account", "session", "subject", "case_text", "applicant", "topic", "deployment"];
    for table in tables {
        let denied = plain.execute_unprepared(&format!("SELECT 1 FROM {table}")).await.unwrap_err();
        assert!(denied.to_string().contains("permission denied"), "{table}: {denied}");
    }
    plain.close().await.unwrap();
}

#[tokio::test]
async fn nothing_of_a_scope_survives_its_transaction() {
    let db = TestDb::postgres().await;
    let centres = seed::two_centres(&db).await;
    let options = ConnectOptions {
        url: db.url().to_owned(),
        max_connections: 1,
        keys: keys(),
        clock: db.store_clock(),
    };
    let one = Store::connect(options).await.unwrap();
    assert_eq!(one.reader(centres.a.scope()).await.unwrap().seats().await.unwrap().len(), 8);
    // The same connection, another tenant, then none at all.
    assert!(one.reader(centres.b.scope()).await.unwrap().setting("region_step").await.unwrap().is_none());
    let tx = one.reader(Scope::Door).await.unwrap();
    let account = centres.a.account(otklik_domain::role::Role::Manager);
    assert_eq!(tx.memberships_of(account).await.unwrap().len(), 1);
    drop(tx);
    one.close().await.unwrap();
}

/// sqlx leaves a connection inside BEGIN when its caller is cancelled there. The store spawns its
/// work, and the pool rolls back what comes home: whoever borrows next commits what it was told is committed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_hangs_up_during_begin_poisons_nobody() {
    for db in TestDb::both().await {
        let store = {
            let options = ConnectOptions {
                url: db.url().to_owned(),
                max_connections: 2,
                keys: keys(),
                clock: db.store_clock(),
            };
            Store::connect(options).await.unwrap()
        };
        let mut kept = 0_i64;
        for round in 0..120_u64 {
            let hung = store.clone();
            let caller = tokio::spawn(async move {
                let tx = hung.reader(Scope::Door).await;
                let act =
                    hung.run(Scope::Door, |tx| async move { tx.account_by_login("nobody").await }).await;
                (tx.is_ok(), act.is_ok())
            });
            tokio::time::sleep(Duration::from_micros(round * 37 % 1_500)).await;
            caller.abort();
            caller.await.ok();
            let login = format!("kept-{round}");
            store
                .run(Scope::Door, |tx| async move {
                    let account = Account {
                        id: tx.new_id(),
                        login,
                        password_hash: None,
                        email: None,
                        blocked_at: None,
                    };
                    tx.insert_account(&account).await
                })
                .await
                .unwrap();
            kept += 1;
            assert_eq!(db.count("SELECT count(*) FROM account WHERE login LIKE 'kept-%'").await, kept);
        }
        store.close().await.unwrap();
    }
}

#[tokio::test]
async fn the_same_key_twice_is_a_conflict_and_a_broken_rule_is_a_defect() {
    for db in TestDb::both().await {
        let account = |tx: &Tx| Account {
            id: tx.new_id(),
            login: "one".to_owned(),
            password_hash: None,
            email: None,
            blocked_at: None,
        };
        let first = db
            .store()
            .run(Scope::Door, move |tx| async move { tx.insert_account(&account(&tx)).await })
            .await;
        first.unwrap();
        let second: Result<(), Error> = db
            .store()
            .run(Scope::Door, move |tx| async move { tx.insert_account(&account(&tx)).await })
            .await;
        assert!(matches!(second, Err(Error::Conflict(_))), "{second:?}");

        let nobody: Result<(), Error> = db
            .store()
            .run(Scope::Door, |tx| async move {
                let in_an_hour = tx.now().get() + TimeDelta::hours(1);
                tx.insert_session([1; 32], tx.new_id::<AccountId>(), in_an_hour).await
            })
            .await;
        assert!(matches!(nobody, Err(Error::Bug(_))), "{nobody:?}");
    }
}

#[tokio::test]
async fn a_server_that_is_away_is_unavailable_not_a_defect() {
    let url = "postgres://nobody@127.0.0.1:9/none".to_owned();
    let options =
        ConnectOptions { url, max_connections: 1, keys: keys(), clock: otklik_storage::Clock::system() };
    let away = Store::connect(options).await;
    assert!(matches!(away, Err(Error::Unavailable(_))), "{away:?}");
    let unknown = ConnectOptions {
        url: "mysql://127.0.0.1/x".to_owned(),
        max_connections: 1,
        keys: keys(),
        clock: otklik_storage::Clock::system(),
    };
    assert!(matches!(Store::connect(unknown).await, Err(Error::Bug(_))));
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_unavailable() {
    let db = TestDb::postgres().await;
    let centres = seed::two_centres(&db).await;
    let scope = centres.b.scope();
    let mut holder = PgConnection::connect(db.owner_url()).await.unwrap();
    sea_orm::sqlx::raw_sql("BEGIN; LOCK TABLE setting IN ACCESS EXCLUSIVE MODE")
        .execute(&mut holder)
        .await
        .unwrap();
    let late = db.store().run(scope, |tx| async move { tx.put_setting(&setting("late")).await }).await;
    assert!(matches!(late, Err(Error::Unavailable(_))), "{late:?}");
    holder.close().await.unwrap();
}

#[tokio::test]
async fn one_tenant_cannot_become_another() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let (a, b) = (&centres.a.tenant, &centres.b.tenant);
        let tx = db.store().reader(centres.a.scope()).await.unwrap();
        tx.of(a.id, a.region).unwrap();
        assert!(tx.of(b.id, b.region).is_err());
        let door = db.store().reader(Scope::Door).await.unwrap();
        assert!(door.of(a.id, a.region).is_err());
        assert!(door.setting("region_step").await.is_err(), "the door has no tenant");
        let clockwork = db.store().reader(Scope::Clockwork("test")).await.unwrap();
        let of_a = clockwork.of(a.id, a.region).unwrap();
        assert!(of_a.setting("region_step").await.unwrap().is_some());
        let of_b = clockwork.of(b.id, b.region).unwrap();
        assert!(of_b.setting("region_step").await.unwrap().is_none());
    }
}
