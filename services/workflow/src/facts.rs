//! What the outside looked like when the engine was asked.

use std::collections::{BTreeMap, BTreeSet};

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
    /// Code of that topic: `other.migration`.
    pub topic: &'a str,
    /// The date carried by the source, if any.
    pub source_due: Option<DateTime<Utc>>,
    /// It came from an outside system, which must be told what became of it.
    pub has_source: bool,
    /// The moment the item was received.
    pub received_at: DateTime<Utc>,
    /// Who holds which post in the subject's scope now.
    pub posts: &'a Posts,
    /// The act of the tenant combines author and approver for the person who acts.
    pub self_approval_by_act: bool,
    /// The act would give it to the body complained about, as lead or as co-executor (59-ФЗ art. 8(6)).
    pub recipient_is_complained_about: bool,
    /// Source of ids for new timers.
    pub new_timer_id: &'a dyn Fn() -> TimerId,
}

/// People per audience in the subject's scope; an absent or empty audience is a post nobody holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posts {
    /// Users of the subject's tenant.
    pub people: BTreeMap<Audience, Vec<UserId>>,
    /// Posts that the composition has and nobody holds: «пост вакантен», not «поста нет».
    pub vacant: BTreeSet<Audience>,
    /// Whether the tenant lets its ladders reach the region.
    pub region_step: bool,
}
