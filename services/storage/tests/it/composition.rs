//! Who holds what today, and whom that makes answerable.

use chrono::{NaiveDate, TimeDelta};
use otklik_domain::audience::Audience;
use otklik_domain::channel::Channel;
use otklik_domain::composition::Extent;
use otklik_domain::id::{RoutingRuleId, SeatId, UserId};
use otklik_domain::role::Role;
use otklik_storage::query::composition::{Appointment, LegalAct, RoutingRule, Seat, User};
use otklik_storage::query::tenant::Setting;
use otklik_storage::{Error, Scope, Tx};
use otklik_testkit::seed::Centre;
use otklik_testkit::{TestDb, seed};
use serde_json::json;

use crate::post::about;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn in_scope<T, F, R>(db: &TestDb, centre: &Centre, work: F) -> T
where
    F: FnOnce(Tx) -> R + Send + 'static,
    R: Future<Output = Result<T, Error>> + Send + 'static,
    T: Send + 'static,
{
    db.store().run(centre.scope(), work).await.unwrap()
}

#[tokio::test]
async fn holdings_carry_the_roles_and_the_extent_of_the_seat() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let tx = db.store().reader(centres.a.scope()).await.unwrap();
        let lead = tx.holdings_of(centres.a.user(Role::BlockLead)).await.unwrap();
        assert_eq!(lead.len(), 1);
        assert_eq!(lead[0].role, Role::BlockLead);
        assert_eq!(lead[0].extent, Extent { blocks: vec![centres.a.blocks[0]], ..Extent::default() });
        let manager = tx.holdings_of(centres.a.user(Role::Manager)).await.unwrap();
        assert_eq!(manager[0].extent, Extent::default());
        assert!(tx.holdings_of(centres.b.user(Role::Manager)).await.unwrap().is_empty());
        assert_eq!(tx.holders_of(Role::Manager).await.unwrap(), [centres.a.user(Role::Manager)]);
        assert!(tx.region_duties().await.unwrap().is_empty());
        drop(tx);
        let region = db.store().reader(centres.region.scope()).await.unwrap();
        assert_eq!(region.region_duties().await.unwrap(), [centres.region.user(Role::RegionalDuty)]);
    }
}

#[tokio::test]
async fn an_appointment_is_in_force_from_its_first_to_its_last_day_of_the_tenant() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let user = centres.a.user(Role::Executor);
        let seat = centres.a.seats[&Role::Publisher];
        in_scope(&db, &centres.a, move |tx| async move {
            let appointment = Appointment {
                id: tx.new_id(),
                seat,
                user,
                from_on: day("2026-03-03"),
                to_on: Some(day("2026-03-03")),
                act: None,
                ended_by: None,
                note: None,
            };
            tx.insert_appointment(&appointment).await
        })
        .await;
        let mut roles = Vec::new();
        for minutes in [0, 930, 1_380, 60] {
            db.clock().advance(TimeDelta::minutes(minutes)).await;
            let tx = db.store().reader(centres.a.scope()).await.unwrap();
            roles.push(tx.holdings_of(user).await.unwrap().len());
        }
        assert_eq!(roles, [1, 2, 2, 1]);
    }
}

#[tokio::test]
async fn an_ended_appointment_leaves_the_post_empty() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let (a, organization) = (centres.a.clone(), centres.a.organizations[0]);
        let head = a.user(Role::OrganizationHead);
        let posts = in_scope(&db, &centres.a, move |tx| async move {
            let held = tx.appointments().await?.into_iter().find(|held| held.user == head).expect("seeded");
            assert!(tx.end_appointment(held.id, Some(day("2026-03-01")), None).await?);
            tx.posts(&about(Some(a.blocks[0]), Some(organization), Some(a.user(Role::Executor)))).await
        })
        .await;
        assert!(!posts.people.contains_key(&Audience::OrgHead));
        assert_eq!(
            posts.people[&Audience::Approver],
            [centres.a.user(Role::Manager)],
            "the manager approves then"
        );
    }
}

