//! Subjects: the row that is instance and list row at once, saved only at the revision it was read at.

use chrono::{DateTime, Utc};
use otklik_domain::case::LegalRegime;
use otklik_domain::channel::Channel;
use otklik_domain::id::{
    BlockId, DefinitionId, OrganizationId, PLATFORM, RegionId, SubjectId, TenantId, UserId,
};
use otklik_domain::standing::Standing;
use otklik_domain::subject::{Facts, Kind};
use otklik_domain::topic::Sphere;
use otklik_workflow::instance::{Draft, Instance};
use sea_orm::{ConnectionTrait, QueryResult, Value};
use uuid::Uuid;

use super::decode::{code, code_opt, id, id_opt, small};
use super::rowset::{self, Columns, Kind as Is, Row, Rowset};
use crate::dialect::{execute, statement};
use crate::error::{Doing, Error, Result};
use crate::scope::Scope;
use crate::tx::Tx;

/// A subject as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectRow {
    /// Its id, shared by its body.
    pub id: SubjectId,
    /// Whose it is.
    pub tenant: TenantId,
    /// The region of that tenant.
    pub region: RegionId,
    /// What kind of subject.
    pub kind: Kind,
    /// What people call it: `КИЛ-2026-000123`.
    pub number: String,
    /// The law it lives under.
    pub regime: LegalRegime,
    /// The published definition it runs by.
    pub definition: DefinitionKey,
    /// Grows with every change.
    pub revision: i64,
    /// Never a row for the region.
    pub restricted: bool,
    /// How it came.
    pub channel: Channel,
    /// Code of its topic: the tenant's own, else the region's, else the product's.
    pub topic: String,
    /// Root of the product topic.
    pub sphere: Sphere,
    /// Its sector block, once routed.
    pub block: Option<BlockId>,
    /// The body that must answer.
    pub organization: Option<OrganizationId>,
    /// The body complained about (59-ФЗ art. 8(6)).
    pub complained_about: Option<OrganizationId>,
    /// When the word reached the tenant.
    pub received_at: DateTime<Utc>,
    /// When it was entered.
    pub entered_at: DateTime<Utc>,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
    /// Earliest of the dates of its running case clocks.
    pub next_due: Option<DateTime<Utc>>,
    /// Since when it is late.
    pub late_since: Option<DateTime<Utc>>,
    /// Where it stands; its timers are loaded only where the query says so.
    pub instance: Instance,
}

/// Names a published definition: the key of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DefinitionKey {
    /// Who published it.
    pub tenant: TenantId,
    /// Which one.
    pub id: DefinitionId,
}

impl SubjectRow {
    /// What rights depend on.
    pub fn facts(&self) -> Facts {
        Facts {
            id: self.id,
            block: self.block,
            organization: self.organization,
            assignee: self.instance.assignee,
            channel: self.channel,
            draft_author: self.instance.draft.as_ref().map(|draft| draft.author),
            complained_about: self.complained_about,
        }
    }

    /// The cell of the board it stands in.
    pub fn standing(&self) -> Standing {
        Standing { phase: self.instance.phase, lateness: self.instance.lateness, level: self.instance.level }
    }
}

/// Columns of alias `s`, in the order of the table; `previous` is read by undo alone.
pub(crate) const READ: &str = "s.tenant_id, s.id, s.region_id, s.kind, s.number, s.regime, s.definition_tenant_id, \
     s.definition_id, s.state, s.state_entered_at, s.phase, s.lateness, s.level, s.revision, s.restricted, s.channel, s.topic_code, \
     s.sphere, s.block_id, s.organization_id, s.assignee_id, s.complained_about_id, s.draft_author_id, s.draft_kind, \
     s.draft_promised_on, s.draft_approved, s.bounces, s.promised_on, s.promises_moved, s.received_at, s.next_due, s.late_since, \
     s.entered_at, s.changed_at";

