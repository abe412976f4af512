//! The journal: what is listed is what the filter and the reach let through, the newest first, page after page.

use chrono::{Days, NaiveDate};
use otklik_domain::case::{AnswerWay, AppealKind, LetterKind};
use otklik_domain::id::SubjectId;
use otklik_domain::page::PageRequest;
use otklik_domain::reach::{Any, Grant, Reach};
use otklik_domain::subject::Phase;
use otklik_storage::Tx;
use otklik_storage::query::journal::{JournalAnswer, JournalFilter};
use otklik_storage::query::letter::Letter;
use otklik_storage::query::registration::{Outside, Registration};
use otklik_storage::query::subject::SubjectRow;
use otklik_testkit::seed::SINCE;

use crate::registration::registration;
use crate::subject_world::{Place, World, moment, on_both, subject, timer};

const ALL: Reach = Reach { grant: Grant::All, never_about: Vec::new() };

/// A paper with its line in the journal: `number` says its place within a day.
async fn registered(world: &World, place: &Place, row: &SubjectRow, on: NaiveDate, number: u32) {
    world.add(row).await;
    let (id, of) = (row.id, place.clone());
    world
        .run(place.scope(), move |tx| async move {
            let line = Registration {
                registered_on: on,
                kind: if number.is_multiple_of(2) { AppealKind::Complaint } else { AppealKind::Proposal },
                outside: (number == 3).then(|| Outside {
                    system: "СЭД".into(),
                    number: "вх-77".into(),
                    on: Some(on),
                }),
                ..registration(&tx, &of, id, &format!("{number:06}"))
            };
            tx.insert_registration(&line).await
        })
        .await
        .unwrap();
}

async fn walk(tx: &Tx, filter: &JournalFilter, reach: &Reach, first: u16) -> Vec<SubjectId> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = tx.journal(filter, reach, &PageRequest { first, after: after.take() }).await.unwrap();
        found.extend(page.rows.iter().map(|(_, row)| row.subject.id));
        after = page.rows.last().map(|(cursor, _)| cursor.clone());
        if !page.has_next {
            return found;
        }
        assert_eq!(page.rows.len(), usize::from(first), "a page is full before the next begins");
    }
}

/// Seven papers of three days, the oldest first; even ones are closed, the third lies in a direction.
async fn seven(world: &World) -> Vec<SubjectRow> {
    let mut rows = Vec::new();
    for n in 1_u32..=7 {
        let mut row = subject(&world.ours);
        row.instance.phase = if n % 2 == 0 { Phase::Closed } else { Phase::InProgress };
        row.direction = (n == 3).then(|| world.ours.directions[0]);
        row.co_assignees = if n == 5 { vec![world.ours.users[1]] } else { Vec::new() };
        row.instance.timers = vec![timer("legal", moment(60), moment(60))];
        registered(world, &world.ours, &row, SINCE + Days::new(u64::from(n) / 3), n).await;
        rows.push(row);
    }
    rows
}

#[tokio::test]
async fn the_newest_registration_comes_first_whatever_the_size_of_a_page() {
    on_both(async |world| {
        let rows = seven(&world).await;
        let foreign = subject(&world.neighbour);
        registered(&world, &world.neighbour, &foreign, SINCE, 1).await;
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        let newest_first: Vec<_> = rows.iter().rev().map(|row| row.id).collect();
        for first in [1, 2, 3, 7, 50] {
            assert_eq!(walk(&tx, &JournalFilter::default(), &ALL, first).await, newest_first, "{first}");
        }
        assert_eq!(tx.count_journal(&JournalFilter::default(), &ALL).await.unwrap(), 7);
        let page = tx
            .journal(&JournalFilter::default(), &ALL, &PageRequest { first: 7, after: None })
            .await
            .unwrap();
        for ((_, shown), kept) in page.rows.iter().zip(rows.iter().rev()) {
            assert_eq!(shown.subject, *kept, "with its timers and co-executors");
            assert_eq!(Some(&shown.registration), tx.registration(kept.id).await.unwrap().as_ref());
            assert_eq!(Some(&shown.text), tx.case_text(kept.id).await.unwrap().as_ref());
        }
    })
    .await;
}

