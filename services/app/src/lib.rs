//! The acts: one use case per file; the only crate of the running product that opens a transaction.
//!
//! An act gathers facts, asks the engine, and lets [`case::record`] keep the outcome with its history, its audit
//! and its announcements in one transaction. Reading goes through [`reader::Reader`].

pub mod applicant;
pub mod audit;
pub mod case;
pub mod catalogue;
pub mod deadline;
mod error;
pub mod figures;
pub mod notification;
pub mod outbox;
pub mod reader;
pub mod region;
pub mod request;
pub mod tenant;
pub mod user;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono_tz::Tz;
pub use error::{Changed, Error};
use otklik_domain::caller::Caller;
use otklik_files::Files;
use otklik_policies::Authorizer;
use otklik_storage::{Scope, Store, Tx};
use otklik_workflow::sla::calendar::Calendar;
pub use request::{Receipt, Request};

use crate::reader::Reader;
use crate::user::password::Passwords;

/// Everything a use case needs; cheap to clone.
#[derive(Clone)]
pub struct App {
    pub(crate) store: Store,
    pub(crate) authorizer: Arc<Authorizer>,
    pub(crate) files: Files,
    pub(crate) passwords: Passwords,
    calendars: Arc<Mutex<HashMap<Tz, Arc<Calendar>>>>,
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

    /// The calendar of a zone: federal years and default hours of the catalogue, which never change under a name.
    pub(crate) async fn calendar(&self, tx: &Tx, zone: Tz) -> Result<Arc<Calendar>, Error> {
        let known = self.calendars.lock().unwrap_or_else(PoisonError::into_inner).get(&zone).cloned();
        if let Some(calendar) = known {
            return Ok(calendar);
        }
        let calendar = Arc::new(catalogue::calendar(&tx.calendars().await?, zone)?);
        self.calendars.lock().unwrap_or_else(PoisonError::into_inner).insert(zone, Arc::clone(&calendar));
        Ok(calendar)
    }
}
