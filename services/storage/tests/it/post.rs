//! Who is answerable for a subject where curators divide directions and where the act names other seats.

use otklik_domain::audience::Audience;
use otklik_domain::channel::Channel;
use otklik_domain::id::{AccountId, BlockId, DirectionId, OrganizationId, SeatId, SubjectId, UserId};
use otklik_domain::role::Role;
use otklik_domain::subject::Facts;
use otklik_storage::query::composition::{
    Appointment, BlockVersion, Direction, Membership, RoutingRule, Seat,
};
use otklik_storage::query::tenant::Setting;
use otklik_storage::{Error, Scope};
use otklik_testkit::TestDb;
use otklik_testkit::seed::{self, Centre, SINCE};
use serde_json::{Value, json};

use crate::subject_world::{directions, on_both, subject, uuid};

/// A subject that stands here.
pub(crate) fn about(
    block: Option<BlockId>,
    organization: Option<OrganizationId>,
    assignee: Option<UserId>,
) -> Facts {
    Facts {
        id: SubjectId(uuid()),
        block,
        organization,
        assignee,
        direction: None,
        co_assignees: Vec::new(),
        channel: Channel::Phone,
        draft_author: None,
        complained_about: None,
    }
}

fn in_direction(direction: Option<DirectionId>) -> Facts {
    Facts { direction, ..about(None, None, None) }
}

/// A person on a new seat of the centre.
async fn seated(db: &TestDb, centre: &Centre, code: &str, role: Role, held: &[DirectionId]) -> UserId {
    let (tenant, region) = (centre.tenant.id, centre.tenant.region);
    let account = centre.account(Role::Publisher);
    let (code, directions) = (code.to_owned(), held.to_vec());
    db.owner()
        .run(Scope::Owner, move |tx| async move {
            let login = format!("{code}-{}", tx.new_id::<AccountId>().0);
            let account = otklik_storage::query::account::Account {
                id: tx.new_id(),
                login,
                ..tx.account(account).await?.expect("seeded")
            };
            tx.insert_account(&account).await?;
            let own = tx.of(tenant, region)?;
            let (user, position): (UserId, String) = (tx.new_id(), "Заместитель главы".into());
            own.insert_membership(&Membership {
                id: user,
                account: account.id,
                position: position.clone(),
                from_on: SINCE,
                to_on: None,
            })
            .await?;
            let seat = Seat {
                id: tx.new_id(),
                code,
                position,
                kind: "member".into(),
                roles: vec![role],
                combines_author_and_approver: false,
                vacant_by_act: false,
                blocks: vec![],
                organizations: vec![],
                channels: vec![],
                directions,
                ordinal: 99,
            };
            own.insert_seat(&seat).await?;
            own.insert_appointment(&Appointment {
                id: tx.new_id(),
                seat: seat.id,
                user,
                from_on: SINCE,
                to_on: None,
                act: None,
                ended_by: None,
                note: Some("по распоряжению".into()),
            })
            .await?;
            Ok::<_, Error>(user)
        })
        .await
        .unwrap()
}

/// Gives the seeded curator a direction, so that nobody is curator of everything.
async fn divide(db: &TestDb, centre: &Centre, direction: DirectionId) {
    db.store()
        .run(centre.scope(), move |tx| async move {
            let seats = tx.seats().await?;
            let seat = seats.into_iter().find(|seat| seat.roles == [Role::Curator]).expect("seeded");
            tx.replace_seat(&Seat { directions: vec![direction], ..seat }).await
        })
        .await
        .unwrap();
}

async fn put(db: &TestDb, centre: &Centre, name: &'static str, value: Value) {
    db.store()
        .run(centre.scope(), move |tx| async move {
            tx.put_setting(&Setting { name: name.into(), value, basis: "файл центра".into() }).await
        })
        .await
        .unwrap();
}

async fn people(db: &TestDb, centre: &Centre, of: &Facts, audience: Audience) -> Vec<UserId> {
    let tx = db.store().reader(centre.scope()).await.unwrap();
    tx.posts(of).await.unwrap().people.remove(&audience).unwrap_or_default()
}

