//! Commands that refuse to do harm, and say what to do instead.

use std::process::Output;

use otklik_testkit::TestDb;

pub(crate) async fn otklik(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    tokio::process::Command::new(env!("CARGO_BIN_EXE_otklik"))
        .args(arguments)
        .env_clear()
        .envs(variables.iter().copied())
        .kill_on_drop(true)
        .output()
        .await
        .unwrap()
}

pub(crate) fn complaint(output: &Output) -> String {
    assert!(!output.status.success(), "it went through: {}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub(crate) fn key_file() -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "11".repeat(32)).unwrap();
    file
}

#[tokio::test(flavor = "multi_thread")]
async fn serve_and_worker_refuse_the_embedded_database() {
    for side in ["serve", "worker"] {
        let said =
            complaint(&otklik(&[side], &[("OTKLIK_DATABASE_URL", "sqlite:///nowhere/x.sqlite")]).await);
        assert!(said.contains("otklik all"), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn serve_refuses_to_run_as_owner() {
    let db = TestDb::postgres().await;
    let key = key_file();
    let variables = [
        ("OTKLIK_DATABASE_URL", db.owner_url()),
        ("OTKLIK_REDIS_URL", "redis://127.0.0.1:1"),
        ("OTKLIK_SECRET_KEY_FILE", key.path().to_str().unwrap()),
    ];
    let said = complaint(&otklik(&["serve"], &variables).await);
    assert!(said.contains("логином приложения"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn serve_refuses_a_database_that_is_newer() {
    let db = TestDb::postgres().await;
    db.tamper("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_future', 0)").await;
    let key = key_file();
    let variables = [
        ("OTKLIK_DATABASE_URL", db.url()),
        ("OTKLIK_REDIS_URL", "redis://127.0.0.1:1"),
        ("OTKLIK_SECRET_KEY_FILE", key.path().to_str().unwrap()),
    ];
    let said = complaint(&otklik(&["serve"], &variables).await);
    assert!(said.contains("m9999_future") && said.contains("обновите программу"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_variable_is_named() {
    let said = complaint(&otklik(&["config", "--check"], &[("OTKLIK_DATABSE_URL", "x")]).await);
    assert!(said.contains("OTKLIK_DATABSE_URL"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn demo_listens_on_this_machine_alone() {
    let said = complaint(&otklik(&["demo", "--listen", "0.0.0.0:0"], &[]).await);
    assert!(said.contains("127.0.0.1"), "{said}");
}

/// A file applied twice changes nothing the second time, and an export applies to nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_file_is_applied_once_and_exported_as_applied() {
    let catalogue = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies/tenants");
    let files = [format!("{catalogue}/mari-el.yaml"), format!("{catalogue}/kilemary.yaml")];
    for db in TestDb::both().await {
        let folder = tempfile::tempdir().unwrap();
        let key = key_file();
        let variables = [
            ("OTKLIK_DATABASE_URL", db.owner_url()),
            ("OTKLIK_MIGRATION_DATABASE_URL", db.owner_url()),
            ("OTKLIK_SECRET_KEY_FILE", key.path().to_str().unwrap()),
            ("OTKLIK_DATA_DIR", folder.path().to_str().unwrap()),
        ];
        let apply = ["tenant", "apply", &files[0], &files[1]];
        assert!(otklik(&["migrate", "up"], &variables).await.status.success());
        let first = otklik(&apply, &variables).await;
        assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
        assert!(String::from_utf8_lossy(&first.stdout).contains("kilemary: +"));
        let second = otklik(&apply, &variables).await;
        assert_eq!(String::from_utf8_lossy(&second.stdout), "Без изменений.\n");
        let exported = otklik(&["tenant", "export", "kilemary"], &variables).await;
        let copy = folder.path().join("copy.yaml");
        std::fs::write(&copy, &exported.stdout).unwrap();
        let third = otklik(&["tenant", "apply", copy.to_str().unwrap()], &variables).await;
        assert_eq!(
            String::from_utf8_lossy(&third.stdout),
            "Без изменений.\n",
            "{}",
            String::from_utf8_lossy(&third.stderr)
        );
    }
}

/// While one apply holds the door, a second one is told so.
#[tokio::test(flavor = "multi_thread")]
async fn a_second_apply_at_the_same_time_is_told_so() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies/tenants/mari-el.yaml");
    for db in TestDb::both().await {
        let folder = tempfile::tempdir().unwrap();
        let key = key_file();
        let variables = [
            ("OTKLIK_DATABASE_URL", db.owner_url()),
            ("OTKLIK_MIGRATION_DATABASE_URL", db.owner_url()),
            ("OTKLIK_SECRET_KEY_FILE", key.path().to_str().unwrap()),
            ("OTKLIK_DATA_DIR", folder.path().to_str().unwrap()),
        ];
        assert!(otklik(&["migrate", "up"], &variables).await.status.success());
        let (held, is_held) = tokio::sync::oneshot::channel();
        let (release, released) = tokio::sync::oneshot::channel::<()>();
        let owner = db.owner().clone();
        let holder = tokio::task::spawn(async move {
            owner
                .run(otklik_storage::Scope::Owner, move |tx| async move {
                    assert!(tx.try_exclusive("tenant apply").await?);
                    held.send(()).unwrap();
                    let _ = released.await;
                    Ok::<_, otklik_storage::Error>(())
                })
                .await
        });
        is_held.await.unwrap();
        let said = complaint(&otklik(&["tenant", "apply", file], &variables).await);
        assert!(said.contains("APPLY_RUNNING"), "{said}");
        release.send(()).unwrap();
        holder.await.unwrap().unwrap();
        assert!(otklik(&["tenant", "apply", file], &variables).await.status.success());
    }
}
