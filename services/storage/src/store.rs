//! The store: opens transactions for acts and snapshots for queries.

use std::future::Future;
use std::sync::Arc;

use tracing::Instrument;

use crate::backend::Backend;
use crate::dialect::clock::Clock;
use crate::dialect::{self, Dialect};
use crate::error::{Doing, Error, Result};
use crate::keys::Keys;
use crate::query::catalogue::Definitions;
use crate::query::number::Blocks;
use crate::scope::Scope;
use crate::tx::Tx;

/// How to reach the database.
#[derive(Clone, Debug)]
pub struct ConnectOptions {
    /// `postgres://…` or `sqlite:…`.
    pub url: String,
    /// Most connections (on SQLite: most readers).
    pub max_connections: u32,
    /// Keys derived from the master key.
    pub keys: Keys,
    /// The clock of the embedded mode; PostgreSQL does not read it.
    pub clock: Clock,
}

/// The memory of the product; cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) shared: Arc<Shared>,
}

#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) dialect: Box<dyn Dialect>,
    pub(crate) keys: Keys,
    pub(crate) definitions: Definitions,
    pub(crate) numbers: Blocks,
}

impl Store {
    /// Connects with the rights of the application: every transaction takes the role of its scope.
    pub async fn connect(options: ConnectOptions) -> Result<Self> {
        Self::open(options, false).await
    }

    /// Connects as the owner of the schema: no role is taken in any scope, row-level security does not bind, and
    /// [`Scope::Owner`] is open. For `migrate`, `tenant apply`, `user` and `demo`; never for what listens.
    pub async fn owner(options: ConnectOptions) -> Result<Self> {
        Self::open(options, true).await
    }

    async fn open(options: ConnectOptions, owner: bool) -> Result<Self> {
        let dialect = dialect::connect(&options, owner).await?;
        Ok(Self {
            shared: Arc::new(Shared {
                dialect,
                keys: options.keys,
                definitions: Definitions::default(),
                numbers: Blocks::default(),
            }),
        })
    }

    /// Which database it is.
    pub fn backend(&self) -> Backend {
        self.shared.dialect.backend()
    }

    /// Fails when the login is a superuser, may bypass row-level security, or owns the tables.
    pub async fn refuse_owner(&self) -> Result<()> {
        self.shared.dialect.refuse_owner().await
    }

    /// The door for acts: commits when `work` is `Ok`, rolls back otherwise. The work is spawned, so a caller that
    /// goes away can neither cancel it half-way nor leave a connection inside `BEGIN`.
    pub async fn run<F, R, T, E>(&self, scope: Scope, work: F) -> Result<T, E>
    where
        F: FnOnce(Tx) -> R + Send + 'static,
        R: Future<Output = Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let store = self.clone();
        let act = async move {
            let tx = Tx::begin(store, scope).await?;
            match work(tx.clone()).await {
                Ok(value) => {
                    tx.commit().await?;
                    Ok(value)
                }
                Err(error) => {
                    tx.roll_back().await;
                    Err(error)
                }
            }
        };
        match tokio::spawn(act.in_current_span()).await {
            Ok(result) => result,
            Err(_) => Err(E::from(Error::bug("an act panicked; its transaction was rolled back"))),
        }
    }

    /// The door for queries: one snapshot that cannot write, rolled back when dropped. It is opened in a spawned
    /// task for the same reason as in [`run`](Self::run).
    pub async fn reader(&self, scope: Scope) -> Result<Tx> {
        let store = self.clone();
        match tokio::spawn(Tx::begin_read(store, scope).in_current_span()).await {
            Ok(result) => result,
            Err(_) => Err(Error::bug("opening a snapshot panicked")),
        }
    }

    /// Closes every connection; for the end of a process and of a test.
    pub async fn close(&self) -> Result<()> {
        for connection in self.shared.dialect.connections() {
            connection.close_by_ref().await.doing(|| "close the database".to_owned())?;
        }
        Ok(())
    }
}
