//! A small world for the tests of subjects: two members of one region and one of another, each with people, blocks
//! and organizations; rows are written as the owner, so that a test depends on nothing but what it tests.

use chrono::{DateTime, TimeDelta, Utc};
use otklik_domain::audience::Audience;
use otklik_domain::case::LegalRegime;
use otklik_domain::channel::Channel;
use otklik_domain::id::{
    BlockId, DefinitionId, OrganizationId, OutboxId, PLATFORM, RegionId, SubjectId, TenantId, TimerId, UserId,
};
use otklik_domain::standing::{Lateness, Level};
use otklik_domain::subject::{Kind, Phase};
use otklik_domain::topic::Sphere;
use otklik_storage::query::case::CaseText;
use otklik_storage::query::subject::{DefinitionKey, SubjectRow};
use otklik_storage::{Error, Scope, Store, Tx};
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
}

impl Place {
    pub(crate) fn scope(&self) -> Scope {
        Scope::Tenant { tenant: self.tenant, region: self.region }
    }
}

pub(crate) const DEFINITION: DefinitionKey =
    DefinitionKey { tenant: PLATFORM, id: DefinitionId(Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0d01)) };

pub(crate) struct World {
    pub(crate) store: Store,
    /// A plain connection of the owner: what a dump would see.
    pub(crate) raw: DatabaseConnection,
    pub(crate) region: RegionId,
    /// Two members of `region`.
    pub(crate) ours: Place,
    pub(crate) neighbour: Place,
    /// A member of another region.
    pub(crate) far: Place,
}

pub(crate) fn uuid() -> Uuid {
    Uuid::from_u128(rand::random::<u128>() & !(0xf << 76) | (0x7 << 76))
}

impl World {
    pub(crate) async fn fill(store: Store, raw: DatabaseConnection) -> Self {
        let (region, other) = (RegionId(uuid()), RegionId(uuid()));
        let mut world = Self {
            store,
            raw,
            region,
            ours: Place { tenant: TenantId(uuid()), region, users: vec![], blocks: vec![], organizations: vec![] },
            neighbour: Place { tenant: TenantId(uuid()), region, users: vec![], blocks: vec![], organizations: vec![] },
            far: Place { tenant: TenantId(uuid()), region: other, users: vec![], blocks: vec![], organizations: vec![] },
        };
        world.insert_tenant(PLATFORM, RegionId(PLATFORM.0), "PLATFORM", "platform").await;
        world.insert_tenant(region.tenant(), region, "REGIONAL", "region").await;
        world.insert_tenant(other.tenant(), other, "REGIONAL", "other-region").await;
        for (place, code) in [(&mut world.ours, "ours"), (&mut world.neighbour, "neighbour"), (&mut world.far, "far")] {
            let filled = place.clone();
            *place = fill_place(&world.raw, filled, code).await;
        }
        let at = text_at(moment(0));
        for (code, sphere, restricted) in
            [("roads.pothole", "roads", false), ("zhkh.heating", "zhkh", false), ("safety.children", "safety", true)]
        {
            let values = [PLATFORM.0.into(), uuid().into(), code.into(), sphere.into(), restricted.into()];
            let sql = "INSERT INTO topic (tenant_id, id, code, title, class, sphere, restricted) \
                       VALUES ($1, $2, $3, $3, 'N', $4, $5)";
            world.execute(sql, values).await;
        }
        let sql = format!(
            "INSERT INTO definition (tenant_id, id, name, version, state, source, effective, hash, created_at) \
             VALUES ($1, $2, 'message_incident', 1, 'PUBLISHED', '', '{{}}', $3, {at})"
        );
        world.execute(&sql, [PLATFORM.0.into(), DEFINITION.id.0.into(), vec![0_u8; 32].into()]).await;
        world
    }

    async fn insert_tenant(&self, id: TenantId, region: RegionId, kind: &str, code: &str) {
        insert_tenant(&self.raw, id, region, kind, code).await;
    }

    pub(crate) async fn execute<const N: usize>(&self, sql: &str, values: [Value; N]) -> u64 {
        execute(&self.raw, sql, values).await
    }

    /// One number of a raw query.
    pub(crate) async fn number(&self, sql: &str) -> i64 {
        let statement = Statement::from_string(self.raw.get_database_backend(), sql);
        self.raw.query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
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
            tx.delta(None, Some((subject.standing(), subject.restricted))).await
        })
        .await
        .unwrap();
    }
}

async fn execute<const N: usize>(raw: &DatabaseConnection, sql: &str, values: [Value; N]) -> u64 {
    let statement = Statement::from_sql_and_values(raw.get_database_backend(), sql, values);
    raw.execute_raw(statement).await.unwrap().rows_affected()
}

async fn insert_tenant(raw: &DatabaseConnection, id: TenantId, region: RegionId, kind: &str, code: &str) {
    let at = text_at(moment(0));
    let sql = format!(
        "INSERT INTO tenant (id, region_id, code, kind, state, name, short_name, zone, number_prefix, act, created_at, \
         changed_at) SELECT $1, $2, $3, $4, 'ACTIVE', $3, $3, 'Europe/Moscow', $3, '{{}}', {at}, {at} \
         WHERE NOT EXISTS (SELECT 1 FROM tenant WHERE id = $1)"
    );
    execute(raw, &sql, [id.0.into(), region.0.into(), code.into(), kind.into()]).await;
}

async fn fill_place(raw: &DatabaseConnection, mut place: Place, code: &str) -> Place {
    insert_tenant(raw, place.tenant, place.region, "MUNICIPAL", code).await;
    let tenant = place.tenant.0;
    let at = text_at(moment(0));
    for n in 0..3_u8 {
        let (account, user, block, organization) = (uuid(), uuid(), uuid(), uuid());
        let name = format!("{code}-{n}");
        let sql = format!("INSERT INTO account (id, login, created_at) VALUES ($1, $2, {at})");
        execute(raw, &sql, [account.into(), name.as_str().into()]).await;
        let sql = "INSERT INTO membership (tenant_id, id, region_id, account_id, position, from_on) \
                   VALUES ($1, $2, $3, $4, 'Специалист', '2026-01-01')";
        execute(raw, sql, [tenant.into(), user.into(), place.region.0.into(), account.into()]).await;
        let sql = "INSERT INTO sector_block (tenant_id, id, code, name, kind, position, from_on) \
                   VALUES ($1, $2, $3, $3, 'core', 1, '2026-01-01')";
        execute(raw, sql, [tenant.into(), block.into(), name.as_str().into()]).await;
        let sql = "INSERT INTO organization (tenant_id, id, code, name, authority) \
                   VALUES ($1, $2, $3, $3, 'SUBORDINATE')";
        execute(raw, sql, [tenant.into(), organization.into(), name.as_str().into()]).await;
        place.users.push(user.into());
        place.blocks.push(block.into());
        place.organizations.push(organization.into());
    }
    place
}

/// A moment of the tests' year, in minutes from its first Monday.
pub(crate) fn moment(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_571_200, 0).unwrap() + TimeDelta::minutes(minutes)
}

fn text_at(at: DateTime<Utc>) -> String {
    format!("'{}'", at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, false))
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
        definition: DEFINITION,
        revision: 1,
        restricted: false,
        channel: Channel::Phone,
        topic: "roads.pothole".into(),
        sphere: Sphere::Roads,
        block: None,
        organization: None,
        complained_about: None,
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

/// An event that never was written: for keys that no foreign key checks.
pub(crate) fn event() -> OutboxId {
    OutboxId(uuid())
}
