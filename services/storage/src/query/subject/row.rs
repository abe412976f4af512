//! The row of a subject: its columns, how they are read and how they are written.

use chrono::{DateTime, Utc};
use otklik_domain::case::LegalRegime;
use otklik_domain::channel::Channel;
use otklik_domain::id::{
    BlockId, DefinitionId, DirectionId, OrganizationId, RegionId, SubjectId, TenantId, UserId,
};
use otklik_domain::standing::Standing;
use otklik_domain::subject::{Facts, Kind};
use otklik_domain::topic::Sphere;
use otklik_workflow::instance::{Draft, Instance};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::query::decode::{code, code_opt, id, id_opt, small};
use crate::query::rowset::{Columns, Kind as Is, Row};
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
    /// The curators' direction of its topic.
    pub direction: Option<DirectionId>,
    /// The body complained about (59-ФЗ art. 8(6)).
    pub complained_about: Option<OrganizationId>,
    /// People who answer some of its questions: read with the row, written by
    /// [`put_co_assignees`](Tx::put_co_assignees); the region does not see them.
    pub co_assignees: Vec<UserId>,
    /// The date carried by the source.
    pub source_due: Option<DateTime<Utc>>,
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
            direction: self.direction,
            co_assignees: self.co_assignees.clone(),
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
const READ: &str = "s.tenant_id, s.id, s.region_id, s.kind, s.number, s.regime, s.definition_tenant_id, \
     s.definition_id, s.state, s.state_entered_at, s.phase, s.lateness, s.level, s.revision, s.restricted, s.channel, s.topic_code, \
     s.sphere, s.block_id, s.organization_id, s.assignee_id, s.complained_about_id, s.draft_author_id, s.draft_kind, \
     s.draft_promised_on, s.draft_approved, s.bounces, s.promised_on, s.promises_moved, s.received_at, s.next_due, s.late_since, \
     s.entered_at, s.changed_at, s.direction_id, s.source_due, s.registered_on, s.extended_until";

const CO_ASSIGNEES: &str = "FROM co_assignee AS k WHERE k.tenant_id = s.tenant_id AND k.subject_id = s.id";

/// Columns of a row that is written whole; the topic's owner is found by the statement.
pub(super) const WRITTEN: &Columns = &[
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
    ("direction_id", Is::Id),
    ("source_due", Is::At),
    ("registered_on", Is::On),
    ("extended_until", Is::On),
];

impl Tx {
    /// Columns of alias `s` that [`read`] reads. The region has no way to the co-executors.
    pub(crate) fn subject_columns(&self) -> String {
        let people = match (self.is_region(), self.db().get_database_backend()) {
            (true, _) => "CAST(NULL AS text)".to_owned(),
            (false, DbBackend::Postgres) => {
                format!("(SELECT string_agg(k.user_id::text, ',' ORDER BY k.user_id) {CO_ASSIGNEES})")
            }
            (false, _) => {
                format!("(SELECT group_concat(hex(k.user_id), ',' ORDER BY k.user_id) {CO_ASSIGNEES})")
            }
        };
        format!("{READ}, {people} AS co_assignees")
    }
}

pub(super) fn written(subject: &SubjectRow, revision: i64) -> Row {
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
        .id_opt("direction_id", subject.direction)
        .id_opt("complained_about_id", subject.complained_about)
        .at_opt("source_due", subject.source_due)
        .at("received_at", subject.received_at)
        .at("entered_at", subject.entered_at)
}

/// The key of the row, the revision it was read at, and what the engine moves.
pub(super) fn moved(subject: &SubjectRow, revision: i64) -> Row {
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
        .on_opt("registered_on", instance.registered_on)
        .on_opt("extended_until", instance.extended_until)
}

fn co_assignees(row: &QueryResult) -> Result<Vec<UserId>> {
    let text: Option<String> = row.try_get("", "co_assignees")?;
    let unreadable = |_| Error::corrupt("a list of co-executors");
    text.iter()
        .flat_map(|text| text.split(','))
        .map(|id| Uuid::try_parse(id).map(UserId).map_err(unreadable))
        .collect()
}

/// Reads what [`subject_columns`](Tx::subject_columns) selects.
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
        direction: id_opt(row, "direction_id")?,
        complained_about: id_opt(row, "complained_about_id")?,
        co_assignees: co_assignees(row)?,
        source_due: row.try_get("", "source_due")?,
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
            registered_on: row.try_get("", "registered_on")?,
            extended_until: row.try_get("", "extended_until")?,
            lateness: code(row, "lateness")?,
            level: code(row, "level")?,
            timers: Vec::new(),
        },
    })
}
