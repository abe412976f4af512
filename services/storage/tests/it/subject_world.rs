//! What the tests of subjects share: the seeded centres, a subject on its first day, a running clock.

use chrono::{DateTime, TimeDelta, Utc};
use otklik_domain::audience::Audience;
use otklik_domain::case::LegalRegime;
use otklik_domain::channel::Channel;
use otklik_domain::id::{
    BlockId, DirectionId, OrganizationId, RegionId, SubjectId, TenantId, TimerId, UserId,
};
use otklik_domain::standing::{Lateness, Level};
use otklik_domain::subject::{Kind, Phase};
use otklik_domain::topic::Sphere;
use otklik_storage::query::case::CaseText;
use otklik_storage::query::composition::Direction;
use otklik_storage::query::subject::{DefinitionKey, SubjectRow};
use otklik_storage::{Error, Scope, Store, Tx};
use otklik_testkit::seed::{self, Centre};
use otklik_testkit::{START, TestDb};
use otklik_workflow::definition::effective::ClockKind;
use otklik_workflow::instance::{Due, Instance, PlannedStep, Timer, TimerState};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement, Value};
use uuid::Uuid;

/// A tenant with what its subjects may point to.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) tenant: TenantId,
    pub(crate) region: RegionId,
    pub(crate) users: Vec<UserId>,
    pub(crate) blocks: Vec<BlockId>,
    pub(crate) organizations: Vec<OrganizationId>,
    pub(crate) directions: Vec<DirectionId>,
    pub(crate) definition: DefinitionKey,
}

impl Place {
    async fn of(store: &Store, centre: &Centre, definition: DefinitionKey) -> Self {
        Self {
            directions: directions(store, centre.scope()).await,
            tenant: centre.tenant.id,
            region: centre.tenant.region,
            users: centre.users.values().copied().collect(),
            blocks: centre.blocks.clone(),
            organizations: centre.organizations.clone(),
            definition,
        }
    }

    pub(crate) fn scope(&self) -> Scope {
        Scope::Tenant { tenant: self.tenant, region: self.region }
    }
}

pub(crate) struct World {
    pub(crate) db: TestDb,
    pub(crate) store: Store,
    pub(crate) region: RegionId,
    /// The duty officer of `region`.
    pub(crate) duty: UserId,
    /// Two members of `region`.
    pub(crate) ours: Place,
    pub(crate) neighbour: Place,
    /// A member of another region.
    pub(crate) far: Place,
}

/// Runs a test on SQLite and on PostgreSQL, each time in a world of its own.
pub(crate) async fn on_both(test: impl AsyncFn(World)) {
    for db in TestDb::both().await {
        test(World::fill(db).await).await;
    }
}

pub(crate) fn uuid() -> Uuid {
    Uuid::from_u128(rand::random::<u128>() & !(0xf << 76) | (0x7 << 76))
}

impl World {
    pub(crate) async fn fill(db: TestDb) -> Self {
        let centres = seed::two_centres(&db).await;
        let tx = db.store().reader(centres.a.scope()).await.unwrap();
        let (definition, _) = tx.definition_latest(seed::DEFINITION).await.unwrap().unwrap();
        let definition = definition.key();
        drop(tx);
        Self {
            store: db.store().clone(),
            region: centres.region.tenant.region,
            duty: centres.region.user(otklik_domain::role::Role::RegionalDuty),
            ours: Place::of(db.store(), &centres.a, definition).await,
            neighbour: Place::of(db.store(), &centres.b, definition).await,
            far: Place::of(db.store(), &centres.c, definition).await,
            db,
        }
    }

    pub(crate) fn raw(&self) -> &DatabaseConnection {
        self.db.admin()
    }

    pub(crate) async fn execute<const N: usize>(&self, sql: &str, values: [Value; N]) {
        let statement = Statement::from_sql_and_values(self.raw().get_database_backend(), sql, values);
        self.raw().execute_raw(statement).await.unwrap();
    }

    /// One number of a raw query.
    pub(crate) async fn number(&self, sql: &str) -> i64 {
        self.db.count(sql).await
    }

