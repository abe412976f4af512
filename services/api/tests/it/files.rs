//! Files in and out.

use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::house::House;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

#[tokio::test]
async fn a_file_comes_back_as_a_download_and_nothing_else() {
    let house = House::open().await;
    let token = house.token("berezovka", "coordinator").await;
    let case = house.enter("berezovka", &token).await;
    let bearer = format!("Bearer {token}");
    let path = format!("/t/berezovka/files/{case}?name=%D0%A4%D0%BE%D1%82%D0%BE.png");
    let reply = house
        .ask(Method::POST, &path, &[("authorization", &bearer), ("content-type", "text/html")], PNG)
        .await;
    assert_eq!(reply.status, StatusCode::CREATED, "{:?}", reply.body);
    let url = reply.json()["url"].as_str().unwrap().to_owned();

    let text = "query($id: ID!) { case(id: $id) { attachments { name mediaType size url } } }";
    let card = house.free("/t/berezovka/graphql", &token, text, json!({ "id": case })).await.data();
    let expected = json!([{ "name": "Фото.png", "mediaType": "image/png", "size": PNG.len(), "url": url }]);
    assert_eq!(card["case"]["attachments"], expected);

    let file = house.get(&url, &[("authorization", &bearer)]).await;
    assert_eq!((file.status, file.body.as_ref()), (StatusCode::OK, PNG));
    let header = |name: &str| file.headers[name].to_str().unwrap();
    assert_eq!(header("content-type"), "image/png");
    assert!(header("content-disposition").starts_with("attachment; "));
    assert!(header("content-security-policy").ends_with("sandbox"));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cache-control"), "private, no-store");
}

#[tokio::test]
async fn another_tenants_file_is_not_there() {
    let house = House::open().await;
    let theirs = house.token("sosnovka", "coordinator").await;
    let case = house.enter("sosnovka", &theirs).await;
    let bearer = format!("Bearer {theirs}");
    let path = format!("/t/sosnovka/files/{case}?name=a.png");
    let reply = house.ask(Method::POST, &path, &[("authorization", &bearer)], PNG).await;
    let id = reply.json()["id"].as_str().unwrap().to_owned();

    let bearer = format!("Bearer {}", house.token("berezovka", "coordinator").await);
    let own = [("authorization", bearer.as_str())];
    let unknown = house.get("/t/berezovka/files/attachment:01980000-0000-7000-8000-000000000001", &own).await;
    assert_eq!((unknown.status, unknown.code().as_str()), (StatusCode::NOT_FOUND, "NOT_FOUND"));
    for path in [
        format!("/t/berezovka/files/{id}"),
        "/t/berezovka/files/garbage".into(),
        format!("/t/berezovka/files/{case}"),
    ] {
        let reply = house.get(&path, &own).await;
        assert_eq!((reply.status, &reply.body), (unknown.status, &unknown.body), "{path}");
    }
    let unknown = house
        .ask(
            Method::POST,
            "/t/berezovka/files/case:01980000-0000-7000-8000-000000000001?name=a.png",
            &own,
            PNG,
        )
        .await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    for path in [format!("/t/berezovka/files/{case}?name=a.png"), "/t/berezovka/files/x?name=a.png".into()] {
        let reply = house.ask(Method::POST, &path, &own, PNG).await;
        assert_eq!((reply.status, &reply.body), (unknown.status, &unknown.body), "{path}");
    }
    let headers = [("authorization", bearer.as_str())];
    assert_eq!(
        house.get(&format!("/t/sosnovka/files/{id}"), &headers).await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn what_may_not_be_kept_is_refused_with_its_code() {
    let house = House::open().await;
    let token = house.token("berezovka", "coordinator").await;
    let case = house.enter("berezovka", &token).await;
    let bearer = format!("Bearer {token}");
    let path = format!("/t/berezovka/files/{case}?name=a.png");
    let headers = [("authorization", bearer.as_str())];
    let svg = house.ask(Method::POST, &path, &headers, "<svg onload=alert(1)>").await;
    assert_eq!(
        (svg.status, svg.code().as_str()),
        (StatusCode::UNSUPPORTED_MEDIA_TYPE, "FILE_TYPE_NOT_ALLOWED")
    );
    let large = house.ask(Method::POST, &path, &headers, vec![0_u8; 25 * 1_024 * 1_024 + 1]).await;
    assert_eq!((large.status, large.code().as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "TOO_LARGE"));
    let nameless = house.ask(Method::POST, &format!("/t/berezovka/files/{case}"), &headers, PNG).await;
    assert_eq!(nameless.status, StatusCode::BAD_REQUEST);
    let cookie = house.cookie("berezovka.coordinator").await;
    let forged = house.ask(Method::POST, &path, &[("cookie", &cookie)], PNG).await;
    assert_eq!((forged.status, forged.code().as_str()), (StatusCode::FORBIDDEN, "CROSS_SITE"));
    assert_eq!(house.db.count("SELECT count(*) FROM attachment").await, 0);
}
