//! Another tenant's id in every argument of every operation is answered with the bytes of an unknown one.

mod appeal;
mod composition;
pub(crate) mod import;

use std::collections::BTreeSet;
use std::rc::Rc;

use otklik_graphql::parser::parse_schema;
use otklik_graphql::parser::types::{TypeKind, TypeSystemDefinition};
use otklik_graphql::{region, tenant};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::house::House;

/// One argument: the place in the schema, a document, its variables around the id, and an id of another tenant.
#[derive(Clone)]
struct Probe {
    place: &'static str,
    document: &'static str,
    variables: Rc<dyn Fn(&str) -> Value>,
    foreign: String,
}

fn probe(
    place: &'static str,
    document: &'static str,
    foreign: &str,
    variables: impl Fn(&str) -> Value + 'static,
) -> Probe {
    Probe { place, document, variables: Rc::new(variables), foreign: foreign.to_owned() }
}

fn fresh() -> Uuid {
    Uuid::from_u128(rand::random())
}

/// `Type.field` of every input field and argument that takes an id, except the client's own `requestId`.
fn places(sdl: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for definition in parse_schema(sdl).unwrap().definitions {
        let TypeSystemDefinition::Type(definition) = definition else { continue };
        let name = definition.node.name.node.to_string();
        match definition.node.kind {
            TypeKind::InputObject(input) => {
                for field in input.fields {
                    let (field, ty) = (field.node.name.node.to_string(), field.node.ty.node.to_string());
                    if ty.trim_end_matches('!') == "ID" && field != "requestId" {
                        found.insert(format!("{name}.{field}"));
                    }
                }
            }
            TypeKind::Object(object) => {
                for field in object.fields {
                    for argument in &field.node.arguments {
                        if argument.node.ty.node.to_string().trim_end_matches('!') == "ID" {
                            found.insert(format!(
                                "{name}.{}.{}",
                                field.node.name.node, argument.node.name.node
                            ));
                        }
                    }
                }
            }
            _ => {}
        }
    }
    found
}

async fn compare(house: &House, path: &str, token: &str, probe: &Probe) {
    let kind = probe.foreign.split(':').next().unwrap();
    let unknown =
        house.free(path, token, probe.document, (probe.variables)(&format!("{kind}:{}", fresh()))).await;
    let what = String::from_utf8_lossy(&unknown.body).into_owned();
    assert!(!what.contains("INTERNAL"), "{}: an unknown id: {what}", probe.place);
    let other_kind = format!("account:{}", fresh());
    for id in [probe.foreign.as_str(), "", "garbage", other_kind.as_str()] {
        let reply = house.free(path, token, probe.document, (probe.variables)(id)).await;
        assert_eq!(
            (reply.status, String::from_utf8_lossy(&reply.body).into_owned()),
            (unknown.status, what.clone()),
            "{} with {id:?}",
            probe.place
        );
    }
}

fn assert_covered(sdl: &str, probes: &[Probe]) {
    let probed: BTreeSet<String> = probes.iter().map(|probe| probe.place.to_owned()).collect();
    assert_eq!(places(sdl), probed, "every argument that takes an id has its probe");
}

fn act(case: &str, more: Value) -> Value {
    let mut input = json!({ "requestId": fresh(), "case": case, "expectedRevision": 1 });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "input": input })
}

const CASE: &str = "query($id: ID!) { case(id: $id) { id essence clocks { id } } }";
const LIST: &str =
    "query($filter: CaseFilter) { cases(filter: $filter) { totalCount edges { node { id } } } }";