    /// Runs `work` as `scope` and commits.
    pub(crate) async fn run<T, F, R>(&self, scope: Scope, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(Tx) -> R + Send + 'static,
        R: Future<Output = Result<T, Error>> + Send + 'static,
    {
        self.store.run(scope, work).await
    }

    /// Adds a subject with its text, timers and first delta, as an act of entry does.
    pub(crate) async fn add(&self, subject: &SubjectRow) {
        let subject = subject.clone();
        let scope = Scope::Tenant { tenant: subject.tenant, region: subject.region };
        self.run(scope, move |tx| async move {
            tx.insert_subject(&subject).await?;
            tx.save_timers(subject.id, &subject.instance.timers).await?;
            let text = CaseText {
                essence: format!("Яма на дороге у дома {}", subject.number),
                address: Some("ул. Полевая, 7".into()),
                thread_url: None,
            };
            tx.insert_case_text(subject.id, text).await?;
            let people: Vec<_> = subject.co_assignees.iter().map(|user| (*user, None)).collect();
            tx.put_co_assignees(subject.id, &people).await?;
            tx.delta(None, Some((subject.standing(), subject.restricted))).await
        })
        .await
        .unwrap();
    }
}

/// Adds two directions to a tenant.
pub(crate) async fn directions(store: &Store, scope: Scope) -> Vec<DirectionId> {
    store
        .run(scope, |tx| async move {
            for (position, code) in (1..).zip(["zhkh", "safety"]) {
                let name = format!("Направление {position}");
                let (from_on, to_on) = (seed::SINCE, None);
                let id = tx.new_id();
                tx.insert_direction(&Direction { id, code: code.into(), name, position, from_on, to_on })
                    .await?;
            }
            let kept = tx.directions().await?;
            Ok::<_, Error>(kept.into_iter().map(|direction| direction.id).collect())
        })
        .await
        .unwrap()
}

/// Minutes from a Monday four weeks before the test began.
pub(crate) fn moment(minutes: i64) -> DateTime<Utc> {
    START.parse::<DateTime<Utc>>().unwrap() - TimeDelta::days(28) + TimeDelta::minutes(minutes)
}

/// A message on its first day.
pub(crate) fn subject(place: &Place) -> SubjectRow {
    let id = SubjectId(uuid());
    SubjectRow {
        id,
        tenant: place.tenant,
        region: place.region,
        kind: Kind::Case,
        number: format!("ТСТ-2026-{:012}", id.0.as_u128() % 1_000_000_000_000),
        regime: LegalRegime::Message,
        definition: place.definition,
        revision: 1,
        restricted: false,
        channel: Channel::Phone,
        topic: "roads.pothole".into(),
        sphere: Sphere::Roads,
        block: None,
        organization: None,
        direction: None,
        complained_about: None,
        co_assignees: Vec::new(),
        source_due: None,
        received_at: moment(0),
        entered_at: moment(1),
        changed_at: moment(1),
        next_due: None,
        late_since: None,
        instance: Instance {
            state: "NEW".into(),
            entered_at: moment(1),
            phase: Phase::New,
            assignee: None,
            bounces: 0,
            draft: None,
            promised: None,
            promises_moved: 0,
            registered_on: None,
            extended_until: None,
            lateness: Lateness::OnTime,
            level: Level::None,
            timers: Vec::new(),
        },
    }
}

/// A running clock of the case with one rung to come.
pub(crate) fn timer(clock: &str, due: DateTime<Utc>, next_at: DateTime<Utc>) -> Timer {
    Timer {
        id: TimerId(uuid()),
        clock: clock.into(),
        kind: ClockKind::Case,
        amount: "8 working_hours".parse().unwrap(),
        on_due: None,
        generation: 1,
        state: TimerState::Running,
        anchor: moment(0),
        due: Due { control: due, legal: None, source: Some(due + TimeDelta::microseconds(1)), counts: due },
        steps: vec![PlannedStep {
            id: "due".into(),
            at: next_at,
            audiences: vec![Audience::Manager, Audience::RegionDuty],
            fired: false,
            drawn_in: vec![UserId(uuid())],
            asks_for_act: false,
            acknowledged: false,
            put_off: false,
        }],
        next_at: Some(next_at),
        lateness: Lateness::OnTime,
    }
}