#[tokio::test]
async fn filters_and_reach_narrow_the_list_and_the_count_alike() {
    on_both(async |world| {
        let rows = seven(&world).await;
        let any = |any: Any| Reach { grant: Grant::Any(any), never_about: Vec::new() };
        let all = JournalFilter::default();
        let (day, words) = (Some(SINCE + Days::new(1)), |text: &str| Some(text.to_owned()));
        let direction = Any { directions: vec![world.ours.directions[0]], ..Any::default() };
        let co = Any { co_assigned_to: Some(world.ours.users[1]), ..Any::default() };
        let (first_search, third) = (rows[0].number.clone(), &[3][..]);
        let cases: Vec<(JournalFilter, Reach, &[usize])> = vec![
            (JournalFilter { from: day, ..all.clone() }, ALL, &[7, 6, 5, 4, 3]),
            (JournalFilter { to: day, ..all.clone() }, ALL, &[5, 4, 3, 2, 1]),
            (JournalFilter { from: day, to: day, ..all.clone() }, ALL, &[5, 4, 3]),
            (JournalFilter { kind: Some(AppealKind::Complaint), ..all.clone() }, ALL, &[6, 4, 2]),
            (JournalFilter { open: Some(true), ..all.clone() }, ALL, &[7, 5, 3, 1]),
            (JournalFilter { open: Some(false), ..all.clone() }, ALL, &[6, 4, 2]),
            (JournalFilter { phases: vec![Phase::Closed], ..all.clone() }, ALL, &[6, 4, 2]),
            (JournalFilter { search: words("ВХ-77"), ..all.clone() }, ALL, third),
            (JournalFilter { search: words("000004"), ..all.clone() }, ALL, &[4]),
            (JournalFilter { search: Some(first_search), ..all.clone() }, ALL, &[1]),
            (JournalFilter { search: words("' OR 1=1 --"), ..all.clone() }, ALL, &[]),
            (all.clone(), any(direction), third),
            (all.clone(), any(co), &[5]),
            (all.clone(), Reach::nothing(), &[]),
        ];
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        for (filter, reach, expected) in cases {
            let expected: Vec<_> = expected.iter().map(|n| rows[n - 1].id).collect();
            assert_eq!(walk(&tx, &filter, &reach, 2).await, expected, "{filter:?} {reach:?}");
            let count = tx.count_journal(&filter, &reach).await.unwrap();
            assert_eq!(usize::try_from(count).unwrap(), expected.len(), "{filter:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_journal_shows_the_last_answer_that_left_the_house() {
    on_both(async |world| {
        let row = subject(&world.ours);
        registered(&world, &world.ours, &row, SINCE, 1).await;
        let (id, by) = (row.id, world.ours.users[0]);
        world
            .run(world.ours.scope(), move |tx| async move {
                for (n, kind) in
                    [LetterKind::Answer, LetterKind::Answer, LetterKind::Notice].iter().enumerate()
                {
                    let letter = Letter {
                        id: tx.new_id(),
                        subject: id,
                        kind: *kind,
                        number: Some(format!("исх-{n}")),
                        sent_on: SINCE + Days::new(n as u64),
                        addressee: None,
                        way: AnswerWay::Post,
                        body: None,
                        by,
                        at: tx.now().get(),
                    };
                    tx.insert_letter(letter).await?;
                }
                Ok(())
            })
            .await
            .unwrap();
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        let page = tx
            .journal(&JournalFilter::default(), &ALL, &PageRequest { first: 9, after: None })
            .await
            .unwrap();
        let answer = JournalAnswer { number: Some("исх-1".into()), sent_on: SINCE + Days::new(1) };
        assert_eq!(page.rows[0].1.answer, Some(answer));
    })
    .await;
}
