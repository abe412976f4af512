//! Ids in the acts on an appeal, as a manager sends them, who may do each of them.

use serde_json::{Value, json};

use super::{Probe, fresh, probe};
use crate::house::{House, card};

const PAYLOAD: &str = "{ case { id } refusals { code field } }";
const QUESTIONS: &str =
    "query($id: ID!) { case(id: $id) { details { ... on AppealDetails { questions { id } } } } }";

fn document(field: &str, input: &str) -> &'static str {
    Box::leak(format!("mutation($input: {input}!) {{ {field}(input: $input) {PAYLOAD} }}").into_boxed_str())
}

/// The input of an act on a case as it was seen at a revision.
fn at(revision: i64, case: &str, more: Value) -> Value {
    let mut input = json!({ "requestId": fresh(), "case": case, "expectedRevision": revision });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "input": input })
}

fn registration(organization: Option<&str>) -> Value {
    json!({
        "registeredOn": "2026-03-02",
        "kind": "COMPLAINT",
        "answerWay": "POST",
        "questions": [{ "text": "Когда починят?", "organization": organization }],
    })
}

fn letter(addressee: Option<&str>) -> Value {
    json!({ "number": "1", "sentOn": "2026-03-02", "way": "POST", "addressee": addressee })
}

async fn did(house: &House, tenant: &str, token: &str, text: &str, variables: Value) -> String {
    let data = house.free(&format!("/t/{tenant}/graphql"), token, text, variables).await.data();
    let payload = data.as_object().unwrap().values().next().unwrap().clone();
    payload["case"]["id"].as_str().unwrap_or_else(|| panic!("{payload}")).to_owned()
}

async fn entered(house: &House, tenant: &str, token: &str) -> String {
    let mut input = card();
    input["channel"] = json!("LETTER");
    did(house, tenant, token, document("enterAppeal", "EnterAppealInput"), json!({ "input": input })).await
}

async fn registered(house: &House, tenant: &str, token: &str) -> String {
    let id = entered(house, tenant, token).await;
    let text = document("registerCase", "RegisterCaseInput");
    did(house, tenant, token, text, at(1, &id, registration(None))).await
}

/// A probe for each place that takes an id.
pub(super) async fn probes(house: &House, manager: &str) -> Vec<Probe> {
    house.db.clock().set("2026-03-02T08:00:00Z".parse().unwrap()).await;
    let b = &house.centres.b;
    let theirs = house.token("sosnovka", "manager").await;
    let foreign = registered(house, "sosnovka", &theirs).await;
    let asked = house.free("/t/sosnovka/graphql", &theirs, QUESTIONS, json!({ "id": foreign })).await.data();
    let question = asked["case"]["details"]["questions"][0]["id"].as_str().unwrap().to_owned();
    let mut probes = cases(&foreign);
    probes.extend(people(house, manager).await);
    let own = entered(house, "berezovka", manager).await;
    let (body, text) = (b.organizations[0].to_string(), document("registerCase", "RegisterCaseInput"));
    probes.push(probe("QuestionInput.organization", text, &body, move |id| {
        at(1, &own, registration(Some(id)))
    }));
    let complaint = registered(house, "berezovka", manager).await;
    let text = document("nameChallengedBody", "NameChallengedBodyInput");
    probes.push(probe("NameChallengedBodyInput.organization", text, &body, {
        let complaint = complaint.clone();
        move |id| at(2, &complaint, json!({ "organization": id }))
    }));
    let text = document("setQuestionOutcomes", "SetQuestionOutcomesInput");
    probes.push(probe("QuestionOutcomeInput.question", text, &question, move |id| {
        at(2, &complaint, json!({ "outcomes": [{ "question": id, "outcome": "EXPLAINED" }] }))
    }));
    probes
}

