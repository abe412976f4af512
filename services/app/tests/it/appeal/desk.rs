//! The desks that an appeal passes: a registrar, a signer, and a specialist of another body beside those of every centre.

use chrono::NaiveDate;
use otklik_app::case::appeal::plain::{self, Step};
use otklik_app::case::appeal::{contribute, dispatch, enter, inquire, letter, outcome, register, resolve};
use otklik_app::case::{self, Input};
use otklik_app::{Error, Receipt};
use otklik_domain::caller::Caller;
use otklik_domain::case::{AnswerWay, AppealKind, QuestionOutcome};
use otklik_domain::channel::Channel;
use otklik_domain::id::{CaseId, UserId};
use otklik_domain::refusal::{Code, Refusal};
use otklik_domain::reply::Kind;
use otklik_domain::role::Role;
use otklik_storage::query::appeal::Question;
use otklik_storage::query::composition::{Appointment, Membership, Seat};
use otklik_storage::query::subject::SubjectRow;
use otklik_testkit::seed::{Centre, SINCE};

use crate::centre::{NORMAL, Walk, World, card, done, on_both, request, uuid};

/// People who are not in the seed: they sit in centre `a` with accounts of centre `b`.
pub(crate) struct Desk {
    pub(crate) world: World,
    pub(crate) registrar: UserId,
    pub(crate) signer: UserId,
    /// Executor of the second organization.
    pub(crate) beside: UserId,
}

/// Runs a test with the desks filled, on SQLite and on PostgreSQL, on Monday 2 March 2026 at nine.
pub(crate) async fn with_desk(test: impl AsyncFn(Desk)) {
    on_both(async |world| {
        world.clock("2026-03-02 09:00").await;
        let a = &world.centres.a;
        let registrar = hire(&world, a, Role::Registrar, Role::Coordinator, None).await;
        let signer = hire(&world, a, Role::Signer, Role::HeadOfAdministration, None).await;
        let beside = hire(&world, a, Role::Executor, Role::Executor, Some(1)).await;
        Box::pin(test(Desk { world, registrar, signer, beside })).await;
    })
    .await;
}

