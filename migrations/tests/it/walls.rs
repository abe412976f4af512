//! What keeps tenants apart, read from the catalogue of PostgreSQL: each exception is a line here.

use std::collections::BTreeSet;

use otklik_testkit::Fresh;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

/// Tables whose rows belong to no tenant.
const WITHOUT_TENANT: &[&str] = &["account", "deployment", "seaql_migrations", "session", "tenant", "token"];

/// Tables whose rows carry a tenant beside a key of their own.
const TENANT_NOT_IN_KEY: &[&str] = &["token"];

/// Tables read by everybody below the platform.
const CATALOGUE: &[&str] = &["calendar", "definition", "role", "template", "topic"];

/// The table of steps holds names of steps; its one grant is a column.
const WITHOUT_ROW_SECURITY: &[&str] = &["seaql_migrations"];

/// Indexes of tables with a tenant that do not begin with it, each for a reader of all tenants.
const TENANT_NOT_IN_FRONT: &[&str] = &[
    "delta_by_region",
    "membership_by_account",
    "notification_planned",
    "outbox_unsent",
    "request_by_age",
    "schedule_due",
    "standing_by_region",
    "subject_by_region",
    "subject_late_by_region",
    "timer_due",
];

/// Texts and keys: for the tenant's own role and nobody else.
const TENANT_ALONE: &[&str] = &[
    "applicant",
    "attachment",
    "block_version",
    "case_text",
    "comment",
    "contribution",
    "import_refusal",
    "import_run",
    "legal_act",
    "letter",
    "number_series",
    "question",
    "registration",
    "reply",
    "resolution",
    "source_difference",
    "source_item",
    "tenant_key",
];

async fn migrated() -> Fresh {
    let db = Fresh::postgres().await;
    otklik_migrations::up(db.url()).await.unwrap();
    db
}

