//! The region: late cases of its members without a word, figures equal to a recount, and its one act.

use otklik_app::reader::Reader;
use otklik_app::region::acknowledge::{self, Input};
use otklik_app::{Error, Receipt, figures};
use otklik_domain::audit::Actor;
use otklik_domain::id::{CaseId, TenantId};
use otklik_domain::page::PageRequest;
use otklik_domain::refusal::Code;
use otklik_domain::role::Role;
use otklik_domain::standing::{Lateness, Level, Standing};
use otklik_storage::query::region::LateFilter;
use otklik_storage::query::step::StepRow;

use otklik_testkit::seed::Centre;

use crate::centre::{FAST, NORMAL, RESTRICTED, Walk, World, done, on_both, refused, request};

/// Every rung of the ladder of what was entered on Monday is behind.
const THURSDAY: &str = "2026-03-05 12:00";

async fn duty(world: &World, centre: &Centre) -> Reader {
    world.app.reader(&world.caller(centre, Role::RegionalDuty).await)
}

async fn late(reader: &Reader) -> Vec<CaseId> {
    let filter = LateFilter::default();
    let page = reader.late_cases(&filter, &PageRequest { first: 100, after: None }).await.unwrap();
    assert_eq!(reader.count_late(&filter).await.unwrap(), i64::try_from(page.rows.len()).unwrap());
    page.rows.into_iter().map(|(_, row)| row.id.into()).collect()
}

async fn reached(case: &Walk<'_>) -> Option<StepRow> {
    case.steps().await.into_iter().find(|step| step.reaches_region)
}

async fn take_notice(case: &Walk<'_>, centre: &Centre, role: Role, step: &StepRow) -> Result<Receipt, Error> {
    let input = Input {
        tenant: case.centre.tenant.id,
        case: case.id,
        expected_revision: case.row().await.revision,
        timer: step.timer,
        step: step.step.clone(),
        note: "Связались с главой, срок до вечера".into(),
    };
    acknowledge::run(&case.app, &case.caller(centre, role).await, &request(), input).await
}

