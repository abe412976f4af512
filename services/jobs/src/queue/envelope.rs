//! What travels through the queue: names of rows, nothing else. Fields are only ever added.

use otklik_domain::id::{NotificationId, OutboxId, TenantId};
use otklik_domain::notification::Channel;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A piece of work by name. Every field may be missing and unknown ones are ignored: an envelope of another release
/// must end among the dead letters, not stop the worker.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Envelope {
    /// What to do: `plan_notifications`.
    pub kind: String,
    /// Version of this envelope.
    pub v: u16,
    /// Whose row.
    pub tenant_id: String,
    /// Which announcement.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub outbox_id: String,
    /// Which notice.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub notification_id: String,
    /// By which channel.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub channel: String,
    /// How much of it is done: work that goes on in parts.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub done: String,
}

/// Version written by this release.
pub const VERSION: u16 = 1;

const PLAN: &str = "plan_notifications";
const DELIVER: &str = "deliver_notification";
const IMPORT: &str = "run_import";

/// An envelope that this release understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Job {
    /// Turn an announcement into notices.
    PlanNotifications {
        /// Whose announcement.
        tenant: TenantId,
        /// Which one.
        event: OutboxId,
    },
    /// Hand over one notice.
    DeliverNotification {
        /// Whose user hears.
        tenant: TenantId,
        /// Which notice.
        notification: NotificationId,
        /// By which way.
        channel: Channel,
    },
    /// Take a file of an outside system in.
    RunImport {
        /// Whose file.
        tenant: TenantId,
        /// The announcement of the run.
        event: OutboxId,
        /// Rows that a job before has looked at; none at first.
        done: i64,
    },
}

impl Job {
    /// The envelope of this job.
    pub fn envelope(self) -> Envelope {
        match self {
            Self::PlanNotifications { tenant, event } => Envelope {
                kind: PLAN.to_owned(),
                v: VERSION,
                tenant_id: tenant.to_string(),
                outbox_id: event.to_string(),
                ..Envelope::default()
            },
            Self::DeliverNotification { tenant, notification, channel } => Envelope {
                kind: DELIVER.to_owned(),
                v: VERSION,
                tenant_id: tenant.to_string(),
                notification_id: notification.to_string(),
                channel: channel.to_string(),
                ..Envelope::default()
            },
            Self::RunImport { tenant, event, done } => Envelope {
                kind: IMPORT.to_owned(),
                v: VERSION,
                tenant_id: tenant.to_string(),
                outbox_id: event.to_string(),
                done: if done == 0 { String::new() } else { done.to_string() },
                ..Envelope::default()
            },
        }
    }
}

impl Envelope {
    /// An envelope from whatever lay in the queue, or why it is none.
    pub(crate) fn read(value: &Value) -> Result<Self, String> {
        Self::deserialize(value).map_err(|error| format!("no envelope: {error}"))
    }

    /// The job, or why this release cannot do it.
    pub fn job(&self) -> Result<Job, String> {
        fn read<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, String> {
            text.parse().map_err(|error| format!("{error}"))
        }
        if self.v > VERSION {
            return Err(format!("version {} is newer than {VERSION}", self.v));
        }
        match self.kind.as_str() {
            PLAN => {
                Ok(Job::PlanNotifications { tenant: read(&self.tenant_id)?, event: read(&self.outbox_id)? })
            }
            DELIVER => Ok(Job::DeliverNotification {
                tenant: read(&self.tenant_id)?,
                notification: read(&self.notification_id)?,
                channel: read(&self.channel)?,
            }),
            IMPORT => Ok(Job::RunImport {
                tenant: read(&self.tenant_id)?,
                event: read(&self.outbox_id)?,
                done: if self.done.is_empty() { 0 } else { read(&self.done)? },
            }),
            other => Err(format!("unknown kind {other:?}")),
        }
    }

    /// The same for every offer of the same work: attempts are counted and repeats dropped by it.
    pub fn key(&self) -> String {
        let Self { kind, tenant_id, outbox_id, notification_id, done, .. } = self;
        format!("{kind}/{tenant_id}/{outbox_id}{notification_id}/{done}")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const TENANT: &str = "tenant:01890a5d-ac96-774b-bcce-b302099a8057";
    const EVENT: &str = "event:01890a5d-ac96-774b-bcce-b302099a8058";

    #[test]
    fn jobs_survive_the_way() {
        let tenant = TENANT.parse().unwrap();
        for job in [
            Job::PlanNotifications { tenant, event: EVENT.parse().unwrap() },
            Job::DeliverNotification {
                tenant,
                notification: NotificationId::from(tenant.0),
                channel: Channel::Email,
            },
            Job::RunImport { tenant, event: EVENT.parse().unwrap(), done: 0 },
            Job::RunImport { tenant, event: EVENT.parse().unwrap(), done: 5_000 },
        ] {
            let value = serde_json::to_value(job.envelope()).unwrap();
            assert_eq!(Envelope::read(&value).unwrap().job(), Ok(job));
        }
    }

    #[test]
    fn what_is_not_understood_says_why() {
        let why = |value: Value| Envelope::read(&value).and_then(|envelope| envelope.job()).unwrap_err();
        let good = json!({"kind": "plan_notifications", "v": 1, "tenant_id": TENANT, "outbox_id": EVENT, "new": [1]});
        assert!(Envelope::read(&good).unwrap().job().is_ok());
        assert!(why(json!({"kind": "water_the_flowers", "v": 1})).contains("unknown kind"));
        assert!(why(json!({"kind": "plan_notifications", "v": 2})).contains("newer"));
        assert!(why(json!({"kind": "plan_notifications", "v": 1, "tenant_id": "7"})).contains('7'));
        assert!(why(json!("text")).contains("no envelope"));
        assert!(why(json!(null)).contains("no envelope"));
        assert!(why(json!({})).contains("unknown kind"));
    }

    #[test]
    fn the_key_names_the_work_and_not_the_offer() {
        let envelope = |kind: &str, outbox: &str, notification: &str| Envelope {
            kind: kind.to_owned(),
            tenant_id: TENANT.to_owned(),
            outbox_id: outbox.to_owned(),
            notification_id: notification.to_owned(),
            ..Envelope::default()
        };
        assert_eq!(envelope("a", "x", "").key(), envelope("a", "x", "").key());
        assert_ne!(envelope("a", "x", "").key(), envelope("b", "x", "").key());
        assert_ne!(envelope("a", "x", "").key(), envelope("a", "y", "").key());
        let next = Envelope { done: "500".to_owned(), ..envelope("a", "x", "") };
        assert_ne!(next.key(), envelope("a", "x", "").key(), "the next part is other work");
    }
}
