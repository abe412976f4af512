//! Steps: the rungs that fired, each once per generation of its clock, and who took notice.

use chrono::{DateTime, Utc};
use otklik_domain::audit::Actor;
use otklik_domain::id::{RegionId, SubjectId, TenantId, TimerId};
use otklik_domain::standing::Level;
use otklik_workflow::event::Call;
use sea_orm::{ConnectionTrait, QueryResult};
use serde_json::Value as Json;

use super::decode::{code, id, id_opt, small};
use super::rowset::{self, Columns, Kind as Is, Row, Rowset};
use crate::dialect::{execute, statement};
use crate::error::{Doing, Error, Result};
use crate::tx::Tx;

/// A rung that fired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRow {
    /// Its clock.
    pub timer: TimerId,
    /// Generation of the clock.
    pub generation: u32,
    /// Step id: `plus_4wh`.
    pub step: String,
    /// Of which subject.
    pub subject: SubjectId,
    /// Name of the clock.
    pub clock: String,
    /// Its moment.
    pub at: DateTime<Utc>,
    /// When the sweep saw it.
    pub fired_at: DateTime<Utc>,
    /// The highest rung it asks.
    pub level: Level,
    /// It asks for an act.
    pub asks_for_act: bool,
    /// The region is among those told.
    pub reaches_region: bool,
    /// Each audience asked, and what became of it.
    pub calls: Vec<Call>,
    /// Who took notice; not read when the row is inserted.
    pub acknowledgement: Option<Acknowledgement>,
}

/// Notice taken of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledgement {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom: a user of the tenant or of the region.
    pub by: Actor,
    /// In which words.
    pub note: String,
}

const READ: &str = "p.timer_id, p.generation, p.step_id, p.subject_id, p.clock, p.at, p.fired_at, p.level, \
     p.asks_for_act, p.reaches_region, p.calls, p.acknowledged_at, p.acknowledged_by_tenant_id, \
     p.acknowledged_by_id, p.acknowledgement_note";

const WRITTEN: &Columns = &[
    ("tenant_id", Is::Id),
    ("timer_id", Is::Id),
    ("generation", Is::Int),
    ("step_id", Is::Text),
    ("region_id", Is::Id),
    ("subject_id", Is::Id),
    ("clock", Is::Text),
    ("at", Is::At),
    ("fired_at", Is::At),
    ("level", Is::Text),
    ("asks_for_act", Is::Bool),
    ("reaches_region", Is::Bool),
    ("calls", Is::Json),
];

impl Tx {
    /// Records a step; false when it has fired in this generation before.
    pub async fn insert_step(&self, step: &StepRow) -> Result<bool> {
        Ok(self.insert_steps(std::slice::from_ref(step)).await? == 1)
    }

    /// Records steps in one statement and answers how many are new: one that fired in its generation before stays
    /// as it is.
    pub async fn insert_steps(&self, steps: &[StepRow]) -> Result<usize> {
        let (tenant, region) = (self.tenant_id()?, self.region_id()?);
        self.put_steps(steps.iter().map(|step| written(tenant, region, step)).collect::<Result<_>>()?).await
    }

    pub(crate) async fn put_steps(&self, rows: Rowset) -> Result<usize> {
        if rows.is_empty() {
            return Ok(0);
        }
        let sql = rowset::insert(self.db().get_database_backend(), "step", WRITTEN)
            + " ON CONFLICT (tenant_id, timer_id, generation, step_id) DO NOTHING";
        let fresh = execute(self.db(), &sql, [rows.into_value()]).await?;
        Ok(usize::try_from(fresh).unwrap_or(usize::MAX))
    }

    /// Every step that fired for a subject, in order of their moments; for the region, those that reached it.
    pub async fn steps(&self, subject: SubjectId) -> Result<Vec<StepRow>> {
        let sql = format!(
            "SELECT {READ} FROM step AS p WHERE p.tenant_id = $1 AND p.subject_id = $2{} \
             ORDER BY p.at, p.timer_id, p.generation, p.step_id",
            if self.is_region() { " AND p.reaches_region" } else { "" },
        );
        let values = [self.tenant_id()?.0.into(), subject.0.into()];
        self.read_steps(&sql, values.to_vec()).await
    }

