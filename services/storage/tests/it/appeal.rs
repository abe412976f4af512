//! What is inside a paper: questions, co-executors, contributions, letters, resolutions.

use otklik_domain::case::{AnswerWay, LetterKind, QuestionOutcome};
use otklik_domain::id::{LetterId, QuestionId, SubjectId};
use otklik_storage::query::appeal::{Contribution, Question};
use otklik_storage::query::letter::{Letter, Resolution};
use otklik_storage::{Error, Scope};
use otklik_testkit::seed::SINCE;

use crate::subject_world::{World, moment, on_both, subject, timer, uuid};

fn question(subject: SubjectId, ordinal: u16) -> Question {
    Question {
        id: QuestionId(uuid()),
        subject,
        ordinal,
        body: format!("Вопрос {ordinal}"),
        organization: None,
        assignee: None,
        outcome: None,
        outcome_confirmed_by: None,
    }
}

#[tokio::test]
async fn questions_keep_their_order_who_answers_and_what_became_of_each() {
    on_both(async |world| {
        let row = subject(&world.ours);
        world.add(&row).await;
        let (mut first, mut second) = (question(row.id, 1), question(row.id, 2));
        let (kept, place) = ([second.clone(), first.clone()], world.ours.clone());
        world.run(place.scope(), move |tx| async move { tx.insert_questions(&kept).await }).await.unwrap();
        first.organization = Some(place.organizations[0]);
        first.assignee = Some(place.users[1]);
        second.outcome = Some(QuestionOutcome::SupportedDone);
        second.outcome_confirmed_by = Some(place.users[2]);
        let (one, other) = (first.clone(), second.clone());
        world
            .run(place.scope(), move |tx| async move {
                assert!(tx.place_question(one.id, one.organization, one.assignee).await?);
                let confirmed = other.outcome_confirmed_by;
                assert!(tx.set_outcome(other.id, QuestionOutcome::SupportedDone, confirmed).await?);
                assert!(!tx.set_outcome(QuestionId(uuid()), QuestionOutcome::Explained, None).await?);
                Ok(())
            })
            .await
            .unwrap();
        let tx = world.store.reader(place.scope()).await.unwrap();
        assert_eq!(tx.questions(row.id).await.unwrap(), [first.clone(), second.clone()]);
        assert_eq!(tx.questions_of(&[row.id, SubjectId(uuid())]).await.unwrap(), [first.clone(), second]);
        assert!(!format!("{first:?}").contains("Вопрос"), "words stay out of logs");
        drop(tx);
        let again = question(row.id, 1);
        let twice =
            world.run(place.scope(), move |tx| async move { tx.insert_questions(&[again]).await }).await;
        assert!(twice.unwrap_err().is_conflict(), "one question has one place");
    })
    .await;
}

#[tokio::test]
async fn co_executors_are_replaced_and_who_stays_keeps_the_moment_of_joining() {
    on_both(async |world| {
        let row = subject(&world.ours);
        world.add(&row).await;
        let (id, place) = (row.id, world.ours.clone());
        let (stays, leaves, comes) = (place.users[0], place.users[1], place.users[2]);
        let body = place.organizations[0];
        let put = async |people: Vec<_>| {
            world
                .run(place.scope(), move |tx| async move { tx.put_co_assignees(id, &people).await })
                .await
                .unwrap();
        };
        put(vec![(stays, None), (leaves, Some(body)), (stays, None)]).await;
        let tx = world.store.reader(place.scope()).await.unwrap();
        let before = tx.co_assignees(id).await.unwrap();
        assert_eq!(before.len(), 2, "a person named twice joins once");
        drop(tx);
        world.db.clock().advance(chrono::TimeDelta::hours(1)).await;
        put(vec![(stays, Some(body)), (comes, None)]).await;
        let tx = world.store.reader(place.scope()).await.unwrap();
        let after = tx.co_assignees(id).await.unwrap();
        let of = |people: &[otklik_storage::query::appeal::CoAssignee], user| {
            people.iter().find(|one| one.user == user).cloned()
        };
        assert_eq!(of(&after, leaves), None);
        assert_eq!(of(&after, stays).unwrap().at, of(&before, stays).unwrap().at);
        assert_eq!(of(&after, stays).unwrap().organization, Some(body));
        assert!(of(&after, comes).unwrap().at > of(&before, stays).unwrap().at);
        let mut people = vec![stays, comes];
        people.sort_unstable();
        assert_eq!(tx.subject(id).await.unwrap().unwrap().facts().co_assignees, people);
        drop(tx);
        put(vec![]).await;
        let tx = world.store.reader(place.scope()).await.unwrap();
        assert_eq!(tx.subject(id).await.unwrap().unwrap().co_assignees, []);
    })
    .await;
}