async fn texts(db: &Fresh, sql: &str) -> BTreeSet<String> {
    let rows = db.admin().query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

const TABLES: &str =
    "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'";

#[tokio::test]
async fn every_table_but_a_few_has_the_tenant_first_in_its_key() {
    let db = migrated().await;
    let with_tenant = texts(
        &db,
        "SELECT c.relname::text FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary \
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] \
         WHERE c.relnamespace = 'public'::regnamespace AND a.attname = 'tenant_id'",
    )
    .await;
    let tables = texts(&db, TABLES).await;
    let without: BTreeSet<_> = tables.difference(&with_tenant).cloned().collect();
    assert_eq!(without, set(WITHOUT_TENANT));
    let carrying = texts(
        &db,
        "SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid \
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'tenant_id'",
    )
    .await;
    let beside: BTreeSet<_> = carrying.difference(&with_tenant).cloned().collect();
    assert_eq!(beside, set(TENANT_NOT_IN_KEY));
}

#[tokio::test]
async fn indexes_without_the_tenant_in_front_are_listed() {
    let db = migrated().await;
    let found = texts(
        &db,
        "SELECT x.relname::text FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid \
         JOIN pg_class c ON c.oid = i.indrelid \
         JOIN pg_attribute t ON t.attrelid = c.oid AND t.attname = 'tenant_id' \
         WHERE c.relnamespace = 'public'::regnamespace AND i.indkey[0] <> t.attnum AND c.relname <> 'token'",
    )
    .await;
    assert_eq!(found, set(TENANT_NOT_IN_FRONT));
}

#[tokio::test]
async fn foreign_keys_into_tables_with_a_tenant_carry_it_and_restrict() {
    let db = migrated().await;
    let loose = texts(
        &db,
        "SELECT f.conname::text FROM pg_constraint f WHERE f.contype = 'f' AND f.confdeltype <> 'r'",
    )
    .await;
    assert_eq!(loose, BTreeSet::new(), "a key that does not RESTRICT");
    let single = texts(
        &db,
        "SELECT f.conname::text FROM pg_constraint f JOIN pg_class c ON c.oid = f.confrelid \
         WHERE f.contype = 'f' AND cardinality(f.conkey) < 2 AND c.relname NOT IN ('tenant', 'account')",
    )
    .await;
    assert_eq!(single, BTreeSet::new(), "a key without the tenant");
}

#[tokio::test]
async fn row_security_is_on_everywhere_and_forced_nowhere() {
    let db = migrated().await;
    let off = texts(&db, &format!("{TABLES} AND NOT relrowsecurity")).await;
    assert_eq!(off, set(WITHOUT_ROW_SECURITY));
    let forced = texts(&db, &format!("{TABLES} AND relforcerowsecurity")).await;
    assert_eq!(forced, BTreeSet::new(), "FORCE would blind the owner who migrates");
}

#[tokio::test]
async fn a_tenant_is_bound_by_using_and_with_check_to_its_own_rows() {
    let db = migrated().await;
    let own = "(tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS \"nullif\"))";
    let bound = texts(
        &db,
        &format!(
            "SELECT tablename::text FROM pg_policies WHERE roles = '{{otklik_tenant}}' AND cmd = 'ALL' \
             AND qual = $q${own}$q$ AND with_check = $q${own}$q$"
        ),
    )
    .await;
    let granted = texts(
        &db,
        "SELECT table_name::text FROM information_schema.column_privileges WHERE grantee = 'otklik_tenant'",
    )
    .await;
    let unbound: BTreeSet<_> = granted.difference(&bound).cloned().collect();
    assert_eq!(unbound, set(&["tenant"]), "its own row is found by its id");
}

#[tokio::test]
async fn only_the_catalogue_has_the_wide_policy() {
    let db = migrated().await;
    let wide =
        texts(&db, "SELECT tablename::text FROM pg_policies WHERE qual LIKE '%00000000-0000-7000%'").await;
    assert_eq!(wide, set(CATALOGUE));
    let writes = texts(
        &db,
        "SELECT tablename::text FROM pg_policies WHERE qual LIKE '%00000000-0000-7000%' AND cmd <> 'SELECT'",
    )
    .await;
    assert_eq!(writes, BTreeSet::new());
}

#[tokio::test]
async fn texts_and_keys_are_granted_to_the_tenant_alone() {
    let db = migrated().await;
    let alone = texts(
        &db,
        "SELECT c.relname::text FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' \
         AND has_any_column_privilege('otklik_tenant', c.oid, 'SELECT, INSERT, UPDATE') \
         AND NOT has_any_column_privilege('otklik_region', c.oid, 'SELECT, INSERT, UPDATE') \
         AND NOT has_any_column_privilege('otklik_clockwork', c.oid, 'SELECT, INSERT, UPDATE') \
         AND NOT has_any_column_privilege('otklik_door', c.oid, 'SELECT, INSERT, UPDATE')",
    )
    .await;
    assert_eq!(alone, set(TENANT_ALONE));
    let body = texts(
        &db,
        "SELECT 'timeline.body' WHERE has_column_privilege('otklik_region', 'timeline', 'body', 'SELECT')",
    )
    .await;
    assert_eq!(body, BTreeSet::new(), "the region reads that something happened, not its words");
}

#[tokio::test]
async fn nobody_may_change_or_remove_an_audit_entry() {
    let db = migrated().await;
    let changes = texts(
        &db,
        "SELECT grantee || ' ' || privilege_type || ' ' || column_name \
         FROM information_schema.column_privileges \
         WHERE table_name IN ('audit_entry', 'timeline') AND privilege_type = 'UPDATE' AND grantee IN ('otklik_tenant', 'otklik_region', 'otklik_clockwork', 'otklik_door', 'otklik_app')",
    )
    .await;
    let seal = ["chain_mac", "prev", "seq"].map(|column| format!("otklik_clockwork UPDATE {column}"));
    assert_eq!(changes, seal.into());
    let removes = texts(
        &db,
        "SELECT grantee || ' ' || privilege_type FROM information_schema.table_privileges \
         WHERE table_name IN ('audit_entry', 'timeline') AND privilege_type IN ('DELETE', 'TRUNCATE') \
         AND grantee IN ('otklik_tenant', 'otklik_region', 'otklik_clockwork', 'otklik_door', 'otklik_app')",
    )
    .await;
    assert_eq!(removes, BTreeSet::new());
}

#[tokio::test]
async fn nobody_may_truncate_and_the_public_has_nothing() {
    let db = migrated().await;
    let found = texts(
        &db,
        "SELECT grantee || ' ' || privilege_type || ' ' || table_name FROM information_schema.table_privileges \
         WHERE table_schema = 'public' AND (grantee = 'PUBLIC' \
            OR (grantee IN ('otklik_tenant', 'otklik_region', 'otklik_clockwork', 'otklik_door', 'otklik_app') AND privilege_type IN ('TRUNCATE', 'REFERENCES', 'TRIGGER')))",
    )
    .await;
    assert_eq!(found, BTreeSet::new());
}

#[tokio::test]
async fn the_roles_cannot_sign_in_and_own_nothing() {
    let db = migrated().await;
    let able = texts(
        &db,
        "SELECT rolname::text FROM pg_roles WHERE rolname IN \
         ('otklik_tenant', 'otklik_region', 'otklik_clockwork', 'otklik_door') \
         AND (rolcanlogin OR rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)",
    )
    .await;
    assert_eq!(able, BTreeSet::new());
}

#[tokio::test]
async fn a_login_that_may_not_make_roles_is_told_what_the_dba_must_run() {
    let db = Fresh::postgres().await;
    let missing = "otklik_no_such_role";
    let sql = otklik_migrations::roles_to_make(db.admin(), &[missing]).await.unwrap();
    assert_eq!(sql.as_deref(), None, "the superuser made it");
    db.admin().execute_unprepared(&format!("DROP ROLE {missing}")).await.unwrap();
    let login = format!("otklik_poor_{}", std::process::id());
    db.admin().execute_unprepared(&format!("CREATE ROLE {login} LOGIN PASSWORD 'x'")).await.unwrap();
    let poor = db.as_login(&login, "x").await;
    let sql = otklik_migrations::roles_to_make(&poor, &[missing]).await.unwrap();
    poor.close().await.unwrap();
    db.admin().execute_unprepared(&format!("DROP ROLE {login}")).await.unwrap();
    assert_eq!(sql.as_deref(), Some("CREATE ROLE otklik_no_such_role NOLOGIN;"));
}
