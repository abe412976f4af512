//! The second wall: raw statements without a condition, as each role of PostgreSQL.

use otklik_storage::Scope;
use otklik_testkit::TestDb;
use sea_orm::{
    ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, Statement,
    TransactionTrait,
};
use uuid::Uuid;

use super::filled::World;

const SCOPE: &str = "SELECT set_config('role', $1, true), set_config('app.tenant', $2, true), \
    set_config('app.region', $3, true)";

/// The login of the application in a scope, with the hands of whoever found an injection.
async fn enter(plain: &DatabaseConnection, scope: Scope) -> DatabaseTransaction {
    let (role, tenant, region) = match scope {
        Scope::Tenant { tenant, region } => ("otklik_tenant", Some(tenant.0), Some(region.0)),
        Scope::Region(region) => ("otklik_region", None, Some(region.0)),
        Scope::RegionAct { region, tenant } => ("otklik_region", Some(tenant.0), Some(region.0)),
        Scope::Clockwork(_) => ("otklik_clockwork", None, None),
        Scope::Door => ("otklik_door", None, None),
        Scope::Owner => panic!("the application has no such scope"),
    };
    let text = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    let tx = plain.begin().await.unwrap();
    let values = [role.into(), text(tenant).into(), text(region).into()];
    tx.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, SCOPE, values)).await.unwrap();
    tx
}

/// Which tenants' rows a careless SELECT shows; none when the role has no grant.
async fn tenants_in(plain: &DatabaseConnection, scope: Scope, table: &str) -> Option<Vec<Uuid>> {
    let tx = enter(plain, scope).await;
    let sql = format!("SELECT DISTINCT tenant_id FROM {table} ORDER BY 1");
    match tx.query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await {
        Ok(rows) => Some(rows.iter().map(|row| row.try_get("", "tenant_id").unwrap()).collect()),
        Err(error) => {
            assert!(error.to_string().contains("permission denied"), "{table}: {error}");
            None
        }
    }
}

#[tokio::test]
async fn a_select_without_where_shows_a_tenant_its_own_rows() {
    let world = World::fill(TestDb::postgres().await).await;
    let plain = Database::connect(world.db.url()).await.unwrap();
    let platform = otklik_domain::id::PLATFORM.0;
    let (own, region) = (world.a.centre.tenant.id.0, world.a.centre.tenant.region.0);
    let mut seen = 0;
    for table in world.tables().await {
        let Some(tenants) = tenants_in(&plain, world.a.centre.scope(), &table).await else { continue };
        let allowed = match table.as_str() {
            "topic" | "calendar" | "definition" | "role" | "template" => vec![platform, region, own],
            _ => vec![own],
        };
        assert!(tenants.iter().all(|tenant| allowed.contains(tenant)), "{table}: {tenants:?}");
        seen += usize::from(tenants.contains(&own));
    }
    assert!(seen > 25, "only {seen} tables showed the own rows");
    // An unset scope, and one that names nobody.
    let nobody =
        Scope::Tenant { tenant: Uuid::nil().into(), region: otklik_domain::id::RegionId(Uuid::nil()) };
    for table in world.tables().await {
        let tenants = tenants_in(&plain, nobody, &table).await.unwrap_or_default();
        assert!(tenants.iter().all(|tenant| *tenant == platform), "{table}: {tenants:?}");
    }
    plain.close().await.unwrap();
}

#[tokio::test]
async fn a_select_without_where_shows_the_region_its_members() {
    let world = World::fill(TestDb::postgres().await).await;
    let plain = Database::connect(world.db.url()).await.unwrap();
    let region = world.centres.region.tenant.region;
    let far = [world.c.centre.tenant.id.0, world.centres.other_region.tenant.id.0];
    let mut open = Vec::new();
    for scope in [Scope::Region(region), Scope::RegionAct { region, tenant: world.a.centre.tenant.id }] {
        open.clear();
        for table in world.tables().await {
            let Some(tenants) = tenants_in(&plain, scope, &table).await else { continue };
            assert!(!tenants.iter().any(|tenant| far.contains(tenant)), "{scope:?}, {table}: {tenants:?}");
            open.push(table);
        }
    }
    let expected = [
        "calendar",
        "definition",
        "delta",
        "request",
        "role",
        "standing",
        "step",
        "subject",
        "template",
        "timeline",
        "timer",
        "topic",
    ];
    assert_eq!(open, expected);
    for table in ["subject", "timer", "step", "timeline"] {
        let tx = enter(&plain, Scope::Region(region)).await;
        let key = if table == "subject" { "id" } else { "subject_id" };
        let sql = format!("SELECT DISTINCT {key} FROM {table}");
        let rows = tx.query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
        let mut ids: Vec<Uuid> = rows.iter().map(|row| row.try_get("", key).unwrap()).collect();
        ids.sort();
        let mut members = [world.a.subject.id.0, world.b.subject.id.0];
        members.sort();
        assert_eq!(ids, members, "{table}: members' rows, none of a restricted topic");
    }
    plain.close().await.unwrap();
}

