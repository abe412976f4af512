//! A case finds its way by the rules of its centre, and says why.

use otklik_app::case::route::{TraceCode, kept};
use otklik_app::notification::plan;
use otklik_domain::id::UserId;
use otklik_domain::role::Role;
use otklik_storage::query::composition::RoutingRule;

use crate::centre::{FAST, Walk, World, done, on_both};
use crate::outbox::relayed;

/// A topic of which no rule of the centres speaks.
const UNROUTED: &str = "other.general";

impl World {
    /// Adds a rule of centre `a` that names the executor's seat.
    async fn route_to_executor(&self, prefix: &str) {
        let (prefix, organization, seat) =
            (prefix.to_owned(), self.centres.a.organizations[0], self.centres.a.seats[&Role::Executor]);
        self.arrange(&self.centres.a, move |tx| async move {
            let rule = RoutingRule {
                id: tx.new_id(),
                topic_prefix: prefix,
                block: None,
                direction: None,
                organization: Some(organization),
                seat: Some(seat),
            };
            tx.insert_routing_rule(&rule).await
        })
        .await;
    }

    async fn told(&self) -> Vec<UserId> {
        let mut told = Vec::new();
        for envelope in relayed(self).await {
            for planned in plan::run(&self.app, envelope.tenant, envelope.id).await.unwrap() {
                let tx = self.db.store().reader(self.centres.a.scope()).await.unwrap();
                told.push(tx.notification(planned.id).await.unwrap().unwrap().recipient);
            }
        }
        told.sort_unstable();
        told.dedup();
        told
    }
}

impl Walk<'_> {
    async fn trace(&self) -> Vec<TraceCode> {
        let lines = kept(&self.tx().await, self.id.into()).await.unwrap();
        lines.into_iter().map(|line| line.code).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_one_holder_of_the_seat_of_a_rule_gets_the_case_at_once() {
    on_both(async |world| {
        let a = &world.centres.a;
        world.route_to_executor("roads.pothole").await;
        let case = world.enter(FAST).await;
        let row = case.row().await;
        assert_eq!((row.instance.state.as_str(), row.revision), ("ASSIGNED", 2));
        assert_eq!(row.instance.assignee, Some(a.user(Role::Executor)));
        assert_eq!(row.organization, Some(a.organizations[0]));
        let trace = case.trace().await;
        assert!(trace.ends_with(&[TraceCode::Organization, TraceCode::Assignee]), "{trace:?}");
        let mut expected = vec![a.user(Role::Coordinator), a.user(Role::Executor)];
        expected.sort_unstable();
        assert_eq!(world.told().await, expected);
        let coordinator = case.as_role(Role::Coordinator).await;
        let reader = world.app.reader(&coordinator);
        let card = reader.case(case.id).await.unwrap().unwrap();
        let history = reader.timeline(&card, 50).await.unwrap();
        let line = history.iter().find(|line| line.kind == "routed").unwrap();
        assert!(line.text.starts_with("Маршрут — ") && line.text.contains("Исполнитель"), "{}", line.text);
        world.figures_hold(a).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_of_two_people_leaves_the_choice_to_the_coordinator() {
    on_both(async |world| {
        world.route_to_executor("roads.pothole").await;
        world.appoint(&world.centres.a, Role::Publisher, Role::Executor).await;
        let case = world.enter(FAST).await;
        assert_eq!((case.state().await.as_str(), case.row().await.instance.assignee), ("NEW", None));
        assert_eq!(case.trace().await.last(), Some(&TraceCode::SeatShared));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_rule_speaks_of_is_told_to_the_manager_until_its_topic_is_corrected() {
    on_both(async |world| {
        let a = &world.centres.a;
        let case = world.enter(UNROUTED).await;
        let row = case.row().await;
        assert_eq!((row.block, row.direction, row.organization), (None, None, None));
        assert_eq!(case.trace().await, [TraceCode::NoRule]);
        let mut expected = vec![a.user(Role::Coordinator), a.user(Role::Manager)];
        expected.sort_unstable();
        assert_eq!(world.told().await, expected);
        done(case.correct_topic(FAST).await);
        let trace = case.trace().await;
        assert!(!trace.contains(&TraceCode::NoRule) && trace.contains(&TraceCode::Block), "{trace:?}");
        assert_eq!(case.row().await.block, Some(a.blocks[0]));
    })
    .await;
}
