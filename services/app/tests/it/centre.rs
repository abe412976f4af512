//! Centres at work: people by role, a case walked from act to act, and what stands in the database afterwards.

use std::ops::Deref;

use chrono::{DateTime, DurationRound, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Moscow;
use otklik_app::case::{self, Input, ReasonInput};
use otklik_app::deadline::sweep::{self, Swept};
use otklik_app::{App, Error, Receipt, Request, catalogue};
use otklik_domain::caller::Caller;
use otklik_domain::channel::Channel;
use otklik_domain::id::{BlockId, CaseId, OrganizationId, RequestId, TenantId};
use otklik_domain::refusal::Code;
use otklik_domain::reply::Kind;
use otklik_domain::role::Role;
use otklik_files::Files;
use otklik_storage::query::composition::{Appointment, RoutingRule};
use otklik_storage::query::step::StepRow;
use otklik_storage::query::subject::SubjectRow;
use otklik_storage::{Backend, Scope, Tx};
use otklik_testkit::TestDb;
use otklik_testkit::seed::{self, Centre, Centres, SINCE};
use otklik_workflow::instance::{Timer, TimerState};
use serde_json::json;
use tempfile::TempDir;
use uuid::Uuid;

/// A topic of class F: the first reply is due in four working hours.
pub(crate) const FAST: &str = "roads.pothole";
/// A topic of class E: two hours round the clock.
pub(crate) const EMERGENCY: &str = "zhkh.power";
/// A topic of class N: eight working hours.
pub(crate) const NORMAL: &str = "zhkh.yard";
/// A topic that the region never sees as a row.
pub(crate) const RESTRICTED: &str = "education.safety";

/// Two regions at work in one database.
pub(crate) struct World {
    pub(crate) db: TestDb,
    pub(crate) app: App,
    pub(crate) centres: Centres,
    pub(crate) folder: TempDir,
}

/// Runs a test on SQLite and on PostgreSQL side by side, each time in a world of its own.
pub(crate) async fn on_both(test: impl AsyncFn(World)) {
    tokio::join!(
        async {
            Box::pin(test(World::open(TestDb::sqlite().await).await)).await;
        },
        async {
            Box::pin(test(World::open(TestDb::postgres().await).await)).await;
        },
    );
}

/// A moment of a day in Moscow: `2026-03-02 09:00`.
pub(crate) fn at(local: &str) -> DateTime<Utc> {
    let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap();
    Moscow.from_local_datetime(&local).single().unwrap().to_utc()
}

/// The minute of a moment: the clock of a test goes on between its moves.
pub(crate) fn minute(moment: DateTime<Utc>) -> DateTime<Utc> {
    moment.duration_trunc(TimeDelta::minutes(1)).unwrap()
}

/// A request that nobody has made before.
pub(crate) fn request() -> Request {
    Request::new(RequestId(uuid()), "test", &json!({}))
}

pub(crate) fn uuid() -> Uuid {
    Uuid::from_u128(rand::random::<u128>() & !(0xf << 76) | (0x7 << 76))
}

/// The case of an act that was done.
pub(crate) fn done(receipt: Result<Receipt, Error>) -> CaseId {
    let receipt = receipt.unwrap();
    assert_eq!(receipt.refusals, [], "the rules said no");
    receipt.case.unwrap()
}

/// The codes of an act that the rules refused.
pub(crate) fn refused(receipt: Result<Receipt, Error>) -> Vec<Code> {
    let receipt = receipt.unwrap();
    assert_eq!(receipt.case, None, "the act was done");
    receipt.refusals.into_iter().map(|refusal| refusal.code).collect()
}

impl World {
    async fn open(db: TestDb) -> Self {
        let centres = seed::two_centres(&db).await;
        catalogue::import(db.owner()).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let files = Files::folder(folder.path().to_owned()).unwrap();
        let app = App::open(db.store().clone(), files).await.unwrap();
        Self { db, app, centres, folder }
    }

    /// The clock shows a moment of a day in Moscow.
    pub(crate) async fn clock(&self, local: &str) {
        self.db.clock().set(at(local)).await;
    }

    /// Somebody at work, with the roles held now.
    pub(crate) async fn caller(&self, centre: &Centre, role: Role) -> Caller {
        let tx = self.db.store().reader(centre.scope()).await.unwrap();
        Caller {
            account: centre.account(role),
            user: centre.user(role),
            tenant: centre.tenant.id,
            region: centre.tenant.region,
            kind: centre.tenant.kind,
            holdings: tx.holdings_of(centre.user(role)).await.unwrap(),
            free_text: false,
        }
    }

    /// A case of centre `a`, entered by its coordinator now.
    pub(crate) async fn enter(&self, topic: &str) -> Walk<'_> {
        self.enter_in(&self.centres.a, topic).await
    }

    /// A case entered by the coordinator of `centre` now.
    pub(crate) async fn enter_in<'w>(&'w self, centre: &'w Centre, topic: &str) -> Walk<'w> {
        let coordinator = self.caller(centre, Role::Coordinator).await;
        let id = done(case::enter::run(&self.app, &coordinator, &request(), card(topic)).await);
        Walk { world: self, centre, id }
    }

    /// A case of centre `a` that is there already.
    pub(crate) fn walk(&self, id: CaseId) -> Walk<'_> {
        Walk { world: self, centre: &self.centres.a, id }
    }

    /// One pass over everything that is due.
    pub(crate) async fn sweep(&self) -> Swept {
        sweep::run(&self.app, 100).await.unwrap()
    }

    /// Writes behind the acts, as the operator does.
    pub(crate) async fn arrange<F, R>(&self, centre: &Centre, work: F)
    where
        F: FnOnce(Tx) -> R + Send + 'static,
        R: Future<Output = Result<(), otklik_storage::Error>> + Send + 'static,
    {
        let (tenant, region) = (centre.tenant.id, centre.tenant.region);
        self.db
            .owner()
            .run(Scope::Owner, move |tx| async move {
                let own = tx.of(tenant, region)?;
                drop(tx);
                work(own).await
            })
            .await
            .unwrap();
    }

    /// Adds a routing rule.
    pub(crate) async fn route(
        &self,
        centre: &Centre,
        prefix: &str,
        to: (Option<BlockId>, Option<OrganizationId>),
    ) {
        let prefix = prefix.to_owned();
        let (block, organization) = to;
        self.arrange(centre, move |tx| async move {
            let rule = RoutingRule {
                id: tx.new_id(),
                topic_prefix: prefix,
                block,
                organization,
                direction: None,
                seat: None,
            };
            tx.insert_routing_rule(&rule).await
        })
        .await;
    }

    /// Puts the holder of one role on the seat of another as well.
    pub(crate) async fn appoint(&self, centre: &Centre, who: Role, seat: Role) {
        let (user, seat) = (centre.user(who), centre.seats[&seat]);
        self.arrange(centre, move |tx| async move {
            let id = tx.new_id();
            let held = Appointment {
                id,
                seat,
                user,
                from_on: SINCE,
                to_on: None,
                act: None,
                ended_by: None,
                note: None,
            };
            tx.insert_appointment(&held).await
        })
        .await;
    }

    /// An id as a literal of the database's SQL.
    pub(crate) fn key(&self, id: impl Into<Uuid>) -> String {
        let id: Uuid = id.into();
        match self.db.backend() {
            Backend::Sqlite => format!("X'{}'", id.simple()),
            Backend::Postgres => format!("'{id}'::uuid"),
        }
    }

    /// The figures of a tenant equal its subjects counted anew.
    pub(crate) async fn figures_hold(&self, centre: &Centre) {
        let tx = self.db.store().reader(centre.scope()).await.unwrap();
        assert_eq!(tx.board().await.unwrap(), tx.recount().await.unwrap(), "{}", centre.tenant.code);
        let counted = |condition: &str, tenant: TenantId| {
            format!("SELECT count(*) FROM subject WHERE {condition} AND tenant_id = {}", self.key(tenant))
        };
        let summed = |condition: &str, tenant: TenantId| {
            let tenant = self.key(tenant);
            format!(
                "SELECT CAST(coalesce(sum(amount), 0) AS bigint) FROM (\
                   SELECT amount FROM standing WHERE {condition} AND tenant_id = {tenant} \
                   UNION ALL SELECT amount FROM delta WHERE {condition} AND tenant_id = {tenant}) AS u"
            )
        };
        let restricted = if self.db.backend() == Backend::Sqlite { "restricted = 1" } else { "restricted" };
        let tenant = centre.tenant.id;
        assert_eq!(
            self.db.count(&summed(restricted, tenant)).await,
            self.db.count(&counted(restricted, tenant)).await,
            "restricted subjects of {}",
            centre.tenant.code
        );
    }
}

