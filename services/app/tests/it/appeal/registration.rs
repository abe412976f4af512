//! Numbers without gaps, days in the past, papers that a record-keeping system registered before.

use otklik_app::Error;
use otklik_app::case::appeal::{enter, register};
use otklik_domain::channel::Channel;
use otklik_domain::refusal::Code;
use otklik_domain::role::Role;

use super::desk::{Desk, day, only, paper, refusals, with_desk};
use crate::centre::{at, done, minute, refused, request};

async fn numbers(desk: &Desk) -> Vec<String> {
    let reader = desk.world.app.reader(&desk.role(Role::Registrar).await);
    let page = otklik_domain::page::PageRequest { first: 100, after: None };
    let page = reader.journal(&otklik_app::reader::JournalFilter::default(), &page).await.unwrap();
    let mut numbers: Vec<String> = page.rows.into_iter().map(|(_, line)| line.registration.number).collect();
    numbers.sort();
    numbers
}

#[tokio::test(flavor = "multi_thread")]
async fn registered_at_once_each_has_its_number_and_none_is_left_out() {
    with_desk(async |desk| {
        let mut papers = Vec::new();
        for _ in 0..6 {
            papers.push(desk.enter().await);
        }
        let one = async |id| done(desk.register(desk.registration(id, "2026-03-02").await).await);
        let refused_between = async |id| {
            let mut bad = desk.registration(id, "2026-03-02").await;
            bad.questions.clear();
            refusals(desk.register(bad).await)
        };
        tokio::join!(
            one(papers[0]),
            one(papers[1]),
            refused_between(papers[5]),
            one(papers[2]),
            one(papers[3]),
            one(papers[4]),
        );
        done(desk.register(desk.registration(papers[5], "2026-03-02").await).await);
        let expected: Vec<String> = (1..=6).map(|n| format!("БРЗ-ОГ-2026-{n:06}")).collect();
        assert_eq!(numbers(&desk).await, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_paper_gets_one_number_however_often_it_is_registered() {
    with_desk(async |desk| {
        let id = desk.enter().await;
        let input = desk.registration(id, "2026-03-02").await;
        let (first, second) = tokio::join!(desk.register(input.clone()), desk.register(input.clone()));
        let conflicts =
            [&first, &second].iter().filter(|it| matches!(it, Err(Error::Conflict { .. }))).count();
        assert_eq!(conflicts, 1, "{first:?} {second:?}");
        let again = register::Input { expected_revision: desk.row(id).await.revision, ..input };
        assert_eq!(refused(desk.register(again).await), [Code::ActNotAllowedInState]);
        assert_eq!(numbers(&desk).await, ["БРЗ-ОГ-2026-000001"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_in_the_past_says_why_and_is_audited() {
    with_desk(async |desk| {
        let registrar = desk.role(Role::Registrar).await;
        let came = |reason: Option<&str>| {
            let mut letter = paper();
            letter.card.received_at = Some(at("2026-02-26 10:00"));
            enter::Input { past_reason: reason.map(str::to_owned), ..letter }
        };
        let silent = enter::run(&desk.world.app, &registrar, &request(), came(None)).await;
        assert_eq!(only(silent, "").0, Code::FieldRequired);
        let id = done(enter::run(&desk.world.app, &registrar, &request(), came(Some("болезнь"))).await);
        let registration = desk.walk(id).clock_of("registration").await;
        assert_eq!(minute(registration.anchor), at("2026-02-26 10:00"));
        let silent = desk.register(desk.registration(id, "2026-02-27").await).await;
        assert_eq!(only(silent, "").1, "pastReason");
        let mut before = desk.registration(id, "2026-02-25").await;
        before.past_reason = Some("ошибка".into());
        assert_eq!(only(desk.register(before.clone()).await, "reason").2, "BEFORE_RECEIPT");
        let future = register::Input { registered_on: day("2026-03-03"), ..before };
        assert_eq!(only(desk.register(future).await, "reason").2, "IN_FUTURE");
        let mut why = desk.registration(id, "2026-02-27").await;
        why.past_reason = Some("внесено после сбоя связи".into());
        done(desk.register(why).await);
        let legal = desk.walk(id).clock_of("legal").await.due.legal.unwrap();
        assert_eq!(minute(legal), at("2026-03-30 00:00"), "thirty days after 27 February");
        for act in ["enter_past_date", "register_past_date"] {
            let sql = format!("SELECT count(*) FROM audit_entry WHERE act = '{act}'");
            assert_eq!(desk.world.db.count(&sql).await, 1, "{act}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_of_an_outside_system_leads_to_one_card() {
    with_desk(async |desk| {
        let outside = async |id, number: &str, on: &str| {
            let mut input = desk.registration(id, "2026-03-02").await;
            input.outside_system = Some("СЭД".into());
            input.outside_number = Some(number.into());
            input.outside_on = Some(day(on));
            input
        };
        let first = desk.enter().await;
        let mut lame = outside(first, "П-114", "2026-03-02").await;
        lame.outside_number = Some("  ".into());
        assert_eq!(only(desk.register(lame).await, "").1, "outsideNumber");
        let other_day = outside(first, "П-114", "2026-03-01").await;
        assert_eq!(only(desk.register(other_day).await, "reason").2, "NOT_REGISTRATION_DAY");
        done(desk.register(outside(first, "П-114", "2026-03-02").await).await);
        let second = desk.enter().await;
        let taken = only(desk.register(outside(second, "П-114", "2026-03-02").await).await, "case");
        let number = desk.row(first).await.number;
        assert_eq!(taken, (Code::NumberTaken, "outsideNumber".into(), number));
        done(desk.register(outside(second, "П-115", "2026-03-02").await).await);
        assert_eq!(numbers(&desk).await, ["БРЗ-ОГ-2026-000001", "БРЗ-ОГ-2026-000002"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_e_mail_or_a_call_is_no_appeal() {
    with_desk(async |desk| {
        let registrar = desk.role(Role::Registrar).await;
        for (channel, reason) in [
            (Channel::Email, "EMAIL_IS_NO_APPEAL"),
            (Channel::Phone, "CHANNEL_CARRIES_NO_APPEAL"),
            (Channel::OfficialPage, "CHANNEL_CARRIES_NO_APPEAL"),
        ] {
            let mut letter = paper();
            letter.card.channel = channel;
            let refused = enter::run(&desk.world.app, &registrar, &request(), letter).await;
            assert_eq!(only(refused, "reason"), (Code::FieldInvalid, "channel".into(), reason.into()));
        }
        assert_eq!(desk.world.db.count("SELECT count(*) FROM subject").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_are_there_and_their_bodies_exist() {
    with_desk(async |desk| {
        let id = desk.enter().await;
        let mut none = desk.registration(id, "2026-03-02").await;
        none.questions.clear();
        assert_eq!(only(desk.register(none).await, "").1, "questions");
        let mut empty = desk.registration(id, "2026-03-02").await;
        empty.questions[1].text = " \n".into();
        assert_eq!(only(desk.register(empty).await, "").1, "questions.text");
        let mut foreign = desk.registration(id, "2026-03-02").await;
        foreign.questions[0].organization = Some(desk.world.centres.b.organizations[0]);
        assert!(matches!(desk.register(foreign).await, Err(Error::NotFound)));
        assert_eq!(desk.row(id).await.instance.state, "RECEIVED");
    })
    .await;
}
