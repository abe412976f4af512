//! The sweep: claims what is due, and writes what became of many subjects in a constant number of statements.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use otklik_domain::audit::Actor;
use otklik_domain::event;
use otklik_domain::id::{OutboxId, SubjectId, TenantId};
use otklik_domain::standing::Standing;
use otklik_workflow::instance::Timer;
use sea_orm::{ConnectionTrait, DbBackend};
use serde_json::Value as Json;

use super::rowset::{self, Columns, Kind as Is, Row, Rowset};
use super::step::{self, StepRow};
use super::subject::{self, SubjectRow};
use super::timeline::NewTimelineLine;
use super::timer;
use crate::dialect::{execute, statement};
use crate::error::{Doing, Error, Result};
use crate::tx::Tx;

/// What became of one subject.
#[derive(Clone, Debug)]
pub struct ChangedSubject {
    /// As it stands now, at the revision it was read at.
    pub subject: SubjectRow,
    /// The cell of the board it stood in when it was read.
    pub was: Standing,
    /// Clocks that are new or moved.
    pub timers: Vec<Timer>,
    /// Rungs that fired.
    pub steps: Vec<StepRow>,
    /// Lines of its history.
    pub timeline: Vec<NewTimelineLine>,
    /// What others are told of.
    pub events: Vec<NewEvent>,
    /// Lines of the audit log.
    pub audit: Vec<NewAuditLine>,
}

/// An announcement to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// What happened.
    pub kind: event::Kind,
    /// What belongs to it.
    pub body: Json,
    /// Told of not before this moment.
    pub waits_until: Option<DateTime<Utc>>,
}

/// A line of the audit log to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAuditLine {
    /// Who.
    pub actor: Actor,
    /// Which act.
    pub act: String,
    /// What belongs to it.
    pub body: Json,
}

/// How many batches are looked through for one that no other sweep holds.
const SWEEPS_AT_ONCE: i64 = 8;

/// The subjects of the oldest due clocks, those that nobody holds. PostgreSQL looks them up one after the other and
/// stops at the limit: joined at once it would read the whole table and lock more than it gives.
fn due_subjects(backend: DbBackend, read: &str) -> String {
    let due = "SELECT tenant_id, subject_id FROM timer WHERE next_at <= $1 ORDER BY counts_due, next_at, id LIMIT $2";
    let same = "s.tenant_id = t.tenant_id AND s.id = t.subject_id";
    if backend == DbBackend::Postgres {
        format!(
            "SELECT s.* FROM ({due}) AS t CROSS JOIN LATERAL (\
               SELECT {read} FROM subject AS s WHERE {same} FOR UPDATE SKIP LOCKED) AS s LIMIT $3"
        )
    } else {
        format!("SELECT {read} FROM ({due}) AS t JOIN subject AS s ON {same} LIMIT $3")
    }
}

impl Tx {
    /// Claims subjects with a clock that is due, with all their timers: the oldest date that counts first, at most
    /// `limit` due clocks. They stay locked until the transaction ends; what another sweep or an act holds is passed
    /// over and comes next time.
    ///
    /// The lock is on the subject, not on the timer: an act takes the same lock before it writes timers, so neither
    /// waits for the other in a circle. No tenant has a turn of its own: after a stop the oldest date goes first
    /// whosever it is, and a batch is short enough that nobody waits long.
    pub async fn claim_due(&self, limit: u32) -> Result<Vec<SubjectRow>> {
        self.need_clockwork()?;
        let backend = self.db().get_database_backend();
        let (now, limit) = (self.now().get(), i64::from(limit));
        let rows = self
            .db()
            .query_all_raw(statement(
                backend,
                &due_subjects(backend, &self.subject_columns()),
                [now.into(), (limit * SWEEPS_AT_ONCE).into(), limit.into()],
            ))
            .await
            .doing(|| "claim what is due".to_owned())?;
        let mut claimed: Vec<SubjectRow> = Vec::with_capacity(rows.len());
        let mut place = HashMap::with_capacity(rows.len());
        for row in &rows {
            let subject = subject::read(row)?;
            // Two clocks of one subject may be due at once.
            place.entry((subject.tenant, subject.id)).or_insert_with(|| {
                claimed.push(subject);
                claimed.len() - 1
            });
        }
        for (key, timer) in self.timers_of(place.keys().copied()).await? {
            if let Some(subject) = place.get(&key).and_then(|at| claimed.get_mut(*at)) {
                subject.instance.timers.push(timer);
            }
        }
        let due = |timer: &&Timer| timer.next_at.is_some_and(|at| at <= now);
        claimed.sort_by_key(|subject| {
            subject.instance.timers.iter().filter(due).map(|timer| timer.due.counts).min()
        });
        Ok(claimed)
    }

    /// The earliest moment at which the sweep has to look; none when no clock runs.
    pub async fn next_wake(&self) -> Result<Option<DateTime<Utc>>> {
        self.need_clockwork()?;
        let sql = "SELECT min(next_at) AS at FROM timer WHERE next_at IS NOT NULL";
        let row = self
            .db()
            .query_one_raw(statement(self.db().get_database_backend(), sql, []))
            .await
            .doing(|| "ask for the next wake-up".to_owned())?
            .ok_or_else(|| Error::bug("asking for the next wake-up gave no row"))?;
        Ok(row.try_get("", "at")?)
    }