/// The region's board against the subjects of its members counted anew.
async fn board_holds(world: &World) {
    let (_, board) = duty(world, &world.centres.region).await.region_board().await.unwrap();
    let mut counted: Vec<(TenantId, Standing, i64)> = Vec::new();
    for centre in [&world.centres.a, &world.centres.b] {
        let tx = world.db.store().reader(centre.scope()).await.unwrap();
        let cells = tx.recount().await.unwrap();
        counted.extend(cells.into_iter().map(|(standing, count)| (centre.tenant.id, standing, count)));
    }
    counted.sort_unstable_by_key(|(tenant, standing, _)| (*tenant, *standing));
    assert_eq!(board, counted);
    let own = world.db.count("SELECT count(*) FROM subject").await;
    let (_, others) = duty(world, &world.centres.other_region).await.region_board().await.unwrap();
    let sum = |cells: &[(TenantId, Standing, i64)]| cells.iter().map(|(_, _, count)| count).sum::<i64>();
    assert_eq!(sum(&board) + sum(&others), own, "each member counts for one region");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_case_appears_with_the_sweep_and_a_restricted_one_never() {
    on_both(async |world| {
        let region = &world.centres.region;
        let ours = world.enter(FAST).await;
        let hidden = world.enter(RESTRICTED).await;
        let neighbour = world.enter_in(&world.centres.b, FAST).await;
        let far = world.enter_in(&world.centres.c, FAST).await;
        world.clock("2026-03-02 14:30").await;
        assert_eq!(late(&duty(&world, region).await).await, [], "nobody has looked yet");
        world.sweep().await;
        let mut expected = [ours.id, neighbour.id];
        expected.sort();
        assert_eq!(late(&duty(&world, region).await).await, expected);
        assert_eq!(late(&duty(&world, &world.centres.other_region).await).await, [far.id]);
        let reader = duty(&world, region).await;
        for (tenant, case, seen) in [
            (ours.centre.tenant.id, ours.id, true),
            (ours.centre.tenant.id, hidden.id, false),
            (far.centre.tenant.id, far.id, false),
            (neighbour.centre.tenant.id, ours.id, false),
        ] {
            assert_eq!(reader.late_case(tenant, case).await.unwrap().is_some(), seen);
        }
        done(ours.correct_topic(RESTRICTED).await);
        assert_eq!(late(&duty(&world, region).await).await, [neighbour.id], "restricted from now on");
        board_holds(&world).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_answered_late_leaves_the_list_and_stays_a_figure() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        world.clock("2026-03-02 14:30").await;
        world.sweep().await;
        assert_eq!(late(&duty(&world, &world.centres.region).await).await, [case.id]);
        let case = case.to_answered().await;
        assert_eq!(late(&duty(&world, &world.centres.region).await).await, []);
        let row = case.row().await;
        assert_eq!(row.late_since, Some(case.clock_of("first_reply").await.due.control));
        let (_, board) = duty(&world, &world.centres.region).await.region_board().await.unwrap();
        assert_eq!(board, [(case.centre.tenant.id, row.standing(), 1)]);
        assert_eq!(row.instance.lateness, Lateness::Breached);
        world.clock("2026-03-06 12:00").await;
        world.sweep().await;
        assert_eq!(case.state().await, "CLOSED");
        assert_eq!(late(&duty(&world, &world.centres.region).await).await, []);
        board_holds(&world).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_of_the_region_equal_a_recount_before_and_after_folding() {
    on_both(async |world| {
        world.enter(FAST).await.to_answered().await;
        world.enter(RESTRICTED).await;
        world.enter_in(&world.centres.b, NORMAL).await.to_work().await;
        world.enter_in(&world.centres.c, FAST).await;
        board_holds(&world).await;
        assert!(figures::fold(&world.app, 3).await.unwrap() > 0);
        board_holds(&world).await;
        world.clock(THURSDAY).await;
        world.sweep().await;
        board_holds(&world).await;
        while figures::fold(&world.app, 100).await.unwrap() > 0 {}
        assert_eq!(world.db.count("SELECT count(*) FROM delta").await, 0);
        board_holds(&world).await;
        for centre in [&world.centres.a, &world.centres.b, &world.centres.c] {
            world.figures_hold(centre).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_duty_officer_takes_notice_once_of_a_step_that_reached_the_region() {
    on_both(async |world| {
        let region = &world.centres.region;
        let case = world.enter(FAST).await;
        world.clock(THURSDAY).await;
        world.sweep().await;
        assert_eq!(case.row().await.instance.level, Level::Region);
        let step = reached(&case).await.unwrap();
        let reader = duty(&world, region).await;
        let key = (case.centre.tenant.id, case.id.into());
        let seen = reader.late_steps(&[key]).await.unwrap();
        assert_eq!(seen, std::slice::from_ref(&step));
        assert!(reader.can_acknowledge_for_region(&step));
        done(take_notice(&case, region, Role::RegionalDuty, &step).await);
        let noticed = reached(&case).await.unwrap().acknowledgement.unwrap();
        let by = Actor::User { tenant: region.tenant.id, user: region.user(Role::RegionalDuty) };
        assert_eq!((noticed.by, noticed.note.as_str()), (by, "Связались с главой, срок до вечера"));
        assert_eq!(
            refused(take_notice(&case, region, Role::RegionalDuty, &step).await),
            [Code::StepNotOpen],
            "a second time"
        );
        // The member sees who, by the name of the region alone.
        let own = world.app.reader(&case.as_role(Role::Coordinator).await);
        let card = own.case(case.id).await.unwrap().unwrap();
        let lines = own.timeline(&card, 50).await.unwrap();
        let line = lines.iter().find(|line| line.kind == "step_acknowledged").unwrap();
        assert_eq!(line.actor, "региональный центр");
        let announced = "SELECT count(*) FROM outbox WHERE kind = 'region.acted'";
        assert_eq!(world.db.count(announced).await, 1);
        board_holds(&world).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_region_acts_only_on_what_reached_it_and_is_its_members() {
    on_both(async |world| {
        let (region, other) = (&world.centres.region, &world.centres.other_region);
        let case = world.enter(FAST).await;
        let hidden = world.enter(RESTRICTED).await;
        let silent = world.enter_in(&world.centres.b, FAST).await;
        world.clock(THURSDAY).await;
        world.sweep().await;
        let step = reached(&case).await.unwrap();
        let before = case.row().await;
        let foreign = take_notice(&case, other, Role::RegionalDuty, &step).await;
        assert!(matches!(foreign, Err(Error::NotFound)), "{foreign:?}");
        let analyst = take_notice(&case, region, Role::RegionalAnalyst, &step).await;
        assert!(matches!(analyst, Err(Error::Forbidden)), "{analyst:?}");
        for (centre, role) in [(case.centre, Role::Manager), (&world.centres.b, Role::Curator)] {
            let municipal = take_notice(&case, centre, role, &step).await;
            assert!(matches!(municipal, Err(Error::Forbidden | Error::NotFound)), "{municipal:?}");
        }
        let restricted = reached(&hidden).await.unwrap();
        let restricted = take_notice(&hidden, region, Role::RegionalDuty, &restricted).await;
        assert!(matches!(restricted, Err(Error::NotFound)), "{restricted:?}");
        assert_eq!(reached(&silent).await, None, "that centre has not switched the step of the region on");
        let inner = silent.steps().await.into_iter().find(|step| step.asks_for_act).unwrap();
        assert_eq!(
            refused(take_notice(&silent, region, Role::RegionalDuty, &inner).await),
            [Code::StepNotOpen]
        );
        let lower =
            case.steps().await.into_iter().find(|step| step.asks_for_act && !step.reaches_region).unwrap();
        assert_eq!(
            refused(take_notice(&case, region, Role::RegionalDuty, &lower).await),
            [Code::StepNotOpen]
        );
        assert_eq!(case.row().await, before);
        assert_eq!(world.db.count("SELECT count(*) FROM step WHERE acknowledged_at IS NOT NULL").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_a_regional_centre_reads_the_list_of_the_region() {
    on_both(async |world| {
        world.enter(FAST).await;
        let manager = world.app.reader(&world.caller(&world.centres.a, Role::Manager).await);
        let page = PageRequest { first: 10, after: None };
        assert!(matches!(manager.late_cases(&LateFilter::default(), &page).await, Err(Error::Forbidden)));
        assert!(matches!(manager.count_late(&LateFilter::default()).await, Err(Error::Forbidden)));
        assert!(matches!(manager.region_board().await, Err(Error::Forbidden)));
        assert!(matches!(manager.members().await, Err(Error::Forbidden)));
        let analyst = world.app.reader(&world.caller(&world.centres.region, Role::RegionalAnalyst).await);
        assert_eq!(analyst.count_late(&LateFilter::default()).await.unwrap(), 0);
        let mut members: Vec<_> =
            analyst.members().await.unwrap().into_iter().map(|tenant| tenant.code).collect();
        members.sort();
        assert!(members.contains(&"berezovka".to_owned()) && members.contains(&"sosnovka".to_owned()));
        assert!(!members.contains(&"kovylnoe".to_owned()), "{members:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_revision_of_the_region_is_a_conflict_without_the_members_words() {
    on_both(async |world| {
        let region = &world.centres.region;
        let case = world.enter(FAST).await;
        world.clock(THURSDAY).await;
        world.sweep().await;
        let step = reached(&case).await.unwrap();
        let stale = Input {
            tenant: case.centre.tenant.id,
            case: case.id,
            expected_revision: case.row().await.revision,
            timer: step.timer,
            step: step.step,
            note: "Связались".into(),
        };
        case.assign().await;
        let caller = world.caller(region, Role::RegionalDuty).await;
        match acknowledge::run(&world.app, &caller, &request(), stale).await {
            Err(Error::Conflict { revision, changed }) => {
                assert_eq!((revision, changed), (case.row().await.revision, Vec::new()));
            }
            other => panic!("{other:?}"),
        }
    })
    .await;
}
