//! Inputs of an act: what is missing, what stands in no closed list.

use std::collections::BTreeSet;

use otklik_domain::refusal::{Code, Refusal};

use crate::command::Act;
use crate::definition::effective::{Choice, Field, Transition};

/// A refusal for every input that the act, or the reason chosen for it, needs and does not have.
pub(super) fn missing(transition: &Transition, act: &Act) -> Vec<Refusal> {
    let filled = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let has = |field: Field| match field {
        Field::Assignee => act.assignee.is_some(),
        Field::Reason => filled(&act.reason),
        Field::Note => filled(&act.note),
        Field::Reply => act.reply.is_some(),
        Field::PublishedAt => filled(&act.published_at),
        Field::Promised => act.promised.is_some(),
        Field::RegisteredOn => act.registered_on.is_some(),
        Field::Until => act.until.is_some(),
        kept_outside => act.given.contains(&kept_outside),
    };
    let chosen = transition.reasons.iter().find(|choice| Some(&choice.code) == act.reason.as_ref());
    let needs = chosen.map(|choice| choice.needs.as_slice()).unwrap_or_default();
    let needed: BTreeSet<Field> = transition.required.iter().chain(needs).copied().collect();
    let missing = needed.into_iter().filter(|field| !has(*field));
    missing.map(|field| Refusal::new(Code::FieldRequired).field(field.code())).collect()
}

/// A refusal for every input outside its closed list.
pub(super) fn closed_lists(transition: &Transition, act: &Act) -> Vec<Refusal> {
    let listed = |list: &[Choice], text: &str| list.iter().any(|choice| choice.code == text);
    let link = |text: &str| {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
    };
    let mut refusals = Vec::new();
    let outside = |field: Field| Refusal::new(Code::NotInClosedList).field(field.code());
    if act.reason.as_deref().is_some_and(|it| !it.trim().is_empty() && !listed(&transition.reasons, it)) {
        refusals.push(outside(Field::Reason));
    }
    let published_at = act.published_at.as_deref().filter(|it| !it.trim().is_empty());
    let way = |it: &str| listed(&transition.ways, it) || (!transition.ways_only && link(it));
    if published_at.is_some_and(|it| !way(it)) {
        refusals.push(outside(Field::PublishedAt));
    }
    refusals
}
