//! Composition over time: appointments from a day to a day, acts that supersede one another, the end of a centre.

use otklik_app::case::{self, Input};
use otklik_app::composition::{appoint, end_appointment, end_centre, set_function};
use otklik_app::deadline::sweep;
use otklik_app::reader::CaseFilter;
use otklik_app::tenant::annex;
use otklik_app::tenant::apply::Applied;
use otklik_app::tenant::file::plan::Rank;
use otklik_app::user::account::{self, NewUser};
use otklik_app::user::caller::by_login;
use otklik_app::{Error, Receipt, region};
use otklik_domain::id::CaseId;
use otklik_domain::page::PageRequest;
use otklik_domain::refusal::{Code, Refusal};
use otklik_domain::role::Role;

use crate::centre::{FAST, card, done, refused, request};
use crate::house::{ACT, CODE, House, REGION, SETTINGS, apply, day, in_both, kept};

fn only(receipt: Result<Receipt, Error>) -> Refusal {
    let mut refusals = receipt.unwrap().refusals;
    assert_eq!(refusals.len(), 1, "{refusals:?}");
    refusals.remove(0)
}

async fn roles(house: &House, login: &str) -> Vec<Role> {
    house.caller(login).await.holdings.into_iter().map(|holding| holding.role).collect()
}

async fn enter(house: &House) -> CaseId {
    let coordinator = house.caller("coordinator").await;
    done(case::enter::run(&house.app, &coordinator, &request(), card(FAST)).await)
}

