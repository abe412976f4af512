//! Ids in imports, as a manager sends them.

use std::io::Cursor;

use axum::http::{Method, StatusCode};
use otklik_app::import::profile;
use otklik_app::import::run::{self, Input};
use serde_json::json;

use super::{Probe, fresh, probe};
use crate::house::House;

const START: &str =
    "mutation($input: StartImportInput!) { startImport(input: $input) { run { id } refusals { code } } }";
const PREVIEW: &str = "query($id: ID!) { importPreview(upload: $id, profile: \"plain\") { rowCount } }";
const RUN: &str = "query($id: ID!) { importRun(id: $id) { fileName refusals { totalCount } } }";
/// A table with one good row.
pub(crate) const TABLE: &str = "Номер;Дата;Текст\n1;02.03.2024;Яма на дороге\n2;завтра;Яма\n";

/// A run of a centre, taken in as the operator does.
pub(crate) async fn loaded(house: &House, tenant: &str) -> String {
    let tx = house.db.store().reader(house.centres.a.scope()).await.unwrap();
    let profile = profile::named(&tx, "plain").await.unwrap();
    drop(tx);
    let input = Input {
        tenant: tenant.into(),
        profile,
        file_name: "файл.csv".into(),
        file: Cursor::new(TABLE.as_bytes().to_vec()),
        dry_run: false,
    };
    run::run(&house.app, input, |_| ()).await.unwrap().id.to_string()
}

/// A file that a manager sent.
pub(crate) async fn uploaded(house: &House, tenant: &str) -> String {
    let bearer = format!("Bearer {}", house.token(tenant, "manager").await);
    let path = format!("/t/{tenant}/imports?name=a.csv");
    let reply = house.ask(Method::POST, &path, &[("authorization", &bearer)], TABLE.as_bytes()).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{:?}", reply.body);
    reply.json()["id"].as_str().unwrap().to_owned()
}

/// A probe for each place that takes an id.
pub(super) async fn probes(house: &House) -> Vec<Probe> {
    let upload = uploaded(house, "sosnovka").await;
    let run = loaded(house, "sosnovka").await;
    vec![
        probe("Query.importPreview.upload", PREVIEW, &upload, |id| json!({ "id": id })),
        probe("Query.importRun.id", RUN, &run, |id| json!({ "id": id })),
        probe(
            "StartImportInput.upload",
            START,
            &upload,
            |id| json!({ "input": { "requestId": fresh(), "upload": id, "profile": "plain", "dryRun": false } }),
        ),
    ]
}
