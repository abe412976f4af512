//! Tenants and their settings.

use otklik_domain::id::{RegionId, TenantId};
use otklik_domain::tenant::Tenant;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, Select, Set,
};
use serde_json::Value;
use uuid::Uuid;

use crate::error::{Doing, Error, Result};
use crate::scope::Scope;
use crate::table::{setting, tenant};
use crate::tx::Tx;

/// A setting of a tenant.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Its name: `region_step`.
    pub name: String,
    /// What it is set to.
    pub value: Value,
    /// By which act, or by whom.
    pub basis: String,
}

/// What every scope may read of a tenant.
#[derive(FromQueryResult)]
pub(crate) struct TenantRow {
    id: Uuid,
    region_id: Uuid,
    code: String,
    kind: String,
    state: String,
    name: String,
    short_name: String,
    zone: String,
    number_prefix: String,
}

impl TryFrom<TenantRow> for Tenant {
    type Error = Error;

    fn try_from(row: TenantRow) -> Result<Self> {
        let zone =
            row.zone.parse().map_err(|_| Error::corrupt(format!("zone {} of {}", row.zone, row.code)))?;
        Ok(Self {
            id: TenantId(row.id),
            region: RegionId(row.region_id),
            kind: row.kind.parse()?,
            state: row.state.parse()?,
            code: row.code,
            name: row.name,
            short_name: row.short_name,
            zone,
            number_prefix: row.number_prefix,
        })
    }
}

/// The readable columns of `tenant`, nothing else.
pub(crate) fn readable(select: Select<tenant::Entity>) -> Select<tenant::Entity> {
    use tenant::Column as C;
    select.select_only().columns([
        C::Id,
        C::RegionId,
        C::Code,
        C::Kind,
        C::State,
        C::Name,
        C::ShortName,
        C::Zone,
        C::NumberPrefix,
    ])
}

impl Tx {
    /// A tenant by what stands in its address.
    pub async fn tenant_by_code(&self, code: &str) -> Result<Option<Tenant>> {
        self.one_tenant(tenant::Column::Code.eq(code)).await
    }

    /// A tenant: the own one in its scope, a member or the centre itself in a region's, any for the clockwork.
    pub async fn tenant(&self, id: TenantId) -> Result<Option<Tenant>> {
        self.one_tenant(tenant::Column::Id.eq(id.0)).await
    }

    /// Every tenant that the scope may see, by code.
    pub async fn tenants(&self) -> Result<Vec<Tenant>> {
        readable(tenant::Entity::find())
            .filter(self.seen_tenants()?)
            .order_by_asc(tenant::Column::Code)
            .into_model::<TenantRow>()
            .all(self.db())
            .await
            .doing(|| "list tenants".to_owned())?
            .into_iter()
            .map(Tenant::try_from)
            .collect()
    }

    async fn one_tenant(&self, which: sea_orm::sea_query::SimpleExpr) -> Result<Option<Tenant>> {
        readable(tenant::Entity::find())
            .filter(which)
            .filter(self.seen_tenants()?)
            .into_model::<TenantRow>()
            .one(self.db())
            .await
            .doing(|| "read a tenant".to_owned())?
            .map(Tenant::try_from)
            .transpose()
    }

    fn seen_tenants(&self) -> Result<Condition> {
        Ok(match self.scope() {
            Scope::Tenant { tenant, .. } => Condition::all().add(tenant::Column::Id.eq(tenant.0)),
            Scope::Region(_) | Scope::RegionAct { .. } => {
                Condition::all().add(tenant::Column::RegionId.eq(self.region_id()?.0))
            }
            Scope::Clockwork(_) | Scope::Door | Scope::Owner => Condition::all(),
        })
    }

