//! Rows that come again: the source is right about itself, the platform about what people decided.

use otklik_app::import::settle;
use otklik_domain::id::DifferenceId;
use otklik_domain::page::PageRequest;
use otklik_domain::reply::Kind;
use otklik_domain::role::Role;
use otklik_domain::standing::Lateness;
use otklik_domain::subject::Phase;
use otklik_storage::query::import::DifferenceFilter;

use super::{Line, line};
use crate::centre::{FAST, NORMAL, RESTRICTED, at, done, on_both, request};

fn closed(number: u32) -> Line {
    Line { state: "Решено", ..line(number) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_enters_like_a_card_and_the_date_of_the_source_counts_among_the_dates() {
    on_both(async |world| {
        world.clock("2026-03-02 11:00").await;
        let due = Line { due: "02.03.2026 13:00", ..line(1) };
        let strange = Line { topic: "Летающие тарелки", ..line(2) };
        assert_eq!(world.load(&[due, strange]).await, [2, 0, 0, 0]);
        let case = world.item(1).await;
        let row = case.row().await;
        assert_eq!((row.topic.as_str(), row.received_at), (FAST, at("2026-03-02 10:00")));
        assert_eq!((row.instance.state.as_str(), row.revision), ("NEW", 1));
        assert_eq!(row.block, Some(world.centres.a.blocks[0]), "routed");
        assert_eq!(row.source_due, Some(at("2026-03-02 13:00")));
        assert_eq!(row.next_due, row.source_due, "the earliest date is shown first");
        assert_eq!(case.clock_of("first_reply").await.anchor, at("2026-03-02 10:00"));
        let strange = world.item(2).await;
        assert_eq!(strange.row().await.topic, "other.general");
        let told = "SELECT count(*) FROM timeline WHERE CAST(body AS text) LIKE '%Летающие тарелки%'";
        assert_eq!(world.db.count(told).await, 1, "the case says what the source called it");
        world.figures_hold(&world.centres.a).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_file_moves_what_the_source_owns_and_shouts_where_people_decided() {
    on_both(async |world| {
        world.clock("2026-03-02 11:00").await;
        assert_eq!(world.load(&[line(1), line(2), line(3)]).await, [3, 0, 0, 0]);
        world.item(2).await.to_work().await;
        world.clock("2026-03-02 12:00").await;
        let moved = Line { due: "02.03.2026 12:30", ..line(1) };
        let file = [moved, closed(2), line(3), line(4)];
        assert_eq!(world.load(&file).await, [1, 1, 2, 0]);
        let first = world.item(1).await.row().await;
        assert_eq!(
            (first.source_due, first.next_due),
            (Some(at("2026-03-02 12:30")), Some(at("2026-03-02 12:30")))
        );
        let second = world.item(2).await.row().await;
        assert_eq!(second.instance.state, "IN_WORK", "the source closes nothing here");
        let found = world.differences().await;
        assert_eq!(found, [("state".to_owned(), Some("Решено".to_owned()))]);
        assert_eq!(world.mismatches().await, (1, 0));
        assert_eq!(world.load(&file).await, [0, 4, 0, 0], "the same file again");
        assert_eq!(world.differences().await.len(), 1);
        let late = Line { text: "Яма у дома 2, стало хуже".into(), ..closed(2) };
        assert_eq!(world.load(&[late]).await, [0, 0, 1, 0]);
        assert_eq!(world.differences().await.len(), 1, "said before");
        let text = world.item(2).await.tx().await.case_text(second.id).await.unwrap().unwrap();
        assert_eq!(text.essence, "Яма у дома 2, стало хуже");
        world.figures_hold(&world.centres.a).await;

        let tx = world.db.store().reader(world.centres.a.scope()).await.unwrap();
        let page = PageRequest { first: 10, after: None };
        let open = tx.differences(&DifferenceFilter::default(), &page).await.unwrap();
        drop(tx);
        let ids = vec![DifferenceId(open.rows[0].1.id)];
        let coordinator = world.caller(&world.centres.a, Role::Coordinator).await;
        let asked = request();
        for _ in 0..2 {
            let settled = settle::run(&world.app, &coordinator, &asked, ids.clone()).await.unwrap();
            assert_eq!(settled.rows, 1, "a repeat of the request answers the same");
        }
        assert_eq!(settle::run(&world.app, &coordinator, &request(), ids).await.unwrap().rows, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_that_a_person_corrected_stays() {
    on_both(async |world| {
        world.clock("2026-03-02 11:00").await;
        world.load(&[line(1), line(2)]).await;
        done(world.item(1).await.correct_topic(NORMAL).await);
        let other = |number| Line { topic: "zhkh.heat", ..line(number) };
        assert_eq!(world.load(&[other(1), other(2)]).await, [0, 0, 2, 0]);
        assert_eq!(world.item(1).await.row().await.topic, NORMAL);
        assert_eq!(world.item(2).await.row().await.topic, "zhkh.heat", "nobody had decided");
        assert_eq!(world.differences().await, [("topic".to_owned(), Some("zhkh.heat".to_owned()))]);
        world.figures_hold(&world.centres.a).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restricted_topic_stays_out_of_the_regions_sight() {
    on_both(async |world| {
        world.clock("2026-03-02 11:00").await;
        let hidden = Line { topic: RESTRICTED, ..line(1) };
        world.load(std::slice::from_ref(&hidden)).await;
        assert!(world.item(1).await.row().await.restricted);
        world.load(&[line(1)]).await;
        let row = world.item(1).await.row().await;
        assert!(row.restricted && row.topic == RESTRICTED);
        assert_eq!(world.differences().await, [("topic".to_owned(), Some(FAST.to_owned()))]);
        world.figures_hold(&world.centres.a).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_source_confirms_an_answer_that_was_entered_there() {
    on_both(async |world| {
        world.clock("2026-03-02 11:00").await;
        world.load(&[line(1), line(2)]).await;
        let waits = world.item(1).await.to_publish(Kind::Final).await;
        let given = world.item(2).await.to_answered().await;
        assert!(given.running().await.contains(&"source_entry".to_owned()));
        assert_eq!(world.load(&[closed(1), closed(2)]).await, [0, 0, 2, 0]);
        assert!(!given.running().await.contains(&"source_entry".to_owned()), "entered there");
        assert_eq!(waits.state().await, "TO_PUBLISH");
        assert_eq!(world.differences().await, [("answer".to_owned(), Some("Решено".to_owned()))]);
        assert_eq!(world.mismatches().await, (1, 0));
        done(waits.publish_at("telephone").await);
        assert!(!waits.running().await.contains(&"source_entry".to_owned()), "it is closed there already");
        assert_eq!(world.mismatches().await, (0, 0));
        let reopened = |number| Line { state: "Не решено", ..line(number) };
        assert_eq!(world.load(&[reopened(2)]).await, [0, 0, 1, 0]);
        assert_eq!(given.state().await, "ANSWERED");
        assert_eq!(world.differences().await[1], ("state".to_owned(), Some("Не решено".to_owned())));
        world.figures_hold(&world.centres.a).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_closed_before_we_saw_it_is_closed_here_and_has_no_clock() {
    on_both(async |world| {
        world.clock("2026-03-20 11:00").await;
        assert_eq!(world.load(&[closed(1), line(2)]).await, [2, 0, 0, 0]);
        let case = world.item(1).await;
        let row = case.row().await;
        assert_eq!((row.instance.state.as_str(), row.instance.phase), ("CLOSED", Phase::Closed));
        assert_eq!((row.next_due, row.instance.lateness), (None, Lateness::OnTime));
        assert_eq!(row.instance.timers, []);
        world.sweep().await;
        assert_eq!(case.row().await.revision, 1, "nothing ever fires");
        assert_eq!(world.mismatches().await, (0, 0));
        assert_eq!(world.load(&[line(1)]).await, [0, 0, 1, 0]);
        assert_eq!(world.mismatches().await, (0, 1), "open there, closed here");
        assert_eq!(world.differences().await, [("state".to_owned(), Some("Открыто".to_owned()))]);
        assert_eq!(case.state().await, "CLOSED", "a person decides");
        world.figures_hold(&world.centres.a).await;
    })
    .await;
}
