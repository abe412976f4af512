//! Lists of cases: what is listed is what the reach covers one by one, page after page, on both databases.

use otklik_domain::channel::Channel;
use otklik_domain::id::{SubjectId, UserId};
use otklik_domain::page::{Cursor, PageRequest};
use otklik_domain::reach::{Any, Grant, Reach};
use otklik_domain::standing::{Lateness, Level};
use otklik_domain::subject::{Kind, Phase};
use otklik_storage::query::case::{CaseFilter, CaseText};
use otklik_storage::query::subject::SubjectRow;
use otklik_storage::{Error, Scope, Tx};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use crate::subject_world::{Place, World, moment, on_both, subject};

const ALL: Reach = Reach { grant: Grant::All, never_about: Vec::new() };

fn maybe<T: Clone>(rng: &mut StdRng, values: &[T]) -> Option<T> {
    rng.random_bool(0.6).then(|| values.choose(rng).unwrap().clone())
}

fn some<T: Clone>(rng: &mut StdRng, values: &[T]) -> Vec<T> {
    values.iter().filter(|_| rng.random_bool(0.4)).cloned().collect()
}

fn random_subject(rng: &mut StdRng, place: &Place) -> SubjectRow {
    let mut row = subject(place);
    row.kind = if rng.random_bool(0.9) { Kind::Case } else { Kind::Task };
    row.channel = *[Channel::Phone, Channel::Pos, Channel::Messenger].choose(rng).unwrap();
    row.topic = (*["roads.pothole", "zhkh.power"].choose(rng).unwrap()).into();
    row.block = maybe(rng, &place.blocks);
    row.organization = maybe(rng, &place.organizations);
    row.direction = maybe(rng, &place.directions);
    row.co_assignees = some(rng, &place.users[..3]);
    row.co_assignees.sort_unstable();
    row.complained_about = maybe(rng, &place.organizations);
    // Few distinct moments, so that the id has to break ties.
    row.next_due = rng.random_bool(0.7).then(|| moment(rng.random_range(0..4) * 60));
    row.instance.assignee = maybe(rng, &place.users);
    row.instance.phase = *Phase::ALL.choose(rng).unwrap();
    row.instance.lateness = *Lateness::ALL.choose(rng).unwrap();
    row.instance.level = *Level::ALL.choose(rng).unwrap();
    row
}

fn random_reach(rng: &mut StdRng, place: &Place) -> Reach {
    let grant = match rng.random_range(0..8) {
        0 => Grant::Nothing,
        1 | 2 => Grant::All,
        _ => Grant::Any(Any {
            assigned_to: maybe(rng, &place.users),
            blocks: some(rng, &place.blocks),
            organizations: some(rng, &place.organizations),
            channels: some(rng, &[Channel::Phone, Channel::Pos])
                .into_iter()
                .filter(|_| rng.random_bool(0.5))
                .collect(),
            directions: some(rng, &place.directions),
            co_assigned_to: maybe(rng, &place.users[..3]),
        }),
    };
    Reach { grant, never_about: some(rng, &place.organizations) }
}

fn random_filter(rng: &mut StdRng, place: &Place) -> CaseFilter {
    if rng.random_bool(0.5) {
        return CaseFilter::default();
    }
    CaseFilter {
        phases: some(rng, Phase::ALL),
        lateness: some(rng, Lateness::ALL),
        block: maybe(rng, &place.blocks).filter(|_| rng.random_bool(0.2)),
        organization: maybe(rng, &place.organizations).filter(|_| rng.random_bool(0.2)),
        topic: rng.random_bool(0.2).then(|| "roads.pothole".into()),
        search: rng.random_bool(0.2).then(|| "ЯМА на".into()),
        assignee: maybe(rng, &place.users).filter(|_| rng.random_bool(0.2)),
        due_before: rng.random_bool(0.2).then(|| moment(60)),
        escalated: rng.random_bool(0.2),
        is_due: rng.random_bool(0.2),
        closed: maybe(rng, &[true, false]).filter(|_| rng.random_bool(0.3)),
    }
}

