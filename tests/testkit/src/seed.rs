//! Three invented centres of two regions: a leak has somewhere to come from. Positions, never people.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use otklik_domain::id::{
    AccountId, AppointmentId, BlockId, OrganizationId, PLATFORM, SeatId, TenantId, UserId,
};
use otklik_domain::organization::Authority;
use otklik_domain::role::Role;
use otklik_domain::sector_block;
use otklik_domain::tenant::{Kind, State, Tenant};
use otklik_domain::topic::{Class, Sphere, Topic};
use otklik_storage::query::account::Account;
use otklik_storage::query::composition::{Appointment, Block, Membership, Organization, RoutingRule, Seat};
use otklik_storage::query::tenant::Setting;
use otklik_storage::{Error, Scope, Tx};
use otklik_workflow::definition;
use serde_json::json;

use crate::TestDb;

/// The definition that seeded cases run.
pub const DEFINITION: &str = "message_incident";
const DEFINITION_TEXT: &str = include_str!("../../../policies/workflows/message_incident.yaml");

/// First day of every membership and appointment.
pub const SINCE: NaiveDate = NaiveDate::from_ymd_opt(2025, 1, 1).expect("a constant date");

const MUNICIPAL: [(Role, &str); 8] = [
    (Role::Coordinator, "Координатор центра"),
    (Role::Executor, "Специалист управления"),
    (Role::OrganizationHead, "Начальник управления"),
    (Role::BlockLead, "Руководитель блока"),
    (Role::Manager, "Руководитель центра"),
    (Role::Curator, "Куратор центра"),
    (Role::HeadOfAdministration, "Глава администрации"),
    (Role::Publisher, "Редактор официальных страниц"),
];

const REGIONAL: [(Role, &str); 2] = [
    (Role::RegionalDuty, "Дежурный регионального центра"),
    (Role::RegionalAnalyst, "Аналитик регионального центра"),
];

/// A tenant with somebody in every role.
#[derive(Clone, Debug)]
pub struct Centre {
    /// The tenant.
    pub tenant: Tenant,
    /// Who holds a role.
    pub users: BTreeMap<Role, UserId>,
    /// The account of each.
    pub accounts: BTreeMap<Role, AccountId>,
    /// The seat of each.
    pub seats: BTreeMap<Role, SeatId>,
    /// `roads` (led by the block lead) and `zhkh` (led by nobody); none in a regional centre.
    pub blocks: Vec<BlockId>,
    /// The one that executor and head belong to, and another; none in a regional centre.
    pub organizations: Vec<OrganizationId>,
}

impl Centre {
    /// Its own scope.
    pub fn scope(&self) -> Scope {
        Scope::Tenant { tenant: self.tenant.id, region: self.tenant.region }
    }

    /// Who holds `role`.
    pub fn user(&self, role: Role) -> UserId {
        *self.users.get(&role).unwrap_or_else(|| panic!("nobody is {role} in {}", self.tenant.code))
    }

    /// The account of who holds `role`.
    pub fn account(&self, role: Role) -> AccountId {
        *self.accounts.get(&role).unwrap_or_else(|| panic!("nobody is {role} in {}", self.tenant.code))
    }
}

/// Two regions, three municipalities.
#[derive(Clone, Debug)]
pub struct Centres {
    /// The regional centre of `a` and `b`.
    pub region: Centre,
    /// The regional centre of `c`.
    pub other_region: Centre,
    /// A member of `region`; its ladders reach the region.
    pub a: Centre,
    /// The other member of `region`.
    pub b: Centre,
    /// A member of `other_region`.
    pub c: Centre,
}

/// Seeds the catalogue (three topics, one definition) and the centres.
pub async fn two_centres(db: &TestDb) -> Centres {
    db.owner()
        .run(Scope::Owner, |tx| async move {
            catalogue(&tx).await?;
            let region = regional(&tx, "lesnoy", "Лесной край", "ЛСН").await?;
            let other_region = regional(&tx, "stepnoy", "Степной край", "СТП").await?;
            let a = municipal(&tx, &region, "berezovka", "Берёзовка", "БРЗ").await?;
            let b = municipal(&tx, &region, "sosnovka", "Сосновка", "СОС").await?;
            let c = municipal(&tx, &other_region, "kovylnoe", "Ковыльное", "КОВ").await?;
            let step = Setting {
                name: "region_step".into(), value: json!("on"), basis: "Соглашение".into()
            };
            tx.of(a.tenant.id, a.tenant.region)?.put_setting(&step).await?;
            Ok::<_, Error>(Centres { region, other_region, a, b, c })
        })
        .await
        .expect("the seed fits the schema")
}

async fn catalogue(tx: &Tx) -> Result<(), Error> {
    let platform = tx.of(PLATFORM, PLATFORM.into())?;
    let topics = [
        ("roads.pothole", "Яма, разрушение покрытия", Class::Fast, Sphere::Roads, false),
        ("zhkh.power", "Электричество: аварийное отключение", Class::Emergency, Sphere::Zhkh, false),
        ("education.safety", "Безопасность детей", Class::Fast, Sphere::Education, true),
    ];
    for (code, title, class, sphere, restricted) in topics {
        platform
            .put_topic(&Topic { code: code.into(), title: title.into(), class, sphere, restricted })
            .await?;
    }
    let parsed = definition::parse(DEFINITION, DEFINITION_TEXT)
        .unwrap_or_else(|defects| panic!("the product's definition has defects: {defects:?}"));
    platform.insert_definition(DEFINITION, DEFINITION_TEXT, &definition::publish(&parsed)).await?;
    Ok(())
}

