//! The acts: one use case per file; the only crate of the running product that opens a transaction.
//!
//! An act gathers facts, asks the engine, and lets [`case::record`] keep the outcome with its history, its audit
//! and its announcements in one transaction. Reading goes through [`reader::Reader`].

pub mod applicant;
pub mod audit;
pub mod case;
pub mod catalogue;
pub mod composition;
pub mod deadline;
mod error;
pub mod figures;
pub mod import;
pub mod notification;
pub mod outbox;
pub mod reader;
pub mod region;
pub mod request;
pub mod tenant;
pub mod user;

use std::sync::Arc;

pub use error::{Changed, Error};
use otklik_domain::caller::Caller;
use otklik_domain::tenant::Tenant;
use otklik_files::Files;
use otklik_policies::Authorizer;
use otklik_storage::{Scope, Store, Tx};
use otklik_workflow::sla::calendar::Calendar;
pub use request::{Receipt, Request};

use crate::catalogue::calendar::{Calendars, TenantCalendar};
use crate::reader::Reader;
use crate::user::password::Passwords;

/// Everything a use case needs; cheap to clone.
#[derive(Clone)]
pub struct App {
    pub(crate) store: Store,
    pub(crate) authorizer: Arc<Authorizer>,
    pub(crate) files: Files,
    pub(crate) passwords: Passwords,
    calendars: Arc<Calendars>,
}

impl App {
    /// Loads the rights from the catalogue in the database.
    pub async fn open(store: Store, files: Files) -> Result<Self, Error> {
        let tx = store.reader(Scope::Door).await?;
        let model = tx.model().await?;
        let rules = tx.role_rules().await?;
        drop(tx);
        let authorizer = Authorizer::from_rules(&model, &rules)
            .await
            .map_err(|error| Error::Internal(format!("policies: {error}")))?;
        Ok(Self {
            store,
            authorizer: Arc::new(authorizer),
            files,
            passwords: Passwords::new(),
            calendars: Arc::default(),
        })
    }

    /// A reader of one snapshot for `caller`.
    pub fn reader(&self, caller: &Caller) -> Reader {
        Reader::new(self.clone(), caller.clone())
    }

    /// The store, for the commands of the operator.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The rights in force.
    pub fn authorizer(&self) -> &Authorizer {
        &self.authorizer
    }

    /// Working time of a tenant: its zone, its hours, the floating holidays of its region, the federal years.
    pub(crate) async fn calendar(&self, tx: &Tx, tenant: &Tenant) -> Result<Arc<Calendar>, Error> {
        Ok(Arc::clone(&self.tenant_calendar(tx, tenant).await?.calendar))
    }

    /// The same with what is not known of it, for explanations.
    pub(crate) async fn tenant_calendar(
        &self,
        tx: &Tx,
        tenant: &Tenant,
    ) -> Result<Arc<TenantCalendar>, Error> {
        let rows = tx.of(tenant.id, tenant.region)?.calendars().await?;
        self.calendars.of(rows, tenant.zone)
    }
}
