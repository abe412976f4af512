//! Reading for people: one snapshot per request, opened with the first question, every answer within the reach.

mod appeal;
mod case;
mod centre;
mod composition;
mod import;
mod journal;
mod region;

use std::sync::Arc;

use chrono::{DateTime, Utc};

pub use crate::case::history::TimelineLine;
pub use crate::case::route::TraceLine;
pub use case::{AvailableAct, CaseFilter, CaseRow, CaseView, Clock, Dates};
pub use centre::Me;
pub use composition::{ActView, AppointmentView, BlockView, Composition, SeatView};
pub use import::field_title;
pub use journal::{JournalBook, JournalFilter, JournalLine, JournalState, JournalWords, MOST_EXPORTED};
use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::tenant::{Kind, Tenant};
pub use otklik_intake::Preview;
pub use otklik_intake::profile::{DropReason, FoundBy, Profile};
pub use otklik_storage::query::appeal::{CoAssignee, Contribution, Question};
pub use otklik_storage::query::case::CaseText;
pub use otklik_storage::query::composition::{Block, Organization, User};
pub use otklik_storage::query::import::{
    Difference, DifferenceFilter, ImportRefusal, ImportRun, Reconciled, RunCounts, SourceItem,
};
pub use otklik_storage::query::letter::{Letter, Resolution};
pub use otklik_storage::query::notification::NotificationRow;
pub use otklik_storage::query::region::LateFilter;
pub use otklik_storage::query::registration::Registration;
pub use otklik_storage::query::step::{Acknowledgement, StepRow};
pub use otklik_storage::query::subject::SubjectRow;
pub use otklik_storage::query::text::{AttachmentRow, CommentRow, ReplyRow};
use otklik_storage::{Scope, Tx};
use tokio::sync::OnceCell;

use crate::case::gather::tenant_of;
use crate::catalogue::calendar::TenantCalendar;
use crate::request::own_scope;
use crate::{App, Error};

/// A snapshot with the rights of one caller; clones share it.
#[derive(Clone)]
pub struct Reader {
    app: App,
    caller: Arc<Caller>,
    own: Arc<OnceCell<Tx>>,
    home: Arc<OnceCell<Tenant>>,
    calendar: Arc<OnceCell<Arc<TenantCalendar>>>,
    members: Arc<OnceCell<Tx>>,
}

impl Reader {
    pub(crate) fn new(app: App, caller: Caller) -> Self {
        Self {
            app,
            caller: Arc::new(caller),
            own: Arc::default(),
            home: Arc::default(),
            calendar: Arc::default(),
            members: Arc::default(),
        }
    }

    /// Who asks.
    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    /// The moment of the snapshot.
    pub async fn now(&self) -> Result<DateTime<Utc>, Error> {
        Ok(self.own().await?.now().get())
    }

    /// The snapshot of the caller's own tenant.
    async fn own(&self) -> Result<&Tx, Error> {
        self.own.get_or_try_init(|| async { Ok(self.app.store.reader(own_scope(&self.caller)).await?) }).await
    }

    /// The tenant of the caller, read once.
    async fn home(&self) -> Result<&Tenant, Error> {
        self.home.get_or_try_init(|| async { tenant_of(self.own().await?, self.caller.tenant).await }).await
    }

    /// The calendar of the tenant of the caller, read once.
    async fn calendar(&self) -> Result<&TenantCalendar, Error> {
        let read = async || self.app.tenant_calendar(self.own().await?, self.home().await?).await;
        Ok(self.calendar.get_or_try_init(read).await?)
    }

    /// The snapshot of the members of the caller's region; a second capability, for regional tenants alone.
    async fn members_of_region(&self) -> Result<&Tx, Error> {
        if self.caller.kind != Kind::Regional {
            return Err(Error::Forbidden);
        }
        self.members
            .get_or_try_init(|| async { Ok(self.app.store.reader(Scope::Region(self.caller.region)).await?) })
            .await
    }

    fn may(&self, action: Action) -> Result<(), Error> {
        if self.app.authorizer.may(&self.caller, action) { Ok(()) } else { Err(Error::Forbidden) }
    }
}