#[tokio::test]
async fn a_curator_answers_for_own_directions_and_one_without_any_for_all() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let a = &centres.a;
        let of = directions(db.store(), a.scope()).await;
        let all = a.user(Role::Curator);
        let safety = seated(&db, a, "curator_safety", Role::Curator, &of[1..]).await;
        let curators = async |direction| people(&db, a, &in_direction(direction), Audience::Curator).await;
        assert_eq!(curators(Some(of[0])).await, [all]);
        assert_eq!(curators(Some(of[1])).await, [all, safety]);
        assert_eq!(curators(None).await, [all]);
        divide(&db, a, of[0]).await;
        assert_eq!(curators(Some(of[0])).await, [all]);
        assert_eq!(curators(Some(of[1])).await, [safety]);
        let held = db.store().reader(a.scope()).await.unwrap().holdings_of(safety).await.unwrap();
        assert_eq!(held[0].extent.directions, of[1..]);
    }
}

#[tokio::test]
async fn a_subject_of_no_direction_goes_to_the_default_one_where_every_curator_has_directions() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let a = &centres.a;
        let of = directions(db.store(), a.scope()).await;
        let zhkh = a.user(Role::Curator);
        divide(&db, a, of[0]).await;
        let nowhere = in_direction(None);
        assert_eq!(people(&db, a, &nowhere, Audience::Curator).await, [], "the ladder goes on to the head");
        put(&db, a, "default_direction", Value::Null).await;
        assert_eq!(people(&db, a, &nowhere, Audience::Curator).await, []);
        put(&db, a, "default_direction", json!("zhkh")).await;
        assert_eq!(people(&db, a, &nowhere, Audience::Curator).await, [zhkh]);
        let unheld = in_direction(Some(of[1]));
        assert_eq!(
            people(&db, a, &unheld, Audience::Curator).await,
            [],
            "its direction is known, nobody has it"
        );
    }
}

#[tokio::test]
async fn the_act_may_give_an_audience_to_seats_of_its_choice() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let a = &centres.a;
        let of = about(None, Some(a.organizations[0]), None);
        assert_eq!(people(&db, a, &of, Audience::Approver).await, [a.user(Role::OrganizationHead)]);
        put(&db, a, "audiences", json!({"APPROVER": ["curator", "manager"], "DUTY": ["coordinator"]})).await;
        let chosen = [a.user(Role::Manager), a.user(Role::Curator)];
        assert_eq!(people(&db, a, &of, Audience::Approver).await, chosen);
        assert_eq!(people(&db, a, &of, Audience::Duty).await, [a.user(Role::Coordinator)]);
        // Where nobody holds the seat, or its extent has no such subject, the rule for all holds.
        for seats in [json!(["vacant"]), json!(["block_lead"])] {
            put(&db, a, "audiences", json!({ "APPROVER": seats })).await;
            assert_eq!(people(&db, a, &of, Audience::Approver).await, [a.user(Role::OrganizationHead)]);
        }
        put(&db, a, "audiences", json!({"NOBODY": ["curator"]})).await;
        let tx = db.store().reader(a.scope()).await.unwrap();
        assert!(matches!(tx.posts(&of).await, Err(Error::Corrupt(_))), "an audience that does not exist");
    }
}

#[tokio::test]
async fn registrar_signer_and_co_executors_are_found() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let a = &centres.a;
        let of = about(None, None, None);
        assert_eq!(people(&db, a, &of, Audience::Signer).await, [a.user(Role::HeadOfAdministration)]);
        assert_eq!(people(&db, a, &of, Audience::Registrar).await, []);
        let registrar = seated(&db, a, "registrar", Role::Registrar, &[]).await;
        let signer = seated(&db, a, "signer", Role::Signer, &[]).await;
        assert_eq!(people(&db, a, &of, Audience::Registrar).await, [registrar]);
        assert_eq!(people(&db, a, &of, Audience::Signer).await, [signer]);
        let co = vec![a.user(Role::Executor), centres.b.user(Role::Executor)];
        let of = Facts { co_assignees: co, ..of };
        let found = people(&db, a, &of, Audience::CoAssignee).await;
        assert_eq!(found, [a.user(Role::Executor)], "people of the tenant who work here");
        let tx = db.store().reader(a.scope()).await.unwrap();
        let composed = tx.composed().await.unwrap();
        assert_eq!(composed.posts(&of), tx.posts(&of).await.unwrap(), "read once, the same answer");
        let seat = a.seats[&Role::Manager];
        assert_eq!(composed.holders_of_seat(seat), [a.user(Role::Manager)]);
        assert_eq!(tx.holders_of_seat(seat).await.unwrap(), [a.user(Role::Manager)]);
        assert_eq!(tx.holders_of_seat(SeatId(uuid())).await.unwrap(), []);
        let positions: Vec<_> = tx.people().await.unwrap().into_iter().map(|one| one.id).collect();
        assert!(positions.contains(&registrar) && !positions.contains(&centres.b.user(Role::Manager)));
    }
}

