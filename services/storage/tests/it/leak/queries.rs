//! The first wall: every method called by one tenant with the ids of another.

use std::fmt::{Debug, Write};

use otklik_domain::audit::Actor;
use otklik_domain::case::{Applicant, RevealPurpose};
use otklik_domain::channel::Channel;
use otklik_domain::event::Kind as EventKind;
use otklik_domain::page::PageRequest;
use otklik_domain::reach::{Any, Grant, Reach};
use otklik_domain::role::Role;
use otklik_storage::query::case::{CaseFilter, CaseText};
use otklik_storage::query::import::DifferenceFilter;
use otklik_storage::query::journal::JournalFilter;
use otklik_storage::query::notification::NewNotification;
use otklik_storage::query::region::LateFilter;
use otklik_storage::query::text::{AttachmentRow, CommentRow, ReplyRow, ReplyStep};
use otklik_storage::{Error, Result, Scope, Store, Tx};
use otklik_testkit::TestDb;
use serde_json::json;

use super::composition::composition;
use super::filled::{Filled, World, step_of};
use super::paper::{read_papers, write_papers};
use crate::subject_world::timer;

/// What a scope was shown, as text: an id in it was shown.
#[derive(Default)]
pub(super) struct Shown(String);

impl Shown {
    /// An error shows nothing: it names what was asked.
    pub(super) fn add(&mut self, answer: Result<impl Debug>) {
        if let Ok(answer) = answer {
            writeln!(self.0, "{answer:?}").expect("a string takes every line");
        }
    }

    fn of<'a>(&'a self, filled: &'a Filled) -> impl Iterator<Item = String> + 'a {
        filled.ids().into_iter().map(|id| id.to_string()).filter(|id| self.0.contains(id))
    }
}

pub(super) fn everything() -> Reach {
    Reach { grant: Grant::All, never_about: Vec::new() }
}

pub(super) fn page() -> PageRequest {
    PageRequest { first: PageRequest::MOST, after: None }
}

/// Every reading method of a tenant, asked for the rows of `asked`.
async fn read_all(tx: &Tx, asked: &Filled) -> Shown {
    let mut shown = Shown::default();
    let (centre, subject) = (&asked.centre, asked.subject.id);
    let user = centre.user(Role::Executor);
    let (block, organization) = (centre.blocks[0], centre.organizations[0]);
    shown.add(tx.tenant(centre.tenant.id).await);
    shown.add(tx.tenant_by_code(&centre.tenant.code).await);
    shown.add(tx.tenants().await);
    shown.add(tx.tenant_act(centre.tenant.id).await);
    shown.add(tx.setting("own").await);
    shown.add(tx.settings().await);
    shown.add(tx.membership(user).await);
    shown.add(tx.users(&[user]).await);
    shown.add(tx.holdings_of(user).await);
    shown.add(tx.holders_of(Role::Executor).await);
    shown.add(tx.region_duties().await);
    shown.add(tx.assignees(organization, None).await);
    shown.add(tx.posts(&asked.subject.facts()).await.map(|posts| posts.people));
    shown.add(tx.appointments().await);
    shown.add(tx.legal_acts().await);
    shown.add(tx.blocks().await);
    shown.add(tx.all_blocks().await);
    shown.add(tx.organizations().await);
    shown.add(tx.routing_rules().await);
    shown.add(tx.seats().await);
    shown.add(tx.outbox_row(centre.tenant.id, asked.event).await);
    shown.add(tx.verify_audit(centre.tenant.id).await);
    shown.add(tx.notification(asked.notification).await);
    shown.add(tx.notifications(user, 100).await);
    shown.add(tx.subject(subject).await);
    shown.add(tx.subject_for_update(subject).await);
    shown.add(tx.steps(subject).await);
    shown.add(tx.timeline(subject, 100).await);
    let filters = [
        CaseFilter::default(),
        CaseFilter { block: Some(block), ..CaseFilter::default() },
        CaseFilter { organization: Some(organization), ..CaseFilter::default() },
        CaseFilter { assignee: Some(user), ..CaseFilter::default() },
        CaseFilter { search: Some(asked.subject.number.clone()), ..CaseFilter::default() },
    ];
    let assigned = Any {
        assigned_to: Some(user),
        blocks: vec![block],
        organizations: vec![organization],
        channels: vec![Channel::Phone],
        directions: asked.papers.directions.clone(),
        co_assigned_to: Some(user),
    };
    for filter in &filters {
        for grant in [Grant::All, Grant::Any(assigned.clone())] {
            let reach = Reach { grant, never_about: Vec::new() };
            shown.add(
                tx.cases(filter, &reach, &page())
                    .await
                    .map(|page| page.rows.into_iter().map(|(_, row)| row.subject).collect::<Vec<_>>()),
            );
        }
    }
    for id in [asked.subject.id, asked.restricted.id] {
        // Words have no id of their own: that there are some is shown by the subject's.
        shown.add(tx.case_text(id).await.map(|text| text.map(|_| id)));
        shown.add(tx.has_applicant(id).await.map(|has| has.then_some(id)));
    }
    shown.add(tx.comments(subject).await);
    shown.add(tx.attachments(subject).await);
    shown.add(tx.attachment(asked.attachment).await);
    shown.add(tx.latest_reply(subject).await);
    shown.add(tx.reply_of_round(subject, 1).await);
    // Its text names no tenant: that it is there is shown by the tenant's id.
    shown.add(tx.definition(&asked.definition).await.map(|_| asked.definition));
    shown.add(tx.late_case(centre.tenant.id, subject).await);
    read_papers(tx, asked, &mut shown).await;
    tx.settings()
        .await
        .expect("no statement was refused by the database, which would have silenced those after it");
    shown
}