/// Every act once on a case of another tenant.
fn cases(foreign: &str) -> Vec<Probe> {
    let to_body = json!({ "letter": letter(Some("Министерство")) });
    let until = json!({ "until": "2026-04-15", "reason": "expertise", "notice": letter(None) });
    let resolution = json!({ "assignee": "user:1", "coAssignees": [], "text": "Ответить" });
    let acts = [
        ("RegisterCaseInput.case", "registerCase", registration(None)),
        (
            "ForwardCaseInput.case",
            "forwardCase",
            json!({ "reason": "regional_body", "letter": letter(Some("Министерство")), "notice": letter(None) }),
        ),
        ("NameChallengedBodyInput.case", "nameChallengedBody", json!({ "organization": "organization:1" })),
        ("ResolveCaseInput.case", "resolveCase", resolution),
        ("CaseLetterInput.case", "requestCaseDocuments", to_body.clone()),
        ("CaseLetterInput.case", "remindCaseDocuments", to_body.clone()),
        ("CaseLetterInput.case", "requestCaseExplanations", to_body),
        ("CaseLetterInput.case", "dispatchReply", json!({ "letter": letter(None) })),
        ("RecordCaseVisitInput.case", "recordCaseVisit", json!({ "visitedOn": "2026-03-02", "text": "Яма" })),
        ("CaseExtensionInput.case", "requestCaseExtension", until.clone()),
        ("CaseExtensionInput.case", "grantCaseExtension", until),
        ("DecideNoAnswerInput.case", "decideNoAnswer", json!({ "reason": "art_11_1" })),
        (
            "SetQuestionOutcomesInput.case",
            "setQuestionOutcomes",
            json!({ "outcomes": [{ "question": "question:1", "outcome": "EXPLAINED" }] }),
        ),
        ("ReasonInput.case", "proposeNoAnswer", json!({ "reason": "art_11_1" })),
        ("CaseActInput.case", "confirmCaseCompetence", json!({})),
        ("CaseActInput.case", "returnCaseToRegistry", json!({ "note": "не наше" })),
        ("CaseActInput.case", "receiveCaseDocuments", json!({})),
        ("CaseActInput.case", "continueCaseWithoutDocuments", json!({ "note": "не ждём" })),
        ("CaseActInput.case", "denyCaseExtension", json!({ "note": "нет" })),
        ("CaseActInput.case", "denyNoAnswer", json!({ "note": "нет" })),
        ("CaseActInput.case", "signReply", json!({})),
        ("CaseActInput.case", "recordDeliveryFailure", json!({ "note": "вернулось" })),
        ("CaseActInput.case", "closeCase", json!({})),
        ("CaseActInput.case", "withdrawCase", json!({ "note": "просит" })),
        ("CaseActInput.case", "enterCaseInSource", json!({})),
    ];
    let mut probes: Vec<Probe> = acts
        .into_iter()
        .map(|(place, field, more)| {
            let input = place.split('.').next().unwrap();
            probe(place, document(field, input), foreign, move |id| at(1, id, more.clone()))
        })
        .collect();
    let text = document("contributeToCase", "CommentCaseInput");
    probes.push(probe(
        "CommentCaseInput.case",
        text,
        foreign,
        |id| json!({ "input": { "requestId": fresh(), "case": id, "text": "слово" } }),
    ));
    probes
}

/// People and bodies of a resolution on an own appeal that waits for one.
async fn people(house: &House, manager: &str) -> Vec<Probe> {
    let (a, b) = (&house.centres.a, &house.centres.b);
    let executor = otklik_domain::role::Role::Executor;
    let own = registered(house, "berezovka", manager).await;
    let text = document("confirmCaseCompetence", "CaseActInput");
    let own = did(house, "berezovka", manager, text, at(2, &own, json!({}))).await;
    let (lead, stranger) = (a.user(executor).to_string(), b.user(executor).to_string());
    let (body, elsewhere) = (a.organizations[0].to_string(), b.organizations[0].to_string());
    let text = document("resolveCase", "ResolveCaseInput");
    let resolve = move |assignee: &str, organization: &str, beside: Value| {
        let more = json!({
            "assignee": assignee, "organization": organization, "coAssignees": beside, "text": "Ответить",
        });
        at(3, &own, more)
    };
    let mut probes = Vec::new();
    let (asked, own_body) = (resolve.clone(), body.clone());
    probes
        .push(probe("ResolveCaseInput.assignee", text, &stranger, move |id| asked(id, &own_body, json!([]))));
    let (asked, own_lead) = (resolve.clone(), lead.clone());
    probes.push(probe("ResolveCaseInput.organization", text, &elsewhere, move |id| {
        asked(&own_lead, id, json!([]))
    }));
    let (asked, own_lead, own_body) = (resolve.clone(), lead.clone(), body.clone());
    probes.push(probe("CoAssigneeInput.user", text, &stranger, move |id| {
        asked(&own_lead, &own_body, json!([{ "user": id, "questions": [] }]))
    }));
    probes.push(probe("CoAssigneeInput.organization", text, &elsewhere, move |id| {
        resolve(&lead, &body, json!([{ "user": lead, "organization": id, "questions": [] }]))
    }));
    probes
}