const WRITTEN: &Columns = &[
    ("tenant_id", Is::Id),
    ("id", Is::Id),
    ("region_id", Is::Id),
    ("kind", Is::Text),
    ("number", Is::Text),
    ("regime", Is::Text),
    ("definition_tenant_id", Is::Id),
    ("definition_id", Is::Id),
    ("state", Is::Text),
    ("state_entered_at", Is::At),
    ("phase", Is::Text),
    ("lateness", Is::Text),
    ("level", Is::Text),
    ("revision", Is::Int),
    ("restricted", Is::Bool),
    ("channel", Is::Text),
    ("topic_code", Is::Text),
    ("sphere", Is::Text),
    ("block_id", Is::Id),
    ("organization_id", Is::Id),
    ("assignee_id", Is::Id),
    ("complained_about_id", Is::Id),
    ("draft_author_id", Is::Id),
    ("draft_kind", Is::Text),
    ("draft_promised_on", Is::On),
    ("draft_approved", Is::Bool),
    ("bounces", Is::Int),
    ("promised_on", Is::On),
    ("promises_moved", Is::Int),
    ("received_at", Is::At),
    ("next_due", Is::At),
    ("late_since", Is::At),
    ("entered_at", Is::At),
    ("changed_at", Is::At),
];

/// What an update finds its row by, and the region, by which a topic is found.
const KEY: &[&str] = &["tenant_id", "id", "region_id", "revision"];

/// What the engine moves; the clockwork writes these and no others.
const MOVED: &[&str] = &[
    "state",
    "state_entered_at",
    "phase",
    "lateness",
    "level",
    "assignee_id",
    "draft_author_id",
    "draft_kind",
    "draft_promised_on",
    "draft_approved",
    "bounces",
    "promised_on",
    "promises_moved",
    "next_due",
    "late_since",
    "changed_at",
];

/// What people move besides.
const PLACED: &[&str] =
    &["restricted", "topic_code", "sphere", "block_id", "organization_id", "complained_about_id"];

/// What an act of the region may move on a member's subject: it takes notice, it does not work on it.
const NOTICED: &[&str] = &["lateness", "level", "next_due", "late_since", "changed_at"];

/// The tenant whose catalogue holds the topic of row `x`: the nearest owner wins.
const TOPIC_OWNER: &str = "coalesce(\
     (SELECT p.tenant_id FROM topic AS p WHERE p.tenant_id = x.tenant_id AND p.code = x.topic_code), \
     (SELECT p.tenant_id FROM topic AS p WHERE p.tenant_id = x.region_id AND p.code = x.topic_code), \
     (SELECT p.tenant_id FROM topic AS p WHERE p.tenant_id = $2 AND p.code = x.topic_code))";

impl Tx {
    /// Adds a subject at its revision, without its timers.
    pub async fn insert_subject(&self, subject: &SubjectRow) -> Result<()> {
        self.owns(subject)?;
        let names = WRITTEN.iter().map(|(name, _)| *name).collect::<Vec<_>>();
        let backend = self.db().get_database_backend();
        let sql = format!(
            "INSERT INTO subject ({}, topic_tenant_id) SELECT x.{}, {TOPIC_OWNER} FROM {}",
            names.join(", "),
            names.join(", x."),
            rowset::source(backend, 1, WRITTEN),
        );
        let rows = Rowset::from_iter([written(subject, subject.revision)]);
        self.db()
            .execute_raw(statement(backend, &sql, [rows.into_value(), PLATFORM.0.into()]))
            .await
            .doing(|| format!("insert {}", subject.id))?;
        Ok(())
    }

    /// One subject with its timers.
    pub async fn subject(&self, subject: SubjectId) -> Result<Option<SubjectRow>> {
        self.load_subject(subject, "").await
    }

    /// One subject with its timers, its row locked until the transaction ends. Whoever writes timers or steps of a
    /// subject takes this lock first, so that acts and the sweep never wait for each other in a circle.
    pub async fn subject_for_update(&self, subject: SubjectId) -> Result<Option<SubjectRow>> {
        self.load_subject(subject, rowset::lock(self.db().get_database_backend(), " FOR UPDATE")).await
    }

