//! Rules over small sets, told by their traces.

use uuid::Uuid;

use super::*;

fn id<I: From<Uuid>>(n: u128) -> I {
    I::from(Uuid::from_u128(n))
}

fn rule(prefix: &str, change: impl FnOnce(&mut RoutingRule)) -> RoutingRule {
    let mut rule = RoutingRule {
        id: id(1),
        topic_prefix: prefix.to_owned(),
        block: None,
        organization: None,
        direction: None,
        seat: None,
    };
    change(&mut rule);
    rule
}

/// Blocks, directions and organizations 1 and 2; seat 1 answers for organization 1, held by as many as said.
fn map(rules: Vec<RoutingRule>, holders: u128) -> RouteMap {
    RouteMap {
        rules,
        blocks: HashMap::from([(id(1), "Дороги".to_owned()), (id(2), "Безопасность".to_owned())]),
        directions: HashMap::from([(id(1), "ЖКХ".to_owned()), (id(2), "Социальная сфера".to_owned())]),
        organizations: HashMap::from([(id(1), "УЖКХ".to_owned()), (id(2), "Отдел ГО и ЧС".to_owned())]),
        seats: HashMap::from([(
            id(1),
            Place {
                position: "специалист УЖКХ".to_owned(),
                answers_for: vec![id(1)],
                holders: (1..=holders).map(id).collect(),
            },
        )]),
        default_direction: None,
    }
}

fn codes(route: &Route) -> Vec<TraceCode> {
    route.trace.iter().map(|line| line.code).collect()
}

#[test]
fn each_value_comes_from_the_most_exact_rule_that_names_it() {
    let sphere = rule("roads", |rule| {
        rule.block = Some(id(1));
        rule.direction = Some(id(1));
        rule.organization = Some(id(1));
    });
    let exact = rule("roads.manhole", |rule| rule.organization = Some(id(2)));
    let map = map(vec![sphere, exact], 0);
    let route = map.route("roads.manhole");
    assert_eq!((route.block, route.organization), (Some(id(1)), Some(id(2))));
    assert_eq!(codes(&route), [TraceCode::Block, TraceCode::Direction, TraceCode::Organization]);
    assert_eq!(route.trace[2].text(), "Отвечает «Отдел ГО и ЧС»: правило для «roads.manhole».");
    assert_eq!(map.route("roads.snow").organization, Some(id(1)));
    assert_eq!(codes(&map.route("roadside.x")), [TraceCode::NoRule], "a prefix ends with a dot");
}

#[test]
fn the_seat_of_a_rule_gives_a_person_when_exactly_one_holds_it() {
    let rule = rule("roads", |rule| {
        rule.organization = Some(id(1));
        rule.seat = Some(id(1));
    });
    for (holders, assignee, code) in [
        (0, None, TraceCode::SeatVacant),
        (1, Some(id(1)), TraceCode::Assignee),
        (2, None, TraceCode::SeatShared),
    ] {
        let route = map(vec![rule.clone()], holders).route("roads.snow");
        assert_eq!((route.assignee, route.trace.last().unwrap().code), (assignee, code));
    }
    let elsewhere = RoutingRule { organization: Some(id(2)), ..rule.clone() };
    let route = map(vec![elsewhere], 1).route("roads.snow");
    assert_eq!((route.assignee, route.trace.last().unwrap().code), (None, TraceCode::SeatElsewhere));
    let nowhere = RoutingRule { organization: None, ..rule };
    let route = map(vec![nowhere], 1).route("roads.snow");
    assert_eq!(codes(&route), [TraceCode::NoOrganization, TraceCode::SeatElsewhere]);
}

#[test]
fn what_has_ended_is_said_and_passed_over() {
    let exact = rule("roads.snow", |rule| {
        rule.block = Some(id(9));
        rule.direction = Some(id(9));
    });
    let sphere = rule("roads", |rule| rule.block = Some(id(2)));
    let mut map = map(vec![exact, sphere], 0);
    map.default_direction = Some(id(2));
    let route = map.route("roads.snow");
    assert_eq!((route.block, route.direction), (Some(id(2)), Some(id(2))));
    assert_eq!(
        codes(&route),
        [
            TraceCode::BlockEnded,
            TraceCode::Block,
            TraceCode::DirectionEnded,
            TraceCode::DefaultDirection,
            TraceCode::NoOrganization,
        ]
    );
}

#[test]
fn a_topic_without_a_rule_is_left_to_the_manager() {
    let route = map(Vec::new(), 0).route("other.general");
    assert!(route.is_left_to_manager());
    assert_eq!(route.trace[0].text(), "Правила для темы «other.general» нет: решает руководитель МЦУ.");
    let sphere = rule("other", |rule| rule.block = Some(id(1)));
    assert!(!map(vec![sphere], 0).route("other.general").is_left_to_manager());
}

#[test]
fn every_reason_has_words() {
    for code in TraceCode::ALL {
        let text = TraceLine { code: *code, parameters: BTreeMap::new() }.text();
        assert!(text.ends_with('.') && text.len() > 20, "{code}: {text}");
    }
}
