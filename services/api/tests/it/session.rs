//! Sign-in, sign-out, and what a wrong pair learns.

use axum::http::{Method, StatusCode};
use otklik_app::user::account;
use serde_json::json;

use crate::house::{House, ME, PASSWORD};

#[tokio::test]
async fn a_session_begins_and_ends() {
    let house = House::at("https://otklik.example").await;
    account::set_password(&house.app, "berezovka.manager", PASSWORD.into()).await.unwrap();
    let reply = house.login("berezovka.manager", PASSWORD).await;
    assert_eq!(reply.status, StatusCode::OK);
    let membership = json!({ "code": "berezovka", "kind": "MUNICIPAL", "shortName": "Берёзовка",
        "name": "Администрация муниципального района «Берёзовка»", "position": "Руководитель центра" });
    assert_eq!(reply.json(), json!({ "memberships": [membership] }));
    let cookie = reply.headers["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.starts_with("__Host-otklik="), "{cookie}");
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();

    assert_eq!(
        house.get("/auth/me", &[("cookie", cookie)]).await.json(),
        json!({ "memberships": [membership] })
    );
    let me = house.trusted("/t/berezovka/graphql", cookie, ME, json!({})).await.data();
    assert_eq!(me["me"]["roles"], json!(["MANAGER"]));

    let headers = [("cookie", cookie), ("content-type", "application/json")];
    let forged = house.ask(Method::POST, "/auth/logout", &headers, "{}").await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    let headers = [headers[0], headers[1], ("x-requested-by", "otklik")];
    let reply = house.ask(Method::POST, "/auth/logout", &headers, "{}").await;
    assert_eq!(reply.status, StatusCode::OK);
    assert!(reply.headers["set-cookie"].to_str().unwrap().contains("Max-Age=0"));
    assert_eq!(house.get("/auth/me", &[("cookie", cookie)]).await.status, StatusCode::UNAUTHORIZED);
    let reply = house.trusted("/t/berezovka/graphql", cookie, ME, json!({})).await;
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_new_session_ends_the_one_before_it_in_the_same_browser() {
    let house = House::open().await;
    let former = house.cookie("berezovka.manager").await;
    let headers =
        [("content-type", "application/json"), ("x-requested-by", "otklik"), ("cookie", former.as_str())];
    let body = json!({ "login": "berezovka.manager", "password": PASSWORD }).to_string();
    assert_eq!(house.ask(Method::POST, "/auth/login", &headers, body).await.status, StatusCode::OK);
    assert_eq!(house.get("/auth/me", &[("cookie", &former)]).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_wrong_pair_has_one_answer() {
    let house = House::open().await;
    account::set_password(&house.app, "berezovka.manager", PASSWORD.into()).await.unwrap();
    let wrong = house.login("berezovka.manager", "не тот пароль").await;
    assert_eq!((wrong.status, wrong.code().as_str()), (StatusCode::UNAUTHORIZED, "WRONG_PASSWORD"));
    assert!(wrong.headers.get("set-cookie").is_none());
    for login in ["nobody", "admin' --", "berezovka.executor", "", "a\u{0}b", "ё\u{301}\u{301}"] {
        let reply = house.login(login, "не тот пароль").await;
        assert_eq!((reply.status, &reply.body), (wrong.status, &wrong.body), "{login:?}");
    }
}

#[tokio::test]
async fn what_is_too_long_is_refused_before_it_is_hashed() {
    let house = House::open().await;
    let reply = house.login("berezovka.manager", &"п".repeat(513)).await;
    assert_eq!((reply.status, reply.code().as_str()), (StatusCode::BAD_REQUEST, "TOO_LONG"));
    let reply = house.login("berezovka.manager", &"x".repeat(1_000_000)).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    let headers = [("content-type", "application/json"), ("x-requested-by", "otklik")];
    for body in
        [r#"{"login":"a"}"#, r#"{"login":"\ud800","password":"x"}"#, r#"{"login":1,"password":2}"#, "[]"]
    {
        let reply = house.ask(Method::POST, "/auth/login", &headers, body).await;
        assert_eq!((reply.status, reply.code().as_str()), (StatusCode::BAD_REQUEST, "BAD_BODY"), "{body}");
    }
}

#[tokio::test]
async fn another_site_cannot_sign_anybody_in() {
    let house = House::open().await;
    let body = json!({ "login": "berezovka.manager", "password": PASSWORD }).to_string();
    let json = ("content-type", "application/json");
    let reply = house.ask(Method::POST, "/auth/login", &[json], body.clone()).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    let headers = [("content-type", "text/plain"), ("x-requested-by", "otklik")];
    assert_eq!(
        house.ask(Method::POST, "/auth/login", &headers, body).await.status,
        StatusCode::UNSUPPORTED_MEDIA_TYPE
    );
}

#[tokio::test]
async fn a_login_that_is_guessed_at_has_to_wait() {
    let house = House::open().await;
    account::set_password(&house.app, "berezovka.manager", PASSWORD.into()).await.unwrap();
    for _ in 0..20 {
        assert_eq!(house.login("berezovka.manager", "не тот пароль").await.status, StatusCode::UNAUTHORIZED);
    }
    let reply = house.login("berezovka.manager", PASSWORD).await;
    assert_eq!((reply.status, reply.code().as_str()), (StatusCode::TOO_MANY_REQUESTS, "TOO_MANY"));
    let seconds: u32 = reply.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=301).contains(&seconds), "{seconds}");
}
