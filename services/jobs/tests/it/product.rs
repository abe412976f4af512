//! From a committed fact to a person who was told, on both databases.

use std::time::Duration;

use chrono::TimeDelta;
use futures::StreamExt;
use otklik_app::case::{assign, enter};
use otklik_app::import::{start, upload};
use otklik_app::user::{account, caller};
use otklik_app::{App, Request, catalogue};
use otklik_domain::caller::Caller;
use otklik_domain::channel::Channel;
use otklik_domain::id::{CaseId, RequestId};
use otklik_domain::role::Role;
use otklik_files::Files;
use otklik_jobs::{Jobs, Queue};
use otklik_notify::Mailer;
use otklik_realtime::{Heard, Hub};
use otklik_testkit::TestDb;
use otklik_testkit::seed::{Centre, Centres, two_centres};
use serde_json::json;
use tempfile::TempDir;
use uuid::Uuid;

use crate::backend::{prefix, redis_url};
use crate::mail::Post;

struct House {
    db: TestDb,
    app: App,
    centres: Centres,
    post: Post,
    _files: TempDir,
}

impl House {
    async fn open(db: TestDb) -> Self {
        let centres = two_centres(&db).await;
        catalogue::import(db.owner()).await.expect("the catalogue is importable");
        let folder = tempfile::tempdir().expect("a folder");
        let files = Files::folder(folder.path().to_owned()).expect("a folder of files");
        let app = App::open(db.store().clone(), files).await.expect("the application opens");
        Self { db, app, centres, post: Post::open().await, _files: folder }
    }

    fn mailer(&self) -> Mailer {
        Mailer::connect(&self.post.url).expect("an address of a mail server")
    }

    async fn caller(&self, centre: &Centre, role: Role) -> Caller {
        let code = &centre.tenant.code;
        let login = format!("{code}.{}", role.code());
        let token = account::issue_token(&self.app, &login, code, "", None).await.expect("a token");
        caller::by_token(&self.app, &token, code).await.expect("readable").expect("the token is good")
    }

    /// A case told by telephone, given to the executor.
    async fn assigned_case(&self, number: u128) -> CaseId {
        let centre = &self.centres.a;
        let coordinator = self.caller(centre, Role::Coordinator).await;
        let card = enter::Input {
            essence: "Яма на дороге у школы".to_owned(),
            address: Some("ул. Садовая, 5".to_owned()),
            topic: "roads.pothole".to_owned(),
            channel: Channel::Phone,
            thread_url: None,
            received_at: None,
            applicant: None,
        };
        let entered = enter::run(&self.app, &coordinator, &request(number), card).await.expect("entered");
        let case = entered.case.expect("no refusal");
        let input = assign::Input {
            case,
            expected_revision: 1,
            assignee: centre.user(Role::Executor),
            organization: None,
            note: None,
        };
        let given = assign::run(&self.app, &coordinator, &request(number + 1_000_000), input)
            .await
            .expect("assigned");
        assert!(given.refusals.is_empty(), "{:?}", given.refusals);
        case
    }

    async fn count(&self, what: &str) -> i64 {
        self.db.count(&format!("SELECT count(*) AS n FROM {what}")).await
    }

    async fn notices_waiting(&self) -> i64 {
        self.count("notification WHERE state = 'PLANNED'").await
    }
}

fn request(number: u128) -> Request {
    Request::new(RequestId(Uuid::from_u128(number)), "test", &json!(number.to_string()))
}

async fn houses() -> Vec<House> {
    let mut houses = Vec::new();
    for db in TestDb::both().await {
        houses.push(House::open(db).await);
    }
    houses
}