/// Somebody of centre `b` works in `a` as well, on a seat of the own.
async fn hire(world: &World, a: &Centre, role: Role, account: Role, body: Option<usize>) -> UserId {
    let (user, account) = (UserId(uuid()), world.centres.b.account(account));
    let organizations = body.map(|place| a.organizations[place]).into_iter().collect();
    world
        .arrange(a, move |tx| async move {
            let position = format!("{role} второго кабинета");
            tx.insert_membership(&Membership { id: user, account, position, from_on: SINCE, to_on: None })
                .await?;
            let seat = Seat {
                id: tx.new_id(),
                code: format!("{role}_beside"),
                position: "по штатному расписанию".into(),
                kind: "member".into(),
                roles: vec![role],
                combines_author_and_approver: false,
                vacant_by_act: false,
                blocks: Vec::new(),
                organizations,
                channels: Vec::new(),
                directions: Vec::new(),
                ordinal: 90,
            };
            tx.insert_seat(&seat).await?;
            let appointment = Appointment {
                id: tx.new_id(),
                seat: seat.id,
                user,
                from_on: SINCE,
                to_on: None,
                act: None,
                ended_by: None,
                note: None,
            };
            tx.insert_appointment(&appointment).await
        })
        .await;
    user
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A letter of today to a body, or to the author when nobody is named.
pub(crate) fn letter(number: &str, on: &str, addressee: Option<&str>) -> letter::Input {
    letter::Input {
        number: number.into(),
        sent_on: day(on),
        addressee: addressee.map(str::to_owned),
        way: AnswerWay::Post,
        text: None,
    }
}

/// The refusals of an act that was not done.
pub(crate) fn refusals(receipt: Result<Receipt, Error>) -> Vec<Refusal> {
    let receipt = receipt.unwrap();
    assert_eq!(receipt.case, None, "the act was done");
    receipt.refusals
}

/// Code, field and one parameter of the only refusal.
pub(crate) fn only(receipt: Result<Receipt, Error>, parameter: &str) -> (Code, String, String) {
    let refusals = refusals(receipt);
    let [refusal] = &refusals[..] else { panic!("{refusals:?}") };
    let value = refusal.parameters.iter().find(|(name, _)| *name == parameter);
    (
        refusal.code,
        refusal.field.clone().unwrap_or_default(),
        value.map(|(_, value)| value.clone()).unwrap_or_default(),
    )
}

/// The paper of a letter.
pub(crate) fn paper() -> enter::Input {
    let card = case::enter::Input { channel: Channel::Letter, ..card(NORMAL) };
    enter::Input { card, past_reason: None }
}

impl Desk {
    pub(crate) fn a(&self) -> &Centre {
        &self.world.centres.a
    }

    /// A person of centre `a` with the roles held now.
    pub(crate) async fn person(&self, user: UserId) -> Caller {
        let a = self.a();
        let tx = self.world.db.store().reader(a.scope()).await.unwrap();
        let account = tx.membership(user).await.unwrap().unwrap().account;
        Caller {
            account,
            user,
            tenant: a.tenant.id,
            region: a.tenant.region,
            kind: a.tenant.kind,
            holdings: tx.holdings_of(user).await.unwrap(),
            free_text: false,
        }
    }

    pub(crate) async fn role(&self, role: Role) -> Caller {
        match role {
            Role::Registrar => self.person(self.registrar).await,
            Role::Signer => self.person(self.signer).await,
            role => self.world.caller(self.a(), role).await,
        }
    }

    pub(crate) fn walk(&self, id: CaseId) -> Walk<'_> {
        self.world.walk(id)
    }

    pub(crate) async fn row(&self, id: CaseId) -> SubjectRow {
        self.walk(id).row().await
    }

    pub(crate) async fn input(&self, id: CaseId, note: Option<&str>) -> Input {
        Input { case: id, expected_revision: self.row(id).await.revision, note: note.map(str::to_owned) }
    }

    /// A paper that came today.
    pub(crate) async fn enter(&self) -> CaseId {
        let registrar = self.role(Role::Registrar).await;
        done(enter::run(&self.world.app, &registrar, &request(), paper()).await)
    }

    pub(crate) async fn registration(&self, id: CaseId, on: &str) -> register::Input {
        let question = |text: &str| register::QuestionInput { text: text.into(), organization: None };
        register::Input {
            case: id,
            expected_revision: self.row(id).await.revision,
            registered_on: day(on),
            past_reason: None,
            kind: AppealKind::Application,
            answer_way: AnswerWay::Post,
            outside_system: None,
            outside_number: None,
            outside_on: None,
            questions: vec![question("Когда починят двор?"), question("Кто отвечает за фонари?")],
            note: None,
        }
    }

    pub(crate) async fn register(&self, input: register::Input) -> Result<Receipt, Error> {
        let registrar = self.role(Role::Registrar).await;
        register::run(&self.world.app, &registrar, &request(), input).await
    }

    /// A registered paper of today.
    pub(crate) async fn registered(&self) -> CaseId {
        let id = self.enter().await;
        done(self.register(self.registration(id, "2026-03-02").await).await);
        id
    }

    pub(crate) async fn step(&self, id: CaseId, role: Role, step: Step) -> Result<Receipt, Error> {
        let (person, input) = (self.role(role).await, self.input(id, Some("по записке")).await);
        plain::run(&self.world.app, &person, &request(), step, input).await
    }

    pub(crate) async fn questions(&self, id: CaseId) -> Vec<Question> {
        self.walk(id).tx().await.questions(id.into()).await.unwrap()
    }

    /// The seed's executor leads; the one beside answers the second question.
    pub(crate) async fn resolution(&self, id: CaseId) -> resolve::Input {
        let second = self.questions(id).await[1].id;
        resolve::Input {
            case: id,
            expected_revision: self.row(id).await.revision,
            organization: Some(self.a().organizations[0]),
            assignee: self.a().user(Role::Executor),
            co_assignees: vec![resolve::CoAssigneeInput {
                user: self.beside,
                organization: Some(self.a().organizations[1]),
                questions: vec![second],
            }],
            due_on: Some(day("2026-03-20")),
            text: "Подготовить ответ по существу, свод за исполнителем".into(),
        }
    }

    pub(crate) async fn resolve(&self, input: resolve::Input) -> Result<Receipt, Error> {
        let head = self.role(Role::HeadOfAdministration).await;
        resolve::run(&self.world.app, &head, &request(), input).await
    }

    /// In the hands of the executor.
    pub(crate) async fn in_work(&self) -> CaseId {
        let id = self.registered().await;
        done(self.step(id, Role::Registrar, Step::ConfirmCompetence).await);
        done(self.resolve(self.resolution(id).await).await);
        let executor = self.role(Role::Executor).await;
        done(case::accept::run(&self.world.app, &executor, &request(), self.input(id, None).await).await);
        id
    }

    pub(crate) async fn contribute(&self, id: CaseId, user: UserId) -> Result<Receipt, Error> {
        let input = contribute::Input {
            case: id, text: "Фонари обслуживает служба благоустройства".into()
        };
        contribute::run(&self.world.app, &self.person(user).await, &request(), input).await
    }

    pub(crate) async fn set_outcomes(&self, id: CaseId, role: Role) -> Result<Receipt, Error> {
        let outcomes =
            self.questions(id).await.iter().map(|it| (it.id, QuestionOutcome::Explained)).collect();
        let input =
            outcome::Input { case: id, expected_revision: self.row(id).await.revision, outcomes, note: None };
        outcome::set(&self.world.app, &self.role(role).await, &request(), input).await
    }

    pub(crate) async fn submit_as(&self, id: CaseId, user: UserId) -> Result<Receipt, Error> {
        let input = self.walk(id).draft(Kind::Final, "Двор починят до 1 мая.").await;
        case::submit_reply::run(&self.world.app, &self.person(user).await, &request(), input).await
    }

    /// Signed, not sent.
    pub(crate) async fn signed(&self) -> CaseId {
        let id = self.in_work().await;
        done(self.set_outcomes(id, Role::Executor).await);
        done(self.submit_as(id, self.a().user(Role::Executor)).await);
        done(self.walk(id).approve_as(Role::OrganizationHead).await);
        done(self.step(id, Role::Signer, Step::Sign).await);
        id
    }

    pub(crate) async fn dispatch(&self, id: CaseId, letter: letter::Input) -> Result<Receipt, Error> {
        let expected_revision = self.row(id).await.revision;
        let input = dispatch::Input { case: id, expected_revision, letter, note: None };
        dispatch::run(&self.world.app, &self.role(Role::Registrar).await, &request(), input).await
    }

    pub(crate) async fn ask(
        &self,
        id: CaseId,
        inquiry: inquire::Inquiry,
        addressee: &str,
    ) -> Result<Receipt, Error> {
        let expected_revision = self.row(id).await.revision;
        let letter = letter("17/исх", "2026-03-02", Some(addressee));
        let input = inquire::Input { case: id, expected_revision, letter, note: None };
        inquire::run(&self.world.app, &self.role(Role::Executor).await, &request(), inquiry, input).await
    }

    pub(crate) async fn close(&self, id: CaseId) -> Result<Receipt, Error> {
        let (person, input) = (self.role(Role::Registrar).await, self.input(id, None).await);
        outcome::close(&self.world.app, &person, &request(), input).await
    }
}
