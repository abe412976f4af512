//! Three centres with a row in every table that belongs to a tenant.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use otklik_domain::audit::Actor;
use otklik_domain::case::Applicant;
use otklik_domain::event::Kind as EventKind;
use otklik_domain::id::{
    AppointmentId, AttachmentId, CommentId, LegalActId, NotificationId, OutboxId, PLATFORM, ReplyId,
    RequestId, SubjectId, TimelineId,
};
use otklik_domain::notification::Channel;
use otklik_domain::reply;
use otklik_domain::role::Role;
use otklik_domain::standing::Level;
use otklik_storage::query::case::CaseText;
use otklik_storage::query::composition::LegalAct;
use otklik_storage::query::notification::NewNotification;
use otklik_storage::query::step::StepRow;
use otklik_storage::query::subject::{DefinitionKey, SubjectRow};
use otklik_storage::query::tenant::Setting;
use otklik_storage::query::text::{AttachmentRow, CommentRow, ReplyRow};
use otklik_storage::{Backend, Error, Scope, Tx};
use otklik_testkit::seed::{self, Centre, Centres};
use otklik_testkit::{START, TestDb};
use otklik_workflow::definition::Effective;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use uuid::Uuid;

use super::paper::{Papers, fill_papers};
use crate::subject_world::{Place, directions, subject, timer, uuid};

/// A centre and the ids of its rows.
#[derive(Clone, Debug)]
pub(super) struct Filled {
    pub(super) centre: Centre,
    pub(super) subject: SubjectRow,
    /// Of a restricted topic.
    pub(super) restricted: SubjectRow,
    pub(super) step: StepRow,
    pub(super) reply: ReplyId,
    pub(super) comment: CommentId,
    pub(super) attachment: AttachmentId,
    pub(super) event: OutboxId,
    pub(super) notification: NotificationId,
    pub(super) timeline: TimelineId,
    pub(super) appointment: AppointmentId,
    pub(super) act: LegalActId,
    pub(super) request: RequestId,
    pub(super) definition: DefinitionKey,
    pub(super) papers: Papers,
}

impl Filled {
    /// Every id of a row of this centre that a query may show.
    pub(super) fn ids(&self) -> BTreeSet<Uuid> {
        let centre = &self.centre;
        let mut ids: BTreeSet<Uuid> = centre.users.values().map(|id| id.0).collect();
        ids.extend(centre.seats.values().map(|id| id.0));
        ids.extend(centre.blocks.iter().map(|id| id.0));
        ids.extend(centre.organizations.iter().map(|id| id.0));
        ids.extend(self.papers.ids());
        ids.extend([
            centre.tenant.id.0,
            self.subject.id.0,
            self.restricted.id.0,
            self.step.timer.0,
            self.reply.0,
            self.comment.0,
            self.attachment.0,
            self.event.0,
            self.notification.0,
            self.timeline.0,
            self.appointment.0,
            self.act.0,
        ]);
        ids
    }
}

pub(super) struct World {
    pub(super) db: TestDb,
    pub(super) centres: Centres,
    pub(super) a: Filled,
    pub(super) b: Filled,
    pub(super) c: Filled,
}

impl World {
    pub(super) async fn fill(db: TestDb) -> Self {
        let centres = seed::two_centres(&db).await;
        let a = fill(&db, &centres.a).await;
        let b = fill(&db, &centres.b).await;
        let c = fill(&db, &centres.c).await;
        Self { db, centres, a, b, c }
    }

    /// Every table with a tenant.
    pub(super) async fn tables(&self) -> Vec<String> {
        let sql = match self.db.backend() {
            Backend::Postgres => {
                "SELECT table_name::text FROM information_schema.columns \
                 WHERE table_schema = 'public' AND column_name = 'tenant_id' ORDER BY 1"
            }
            Backend::Sqlite => {
                "SELECT m.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c \
                 WHERE m.type = 'table' AND c.name = 'tenant_id' ORDER BY 1"
            }
        };
        self.texts(sql).await
    }

