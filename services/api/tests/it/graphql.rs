//! One request, once: repeats, races, conflicts, and a client who hangs up.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::house::{ENTER, House, card};

const PATH: &str = "/t/berezovka/graphql";
const TAKE: &str = "mutation($input: CaseActInput!) { takeCase(input: $input) { \
     case { revision phase assignee { position } availableActs { act } } refusals { code } } }";

#[tokio::test]
async fn the_same_request_twice_is_one_act() {
    let house = House::open().await;
    let token = house.token("berezovka", "coordinator").await;
    let input = card();
    let first = house.free(PATH, &token, ENTER, json!({ "input": input })).await;
    let again = house.free(PATH, &token, ENTER, json!({ "input": input })).await;
    assert_eq!(first.data()["enterCase"]["refusals"], json!([]));
    assert_eq!(first.body, again.body);
    assert_eq!(house.db.count("SELECT count(*) FROM subject").await, 1);

    let mut other = input.clone();
    other["essence"] = json!("Совсем другое");
    let reused = house.free(PATH, &token, ENTER, json!({ "input": other })).await;
    assert_eq!(reused.code(), "BAD_INPUT");
    assert_eq!(reused.json()["errors"][0]["extensions"]["reason"], "REQUEST_ID_REUSED");
    assert_eq!(house.db.count("SELECT count(*) FROM subject").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_request_at_once_is_one_act() {
    let house = Arc::new(House::open().await);
    let token = house.token("berezovka", "coordinator").await;
    let input = card();
    let tries: Vec<_> = (0..8)
        .map(|_| {
            let (house, token, input) = (Arc::clone(&house), token.clone(), input.clone());
            tokio::spawn(async move { house.free(PATH, &token, ENTER, json!({ "input": input })).await })
        })
        .collect();
    let mut bodies = Vec::new();
    for attempt in tries {
        let reply = attempt.await.unwrap();
        assert_eq!(reply.status, StatusCode::OK, "{:?}", reply.body);
        reply.data();
        bodies.push(reply.body);
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1);
    assert_eq!(house.db.count("SELECT count(*) FROM subject").await, 1);
}

#[tokio::test]
async fn a_stale_revision_says_what_changed() {
    let house = House::open().await;
    let token = house.token("berezovka", "coordinator").await;
    let case = house.enter("berezovka", &token).await;
    let act = |revision: i64| json!({ "input": { "requestId": Uuid::from_u128(rand::random()), "case": case, "expectedRevision": revision } });
    let taken = house.free(PATH, &token, TAKE, act(1)).await.data();
    assert_eq!(taken["takeCase"]["refusals"], json!([]));
    assert_eq!(taken["takeCase"]["case"]["phase"], "IN_PROGRESS");
    assert_eq!(taken["takeCase"]["case"]["assignee"]["position"], "Координатор центра");
    let revision = taken["takeCase"]["case"]["revision"].as_i64().unwrap();
    let stale = house.free(PATH, &token, TAKE, act(1)).await;
    assert_eq!(stale.code(), "CONFLICT");
    let extensions = stale.json()["errors"][0]["extensions"].clone();
    assert_eq!(extensions["revision"], revision);
    let changed = extensions["changed"].as_array().unwrap();
    assert!(!changed.is_empty());
    assert!(changed.iter().all(|line| line["actor"] == "Координатор центра"), "{changed:?}");
}

#[tokio::test]
async fn a_refusal_is_a_code_and_not_an_error() {
    let house = House::open().await;
    let token = house.token("berezovka", "coordinator").await;
    let mut input = card();
    input["topic"] = json!("roads.none");
    let reply = house.free(PATH, &token, ENTER, json!({ "input": input })).await.data();
    let refusals = json!([{ "code": "NOT_IN_CLOSED_LIST", "field": "topic" }]);
    assert_eq!(reply["enterCase"], json!({ "case": null, "refusals": refusals }));
    let mut chosen = card();
    for field in ["tenantId", "status", "createdAt", "role"] {
        chosen[field] = json!("x");
        let reply = house.free(PATH, &token, ENTER, json!({ "input": chosen })).await;
        assert_eq!((reply.status, reply.code().as_str()), (StatusCode::BAD_REQUEST, "BAD_INPUT"), "{field}");
    }
    assert_eq!(house.db.count("SELECT count(*) FROM subject").await, 0);
}

#[tokio::test]
async fn a_limit_is_a_bad_request_with_its_code() {
    let house = House::open().await;
    let token = house.token("berezovka", "coordinator").await;
    let two = "mutation($a: EnterCaseInput!, $b: EnterCaseInput!) { \
               a: enterCase(input: $a) { refusals { code } } b: enterCase(input: $b) { refusals { code } } }";
    let reply = house.free(PATH, &token, two, json!({ "a": card(), "b": card() })).await;
    assert_eq!((reply.status, reply.code().as_str()), (StatusCode::BAD_REQUEST, "LIMIT"));
    let reply = house.free(PATH, &token, "{cases(first: 101){totalCount}}", json!({})).await;
    assert_eq!((reply.status, reply.code().as_str()), (StatusCode::OK, "LIMIT"));
    assert_eq!(house.db.count("SELECT count(*) FROM subject").await, 0);
}

#[tokio::test]
async fn a_list_is_paged_and_counted() {
    let house = House::open().await;
    let token = house.token("berezovka", "coordinator").await;
    let mut entered = Vec::new();
    for _ in 0..5 {
        entered.push(house.enter("berezovka", &token).await);
    }
    let text = "query($after: String) { cases(first: 2, after: $after) { totalCount pageInfo { hasNextPage endCursor } \
        edges { cursor node { id number topic { title } block { name hasLead } organization { name } assignee { id } \
        state { title } lateness level workMinutesLeft clocks { clock title steps { id audiences canAcknowledge } } \
        timeline { text actor } comments { text } hasApplicant reply { id } details { ... on MessageDetails { threadUrl } } } } } }";
    let (mut seen, mut after) = (Vec::new(), json!(null));
    loop {
        let page = house.free(PATH, &token, text, json!({ "after": after })).await.data()["cases"].clone();
        assert_eq!(page["totalCount"], 5);
        for edge in page["edges"].as_array().unwrap() {
            assert_eq!(edge["node"]["topic"]["title"], "Яма, разрушение покрытия");
            assert_eq!(edge["node"]["block"], json!({ "name": "Дороги", "hasLead": true }));
            assert!(!edge["node"]["clocks"].as_array().unwrap().is_empty());
            assert!(!edge["node"]["timeline"].as_array().unwrap().is_empty());
            seen.push(edge["node"]["id"].as_str().unwrap().to_owned());
        }
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
    seen.sort();
    entered.sort();
    assert_eq!(seen, entered);
    let bad = house.free(PATH, &token, text, json!({ "after": "garbage" })).await;
    assert_eq!(bad.json()["errors"][0]["extensions"]["reason"], "BAD_CURSOR");
}

#[tokio::test]
async fn what_a_centre_reads_of_itself() {
    let house = House::open().await;
    let token = house.token("berezovka", "coordinator").await;
    house.enter("berezovka", &token).await;
    let text = "{ me { user { position } tenant { code kind zone } roles actions } topics { code sphere isRestricted } \
        blocks { code hasLead } organizations { code } caseViews { view count } notifications { text isRead } }";
    let data = house.free(PATH, &token, text, json!({})).await.data();
    assert_eq!(
        data["me"]["tenant"],
        json!({ "code": "berezovka", "kind": "MUNICIPAL", "zone": "Europe/Moscow" })
    );
    assert_eq!(data["me"]["roles"], json!(["COORDINATOR"]));
    assert!(data["me"]["actions"].as_array().unwrap().contains(&json!("case.assign")));
    assert!(data["topics"].as_array().unwrap().len() >= 3);
    assert_eq!(data["blocks"][0]["code"], "roads");
    assert!(data["caseViews"].as_array().unwrap().contains(&json!({ "view": "NEW", "count": 1 })));
    let manager = house.token("berezovka", "manager").await;
    let board = house
        .free(PATH, &manager, "{ board { asOf cells { phase lateness level count } } }", json!({}))
        .await;
    let cell = json!({ "phase": "NEW", "lateness": "ON_TIME", "level": "NONE", "count": 1 });
    assert_eq!(board.data()["board"]["cells"], json!([cell]));
}

/// Every query of the interface with its fullest page, over rows that have everything.
#[tokio::test]
async fn the_queries_of_the_interface_are_answered() {
    let house = House::open().await;
    let coordinator = house.token("berezovka", "coordinator").await;
    let duty = house.token("lesnoy", "regional_duty").await;
    let case = house.enter("berezovka", &coordinator).await;
    let variables = json!({
        "first": 100, "id": case, "filter": {}, "search": null, "after": null,
        "tenant": house.centres.a.tenant.id.to_string(),
        "organization": house.centres.a.organizations[0].to_string(),
        "source": "plain", "profile": "plain", "settled": false,
        "upload": crate::leak::import::uploaded(&house, "berezovka").await,
    });
    let manifest = include_str!("../../../web/documents.json");
    let documents: BTreeMap<String, Value> = serde_json::from_str(manifest).unwrap();
    let mut answered = 0;
    for document in documents.values() {
        let text = document["text"].as_str().unwrap();
        if !text.starts_with("query") {
            continue;
        }
        let (path, token) = match document["schema"].as_str().unwrap() {
            "tenant" => (PATH, &coordinator),
            _ => ("/r/lesnoy/graphql", &duty),
        };
        let data = house.free(path, token, text, variables.clone()).await.data();
        assert!(data.as_object().is_some_and(|data| !data.is_empty()), "{document}");
        answered += 1;
    }
    assert!(answered >= 8, "{answered}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_who_hangs_up_leaves_all_of_an_act_or_nothing() {
    let house = House::open().await;
    let token = house.token("berezovka", "coordinator").await;
    for micros in (0..30).map(|n| n * 500) {
        let hung_up = house.free(PATH, &token, ENTER, json!({ "input": card() }));
        let _ = tokio::time::timeout(Duration::from_micros(micros), hung_up).await;
    }
    let whole = house.enter("berezovka", &token).await;
    let text = "query($id: ID!) { case(id: $id) { essence } }";
    let read = house.free(PATH, &token, text, json!({ "id": whole })).await.data();
    assert_eq!(read["case"]["essence"], "Яма у дома 5 по улице Полевой");
    let subjects = house.db.count("SELECT count(*) FROM subject").await;
    for table in ["case_text", "request"] {
        assert_eq!(house.db.count(&format!("SELECT count(*) FROM {table}")).await, subjects, "{table}");
    }
}