    async fn load_subject(&self, subject: SubjectId, lock: &str) -> Result<Option<SubjectRow>> {
        let tenant = self.tenant_id()?;
        let visible = if self.is_region() { " AND s.region_id = $3 AND NOT s.restricted" } else { "" };
        let sql =
            format!("SELECT {READ} FROM subject AS s WHERE s.tenant_id = $1 AND s.id = $2{visible}{lock}");
        let mut values: Vec<Value> = vec![tenant.0.into(), subject.0.into()];
        if self.is_region() {
            values.push(self.region_id()?.0.into());
        }
        let backend = self.db().get_database_backend();
        let row = self
            .db()
            .query_one_raw(statement(backend, &sql, values))
            .await
            .doing(|| format!("read {subject}"))?;
        let Some(row) = row else { return Ok(None) };
        let mut row = read(&row)?;
        row.instance.timers = self.timers(subject).await?;
        Ok(Some(row))
    }

    /// Writes what an act changed, if nobody changed the subject since `expected_revision`; the revision grows by one.
    /// Timers are written apart, after this: the row of the subject is the lock of all that belongs to it.
    pub async fn save_subject(&self, subject: &SubjectRow, expected_revision: i64) -> Result<()> {
        self.owns(subject)?;
        let columns = match self.scope() {
            Scope::RegionAct { .. } => NOTICED.to_vec(),
            Scope::Clockwork(_) => MOVED.to_vec(),
            _ => [MOVED, PLACED].concat(),
        };
        let saved = self
            .update_subjects(&columns, [written(subject, expected_revision)].into_iter().collect())
            .await?;
        if saved == 1 { Ok(()) } else { Err(Error::conflict(format!("save {}", subject.id))) }
    }

    /// What the engine moved on many subjects, each at the revision it was read at.
    pub(crate) async fn save_moved<'a>(
        &self,
        subjects: impl IntoIterator<Item = &'a SubjectRow>,
    ) -> Result<()> {
        let rows: Rowset = subjects.into_iter().map(|subject| moved(subject, subject.revision)).collect();
        let wanted = rows.len();
        let saved = self.update_subjects(MOVED, rows).await?;
        if saved == wanted {
            Ok(())
        } else {
            Err(Error::conflict(format!("save {wanted} subjects, {saved} were as read")))
        }
    }

    async fn update_subjects(&self, columns: &[&str], rows: Rowset) -> Result<usize> {
        let backend = self.db().get_database_backend();
        let mut set = columns.iter().map(|name| format!("{name} = x.{name}")).collect::<Vec<_>>();
        let mut values = vec![rows.into_value()];
        if columns.contains(&"topic_code") {
            set.push(format!("topic_tenant_id = {TOPIC_OWNER}"));
            values.push(PLATFORM.0.into());
        }
        let read = WRITTEN
            .iter()
            .copied()
            .filter(|(name, _)| KEY.contains(name) || columns.contains(name))
            .collect::<Vec<_>>();
        let sql = format!(
            "UPDATE subject AS s SET revision = s.revision + 1, {} FROM {} \
             WHERE s.tenant_id = x.tenant_id AND s.id = x.id AND s.revision = x.revision",
            set.join(", "),
            rowset::source(backend, 1, &read),
        );
        let saved = execute(self.db(), &sql, values).await?;
        Ok(usize::try_from(saved).unwrap_or(usize::MAX))
    }

    /// Whether a region looks: it sees no restricted subject and no inner step.
    pub(crate) fn is_region(&self) -> bool {
        matches!(self.scope(), Scope::Region(_) | Scope::RegionAct { .. })
    }

    /// A row must belong to the tenant this transaction is limited to.
    pub(crate) fn owns(&self, subject: &SubjectRow) -> Result<()> {
        if self.tenant_id()? == subject.tenant {
            Ok(())
        } else {
            Err(Error::bug(format!("{:?} writes {} of {}", self.scope(), subject.id, subject.tenant)))
        }
    }
}