/// The filter as words, one object at a time; every text of the world answers the one search there is.
fn passes(filter: &CaseFilter, row: &SubjectRow) -> bool {
    let asked = |list_is_empty: bool, has: bool| list_is_empty || has;
    row.kind == Kind::Case
        && asked(filter.phases.is_empty(), filter.phases.contains(&row.instance.phase))
        && asked(filter.lateness.is_empty(), filter.lateness.contains(&row.instance.lateness))
        && filter.block.is_none_or(|block| row.block == Some(block))
        && filter.organization.is_none_or(|organization| row.organization == Some(organization))
        && filter.topic.as_ref().is_none_or(|topic| row.topic == *topic)
        && filter.assignee.is_none_or(|user| row.instance.assignee == Some(user))
        && filter.due_before.is_none_or(|before| row.next_due.is_some_and(|due| due < before))
        && (!filter.is_due || row.next_due.is_some())
        && (!filter.escalated || row.instance.level > Level::Executor)
        && filter.closed.is_none_or(|closed| closed == (row.instance.phase == Phase::Closed))
}

/// Every page of a list, and the check that only the last says so.
async fn walk(tx: &Tx, filter: &CaseFilter, reach: &Reach, first: u16) -> Vec<SubjectId> {
    let mut found = Vec::new();
    let mut after: Option<Cursor> = None;
    loop {
        let page = tx.cases(filter, reach, &PageRequest { first, after: after.take() }).await.unwrap();
        assert!(page.rows.len() <= usize::from(first));
        assert!(
            !page.has_next || page.rows.len() == usize::from(first),
            "a page is full before the next begins"
        );
        found.extend(page.rows.iter().map(|(_, row)| row.subject.id));
        after = page.rows.last().map(|(cursor, _)| cursor.clone());
        if !page.has_next {
            return found;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_its_tenants_cases_filtered_one_by_one() {
    on_both(async |world| {
        let mut rng = StdRng::seed_from_u64(2);
        let mut rows = Vec::new();
        for place in [&world.ours, &world.neighbour, &world.far] {
            for _ in 0..60 {
                let row = random_subject(&mut rng, place);
                world.add(&row).await;
                rows.push(row);
            }
        }
        let mut listed = 0;
        for place in [&world.ours, &world.neighbour] {
            let tx = world.store.reader(place.scope()).await.unwrap();
            for _ in 0..120 {
                let (filter, reach) = (random_filter(&mut rng, place), random_reach(&mut rng, place));
                let mut expected = rows
                    .iter()
                    .filter(|row| {
                        row.tenant == place.tenant && passes(&filter, row) && reach.covers(&row.facts())
                    })
                    .collect::<Vec<_>>();
                expected.sort_by_key(|row| (row.next_due.is_none(), row.next_due, row.id));
                let expected = expected.iter().map(|row| row.id).collect::<Vec<_>>();
                let first = rng.random_range(1..30);
                assert_eq!(walk(&tx, &filter, &reach, first).await, expected, "{filter:?} {reach:?}");
                assert_eq!(
                    tx.count_cases(&filter, &reach).await.unwrap(),
                    i64::try_from(expected.len()).unwrap()
                );
                listed += expected.len();
            }
        }
        assert!(listed > 1_000, "the filters let enough through to mean something: {listed}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_views_are_counted_in_one_go() {
    on_both(async |world| {
        let mut rng = StdRng::seed_from_u64(3);
        for _ in 0..40 {
            let row = random_subject(&mut rng, &world.ours);
            world.add(&row).await;
        }
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        let filters = (0..6).map(|_| random_filter(&mut rng, &world.ours)).collect::<Vec<_>>();
        let reach = random_reach(&mut rng, &world.ours);
        let mut expected = Vec::new();
        for filter in &filters {
            expected.push(tx.count_cases(filter, &reach).await.unwrap());
        }
        assert_eq!(tx.count_cases_of(&filters, &reach).await.unwrap(), expected);
        assert_eq!(tx.count_cases_of(&[], &reach).await.unwrap(), [0_i64; 0]);
    })
    .await;
}

async fn hits(world: &World, scope: Scope, words: &str) -> Vec<String> {
    let filter = CaseFilter { search: Some(words.into()), ..CaseFilter::default() };
    let tx = world.store.reader(scope).await.unwrap();
    let page = tx.cases(&filter, &ALL, &PageRequest { first: 100, after: None }).await.unwrap();
    let mut numbers = page.rows.into_iter().map(|(_, row)| row.subject.number).collect::<Vec<_>>();
    numbers.sort();
    numbers
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_found_literally_in_essence_address_and_number() {
    on_both(async |world| {
        let texts = [
            ("КИЛ-2026-000001", "Скидка 50% на вывоз_мусора", None),
            ("КИЛ-2026-000002", "Скидка 500 на вывоз мусора", Some("ул. Кирова, 5")),
            ("КИЛ-2026-000003", "Кириллица и \\ обратная черта", Some("деревня Малый Кулеял")),
        ];
        for (number, essence, address) in texts {
            let mut row = subject(&world.ours);
            row.number = number.into();
            let text =
                CaseText { essence: essence.into(), address: address.map(Into::into), thread_url: None };
            world
                .run(world.ours.scope(), move |tx| async move {
                    tx.insert_subject(&row).await?;
                    tx.insert_case_text(row.id, text).await
                })
                .await
                .unwrap();
        }
        let ours = world.ours.scope();
        let numbers = |which: &[usize]| which.iter().map(|n| texts[n - 1].0.to_owned()).collect::<Vec<_>>();
        for (words, which) in [
            ("50%", &[1][..]),
            ("вывоз_мусора", &[1]),
            ("\\", &[3]),
            ("кирова", &[2]),
            ("КИРОВА", &[2]),
            ("кил", &[1, 2, 3]),
            ("000003", &[3]),
            ("  кулеял ", &[3]),
            ("скидка", &[1, 2]),
            ("   ", &[1, 2, 3]),
            ("нет такого", &[]),
            ("' OR 1=1 --", &[]),
        ] {
            assert_eq!(hits(&world, ours, words).await, numbers(which), "{words:?}");
        }
        assert_eq!(hits(&world, world.neighbour.scope(), "кил").await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cursor_of_another_list_is_refused() {
    on_both(async |world| {
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        for text in ["", "MQ==", "02100000000000000000000000000000000000000000000000ff"] {
            let page = PageRequest { first: 10, after: Some(Cursor(text.into())) };
            let refused = tx.cases(&CaseFilter::default(), &ALL, &page).await;
            assert!(matches!(refused, Err(Error::BadCursor)), "{text}: {refused:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_words_of_a_case_are_its_tenants() {
    on_both(async |world| {
        let row = subject(&world.ours);
        world.add(&row).await;
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        let text = tx.case_text(row.id).await.unwrap().unwrap();
        assert_eq!(text.essence, format!("Яма на дороге у дома {}", row.number));
        assert_eq!(format!("{text:?}"), "CaseText(hidden)");
        drop(tx);
        for scope in [world.neighbour.scope(), world.far.scope()] {
            let tx = world.store.reader(scope).await.unwrap();
            assert_eq!(tx.case_text(row.id).await.unwrap(), None);
        }
        let region = world.region;
        for scope in [
            Scope::Region(region),
            Scope::RegionAct { region, tenant: world.ours.tenant },
            Scope::Clockwork("test"),
            Scope::Door,
        ] {
            let tx = world.store.reader(scope).await.unwrap();
            assert!(matches!(tx.case_text(row.id).await, Err(Error::Bug { .. })), "{scope:?}");
            let page = PageRequest { first: 10, after: None };
            assert!(matches!(tx.cases(&CaseFilter::default(), &ALL, &page).await, Err(Error::Bug { .. })));
            assert!(matches!(tx.count_cases(&CaseFilter::default(), &ALL).await, Err(Error::Bug { .. })));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_of_a_row_name_the_person_on_it() {
    on_both(async |world| {
        let mut row = subject(&world.ours);
        row.instance.assignee = Some(world.ours.users[2]);
        world.add(&row).await;
        let mine = CaseFilter { assignee: Some(world.ours.users[2]), ..CaseFilter::default() };
        let nobodys =
            CaseFilter { assignee: Some(UserId(crate::subject_world::uuid())), ..CaseFilter::default() };
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        assert_eq!(walk(&tx, &mine, &ALL, 10).await, [row.id]);
        assert_eq!(walk(&tx, &nobodys, &ALL, 10).await, []);
    })
    .await;
}