#[tokio::test]
async fn a_centre_cannot_tell_another_tenants_id_from_an_unknown_one() {
    let house = House::open().await;
    let path = "/t/berezovka/graphql";
    let ours = house.token("berezovka", "coordinator").await;
    let theirs = house.token("sosnovka", "coordinator").await;
    let own = house.enter("berezovka", &ours).await;
    let foreign = house.enter("sosnovka", &theirs).await;
    let read = house.free("/t/sosnovka/graphql", &theirs, CASE, json!({ "id": foreign })).await.data();
    let timer = read["case"]["clocks"][0]["id"].as_str().unwrap().to_owned();
    let b = &house.centres.b;
    let user = b.user(otklik_domain::role::Role::Executor).to_string();
    let (block, organization) = (b.blocks[0].to_string(), b.organizations[0].to_string());
    let colleague = house.centres.a.user(otklik_domain::role::Role::Executor).to_string();
    let (mine, own_for_organization, own_for_timer) = (own.clone(), own.clone(), own.clone());

    let payload = "{ case { id } refusals { code field } }";
    let assign: &'static str = Box::leak(
        format!("mutation($input: AssignCaseInput!) {{ assignCase(input: $input) {payload} }}")
            .into_boxed_str(),
    );
    let acknowledge: &'static str = Box::leak(
        format!("mutation($input: AcknowledgeStepInput!) {{ acknowledgeStep(input: $input) {payload} }}")
            .into_boxed_str(),
    );
    let mut probes = vec![
        probe("Query.case.id", CASE, &foreign, |id| json!({ "id": id })),
        probe("CaseFilter.block", LIST, &block, |id| json!({ "filter": { "block": id } })),
        probe(
            "CaseFilter.organization",
            LIST,
            &organization,
            |id| json!({ "filter": { "organization": id } }),
        ),
        probe(
            "Query.assignees.organization",
            "query($id: ID!) { assignees(organization: $id) { id position } }",
            &organization,
            |id| json!({ "id": id }),
        ),
        probe("AssignCaseInput.case", assign, &foreign, {
            let colleague = colleague.clone();
            move |id| act(id, json!({ "assignee": colleague }))
        }),
        probe("AssignCaseInput.assignee", assign, &user, move |id| act(&mine, json!({ "assignee": id }))),
        probe("AssignCaseInput.organization", assign, &organization, move |id| {
            act(&own_for_organization, json!({ "assignee": colleague, "organization": id }))
        }),
        probe("AcknowledgeStepInput.timer", acknowledge, &timer, move |id| {
            act(&own_for_timer, json!({ "timer": id, "step": "p50", "note": "вижу" }))
        }),
        probe("AcknowledgeStepInput.case", acknowledge, &foreign, {
            let timer = timer.clone();
            move |id| act(id, json!({ "timer": timer, "step": "p50", "note": "вижу" }))
        }),
    ];
    for (place, input, field, more) in [
        ("CaseActInput.case", "CaseActInput", "takeCase", json!({})),
        ("CaseActInput.case", "CaseActInput", "acceptCase", json!({})),
        ("CaseActInput.case", "CaseActInput", "approveReply", json!({})),
        ("ReasonInput.case", "ReasonInput", "sendBackCase", json!({ "reason": "not_ours" })),
        ("ReasonInput.case", "ReasonInput", "rejectCase", json!({ "reason": "source_gone" })),
        ("ReasonInput.case", "ReasonInput", "reopenCase", json!({ "reason": "x" })),
        ("ReasonInput.case", "ReasonInput", "returnDraft", json!({ "reason": "wrong_facts" })),
        (
            "SubmitReplyInput.case",
            "SubmitReplyInput",
            "submitReply",
            json!({ "kind": "FINAL", "text": "Сделано" }),
        ),
        ("PublishReplyInput.case", "PublishReplyInput", "publishReply", json!({ "publishedAt": "phone" })),
        ("CorrectTopicInput.case", "CorrectTopicInput", "correctTopic", json!({ "topic": "zhkh.power" })),
    ] {
        let document = format!("mutation($input: {input}!) {{ {field}(input: $input) {payload} }}");
        probes.push(probe(place, Box::leak(document.into_boxed_str()), &foreign, move |id| {
            act(id, more.clone())
        }));
    }
    probes.push(probe(
        "CommentCaseInput.case",
        "mutation($input: CommentCaseInput!) { commentCase(input: $input) { case { id } refusals { code } } }",
        &foreign,
        |id| json!({ "input": { "requestId": fresh(), "case": id, "text": "слово" } }),
    ));
    probes.push(probe(
        "RevealApplicantInput.case",
        "mutation($input: RevealApplicantInput!) { revealApplicant(input: $input) { applicant { name } refusals { code } } }",
        &foreign,
        |id| json!({ "input": { "requestId": fresh(), "case": id, "purpose": "ANSWER" } }),
    ));
    for probe in &probes {
        compare(&house, path, &ours, probe).await;
    }
    let manager = house.token("berezovka", "manager").await;
    let more = [
        appeal::probes(&house, &manager).await,
        composition::probes(&house).await,
        import::probes(&house).await,
    ]
    .concat();
    for probe in &more {
        compare(&house, path, &manager, probe).await;
    }
    probes.extend(more);
    assert_covered(&tenant::sdl(), &probes);
    let untouched = house
        .free(
            "/t/sosnovka/graphql",
            &theirs,
            "query($id: ID!) { case(id: $id) { revision } }",
            json!({ "id": foreign }),
        )
        .await
        .data();
    assert_eq!(untouched["case"]["revision"], 1);
}