#[tokio::test]
async fn a_statement_without_where_changes_nothing_of_another_tenant() {
    let world = World::fill(TestDb::postgres().await).await;
    let before = [world.rows_of(&world.b).await, world.rows_of(&world.c).await];
    let plain = Database::connect(world.db.url()).await.unwrap();
    let (a, b) = (&world.a.centre.tenant, &world.b.centre.tenant);
    let scopes = [
        world.a.centre.scope(),
        Scope::Region(a.region),
        Scope::RegionAct { region: a.region, tenant: a.id },
    ];
    let mut done = 0;
    for table in world.tables().await {
        let columns = world
            .texts(&format!(
                "SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}'"
            ))
            .await;
        for scope in scopes {
            for column in &columns {
                let tx = enter(&plain, scope).await;
                // Committed when it is let through: what it reached must show below.
                if tx.execute_unprepared(&format!("UPDATE {table} SET {column} = {column}")).await.is_ok() {
                    tx.commit().await.unwrap();
                    done += 1;
                }
            }
            let tx = enter(&plain, scope).await;
            let given = tx.execute_unprepared(&format!("UPDATE {table} SET tenant_id = '{}'", b.id.0)).await;
            if let Ok(given) = given {
                assert_eq!(
                    given.rows_affected(),
                    0,
                    "{table}: a row was given to another tenant in {scope:?}"
                );
            }
        }
    }
    assert!(done > 50, "only {done} updates were let through");
    for table in ["seat_block", "seat_organization", "seat_direction", "routing_rule", "co_assignee"] {
        let tx = enter(&plain, world.a.centre.scope()).await;
        tx.execute_unprepared(&format!("DELETE FROM {table}")).await.unwrap();
        tx.commit().await.unwrap();
    }
    plain.close().await.unwrap();
    assert_eq!([world.rows_of(&world.b).await, world.rows_of(&world.c).await], before);
}

#[tokio::test]
async fn a_row_cannot_be_written_for_another_tenant() {
    let world = World::fill(TestDb::postgres().await).await;
    let plain = Database::connect(world.db.url()).await.unwrap();
    let (a, b) = (&world.a.centre.tenant, &world.b.centre.tenant);
    let insert = |tenant: Uuid, region: Uuid| {
        format!(
            "INSERT INTO delta (tenant_id, id, region_id, phase, lateness, level, restricted, amount, at) \
             VALUES ('{tenant}', gen_random_uuid(), '{region}', 'NEW', 'ON_TIME', 'NONE', false, 1000, now())"
        )
    };
    let act = Scope::RegionAct { region: a.region, tenant: a.id };
    for (scope, tenant, allowed) in [
        (world.a.centre.scope(), a.id.0, true),
        (world.a.centre.scope(), b.id.0, false),
        (act, a.id.0, true),
        (act, b.id.0, false),
        (Scope::Region(a.region), a.id.0, false),
    ] {
        let tx = enter(&plain, scope).await;
        let written = tx.execute_unprepared(&insert(tenant, a.region.0)).await;
        assert_eq!(written.is_ok(), allowed, "{scope:?}: {written:?}");
    }
    let far = enter(&plain, act).await;
    assert!(far.execute_unprepared(&insert(a.id.0, world.c.centre.tenant.region.0)).await.is_err());
    drop(far);
    plain.close().await.unwrap();
}

#[tokio::test]
async fn the_clockwork_and_the_door_have_no_way_to_texts() {
    let world = World::fill(TestDb::postgres().await).await;
    let plain = Database::connect(world.db.url()).await.unwrap();
    for scope in [Scope::Clockwork("test"), Scope::Door, Scope::Region(world.a.centre.tenant.region)] {
        for table in [
            "case_text",
            "applicant",
            "tenant_key",
            "reply",
            "comment",
            "attachment",
            "registration",
            "question",
            "contribution",
            "letter",
            "resolution",
            "import_run",
            "import_refusal",
            "source_item",
            "source_difference",
        ] {
            assert_eq!(tenants_in(&plain, scope, table).await, None, "{scope:?}: {table}");
        }
    }
    // The door has named no account.
    assert_eq!(tenants_in(&plain, Scope::Door, "membership").await, Some(Vec::new()));
    plain.close().await.unwrap();
}