    pub(super) async fn texts(&self, sql: &str) -> Vec<String> {
        let admin = self.db.admin();
        let rows =
            admin.query_all_raw(Statement::from_string(admin.get_database_backend(), sql)).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    /// A tenant's id as both databases write it.
    pub(super) fn literal(&self, id: Uuid) -> String {
        match self.db.backend() {
            Backend::Postgres => format!("'{id}'"),
            Backend::Sqlite => format!("x'{}'", id.simple()),
        }
    }

    /// Every row of a tenant, table by table, as text.
    pub(super) async fn rows_of(&self, filled: &Filled) -> BTreeMap<String, Vec<String>> {
        let tenant = self.literal(filled.centre.tenant.id.0);
        let mut rows = BTreeMap::new();
        for table in self.tables().await {
            let row = match self.db.backend() {
                Backend::Postgres => format!("{table}::text"),
                Backend::Sqlite => {
                    let columns = self.texts(&format!("SELECT name FROM pragma_table_info('{table}')")).await;
                    let quoted: Vec<_> = columns.iter().map(|name| format!("quote({name})")).collect();
                    quoted.join(" || ',' || ")
                }
            };
            let sql = format!("SELECT {row} AS line FROM {table} WHERE tenant_id = {tenant} ORDER BY 1");
            rows.insert(table, self.texts(&sql).await);
        }
        rows
    }
}

async fn fill(db: &TestDb, centre: &Centre) -> Filled {
    let platform = {
        let tx = db.store().reader(centre.scope()).await.unwrap();
        tx.definition_latest(seed::DEFINITION).await.unwrap().unwrap()
    };
    let (pinned, effective) = (platform.0.key(), (*platform.1).clone());
    let definition = own_catalogue(db, centre, effective).await;
    let place = Place {
        tenant: centre.tenant.id,
        region: centre.tenant.region,
        users: centre.users.values().copied().collect(),
        blocks: centre.blocks.clone(),
        organizations: centre.organizations.clone(),
        directions: directions(db.store(), centre.scope()).await,
        definition: pinned,
    };
    let (of, row, hidden) = (centre.clone(), whole_subject(&place), restricted_subject(&place));
    db.store()
        .run(centre.scope(), move |tx| async move {
            let kept = texts_and_history(&tx, &of, &row, &hidden).await?;
            Ok::<_, Error>(Filled { definition, ..kept })
        })
        .await
        .unwrap()
}

fn whole_subject(place: &Place) -> SubjectRow {
    let mut row = subject(place);
    row.block = Some(place.blocks[0]);
    row.organization = Some(place.organizations[0]);
    row.instance.assignee = Some(place.users[0]);
    let due = START.parse().unwrap();
    row.instance.lateness = otklik_domain::standing::Lateness::Breached;
    row.late_since = Some(due);
    row.next_due = Some(due);
    row.instance.timers = vec![timer("first_reply", due, due)];
    row
}

fn restricted_subject(place: &Place) -> SubjectRow {
    let mut row = whole_subject(place);
    row.id = SubjectId(uuid());
    row.number = format!("{}-Р", row.number);
    row.topic = "education.safety".into();
    row.restricted = true;
    row.instance.timers[0].id = otklik_domain::id::TimerId(uuid());
    row
}

async fn own_catalogue(db: &TestDb, centre: &Centre, effective: Effective) -> DefinitionKey {
    let tenant = centre.tenant.clone();
    let code = tenant.code.clone();
    let name = format!("own_{code}");
    let found = name.clone();
    db.owner()
        .run(Scope::Owner, move |tx| async move {
            let own = tx.of(tenant.id, tenant.region)?;
            let mut topic = tx.of(PLATFORM, PLATFORM.into())?.topic("roads.pothole").await?.expect("seeded");
            topic.code = format!("roads.{code}");
            own.put_topic(&topic).await?;
            own.put_calendar(&name, &json!({})).await?;
            own.put_template("letter", &name, "text").await?;
            own.put_role(Role::Manager, "nobody reads the roles of a tenant").await?;
            own.insert_definition(&name, "", &effective).await?;
            tx.ensure_schedule(tenant.id, "digest", tx.now().get()).await
        })
        .await
        .unwrap();
    let tx = db.store().reader(centre.scope()).await.unwrap();
    tx.definition_latest(&found).await.unwrap().unwrap().0.key()
}

async fn texts_and_history(
    tx: &Tx,
    centre: &Centre,
    row: &SubjectRow,
    hidden: &SubjectRow,
) -> Result<Filled, Error> {
    let user = centre.user(Role::Executor);
    let actor = Actor::User { tenant: centre.tenant.id, user };
    let (id, now) = (row.id, tx.now().get());
    for row in [row, hidden] {
        tx.insert_subject(row).await?;
        tx.save_timers(row.id, &row.instance.timers).await?;
        tx.append_timeline(row.id, actor, "acted", &json!({})).await?;
        tx.insert_step(&step_of(row)).await?;
        tx.insert_case_text(
            row.id,
            CaseText {
                essence: format!("Слова {}", centre.tenant.code), address: None, thread_url: None
            },
        )
        .await?;
        tx.delta(None, Some((row.standing(), row.restricted))).await?;
    }
    tx.seal_applicant(id, &Applicant { name: centre.tenant.code.clone(), ..Applicant::default() }).await?;
    let reply = ReplyRow {
        id: tx.new_id(),
        subject: id,
        round: 1,
        kind: reply::Kind::Final,
        state: reply::State::Submitted,
        body: "Ответ".into(),
        author: user,
        approved_by: None,
        self_approved: false,
        published_at_place: None,
        promised_on: None,
        submitted_at: now,
        approved_at: None,
        published_at: None,
    };
    let comment =
        CommentRow { id: tx.new_id(), subject: id, author: user, body: "Слово".into(), at: now };
    let attachment = AttachmentRow {
        id: tx.new_id(),
        subject: id,
        name: "файл.pdf".into(),
        media_type: "application/pdf".into(),
        size: 1,
        sha256: [0; 32],
        author: user,
        at: now,
    };
    let act = LegalAct {
        id: tx.new_id(),
        kind: "decree".into(),
        number: None,
        act_on: None,
        title: centre.tenant.code.clone(),
        source: json!({}),
        supersedes: None,
        effective_on: None,
    };
    let (reply_id, comment_id, attachment_id) = (reply.id, comment.id, attachment.id);
    tx.insert_reply(reply).await?;
    tx.insert_comment(comment).await?;
    tx.insert_attachment(attachment).await?;
    tx.insert_legal_act(&act).await?;
    tx.put_setting(&Setting { name: "own".into(), value: json!(centre.tenant.id), basis: "test".into() })
        .await?;
    let event = tx.append(EventKind::SubjectEntered, Some(id), &json!({}), None).await?;
    let notice = NewNotification {
        event,
        recipient: user,
        channel: Channel::InApp,
        subject: Some(id),
        text_code: "case.assigned".into(),
        body: json!({}),
    };
    let request: RequestId = tx.new_id();
    tx.begin_request(centre.account(Role::Executor), request, [1; 32]).await?;
    tx.finish_request(centre.account(Role::Executor), request, &json!({"case": id})).await?;
    tx.next_message_number("Х", 2026).await?;
    tx.audit(actor, "enter", Some(id), &json!({})).await?;
    Ok(Filled {
        centre: centre.clone(),
        subject: row.clone(),
        restricted: hidden.clone(),
        step: step_of(row),
        reply: reply_id,
        comment: comment_id,
        attachment: attachment_id,
        event,
        notification: tx.plan_notification(notice).await?.expect("planned for the first time"),
        timeline: tx.timeline(id, 1).await?[0].id,
        appointment: tx.appointments().await?.last().expect("seeded").id,
        act: act.id,
        request,
        definition: row.definition,
        papers: fill_papers(tx, centre, id).await?,
    })
}

pub(super) fn step_of(row: &SubjectRow) -> StepRow {
    let timer = &row.instance.timers[0];
    StepRow {
        timer: timer.id,
        generation: timer.generation,
        step: "due".into(),
        subject: row.id,
        clock: timer.clock.clone(),
        at: timer.due.counts,
        fired_at: timer.due.counts + TimeDelta::seconds(1),
        level: Level::Region,
        asks_for_act: true,
        reaches_region: true,
        calls: Vec::new(),
        acknowledgement: None,
    }
}
