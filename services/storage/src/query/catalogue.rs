//! The catalogue: topics, calendars, definitions, roles, templates. Rows of the platform are everybody's, rows of the
//! region its members', rows of the tenant its own; under one name the nearest row holds.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use otklik_domain::id::{CalendarId, DefinitionId, PLATFORM, TenantId, TopicId};
use otklik_domain::role::Role;
use otklik_domain::topic::Topic;
use otklik_workflow::definition::Effective;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::subject::DefinitionKey;
use crate::error::{Doing, Error, Result};
use crate::scope::Scope;
use crate::table::{calendar, definition, role, template, topic};
use crate::tx::Tx;

/// A published definition by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinitionRef {
    /// Who published it.
    pub tenant: TenantId,
    /// Its id.
    pub id: DefinitionId,
    /// Its name: `message_incident`.
    pub name: String,
    /// Grows with each publishing.
    pub version: u32,
}

impl DefinitionRef {
    /// What a subject pins.
    pub fn key(&self) -> DefinitionKey {
        DefinitionKey { tenant: self.tenant, id: self.id }
    }
}

/// Definitions read before; they never change under their key.
#[derive(Debug, Default)]
pub(crate) struct Definitions(Mutex<HashMap<(TenantId, DefinitionId), Arc<Effective>>>);

impl Definitions {
    fn get(&self, key: &DefinitionKey) -> Option<Arc<Effective>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&(key.tenant, key.id)).cloned()
    }

    fn keep(&self, key: &DefinitionKey, effective: &Arc<Effective>) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert((key.tenant, key.id), Arc::clone(effective));
    }
}

impl Tx {
    /// Whose rows are seen, the nearest last.
    fn layers(&self) -> Vec<TenantId> {
        let region = self.region_id().ok().map(otklik_domain::id::RegionId::tenant);
        let mut layers = vec![PLATFORM];
        layers.extend(region.into_iter().chain(self.tenant_id().ok()).filter(|id| *id != PLATFORM));
        layers.dedup();
        layers
    }

    fn seen(&self, column: impl ColumnTrait) -> Condition {
        Condition::all().add(column.is_in(self.layers().into_iter().map(|id| id.0)))
    }

    /// Of rows under one name keeps the nearest.
    fn nearest<R>(&self, rows: Vec<R>, of: impl Fn(&R) -> (Uuid, String)) -> Vec<R> {
        let layers = self.layers();
        let rank = |id: Uuid| layers.iter().position(|layer| layer.0 == id);
        let mut kept: BTreeMap<String, R> = BTreeMap::new();
        for row in rows {
            let (tenant, name) = of(&row);
            let nearer = kept.get(&name).is_none_or(|other| rank(of(other).0) < rank(tenant));
            if nearer {
                kept.insert(name, row);
            }
        }
        kept.into_values().collect()
    }

    /// The clockwork's role reads the platform's rows; limited to a tenant it names that tenant to the wall.
    async fn name_layers(&self) -> Result<()> {
        if let (Scope::Clockwork(_), Ok(tenant), Ok(region)) =
            (self.scope(), self.tenant_id(), self.region_id())
        {
            self.store().shared.dialect.name_tenant(self.db(), tenant, region).await?;
        }
        Ok(())
    }

    /// Every topic, by code.
    pub async fn topics(&self) -> Result<Vec<Topic>> {
        self.name_layers().await?;
        let rows = topic::Entity::find()
            .filter(self.seen(topic::Column::TenantId))
            .all(self.db())
            .await
            .doing(|| "list topics".to_owned())?;
        self.nearest(rows, |row| (row.tenant_id, row.code.clone())).into_iter().map(Topic::try_from).collect()
    }

    /// A topic by its code.
    pub async fn topic(&self, code: &str) -> Result<Option<Topic>> {
        self.name_layers().await?;
        let rows = topic::Entity::find()
            .filter(self.seen(topic::Column::TenantId))
            .filter(topic::Column::Code.eq(code))
            .all(self.db())
            .await
            .doing(|| format!("read topic {code}"))?;
        self.nearest(rows, |row| (row.tenant_id, row.code.clone())).pop().map(Topic::try_from).transpose()
    }

    /// Adds or changes a topic of the tenant; answers whether anything changed.
    pub async fn put_topic(&self, put: &Topic) -> Result<bool> {
        let tenant = self.tenant_id()?;
        let found = topic::Entity::find()
            .filter(topic::Column::TenantId.eq(tenant.0))
            .filter(topic::Column::Code.eq(put.code.as_str()))
            .one(self.db())
            .await
            .doing(|| format!("read topic {}", put.code))?;
        let row = topic::Model {
            tenant_id: tenant.0,
            id: found.as_ref().map_or_else(|| self.new_id::<TopicId>().0, |row| row.id),
            code: put.code.clone(),
            title: put.title.clone(),
            class: put.class.code().to_owned(),
            sphere: put.sphere.code().to_owned(),
            restricted: put.restricted,
        };
        let known = found.is_some();
        if found.as_ref() == Some(&row) {
            return Ok(false);
        }
        self.keep(row.into_active_model(), known, &put.code).await
    }

