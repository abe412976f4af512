//! Every typed id. An id is a UUIDv7 made by `tx.new_id()`; outside it reads `prefix:<uuid>`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An id as text that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no id of this kind")]
pub struct BadId(pub String);

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident = $prefix:literal),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// What stands before the colon in the outside form.
            pub const PREFIX: &'static str = $prefix;
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, ":{}"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                text.strip_prefix(concat!($prefix, ":"))
                    .and_then(|rest| Uuid::try_parse(rest).ok())
                    .map(Self)
                    .ok_or_else(|| BadId(text.to_owned()))
            }
        }

        impl From<Uuid> for $name {
            fn from(value: Uuid) -> Self { Self(value) }
        }

        impl From<$name> for Uuid {
            fn from(value: $name) -> Self { value.0 }
        }
    )+};
}

ids! {
    /// Who signs in; belongs to the platform.
    AccountId = "account",
    /// One row of the applicant of one case.
    ApplicantId = "applicant",
    /// A seat held by somebody from–to.
    AppointmentId = "appointment",
    /// A file beside a subject.
    AttachmentId = "attachment",
    /// One line of the audit log.
    AuditId = "audit",
    /// A sector block of a tenant.
    BlockId = "block",
    /// A production calendar of a year.
    CalendarId = "calendar",
    /// A case: shares the key of its subject.
    CaseId = "case",
    /// An internal comment.
    CommentId = "comment",
    /// A published effective definition.
    DefinitionId = "definition",
    /// A difference between an outside system and the platform.
    DifferenceId = "difference",
    /// A direction of the curators.
    DirectionId = "direction",
    /// One run of an import.
    ImportRunId = "import",
    /// A legal act.
    LegalActId = "act",
    /// A letter that left the house.
    LetterId = "letter",
    /// One notice to one person by one channel.
    NotificationId = "notification",
    /// A body or institution that answers.
    OrganizationId = "organization",
    /// One announcement of a committed fact.
    OutboxId = "event",
    /// One question of an appeal.
    QuestionId = "question",
    /// A reply of one round.
    ReplyId = "reply",
    /// What a caller gave to make a repeat harmless.
    RequestId = "request",
    /// A rule topic → block, organization.
    RoutingRuleId = "rule",
    /// A line of the act: a position in the composition.
    SeatId = "seat",
    /// Anything with a workflow.
    SubjectId = "subject",
    /// A tenant: municipality, regional control centre or the platform.
    TenantId = "tenant",
    /// One line of the history of a subject.
    TimelineId = "timeline",
    /// A running clock.
    TimerId = "timer",
    /// A topic of the catalogue.
    TopicId = "topic",
    /// A file that waits to be imported.
    UploadId = "upload",
    /// A membership of an account in a tenant.
    UserId = "user",
}

/// A region is named by the tenant of its control centre: that tenant points to itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RegionId(pub Uuid);

impl From<TenantId> for RegionId {
    fn from(value: TenantId) -> Self {
        Self(value.0)
    }
}

impl RegionId {
    /// The tenant of the regional control centre.
    pub fn tenant(self) -> TenantId {
        TenantId(self.0)
    }
}

impl From<CaseId> for SubjectId {
    fn from(value: CaseId) -> Self {
        Self(value.0)
    }
}

impl From<SubjectId> for CaseId {
    fn from(value: SubjectId) -> Self {
        Self(value.0)
    }
}

/// The tenant that owns the product's catalogue: fixed, so that policies of row-level security can name it.
pub const PLATFORM: TenantId = TenantId(Uuid::from_u128(0x0000_0000_0000_7000_8000_0000_0000_0001));
