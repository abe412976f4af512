//! The cluster: HTTP side and job side as processes of their own, over PostgreSQL and Redis.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use otklik_testkit::TestDb;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::process::{Child, Command};

use crate::http;

struct Cluster {
    db: TestDb,
    folder: tempfile::TempDir,
    redis: String,
}

impl Cluster {
    async fn new() -> Self {
        let redis = std::env::var_os("OTKLIK_TEST_REDIS_URL")
            .and_then(|url| url.into_string().ok())
            .expect("OTKLIK_TEST_REDIS_URL names a Redis: `make test` starts one");
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("key"), "22".repeat(32)).unwrap();
        Self { db: TestDb::postgres().await, folder, redis }
    }

    fn otklik(&self, arguments: &[&str], listen: SocketAddr) -> Command {
        let binary: PathBuf = std::env::current_exe().unwrap().ancestors().nth(2).unwrap().join("otklik");
        assert!(binary.exists(), "{} is missing: build the workspace first", binary.display());
        let mut command = Command::new(binary);
        command
            .args(arguments)
            .env_clear()
            .env("OTKLIK_DATABASE_URL", self.db.url())
            .env("OTKLIK_MIGRATION_DATABASE_URL", self.db.owner_url())
            .env("OTKLIK_REDIS_URL", &self.redis)
            .env("OTKLIK_SECRET_KEY_FILE", self.folder.path().join("key"))
            .env("OTKLIK_DATA_DIR", self.folder.path())
            .env("OTKLIK_LISTEN", listen.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        command
    }

    async fn run(&self, arguments: &[&str], input: &str) -> String {
        let mut child = self.otklik(arguments, ([127, 0, 0, 1], 0).into()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).await.unwrap();
        let output = child.wait_with_output().await.unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    async fn let_in(&self, login: &str, seat: &str) -> String {
        let arguments =
            ["user", "create", "--login", login, "--tenant", "kilemary", "--position", login, "--seat", seat];
        self.run(&arguments, "длинный пароль").await;
        self.run(&["token", "create", "--login", login, "--tenant", "kilemary"], "").await
    }
}

fn free_port() -> SocketAddr {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

async fn wait_until_ready(server: &mut Child, address: SocketAddr) {
    for _ in 0..100 {
        if tokio::net::TcpStream::connect(address).await.is_ok() {
            return;
        }
        assert!(server.try_wait().unwrap().is_none(), "serve ended instead of listening");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("serve does not listen");
}

async fn ask(address: SocketAddr, token: &str, query: &str) -> Value {
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    let body =
        json!({ "query": query.replace("$request", &uuid::Uuid::from_u128(rand::random()).to_string()) });
    http::send(address, "POST /t/kilemary/graphql", &headers, body.to_string().as_bytes()).await.json()
}

/// Asks until the caller has heard of something; fails after half a minute.
async fn heard(address: SocketAddr, token: &str, least: usize) {
    for _ in 0..150 {
        let said = ask(address, token, "{ notifications { id text } }").await;
        if said["data"]["notifications"].as_array().is_some_and(|notices| notices.len() >= least) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("nothing was heard");
}

/// A worker that is killed loses nothing: what it did not finish is done by the next one.
#[tokio::test(flavor = "multi_thread")]
async fn notices_travel_through_redis_and_survive_a_killed_worker() {
    let cluster = Cluster::new().await;
    let catalogue = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies/tenants");
    let files =
        ["mari-el.yaml", "kilemary.yaml", "demo/kilemary.yaml"].map(|file| format!("{catalogue}/{file}"));
    cluster.run(&["migrate", "up"], "").await;
    cluster.run(&["tenant", "apply", &files[0], &files[1], &files[2]], "").await;
    let coordinator = cluster.let_in("koordinator", "channel_owner").await;
    let executor = cluster.let_in("specialist", "uzhkh_executor").await;
    let address = free_port();
    let mut server = cluster.otklik(&["serve"], address).spawn().unwrap();
    wait_until_ready(&mut server, address).await;
    let mut worker = cluster.otklik(&["worker"], free_port()).spawn().unwrap();

    let said = ask(address, &executor, "{ me { user { id } } }").await;
    let person = said["data"]["me"]["user"]["id"].as_str().unwrap_or_else(|| panic!("{said}")).to_owned();
    assign(address, &coordinator, &person).await;
    heard(address, &executor, 1).await;

    worker.kill().await.unwrap();
    assign(address, &coordinator, &person).await;
    let mut worker = cluster.otklik(&["worker"], free_port()).spawn().unwrap();
    heard(address, &executor, 2).await;

    let findings = cluster.run(&["doctor"], "").await;
    assert!(findings.contains("в порядке"), "{findings}");
    worker.kill().await.unwrap();
    server.kill().await.unwrap();
}

async fn assign(address: SocketAddr, coordinator: &str, person: &str) {
    let enter = r#"mutation { enterCase(input: { requestId: "$request", essence: "Яма на дороге", topic: "roads.pothole", channel: PHONE }) { case { id } refusals { code } } }"#;
    let said = ask(address, coordinator, enter).await;
    let case =
        said["data"]["enterCase"]["case"]["id"].as_str().unwrap_or_else(|| panic!("{said}")).to_owned();
    let assign = format!(
        r#"mutation {{ assignCase(input: {{ requestId: "$request", case: "{case}", expectedRevision: 1, assignee: "{person}" }}) {{ case {{ revision }} refusals {{ code }} }} }}"#
    );
    let said = ask(address, coordinator, &assign).await;
    assert_eq!(said["data"]["assignCase"]["case"]["revision"], 2, "{said}");
}
