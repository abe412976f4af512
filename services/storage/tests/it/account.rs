//! Sign-in: accounts, sessions, tokens, memberships, each valid until it is not.

use chrono::{NaiveDate, TimeDelta};
use otklik_domain::id::AccountId;
use otklik_domain::role::Role;
use otklik_storage::query::account::Account;
use otklik_storage::query::composition::Membership;
use otklik_storage::{Error, Scope};
use otklik_testkit::{TestDb, seed};

#[tokio::test]
async fn an_account_is_found_by_login_and_keeps_its_password() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let manager = centres.a.account(Role::Manager);
        db.store()
            .run(Scope::Door, move |tx| async move { tx.set_password(manager, "phc").await })
            .await
            .unwrap();
        let tx = db.store().reader(Scope::Door).await.unwrap();
        let found: Account = tx.account_by_login("berezovka.manager").await.unwrap().unwrap();
        assert_eq!((found.id, found.password_hash.as_deref()), (manager, Some("phc")));
        assert_eq!(tx.account(manager).await.unwrap().unwrap(), found);
        assert!(tx.account_by_login("berezovka.MANAGER").await.unwrap().is_none());
        assert!(tx.account(tx.new_id()).await.unwrap().is_none());
        assert!(!format!("{found:?}").contains("phc"));
        drop(tx);

        db.store()
            .run(Scope::Door, move |tx| async move { tx.set_blocked(manager, true).await })
            .await
            .unwrap();
        let tx = db.store().reader(Scope::Door).await.unwrap();
        assert!(tx.account(manager).await.unwrap().unwrap().blocked_at.is_some());
        drop(tx);
        let nobody: Result<(), Error> = db
            .store()
            .run(Scope::Door, |tx| async move { tx.set_password(tx.new_id::<AccountId>(), "x").await })
            .await;
        assert!(matches!(nobody, Err(Error::Bug(_))));
    }
}

#[tokio::test]
async fn a_session_ends_at_its_moment() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let account = centres.a.account(Role::Coordinator);
        db.store()
            .run(Scope::Door, move |tx| async move {
                let end = tx.now().get() + TimeDelta::hours(12);
                tx.insert_session([1; 32], account, end).await?;
                tx.insert_session([2; 32], account, end).await
            })
            .await
            .unwrap();
        let tx = db.store().reader(Scope::Door).await.unwrap();
        let session = tx.session([1; 32]).await.unwrap().unwrap();
        assert_eq!(session.account, account);
        assert_eq!(session.expires_at - session.created_at, TimeDelta::hours(12));
        assert!(tx.session([9; 32]).await.unwrap().is_none());
        drop(tx);

        db.clock().advance(TimeDelta::hours(1)).await;
        db.store().run(Scope::Door, |tx| async move { tx.touch_session([1; 32]).await }).await.unwrap();
        let tx = db.store().reader(Scope::Door).await.unwrap();
        assert!(tx.session([1; 32]).await.unwrap().unwrap().seen_at - session.seen_at >= TimeDelta::hours(1));
        drop(tx);

        db.clock().advance(TimeDelta::hours(11)).await;
        let tx = db.store().reader(Scope::Door).await.unwrap();
        assert!(tx.session([1; 32]).await.unwrap().is_none());
        drop(tx);
        let gone = db.store().run(Scope::Door, |tx| async move { tx.forget_sessions().await }).await.unwrap();
        assert_eq!(gone, 2);
    }
}

#[tokio::test]
async fn sessions_are_ended_one_by_one_or_all_of_an_account() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let (one, other) = (centres.a.account(Role::Coordinator), centres.b.account(Role::Coordinator));
        db.store()
            .run(Scope::Door, move |tx| async move {
                let end = tx.now().get() + TimeDelta::hours(1);
                for (secret, account) in [(1, one), (2, one), (3, one), (4, other)] {
                    tx.insert_session([secret; 32], account, end).await?;
                }
                tx.delete_session([1; 32]).await
            })
            .await
            .unwrap();
        assert_eq!(db.count("SELECT count(*) FROM session").await, 3);
        db.store().run(Scope::Door, move |tx| async move { tx.delete_sessions_of(one).await }).await.unwrap();
        let tx = db.store().reader(Scope::Door).await.unwrap();
        assert!(tx.session([2; 32]).await.unwrap().is_none());
        assert!(tx.session([4; 32]).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn a_token_is_over_when_it_expires_or_is_revoked() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let (account, tenant) = (centres.a.account(Role::Manager), centres.a.tenant.id);
        db.store()
            .run(Scope::Door, move |tx| async move {
                let end = tx.now().get() + TimeDelta::days(30);
                tx.insert_token([1; 32], account, tenant, "graphql.free", Some(end)).await?;
                tx.insert_token([2; 32], account, tenant, "", None).await
            })
            .await
            .unwrap();
        let tx = db.store().reader(Scope::Door).await.unwrap();
        let token = tx.token([1; 32]).await.unwrap().unwrap();
        assert_eq!((token.account, token.tenant, token.scopes.as_str()), (account, tenant, "graphql.free"));
        drop(tx);
        db.clock().advance(TimeDelta::days(30)).await;
        db.store().run(Scope::Door, |tx| async move { tx.revoke_token([2; 32]).await }).await.unwrap();
        let tx = db.store().reader(Scope::Door).await.unwrap();
        assert!(tx.token([1; 32]).await.unwrap().is_none());
        assert!(tx.token([2; 32]).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn an_account_works_where_it_is_a_user_today() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let account = centres.a.account(Role::Executor);
        let other = centres.b.tenant.clone();
        let (first, last) =
            (NaiveDate::from_ymd_opt(2026, 3, 3).unwrap(), NaiveDate::from_ymd_opt(2026, 3, 3));
        db.owner()
            .run(Scope::Owner, move |tx| async move {
                let membership = Membership {
                    id: tx.new_id(),
                    account,
                    position: "Совместитель".to_owned(),
                    from_on: first,
                    to_on: last,
                };
                tx.of(other.id, other.region)?.insert_membership(&membership).await
            })
            .await
            .unwrap();
        // By Moscow: 09:00 on the 2nd, 00:30 and 23:30 on the 3rd, 00:30 on the 4th.
        let mut works = Vec::new();
        for minutes in [0, 930, 1_380, 60] {
            db.clock().advance(TimeDelta::minutes(minutes)).await;
            works.push(works_at(&db, account).await.join(" "));
        }
        assert_eq!(works, ["berezovka", "berezovka sosnovka", "berezovka sosnovka", "berezovka"]);
    }
}

async fn works_at(db: &TestDb, account: AccountId) -> Vec<String> {
    let tx = db.store().reader(Scope::Door).await.unwrap();
    let mut codes: Vec<_> =
        tx.memberships_of(account).await.unwrap().into_iter().map(|open| open.tenant.code).collect();
    codes.sort();
    codes
}

#[tokio::test]
async fn the_door_sees_the_memberships_of_the_named_account_alone() {
    let db = TestDb::postgres().await;
    let centres = seed::two_centres(&db).await;
    let tx = db.store().reader(Scope::Door).await.unwrap();
    let one = tx.memberships_of(centres.a.account(Role::Manager)).await.unwrap();
    let other = tx.memberships_of(centres.c.account(Role::Manager)).await.unwrap();
    assert_eq!(one.iter().map(|open| open.user).collect::<Vec<_>>(), [centres.a.user(Role::Manager)]);
    assert_eq!(other.iter().map(|open| open.user).collect::<Vec<_>>(), [centres.c.user(Role::Manager)]);
    assert!(tx.memberships_of(tx.new_id()).await.unwrap().is_empty());
}
