//! A running product over a test database, with the people of the demonstration and a token for each.

use std::collections::HashMap;
use std::net::SocketAddr;

use chrono::TimeZone;
use otklik_domain::tenant::Kind;
use otklik_server::demo::{centres, people};
use otklik_server::wire::{self, Product};
use otklik_testkit::TestDb;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::oneshot;

use crate::http::{self, Answer};

/// A server that stops when dropped.
pub(crate) struct Running {
    pub(crate) db: TestDb,
    pub(crate) product: Product,
    pub(crate) address: SocketAddr,
    tokens: HashMap<String, (String, String)>,
    _files: TempDir,
    _stop: oneshot::Sender<()>,
}

impl Running {
    pub(crate) async fn start(db: TestDb, settings: centres::Settings) -> Self {
        Self::start_with(db, settings, &[]).await
    }

    /// With centres of further files, given as path and text.
    pub(crate) async fn start_with(
        db: TestDb,
        settings: centres::Settings,
        more: &[(String, String)],
    ) -> Self {
        // Everybody is let in before any story begins.
        db.clock().set(chrono::Utc.with_ymd_and_hms(2026, 2, 1, 6, 0, 0).unwrap()).await;
        let files = tempfile::tempdir().unwrap();
        wire::import_catalogue(db.owner()).await.unwrap();
        let owner = Product::open(db.owner().clone(), files.path()).await.unwrap();
        centres::load(&owner.app, settings).await.unwrap();
        let more = more.iter().map(|(path, source)| (path.as_str(), source.as_str()));
        centres::load_files(&owner.app, more).await.unwrap();
        let mut tokens = HashMap::new();
        for person in people::create(&owner.app, None).await.unwrap() {
            let token = owner.token(&person.login, &person.tenant).await.unwrap();
            let door = if person.kind == Kind::Regional { "r" } else { "t" };
            tokens.insert(person.name, (token, format!("/{door}/{}/graphql", person.tenant)));
        }
        let product = Product::open(db.store().clone(), files.path()).await.unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let serving = product.clone();
        tokio::task::spawn(async move {
            let end = async move {
                let _ = stopped.await;
            };
            let public_url = format!("http://{address}").parse().unwrap();
            serving.serve(listener, public_url, Vec::new(), end).await.unwrap();
        });
        Self { db, product, address, tokens, _files: files, _stop: stop }
    }

    /// Sends a GraphQL document as somebody.
    pub(crate) async fn ask(&self, name: &str, query: &str) -> Value {
        self.post(name, &json!({ "query": query }).to_string()).await.json()
    }

    /// Sends a body to the GraphQL door as somebody.
    pub(crate) async fn post(&self, name: &str, body: &str) -> Answer {
        let (token, path) = self.tokens.get(name).unwrap_or_else(|| panic!("nobody is called {name}"));
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        http::send(self.address, &format!("POST {path}"), &headers, body.as_bytes()).await
    }
}