    /// Every calendar, by name.
    pub async fn calendars(&self) -> Result<Vec<(String, Value)>> {
        self.name_layers().await?;
        let rows = calendar::Entity::find()
            .filter(self.seen(calendar::Column::TenantId))
            .all(self.db())
            .await
            .doing(|| "list calendars".to_owned())?;
        let nearest = self.nearest(rows, |row| (row.tenant_id, row.name.clone()));
        Ok(nearest.into_iter().map(|row| (row.name, row.body)).collect())
    }

    /// Adds or changes a calendar of the tenant; answers whether anything changed.
    pub async fn put_calendar(&self, name: &str, body: &Value) -> Result<bool> {
        let tenant = self.tenant_id()?;
        let found = calendar::Entity::find()
            .filter(calendar::Column::TenantId.eq(tenant.0))
            .filter(calendar::Column::Name.eq(name))
            .one(self.db())
            .await
            .doing(|| format!("read calendar {name}"))?;
        let row = calendar::Model {
            tenant_id: tenant.0,
            id: found.as_ref().map_or_else(|| self.new_id::<CalendarId>().0, |row| row.id),
            name: name.to_owned(),
            body: body.clone(),
        };
        let known = found.is_some();
        if found.as_ref() == Some(&row) {
            return Ok(false);
        }
        self.keep(row.into_active_model(), known, name).await
    }

    /// The newest definition of a name in the nearest layer that has one.
    pub async fn definition_latest(&self, name: &str) -> Result<Option<(DefinitionRef, Arc<Effective>)>> {
        self.name_layers().await?;
        let rows = definition::Entity::find()
            .filter(self.seen(definition::Column::TenantId))
            .filter(definition::Column::Name.eq(name))
            .order_by_desc(definition::Column::Version)
            .all(self.db())
            .await
            .doing(|| format!("read definition {name}"))?;
        let Some(row) = self.nearest(rows, |row| (row.tenant_id, row.name.clone())).pop() else {
            return Ok(None);
        };
        let found = DefinitionRef {
            tenant: TenantId(row.tenant_id),
            id: DefinitionId(row.id),
            name: row.name,
            version: u32::try_from(row.version).map_err(|_| Error::corrupt("a version below zero"))?,
        };
        let key = found.key();
        let effective = match self.store().shared.definitions.get(&key) {
            Some(known) => known,
            None => self.remember(&key, row.effective)?,
        };
        Ok(Some((found, effective)))
    }

    /// The definition that a subject pins. A tenant and a region read what their catalogue shows, the clockwork
    /// any; what is not shown is an error like what does not exist.
    pub async fn definition(&self, key: &DefinitionKey) -> Result<Arc<Effective>> {
        let absent = || Error::corrupt(format!("{} of {} is not in the catalogue", key.id, key.tenant));
        let all = matches!(self.scope(), Scope::Clockwork(_) | Scope::Owner | Scope::Region(_));
        if !all && !self.layers().contains(&key.tenant) {
            return Err(absent());
        }
        if let Some(known) = self.store().shared.definitions.get(key) {
            return Ok(known);
        }
        if matches!(self.scope(), Scope::Clockwork(_)) {
            self.store().shared.dialect.name_tenant(self.db(), key.tenant, key.tenant.into()).await?;
        }
        let row = definition::Entity::find_by_id((key.tenant.0, key.id.0))
            .one(self.db())
            .await
            .doing(|| format!("read {}", key.id))?
            .ok_or_else(absent)?;
        self.remember(key, row.effective)
    }

    fn remember(&self, key: &DefinitionKey, effective: Value) -> Result<Arc<Effective>> {
        let effective: Arc<Effective> = Arc::new(serde_json::from_value(effective)?);
        self.store().shared.definitions.keep(key, &effective);
        Ok(effective)
    }