async fn assign(house: &House, case: CaseId) -> Result<Receipt, Error> {
    let input = case::assign::Input {
        case,
        expected_revision: 1,
        assignee: house.users["executor"],
        organization: None,
        note: None,
    };
    case::assign::run(&house.app, &house.caller("coordinator").await, &request(), input).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_appointment_from_tomorrow_gives_its_rights_tomorrow() {
    in_both(async |house| {
        kept(
            house
                .appoint(house.wish("newcomer", "uzhkh_executor", "2026-02-03", Some("2026-02-04")).await)
                .await,
        );
        house.clock("2026-02-02 23:59").await;
        assert_eq!(roles(&house, "newcomer").await, []);
        house.clock("2026-02-03 00:00").await;
        assert_eq!(roles(&house, "newcomer").await, [Role::Executor]);
        house.clock("2026-02-04 23:59").await;
        assert_eq!(roles(&house, "newcomer").await, [Role::Executor]);
        house.clock("2026-02-05 00:00").await;
        assert_eq!(roles(&house, "newcomer").await, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_ends_today_works_until_midnight_and_leaves_a_list_of_open_cases() {
    in_both(async |house| {
        let case = enter(&house).await;
        done(assign(&house, case).await);
        let held = house.held("executor", "uzhkh_executor").await;
        let administrator = house.caller("administrator").await;
        let end = |to: &str| end_appointment::Input {
            appointment: held.id,
            to: day(to),
            act: None,
            note: Some("уходит в отпуск".into()),
        };
        let early = end_appointment::run(&house.app, &administrator, &request(), end("2026-02-01")).await;
        assert_eq!(only(early).code, Code::FieldInvalid);
        kept(end_appointment::run(&house.app, &administrator, &request(), end("2026-02-02")).await);
        assert_eq!(roles(&house, "executor").await, [Role::Executor]);
        house.clock("2026-02-03 00:00").await;
        assert_eq!(roles(&house, "executor").await, []);

        let manager = house.app.reader(&house.caller("manager").await);
        let open = manager.open_cases_of(held.id).await.unwrap();
        assert_eq!(open.iter().map(|row| row.subject.id).collect::<Vec<_>>(), [case.into()]);
        // Whoever sees no case sees none of these either.
        let keeper = house.app.reader(&administrator);
        assert_eq!(keeper.open_cases_of(held.id).await.unwrap().len(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_of_one_person_has_one_at_a_time() {
    in_both(async |house| {
        let refusal = only(house.appoint(house.wish("chief", "manager", "2026-03-01", None).await).await);
        assert_eq!((refusal.code, refusal.field.as_deref()), (Code::AppointmentsOverlap, Some("from")));
        assert_eq!(refusal.parameters["position"], "руководитель отдела делопроизводства");
        assert_eq!(refusal.parameters["from"], "2026-02-02");
        assert_eq!(refusal.parameters.get("to"), None);

        let administrator = house.caller("administrator").await;
        let input = end_appointment::Input {
            appointment: house.held("manager", "manager").await.id,
            to: day("2026-02-28"),
            act: None,
            note: None,
        };
        kept(end_appointment::run(&house.app, &administrator, &request(), input.clone()).await);
        let early = only(house.appoint(house.wish("chief", "manager", "2026-02-28", None).await).await);
        assert_eq!(early.parameters["to"], "2026-02-28");
        kept(house.appoint(house.wish("chief", "manager", "2026-03-01", None).await).await);
        // Nor can the first be prolonged over the second.
        let longer = end_appointment::Input { to: day("2026-03-01"), ..input };
        let refusal =
            only(end_appointment::run(&house.app, &administrator, &request(), longer.clone()).await);
        assert_eq!((refusal.code, refusal.field.as_deref()), (Code::AppointmentsOverlap, Some("to")));
        // What has not begun can be called off, and is in nobody's way then.
        let off = end_appointment::Input {
            appointment: house.held("chief", "manager").await.id,
            to: day("2026-02-28"),
            act: None,
            note: None,
        };
        kept(end_appointment::run(&house.app, &administrator, &request(), off).await);
        kept(end_appointment::run(&house.app, &administrator, &request(), longer).await);

        // Executors are as many as are appointed, each once.
        kept(house.appoint(house.wish("newcomer", "uzhkh_executor", "2026-02-02", None).await).await);
        let twice =
            only(house.appoint(house.wish("newcomer", "uzhkh_executor", "2026-05-01", None).await).await);
        assert_eq!(twice.code, Code::AppointmentsOverlap);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_curator_below_deputy_head_is_refused() {
    in_both(async |house| {
        let wish = house.wish("chief", "curator", "2026-02-03", None).await;
        let unknown = only(house.appoint(wish.clone()).await);
        assert_eq!((unknown.code, unknown.field.as_deref()), (Code::FieldRequired, Some("rank")));
        let low = appoint::Input { rank: Some(Rank::HeadOfDepartment), ..wish.clone() };
        let refusal = only(house.appoint(low).await);
        assert_eq!(refusal.code, Code::RankTooLow);
        assert_eq!(refusal.parameters["least"], "заместитель главы");
        // The file names this position and its rank.
        kept(house.appoint(house.wish("deputy", "curator", "2026-02-03", Some("2026-02-03")).await).await);
        let said = appoint::Input { rank: Some(Rank::DeputyHead), from: day("2026-02-04"), ..wish };
        kept(house.appoint(said).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn impossible_days_and_strangers_are_refused() {
    in_both(async |house| {
        for (from, to, field) in [
            ("2026-02-03", Some("2026-02-02"), "to"),
            ("2206-02-03", None, "from"),
            ("2026-02-01", None, "from"),
        ] {
            let refusal = only(house.appoint(house.wish("newcomer", "uzhkh_executor", from, to).await).await);
            assert_eq!((refusal.code, refusal.field.as_deref()), (Code::FieldInvalid, Some(field)), "{from}");
        }
        let wish = house.wish("newcomer", "uzhkh_executor", "2026-02-03", None).await;
        let long = appoint::Input { note: Some("я".repeat(1_001)), ..wish.clone() };
        assert_eq!(only(house.appoint(long).await).code, Code::TooLarge);
        let stranger = appoint::Input { user: house.users["duty"], ..wish.clone() };
        assert!(matches!(house.appoint(stranger).await, Err(Error::NotFound)));
        let coordinator = house.caller("coordinator").await;
        let forbidden = appoint::run(&house.app, &coordinator, &request(), wish.clone()).await;
        assert!(matches!(forbidden, Err(Error::Forbidden)));

        let (administrator, once) = (house.caller("administrator").await, request());
        for _ in 0..2 {
            kept(appoint::run(&house.app, &administrator, &once, wish.clone()).await);
        }
        let seat = house.seat("uzhkh_executor").await;
        let held = house.tx().await.appointments().await.unwrap();
        assert_eq!(held.iter().filter(|held| held.seat == seat).count(), 2, "a repeat is harmless");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_seat_that_the_act_does_not_combine_is_said() {
    in_both(async |house| {
        kept(house.appoint(house.wish("coordinator", "page_owner", "2026-02-02", None).await).await);
        kept(house.appoint(house.wish("coordinator", "uzhkh_executor", "2026-02-02", None).await).await);
        let manager = house.caller("manager").await;
        let shown = house.app.reader(&manager).composition(None).await.unwrap();
        let seat = |code: &str| shown.seats.iter().find(|seat| seat.code == code).unwrap();
        assert_eq!(seat("page_owner").warnings.len(), 1, "{:?}", seat("page_owner").warnings);
        assert!(seat("page_owner").warnings[0].contains("специалист управления ЖКХ"));
        assert_eq!(seat("uzhkh_executor").warnings.len(), 2);
        assert_eq!(seat("manager").warnings, Vec::<String>::new());
        assert!(seat("curator").is_vacant && !seat("manager").is_vacant);
        assert!(seat("region_representative").is_external && seat("region_representative").is_by_agreement);
        assert!(shown.people.len() >= 8);
        let coordinator = house.app.reader(&house.caller("coordinator").await);
        assert_eq!(coordinator.composition(None).await.unwrap().people, []);
    })
    .await;
}

/// The same centre by an act of another number and day, with one block renamed.
fn amended(day: &str) -> String {
    let text = ACT
        .replace("number: \"499\"", "number: \"77\"")
        .replace("date: 2025-11-28", &format!("date: {day}"))
        .replace("name: жилищно-коммунальное хозяйство", "name: городское хозяйство")
        .replace(
            "    position: руководитель отдела делопроизводства и организационной работы",
            "    position: управляющий делами",
        );
    assert!(text.contains("№ 77") || text.contains("\"77\""));
    assert_ne!(text, ACT);
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_takes_the_place_of_another_and_old_days_show_the_old_one() {
    in_both(async |house| {
        house.clock("2026-02-10 10:00").await;
        let coordinator = house.caller("coordinator").await;
        let case = done(case::enter::run(&house.app, &coordinator, &request(), card("zhkh.yard")).await);
        let block = house.tx().await.subject(case.into()).await.unwrap().unwrap().block;
        assert!(block.is_some());

        let ahead = apply(&house.operator, &[REGION, &amended("2026-03-01"), SETTINGS]).await;
        assert!(matches!(ahead, Err(Error::Invalid { code: "ACT_NOT_IN_FORCE", .. })), "{ahead:?}");
        house.clock("2026-03-02 10:00").await;
        let older = apply(&house.operator, &[REGION, &amended("2025-10-01"), SETTINGS]).await;
        assert!(matches!(older, Err(Error::Invalid { code: "ACT_OLDER", .. })), "{older:?}");
        let reader = house.app.reader(&house.caller("manager").await);
        let before = reader.composition(None).await.unwrap();
        assert_eq!(before.acts.len(), 1, "nothing is half done");

        let changed = apply(&house.operator, &[REGION, &amended("2026-03-01"), SETTINGS]).await.unwrap();
        assert!(matches!(changed, Applied::Done(lines) if !lines.is_empty()));
        let again = apply(&house.operator, &[REGION, &amended("2026-03-01"), SETTINGS]).await.unwrap();
        assert_eq!(again, Applied::Done(Vec::new()));
        assert_eq!(house.tx().await.subject(case.into()).await.unwrap().unwrap().block, block);

        let reader = house.app.reader(&house.caller("manager").await);
        let now = reader.composition(None).await.unwrap();
        let numbers: Vec<_> = now.acts.iter().map(|act| act.number.as_deref()).collect();
        assert_eq!(numbers, [Some("77"), Some("499")]);
        assert_eq!(
            now.acts[0].supersedes.as_deref(),
            Some("постановление администрации от 28.11.2025 № 499")
        );
        let zhkh = now.blocks.iter().find(|shown| Some(shown.id) == block).unwrap();
        assert_eq!(zhkh.name.as_deref(), Some("городское хозяйство"));
        let versions: Vec<_> = zhkh
            .versions
            .iter()
            .map(|(version, act)| (version.name.as_str(), version.from_on, version.to_on, act.as_deref()))
            .collect();
        assert_eq!(
            versions,
            [
                (
                    "городское хозяйство",
                    day("2026-03-01"),
                    None,
                    Some("постановление администрации от 01.03.2026 № 77")
                ),
                (
                    "жилищно-коммунальное хозяйство",
                    day("2025-11-28"),
                    Some(day("2026-02-28")),
                    Some("постановление администрации от 28.11.2025 № 499")
                ),
            ]
        );
        let then = reader.composition(Some(day("2026-02-28"))).await.unwrap();
        let zhkh = then.blocks.iter().find(|shown| Some(shown.id) == block).unwrap();
        assert_eq!(zhkh.name.as_deref(), Some("жилищно-коммунальное хозяйство"));
        let position = |shown: &otklik_app::reader::Composition| {
            shown.seats.iter().find(|seat| seat.code == "manager").unwrap().position.clone()
        };
        assert_eq!(position(&now), "управляющий делами");
        assert_eq!(position(&then), "руководитель отдела делопроизводства и организационной работы");

        let old = annex::run(&house.operator, CODE, Some(day("2026-02-28"))).await.unwrap();
        let new = annex::run(&house.operator, CODE, None).await.unwrap();
        assert_eq!(old.act.as_ref().unwrap().number.as_deref(), Some("499"));
        assert_eq!(new.act.as_ref().unwrap().number.as_deref(), Some("77"));
        let named = |annex: &annex::Annex, name: &str| {
            annex.lines.iter().any(|line| line.blocks.iter().any(|block| block == name))
        };
        assert!(named(&old, "жилищно-коммунальное хозяйство") && !named(&old, "городское хозяйство"));
        assert!(named(&new, "городское хозяйство") && !named(&new, "жилищно-коммунальное хозяйство"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_centre_that_has_ended_is_read_and_nothing_else() {
    in_both(async |house| {
        let case = enter(&house).await;
        let ended = |on: &'static str| {
            end_centre::run(&house.operator, CODE, "постановление администрации от 02.02.2026 № 15", day(on))
        };
        let ahead = ended("2026-02-03").await;
        assert!(matches!(ahead, Err(Error::Invalid { code: "DAY_AHEAD", .. })), "{ahead:?}");
        let region = end_centre::run(&house.operator, "mari-el", "приказ", day("2026-02-02")).await;
        assert!(matches!(region, Err(Error::Invalid { code: "REGION_HAS_MEMBERS", .. })), "{region:?}");
        ended("2026-02-02").await.unwrap();
        let twice = ended("2026-02-02").await;
        assert!(matches!(twice, Err(Error::Invalid { code: "TENANT_ENDED", .. })), "{twice:?}");

        let ended = [Code::TenantEnded];
        let coordinator = house.caller("coordinator").await;
        let app = &house.app;
        assert_eq!(refused(case::enter::run(app, &coordinator, &request(), card(FAST)).await), ended);
        assert_eq!(refused(assign(&house, case).await), ended);
        let take = Input { case, expected_revision: 1, note: None };
        assert_eq!(refused(case::take::run(app, &coordinator, &request(), take).await), ended);
        let comment = case::comment::Input { case, text: "ещё слово".into() };
        assert_eq!(refused(case::comment::run(app, &coordinator, &request(), comment).await), ended);
        assert_eq!(
            refused(house.appoint(house.wish("newcomer", "uzhkh_executor", "2026-02-03", None).await).await),
            ended
        );
        let administrator = house.caller("administrator").await;
        let input =
            set_function::Input { function: "seasonal_problems".into(), on: true, note: "нужно".into() };
        assert_eq!(refused(set_function::run(app, &administrator, &request(), input).await), ended);
        let file = apply(&house.operator, &[REGION, &amended("2026-02-01"), SETTINGS]).await;
        assert!(matches!(file, Err(Error::Invalid { code: "TENANT_ENDED", .. })), "{file:?}");
        let user = NewUser {
            login: "late".into(),
            password: None,
            tenant_code: CODE.into(),
            position: "специалист".into(),
            rank: None,
            seats: Vec::new(),
        };
        let let_in = account::create(&house.operator, user).await;
        assert!(matches!(let_in, Err(Error::Invalid { code: "TENANT_ENDED", .. })), "{let_in:?}");

        // The clocks stand still: days later nothing has climbed, for the centre or for its region.
        house.clock("2026-02-20 12:00").await;
        let swept = sweep::run(app, 100).await.unwrap();
        assert_eq!((swept.changed, swept.next_at), (0, None));
        assert_eq!(house.tx().await.steps(case.into()).await.unwrap().len(), 0);
        let duty = by_login(&house.operator, "duty", "mari-el").await.unwrap().unwrap();
        let notice = region::acknowledge::Input {
            tenant: coordinator.tenant,
            case,
            expected_revision: 1,
            timer: house.tx().await.subject(case.into()).await.unwrap().unwrap().instance.timers[0].id,
            step: "plus_1wd".into(),
            note: "вижу".into(),
        };
        assert_eq!(refused(region::acknowledge::run(app, &duty, &request(), notice).await), ended);

        let reader = app.reader(&coordinator);
        let page = PageRequest { first: 20, after: None };
        assert_eq!(reader.cases(&CaseFilter::default(), &page).await.unwrap().rows.len(), 1);
        assert!(reader.case(case).await.unwrap().is_some());
        let shown = reader.composition(None).await.unwrap();
        assert!(shown.is_ended);
        assert_eq!(shown.acts[0].kind, "постановление администрации от 02.02.2026 № 15");
        assert!(annex::run(&house.operator, CODE, None).await.unwrap().lines.len() > 3);
        assert_eq!(house.db.count("SELECT count(*) FROM audit_entry WHERE act = 'tenant.end'").await, 1);
    })
    .await;
}