/// The card that the operator typed in.
pub(crate) fn card(topic: &str) -> case::enter::Input {
    case::enter::Input {
        essence: "Во дворе дома провал асфальта".into(),
        address: Some("улица Новая, 3".into()),
        topic: topic.into(),
        channel: Channel::Phone,
        thread_url: None,
        received_at: None,
        applicant: None,
    }
}

/// One case and the centre it lives in; the people of its roles act on it.
#[derive(Clone, Copy)]
pub(crate) struct Walk<'w> {
    world: &'w World,
    pub(crate) centre: &'w Centre,
    pub(crate) id: CaseId,
}

impl Deref for Walk<'_> {
    type Target = World;

    fn deref(&self) -> &World {
        self.world
    }
}

impl Walk<'_> {
    pub(crate) async fn as_role(&self, role: Role) -> Caller {
        self.caller(self.centre, role).await
    }

    pub(crate) async fn tx(&self) -> Tx {
        self.db.store().reader(self.centre.scope()).await.unwrap()
    }

    pub(crate) async fn row(&self) -> SubjectRow {
        self.tx().await.subject(self.id.into()).await.unwrap().unwrap()
    }

    pub(crate) async fn state(&self) -> String {
        self.row().await.instance.state
    }

    /// The newest run of a clock.
    pub(crate) async fn clock_of(&self, name: &str) -> Timer {
        let timers = self.row().await.instance.timers;
        timers.into_iter().rfind(|timer| timer.clock == name).unwrap()
    }

    pub(crate) async fn running(&self) -> Vec<String> {
        let timers = self.row().await.instance.timers.into_iter();
        let running = timers.filter(|timer| timer.state == TimerState::Running);
        running.map(|timer| timer.clock).collect()
    }

    pub(crate) async fn steps(&self) -> Vec<StepRow> {
        self.tx().await.steps(self.id.into()).await.unwrap()
    }

    /// Names of the steps of a clock that fired, in order.
    pub(crate) async fn fired(&self, clock: &str) -> Vec<String> {
        let steps = self.steps().await.into_iter();
        steps.filter(|step| step.clock == clock).map(|step| step.step).collect()
    }

    pub(crate) async fn input(&self) -> Input {
        Input { case: self.id, expected_revision: self.row().await.revision, note: None }
    }

    pub(crate) async fn because(&self, reason: &str) -> ReasonInput {
        let expected_revision = self.row().await.revision;
        ReasonInput { case: self.id, expected_revision, reason: reason.into(), note: None }
    }

    pub(crate) async fn assign_to(&self, role: Role) -> Result<Receipt, Error> {
        let input = case::assign::Input {
            case: self.id,
            expected_revision: self.row().await.revision,
            assignee: self.centre.user(role),
            organization: None,
            note: None,
        };
        case::assign::run(&self.app, &self.as_role(Role::Coordinator).await, &request(), input).await
    }

    pub(crate) async fn assign(&self) {
        done(self.assign_to(Role::Executor).await);
    }

    pub(crate) async fn accept(&self) {
        let executor = self.as_role(Role::Executor).await;
        done(case::accept::run(&self.app, &executor, &request(), self.input().await).await);
    }

    pub(crate) async fn send_back(&self, reason: &str) -> Result<Receipt, Error> {
        let executor = self.as_role(Role::Executor).await;
        case::send_back::run(&self.app, &executor, &request(), self.because(reason).await).await
    }

    pub(crate) async fn draft(&self, kind: Kind, text: &str) -> case::submit_reply::Input {
        case::submit_reply::Input {
            case: self.id,
            expected_revision: self.row().await.revision,
            kind,
            text: text.into(),
            promised_on: None,
            reason: None,
        }
    }

    pub(crate) async fn submit(&self, kind: Kind) {
        let executor = self.as_role(Role::Executor).await;
        let input = self.draft(kind, "Яма заделана, работы приняты.").await;
        done(case::submit_reply::run(&self.app, &executor, &request(), input).await);
    }

    pub(crate) async fn approve_as(&self, role: Role) -> Result<Receipt, Error> {
        case::approve::run(&self.app, &self.as_role(role).await, &request(), self.input().await).await
    }

    pub(crate) async fn publish_at(&self, place: &str) -> Result<Receipt, Error> {
        let input = case::publish::Input {
            case: self.id,
            expected_revision: self.row().await.revision,
            published_at: place.into(),
        };
        case::publish::run(&self.app, &self.as_role(Role::Publisher).await, &request(), input).await
    }

    /// In the executor's hands.
    pub(crate) async fn to_work(self) -> Self {
        self.assign().await;
        self.accept().await;
        self
    }

    /// A reply of the executor waits for approval.
    pub(crate) async fn to_approval(self, kind: Kind) -> Self {
        let walk = self.to_work().await;
        walk.submit(kind).await;
        walk
    }

    /// The head of the body has approved it.
    pub(crate) async fn to_publish(self, kind: Kind) -> Self {
        let walk = self.to_approval(kind).await;
        done(walk.approve_as(Role::OrganizationHead).await);
        walk
    }

    /// The author has the final answer.
    pub(crate) async fn to_answered(self) -> Self {
        let walk = self.to_publish(Kind::Final).await;
        done(walk.publish_at("telephone").await);
        walk
    }

    pub(crate) async fn correct_topic(&self, topic: &str) -> Result<Receipt, Error> {
        let input = case::correct_topic::Input {
            case: self.id,
            expected_revision: self.row().await.revision,
            topic: topic.into(),
            note: None,
        };
        case::correct_topic::run(&self.app, &self.as_role(Role::Coordinator).await, &request(), input).await
    }
}