#[tokio::test]
async fn posts_are_filled_by_those_whose_extent_has_the_subject() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let a = &centres.a;
        let tx = db.store().reader(a.scope()).await.unwrap();
        let executor = a.user(Role::Executor);
        let posts =
            tx.posts(&about(Some(a.blocks[0]), Some(a.organizations[0]), Some(executor))).await.unwrap();
        let expected = [
            (Audience::Assignee, Role::Executor),
            (Audience::OrgHead, Role::OrganizationHead),
            (Audience::BlockLead, Role::BlockLead),
            (Audience::Manager, Role::Manager),
            (Audience::Curator, Role::Curator),
            (Audience::Head, Role::HeadOfAdministration),
            (Audience::Coordinator, Role::Coordinator),
            (Audience::Publisher, Role::Publisher),
            (Audience::Approver, Role::OrganizationHead),
            (Audience::Signer, Role::HeadOfAdministration),
        ];
        assert_eq!(posts.people, expected.map(|(audience, role)| (audience, vec![a.user(role)])).into());
        assert!(posts.region_step);

        let elsewhere = tx.posts(&about(Some(a.blocks[1]), Some(a.organizations[1]), None)).await.unwrap();
        for empty in [Audience::Assignee, Audience::OrgHead, Audience::BlockLead, Audience::Duty] {
            assert!(!elsewhere.people.contains_key(&empty), "{empty}");
        }
        let unrouted = tx.posts(&about(None, None, None)).await.unwrap();
        assert!(!unrouted.people.contains_key(&Audience::BlockLead));
        assert_eq!(unrouted.people[&Audience::Coordinator], [a.user(Role::Coordinator)]);
        let foreign = tx
            .posts(&about(
                Some(centres.b.blocks[0]),
                Some(centres.b.organizations[0]),
                Some(centres.b.user(Role::Executor)),
            ))
            .await
            .unwrap();
        assert!(!foreign.people.contains_key(&Audience::Assignee));
        assert!(!foreign.people.contains_key(&Audience::OrgHead));
        drop(tx);
        let b = db.store().reader(centres.b.scope()).await.unwrap();
        assert!(!b.posts(&about(None, None, None)).await.unwrap().region_step, "not stated");
    }
}

#[tokio::test]
async fn the_clockwork_sees_posts_and_the_region_does_not() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let (a, region) = (&centres.a, &centres.region.tenant);
        let clockwork = db.store().reader(Scope::Clockwork("test")).await.unwrap();
        let posts = clockwork
            .of(a.tenant.id, a.tenant.region)
            .unwrap()
            .posts(&about(None, None, None))
            .await
            .unwrap();
        assert_eq!(posts.people[&Audience::Manager], [a.user(Role::Manager)]);
        drop(clockwork);
        let scope = Scope::RegionAct { region: region.region, tenant: a.tenant.id };
        let act = db.store().reader(scope).await.unwrap();
        let posts = act.posts(&about(Some(a.blocks[0]), None, None)).await.unwrap();
        assert!(posts.people.is_empty());
    }
}

#[tokio::test]
async fn a_case_can_be_given_to_people_of_its_organization() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let a = &centres.a;
        let tx = db.store().reader(a.scope()).await.unwrap();
        let ids = |users: Vec<User>| users.into_iter().map(|user| user.id).collect::<Vec<UserId>>();
        let organization = a.organizations[0];
        let all = ids(tx.assignees(organization, None).await.unwrap());
        assert_eq!(all, [a.user(Role::OrganizationHead), a.user(Role::Executor)], "by position");
        assert_eq!(ids(tx.assignees(organization, Some("СПЕЦ")).await.unwrap()), [a.user(Role::Executor)]);
        assert!(tx.assignees(a.organizations[1], None).await.unwrap().is_empty());
        assert!(tx.assignees(centres.b.organizations[0], None).await.unwrap().is_empty());
        let users = tx.users(&[a.user(Role::Manager), centres.b.user(Role::Manager)]).await.unwrap();
        assert_eq!(
            users,
            [User {
                id: a.user(Role::Manager), position: "Руководитель центра".to_owned()
            }]
        );
        assert_eq!(
            tx.membership(a.user(Role::Manager)).await.unwrap().unwrap().account,
            a.account(Role::Manager)
        );
    }
}

#[tokio::test]
async fn a_seat_is_replaced_with_its_extent_and_keeps_its_holder() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let a = centres.a.clone();
        let seat = Seat {
            id: a.seats[&Role::BlockLead],
            code: "block_lead".to_owned(),
            position: "Заместитель главы".to_owned(),
            kind: "leader".to_owned(),
            roles: vec![Role::BlockLead, Role::Curator],
            combines_author_and_approver: true,
            vacant_by_act: false,
            blocks: a.blocks.clone(),
            organizations: vec![a.organizations[1]],
            channels: vec![Channel::Phone, Channel::Email],
            directions: vec![],
            ordinal: 4,
        };
        let expected = seat.clone();
        in_scope(&db, &centres.a, move |tx| async move { tx.replace_seat(&seat).await }).await;
        let tx = db.store().reader(a.scope()).await.unwrap();
        let found = tx.seats().await.unwrap().into_iter().find(|seat| seat.id == expected.id).unwrap();
        assert_eq!(found, expected);
        let held = tx.holdings_of(a.user(Role::BlockLead)).await.unwrap();
        assert_eq!(held.len(), 2);
        assert!(held.iter().all(|held| held.combines_author_and_approver));
        assert!(tx.blocks().await.unwrap().iter().all(|block| block.has_lead));
        drop(tx);
        let stranger = Seat { id: centres.b.seats[&Role::Manager], ..expected };
        let refused: Result<(), Error> =
            db.store().run(a.scope(), move |tx| async move { tx.replace_seat(&stranger).await }).await;
        assert!(matches!(refused, Err(Error::Bug(_))), "{refused:?}");
    }
}

