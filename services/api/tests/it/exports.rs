//! Printed forms over HTTP.

use axum::http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::house::{House, card};

async fn act(house: &House, token: &str, text: &str, input: Value) -> Value {
    let data = house.free("/t/berezovka/graphql", token, text, json!({ "input": input })).await.data();
    data.as_object().unwrap().values().next().unwrap()["case"].clone()
}

/// A registered appeal of the day.
async fn registered(house: &House, token: &str) {
    house.db.clock().set("2026-03-02T08:00:00Z".parse().unwrap()).await;
    let mut paper = card();
    paper["channel"] = json!("LETTER");
    let enter = "mutation($input: EnterAppealInput!) { enterAppeal(input: $input) { case { id revision } } }";
    let case = act(house, token, enter, paper).await;
    let register = "mutation($input: RegisterCaseInput!) { registerCase(input: $input) { case { id } } }";
    let input = json!({
        "requestId": Uuid::from_u128(rand::random()),
        "case": case["id"],
        "expectedRevision": case["revision"],
        "registeredOn": "2026-03-02",
        "kind": "APPLICATION",
        "answerWay": "POST",
        "questions": [{ "text": "Когда починят?" }],
    });
    act(house, token, register, input).await;
}

#[tokio::test]
async fn the_journal_is_a_workbook_for_whoever_may_see_it() {
    let house = House::open().await;
    let token = house.token("berezovka", "manager").await;
    registered(&house, &token).await;
    let bearer = format!("Bearer {token}");
    let own = [("authorization", bearer.as_str())];
    let path = "/t/berezovka/exports/journal.xlsx?from=2026-03-01&to=&state=OPEN";
    let reply = house.get(path, &own).await;
    assert_eq!(reply.status, StatusCode::OK, "{:?}", reply.body);
    assert!(reply.body.starts_with(b"PK"), "a workbook is a zip");
    let header = |name: &str| reply.headers[name].to_str().unwrap();
    assert_eq!(header("content-type"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    assert!(header("content-disposition").starts_with("attachment; "));
    assert_eq!(header("cache-control"), "private, no-store");

    let executor = format!("Bearer {}", house.token("berezovka", "executor").await);
    let denied = house.get(path, &[("authorization", executor.as_str())]).await;
    assert_eq!((denied.status, denied.code()), (StatusCode::FORBIDDEN, "FORBIDDEN".to_owned()));
    let nobody = house.get(path, &[]).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    let stranger = format!("Bearer {}", house.token("sosnovka", "manager").await);
    let elsewhere = house.get(path, &[("authorization", stranger.as_str())]).await;
    assert_ne!(elsewhere.status, StatusCode::OK);
}

#[tokio::test]
async fn a_condition_that_cannot_be_read_is_named() {
    let house = House::open().await;
    let bearer = format!("Bearer {}", house.token("berezovka", "manager").await);
    let own = [("authorization", bearer.as_str())];
    for (query, code) in
        [("from=02.03.2026", "BAD_DATE"), ("kind=LETTER", "BAD_QUERY"), ("state=open", "BAD_QUERY")]
    {
        let reply = house.get(&format!("/t/berezovka/exports/journal.xlsx?{query}"), &own).await;
        assert_eq!((reply.status, reply.code()), (StatusCode::BAD_REQUEST, code.to_owned()), "{query}");
    }
}