#[tokio::test]
async fn the_sweep_sees_co_executors_and_the_region_does_not() {
    on_both(async |world| {
        let mut row = subject(&world.ours);
        row.co_assignees = vec![world.ours.users[1]];
        row.instance.timers = vec![timer("final", moment(1), moment(1))];
        row.instance.lateness = otklik_domain::standing::Lateness::Breached;
        row.late_since = Some(moment(1));
        row.next_due = Some(moment(1));
        world.add(&row).await;
        let claimed =
            world.run(Scope::Clockwork("sweep"), |tx| async move { tx.claim_due(10).await }).await.unwrap();
        assert_eq!(claimed[0].co_assignees, row.co_assignees);
        let region = world.region;
        let tx = world.store.reader(Scope::Region(region)).await.unwrap();
        let seen = tx.late_case(world.ours.tenant, row.id).await.unwrap().unwrap();
        assert_eq!(seen.co_assignees, []);
        drop(tx);
        let tx = world.store.reader(Scope::RegionAct { region, tenant: world.ours.tenant }).await.unwrap();
        assert!(matches!(tx.co_assignees(row.id).await, Err(Error::Bug(_))));
        assert_eq!(tx.subject(row.id).await.unwrap().unwrap().co_assignees, []);
    })
    .await;
}

async fn words(world: &World, id: SubjectId) -> (Contribution, Letter, Resolution) {
    let place = world.ours.clone();
    world
        .run(place.scope(), move |tx| async move {
            let (by, at) = (place.users[0], tx.now().get());
            let wrote = Contribution {
                id: uuid(), subject: id, author: by, body: "По вопросу 2".into(), at
            };
            let sent = Letter {
                id: LetterId(tx.new_id::<uuid::Uuid>()),
                subject: id,
                kind: LetterKind::Forwarding,
                number: Some("05-12/7".into()),
                sent_on: SINCE,
                addressee: Some("Государственная жилищная инспекция".into()),
                way: AnswerWay::Email,
                body: None,
                by,
                at,
            };
            let resolved = Resolution {
                id: uuid(),
                subject: id,
                body: "Подготовить ответ".into(),
                due_on: Some(SINCE),
                by,
                at,
            };
            tx.insert_contribution(wrote.clone()).await?;
            tx.insert_letter(sent.clone()).await?;
            tx.insert_resolution(resolved.clone()).await?;
            Ok((wrote, sent, resolved))
        })
        .await
        .unwrap()
}

#[tokio::test]
async fn contributions_letters_and_resolutions_come_back_to_their_tenant_alone() {
    on_both(async |world| {
        let row = subject(&world.ours);
        world.add(&row).await;
        let (wrote, sent, resolved) = words(&world, row.id).await;
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        assert_eq!(tx.contributions(row.id).await.unwrap(), std::slice::from_ref(&wrote));
        assert_eq!(tx.letters(row.id).await.unwrap(), std::slice::from_ref(&sent));
        assert_eq!(tx.resolutions(row.id).await.unwrap(), std::slice::from_ref(&resolved));
        for text in [format!("{wrote:?}"), format!("{sent:?}"), format!("{resolved:?}")] {
            assert!(!text.contains("вопросу") && !text.contains("инспекция") && !text.contains("ответ"));
        }
        drop(tx);
        let (region, tenant) = (world.region, world.ours.tenant);
        for scope in [Scope::RegionAct { region, tenant }, Scope::Clockwork("test"), Scope::Door] {
            let tx = world.store.reader(scope).await.unwrap();
            assert!(matches!(tx.contributions(row.id).await, Err(Error::Bug(_))), "{scope:?}");
            assert!(matches!(tx.letters(row.id).await, Err(Error::Bug(_))), "{scope:?}");
            assert!(matches!(tx.resolutions(row.id).await, Err(Error::Bug(_))), "{scope:?}");
            assert!(matches!(tx.questions(row.id).await, Err(Error::Bug(_))), "{scope:?}");
            assert!(matches!(tx.registration(row.id).await, Err(Error::Bug(_))), "{scope:?}");
        }
    })
    .await;
}
