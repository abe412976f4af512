//! The schemas as text: equal to the checked-in files, described to the last field, without a road to an applicant.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

use std::path::PathBuf;

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{ServiceDocument, TypeKind, TypeSystemDefinition};
use otklik_graphql::{region, tenant};

fn checked_in(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("{name}.graphql"))
}

fn compare(name: &str, sdl: &str) {
    let path = checked_in(name);
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, sdl).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(
        kept == sdl,
        "{name}.graphql differs from the schema: run the tests with UPDATE_SCHEMA=1 and commit it"
    );
}

#[test]
fn the_checked_in_tenant_schema_is_the_schema() {
    compare("tenant", &tenant::sdl());
}

#[test]
fn the_checked_in_region_schema_is_the_schema() {
    compare("region", &region::sdl());
}

/// `Type`, `Type.field`, `Type.field(argument)`, `Enum.VALUE`, each with its description.
fn described(document: &ServiceDocument) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    for definition in &document.definitions {
        let TypeSystemDefinition::Type(definition) = definition else { continue };
        let definition = &definition.node;
        let name = definition.name.node.to_string();
        let text =
            |node: &Option<async_graphql::Positioned<String>>| node.as_ref().map(|text| text.node.clone());
        found.push((name.clone(), text(&definition.description)));
        let fields = match &definition.kind {
            TypeKind::Object(object) => object.fields.as_slice(),
            TypeKind::Interface(interface) => interface.fields.as_slice(),
            TypeKind::Enum(values) => {
                for value in &values.values {
                    found.push((format!("{name}.{}", value.node.value.node), text(&value.node.description)));
                }
                continue;
            }
            TypeKind::InputObject(input) => {
                for field in &input.fields {
                    found.push((format!("{name}.{}", field.node.name.node), text(&field.node.description)));
                }
                continue;
            }
            TypeKind::Scalar | TypeKind::Union(_) => continue,
        };
        for field in fields {
            let field = &field.node;
            found.push((format!("{name}.{}", field.name.node), text(&field.description)));
            for argument in &field.arguments {
                let place = format!("{name}.{}({})", field.name.node, argument.node.name.node);
                found.push((place, text(&argument.node.description)));
            }
        }
    }
    found
}

#[test]
fn every_type_field_argument_and_value_is_described() {
    for sdl in [tenant::sdl(), region::sdl()] {
        let found = described(&parse_schema(sdl).unwrap());
        assert!(found.len() > 50, "{}", found.len());
        let bad: Vec<_> = found
            .iter()
            .filter(|(_, text)| {
                !text.as_deref().is_some_and(|text| {
                    let text = text.trim();
                    text.ends_with('.') && text.is_ascii() && text.starts_with(|c: char| !c.is_lowercase())
                })
            })
            .collect();
        assert!(bad.is_empty(), "without an English sentence that ends with a full stop: {bad:#?}");
    }
}

/// Privacy by construction: what the region must never see has no name in its schema.
#[test]
fn the_region_has_no_word_for_an_applicant_or_a_text() {
    let found = described(&parse_schema(region::sdl()).unwrap());
    let forbidden = [
        "applicant",
        "essence",
        "address",
        "comment",
        "attachment",
        "reply",
        "text",
        "phone",
        "email",
        "timeline",
        "actor",
        "assignee",
    ];
    let names: Vec<_> = found
        .iter()
        .map(|(name, _)| name.to_lowercase())
        .filter(|name| forbidden.iter().any(|word| name.contains(word)))
        .collect();
    assert!(names.is_empty(), "{names:?}");
    assert!(described(&parse_schema(tenant::sdl()).unwrap()).iter().any(|(name, _)| name == "Applicant"));
}

#[test]
fn times_dates_and_answers_are_named_by_rule() {
    let document = parse_schema(tenant::sdl()).unwrap();
    for definition in &document.definitions {
        let TypeSystemDefinition::Type(definition) = definition else { continue };
        let TypeKind::Object(object) = &definition.node.kind else { continue };
        for field in &object.fields {
            let (name, ty) = (field.node.name.node.as_str(), field.node.ty.node.to_string());
            let place = format!("{}.{name}: {ty}", definition.node.name.node);
            match ty.trim_end_matches('!') {
                "DateTime" => assert!(name == "at" || name == "asOf" || name.ends_with("At"), "{place}"),
                "Date" => assert!(name.ends_with("On"), "{place}"),
                "Boolean" => {
                    assert!(
                        ["is", "has", "can", "asks"].iter().any(|start| name.starts_with(start)),
                        "{place}"
                    );
                }
                _ => {}
            }
        }
    }
}
