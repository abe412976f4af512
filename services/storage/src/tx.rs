//! One transaction: its scope, its moment, its ids.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use otklik_domain::id::{RegionId, TenantId};
use otklik_domain::time::Now;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use crate::dialect::Begun;
use crate::error::{Doing, Error, Result};
use crate::scope::Scope;
use crate::store::Store;

/// A transaction, or a snapshot. Clones are the same transaction; they must be gone when the act ends.
#[derive(Clone, Debug)]
pub struct Tx {
    open: Arc<Open>,
    tenant: Option<TenantId>,
    region: Option<RegionId>,
}

struct Open {
    transaction: DatabaseTransaction,
    store: Store,
    scope: Scope,
    now: Now,
    ids: AtomicU64,
}

impl std::fmt::Debug for Open {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx").field("scope", &self.scope).field("now", &self.now).finish_non_exhaustive()
    }
}

impl Tx {
    pub(crate) async fn begin(store: Store, scope: Scope) -> Result<Self> {
        let begun = store.shared.dialect.begin_write(scope).await?;
        Ok(Self::new(store, scope, begun))
    }

    pub(crate) async fn begin_read(store: Store, scope: Scope) -> Result<Self> {
        let begun = store.shared.dialect.begin_read(scope).await?;
        Ok(Self::new(store, scope, begun))
    }

    fn new(store: Store, scope: Scope, begun: Begun) -> Self {
        let Begun { transaction, now } = begun;
        // Two bits are the variant of the id, two more leave room for every step of `new_id` to come.
        let ids = AtomicU64::new(rand::random::<u64>() >> 4);
        let open = Arc::new(Open { transaction, store, scope, now, ids });
        Self { open, tenant: scope.tenant(), region: scope.region() }
    }

    pub(crate) async fn commit(self) -> Result<()> {
        let open = Arc::try_unwrap(self.open)
            .map_err(|_| Error::bug("a copy of the transaction outlived its act; it was rolled back"))?;
        open.transaction.commit().await.doing(|| format!("commit in {:?}", open.scope))
    }

    /// Rolls back now rather than when the connection is used next, so that its locks are free for the next caller.
    pub(crate) async fn roll_back(self) {
        if let Ok(open) = Arc::try_unwrap(self.open)
            && let Err(error) = open.transaction.rollback().await
        {
            tracing::warn!(%error, "a rollback failed; the pool rolls back when it takes the connection back");
        }
    }

    /// Legal time: read once when the transaction opened.
    pub fn now(&self) -> Now {
        self.open.now
    }

    /// As whom it looks at the database.
    pub fn scope(&self) -> Scope {
        self.open.scope
    }

    /// The same transaction with its statements limited to one tenant: how the clockwork and the owner, who see
    /// all, use the methods that belong to a tenant. A scope that has a tenant keeps it.
    pub fn of(&self, tenant: TenantId, region: RegionId) -> Result<Self> {
        match self.open.scope {
            Scope::Clockwork(_) | Scope::Owner => {
                Ok(Self { open: Arc::clone(&self.open), tenant: Some(tenant), region: Some(region) })
            }
            Scope::Tenant { tenant: own, .. } | Scope::RegionAct { tenant: own, .. } if own == tenant => {
                Ok(self.clone())
            }
            scope => Err(Error::bug(format!("{scope:?} cannot become the tenant {tenant}"))),
        }
    }

    /// A fresh id: UUIDv7 of this transaction's moment, growing within it, random between transactions.
    pub fn new_id<I: From<Uuid>>(&self) -> I {
        let micros = u64::try_from(self.open.now.get().timestamp_micros()).unwrap_or_default();
        // RFC 9562 method 3: the 12 bits after the milliseconds carry the fraction of the millisecond.
        let fraction = (micros % 1_000) * 4_096 / 1_000;
        let step = u64::from(rand::random::<u32>() >> 8) + 1;
        let tail = self.open.ids.fetch_add(step, Ordering::Relaxed);
        let high = ((micros / 1_000) << 16) | 0x7000 | fraction;
        let low = (tail & 0x3fff_ffff_ffff_ffff) | 0x8000_0000_0000_0000;
        I::from(Uuid::from_u64_pair(high, low))
    }

    pub(crate) fn db(&self) -> &DatabaseTransaction {
        &self.open.transaction
    }

    pub(crate) fn store(&self) -> &Store {
        &self.open.store
    }

    /// The tenant that every statement of a tenant's noun is limited to.
    pub(crate) fn tenant_id(&self) -> Result<TenantId> {
        self.tenant.ok_or_else(|| Error::bug(format!("{:?} names no tenant: use Tx::of", self.open.scope)))
    }

    /// The region whose members or catalogue are looked at.
    pub(crate) fn region_id(&self) -> Result<RegionId> {
        self.region.ok_or_else(|| Error::bug(format!("{:?} names no region: use Tx::of", self.open.scope)))
    }
}