    /// Publishes a definition of the tenant as its next version; answers whether it differs from the last one.
    pub async fn insert_definition(&self, name: &str, source: &str, effective: &Effective) -> Result<bool> {
        let tenant = self.tenant_id()?;
        let effective = serde_json::to_value(effective)?;
        let hash = Sha256::new()
            .chain_update(source.as_bytes())
            .chain_update([0])
            .chain_update(effective.to_string().as_bytes())
            .finalize()
            .to_vec();
        let last = definition::Entity::find()
            .filter(definition::Column::TenantId.eq(tenant.0))
            .filter(definition::Column::Name.eq(name))
            .order_by_desc(definition::Column::Version)
            .one(self.db())
            .await
            .doing(|| format!("read definition {name}"))?;
        if last.as_ref().is_some_and(|row| row.hash == hash) {
            return Ok(false);
        }
        let row = definition::Model {
            tenant_id: tenant.0,
            id: self.new_id::<DefinitionId>().0,
            name: name.to_owned(),
            version: last.map_or(1, |row| row.version + 1),
            state: "PUBLISHED".to_owned(),
            source: source.to_owned(),
            effective,
            hash,
            created_at: self.now().get(),
        };
        self.keep(row.into_active_model(), false, name).await
    }

    /// The rules of every role of the platform: rights are the same for all tenants.
    pub async fn role_rules(&self) -> Result<Vec<(Role, String)>> {
        role::Entity::find()
            .filter(role::Column::TenantId.eq(PLATFORM.0))
            .order_by_asc(role::Column::Code)
            .all(self.db())
            .await
            .doing(|| "list roles".to_owned())?
            .into_iter()
            .map(|row| Ok((row.code.parse()?, row.rules)))
            .collect()
    }

    /// Adds or changes a role of the platform; answers whether anything changed.
    pub async fn put_role(&self, code: Role, rules: &str) -> Result<bool> {
        let tenant = self.tenant_id()?;
        let found = role::Entity::find_by_id((tenant.0, code.code().to_owned()))
            .one(self.db())
            .await
            .doing(|| format!("read role {code}"))?;
        let row = role::Model {
            tenant_id: tenant.0,
            code: code.code().to_owned(),
            rules: rules.to_owned(),
            hash: Sha256::digest(rules).to_vec(),
        };
        let known = found.is_some();
        if found.as_ref() == Some(&row) {
            return Ok(false);
        }
        self.keep(row.into_active_model(), known, code.code()).await
    }

    /// The casbin model of the platform.
    pub async fn model(&self) -> Result<String> {
        let mut models = self.templates("model").await?;
        models
            .pop()
            .map(|(_, source)| source)
            .ok_or_else(|| Error::corrupt("the catalogue has no rights model: run `otklik migrate up`"))
    }

    /// Texts of a kind, by name.
    pub async fn templates(&self, kind: &str) -> Result<Vec<(String, String)>> {
        self.name_layers().await?;
        let rows = template::Entity::find()
            .filter(self.seen(template::Column::TenantId))
            .filter(template::Column::Kind.eq(kind))
            .all(self.db())
            .await
            .doing(|| format!("list templates of {kind}"))?;
        let nearest = self.nearest(rows, |row| (row.tenant_id, row.name.clone()));
        Ok(nearest.into_iter().map(|row| (row.name, row.source)).collect())
    }

    /// Adds or changes a text; answers whether anything changed.
    pub async fn put_template(&self, kind: &str, name: &str, source: &str) -> Result<bool> {
        let tenant = self.tenant_id()?;
        let found = template::Entity::find()
            .filter(template::Column::TenantId.eq(tenant.0))
            .filter(template::Column::Kind.eq(kind))
            .filter(template::Column::Name.eq(name))
            .one(self.db())
            .await
            .doing(|| format!("read template {name}"))?;
        let row = template::Model {
            tenant_id: tenant.0,
            id: found.as_ref().map_or_else(|| self.new_id(), |row| row.id),
            kind: kind.to_owned(),
            name: name.to_owned(),
            source: source.to_owned(),
            hash: Sha256::digest(source).to_vec(),
        };
        let known = found.is_some();
        if found.as_ref() == Some(&row) {
            return Ok(false);
        }
        self.keep(row.into_active_model(), known, name).await
    }

    /// Writes a row: changes it when it is `known`, adds it otherwise.
    async fn keep<A>(&self, row: A, known: bool, name: &str) -> Result<bool>
    where
        A: ActiveModelTrait + Send,
        A::Entity: EntityTrait,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        if known {
            // `Unchanged` is how a model turns into an active one; every column is written anew.
            A::Entity::update(row.reset_all()).exec(self.db()).await.doing(|| format!("change {name}"))?;
        } else {
            A::Entity::insert(row).exec_without_returning(self.db()).await.doing(|| format!("add {name}"))?;
        }
        Ok(true)
    }
}

impl TryFrom<topic::Model> for Topic {
    type Error = Error;

    fn try_from(row: topic::Model) -> Result<Self> {
        Ok(Self {
            code: row.code,
            title: row.title,
            class: row.class.parse()?,
            sphere: row.sphere.parse()?,
            restricted: row.restricted,
        })
    }
}
