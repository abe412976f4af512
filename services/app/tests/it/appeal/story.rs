//! An appeal from the paper on the desk to the file in the archive.

use otklik_app::case::appeal::plain::Step;
use otklik_app::reader::{JournalFilter, JournalState};
use otklik_domain::case::{LegalRegime, LetterKind, QuestionOutcome};
use otklik_domain::page::PageRequest;
use otklik_domain::reply::State;
use otklik_domain::role::Role;
use otklik_domain::subject::Phase;
use otklik_workflow::instance::TimerState;

use super::desk::{day, letter, with_desk};
use crate::centre::done;

#[tokio::test(flavor = "multi_thread")]
async fn from_the_paper_to_the_archive() {
    with_desk(async |desk| {
        let (world, a) = (&desk.world, desk.a());
        let id = desk.enter().await;
        let walk = desk.walk(id);
        let row = walk.row().await;
        assert_eq!((row.regime, row.instance.state.as_str()), (LegalRegime::Appeal59Fz, "RECEIVED"));
        assert_eq!(walk.running().await, ["registration"]);
        done(desk.register(desk.registration(id, "2026-03-02").await).await);
        let registration = walk.tx().await.registration(id.into()).await.unwrap().unwrap();
        assert_eq!(registration.number, "БРЗ-ОГ-2026-000001");
        assert_eq!(walk.row().await.instance.registered_on, Some(day("2026-03-02")));
        done(desk.step(id, Role::Registrar, Step::ConfirmCompetence).await);
        assert_eq!(walk.state().await, "ON_RESOLUTION");
        done(desk.resolve(desk.resolution(id).await).await);
        let row = walk.row().await;
        assert_eq!(
            (row.instance.state.as_str(), row.instance.assignee),
            ("ASSIGNED", Some(a.user(Role::Executor)))
        );
        assert_eq!(row.co_assignees, [desk.beside]);
        let owners: Vec<_> = desk.questions(id).await.iter().map(|it| it.assignee.unwrap()).collect();
        assert_eq!(owners, [a.user(Role::Executor), desk.beside]);
        walk.accept().await;
        done(desk.contribute(id, desk.beside).await);
        done(desk.set_outcomes(id, Role::Executor).await);
        done(desk.submit_as(id, a.user(Role::Executor)).await);
        done(walk.approve_as(Role::OrganizationHead).await);
        assert_eq!(walk.state().await, "ON_SIGNATURE");
        done(desk.step(id, Role::Signer, Step::Sign).await);
        world.clock("2026-03-10 12:00").await;
        done(desk.dispatch(id, letter("5/исх", "2026-03-10", None)).await);
        let row = walk.row().await;
        assert_eq!((row.instance.state.as_str(), row.instance.phase), ("ANSWERED", Phase::Answered));
        let legal = walk.clock_of("legal").await;
        assert_eq!(legal.state, TimerState::Met);
        let tx = walk.tx().await;
        assert_eq!(tx.latest_reply(id.into()).await.unwrap().unwrap().state, State::Published);
        let letters = tx.letters(id.into()).await.unwrap();
        assert_eq!(letters.iter().map(|it| it.kind).collect::<Vec<_>>(), [LetterKind::Answer]);
        done(desk.close(id).await);
        assert_eq!(walk.row().await.instance.phase, Phase::Closed);
        assert_eq!(walk.running().await, Vec::<String>::new());
        world.figures_hold(a).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_tells_numbers_people_and_outcomes() {
    with_desk(async |desk| {
        let id = desk.signed().await;
        done(desk.dispatch(id, letter("5/исх", "2026-03-02", None)).await);
        let reader = desk.world.app.reader(&desk.role(Role::Manager).await);
        let case = reader.case(id).await.unwrap().unwrap();
        let lines = reader.timeline(&case, 100).await.unwrap();
        let said = |words: &str| lines.iter().any(|line| line.text.contains(words));
        for words in [
            "№ БРЗ-ОГ-2026-000001 от 02.03.2026",
            "Подготовить ответ по существу",
            "соисполнителей: 1",
            "вопрос 1: разъяснено; вопрос 2: разъяснено",
            "исх. № 5/исх от 02.03.2026 почтой",
        ] {
            assert!(said(words), "{words}: {lines:#?}");
        }
        assert!(!reader.route(&case).await.unwrap().is_empty());
        assert_eq!(reader.dates(&case).await.unwrap().legal, None, "nothing is due by law any more");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_journal_lists_what_was_registered_and_its_answer() {
    with_desk(async |desk| {
        let answered = desk.signed().await;
        desk.world.clock("2026-03-05 12:00").await;
        done(desk.dispatch(answered, letter("5/исх", "2026-03-05", None)).await);
        let open = {
            let id = desk.enter().await;
            done(desk.register(desk.registration(id, "2026-03-05").await).await);
            id
        };
        desk.enter().await;
        let reader = desk.world.app.reader(&desk.role(Role::Registrar).await);
        let all = JournalFilter::default();
        assert_eq!(reader.count_journal(&all).await.unwrap(), 2, "a paper without a number is not in it");
        let page = reader.journal(&all, &PageRequest { first: 10, after: None }).await.unwrap();
        let [first, second] = &page.rows[..] else { panic!("{:?}", page.rows) };
        assert_eq!((first.1.case.subject.id, second.1.case.subject.id), (open.into(), answered.into()));
        let line = &second.1;
        assert_eq!(line.registration.number, "БРЗ-ОГ-2026-000001");
        assert_eq!((line.questions, line.outcomes.as_slice()), (2, &[QuestionOutcome::Explained][..]));
        assert_eq!(line.answer, Some((Some("5/исх".to_owned()), day("2026-03-05"))));
        assert_eq!((line.days_in_work, line.dates.legal), (3, Some(day("2026-04-01"))));
        let narrowed = JournalFilter { state: Some(JournalState::Answered), ..JournalFilter::default() };
        assert_eq!(reader.count_journal(&narrowed).await.unwrap(), 1);
        let book = reader.journal_book(&narrowed).await.unwrap();
        let [row] = &book.lines[..] else { panic!("{:?}", book.lines) };
        assert_eq!(
            (row.kind, row.channel, row.outcome.as_deref()),
            ("Заявление", "письмом", Some("разъяснено"))
        );
        assert_eq!(book.made_on, day("2026-03-05"));
        let executor = desk.world.app.reader(&desk.role(Role::Executor).await);
        assert!(matches!(executor.count_journal(&all).await, Err(otklik_app::Error::Forbidden)));
    })
    .await;
}
