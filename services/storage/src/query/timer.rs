//! Timers: one row per clock of a subject, with the moment at which the sweep must look again.

use otklik_domain::id::{RegionId, SubjectId, TenantId};
use otklik_workflow::definition::effective::ClockKind;
use otklik_workflow::instance::{Due, Timer, TimerState};
use otklik_workflow::sla::amount::Amount;
use sea_orm::{ConnectionTrait, QueryResult};
use serde_json::Value as Json;

use super::decode::{code, id, small};
use super::rowset::{self, Columns, Kind as Is, Row, Rowset};
use crate::dialect::{execute, statement};
use crate::error::{Doing, Error, Result};
use crate::scope::Scope;
use crate::tx::Tx;

const READ: &str = "t.tenant_id, t.subject_id, t.id, t.clock, t.is_case, t.amount, t.on_due, t.generation, t.state, t.anchor_at, t.control_due, \
     t.legal_due, t.source_due, t.counts_due, t.lateness, t.steps, t.next_at";

const WRITTEN: &Columns = &[
    ("tenant_id", Is::Id),
    ("id", Is::Id),
    ("region_id", Is::Id),
    ("subject_id", Is::Id),
    ("clock", Is::Text),
    ("is_case", Is::Bool),
    ("amount", Is::Text),
    ("on_due", Is::Text),
    ("generation", Is::Int),
    ("state", Is::Text),
    ("anchor_at", Is::At),
    ("control_due", Is::At),
    ("legal_due", Is::At),
    ("source_due", Is::At),
    ("counts_due", Is::At),
    ("lateness", Is::Text),
    ("steps", Is::Json),
    ("next_at", Is::At),
];

const KEEP: &str = " ON CONFLICT (tenant_id, id) DO UPDATE SET generation = excluded.generation, \
     state = excluded.state, anchor_at = excluded.anchor_at, amount = excluded.amount, \
     control_due = excluded.control_due, \
     legal_due = excluded.legal_due, source_due = excluded.source_due, counts_due = excluded.counts_due, \
     lateness = excluded.lateness, steps = excluded.steps, next_at = excluded.next_at";

impl Tx {
    /// Writes clocks of one subject: starts what is new, moves what is known. An act of the region may only move the
    /// steps of a known clock.
    pub async fn save_timers(&self, subject: SubjectId, timers: &[Timer]) -> Result<()> {
        let (tenant, region) = (self.tenant_id()?, self.region_id()?);
        let rows = timers.iter().map(|timer| written(tenant, region, subject, timer));
        self.put_timers(rows.collect::<Result<_>>()?).await
    }

    /// Lets no clock of the tenant be looked at again: a centre that has ended. Their dates stay as they are. By the owner
    /// alone.
    pub async fn still_clocks(&self) -> Result<u64> {
        self.need_owner()?;
        let sql = "UPDATE timer SET next_at = NULL WHERE tenant_id = $1 AND next_at IS NOT NULL";
        execute(self.db(), sql, [self.tenant_id()?.0.into()]).await
    }

