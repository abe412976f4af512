//! What one card shows: acts that go through, clocks with their reasons, the history in words.

use otklik_app::reader::CaseRow;
use otklik_domain::reply::Kind;
use otklik_domain::role::Role;

use crate::centre::{FAST, Walk, at, done, minute, on_both};

async fn card(case: &Walk<'_>, role: Role) -> (otklik_app::reader::Reader, CaseRow) {
    let reader = case.app.reader(&case.as_role(role).await);
    let card = reader.case(case.id).await.unwrap().unwrap();
    (reader, card)
}

async fn offered(case: &Walk<'_>, role: Role) -> Vec<String> {
    let (reader, card) = card(case, role).await;
    reader.available(&card).await.unwrap().into_iter().map(|act| act.act).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_is_offered_when_state_and_rights_allow_it() {
    on_both(async |world| {
        world.appoint(&world.centres.a, Role::Executor, Role::OrganizationHead).await;
        let case = world.enter(FAST).await;
        let shares_out = ["assign", "take_self", "reject_not_incident", "source_gone"];
        assert_eq!(offered(&case, Role::Coordinator).await, shares_out);
        assert_eq!(offered(&case, Role::Publisher).await, [""; 0]);
        case.assign().await;
        assert_eq!(offered(&case, Role::Coordinator).await, [""; 0]);
        case.accept().await;
        let answers = ["submit_interim", "submit_reply", "submit_postponed", "send_back"];
        assert_eq!(offered(&case, Role::Executor).await, answers);
        case.submit(Kind::Final).await;
        assert_eq!(offered(&case, Role::OrganizationHead).await, ["approve", "return_draft"]);
        assert_eq!(offered(&case, Role::Executor).await, ["return_draft"], "the author does not approve");
        done(case.approve_as(Role::OrganizationHead).await);
        let (reader, card) = card(&case, Role::Publisher).await;
        let acts = reader.available(&card).await.unwrap();
        let publish = acts.iter().find(|act| act.act == "publish_final").unwrap();
        assert_eq!(publish.needs, ["published_at"]);
        assert!(publish.ways.contains(&("telephone".into(), "Ответ дан по телефону".into())));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_says_by_when_and_why() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        world.clock("2026-03-02 12:00").await;
        let (reader, card) = card(&case, Role::Coordinator).await;
        let clocks = reader.clocks(&card).await.unwrap();
        let names: Vec<_> = clocks.iter().map(|clock| (clock.title.as_str(), clock.is_case)).collect();
        assert_eq!(names, [("Первый ответ", true), ("Разбор координатором", false)]);
        assert_eq!(minute(clocks[0].timer.due.control), at("2026-03-02 14:00"));
        assert!(clocks.iter().all(|clock| !clock.explanation.is_empty()));
        let left = reader.work_minutes_left(&card).await.unwrap().unwrap();
        assert!((59..=61).contains(&left), "an hour before lunch, none in it: {left}");
        assert!(!reader.has_applicant(&card).await.unwrap());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_is_told_in_words_newest_first() {
    on_both(async |world| {
        let case = world.enter(FAST).await;
        done(case.correct_topic("roads.snow").await);
        case.assign().await;
        done(case.send_back("wrong_territory").await);
        world.clock("2026-03-02 14:30").await;
        world.sweep().await;
        let (reader, card) = card(&case, Role::Curator).await;
        let lines = reader.timeline(&card, 50).await.unwrap();
        assert!(lines.is_sorted_by(|newer, older| newer.revision >= older.revision));
        let said: Vec<_> = lines.iter().map(|line| format!("{}: {}", line.actor, line.text)).collect();
        for line in [
            "Координатор центра: Внесено",
            "Координатор центра: Тема исправлена: roads.pothole → roads.snow",
            "Специалист управления: Вернуть координатору: Другая территория",
            "система: Нарушен срок: «Первый ответ»",
            "система: Ступень «срок» часов «Первый ответ»: руководитель блока; руководитель МЦУ",
        ] {
            assert!(said.iter().any(|known| known == line), "{line}\n{said:#?}");
        }
        assert_eq!(reader.timeline(&card, 2).await.unwrap(), lines[..2]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_knows_who_they_are_and_what_is_open_to_them() {
    on_both(async |world| {
        let a = &world.centres.a;
        let me = world.app.reader(&world.caller(a, Role::Executor).await).me().await.unwrap();
        assert_eq!(
            (me.user.position.as_str(), me.roles.as_slice()),
            ("Специалист управления", &[Role::Executor][..])
        );
        assert_eq!(me.tenant, a.tenant);
        assert!(me.actions.contains(&"case.submit_reply".to_owned()));
        assert!(!me.actions.contains(&"case.approve".to_owned()));
        let region = &world.centres.region;
        let duty = world.app.reader(&world.caller(region, Role::RegionalDuty).await).me().await.unwrap();
        assert_eq!(duty.actions, ["region.late.view", "region.board.view", "region.step.acknowledge"]);
        let reader = world.app.reader(&world.caller(a, Role::Coordinator).await);
        let strangers = [world.centres.b.user(Role::Coordinator), a.user(Role::Manager)];
        let known = reader.users(&strangers).await.unwrap();
        assert_eq!(known.into_keys().collect::<Vec<_>>(), [a.user(Role::Manager)]);
    })
    .await;
}
