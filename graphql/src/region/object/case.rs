//! A late case of a member as the region may know it.

use async_graphql::{ID, Object, SimpleObject};
use otklik_app::reader::{StepRow, SubjectRow};
use otklik_domain::id::CaseId;
use otklik_domain::topic;

use super::user::Tenant;
use crate::region::loader::View;
use crate::shared::error::Failure;
use crate::shared::ids;
use crate::shared::scalar::DateTime;
use crate::shared::words::{Lateness, LegalRegime, Level, Phase, Sphere, TopicClass};

/// A late case of a member: dates and standing, never words.
#[derive(Clone)]
pub struct LateCase {
    row: SubjectRow,
    view: View,
}

/// A leaf of the topic tree.
#[derive(SimpleObject, Clone, Debug)]
pub struct Topic {
    /// Stable code; the part before the dot is the sphere.
    pub code: String,
    /// Name for people.
    pub title: String,
    /// How fast it must be answered.
    pub topic_class: TopicClass,
    /// What the region compares by.
    pub sphere: Sphere,
}

/// A step of a ladder that reached the region.
#[derive(SimpleObject, Clone, Debug)]
pub struct Step {
    /// Opaque id of its clock.
    pub timer: ID,
    /// Name of the clock in the definition.
    pub clock: String,
    /// Its offset in the product's default, which stays when a tenant moves it.
    pub id: String,
    /// Its moment.
    pub at: DateTime,
    /// When it fired.
    pub fired_at: DateTime,
    /// When somebody took notice of it.
    pub acknowledged_at: Option<DateTime>,
    /// What was said with it.
    pub acknowledgement_note: Option<String>,
    /// Whether the caller may take notice of it now.
    pub can_acknowledge: bool,
}

impl From<topic::Topic> for Topic {
    fn from(topic: topic::Topic) -> Self {
        Self {
            code: topic.code,
            title: topic.title,
            topic_class: topic.class.into(),
            sphere: topic.sphere.into(),
        }
    }
}

impl LateCase {
    /// A row seen through a look.
    pub fn new(row: SubjectRow, view: View) -> Self {
        Self { row, view }
    }

    fn step(&self, row: StepRow) -> Step {
        Step {
            can_acknowledge: self.view.reader().can_acknowledge_for_region(&row),
            timer: ids::write(row.timer),
            clock: row.clock,
            id: row.step,
            at: row.at.into(),
            fired_at: row.fired_at.into(),
            acknowledged_at: row.acknowledgement.as_ref().map(|notice| notice.at.into()),
            acknowledgement_note: row.acknowledgement.map(|notice| notice.note),
        }
    }
}

/// A late case of a member: dates and standing, never words.
#[Object]
impl LateCase {
    /// Opaque id.
    async fn id(&self) -> ID {
        ids::write(CaseId::from(self.row.id))
    }

    /// Whose it is.
    async fn tenant(&self) -> Result<Tenant, Failure> {
        self.view.member(self.row.tenant).await.map(Tenant::from)
    }

    /// What people call it.
    async fn number(&self) -> &str {
        &self.row.number
    }

    /// Grows with every change; given back as `expectedRevision`.
    async fn revision(&self) -> i64 {
        self.row.revision
    }

    /// The law it lives under.
    async fn regime(&self) -> LegalRegime {
        self.row.regime.into()
    }

    /// Where its state stands.
    async fn phase(&self) -> Phase {
        self.row.instance.phase.into()
    }

    /// How late it is.
    async fn lateness(&self) -> Lateness {
        self.row.instance.lateness.into()
    }

    /// The highest rung of the ladder that was drawn in.
    async fn level(&self) -> Level {
        self.row.instance.level.into()
    }

    /// What it is about.
    async fn topic(&self) -> Result<Topic, Failure> {
        self.view.topic(&self.row.topic).await
    }

    /// When the word reached the member.
    async fn received_at(&self) -> DateTime {
        self.row.received_at.into()
    }

    /// The earliest date of its running case clocks.
    async fn next_due_at(&self) -> Option<DateTime> {
        self.row.next_due.map(DateTime)
    }

    /// Calendar days since it became late, in the member's zone; 0 on the same day.
    async fn late_days(&self) -> Result<i64, Failure> {
        let Some(since) = self.row.late_since else { return Ok(0) };
        let zone = self.view.member(self.row.tenant).await?.zone;
        let day = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&zone).date_naive();
        Ok((day(self.view.now().await?) - day(since)).num_days())
    }

    /// The steps that reached the region, in order of their moments.
    #[graphql(complexity = "5 + child_complexity")]
    async fn steps(&self) -> Result<Vec<Step>, Failure> {
        let rows = self.view.steps(self.row.tenant, self.row.id).await?;
        Ok(rows.into_iter().map(|row| self.step(row)).collect())
    }
}
