//! Random operations: whatever a file says, it is refused whole or holds every promise of the checker.

use otklik_domain::audience::Audience;
use otklik_domain::topic::Class;
use otklik_workflow::definition::effective::Origin;
use otklik_workflow::definition::overlay::{Operation, apply, parse_operation};
use otklik_workflow::sla::amount::{Amount, Span, Unit};
use otklik_workflow::{Effective, yaml};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::APPEAL_59FZ;

/// Every path of the definition with the values that its kind takes.
fn operation() -> impl Strategy<Value = Operation> {
    let clocks: Vec<String> = APPEAL_59FZ.clocks.iter().map(|clock| clock.name.clone()).collect();
    let steps: Vec<String> = APPEAL_59FZ
        .clocks
        .iter()
        .flat_map(|clock| clock.steps.iter().map(|step| format!("clock.{}.step.{}", clock.name, step.id)))
        .collect();
    let states: Vec<String> =
        APPEAL_59FZ.states.iter().map(|state| format!("state.{}", state.name)).collect();
    let acts: Vec<String> = APPEAL_59FZ
        .states
        .iter()
        .flat_map(|state| state.acts.iter().map(|act| format!("act.{}.{}", state.name, act.act)))
        .collect();
    let people =
        prop::collection::vec(select(&[Audience::Curator, Audience::Head, Audience::Manager][..]), 1..2)
            .prop_map(|people| people.iter().map(Audience::to_string).collect::<Vec<_>>());
    let amount =
        (1..60_u32, select(Unit::ALL)).prop_map(|(count, unit)| vec![Span::new(count, unit).to_string()]);
    let offset = select(&["p50", "minus_3wd", "due", "legal_due", "plus_1wd", "plus_p50"][..])
        .prop_map(|offset| vec![offset.to_owned()]);
    let class = select(Class::ALL).prop_map(|class| format!(".{class}"));
    let set =
        |path: String, to: Vec<String>| parse_operation("set", &path, &to).expect("the grammar takes it");
    let switch = |path: String, on: bool| {
        parse_operation(if on { "enable" } else { "disable" }, &path, &[]).expect("the grammar takes it")
    };
    prop_oneof![
        (select(clocks.clone()), prop_oneof![Just(String::new()), class], amount)
            .prop_map(move |(clock, class, to)| set(format!("clock.{clock}.amount{class}"), to)),
        select(clocks).prop_map(move |clock| set(format!("clock.{clock}.title"), vec!["Срок".to_owned()])),
        (select(steps.clone()), offset).prop_map(move |(step, to)| set(format!("{step}.after"), to)),
        (select(steps.clone()), people.clone()).prop_map(move |(step, to)| set(format!("{step}.to"), to)),
        (select(steps), any::<bool>()).prop_map(move |(step, on)| switch(step, on)),
        (select(states), people.clone()).prop_map(move |(state, to)| set(format!("{state}.owners"), to)),
        (select(acts.clone()), people).prop_map(move |(act, to)| set(format!("{act}.by"), to)),
        (select(acts), any::<bool>()).prop_map(move |(act, on)| switch(act, on)),
        (1..=10_u16).prop_map(move |most| set("bounces.most".to_owned(), vec![most.to_string()])),
    ]
}

/// No clock of the law gives more than its article.
fn keeps_the_law(def: &Effective) -> bool {
    let bounded = def.clocks.iter().filter_map(|clock| Some((clock, clock.law?.days())));
    bounded.into_iter().all(|(clock, days)| {
        clock.amounts.values().all(|amount| {
            matches!(amount.value, Amount::Span(Span { count, unit: Unit::CalendarDays }) if count <= days)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn operations_are_refused_with_a_reason_or_keep_the_law(list in prop::collection::vec(operation(), 1..6)) {
        let printed = yaml::print(&list).unwrap();
        prop_assert_eq!(&yaml::read::<Vec<Operation>>("overlay.yaml", &printed).unwrap(), &list);
        match apply(&APPEAL_59FZ, &list, Origin::Tenant) {
            Ok(def) => {
                prop_assert!(keeps_the_law(&def));
                let again = apply(&def, &list, Origin::Tenant);
                prop_assert_eq!(again.as_ref(), Ok(&def), "applying twice changes nothing");
                let kept: Effective = serde_json::from_str(&serde_json::to_string(&def).unwrap()).unwrap();
                prop_assert_eq!(kept, def);
            }
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                for fault in faults {
                    prop_assert!(fault.operation.is_some_and(|index| index < list.len()), "{:?}", fault);
                    prop_assert!(fault.message.ends_with('.'), "{}", fault.message);
                }
            }
        }
    }
}
