//! Gathers what the engine must know of the outside.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use otklik_domain::id::{TenantId, TimerId};
use otklik_domain::refusal::{Code, Refusal};
use otklik_domain::tenant::{State, Tenant};
use otklik_domain::topic::Topic;
use otklik_storage::Tx;
use otklik_storage::query::subject::SubjectRow;
use otklik_workflow::command::Command;
use otklik_workflow::event::Event;
use otklik_workflow::facts::{Facts, Posts};
use otklik_workflow::instance::Instance;
use otklik_workflow::sla::calendar::Calendar;
use otklik_workflow::{Effective, Outcome, decide, enter};

use crate::{App, Error};

/// Everything `decide` reads besides the instance.
pub(crate) struct Gathered {
    pub(crate) definition: Arc<Effective>,
    pub(crate) calendar: Arc<Calendar>,
    pub(crate) topic: Topic,
    pub(crate) posts: Posts,
    pub(crate) received_at: DateTime<Utc>,
    pub(crate) source_due: Option<DateTime<Utc>>,
    /// It came from an outside system; asked only before an act of a person or of the import, which alone can end
    /// there too.
    pub(crate) has_source: bool,
    pub(crate) self_approval_by_act: bool,
}

impl Gathered {
    /// Asks the engine about a subject that runs.
    pub(crate) fn decide(&self, tx: &Tx, instance: &Instance, command: &Command) -> Result<Outcome, Error> {
        let new_timer_id = || tx.new_id();
        Ok(decide(&self.definition, instance, command, &self.facts(&new_timer_id), tx.now())?)
    }

    /// Asks the engine how a subject begins.
    pub(crate) fn enter(&self, tx: &Tx) -> Result<(Instance, Vec<Event>), Error> {
        let new_timer_id = || tx.new_id();
        Ok(enter(&self.definition, &self.facts(&new_timer_id), tx.now())?)
    }

    fn facts<'a>(&'a self, new_timer_id: &'a dyn Fn() -> TimerId) -> Facts<'a> {
        Facts {
            calendar: &self.calendar,
            class: self.topic.class,
            topic: &self.topic.code,
            source_due: self.source_due,
            has_source: self.has_source,
            received_at: self.received_at,
            posts: &self.posts,
            self_approval_by_act: self.self_approval_by_act,
            // Whoever gives a case away looks the body up and refuses by itself, naming the field.
            recipient_is_complained_about: false,
            new_timer_id,
        }
    }
}

/// The tenant a subject lives in; its absence is a broken key, not a wrong request.
pub(crate) async fn tenant_of(tx: &Tx, id: TenantId) -> Result<Tenant, Error> {
    tx.tenant(id).await?.ok_or_else(|| Error::Internal(format!("{id} is not there")))
}

/// A centre that has ended is read-only.
pub(crate) async fn expect_open(tx: &Tx, id: TenantId) -> Result<(), Error> {
    match tenant_of(tx, id).await?.state {
        State::Ended => Err(Error::Refused(vec![Refusal::new(Code::TenantEnded)])),
        State::Active | State::Draft => Ok(()),
    }
}

/// Gathers for one subject.
pub(crate) async fn gather(app: &App, tx: &Tx, row: &SubjectRow) -> Result<Gathered, Error> {
    let tenant = tenant_of(tx, row.tenant).await?;
    let calendar = app.calendar(tx, &tenant).await?;
    let definition = tx.definition(&row.definition).await?;
    let topic = tx
        .topic(&row.topic)
        .await?
        .ok_or_else(|| Error::Internal(format!("topic {} of {} is not there", row.topic, row.id)))?;
    let own = tx.of(row.tenant, row.region)?;
    let posts = own.posts(&row.facts()).await?;
    Ok(Gathered {
        definition,
        calendar,
        topic,
        posts,
        received_at: row.received_at,
        source_due: row.source_due,
        has_source: false,
        self_approval_by_act: false,
    })
}
