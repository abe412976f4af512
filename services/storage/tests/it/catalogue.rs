//! The catalogue: the platform's rows are everybody's, nearer rows hold, other tenants' rows are nobody's.

use std::sync::Arc;

use otklik_domain::id::PLATFORM;
use otklik_domain::role::Role;
use otklik_domain::topic::{Class, Sphere, Topic};
use otklik_storage::query::subject::DefinitionKey;
use otklik_storage::{Error, Scope, Tx};
use otklik_testkit::seed::Centre;
use otklik_testkit::{TestDb, seed};
use otklik_workflow::definition::Effective;
use serde_json::json;

fn topic(code: &str, title: &str) -> Topic {
    Topic {
        code: code.to_owned(),
        title: title.to_owned(),
        class: Class::Normal,
        sphere: Sphere::Roads,
        restricted: false,
    }
}

async fn as_owner<T, F, R>(db: &TestDb, work: F) -> T
where
    F: FnOnce(Tx) -> R + Send + 'static,
    R: Future<Output = Result<T, Error>> + Send + 'static,
    T: Send + 'static,
{
    db.owner().run(Scope::Owner, work).await.unwrap()
}

async fn title(db: &TestDb, scope: Scope, code: &str) -> Option<String> {
    let tx = db.store().reader(scope).await.unwrap();
    let one = tx.topic(code).await.unwrap().map(|topic| topic.title);
    let listed =
        tx.topics().await.unwrap().into_iter().find(|topic| topic.code == code).map(|topic| topic.title);
    assert_eq!(one, listed);
    one
}

#[tokio::test]
async fn the_nearest_row_under_a_name_holds_and_no_other_tenant_sees_it() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let (region, a) = (centres.region.tenant.clone(), centres.a.tenant.clone());
        as_owner(&db, move |tx| async move {
            tx.of(region.id, region.region)?.put_topic(&topic("roads.pothole", "региона")).await?;
            tx.of(a.id, a.region)?.put_topic(&topic("roads.pothole", "свой")).await?;
            tx.of(a.id, a.region)?.put_topic(&topic("roads.ford", "только свой")).await?;
            tx.of(a.id, a.region)?.put_calendar("default", &json!({"own": true})).await?;
            tx.of(PLATFORM, PLATFORM.into())?.put_calendar("default", &json!({"own": false})).await.map(drop)
        })
        .await;
        let product = "Яма, разрушение покрытия";
        let seen = async |scope| title(&db, scope, "roads.pothole").await.unwrap();
        assert_eq!(seen(centres.a.scope()).await, "свой");
        assert_eq!(seen(centres.b.scope()).await, "региона");
        assert_eq!(seen(centres.region.scope()).await, "региона");
        assert_eq!(seen(Scope::Region(centres.region.tenant.region)).await, "региона");
        assert_eq!(seen(centres.c.scope()).await, product);
        assert_eq!(seen(Scope::Door).await, product);
        assert_eq!(seen(Scope::Clockwork("test")).await, product);
        assert!(title(&db, centres.b.scope(), "roads.ford").await.is_none());

        let clockwork = db.store().reader(Scope::Clockwork("test")).await.unwrap();
        let of = |centre: &Centre| clockwork.of(centre.tenant.id, centre.tenant.region).unwrap();
        assert_eq!(of(&centres.a).topic("roads.pothole").await.unwrap().unwrap().title, "свой");
        assert_eq!(of(&centres.c).topic("roads.pothole").await.unwrap().unwrap().title, product);
        assert_eq!(of(&centres.a).calendars().await.unwrap(), [("default".to_owned(), json!({"own": true}))]);
        assert_eq!(
            of(&centres.b).calendars().await.unwrap(),
            [("default".to_owned(), json!({"own": false}))]
        );
    }
}