#[tokio::test]
async fn blocks_are_in_force_from_to_and_know_whether_they_are_led() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let tx = db.store().reader(centres.a.scope()).await.unwrap();
        let mut blocks = tx.blocks().await.unwrap();
        let seen: Vec<_> = blocks.iter().map(|block| (block.code.as_str(), block.has_lead)).collect();
        assert_eq!(seen, [("roads", true), ("zhkh", false)]);
        drop(tx);
        let mut ended = blocks.remove(0);
        ended.to_on = Some(day("2026-03-01"));
        in_scope(&db, &centres.a, move |tx| async move { tx.update_block(&ended).await }).await;
        let tx = db.store().reader(centres.a.scope()).await.unwrap();
        assert_eq!(tx.blocks().await.unwrap().len(), 1);
        assert_eq!(tx.all_blocks().await.unwrap().len(), 2);
        drop(tx);
        let other = db.store().reader(centres.b.scope()).await.unwrap();
        assert_eq!(other.blocks().await.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn organizations_and_rules_are_changed_in_their_tenant_alone() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let a = centres.a.clone();
        in_scope(&db, &centres.a, move |tx| async move {
            let mut first = tx.organizations().await?.remove(0);
            first.name = "Архивный отдел".to_owned();
            tx.update_organization(&first).await?;
            let rule = RoutingRule {
                id: tx.new_id::<RoutingRuleId>(),
                topic_prefix: "roads.pothole".to_owned(),
                block: Some(a.blocks[0]),
                organization: None,
                direction: None,
                seat: Some(a.seats[&Role::Executor]),
            };
            tx.replace_routing_rules(std::slice::from_ref(&rule)).await?;
            assert_eq!(tx.routing_rules().await?, [rule]);
            let act = LegalAct {
                id: tx.new_id(),
                kind: "decree".to_owned(),
                number: Some("17".to_owned()),
                act_on: Some(day("2025-12-01")),
                title: "О муниципальном центре управления".to_owned(),
                source: json!({"file": "decree.txt"}),
                supersedes: None,
                effective_on: Some(day("2025-12-15")),
            };
            tx.insert_legal_act(&act).await?;
            let next = LegalAct { id: tx.new_id(), supersedes: Some(act.id), ..act.clone() };
            tx.insert_legal_act(&next).await?;
            assert_eq!(tx.legal_acts().await?, [act, next]);
            Ok(())
        })
        .await;
        let other = db.store().reader(centres.b.scope()).await.unwrap();
        assert!(other.organizations().await.unwrap().iter().all(|one| one.name != "Архивный отдел"));
        assert_eq!(other.routing_rules().await.unwrap().len(), 2);
        assert!(other.legal_acts().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_seat_of_another_tenant_cannot_be_filled() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let (user, seat) = (centres.a.user(Role::Manager), centres.b.seats[&Role::Manager]);
        let strangers: [(UserId, SeatId); 2] =
            [(user, seat), (centres.b.user(Role::Manager), centres.a.seats[&Role::Manager])];
        for (user, seat) in strangers {
            let refused: Result<(), Error> = db
                .store()
                .run(centres.a.scope(), move |tx| async move {
                    let id = tx.new_id();
                    tx.insert_appointment(&Appointment {
                        id,
                        seat,
                        user,
                        from_on: seed::SINCE,
                        to_on: None,
                        act: None,
                        ended_by: None,
                        note: None,
                    })
                    .await
                })
                .await;
            assert!(matches!(refused, Err(Error::Bug(_))), "the composite key refuses: {refused:?}");
        }
    }
}

#[tokio::test]
async fn a_setting_is_replaced_with_its_basis() {
    for db in TestDb::both().await {
        let centres = seed::two_centres(&db).await;
        let off =
            Setting {
                name: "region_step".to_owned(), value: json!("off"), basis: "Письмо № 4".to_owned()
            };
        let put = off.clone();
        in_scope(&db, &centres.a, move |tx| async move { tx.put_setting(&put).await }).await;
        let tx = db.store().reader(centres.a.scope()).await.unwrap();
        assert_eq!(tx.setting("region_step").await.unwrap(), Some(off.clone()));
        assert_eq!(tx.settings().await.unwrap(), [off]);
        assert!(!tx.posts(&about(None, None, None)).await.unwrap().region_step);
    }
}
