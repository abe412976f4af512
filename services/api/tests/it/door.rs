//! What the door turns away before anything is parsed or executed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::http::{Method, StatusCode};
use bytes::Bytes;
use futures::StreamExt;
use serde_json::json;

use crate::house::{ENTER, House, ME, card, document_id};

const PATH: &str = "/t/berezovka/graphql";
const SUBJECTS: &str = "SELECT count(*) FROM subject";

fn body_of(text: &str) -> String {
    json!({ "documentId": document_id(text), "variables": { "input": card() } }).to_string()
}

#[tokio::test]
async fn a_mutation_by_get_is_not_allowed() {
    let house = House::open().await;
    let cookie = house.cookie("berezovka.coordinator").await;
    let path = format!("{PATH}?query=mutation%7BenterCase%7D&documentId={}", document_id(ENTER));
    for method in [Method::GET, Method::HEAD, Method::PUT, Method::OPTIONS] {
        let reply = house.ask(method, &path, &[("cookie", &cookie)], Body::empty()).await;
        assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED);
    }
    assert_eq!(house.db.count(SUBJECTS).await, 0);
}

#[tokio::test]
async fn only_json_is_read() {
    let house = House::open().await;
    let cookie = house.cookie("berezovka.coordinator").await;
    for media_type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
        let headers =
            [("cookie", cookie.as_str()), ("content-type", media_type), ("x-requested-by", "otklik")];
        let reply = house.ask(Method::POST, PATH, &headers, body_of(ENTER)).await;
        assert_eq!((reply.status, reply.code().as_str()), (StatusCode::UNSUPPORTED_MEDIA_TYPE, "MEDIA_TYPE"));
    }
    let untyped = house.ask(Method::POST, PATH, &[("cookie", &cookie)], body_of(ENTER)).await;
    assert_eq!(untyped.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(house.db.count(SUBJECTS).await, 0);
}