#[tokio::test]
async fn a_tenant_is_shown_its_own_rows_and_no_others() {
    for db in TestDb::both().await {
        let world = World::fill(db).await;
        for (own, others) in [(&world.a, [&world.b, &world.c]), (&world.c, [&world.a, &world.b])] {
            let scope = own.centre.scope();
            for asked in others.into_iter().chain([own]) {
                let target = asked.clone();
                // A write transaction: some reads lock.
                let shown = world
                    .db
                    .store()
                    .run(scope, move |tx| async move { Ok::<_, Error>(read_all(&tx, &target).await) })
                    .await;
                let shown = shown.unwrap();
                for other in others {
                    let leaked: Vec<_> = shown.of(other).collect();
                    assert!(leaked.is_empty(), "{:?} shows {leaked:?}", world.db.backend());
                }
                if asked.centre.tenant.id == own.centre.tenant.id {
                    let seen: Vec<_> = shown.of(own).collect();
                    let all: Vec<_> = own.ids().iter().map(ToString::to_string).collect();
                    assert_eq!(seen, all, "the test asks for every kind of row");
                }
            }
        }
    }
}

#[tokio::test]
async fn counts_and_figures_are_of_own_rows() {
    for db in TestDb::both().await {
        let world = World::fill(db).await;
        let tx = world.db.store().reader(world.a.centre.scope()).await.unwrap();
        assert_eq!(tx.count_cases(&CaseFilter::default(), &everything()).await.unwrap(), 2);
        let of_b = CaseFilter { block: Some(world.b.centre.blocks[0]), ..CaseFilter::default() };
        assert_eq!(tx.count_cases(&of_b, &everything()).await.unwrap(), 0);
        assert_eq!(tx.count_cases_of(&[CaseFilter::default(), of_b], &everything()).await.unwrap(), [2, 0]);
        let total = |cells: Vec<(otklik_domain::standing::Standing, i64)>| {
            cells.iter().map(|cell| cell.1).sum::<i64>()
        };
        assert_eq!(total(tx.board().await.unwrap()), 2);
        assert_eq!(total(tx.recount().await.unwrap()), 2);
        assert_eq!(tx.count_journal(&JournalFilter::default(), &everything()).await.unwrap(), 1);
        assert_eq!(tx.count_open_items(None).await.unwrap(), (1, 0));
        assert_eq!(tx.count_import_runs().await.unwrap(), 1);
        assert_eq!(tx.count_differences(&DifferenceFilter::default()).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn the_region_is_shown_its_members_without_restricted_rows_texts_or_other_regions() {
    for db in TestDb::both().await {
        let world = World::fill(db).await;
        let region = Scope::Region(world.centres.region.tenant.region);
        let tx = world.db.store().reader(region).await.unwrap();
        let mut shown = Shown::default();
        shown.add(tx.tenants().await);
        shown.add(tx.late_cases(&LateFilter::default(), &page()).await);
        shown.add(tx.board_of_region().await);
        for asked in [&world.a, &world.b, &world.c] {
            shown.add(tx.late_case(asked.centre.tenant.id, asked.subject.id).await);
            shown.add(tx.late_case(asked.centre.tenant.id, asked.restricted.id).await);
            let subjects = [asked.subject.id, asked.restricted.id].map(|id| (asked.centre.tenant.id, id));
            shown.add(tx.steps_to_region(&subjects).await);
            let of_one = LateFilter { tenant: Some(asked.centre.tenant.id), ..LateFilter::default() };
            shown.add(tx.late_cases(&of_one, &page()).await);
        }
        for member in [&world.a, &world.b] {
            assert!(shown.0.contains(&member.subject.id.0.to_string()));
            assert!(shown.0.contains(&member.centre.tenant.id.0.to_string()));
            assert!(
                !shown.0.contains(&member.restricted.id.0.to_string()),
                "a restricted topic is never a row"
            );
        }
        assert_eq!(shown.of(&world.c).count(), 0);
        assert_eq!(tx.count_late(&LateFilter::default()).await.unwrap(), 2);
        let counted: i64 = tx.board_of_region().await.unwrap().iter().map(|row| row.2).sum();
        assert_eq!(counted, 4, "restricted ones count in totals");
        let far = LateFilter { tenant: Some(world.c.centre.tenant.id), ..LateFilter::default() };
        assert_eq!(tx.count_late(&far).await.unwrap(), 0);
    }
}

/// Runs one act and says whether it did anything.
macro_rules! refused {
    ($store:expr, $scope:expr, |$tx:ident| $act:expr) => {{
        let outcome: otklik_storage::Result<bool> = $store.run($scope, move |$tx| async move { $act }).await;
        assert!(!matches!(outcome, Ok(true)), "{} did something", stringify!($act));
    }};
}

pub(super) use refused;

pub(super) fn did<T>(result: Result<T>) -> Result<bool> {
    result.map(|_| true)
}

async fn write_all(store: &Store, scope: Scope, own: &Filled, theirs: &Filled) {
    let (mine, their) = (own.centre.user(Role::Executor), theirs.centre.user(Role::Executor));
    let actor = Actor::User { tenant: own.centre.tenant.id, user: mine };
    let subject = theirs.subject.id;
    let row = theirs.subject.clone();
    let (changed, step) = (row.clone(), theirs.step.clone());
    refused!(store, scope, |tx| did(tx.save_subject(&changed, changed.revision).await));
    refused!(store, scope, |tx| did(tx.insert_subject(&row).await));
    let running = timer("final", theirs.subject.received_at, theirs.subject.received_at);
    refused!(store, scope, |tx| did(tx.save_timers(subject, std::slice::from_ref(&running)).await));
    let moved = theirs.subject.instance.timers.clone();
    refused!(store, scope, |tx| did(tx.save_timers(subject, &moved).await));
    refused!(store, scope, |tx| tx.insert_step(&step).await);
    let steps = [step_of(&theirs.restricted)];
    refused!(store, scope, |tx| tx.insert_steps(&steps).await.map(|count| count > 0));
    let step = theirs.step.clone();
    refused!(store, scope, |tx| tx
        .acknowledge_step(step.timer, step.generation, &step.step, actor, "вижу")
        .await);
    refused!(store, scope, |tx| did(tx.append_timeline(subject, actor, "acted", &json!({})).await));
    refused!(store, scope, |tx| did(tx
        .append(EventKind::SubjectChanged, Some(subject), &json!({}), None)
        .await));
    refused!(store, scope, |tx| did(tx.audit(actor, "assign", Some(subject), &json!({})).await));
    refused!(store, scope, |tx| did(tx.insert_case_text(subject, CaseText::default()).await));
    refused!(store, scope, |tx| did(tx.seal_applicant(subject, &Applicant::default()).await));
    refused!(store, scope, |tx| {
        let revealed = tx.reveal_applicant(subject, actor, RevealPurpose::Answer).await?;
        Ok(revealed.is_some())
    });
    let (reply, event, notification) = (theirs.reply, theirs.event, theirs.notification);
    for step in [ReplyStep::Returned, ReplyStep::Approved { by: mine, self_approved: false }] {
        refused!(store, scope, |tx| tx.set_reply_state(reply, &step).await);
    }
    refused!(store, scope, |tx| tx.mark_delivered(notification).await);
    refused!(store, scope, |tx| tx.mark_failed(notification, "нет").await);
    refused!(store, scope, |tx| {
        let notice = NewNotification {
            event,
            recipient: their,
            channel: otklik_domain::notification::Channel::Email,
            subject: None,
            text_code: "case.assigned".into(),
            body: json!({}),
        };
        tx.plan_notification(notice).await.map(|planned| planned.is_some())
    });
    texts_beside(store, scope, mine, subject).await;
    write_papers(store, scope, mine, theirs).await;
    composition(store, scope, own, theirs).await;
    let (account, request) = (theirs.centre.account(Role::Executor), theirs.request);
    refused!(store, scope, |tx| did(tx.finish_request(account, request, &json!({"stolen": true})).await));
    let tenant = theirs.centre.tenant.clone();
    refused!(store, scope, |tx| did(tx.update_tenant(&tenant, &json!({})).await));
}

async fn texts_beside(
    store: &Store,
    scope: Scope,
    author: otklik_domain::id::UserId,
    subject: otklik_domain::id::SubjectId,
) {
    refused!(store, scope, |tx| {
        let at = tx.now().get();
        did(tx
            .insert_comment(CommentRow { id: tx.new_id(), subject, author, body: "Слово".into(), at })
            .await)
    });
    refused!(store, scope, |tx| {
        let attachment = AttachmentRow {
            id: tx.new_id(),
            subject,
            name: "f".into(),
            media_type: "text/plain".into(),
            size: 1,
            sha256: [0; 32],
            author,
            at: tx.now().get(),
        };
        did(tx.insert_attachment(attachment).await)
    });
    refused!(store, scope, |tx| {
        let reply = ReplyRow {
            id: tx.new_id(),
            subject,
            round: 2,
            kind: otklik_domain::reply::Kind::Final,
            state: otklik_domain::reply::State::Submitted,
            body: "Ответ".into(),
            author,
            approved_by: None,
            self_approved: false,
            published_at_place: None,
            promised_on: None,
            submitted_at: tx.now().get(),
            approved_at: None,
            published_at: None,
        };
        did(tx.insert_reply(reply).await)
    });
}

#[tokio::test]
async fn a_tenant_changes_nothing_of_another() {
    for db in TestDb::both().await {
        let world = World::fill(db).await;
        let before = [world.rows_of(&world.b).await, world.rows_of(&world.c).await];
        let empty: Vec<_> =
            before[0].iter().filter(|(_, rows)| rows.is_empty()).map(|(name, _)| name.as_str()).collect();
        assert_eq!(empty, EMPTY, "every other table has a row that could be touched");
        for theirs in [&world.b, &world.c] {
            write_all(world.db.store(), world.a.centre.scope(), &world.a, theirs).await;
        }
        assert_eq!([world.rows_of(&world.b).await, world.rows_of(&world.c).await], before);
    }
}

/// No row before something folds, limits a seat to a channel, or issues a token.
const EMPTY: &[&str] = &["seat_channel", "standing", "token"];

#[tokio::test]
async fn what_sees_every_tenant_is_closed_to_one() {
    for db in TestDb::both().await {
        let world = World::fill(db).await;
        let (own, theirs) = (world.a.clone(), world.b.clone());
        let store = world.db.store();
        for scope in [own.centre.scope(), Scope::Region(own.centre.tenant.region)] {
            let account = theirs.centre.account(Role::Executor);
            let (tenant, event, subject) = (theirs.centre.tenant.id, theirs.event, theirs.subject.id);
            refused!(store, scope, |tx| did(tx.account(account).await));
            refused!(store, scope, |tx| did(tx.account_by_login("sosnovka.executor").await));
            refused!(store, scope, |tx| did(tx.memberships_of(account).await));
            refused!(store, scope, |tx| did(tx.session([1; 32]).await));
            refused!(store, scope, |tx| did(tx.token([1; 32]).await));
            refused!(store, scope, |tx| did(tx.delete_sessions_of(account).await));
            refused!(store, scope, |tx| did(tx.claim_unsent(10).await));
            refused!(store, scope, |tx| did(tx.mark_sent(&[(tenant, event)]).await));
            refused!(store, scope, |tx| did(tx.lease(&[(tenant, event)], tx.now().get()).await));
            refused!(store, scope, |tx| did(tx.waiting_notifications(tx.now().get(), 10).await));
            refused!(store, scope, |tx| did(tx.unsent().await));
            refused!(store, scope, |tx| did(tx.seal_audit(10).await));
            refused!(store, scope, |tx| did(tx.claim_due(10).await));
            refused!(store, scope, |tx| did(tx.next_wake().await));
            refused!(store, scope, |tx| did(tx.put_off_due(&[(tenant, subject)], tx.now().get()).await));
            refused!(store, scope, |tx| did(tx.save_batch(&[]).await));
            refused!(store, scope, |tx| did(tx.fold_deltas(10).await));
            refused!(store, scope, |tx| did(tx.forget_requests().await));
            refused!(store, scope, |tx| did(tx.due_schedules(&|_| None).await));
            refused!(store, scope, |tx| did(tx.ensure_schedule(tenant, "x", tx.now().get()).await));
        }
    }
}