    pub(crate) async fn put_timers(&self, rows: Rowset) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let backend = self.db().get_database_backend();
        let sql = if matches!(self.scope(), Scope::RegionAct { .. }) {
            format!(
                "UPDATE timer AS t SET steps = x.steps, next_at = x.next_at FROM {} \
                 WHERE t.tenant_id = x.tenant_id AND t.id = x.id",
                rowset::source(backend, 1, WRITTEN)
            )
        } else {
            rowset::insert(backend, "timer", WRITTEN) + KEEP
        };
        execute(self.db(), &sql, [rows.into_value()]).await.map(drop)
    }

    /// Every clock that ever ran for a subject, in order of start.
    pub(crate) async fn timers(&self, subject: SubjectId) -> Result<Vec<Timer>> {
        let sql = format!(
            "SELECT {READ} FROM timer AS t WHERE t.tenant_id = $1 AND t.subject_id = $2 ORDER BY t.id"
        );
        let backend = self.db().get_database_backend();
        let values = [self.tenant_id()?.0.into(), subject.0.into()];
        let rows = self
            .db()
            .query_all_raw(statement(backend, &sql, values))
            .await
            .doing(|| format!("read the timers of {subject}"))?;
        rows.iter().map(read).collect()
    }

    /// The clocks of many subjects in one statement, in order of start.
    pub(crate) async fn timers_of(
        &self,
        subjects: impl IntoIterator<Item = (TenantId, SubjectId)>,
    ) -> Result<Vec<((TenantId, SubjectId), Timer)>> {
        const ASKED: &Columns = &[("tenant_id", Is::Id), ("subject_id", Is::Id)];
        let asked: Rowset = subjects
            .into_iter()
            .map(|(tenant, subject)| Row::default().id("tenant_id", tenant).id("subject_id", subject))
            .collect();
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let backend = self.db().get_database_backend();
        let sql = format!(
            "SELECT {READ} FROM {} JOIN timer AS t ON t.tenant_id = x.tenant_id AND t.subject_id = x.subject_id \
             ORDER BY t.id",
            rowset::source(backend, 1, ASKED)
        );
        let rows = self
            .db()
            .query_all_raw(statement(backend, &sql, [asked.into_value()]))
            .await
            .doing(|| "read the timers of a batch".to_owned())?;
        rows.iter().map(|row| Ok(((id(row, "tenant_id")?, id(row, "subject_id")?), read(row)?))).collect()
    }
}

pub(crate) fn written(tenant: TenantId, region: RegionId, subject: SubjectId, timer: &Timer) -> Result<Row> {
    Ok(Row::default()
        .id("tenant_id", tenant)
        .id("id", timer.id)
        .id("region_id", region.0)
        .id("subject_id", subject)
        .text("clock", timer.clock.as_str())
        .bool("is_case", timer.kind == ClockKind::Case)
        .text("amount", timer.amount.to_string())
        .text_opt("on_due", timer.on_due.as_deref())
        .int("generation", timer.generation)
        .text("state", state_code(timer.state))
        .at("anchor_at", timer.anchor)
        .at("control_due", timer.due.control)
        .at_opt("legal_due", timer.due.legal)
        .at_opt("source_due", timer.due.source)
        .at("counts_due", timer.due.counts)
        .text("lateness", timer.lateness.code())
        .json("steps", serde_json::to_value(&timer.steps)?)
        .at_opt("next_at", timer.next_at))
}

fn read(row: &QueryResult) -> Result<Timer> {
    Ok(Timer {
        id: id(row, "id")?,
        clock: row.try_get("", "clock")?,
        kind: if row.try_get("", "is_case")? { ClockKind::Case } else { ClockKind::Stage },
        amount: amount_of(row)?,
        on_due: row.try_get("", "on_due")?,
        generation: small(row, "generation")?,
        state: state_of(&row.try_get::<String>("", "state")?)?,
        anchor: row.try_get("", "anchor_at")?,
        due: Due {
            control: row.try_get("", "control_due")?,
            legal: row.try_get("", "legal_due")?,
            source: row.try_get("", "source_due")?,
            counts: row.try_get("", "counts_due")?,
        },
        steps: serde_json::from_value(row.try_get::<Json>("", "steps")?)?,
        next_at: row.try_get("", "next_at")?,
        lateness: code(row, "lateness")?,
    })
}

fn amount_of(row: &QueryResult) -> Result<Amount> {
    let text: String = row.try_get("", "amount")?;
    text.parse().map_err(|_| Error::corrupt(format!("{text:?} is no amount of time")))
}

const fn state_code(state: TimerState) -> &'static str {
    match state {
        TimerState::Running => "RUNNING",
        TimerState::Met => "MET",
        TimerState::Cancelled => "CANCELLED",
    }
}

fn state_of(code: &str) -> Result<TimerState> {
    match code {
        "RUNNING" => Ok(TimerState::Running),
        "MET" => Ok(TimerState::Met),
        "CANCELLED" => Ok(TimerState::Cancelled),
        _ => Err(Error::corrupt(format!("{code:?} is no state of a timer"))),
    }
}
