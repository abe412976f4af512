//! Entering a case: number, route, clocks and the sealed applicant come with it.

use otklik_app::case::{self, enter};
use otklik_app::{Error, applicant};
use otklik_domain::case::{Applicant, RevealPurpose};
use otklik_domain::refusal::Code;
use otklik_domain::role::Role;
use otklik_domain::standing::{Lateness, Level, Standing};
use otklik_domain::subject::Phase;
use otklik_domain::tenant::State;

use crate::centre::{EMERGENCY, FAST, NORMAL, RESTRICTED, at, card, done, minute, on_both, refused, request};

fn person() -> Applicant {
    Applicant {
        name: "Заявитель 17".into(), phone: Some("+7 000 000-00-17".into()), ..Applicant::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_gets_its_number_route_and_clocks() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        let row = case.row().await;
        assert_eq!((row.number.as_str(), row.revision), ("БРЗ-2026-000001", 1));
        assert_eq!((row.instance.state.as_str(), row.instance.phase), ("NEW", Phase::New));
        assert_eq!(row.block, Some(world.centres.a.blocks[0]));
        assert_eq!(row.organization, Some(world.centres.a.organizations[0]));
        assert_eq!(case.running().await, ["first_reply", "take"]);
        assert_eq!(row.next_due, Some(case.clock_of("first_reply").await.due.counts));
        let standing = Standing { phase: Phase::New, lateness: Lateness::OnTime, level: Level::None };
        assert_eq!(case.tx().await.board().await.unwrap(), [(standing, 1)]);
        world.figures_hold(&world.centres.a).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_grow_and_belong_to_one_tenant() {
    on_both(async |world| {
        let mut numbers = Vec::new();
        for centre in [&world.centres.a, &world.centres.b, &world.centres.a] {
            numbers.push(world.enter_in(centre, FAST).await.row().await.number);
        }
        assert_eq!(numbers, ["БРЗ-2026-000001", "СОС-2026-000001", "БРЗ-2026-000002"]);
        world.clock("2026-12-31 23:30").await;
        assert_eq!(world.enter(FAST).await.row().await.number, "БРЗ-2026-000003");
        world.clock("2027-01-01 00:30").await;
        assert_eq!(world.enter(FAST).await.row().await.number, "БРЗ-2027-000001", "the year is the tenant's");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rule_with_the_longest_prefix_routes() {
    on_both(async |world| {
        let (a, other) = (&world.centres.a, world.centres.a.organizations[1]);
        world.route(a, "zhkh.power", (Some(a.blocks[1]), Some(other))).await;
        world.route(a, "zhkh.pow", (Some(a.blocks[0]), None)).await;
        let row = world.enter(EMERGENCY).await.row().await;
        assert_eq!((row.block, row.organization), (Some(a.blocks[1]), Some(other)));
        let row = world.enter(NORMAL).await.row().await;
        assert_eq!((row.block, row.organization), (Some(a.blocks[1]), Some(a.organizations[0])));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_without_a_rule_stays_with_the_coordinator() {
    on_both(async |world| {
        let case = world.enter("culture.library").await;
        let row = case.row().await;
        assert_eq!((row.block, row.organization), (None, None));
        assert_eq!(refused(case.assign_to(Role::Executor).await), [Code::FieldRequired]);
        assert_eq!(case.running().await, ["first_reply", "take"], "its clocks run all the same");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clocks_count_working_hours_of_the_zone_and_the_class() {
    on_both(async |world| {
        // Friday 6 March; Sunday the 8th moves its day off to Monday the 9th.
        world.clock("2026-03-06 16:00").await;
        for (topic, due) in
            [(EMERGENCY, "2026-03-06 18:00"), (FAST, "2026-03-10 11:00"), (NORMAL, "2026-03-10 16:00")]
        {
            let case = world.enter(topic).await;
            assert_eq!(minute(case.clock_of("first_reply").await.due.counts), at(due), "{topic}");
        }
        world.clock("2026-03-08 11:00").await;
        let case = world.enter(FAST).await;
        assert_eq!(
            minute(case.clock_of("take").await.due.counts),
            at("2026-03-10 10:00"),
            "a stage waits for the opening"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_noted_earlier_counts_from_when_it_came() {
    on_both(async |world| {
        world.clock("2026-03-02 12:00").await;
        let coordinator = world.caller(&world.centres.a, Role::Coordinator).await;
        let input = enter::Input { received_at: Some(at("2026-03-02 10:00")), ..card(EMERGENCY) };
        let id = done(enter::run(&world.app, &coordinator, &request(), input).await);
        let tx = world.db.store().reader(world.centres.a.scope()).await.unwrap();
        let row = tx.subject(id.into()).await.unwrap().unwrap();
        assert_eq!(row.next_due, Some(at("2026-03-02 12:00")));
        let input = enter::Input { received_at: Some(at("2026-03-02 13:00")), ..card(FAST) };
        assert_eq!(
            refused(enter::run(&world.app, &coordinator, &request(), input).await),
            [Code::FieldInvalid]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_wrong_with_a_card_is_said_at_once_and_nothing_is_kept() {
    on_both(async |world| {
        let coordinator = world.caller(&world.centres.a, Role::Coordinator).await;
        let input =
            enter::Input { essence: " … ".into(), thread_url: Some("javascript:1".into()), ..card(FAST) };
        let codes = refused(enter::run(&world.app, &coordinator, &request(), input).await);
        assert_eq!(codes, [Code::FieldRequired, Code::FieldInvalid]);
        let codes = refused(enter::run(&world.app, &coordinator, &request(), card("roads.unknown")).await);
        assert_eq!(codes, [Code::NotInClosedList]);
        for table in ["subject", "timer", "outbox", "audit_entry", "delta"] {
            assert_eq!(world.db.count(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_applicant_is_sealed_and_opened_only_for_a_purpose_with_a_trace() {
    on_both(async |world| {
        let a = &world.centres.a;
        let coordinator = world.caller(a, Role::Coordinator).await;
        let input = enter::Input { applicant: Some(person()), ..card(FAST) };
        let id = done(enter::run(&world.app, &coordinator, &request(), input).await);
        assert_eq!(world.db.count("SELECT count(*) FROM applicant").await, 1);
        for table in ["subject", "case_text", "timeline", "outbox", "audit_entry", "request"] {
            let body = match table {
                "subject" => "number || state",
                "case_text" => "essence || coalesce(address, '')",
                "request" => "CAST(outcome AS text)",
                _ => "CAST(body AS text)",
            };
            let sql = format!(
                "SELECT count(*) FROM {table} WHERE {body} LIKE '%Заявитель%' OR {body} LIKE '%000-00%'"
            );
            assert_eq!(world.db.count(&sql).await, 0, "{table} holds the applicant");
        }

        let reveals = "SELECT count(*) FROM audit_entry WHERE act = 'applicant.reveal'";
        assert_eq!(world.db.count(reveals).await, 0);
        let reveal = async |role: Role| {
            let caller = world.caller(a, role).await;
            applicant::reveal::run(&world.app, &caller, &request(), id, RevealPurpose::Clarify).await
        };
        assert_eq!(reveal(Role::Coordinator).await.unwrap(), Some(person()));
        assert_eq!(world.db.count(reveals).await, 1);
        assert!(matches!(reveal(Role::HeadOfAdministration).await, Err(Error::Forbidden)));
        assert!(matches!(reveal(Role::Executor).await, Err(Error::NotFound)));
        let stranger = world.caller(&world.centres.b, Role::Coordinator).await;
        let opened =
            applicant::reveal::run(&world.app, &stranger, &request(), id, RevealPurpose::Clarify).await;
        assert!(matches!(opened, Err(Error::NotFound)));
        assert_eq!(world.db.count(reveals).await, 1, "a refused look opens nothing");
        let user = coordinator.user.0;
        let (again, caller) = (request(), world.caller(a, Role::Coordinator).await);
        for _ in 0..2 {
            let opened = applicant::reveal::run(&world.app, &caller, &again, id, RevealPurpose::Answer).await;
            assert_eq!(opened.unwrap(), Some(person()), "a repeat opens it anew");
        }
        assert_eq!(world.db.count(reveals).await, 3, "and leaves an audit row of its own");
        let by = format!(
            "{reveals} AND CAST(actor AS text) LIKE '%{user}%' AND CAST(body AS text) LIKE '%CLARIFY%'"
        );
        assert_eq!(world.db.count(&by).await, 1, "who and what for");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restricted_topic_marks_the_case_and_its_announcement() {
    on_both(async |world| {
        assert!(!world.enter(FAST).await.row().await.restricted);
        assert!(world.enter(RESTRICTED).await.row().await.restricted);
        let marked = "SELECT count(*) FROM outbox WHERE CAST(body AS text) LIKE '%\"restricted\"%true%'";
        assert_eq!(world.db.count(marked).await, 2, "the entry, and that no rule speaks of the topic");
        world.figures_hold(&world.centres.a).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_centre_that_has_ended_is_read_only() {
    on_both(async |world| {
        let case = world.enter(FAST).await.to_work().await;
        let a = &world.centres.a;
        let mut ended = a.tenant.clone();
        ended.state = State::Ended;
        world.arrange(a, |tx| async move { tx.update_tenant(&ended, &serde_json::json!({})).await }).await;
        let coordinator = case.as_role(Role::Coordinator).await;
        let entered = enter::run(&world.app, &coordinator, &request(), card(FAST)).await;
        assert_eq!(refused(entered), [Code::TenantEnded]);
        let before = case.row().await;
        let executor = case.as_role(Role::Executor).await;
        let input = case.draft(otklik_domain::reply::Kind::Final, "Готово.").await;
        let submitted = case::submit_reply::run(&world.app, &executor, &request(), input).await;
        assert_eq!(refused(submitted), [Code::TenantEnded]);
        let words = case::comment::Input { case: case.id, text: "Поздно".into() };
        let commented = case::comment::run(&world.app, &executor, &request(), words).await;
        assert_eq!(refused(commented), [Code::TenantEnded]);
        assert_eq!(refused(case.correct_topic(NORMAL).await), [Code::TenantEnded]);
        assert_eq!(case.row().await, before);
        world.enter_in(&world.centres.b, FAST).await;
    })
    .await;
}
