//! The annex «Состав» over HTTP.

use axum::http::StatusCode;
use otklik_app::App;
use otklik_app::tenant::apply::{self, Applied};
use otklik_app::tenant::file;
use otklik_app::user::account::{self, NewUser};
use otklik_files::Files;

use crate::house::House;

const REGION: &str = include_str!("../../../../policies/tenants/mari-el.yaml");
const ACT: &str = include_str!("../../../../policies/tenants/kilemary.yaml");

/// A token of somebody in a centre made from its file.
async fn token(house: &House) -> String {
    let files = tempfile::tempdir().unwrap();
    let files = Files::folder(files.path().to_owned()).unwrap();
    let operator = App::open(house.db.owner().clone(), files).await.unwrap();
    let acts = [REGION, ACT].map(|source| file::read("file.yaml", source).unwrap()).to_vec();
    assert!(matches!(apply::run(&operator, acts).await, Ok(Applied::Done(_))));
    let user = NewUser {
        login: "keeper".into(),
        password: None,
        tenant_code: "kilemary".into(),
        position: "руководитель МЦУ".into(),
        rank: None,
        seats: vec!["manager".into()],
    };
    account::create(&operator, user).await.unwrap();
    account::issue_token(&operator, "keeper", "kilemary", "", None).await.unwrap()
}

#[tokio::test]
async fn the_composition_is_a_document_for_whoever_works_there() {
    let house = House::open().await;
    let bearer = format!("Bearer {}", token(&house).await);
    let own = [("authorization", bearer.as_str())];
    let path = "/t/kilemary/exports/composition.docx";
    for query in ["", "?on=", "?on=2026-02-28"] {
        let reply = house.get(&format!("{path}{query}"), &own).await;
        assert_eq!(reply.status, StatusCode::OK, "{query}: {:?}", reply.body);
        assert!(reply.body.starts_with(b"PK"), "a document is a zip");
        let header = |name: &str| reply.headers[name].to_str().unwrap();
        assert!(header("content-type").ends_with("wordprocessingml.document"));
        assert!(header("content-disposition").starts_with("attachment; "));
        assert_eq!(header("cache-control"), "private, no-store");
    }
    for query in ["?on=2026-02-30", "?on=yesterday", "?on=%FF"] {
        let reply = house.get(&format!("{path}{query}"), &own).await;
        assert_eq!((reply.status, reply.code()), (StatusCode::BAD_REQUEST, "BAD_DATE".to_owned()), "{query}");
    }
    assert_eq!(house.get(path, &[]).await.status, StatusCode::UNAUTHORIZED);
    let stranger = format!("Bearer {}", house.token("sosnovka", "manager").await);
    let elsewhere = house.get(path, &[("authorization", stranger.as_str())]).await;
    assert_ne!(elsewhere.status, StatusCode::OK);

    // A centre that was seeded without a file has no act to print.
    let seeded = format!("Bearer {}", house.token("berezovka", "manager").await);
    let reply =
        house.get("/t/berezovka/exports/composition.docx", &[("authorization", seeded.as_str())]).await;
    assert_eq!((reply.status, reply.code()), (StatusCode::BAD_REQUEST, "NO_FILE".to_owned()));
}
