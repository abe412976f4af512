//! Rights of every act: who sees a case but may not act on it is forbidden, for whom it is not there it is not found.

use otklik_app::case::{self, comment, submit_reply};
use otklik_app::reader::{CaseFilter, CaseView};
use otklik_app::{Error, applicant};
use otklik_domain::caller::Caller;
use otklik_domain::case::RevealPurpose;
use otklik_domain::id::{CaseId, TimerId};
use otklik_domain::page::PageRequest;
use otklik_domain::reply::Kind;
use otklik_domain::role::Role;

use crate::centre::{FAST, NORMAL, Walk, World, card, on_both, request, uuid};

const ACTS: [&str; 16] = [
    "assign",
    "take",
    "accept",
    "send_back",
    "reassign",
    "submit_reply",
    "approve",
    "return_draft",
    "publish",
    "reject",
    "reopen",
    "correct_topic",
    "acknowledge",
    "reveal",
    "attach",
    "comment",
];

/// Who sees every case of the centre and may not do this; everybody who sees a case may comment.
fn may_not(act: &str) -> Option<Role> {
    match act {
        "comment" => None,
        "assign" | "take" | "reject" | "correct_topic" | "acknowledge" => Some(Role::Publisher),
        "publish" | "reopen" | "reveal" => Some(Role::Curator),
        "attach" => Some(Role::HeadOfAdministration),
        _ => Some(Role::Coordinator),
    }
}

async fn attempt(world: &World, caller: &Caller, id: CaseId, act: &str) -> Result<(), Error> {
    let (app, request) = (&world.app, request());
    let plain = case::Input { case: id, expected_revision: 1, note: None };
    let because = |reason: &str| case::ReasonInput {
        case: id,
        expected_revision: 1,
        reason: reason.into(),
        note: None,
    };
    let assignee = caller.user;
    let to = case::assign::Input { case: id, expected_revision: 1, assignee, organization: None, note: None };
    let outcome = match act {
        "assign" => case::assign::run(app, caller, &request, to).await,
        "take" => case::take::run(app, caller, &request, plain).await,
        "accept" => case::accept::run(app, caller, &request, plain).await,
        "send_back" => case::send_back::run(app, caller, &request, because("wrong_territory")).await,
        "reassign" => case::reassign::run(app, caller, &request, to).await,
        "submit_reply" => {
            let text = "Готово.".into();
            let (promised_on, reason) = (None, None);
            let input = submit_reply::Input {
                case: id,
                expected_revision: 1,
                kind: Kind::Final,
                text,
                promised_on,
                reason,
            };
            submit_reply::run(app, caller, &request, input).await
        }
        "approve" => case::approve::run(app, caller, &request, plain).await,
        "return_draft" => case::return_draft::run(app, caller, &request, because("tone")).await,
        "publish" => {
            let input =
                case::publish::Input { case: id, expected_revision: 1, published_at: "telephone".into() };
            case::publish::run(app, caller, &request, input).await
        }
        "reject" => case::reject::run(app, caller, &request, because("thanks")).await,
        "reopen" => case::reopen::run(app, caller, &request, because("own_error")).await,
        "correct_topic" => {
            let topic = NORMAL.into();
            let input = case::correct_topic::Input { case: id, expected_revision: 1, topic, note: None };
            case::correct_topic::run(app, caller, &request, input).await
        }
        "acknowledge" => {
            let (timer, step, note) = (TimerId(uuid()), "due".into(), "Вижу".into());
            let input = case::acknowledge::Input { case: id, expected_revision: 1, timer, step, note };
            case::acknowledge::run(app, caller, &request, input).await
        }
        "comment" => {
            comment::run(app, caller, &request, comment::Input { case: id, text: "Вижу".into() }).await
        }
        "reveal" => {
            return applicant::reveal::run(app, caller, &request, id, RevealPurpose::Answer).await.map(drop);
        }
        "attach" => {
            let input =
                case::attach::Input { case: id, name: "a.pdf".into(), bytes: b"%PDF-1.7\n"[..].into() };
            return case::attach::run(app, caller, input).await.map(drop);
        }
        other => panic!("{other} is no act"),
    };
    outcome.map(drop)
}

