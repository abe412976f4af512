//! The web interface, built or not.

use axum::http::{Method, StatusCode};

use crate::house::House;

#[tokio::test]
async fn every_address_of_the_interface_is_a_page_with_its_own_nonce() {
    let house = House::open().await;
    let mut nonces = Vec::new();
    let paths = [
        "/",
        "/login",
        "/t/berezovka/queue",
        "/t/berezovka/cases/case:1",
        "/t/berezovka/journal",
        // The address that also takes files.
        "/t/berezovka/imports",
        "/t/berezovka/centre",
        "/r/lesnoy/late",
    ];
    for path in paths {
        let reply = house.get(path, &[]).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}");
        assert_eq!(reply.headers["content-type"], "text/html; charset=utf-8");
        let policy = reply.headers["content-security-policy"].to_str().unwrap().to_owned();
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        let html = String::from_utf8(reply.body.to_vec()).unwrap();
        assert!(!html.contains("__CSP_NONCE__"), "{path}");
        assert!(!policy.contains("unsafe-eval") && !policy.contains("script-src 'self' 'unsafe-inline'"));
        assert!(!html.contains("<script") || html.contains(&nonce));
        nonces.push(nonce);
    }
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), paths.len());
}

#[tokio::test]
async fn what_is_no_address_is_not_found() {
    let house = House::open().await;
    for path in [
        "/assets/none.js",
        "/wp-login.php",
        "/index.html",
        "/.vite/manifest.json",
        "/t",
        "/assets/../index.html",
    ] {
        assert_eq!(house.get(path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(house.ask(Method::POST, "/t/berezovka/queue", &[], "").await.status, StatusCode::NOT_FOUND);
}
