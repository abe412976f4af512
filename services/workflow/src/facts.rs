//! What the outside looked like when the engine was asked.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use otklik_domain::audience::Audience;
use otklik_domain::id::{TimerId, UserId};
use otklik_domain::topic::Class;

use crate::sla::calendar::Calendar;

/// Gathered by the use case, read by `decide`.
pub struct Facts<'a> {
    /// The tenant's calendar.
    pub calendar: &'a Calendar,
    /// Class of the subject's topic.
    pub class: Class,
    /// The date carried by the source, if any.
    pub source_due: Option<DateTime<Utc>>,
    /// The moment a newly entered item was received.
    pub received_at: DateTime<Utc>,
    /// Who holds which post in the subject's scope now.
    pub posts: &'a Posts,
    /// The act of the tenant combines author and approver for the person who acts.
    pub self_approval_by_act: bool,
    /// Source of ids for new timers.
    pub new_timer_id: &'a dyn Fn() -> TimerId,
}

/// People per audience in the subject's scope; an absent or empty audience is a post nobody holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posts {
    /// Users of the subject's tenant.
    pub people: BTreeMap<Audience, Vec<UserId>>,
    /// Whether the tenant lets its ladders reach the region.
    pub region_step: bool,
}