/// What an act may leave behind.
async fn traces(world: &World) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in ["audit_entry", "outbox", "timeline", "request", "comment", "attachment", "reply", "delta"] {
        counts.push(world.db.count(&format!("SELECT count(*) FROM {table}")).await);
    }
    counts
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sees_a_case_but_may_not_act_on_it_is_forbidden() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        let (before, left) = (case.row().await, traces(&world).await);
        for (act, role) in ACTS.iter().filter_map(|act| Some((act, may_not(act)?))) {
            let caller = case.as_role(role).await;
            assert!(world.app.reader(&caller).case(case.id).await.unwrap().is_some(), "{role} sees it");
            let tried = attempt(&world, &caller, case.id, act).await;
            assert!(matches!(tried, Err(Error::Forbidden)), "{act} by {role}: {tried:?}");
        }
        assert_eq!((case.row().await, traces(&world).await), (before, left), "nothing was left behind");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_outside_the_reach_is_not_found_by_any_act() {
    on_both(async |world| {
        let case = world.enter(NORMAL).await;
        let (before, left) = (case.row().await, traces(&world).await);
        let (b, c) = (&world.centres.b, &world.centres.c);
        let strangers = [
            case.as_role(Role::Executor).await,
            case.as_role(Role::BlockLead).await,
            world.caller(b, Role::Manager).await,
            world.caller(c, Role::Coordinator).await,
            world.caller(&world.centres.region, Role::RegionalDuty).await,
        ];
        for act in ACTS {
            for caller in &strangers {
                let tried = attempt(&world, caller, case.id, act).await;
                assert!(matches!(tried, Err(Error::NotFound)), "{act}: {tried:?}");
            }
        }
        for caller in &strangers[..4] {
            assert!(world.app.reader(caller).case(case.id).await.unwrap().is_none());
        }
        assert_eq!((case.row().await, traces(&world).await), (before, left), "nothing was left behind");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_enters_cases_enters_one() {
    on_both(async |world| {
        let a = &world.centres.a;
        for role in [Role::Executor, Role::Publisher, Role::BlockLead, Role::Curator, Role::OrganizationHead]
        {
            let caller = world.caller(a, role).await;
            let tried = case::enter::run(&world.app, &caller, &request(), card(FAST)).await;
            assert!(matches!(tried, Err(Error::Forbidden)), "{role}");
        }
        let duty = world.caller(&world.centres.region, Role::RegionalDuty).await;
        let tried = case::enter::run(&world.app, &duty, &request(), card(FAST)).await;
        assert!(matches!(tried, Err(Error::Forbidden)));
        assert_eq!(world.db.count("SELECT count(*) FROM subject").await, 0);
    })
    .await;
}

async fn listed(world: &World, caller: &Caller, view: CaseView) -> Vec<CaseId> {
    let reader = world.app.reader(caller);
    let filter = CaseFilter { view, ..CaseFilter::default() };
    let page = reader.cases(&filter, &PageRequest { first: 100, after: None }).await.unwrap();
    let ids: Vec<CaseId> = page.rows.iter().map(|(_, row)| row.subject.id.into()).collect();
    assert_eq!(reader.count_cases(&filter).await.unwrap(), i64::try_from(ids.len()).unwrap());
    let views = reader.case_views().await.unwrap();
    let counted = views.iter().find(|(known, _)| *known == view).unwrap().1;
    assert_eq!(counted, i64::try_from(ids.len()).unwrap(), "the count beside {view}");
    for id in &ids {
        assert!(reader.case(*id).await.unwrap().is_some(), "what is listed can be opened");
    }
    ids
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_holds_what_its_reader_may_open_and_no_more() {
    on_both(async |world| {
        let roads: Walk<'_> = world.enter(FAST).await.to_work().await;
        world.clock("2026-03-02 09:30").await;
        let zhkh = world.enter(NORMAL).await;
        world.enter_in(&world.centres.b, FAST).await;
        let a = &world.centres.a;
        for (role, seen) in [
            (Role::Coordinator, vec![roads.id, zhkh.id]),
            (Role::HeadOfAdministration, vec![roads.id, zhkh.id]),
            (Role::OrganizationHead, vec![roads.id, zhkh.id]),
            (Role::BlockLead, vec![roads.id]),
            (Role::Executor, vec![roads.id]),
        ] {
            assert_eq!(listed(&world, &world.caller(a, role).await, CaseView::All).await, seen, "{role}");
        }
        let coordinator = world.caller(a, Role::Coordinator).await;
        assert_eq!(listed(&world, &coordinator, CaseView::New).await, [zhkh.id]);
        assert_eq!(listed(&world, &coordinator, CaseView::DueToday).await, [roads.id]);
        assert_eq!(listed(&world, &coordinator, CaseView::Mine).await, []);
        assert_eq!(listed(&world, &world.caller(a, Role::Executor).await, CaseView::Mine).await, [roads.id]);
        world.clock("2026-03-02 14:30").await;
        world.sweep().await;
        assert_eq!(listed(&world, &coordinator, CaseView::Late).await, [roads.id]);
        assert!(listed(&world, &coordinator, CaseView::Escalated).await.contains(&roads.id));
    })
    .await;
}
