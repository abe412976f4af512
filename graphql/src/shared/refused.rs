//! Each limit with the answer that a client reads when it is passed, through a schema without a database.

use async_graphql::{EmptySubscription, Object, Schema, Value};
use serde_json::json;

use super::answer::{Contract, prepare, run, walls};
use super::page;
use super::{Operation, limits};

struct Query;

#[Object]
impl Query {
    async fn me(&self) -> Node {
        Node
    }

    #[graphql(complexity = "page::cost(first, child_complexity)")]
    async fn rows(&self, first: Option<i32>) -> async_graphql::Result<Vec<Node>, super::error::Failure> {
        async { page::first(first) }.await.map(|_| Vec::new())
    }
}

struct Node;

#[Object]
impl Node {
    async fn id(&self) -> i32 {
        1
    }

    async fn next(&self) -> Self {
        Self
    }
}

struct Mutation;

#[Object]
impl Mutation {
    async fn act(&self) -> i32 {
        1
    }
}

fn schema() -> Contract<Query, Mutation> {
    walls(Schema::build(Query, Mutation, EmptySubscription)).finish()
}

async fn answer(text: impl Into<String>) -> serde_json::Value {
    let operation = Operation { text: text.into(), ..Operation::default() };
    match prepare(operation, "00C0FFEE") {
        Ok(request) => serde_json::to_value(run(&schema(), request, "00C0FFEE").await).unwrap(),
        Err(error) => json!({ "data": null, "errors": [error] }),
    }
}

async fn refused(text: impl Into<String>) -> serde_json::Value {
    let answer = answer(text).await;
    assert_eq!(answer["data"], json!(null), "nothing is executed");
    assert_eq!(answer["errors"].as_array().unwrap().len(), 1);
    json!([answer["errors"][0]["message"], answer["errors"][0]["extensions"]])
}

fn limit(message: &str, reason: &str) -> serde_json::Value {
    json!([message, { "code": "LIMIT", "reason": reason }])
}

fn many(n: usize, text: impl Fn(usize) -> String) -> String {
    (0..n).map(text).collect::<Vec<_>>().concat()
}

fn nested(levels: usize) -> String {
    format!("{{me{}{{id}}{}}}", "{next".repeat(levels - 2), "}".repeat(levels - 2))
}

#[tokio::test]
async fn depth_ten_is_answered_and_eleven_is_not() {
    assert_eq!(answer(nested(10)).await["errors"], json!(null));
    assert_eq!(refused(nested(11)).await, limit("Вложенность больше 10.", "TOO_DEEP"));
}

#[tokio::test]
async fn brackets_end_before_the_parser() {
    for levels in [65, 2_000, 100_000] {
        let text = format!("{{me(a:{}1{}){{id}}}}", "[".repeat(levels), "]".repeat(levels));
        assert_eq!(refused(text).await, limit("Скобок открыто больше 64.", "TOO_DEEP"));
    }
}

#[tokio::test]
async fn one_mutation_at_a_time() {
    let one = limit("Одно действие в одном запросе.", "ONE_MUTATION");
    assert_eq!(answer("mutation { act }").await["data"], json!({ "act": 1 }));
    assert_eq!(refused("mutation { a: act b: act }").await, one);
    assert_eq!(refused("mutation { ...F act } fragment F on Mutation { b: act }").await, one);
    assert_eq!(
        refused("query Q { me { id } } mutation M { ... { act } ... on Mutation { act } }").await,
        one
    );
}

#[tokio::test]
async fn thirty_aliases_and_no_more() {
    let aliases = |n| many(n, |i| format!("a{i}: me{{id}} "));
    assert_eq!(answer(format!("{{{}}}", aliases(30))).await["errors"], json!(null));
    let most = limit("Псевдонимов больше 30: разделите запрос на несколько.", "TOO_MANY_ALIASES");
    assert_eq!(refused(format!("{{{}}}", aliases(31))).await, most);
    assert_eq!(refused(format!("{{...F me{{id}}}} fragment F on Query {{{}}}", aliases(31))).await, most);
}

#[tokio::test]
async fn directives_are_bounded() {
    let text = format!("{{me{{{}}}}}", "id @include(if: true) ".repeat(21));
    let most = limit("Директив больше 20: разделите запрос на несколько.", "TOO_MANY_DIRECTIVES");
    assert_eq!(refused(text).await, most);
}