#[tokio::test]
async fn a_region_cannot_tell_another_regions_id_from_an_unknown_one() {
    let house = House::open().await;
    let path = "/r/lesnoy/graphql";
    let duty = house.token("lesnoy", "regional_duty").await;
    let theirs = house.token("kovylnoe", "coordinator").await;
    let ours = house.token("berezovka", "coordinator").await;
    let own = house.enter("berezovka", &ours).await;
    let foreign = house.enter("kovylnoe", &theirs).await;
    let read = house.free("/t/kovylnoe/graphql", &theirs, CASE, json!({ "id": foreign })).await.data();
    let timer = read["case"]["clocks"][0]["id"].as_str().unwrap().to_owned();
    let c = house.centres.c.tenant.id.to_string();
    let a = house.centres.a.tenant.id.to_string();
    let late = "query($tenant: ID!, $id: ID!) { lateCase(tenant: $tenant, id: $id) { number } }";
    let acknowledge = "mutation($input: AcknowledgeStepInput!) { acknowledgeStep(input: $input) { \
                       case { id } refusals { code field } } }";
    let input = |tenant: &str, case: &str, timer: &str| {
        act(case, json!({ "tenant": tenant, "timer": timer, "step": "legal_due", "note": "вижу" }))
    };
    let (foreign_case, foreign_timer, own_case) = (foreign.clone(), timer.clone(), own.clone());
    let (member, member_again, member_too) = (a.clone(), a.clone(), a.clone());
    let probes = [
        probe("Query.lateCase.tenant", late, &c, move |id| json!({ "tenant": id, "id": foreign_case })),
        probe("Query.lateCase.id", late, &foreign, move |id| json!({ "tenant": member, "id": id })),
        probe(
            "LateCaseFilter.tenant",
            "query($filter: LateCaseFilter) { lateCases(filter: $filter) { totalCount edges { node { id } } } }",
            &c,
            |id| json!({ "filter": { "tenant": id } }),
        ),
        probe("AcknowledgeStepInput.tenant", acknowledge, &c, {
            let (foreign, timer) = (foreign.clone(), timer.clone());
            move |id| input(id, &foreign, &timer)
        }),
        probe("AcknowledgeStepInput.case", acknowledge, &foreign, move |id| {
            input(&member_again, id, &foreign_timer)
        }),
        probe("AcknowledgeStepInput.timer", acknowledge, &timer, move |id| input(&member_too, &own_case, id)),
    ];
    assert_covered(&region::sdl(), &probes);
    for probe in &probes {
        compare(&house, path, &duty, probe).await;
    }
}
