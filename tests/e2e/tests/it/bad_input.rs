//! What people and programs send wrongly, and what they get.

use std::sync::Arc;

use otklik_server::demo::centres::Settings;
use otklik_testkit::{TestDb, seed};
use serde_json::Value;

use crate::product::Running;

const ENTER: &str = r#"mutation { enterCase(input: { requestId: "$id", essence: "$essence", topic: "roads.snow", channel: PHONE }) { case { id revision } refusals { code } } }"#;

async fn on_both() -> Vec<Running> {
    let mut running = Vec::new();
    for db in TestDb::both().await {
        running.push(Running::start(db, Settings::SharedOut).await);
    }
    running
}

fn enter(id: &str, essence: &str) -> String {
    ENTER.replace("$id", id).replace("$essence", essence)
}

fn fresh() -> String {
    uuid::Uuid::from_u128(rand::random()).to_string()
}

async fn entered(running: &Running) -> String {
    let said = running.ask("coordinator", &enter(&fresh(), "Не убран снег")).await;
    said["data"]["enterCase"]["case"]["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_revision_is_a_conflict_that_says_what_changed() {
    for running in on_both().await {
        let case = entered(&running).await;
        let take = format!(
            r#"mutation {{ takeCase(input: {{ requestId: "{}", case: "{case}", expectedRevision: 1 }}) {{ case {{ revision }} refusals {{ code }} }} }}"#,
            fresh()
        );
        let done = running.ask("coordinator", &take).await;
        assert_eq!(done["data"]["takeCase"]["case"]["revision"], 2, "{done}");
        let late = take.replace(take.split('"').nth(1).unwrap(), &fresh());
        let said = running.ask("coordinator", &late).await;
        let extensions = &said["errors"][0]["extensions"];
        assert_eq!(extensions["code"], "CONFLICT", "{said}");
        assert_eq!(extensions["revision"], 2, "{said}");
        let changed = extensions["changed"].as_array().unwrap();
        assert!(!changed.is_empty() && changed.iter().all(|line| line["text"].is_string()), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_request_many_times_at_once_is_one_act() {
    for running in on_both().await {
        let running = Arc::new(running);
        let text = Arc::new(enter(&fresh(), "Один раз"));
        let tries: Vec<_> = (0..8)
            .map(|_| {
                let (running, text) = (Arc::clone(&running), Arc::clone(&text));
                tokio::task::spawn(async move { running.ask("coordinator", &text).await })
            })
            .collect();
        let mut answers = Vec::new();
        for one in tries {
            answers.push(one.await.unwrap());
        }
        assert!(answers[0]["data"]["enterCase"]["case"]["id"].is_string(), "{}", answers[0]);
        assert!(answers.iter().all(|answer| answer == &answers[0]), "{answers:#?}");
        let count = running.ask("coordinator", "{ cases { totalCount } }").await;
        assert_eq!(count["data"]["cases"]["totalCount"], 1, "{count}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_input_under_the_same_request_id_is_refused() {
    for running in on_both().await {
        let id = fresh();
        running.ask("coordinator", &enter(&id, "Первое")).await;
        let said = running.ask("coordinator", &enter(&id, "Второе")).await;
        assert_eq!(said["errors"][0]["extensions"]["code"], "BAD_INPUT", "{said}");
        assert_eq!(said["errors"][0]["extensions"]["reason"], "REQUEST_ID_REUSED", "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_of_another_tenant_answers_as_an_unknown_one() {
    for running in on_both().await {
        let centres = seed::two_centres(&running.db).await;
        let case = entered(&running).await;
        let organization = first(&running, "{ organizations { id } }", "organizations").await;
        let foreign_user = centres.a.user(otklik_domain::role::Role::Executor).to_string();
        let foreign_block = centres.a.blocks[0].to_string();
        let foreign_organization = centres.a.organizations[0].to_string();
        let assign = r#"mutation { assignCase(input: { requestId: "$request", case: "$case", expectedRevision: 1, assignee: "$user", organization: "$organization" }) { case { id } refusals { code field } } }"#;
        let documents = [
            (assign.replace("$case", &case).replace("$organization", &organization), "$user", &foreign_user),
            (
                assign.replace("$case", &case).replace("$user", "user:$random"),
                "$organization",
                &foreign_organization,
            ),
            (
                "{ assignees(organization: \"$organization\") { id } }".to_owned(),
                "$organization",
                &foreign_organization,
            ),
            ("{ cases(filter: { block: \"$block\" }) { totalCount } }".to_owned(), "$block", &foreign_block),
            (
                "{ cases(filter: { organization: \"$o\" }) { totalCount } }".to_owned(),
                "$o",
                &foreign_organization,
            ),
        ];
        for (document, place, foreign) in documents {
            let prefix = foreign.split(':').next().unwrap();
            let unknown = format!("{prefix}:{}", fresh());
            let with = |id: &str| {
                document.replace(place, id).replace("$request", &fresh()).replace("$random", &fresh())
            };
            let of_foreign = running.post("coordinator", &body(&with(foreign))).await;
            let of_unknown = running.post("coordinator", &body(&with(&unknown))).await;
            assert_eq!(of_foreign.status, of_unknown.status, "{document}");
            let same = String::from_utf8_lossy(&of_foreign.body).replace(foreign.as_str(), "")
                == String::from_utf8_lossy(&of_unknown.body).replace(&unknown, "");
            assert!(
                same,
                "{document}\n{}\n{}",
                String::from_utf8_lossy(&of_foreign.body),
                String::from_utf8_lossy(&of_unknown.body)
            );
        }
    }
}

fn body(query: &str) -> String {
    serde_json::json!({ "query": query }).to_string()
}

async fn first(running: &Running, query: &str, field: &str) -> String {
    let said: Value = running.ask("coordinator", query).await;
    said["data"][field][0]["id"].as_str().unwrap_or_else(|| panic!("{said}")).to_owned()
}