#[tokio::test]
async fn a_bomb_of_fragments_costs_its_text() {
    let chain = many(40, |n| format!("fragment F{n} on Node{{...F{0} ...F{0}}}", n + 1));
    let text = format!("{{me{{...F0}}}}{chain}");
    for tail in ["fragment F40 on Node{id}", ""] {
        let most = limit("Полей больше 2000: разделите запрос на несколько.", "TOO_MANY_FIELDS");
        assert_eq!(refused(format!("{text}{tail}")).await, most);
    }
    let beside = many(51, |n| format!("fragment F{n} on Node{{id}}"));
    assert_eq!(
        refused(format!("{{me{{id}}}}{beside}")).await,
        limit("Фрагментов больше 50.", "TOO_MANY_FRAGMENTS")
    );
}

#[tokio::test]
async fn a_ring_of_fragments_is_named() {
    let text = "{me{...A}} fragment A on Node{...B} fragment B on Node{...A}";
    let ring = json!(["Фрагмент A содержит сам себя.", { "code": "BAD_INPUT", "reason": "FRAGMENT_RING" }]);
    assert_eq!(refused(text).await, ring);
}

#[tokio::test]
async fn cost_counts_the_rows_of_a_page() {
    let rows = |n| many(n, |i| format!("r{i}: rows(first: 100){{id next{{id}}}} "));
    assert_eq!(answer(format!("{{{}}}", rows(16))).await["errors"], json!(null));
    let most = limit("Запрос слишком сложный: разделите его на несколько.", "TOO_COMPLEX");
    assert_eq!(refused(format!("{{{}}}", rows(17))).await, most);
}

#[tokio::test]
async fn a_page_has_a_hundred_rows_at_most() {
    assert_eq!(answer("{rows(first: 100){id}}").await["errors"], json!(null));
    assert_eq!(
        refused("{rows(first: 101){id}}").await,
        limit("На странице не больше 100 строк.", "PAGE_TOO_LONG")
    );
    let none = json!([
        "На странице хотя бы одна строка.",
        { "code": "BAD_INPUT", "reason": "BAD_PAGE", "field": "first" }
    ]);
    assert_eq!(refused("{rows(first: 0){id}}").await, none);
    assert_eq!(refused("{rows(first: -7){id}}").await, none);
}

#[tokio::test]
async fn a_misspelt_field_gets_no_suggestion() {
    let answer = refused("{mee{id}}").await;
    assert_eq!(answer[1], json!({ "code": "BAD_INPUT", "reason": "BAD_DOCUMENT" }));
    assert!(!answer[0].as_str().unwrap().contains("Did you mean"));
}

#[tokio::test]
async fn text_that_is_no_graphql_is_bad_input() {
    assert_eq!(refused("{me{").await[1], json!({ "code": "BAD_INPUT", "reason": "BAD_DOCUMENT" }));
}

#[tokio::test]
async fn introspection_is_answered_and_does_not_multiply() {
    let usual = "{__schema{types{name fields{name args{name type{...T}} type{...T}} inputFields{type{...T}}}}} \
                 fragment T on __Type{kind name ofType{kind name ofType{kind name ofType{kind name ofType{kind name \
                 ofType{kind name ofType{kind name ofType{kind name ofType{kind name ofType{kind name}}}}}}}}}}";
    let answer = answer(usual).await;
    assert_eq!(answer["errors"], json!(null));
    assert!(answer["data"]["__schema"]["types"].as_array().unwrap().len() > 5);
    let wide = "{__schema{types{fields{type{fields{type{fields{name}}}}}}}}";
    assert_eq!(
        refused(wide).await,
        limit("Описание схемы запрошено слишком широко.", "INTROSPECTION_TOO_WIDE")
    );
}

#[test]
fn the_bounds_are_those_that_are_promised() {
    let bounds = [limits::BRACKETS, limits::DEPTH, limits::ALIASES, limits::DIRECTIVES, limits::COMPLEXITY];
    assert_eq!(bounds, [64, 10, 30, 20, 5_000]);
    assert_eq!(Value::from(page::cost(Some(i32::MAX), 3)), Value::from(300));
}