    /// Opens a tenant; `act` is what its file says of the legal act. By the owner alone.
    pub async fn insert_tenant(&self, new: &Tenant, act: &Value) -> Result<()> {
        self.need_owner()?;
        let now = self.now().get();
        let mut row = written(new, act);
        row.id = Set(new.id.0);
        row.created_at = Set(now);
        row.changed_at = Set(now);
        tenant::Entity::insert(row)
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("open tenant {}", new.code))?;
        Ok(())
    }

    /// Changes a tenant. By the owner alone.
    pub async fn update_tenant(&self, changed: &Tenant, act: &Value) -> Result<()> {
        self.need_owner()?;
        let mut row = written(changed, act);
        row.changed_at = Set(self.now().get());
        let updated = tenant::Entity::update_many()
            .set(row)
            .filter(tenant::Column::Id.eq(changed.id.0))
            .exec(self.db())
            .await
            .doing(|| format!("change tenant {}", changed.code))?;
        if updated.rows_affected == 1 {
            Ok(())
        } else {
            Err(Error::bug(format!("{} is not there", changed.id)))
        }
    }

    /// What the tenant's file says of its legal act.
    pub async fn tenant_act(&self, id: TenantId) -> Result<Option<Value>> {
        let row: Option<Value> = tenant::Entity::find()
            .select_only()
            .column(tenant::Column::Act)
            .filter(tenant::Column::Id.eq(id.0))
            .filter(self.seen_tenants()?)
            .into_tuple()
            .one(self.db())
            .await
            .doing(|| format!("read the act of {id}"))?;
        Ok(row)
    }

    /// One setting of the tenant.
    pub async fn setting(&self, name: &str) -> Result<Option<Setting>> {
        let row = setting::Entity::find()
            .filter(setting::Column::TenantId.eq(self.tenant_id()?.0))
            .filter(setting::Column::Name.eq(name))
            .one(self.db())
            .await
            .doing(|| format!("read setting {name}"))?;
        Ok(row.map(Setting::from))
    }

    /// Every setting of the tenant, by name.
    pub async fn settings(&self) -> Result<Vec<Setting>> {
        let rows = setting::Entity::find()
            .filter(setting::Column::TenantId.eq(self.tenant_id()?.0))
            .order_by_asc(setting::Column::Name)
            .all(self.db())
            .await
            .doing(|| "list settings".to_owned())?;
        Ok(rows.into_iter().map(Setting::from).collect())
    }

    /// Sets or replaces a setting of the tenant.
    pub async fn put_setting(&self, put: &Setting) -> Result<()> {
        use setting::Column as C;
        let row = setting::Model {
            tenant_id: self.tenant_id()?.0,
            name: put.name.clone(),
            value: put.value.clone(),
            basis: put.basis.clone(),
            changed_at: self.now().get(),
        };
        let replace = OnConflict::columns([C::TenantId, C::Name])
            .update_columns([C::Value, C::Basis, C::ChangedAt])
            .to_owned();
        setting::Entity::insert(row.into_active_model())
            .on_conflict(replace)
            .exec_without_returning(self.db())
            .await
            .doing(|| format!("set {}", put.name))?;
        Ok(())
    }

    pub(crate) fn need_owner(&self) -> Result<()> {
        match self.scope() {
            Scope::Owner => Ok(()),
            scope => Err(Error::bug(format!("{scope:?} may not do what the owner does"))),
        }
    }
}

impl From<setting::Model> for Setting {
    fn from(row: setting::Model) -> Self {
        Self { name: row.name, value: row.value, basis: row.basis }
    }
}

fn written(tenant: &Tenant, act: &Value) -> tenant::ActiveModel {
    tenant::ActiveModel {
        region_id: Set(tenant.region.0),
        code: Set(tenant.code.clone()),
        kind: Set(tenant.kind.code().to_owned()),
        state: Set(tenant.state.code().to_owned()),
        name: Set(tenant.name.clone()),
        short_name: Set(tenant.short_name.clone()),
        zone: Set(tenant.zone.name().to_owned()),
        number_prefix: Set(tenant.number_prefix.clone()),
        act: Set(act.clone()),
        ..Default::default()
    }
}
