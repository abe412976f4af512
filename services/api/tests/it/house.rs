//! A server without a socket over a seeded SQLite database, and a client of it.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use bytes::Bytes;
use hex::encode;
use otklik_api::{ApiState, Documents, Options, router};
use otklik_app::user::account;
use otklik_app::{App, catalogue};
use otklik_files::Files;
use otklik_testkit::TestDb;
use otklik_testkit::seed::{Centres, two_centres};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;

pub(crate) const PASSWORD: &str = "не самый длинный пароль";
pub(crate) const ME: &str = "query Me { me { user { position } tenant { code } roles } }";
pub(crate) const ENTER: &str = "mutation EnterCase($input: EnterCaseInput!) { enterCase(input: $input) { \
     case { id number revision essence } refusals { code field } } }";

pub(crate) struct House {
    pub(crate) app: App,
    pub(crate) db: TestDb,
    pub(crate) centres: Centres,
    router: Router,
    _files: TempDir,
}

pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {:?}", self.body))
    }

    /// Code of the problem, or of the first GraphQL error.
    pub(crate) fn code(&self) -> String {
        let json = self.json();
        let code =
            if json["code"].is_null() { &json["errors"][0]["extensions"]["code"] } else { &json["code"] };
        code.as_str().unwrap_or_else(|| panic!("no code in {json}")).to_owned()
    }

    pub(crate) fn data(&self) -> Value {
        let json = self.json();
        assert!(json["errors"].is_null(), "{json}");
        json["data"].clone()
    }
}

pub(crate) fn document_id(text: &str) -> String {
    encode(Sha256::digest(text))
}

fn manifest() -> Documents {
    let entries =
        [("tenant", "Me", ME), ("tenant", "EnterCase", ENTER), ("region", "RegionMe", "{me{roles}}")];
    let documents: serde_json::Map<_, _> = entries
        .iter()
        .map(|(schema, name, text)| {
            (document_id(text), json!({ "schema": schema, "name": name, "text": text }))
        })
        .collect();
    Documents::parse(&Value::Object(documents).to_string()).unwrap()
}

impl House {
    pub(crate) async fn open() -> Self {
        Self::at("http://127.0.0.1:8080").await
    }

    pub(crate) async fn at(public_url: &str) -> Self {
        let db = TestDb::sqlite().await;
        catalogue::import(db.owner()).await.unwrap();
        let centres = two_centres(&db).await;
        let folder = TempDir::new().unwrap();
        let files = Files::folder(folder.path().to_owned()).unwrap();
        let app = App::open(db.store().clone(), files).await.unwrap();
        let options = Options {
            public_url: public_url.parse().unwrap(),
            trusted_proxies: Vec::new(),
            documents: manifest(),
        };
        let router = router(ApiState::new(app.clone(), options));
        Self { app, db, centres, router, _files: folder }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Reply { status: parts.status, headers: parts.headers, body }
    }

    pub(crate) async fn ask(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(body.into()).unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Reply {
        self.ask(Method::GET, path, headers, Body::empty()).await
    }

    /// A token that may send free text.
    pub(crate) async fn token(&self, tenant: &str, role: &str) -> String {
        account::issue_token(&self.app, &format!("{tenant}.{role}"), tenant, "graphql.free", None)
            .await
            .unwrap()
    }

    /// Free text with a token.
    pub(crate) async fn free(&self, path: &str, token: &str, text: &str, variables: Value) -> Reply {
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        self.ask(Method::POST, path, &headers, json!({ "query": text, "variables": variables }).to_string())
            .await
    }

    /// Signs in through the door; answers the cookie as a browser sends it back.
    pub(crate) async fn cookie(&self, login: &str) -> String {
        account::set_password(&self.app, login, PASSWORD.into()).await.unwrap();
        let reply = self.login(login, PASSWORD).await;
        assert_eq!(reply.status, StatusCode::OK, "{:?}", reply.body);
        let cookie = reply.headers["set-cookie"].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    pub(crate) async fn login(&self, login: &str, password: &str) -> Reply {
        let headers = [("content-type", "application/json"), ("x-requested-by", "otklik")];
        let body = json!({ "login": login, "password": password }).to_string();
        self.ask(Method::POST, "/auth/login", &headers, body).await
    }

    /// A trusted document with a cookie, as the interface sends it.
    pub(crate) async fn trusted(&self, path: &str, cookie: &str, text: &str, variables: Value) -> Reply {
        let headers =
            [("cookie", cookie), ("content-type", "application/json"), ("x-requested-by", "otklik")];
        let body = json!({ "documentId": document_id(text), "variables": variables }).to_string();
        self.ask(Method::POST, path, &headers, body).await
    }

    /// Enters a case and answers its id.
    pub(crate) async fn enter(&self, tenant: &str, token: &str) -> String {
        let reply =
            self.free(&format!("/t/{tenant}/graphql"), token, ENTER, json!({ "input": card() })).await;
        reply.data()["enterCase"]["case"]["id"]
            .as_str()
            .unwrap_or_else(|| panic!("{:?}", reply.body))
            .to_owned()
    }
}

/// The operator's card under a fresh request id.
pub(crate) fn card() -> Value {
    json!({
        "requestId": Uuid::from_u128(rand::random()),
        "essence": "Яма у дома 5 по улице Полевой",
        "topic": "roads.pothole",
        "channel": "PHONE",
    })
}