#[tokio::test]
async fn three_hundred_megabytes_stop_after_a_quarter_of_one() {
    let house = House::open().await;
    let token = house.token("berezovka", "coordinator").await;
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    let served = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&served);
    let chunks = futures::stream::iter(0..4_800).map(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
        Ok::<_, std::io::Error>(Bytes::from(vec![b' '; 65_536]))
    });
    let reply = house.ask(Method::POST, PATH, &headers, Body::from_stream(chunks)).await;
    assert_eq!((reply.status, reply.code().as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "TOO_LARGE"));
    assert!(served.load(Ordering::Relaxed) <= 5, "{served:?} chunks were read");

    let announced = [headers[0], headers[1], ("content-length", "314572800")];
    let reply = house.ask(Method::POST, PATH, &announced, "{}").await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn nested_literals_are_a_bad_request_and_the_process_lives() {
    let house = House::open().await;
    let token = house.token("berezovka", "coordinator").await;
    for levels in [65, 2_000, 100_000] {
        for (open, close) in [("[", "]"), ("{a:", "}")] {
            let text = format!("{{case(id:{}1{}){{id}}}}", open.repeat(levels), close.repeat(levels));
            if text.len() > 250 * 1_024 {
                continue;
            }
            let reply = house.free(PATH, &token, &text, json!({})).await;
            assert_eq!(
                (reply.status, reply.code().as_str()),
                (StatusCode::BAD_REQUEST, "TOO_DEEP"),
                "{levels}"
            );
        }
    }
    let variables =
        format!(r#"{{"query":"{{me{{roles}}}}","variables":{}1{}}}"#, "[".repeat(2_000), "]".repeat(2_000));
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    assert_eq!(house.ask(Method::POST, PATH, &headers, variables).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(house.free(PATH, &token, ME, json!({})).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_batch_executes_nothing() {
    let house = House::open().await;
    let cookie = house.cookie("berezovka.coordinator").await;
    let headers =
        [("cookie", cookie.as_str()), ("content-type", "application/json"), ("x-requested-by", "otklik")];
    let batch = format!(" \n[{}]", vec![body_of(ENTER); 100].join(","));
    let reply = house.ask(Method::POST, PATH, &headers, batch).await;
    assert_eq!((reply.status, reply.code().as_str()), (StatusCode::BAD_REQUEST, "NO_BATCHES"));
    assert_eq!(house.db.count(SUBJECTS).await, 0);
}

#[tokio::test]
async fn a_cookie_executes_trusted_documents_only() {
    let house = House::open().await;
    let cookie = house.cookie("berezovka.coordinator").await;
    assert_eq!(house.trusted(PATH, &cookie, ME, json!({})).await.data()["me"]["tenant"]["code"], "berezovka");
    let headers =
        [("cookie", cookie.as_str()), ("content-type", "application/json"), ("x-requested-by", "otklik")];
    for body in [
        json!({ "documentId": document_id("{me{user{id}}}") }),
        json!({ "documentId": document_id("{me{roles}}") }),
        json!({ "documentId": "" }),
        json!({ "query": ME }),
        json!({ "query": "{__schema{types{name}}}" }),
        json!({ "query": ME, "documentId": document_id(ME) }),
        json!({}),
    ] {
        let reply = house.ask(Method::POST, PATH, &headers, body.to_string()).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (StatusCode::BAD_REQUEST, "UNKNOWN_DOCUMENT"),
            "{body}"
        );
    }
    for body in ["", "{", "null", "7", r#"{"documentId":7}"#, r#"{"id":"x"}"#] {
        let reply = house.ask(Method::POST, PATH, &headers, body).await;
        assert_eq!((reply.status, reply.code().as_str()), (StatusCode::BAD_REQUEST, "BAD_BODY"), "{body}");
    }
}

#[tokio::test]
async fn another_site_cannot_use_the_cookie() {
    let house = House::open().await;
    let cookie = house.cookie("berezovka.coordinator").await;
    let basic = [("cookie", cookie.as_str()), ("content-type", "application/json")];
    let by = ("x-requested-by", "otklik");
    for extra in [
        vec![],
        vec![by, ("sec-fetch-site", "cross-site")],
        vec![by, ("sec-fetch-site", "same-site")],
        vec![by, ("origin", "https://evil.example")],
    ] {
        let headers: Vec<_> = basic.iter().copied().chain(extra).collect();
        let reply = house.ask(Method::POST, PATH, &headers, body_of(ENTER)).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (StatusCode::FORBIDDEN, "CROSS_SITE"),
            "{headers:?}"
        );
    }
    assert_eq!(house.db.count(SUBJECTS).await, 0);
    let headers: Vec<_> = basic.iter().copied().chain([by, ("sec-fetch-site", "same-origin")]).collect();
    assert_eq!(house.ask(Method::POST, PATH, &headers, body_of(ENTER)).await.status, StatusCode::OK);
    assert_eq!(house.db.count(SUBJECTS).await, 1);
}

#[tokio::test]
async fn a_stranger_learns_nothing_of_tenants() {
    let house = House::open().await;
    let json = [("content-type", "application/json"), ("x-requested-by", "otklik")];
    let anonymous = house.ask(Method::POST, PATH, &json, body_of(ME)).await;
    assert_eq!((anonymous.status, anonymous.code().as_str()), (StatusCode::UNAUTHORIZED, "UNAUTHENTICATED"));
    let forged = [json[0], json[1], ("cookie", "otklik=0123456789abcdef")];
    let forged = house.ask(Method::POST, PATH, &forged, body_of(ME)).await;
    assert_eq!((forged.status, &forged.body), (anonymous.status, &anonymous.body));

    let cookie = house.cookie("berezovka.coordinator").await;
    let foreign = house.trusted("/t/sosnovka/graphql", &cookie, ME, json!({})).await;
    let unknown = house.trusted("/t/nowhere/graphql", &cookie, ME, json!({})).await;
    assert_eq!((foreign.status, foreign.code().as_str()), (StatusCode::NOT_FOUND, "NOT_FOUND"));
    assert_eq!((foreign.status, foreign.body), (unknown.status, unknown.body));

    let token = house.token("berezovka", "coordinator").await;
    let foreign = house.free("/t/sosnovka/graphql", &token, ME, json!({})).await;
    let unknown = house.free("/t/nowhere/graphql", &token, ME, json!({})).await;
    assert_eq!(foreign.status, StatusCode::UNAUTHORIZED);
    assert_eq!((foreign.status, foreign.body), (unknown.status, unknown.body));
}

#[tokio::test]
async fn the_region_has_its_own_door() {
    let house = House::open().await;
    let duty = house.token("lesnoy", "regional_duty").await;
    let reply =
        house.free("/r/lesnoy/graphql", &duty, "{lateCases{totalCount edges{node{id}}}}", json!({})).await;
    assert_eq!(reply.data()["lateCases"]["totalCount"], 0);
    let coordinator = house.token("berezovka", "coordinator").await;
    let reply = house.free("/r/berezovka/graphql", &coordinator, "{members{code}}", json!({})).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let house = House::at("https://otklik.example").await;
    let paths = [
        "/",
        "/login",
        "/t/berezovka/queue",
        "/livez",
        "/readyz",
        "/metrics",
        "/auth/me",
        "/nothing",
        "/t/berezovka/graphql",
        "/assets/none.js",
        "/t/berezovka/files/attachment:1",
    ];
    for path in paths {
        let reply = house.get(path, &[]).await;
        let header = |name: &str| {
            reply
                .headers
                .get(name)
                .unwrap_or_else(|| panic!("{path} has no {name}"))
                .to_str()
                .unwrap()
                .to_owned()
        };
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("x-frame-options"), "DENY");
        assert_eq!(header("referrer-policy"), "same-origin");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(header("cross-origin-resource-policy"), "same-origin");
        assert!(header("permissions-policy").contains("camera=()"));
        assert!(header("content-security-policy").contains("frame-ancestors 'none'"));
        assert!(header("strict-transport-security").starts_with("max-age="));
        assert_eq!(header("cache-control"), "no-store", "{path}");
        assert_eq!(header("x-request-id").len(), 16);
        if !reply.status.is_success() {
            assert_eq!(header("content-type"), "application/problem+json", "{path}");
            assert!(reply.json()["message"].as_str().is_some_and(|message| message.ends_with('.')), "{path}");
        }
    }
}

#[tokio::test]
async fn operations_see_that_it_is_alive_and_ready() {
    let house = House::open().await;
    assert_eq!(house.get("/livez", &[]).await.status, StatusCode::OK);
    assert_eq!(house.get("/readyz", &[]).await.status, StatusCode::OK);
    let metrics = house.get("/metrics", &[]).await;
    let text = String::from_utf8(metrics.body.to_vec()).unwrap();
    assert!(
        text.contains(r#"otklik_http_requests_total{route="/readyz",method="GET",status="200"} 1"#),
        "{text}"
    );
}