#[tokio::test(flavor = "multi_thread")]
async fn the_executor_is_told_once_by_mail_and_on_the_screen() {
    for house in houses().await {
        house.assigned_case(1).await;
        let (hub, mailer) = (Hub::in_process(), house.mailer());
        let mut screen = hub.listen(house.centres.a.tenant.id);
        let done = Jobs::run_until_idle(&house.app, &hub, Some(&mailer)).await.unwrap();
        assert_eq!(done.failures, Vec::<String>::new());
        assert!(done.relayed >= 2, "{done:?}");
        assert!(matches!(screen.next().await, Some(Heard::Changed(changed)) if changed.subject.is_some()));

        let to_executor =
            house.post.headers("To").iter().filter(|to| *to == "executor@berezovka.example").count();
        assert_eq!(to_executor, 1, "{:?}", house.post.letters());
        assert_eq!(house.notices_waiting().await, 0);
        assert!(house.count("notification WHERE state = 'DELIVERED' AND channel = 'IN_APP'").await >= 1);
        assert_eq!(house.count("outbox WHERE sent_at IS NULL").await, 0);
        assert_eq!(house.count("audit_entry WHERE seq IS NULL").await, 0);
        assert_eq!(house.count("delta").await, 0);

        let letters = house.post.letters().len();
        let again = Jobs::run_until_idle(&house.app, &hub, Some(&mailer)).await.unwrap();
        assert_eq!((again.relayed, again.jobs, house.post.letters().len()), (0, 0, letters));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_announcement_nor_notice_repeats_the_text() {
    for house in houses().await {
        house.assigned_case(1).await;
        Jobs::run_until_idle(&house.app, &Hub::in_process(), Some(&house.mailer())).await.unwrap();
        for table in ["outbox", "notification"] {
            assert!(house.count(table).await > 0);
            for secret in ["Яма на дороге", "Садовая"] {
                assert_eq!(
                    house.count(&format!("{table} WHERE CAST(body AS text) LIKE '%{secret}%'")).await,
                    0
                );
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mail_server_the_row_says_why() {
    for house in houses().await {
        house.assigned_case(1).await;
        let done = Jobs::run_until_idle(&house.app, &Hub::in_process(), None).await.unwrap();
        assert_eq!(done.failures, Vec::<String>::new());
        assert_eq!(house.notices_waiting().await, 0);
        assert!(
            house.count("notification WHERE state = 'FAILED' AND failure LIKE 'почта не настроена%'").await
                >= 1
        );
        assert!(house.count("notification WHERE state = 'DELIVERED' AND channel = 'IN_APP'").await >= 1);
    }
}

/// The running job side: memory beside SQLite, Redis beside PostgreSQL.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn deadlines_fire_and_everybody_on_the_ladder_is_told() {
    let queues = [Queue::memory(), Queue::redis(&redis_url(), &prefix("product")).await.unwrap()];
    for (house, queue) in houses().await.into_iter().zip(queues) {
        for number in 1..=5 {
            house.assigned_case(number).await;
        }
        let jobs = Jobs::start(house.app.clone(), queue, Hub::in_process(), Some(house.mailer()));
        house.db.clock().advance(TimeDelta::days(4)).await;
        jobs.wake();
        let region = |to: &String| to == "regional_duty@lesnoy.example";
        for _ in 0..600 {
            let waiting = house.notices_waiting().await + house.count("outbox WHERE sent_at IS NULL").await;
            if waiting == 0 && house.post.headers("To").iter().filter(|to| region(to)).count() == 5 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let health = jobs.health().await;
        assert_eq!((health.problems(), health.buried, health.restarts), (Vec::new(), 0, 0));
        jobs.stop().await;
        assert_eq!(house.notices_waiting().await, 0);
        let told: Vec<String> = house.post.headers("To");
        assert_eq!(told.iter().filter(|to| region(to)).count(), 5, "{told:?}");
        assert_eq!(house.count("notification WHERE state = 'FAILED'").await, 0);
        let mut ids = house.post.headers("Message-ID");
        ids.sort();
        let letters = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), letters, "a letter went out twice");
    }
}

/// A file is uploaded and started on a screen; jobs take it in, on both databases.
#[tokio::test(flavor = "multi_thread")]
async fn a_started_import_is_taken_in_by_jobs() {
    for db in [TestDb::sqlite().await, TestDb::postgres().await] {
        let house = House::open(db).await;
        let manager = house.caller(&house.centres.a, Role::Manager).await;
        let mut rows = "Номер;Дата;Текст\n".to_owned();
        for number in 1..=60 {
            rows += "{number};02.03.2024 10:00;Яма у дома {number}\n"
                .replace("{number}", &number.to_string())
                .as_str();
        }
        let mut upload = upload::begin(&house.app, &manager, "март.csv").await.expect("a place for the file");
        upload.write(rows.as_bytes()).await.expect("the file comes in");
        let file = upload.finish().await.expect("the file is there").id;
        let request = Request::new(RequestId(Uuid::from_u128(77)), "startImport", &json!({}));
        let input = start::Input { upload: file, profile: "plain".to_owned(), dry_run: false };
        let begun = start::run(&house.app, &manager, &request, input).await.expect("it starts");
        let done = Jobs::run_until_idle(&house.app, &Hub::in_process(), None).await.expect("jobs run");
        assert_eq!(done.failures, Vec::<String>::new());
        let run = house.app.reader(&manager).import_run(begun.run.expect("a run")).await.expect("readable");
        let run = run.expect("the run is there");
        assert_eq!((run.state.code(), run.counts.accepted), ("DONE", 60));
        assert_eq!(house.db.count("SELECT count(*) FROM outbox WHERE sent_at IS NULL").await, 0);
    }
}