fn written(subject: &SubjectRow, revision: i64) -> Row {
    moved(subject, revision)
        .id("region_id", subject.region.0)
        .text("kind", subject.kind.code())
        .text("number", subject.number.as_str())
        .text("regime", subject.regime.code())
        .id("definition_tenant_id", subject.definition.tenant)
        .id("definition_id", subject.definition.id)
        .bool("restricted", subject.restricted)
        .text("channel", subject.channel.code())
        .text("topic_code", subject.topic.as_str())
        .text("sphere", subject.sphere.code())
        .id_opt("block_id", subject.block)
        .id_opt("organization_id", subject.organization)
        .id_opt("complained_about_id", subject.complained_about)
        .at("received_at", subject.received_at)
        .at("entered_at", subject.entered_at)
}

/// The key of the row, the revision it was read at, and [`MOVED`].
fn moved(subject: &SubjectRow, revision: i64) -> Row {
    let instance = &subject.instance;
    let draft = instance.draft.as_ref();
    Row::default()
        .id("tenant_id", subject.tenant)
        .id("id", subject.id)
        .int("revision", revision)
        .text("state", instance.state.as_str())
        .at("state_entered_at", instance.entered_at)
        .text("phase", instance.phase.code())
        .text("lateness", instance.lateness.code())
        .text("level", instance.level.code())
        .id_opt("assignee_id", instance.assignee)
        .id_opt("draft_author_id", draft.map(|draft| draft.author))
        .text_opt("draft_kind", draft.map(|draft| draft.kind.code()))
        .on_opt("draft_promised_on", draft.and_then(|draft| draft.promised))
        .bool("draft_approved", draft.is_some_and(|draft| draft.approved))
        .int("bounces", instance.bounces)
        .on_opt("promised_on", instance.promised)
        .int("promises_moved", instance.promises_moved)
        .at_opt("next_due", subject.next_due)
        .at_opt("late_since", subject.late_since)
        .at("changed_at", subject.changed_at)
}

/// Reads what [`READ`] selects.
pub(crate) fn read(row: &QueryResult) -> Result<SubjectRow> {
    let author: Option<UserId> = id_opt(row, "draft_author_id")?;
    let draft = match (author, code_opt(row, "draft_kind")?) {
        (Some(author), Some(kind)) => Some(Draft {
            author,
            kind,
            promised: row.try_get("", "draft_promised_on")?,
            approved: row.try_get("", "draft_approved")?,
        }),
        (None, None) => None,
        _ => return Err(Error::corrupt("a draft without its author or kind")),
    };
    Ok(SubjectRow {
        id: id(row, "id")?,
        tenant: id(row, "tenant_id")?,
        region: RegionId(row.try_get::<Uuid>("", "region_id")?),
        kind: code(row, "kind")?,
        number: row.try_get("", "number")?,
        regime: code(row, "regime")?,
        definition: DefinitionKey { tenant: id(row, "definition_tenant_id")?, id: id(row, "definition_id")? },
        revision: row.try_get("", "revision")?,
        restricted: row.try_get("", "restricted")?,
        channel: code(row, "channel")?,
        topic: row.try_get("", "topic_code")?,
        sphere: code(row, "sphere")?,
        block: id_opt(row, "block_id")?,
        organization: id_opt(row, "organization_id")?,
        complained_about: id_opt(row, "complained_about_id")?,
        received_at: row.try_get("", "received_at")?,
        entered_at: row.try_get("", "entered_at")?,
        changed_at: row.try_get("", "changed_at")?,
        next_due: row.try_get("", "next_due")?,
        late_since: row.try_get("", "late_since")?,
        instance: Instance {
            state: row.try_get("", "state")?,
            entered_at: row.try_get("", "state_entered_at")?,
            phase: code(row, "phase")?,
            assignee: id_opt(row, "assignee_id")?,
            bounces: small(row, "bounces")?,
            draft,
            promised: row.try_get("", "promised_on")?,
            promises_moved: small(row, "promises_moved")?,
            lateness: code(row, "lateness")?,
            level: code(row, "level")?,
            timers: Vec::new(),
        },
    })
}