    /// Lets the due clocks of subjects that could not be decided wait until `until`, so that one broken row does not
    /// hold up the ones behind it. Nothing else of them changes.
    pub async fn put_off_due(&self, subjects: &[(TenantId, SubjectId)], until: DateTime<Utc>) -> Result<()> {
        const ASKED: &Columns = &[("tenant_id", Is::Id), ("subject_id", Is::Id)];
        self.need_clockwork()?;
        let asked: Rowset = subjects
            .iter()
            .map(|(tenant, subject)| Row::default().id("tenant_id", *tenant).id("subject_id", *subject))
            .collect();
        if asked.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "UPDATE timer AS t SET next_at = $2 FROM {} \
             WHERE t.tenant_id = x.tenant_id AND t.subject_id = x.subject_id AND t.next_at <= $3",
            rowset::source(self.db().get_database_backend(), 1, ASKED)
        );
        execute(self.db(), &sql, [asked.into_value(), until.into(), self.now().get().into()]).await.map(drop)
    }

    /// Writes what became of claimed subjects, seven statements for any number of them; answers how many steps had
    /// fired in their generation before and were left as they are. One subject that changed since it was read is a
    /// conflict of the whole batch.
    pub async fn save_batch(&self, changed: &[ChangedSubject]) -> Result<usize> {
        self.need_clockwork()?;
        if changed.is_empty() {
            return Ok(0);
        }
        self.save_moved(changed.iter().map(|one| &one.subject)).await?;
        let changed: Vec<_> = changed.iter().map(|one| (one, Some(one.was))).collect();
        self.keep_rows(&changed).await
    }

    /// Writes what belongs to subjects whose rows are written already, each with the cell of the board it leaves; answers
    /// how many steps had fired before.
    pub(crate) async fn keep_rows(&self, changed: &[(&ChangedSubject, Option<Standing>)]) -> Result<usize> {
        let (mut timers, mut steps) = (Rowset::default(), Rowset::default());
        let (mut deltas, mut timeline) = (Rowset::default(), Rowset::default());
        for (ChangedSubject { subject, timers: clocks, steps: fired, timeline: lines, .. }, was) in changed {
            let (tenant, region, id) = (subject.tenant, subject.region, subject.id);
            for timer in clocks {
                timers.push(timer::written(tenant, region, id, timer)?);
            }
            for step in fired {
                steps.push(step::written(tenant, region, step)?);
            }
            let (from, to) =
                (was.map(|was| (was, subject.restricted)), (subject.standing(), subject.restricted));
            for row in self.delta_rows(tenant, region, from, Some(to)) {
                deltas.push(row);
            }
            for line in lines {
                timeline.push(self.timeline_row(tenant, region, id, line)?.1);
            }
        }
        let asked = steps.len();
        self.put_timers(timers).await?;
        let fresh = self.put_steps(steps).await?;
        self.put_deltas(deltas).await?;
        self.put_timeline(timeline).await?;
        self.announce_batch(changed).await?;
        self.audit_batch(changed).await?;
        Ok(asked - fresh)
    }

    async fn announce_batch(&self, changed: &[(&ChangedSubject, Option<Standing>)]) -> Result<()> {
        const WRITTEN: &Columns = &[
            ("tenant_id", Is::Id),
            ("id", Is::Id),
            ("region_id", Is::Id),
            ("subject_id", Is::Id),
            ("kind", Is::Text),
            ("version", Is::Int),
            ("body", Is::Json),
            ("created_at", Is::At),
            ("available_at", Is::At),
            ("waits_until", Is::At),
        ];
        let now = self.now().get();
        let events = changed.iter().flat_map(|(one, _)| one.events.iter().map(|event| (&one.subject, event)));
        let rows = events.map(|(subject, event)| {
            Row::default()
                .id("tenant_id", subject.tenant)
                .id("id", self.new_id::<OutboxId>())
                .id("region_id", subject.region.0)
                .id("subject_id", subject.id)
                .text("kind", event.kind.code())
                .int("version", event::VERSION)
                .json("body", event.body.clone())
                .at("created_at", now)
                .at("available_at", event.waits_until.unwrap_or(now))
                .at_opt("waits_until", event.waits_until)
        });
        self.put_rows("outbox", WRITTEN, rows.collect()).await
    }

    async fn audit_batch(&self, changed: &[(&ChangedSubject, Option<Standing>)]) -> Result<()> {
        const WRITTEN: &Columns = &[
            ("tenant_id", Is::Id),
            ("id", Is::Id),
            ("region_id", Is::Id),
            ("at", Is::At),
            ("actor", Is::Json),
            ("act", Is::Text),
            ("subject_id", Is::Id),
            ("body", Is::Json),
            ("mac", Is::Bytes),
        ];
        let lines = changed.iter().flat_map(|(one, _)| one.audit.iter().map(|line| (&one.subject, line)));
        let rows = lines.map(|(subject, NewAuditLine { actor, act, body })| {
            let line =
                self.audit_line(subject.tenant, subject.region, *actor, act, (Some(subject.id), body))?;
            Ok(Row::default()
                .id("tenant_id", line.tenant_id)
                .id("id", line.id)
                .id("region_id", line.region_id)
                .at("at", line.at)
                .json("actor", line.actor)
                .text("act", line.act)
                .id_opt("subject_id", line.subject_id)
                .json("body", line.body)
                .bytes("mac", &line.mac))
        });
        self.put_rows("audit_entry", WRITTEN, rows.collect::<Result<_>>()?).await
    }
}
