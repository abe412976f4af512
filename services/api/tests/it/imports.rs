//! Files of outside systems over HTTP: in as a stream, the run on the screen, what was refused as a table.

use axum::http::{Method, StatusCode};
use serde_json::json;
use uuid::Uuid;

use crate::house::House;
use crate::leak::import::{TABLE, loaded, uploaded};

const START: &str = "mutation($input: StartImportInput!) { startImport(input: $input) { \
     run { id state isDryRun rows done fileName source by { position } } refusals { code } } }";
const PREVIEW: &str = "query($id: ID!) { importPreview(upload: $id, profile: \"plain\") { encoding separator rowCount \
     columns { letter header field isByLetter isAuthor } rows missing problem { code message } } }";

#[tokio::test]
async fn a_file_is_uploaded_looked_at_and_started() {
    let house = House::open().await;
    let manager = house.token("berezovka", "manager").await;
    let path = "/t/berezovka/graphql";
    let upload = uploaded(&house, "berezovka").await;
    let seen = house.free(path, &manager, PREVIEW, json!({ "id": upload })).await.data();
    let seen = &seen["importPreview"];
    assert_eq!(
        (&seen["encoding"], &seen["separator"], &seen["rowCount"]),
        (&json!("UTF-8"), &json!(";"), &json!(2))
    );
    let first = json!({ "letter": "A", "header": "Номер", "field": "номер в источнике", "isByLetter": false, "isAuthor": false });
    assert_eq!(seen["columns"][0], first);
    assert_eq!(seen["rows"][0], json!(["1", "02.03.2024", "Яма на дороге"]));
    assert_eq!(seen["problem"], json!(null));

    let start = |profile: &str, id: &str| json!({ "input": { "requestId": Uuid::from_u128(rand::random()), "upload": id, "profile": profile, "dryRun": true } });
    let run = house.free(path, &manager, START, start("plain", &upload)).await.data();
    let run = &run["startImport"]["run"];
    assert_eq!(
        (&run["state"], &run["isDryRun"], &run["rows"], &run["done"]),
        (&json!("RUNNING"), &json!(true), &json!(2), &json!(0))
    );
    for (profile, id, reason) in [
        ("plain", &upload, "IMPORT_RUNNING"),
        ("нет", &upload, "PROFILE_UNKNOWN"),
        ("incident_management", &upload, "FILE_MISSING_COLUMNS"),
    ] {
        let error = house.free(path, &manager, START, start(profile, id)).await.json();
        let error = &error["errors"][0];
        assert_eq!(
            (&error["extensions"]["code"], &error["extensions"]["reason"]),
            (&json!("BAD_INPUT"), &json!(reason))
        );
        assert!(error["message"].as_str().unwrap().chars().any(|c| ('а'..='я').contains(&c)));
    }
    let list = "{ importProfiles { code source } importRuns { totalCount edges { node { id sourceTitle } } } \
                sourceDifferences { totalCount } reconciliation(source: \"plain\") { totalCount closedThere openThere } }";
    let list = house.free(path, &manager, list, json!({})).await.data();
    assert_eq!(list["importRuns"]["totalCount"], 1);
    assert_eq!(
        list["importRuns"]["edges"][0]["node"],
        json!({ "id": run["id"], "sourceTitle": "Простая таблица" })
    );
    assert_eq!(list["importProfiles"].as_array().unwrap().len(), 2);
    assert_eq!(list["reconciliation"], json!({ "totalCount": 0, "closedThere": 0, "openThere": 0 }));
    let executor = house.token("berezovka", "executor").await;
    assert_eq!(house.free(path, &executor, START, start("plain", &upload)).await.code(), "FORBIDDEN");
}

#[tokio::test]
async fn refused_rows_come_as_a_table_of_the_own_centre_alone() {
    let house = House::open().await;
    let run = loaded(&house, "berezovka").await;
    let get = async |tenant: &str, login: &str, run: &str| {
        let bearer = format!("Bearer {}", house.token(tenant, login).await);
        house.get(&format!("/t/{tenant}/imports/{run}/refused.csv"), &[("authorization", &bearer)]).await
    };
    let own = get("berezovka", "coordinator", &run).await;
    assert_eq!(
        (own.status, own.headers["content-type"].to_str().unwrap()),
        (StatusCode::OK, "text/csv; charset=utf-8")
    );
    let text = String::from_utf8(own.body.to_vec()).unwrap();
    assert!(text.contains("3;DATE_UNREADABLE;") && text.contains("завтра"), "{text}");
    let foreign = get("sosnovka", "coordinator", &run).await;
    let unknown = get("sosnovka", "coordinator", "garbage").await;
    assert_eq!((foreign.status, &foreign.body), (unknown.status, &unknown.body));
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    assert_eq!(get("berezovka", "executor", &run).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_file_of_fifty_megabytes_and_one_byte_does_not_come_in() {
    let house = House::open().await;
    let bearer = format!("Bearer {}", house.token("berezovka", "manager").await);
    let own = [("authorization", bearer.as_str())];
    let path = "/t/berezovka/imports?name=a.csv";
    let large = vec![b'x'; 50 * 1_024 * 1_024 + 1];
    assert_eq!(house.ask(Method::POST, path, &own, large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(
        house.ask(Method::POST, "/t/berezovka/imports", &own, TABLE.as_bytes()).await.status,
        StatusCode::BAD_REQUEST
    );
    let nobody = house.ask(Method::POST, path, &[], TABLE.as_bytes()).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
}
