//! Messages of a demonstration: entered and answered by the same acts as real ones, the clock moving with them.

use std::collections::HashMap;

use anyhow::{Context, bail};
use chrono::{DateTime, TimeDelta, Utc};
use otklik_app::case::{self, Input};
use otklik_app::request::Receipt;
use otklik_app::user::caller;
use otklik_app::{App, Request, deadline};
use otklik_domain::caller::Caller;
use otklik_domain::id::{CaseId, RequestId, UserId};
use otklik_domain::reply;
use otklik_sample::{ActKind, PlannedCase};
use otklik_storage::Clock;
use uuid::Uuid;

use super::people::{self, TENANT};

/// How far back the demonstration begins.
pub const SPAN: TimeDelta = TimeDelta::days(14);

/// Messages of the half-year of which the demonstration plays the end.
const CASES: usize = 1_800;
/// The same messages every time.
const SEED: u64 = 2026;
/// Subjects swept at once.
const BATCH: u32 = 500;

/// One thing that somebody does.
#[derive(Clone, Copy)]
enum Happening {
    Enter,
    Act(ActKind),
}

/// Plays every message up to where the clock shall stand.
pub async fn play(app: &App, clock: &Clock, end: TimeDelta) -> anyhow::Result<()> {
    let start = clock.now().get();
    clock.set_offset(end);
    let planned: Vec<PlannedCase> = otklik_sample::cases(SEED, CASES, clock.now().get())
        .into_iter()
        .filter(|case| case.received_at > start)
        .collect();
    let mut happenings: Vec<(DateTime<Utc>, usize, Happening)> = Vec::new();
    for (index, case) in planned.iter().enumerate() {
        happenings.push((case.received_at, index, Happening::Enter));
        happenings.extend(case.acts.iter().map(|act| (act.at, index, Happening::Act(act.kind))));
    }
    happenings.sort_by_key(|(at, index, _)| (*at, *index));
    let mut player = Player::new(app).await?;
    for (at, index, happening) in happenings {
        clock.set_offset(Clock::offset_to(at));
        sweep(app).await?;
        match happening {
            Happening::Enter => player.enter(index, &planned[index]).await?,
            Happening::Act(kind) => player.act(index, &planned[index], kind).await?,
        }
    }
    clock.set_offset(end);
    sweep(app).await
}

async fn sweep(app: &App) -> anyhow::Result<()> {
    while deadline::sweep::run(app, BATCH).await?.more {}
    Ok(())
}

/// Where a message stands while it is played.
struct Playing {
    case: CaseId,
    assignee: Option<UserId>,
}

struct Player<'a> {
    app: &'a App,
    callers: HashMap<String, Caller>,
    cases: HashMap<usize, Playing>,
}

impl<'a> Player<'a> {
    async fn new(app: &'a App) -> anyhow::Result<Self> {
        let mut callers = HashMap::new();
        for person in people::of(app).await?.into_iter().filter(|person| person.tenant == TENANT) {
            let caller = caller::by_login(app, &person.login, &person.tenant).await?;
            let caller = caller.with_context(|| format!("{} cannot sign in", person.login))?;
            callers.insert(person.name, caller);
        }
        Ok(Self { app, callers, cases: HashMap::new() })
    }

    async fn enter(&mut self, index: usize, planned: &PlannedCase) -> anyhow::Result<()> {
        let input = case::enter::Input {
            essence: planned.essence.clone(),
            address: planned.address.clone(),
            topic: planned.topic.to_owned(),
            channel: planned.channel,
            thread_url: planned.thread_url.clone(),
            received_at: None,
            applicant: planned.applicant.clone(),
        };
        let receipt = case::enter::run(self.app, self.caller("coordinator")?, &fresh(), input).await?;
        let case = done(receipt)?;
        self.cases.insert(index, Playing { case, assignee: None });
        Ok(())
    }

    async fn act(&mut self, index: usize, planned: &PlannedCase, kind: ActKind) -> anyhow::Result<()> {
        let Some(playing) = self.cases.get(&index) else { return Ok(()) };
        let (case, assignee) = (playing.case, playing.assignee);
        let coordinator = self.caller("coordinator")?;
        let reader = self.app.reader(coordinator);
        let row = reader.case(case).await?.context("a case that was entered is not there")?;
        let expected_revision = row.subject.revision;
        // What no rule routes stays with the coordinator: nobody can be named for it.
        let Some(organization) = row.subject.organization else { return Ok(()) };
        let plain = Input { case, expected_revision, note: None };
        let receipt = match kind {
            ActKind::Assign => {
                let people = reader.assignees(organization, None).await?;
                let person =
                    people.iter().find(|user| self.is_executor(user.id)).context("nobody to assign to")?;
                drop(reader);
                let input = case::assign::Input {
                    case,
                    expected_revision,
                    assignee: person.id,
                    organization: None,
                    note: None,
                };
                let receipt = case::assign::run(self.app, coordinator, &fresh(), input).await?;
                self.cases.insert(index, Playing { case, assignee: Some(person.id) });
                receipt
            }
            ActKind::Accept => case::accept::run(self.app, self.user(assignee)?, &fresh(), plain).await?,
            ActKind::Submit => {
                let input = case::submit_reply::Input {
                    case,
                    expected_revision,
                    kind: reply::Kind::Final,
                    text: planned.reply.clone().context("a planned reply has a text")?,
                    promised_on: None,
                    reason: None,
                };
                case::submit_reply::run(self.app, self.user(assignee)?, &fresh(), input).await?
            }
            ActKind::Approve => {
                case::approve::run(self.app, self.caller("manager")?, &fresh(), plain).await?
            }
            ActKind::Publish => {
                let input =
                    case::publish::Input { case, expected_revision, published_at: "telephone".to_owned() };
                case::publish::run(self.app, self.caller("publisher")?, &fresh(), input).await?
            }
        };
        done(receipt).map(drop)
    }

    fn caller(&self, name: &str) -> anyhow::Result<&Caller> {
        self.callers.get(name).with_context(|| format!("nobody is called {name}"))
    }

    fn user(&self, id: Option<UserId>) -> anyhow::Result<&Caller> {
        self.callers.values().find(|caller| Some(caller.user) == id).context("nobody is on the case")
    }

    fn is_executor(&self, id: UserId) -> bool {
        self.callers.iter().any(|(name, caller)| caller.user == id && name.ends_with("executor"))
    }
}

fn fresh() -> Request {
    Request { id: RequestId(Uuid::from_u128(rand::random())), hash: [0; 32] }
}

fn done(receipt: Receipt) -> anyhow::Result<CaseId> {
    if !receipt.refusals.is_empty() {
        bail!("an act of the demonstration was refused: {:?}", receipt.refusals);
    }
    receipt.case.context("an act of the demonstration left no case")
}
