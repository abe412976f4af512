//! A centre made from the files of the catalogue, with people let in by the operator.

use std::collections::HashMap;

use chrono::NaiveDate;
use otklik_app::composition::appoint;
use otklik_app::tenant::apply::{self, Applied};
use otklik_app::tenant::file;
use otklik_app::user::account::{self, NewUser};
use otklik_app::user::caller::by_login;
use otklik_app::{App, Error, Receipt, catalogue};
use otklik_domain::caller::Caller;
use otklik_domain::id::{SeatId, UserId};
use otklik_files::Files;
use otklik_storage::Tx;
use otklik_storage::query::composition::Appointment;
use otklik_testkit::TestDb;
use tempfile::TempDir;

use crate::centre::{at, request};

/// The region of the centre.
pub(crate) const REGION: &str = include_str!("../../../../policies/tenants/mari-el.yaml");
/// The act of the centre.
pub(crate) const ACT: &str = include_str!("../../../../policies/tenants/kilemary.yaml");
/// What is laid over it.
pub(crate) const SETTINGS: &str = include_str!("../../../../policies/tenants/demo/kilemary.yaml");
/// Code of the centre.
pub(crate) const CODE: &str = "kilemary";
/// The morning on which everybody was let in.
pub(crate) const MORNING: &str = "2026-02-02 09:00";

/// A database with the one centre.
pub(crate) struct House {
    pub(crate) db: TestDb,
    pub(crate) app: App,
    pub(crate) operator: App,
    pub(crate) users: HashMap<&'static str, UserId>,
    _folder: TempDir,
}

/// Runs a test on SQLite and on PostgreSQL side by side.
pub(crate) async fn in_both(test: impl AsyncFn(House)) {
    tokio::join!(
        async {
            Box::pin(test(House::open(TestDb::sqlite().await).await)).await;
        },
        async {
            Box::pin(test(House::open(TestDb::postgres().await).await)).await;
        },
    );
}

/// Everybody of the house: login, position, seats.
const PEOPLE: [(&str, &str, &[&str]); 9] = [
    ("administrator", "системный администратор администрации", &["tenant_admin"]),
    ("coordinator", "советник отдела делопроизводства", &["channel_owner"]),
    ("manager", "руководитель отдела делопроизводства", &["manager"]),
    ("head", "начальник управления ЖКХ и дорог", &["uzhkh_head"]),
    ("executor", "специалист управления ЖКХ и дорог", &["uzhkh_executor"]),
    ("newcomer", "консультант общего отдела", &[]),
    ("deputy", "Заместитель главы администрации", &[]),
    ("chief", "начальник отдела кадров", &[]),
    ("duty", "дежурный ЦУР", &["duty"]),
];

impl House {
    async fn open(db: TestDb) -> Self {
        db.clock().set(at(MORNING)).await;
        catalogue::import(db.owner()).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let files = || Files::folder(folder.path().to_owned()).unwrap();
        let operator = App::open(db.owner().clone(), files()).await.unwrap();
        assert!(matches!(apply(&operator, &[REGION, ACT, SETTINGS]).await, Ok(Applied::Done(_))));
        let new_users = PEOPLE
            .map(|(login, position, seats)| NewUser {
                login: login.into(),
                password: None,
                tenant_code: if login == "duty" { "mari-el" } else { CODE }.into(),
                position: position.into(),
                rank: None,
                seats: seats.iter().map(|seat| (*seat).into()).collect(),
            })
            .to_vec();
        let ids = account::create_all(&operator, new_users).await.unwrap();
        let users = PEOPLE.iter().map(|(login, ..)| *login).zip(ids).collect();
        let app = App::open(db.store().clone(), files()).await.unwrap();
        Self { db, app, operator, users, _folder: folder }
    }

    /// The clock shows a moment of a day in Moscow.
    pub(crate) async fn clock(&self, local: &str) {
        self.db.clock().set(at(local)).await;
    }

    /// Somebody of the centre, with the roles held now.
    pub(crate) async fn caller(&self, login: &str) -> Caller {
        by_login(&self.operator, login, CODE).await.unwrap().unwrap()
    }

    /// A look into the centre.
    pub(crate) async fn tx(&self) -> Tx {
        let caller = self.caller("administrator").await;
        let scope = otklik_storage::Scope::Tenant { tenant: caller.tenant, region: caller.region };
        self.db.store().reader(scope).await.unwrap()
    }

    /// A seat by its code.
    pub(crate) async fn seat(&self, code: &str) -> SeatId {
        self.tx().await.seats().await.unwrap().into_iter().find(|seat| seat.code == code).unwrap().id
    }

    /// Who is to sit where, from when until when.
    pub(crate) async fn wish(&self, login: &str, seat: &str, from: &str, to: Option<&str>) -> appoint::Input {
        appoint::Input {
            seat: self.seat(seat).await,
            user: self.users[login],
            from: day(from),
            to: to.map(day),
            act: None,
            rank: None,
            note: None,
        }
    }

    /// The administrator appoints.
    pub(crate) async fn appoint(&self, input: appoint::Input) -> Result<Receipt, Error> {
        appoint::run(&self.app, &self.caller("administrator").await, &request(), input).await
    }

    /// The newest appointment of somebody to a seat.
    pub(crate) async fn held(&self, login: &str, seat: &str) -> Appointment {
        let (user, seat) = (self.users[login], self.seat(seat).await);
        let all = self.tx().await.appointments().await.unwrap();
        all.into_iter().rfind(|held| held.user == user && held.seat == seat).unwrap()
    }
}

/// Applies files as the operator does.
pub(crate) async fn apply(operator: &App, files: &[&str]) -> Result<Applied, Error> {
    let files = files.iter().map(|source| file::read("file.yaml", source).unwrap()).collect();
    apply::run(operator, files).await
}

/// A day.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An act on the composition that was done.
pub(crate) fn kept(receipt: Result<Receipt, Error>) {
    assert_eq!(receipt.unwrap().refusals, [], "the rules said no");
}