async fn regional(tx: &Tx, code: &str, name: &str, prefix: &str) -> Result<Centre, Error> {
    let id: TenantId = tx.new_id();
    let tenant = Tenant {
        id,
        region: id.into(),
        code: code.into(),
        kind: Kind::Regional,
        state: State::Active,
        name: format!("Центр управления регионом «{name}»"),
        short_name: name.into(),
        zone: zone("Europe/Moscow"),
        number_prefix: prefix.into(),
    };
    tx.insert_tenant(&tenant, &json!({})).await?;
    people(tx, Centre::empty(tenant), &REGIONAL).await
}

async fn municipal(tx: &Tx, region: &Centre, code: &str, name: &str, prefix: &str) -> Result<Centre, Error> {
    let tenant = Tenant {
        id: tx.new_id(),
        region: region.tenant.region,
        code: code.into(),
        kind: Kind::Municipal,
        state: State::Active,
        name: format!("Администрация муниципального района «{name}»"),
        short_name: name.into(),
        zone: zone("Europe/Moscow"),
        number_prefix: prefix.into(),
    };
    tx.insert_tenant(&tenant, &json!({})).await?;
    let own = tx.of(tenant.id, tenant.region)?;
    let mut centre = Centre::empty(tenant);
    for (position, (code, name)) in (1..).zip([("roads", "Дороги"), ("zhkh", "ЖКХ")]) {
        let block = Block {
            id: tx.new_id(),
            code: code.into(),
            name: name.into(),
            kind: sector_block::Kind::Core,
            position,
            from_on: SINCE,
            to_on: None,
            has_lead: false,
        };
        own.insert_block(&block).await?;
        centre.blocks.push(block.id);
    }
    for (code, name) in
        [("uzhkh", "Управление жилищно-коммунального хозяйства"), ("mku", "Служба благоустройства")]
    {
        let organization = Organization {
            id: tx.new_id(),
            code: code.into(),
            name: name.into(),
            authority: Authority::Subordinate,
        };
        own.insert_organization(&organization).await?;
        centre.organizations.push(organization.id);
    }
    for (prefix, block) in [("roads", centre.blocks[0]), ("zhkh", centre.blocks[1])] {
        let rule = RoutingRule {
            id: tx.new_id(),
            topic_prefix: prefix.into(),
            block: Some(block),
            organization: Some(centre.organizations[0]),
            direction: None,
            seat: None,
        };
        own.insert_routing_rule(&rule).await?;
    }
    people(tx, centre, &MUNICIPAL).await
}

async fn people(tx: &Tx, mut centre: Centre, roles: &[(Role, &str)]) -> Result<Centre, Error> {
    let own = tx.of(centre.tenant.id, centre.tenant.region)?;
    for (ordinal, (role, position)) in (1..).zip(roles) {
        let account = Account {
            id: tx.new_id(),
            login: format!("{}.{}", centre.tenant.code, role.code()),
            password_hash: None,
            email: Some(format!("{}@{}.example", role.code(), centre.tenant.code)),
            blocked_at: None,
        };
        tx.insert_account(&account).await?;
        let user: UserId = tx.new_id();
        own.insert_membership(&Membership {
            id: user,
            account: account.id,
            position: (*position).into(),
            from_on: SINCE,
            to_on: None,
        })
        .await?;
        let (blocks, organizations) = extent(&centre, *role);
        let seat = Seat {
            id: tx.new_id(),
            code: role.code().into(),
            position: (*position).into(),
            kind: "member".into(),
            roles: vec![*role],
            combines_author_and_approver: false,
            vacant_by_act: false,
            blocks,
            organizations,
            channels: Vec::new(),
            directions: Vec::new(),
            ordinal,
        };
        own.insert_seat(&seat).await?;
        let appointment: AppointmentId = tx.new_id();
        own.insert_appointment(&Appointment {
            id: appointment,
            seat: seat.id,
            user,
            from_on: SINCE,
            to_on: None,
            act: None,
            ended_by: None,
            note: None,
        })
        .await?;
        centre.users.insert(*role, user);
        centre.accounts.insert(*role, account.id);
        centre.seats.insert(*role, seat.id);
    }
    Ok(centre)
}

fn extent(centre: &Centre, role: Role) -> (Vec<BlockId>, Vec<OrganizationId>) {
    match role {
        Role::BlockLead => (centre.blocks[..1].to_vec(), Vec::new()),
        Role::Executor | Role::OrganizationHead => (Vec::new(), centre.organizations[..1].to_vec()),
        _ => (Vec::new(), Vec::new()),
    }
}

impl Centre {
    fn empty(tenant: Tenant) -> Self {
        Self {
            tenant,
            users: BTreeMap::new(),
            accounts: BTreeMap::new(),
            seats: BTreeMap::new(),
            blocks: Vec::new(),
            organizations: Vec::new(),
        }
    }
}

fn zone(name: &str) -> chrono_tz::Tz {
    name.parse().expect("a constant zone")
}