    /// The steps of many subjects that reached the region, in order of their moments: one statement for a page.
    pub async fn steps_to_region(&self, subjects: &[(TenantId, SubjectId)]) -> Result<Vec<StepRow>> {
        const ASKED: &Columns = &[("tenant_id", Is::Id), ("subject_id", Is::Id)];
        if subjects.is_empty() {
            return Ok(Vec::new());
        }
        let asked: Rowset = subjects
            .iter()
            .map(|(tenant, subject)| Row::default().id("tenant_id", *tenant).id("subject_id", *subject))
            .collect();
        let sql = format!(
            "SELECT {READ} FROM {} JOIN step AS p ON p.tenant_id = x.tenant_id AND p.subject_id = x.subject_id \
             JOIN subject AS s ON s.tenant_id = p.tenant_id AND s.id = p.subject_id AND NOT s.restricted \
             WHERE p.reaches_region AND p.region_id = $2 ORDER BY p.at, p.timer_id, p.generation, p.step_id",
            rowset::source(self.db().get_database_backend(), 1, ASKED)
        );
        self.read_steps(&sql, vec![asked.into_value(), self.region_id()?.0.into()]).await
    }

    async fn read_steps(&self, sql: &str, values: Vec<sea_orm::Value>) -> Result<Vec<StepRow>> {
        let rows = self
            .db()
            .query_all_raw(statement(self.db().get_database_backend(), sql, values))
            .await
            .doing(|| "read steps".to_owned())?;
        rows.iter().map(read).collect()
    }

    /// Writes down that `by` took notice of a step; false when it asks for no act, was acknowledged before, or is none.
    pub async fn acknowledge_step(
        &self,
        timer: TimerId,
        generation: u32,
        step: &str,
        by: Actor,
        note: &str,
    ) -> Result<bool> {
        let Actor::User { tenant: by_tenant, user } = by else {
            return Err(Error::bug("a step is acknowledged by a person"));
        };
        let sql = format!(
            "UPDATE step SET acknowledged_at = $1, acknowledged_by_tenant_id = $2, acknowledged_by_id = $3, \
             acknowledgement_note = $4 WHERE tenant_id = $5 AND timer_id = $6 AND generation = $7 AND step_id = $8 \
             AND asks_for_act AND acknowledged_at IS NULL{}",
            if self.is_region() { " AND reaches_region" } else { "" },
        );
        let values = [
            self.now().get().into(),
            by_tenant.0.into(),
            user.0.into(),
            note.into(),
            self.tenant_id()?.0.into(),
            timer.0.into(),
            i64::from(generation).into(),
            step.into(),
        ];
        Ok(execute(self.db(), &sql, values).await? == 1)
    }
}

pub(crate) fn written(tenant: TenantId, region: RegionId, step: &StepRow) -> Result<Row> {
    Ok(Row::default()
        .id("tenant_id", tenant)
        .id("timer_id", step.timer)
        .int("generation", step.generation)
        .text("step_id", step.step.as_str())
        .id("region_id", region.0)
        .id("subject_id", step.subject)
        .text("clock", step.clock.as_str())
        .at("at", step.at)
        .at("fired_at", step.fired_at)
        .text("level", step.level.code())
        .bool("asks_for_act", step.asks_for_act)
        .bool("reaches_region", step.reaches_region)
        .json("calls", serde_json::to_value(&step.calls)?))
}

fn read(row: &QueryResult) -> Result<StepRow> {
    let at: Option<DateTime<Utc>> = row.try_get("", "acknowledged_at")?;
    let by = (id_opt(row, "acknowledged_by_tenant_id")?, id_opt(row, "acknowledged_by_id")?);
    let acknowledgement = match (at, by) {
        (Some(at), (Some(tenant), Some(user))) => Some(Acknowledgement {
            at,
            by: Actor::User { tenant, user },
            note: row.try_get::<Option<String>>("", "acknowledgement_note")?.unwrap_or_default(),
        }),
        (None, _) => None,
        _ => return Err(Error::corrupt("a step acknowledged by nobody")),
    };
    Ok(StepRow {
        timer: id(row, "timer_id")?,
        generation: small(row, "generation")?,
        step: row.try_get("", "step_id")?,
        subject: id(row, "subject_id")?,
        clock: row.try_get("", "clock")?,
        at: row.try_get("", "at")?,
        fired_at: row.try_get("", "fired_at")?,
        level: code(row, "level")?,
        asks_for_act: row.try_get("", "asks_for_act")?,
        reaches_region: row.try_get("", "reaches_region")?,
        calls: serde_json::from_value(row.try_get::<Json>("", "calls")?)?,
        acknowledgement,
    })
}