#[tokio::test]
async fn an_import_changes_only_what_differs() {
    for db in TestDb::both().await {
        seed::two_centres(&db).await;
        let changed = as_owner(&db, |tx| async move {
            let platform = tx.of(PLATFORM, PLATFORM.into())?;
            let mut changed = Vec::new();
            for _ in 0..2 {
                changed.push(platform.put_topic(&topic("roads.snow", "Снег")).await?);
                changed.push(platform.put_calendar("federal-2026", &json!({"year": 2026})).await?);
                changed.push(platform.put_role(Role::Manager, "manager, tenant, case.view, allow").await?);
                changed.push(platform.put_template("model", "model", "[request_definition]").await?);
            }
            changed.push(platform.put_topic(&topic("roads.snow", "Снег и лёд")).await?);
            changed.push(platform.put_calendar("federal-2026", &json!({"year": 2027})).await?);
            changed.push(platform.put_role(Role::Manager, "").await?);
            changed.push(platform.put_template("model", "model", "[policy_definition]").await?);
            Ok(changed)
        })
        .await;
        let expected = [[true; 4], [false; 4], [true; 4]].concat();
        assert_eq!(changed, expected);
        let tx = db.store().reader(Scope::Door).await.unwrap();
        assert_eq!(tx.model().await.unwrap(), "[policy_definition]");
        assert_eq!(tx.role_rules().await.unwrap(), [(Role::Manager, String::new())]);
        assert_eq!(tx.templates("letter").await.unwrap(), []);
        assert_eq!(tx.topic("roads.snow").await.unwrap().unwrap().title, "Снег и лёд");
    }
}

#[tokio::test]
async fn a_database_without_a_catalogue_says_so() {
    for db in TestDb::both().await {
        let tx = db.store().reader(Scope::Door).await.unwrap();
        assert!(matches!(tx.model().await, Err(Error::Corrupt(_))));
        assert!(tx.definition_latest("message_incident").await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_definition_is_published_once_per_difference_and_pinned_by_key() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let (first, effective) = {
            let tx = db.store().reader(centres.a.scope()).await.unwrap();
            tx.definition_latest(seed::DEFINITION).await.unwrap().unwrap()
        };
        assert_eq!((first.tenant, first.version), (PLATFORM, 1));
        assert_eq!(effective.name, seed::DEFINITION);
        let (same, a) = (Arc::clone(&effective), centres.a.tenant.clone());
        let other = Effective { bounces: effective.bounces.clone(), ..(*effective).clone() };
        let published = as_owner(&db, move |tx| async move {
            let own = tx.of(a.id, a.region)?;
            let platform = tx.of(PLATFORM, PLATFORM.into())?;
            let mut published =
                vec![platform.insert_definition(seed::DEFINITION, "another text", &same).await?];
            published.push(platform.insert_definition(seed::DEFINITION, "another text", &same).await?);
            published.push(own.insert_definition(seed::DEFINITION, "overlay", &other).await?);
            Ok(published)
        })
        .await;
        assert_eq!(published, [true, false, true]);

        let own = {
            let tx = db.store().reader(centres.a.scope()).await.unwrap();
            // What was pinned before is still what it was.
            assert_eq!(tx.definition(&first.key()).await.unwrap(), effective);
            let (own, _) = tx.definition_latest(seed::DEFINITION).await.unwrap().unwrap();
            assert_eq!((own.tenant, own.version), (centres.a.tenant.id, 1));
            tx.definition(&own.key()).await.unwrap();
            own
        };
        let tx = db.store().reader(centres.b.scope()).await.unwrap();
        let (newest, _) = tx.definition_latest(seed::DEFINITION).await.unwrap().unwrap();
        assert_eq!((newest.tenant, newest.version), (PLATFORM, 2));
        // Kept in memory by now, and still not another tenant's.
        assert!(tx.definition(&own.key()).await.is_err());
        assert!(tx.definition(&DefinitionKey { tenant: PLATFORM, id: own.id }).await.is_err());
        drop(tx);
        let fresh = db.another_store().await;
        let tx = fresh.reader(Scope::Clockwork("sweep")).await.unwrap();
        assert_eq!(tx.definition(&own.key()).await.unwrap().name, seed::DEFINITION);
        drop(tx);
        fresh.close().await.unwrap();
    }
}