/// PostgreSQL has a foreign key here, SQLite a trigger.
#[tokio::test]
async fn an_unknown_direction_or_seat_is_refused_where_the_column_came_later() {
    on_both(async |world| {
        let place = world.ours.clone();
        let strange = [DirectionId(uuid()), world.neighbour.directions[0]];
        for direction in strange {
            let row =
                otklik_storage::query::subject::SubjectRow { direction: Some(direction), ..subject(&place) };
            let refused =
                world.run(place.scope(), move |tx| async move { tx.insert_subject(&row).await }).await;
            assert!(matches!(refused, Err(Error::Bug(_))), "{refused:?}");
        }
        let mut row = subject(&place);
        world.add(&row).await;
        row.direction = Some(strange[1]);
        let moved = row.clone();
        let refused =
            world.run(place.scope(), move |tx| async move { tx.save_subject(&moved, 1).await }).await;
        assert!(matches!(refused, Err(Error::Bug(_))), "{refused:?}");
        row.direction = Some(place.directions[0]);
        world.run(place.scope(), move |tx| async move { tx.save_subject(&row, 1).await }).await.unwrap();
        for (direction, seat) in [(Some(strange[0]), None), (None, Some(SeatId(uuid())))] {
            let refused = world
                .run(place.scope(), move |tx| async move {
                    let (id, topic_prefix) = (tx.new_id(), "sport".to_owned());
                    let rule =
                        RoutingRule { id, topic_prefix, block: None, organization: None, direction, seat };
                    tx.insert_routing_rule(&rule).await
                })
                .await;
            assert!(matches!(refused, Err(Error::Bug(_))), "{refused:?}");
        }
        assert_eq!(world.number("SELECT count(*) FROM routing_rule WHERE topic_prefix = 'sport'").await, 0);
    })
    .await;
}

#[tokio::test]
async fn directions_and_versions_of_blocks_are_kept_from_to() {
    on_both(async |world| {
        let place = world.ours.clone();
        let (ended, kept) = world
            .run(place.scope(), move |tx| async move {
                let mut all = tx.directions().await?;
                all[0].to_on = Some(SINCE);
                tx.update_direction(&all[0]).await?;
                let block = tx.blocks().await?.remove(0);
                let first = BlockVersion {
                    block: block.id,
                    version: 1,
                    name: "Дороги".into(),
                    kind: block.kind,
                    position: 1,
                    from_on: SINCE,
                    to_on: None,
                    act: None,
                };
                tx.put_block_version(&first).await?;
                let ended = BlockVersion { to_on: Some(SINCE), ..first.clone() };
                let second = BlockVersion { version: 2, name: "Дороги и мосты".into(), ..first };
                tx.put_block_version(&ended).await?;
                tx.put_block_version(&second).await?;
                Ok((all[0].clone(), [ended, second]))
            })
            .await
            .unwrap();
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        let now: Vec<Direction> = tx.directions().await.unwrap();
        assert!(now.iter().all(|one| one.id != ended.id));
        assert!(tx.all_directions().await.unwrap().contains(&ended));
        assert_eq!(tx.block_versions().await.unwrap(), kept);
        drop(tx);
        let stranger = Direction { id: world.neighbour.directions[0], ..ended };
        let refused = world
            .run(world.ours.scope(), move |tx| async move { tx.update_direction(&stranger).await })
            .await;
        assert!(matches!(refused, Err(Error::Bug(_))), "{refused:?}");
    })
    .await;
}
