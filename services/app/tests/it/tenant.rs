//! Files of centres in a database: all of them, twice, printed and back, and what they leave behind.

use chrono::NaiveDate;
use otklik_app::catalogue::{OwnCalendar, OwnHours};
use otklik_app::tenant::apply::{self, Applied};
use otklik_app::tenant::{export, file, kept};
use otklik_app::{App, Error, catalogue};
use otklik_domain::audience::Audience;
use otklik_domain::role::Role;
use otklik_domain::tenant;
use otklik_files::Files;
use otklik_policies::catalogue::{Kind, entries, find};
use otklik_storage::query::composition::Seat;
use otklik_storage::query::tenant::Setting;
use otklik_storage::{Scope, Tx};
use otklik_testkit::TestDb;
use otklik_workflow::definition::effective::Origin;
use serde_json::{Value, json};
use tempfile::TempDir;

struct World {
    app: App,
    _db: TestDb,
    _folder: TempDir,
}

impl World {
    async fn open(db: TestDb) -> Self {
        catalogue::import(db.owner()).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let files = Files::folder(folder.path().to_owned()).unwrap();
        let app = App::open(db.owner().clone(), files).await.unwrap();
        Self { app, _db: db, _folder: folder }
    }

    async fn apply(&self, files: Vec<file::TenantFile>) -> Vec<String> {
        match apply::run(&self.app, files).await.unwrap() {
            Applied::Done(changes) => changes,
            Applied::Defective(defects) => panic!("{defects:#?}"),
        }
    }

    /// Reads in the scope of one centre.
    async fn of(&self, code: &str) -> Tx {
        let tx = self.app.store().reader(Scope::Owner).await.unwrap();
        let tenant = tx.tenant_by_code(code).await.unwrap().unwrap();
        tx.of(tenant.id, tenant.region).unwrap()
    }

    /// Writes in the scope of one centre.
    async fn put_setting(&self, code: &str, setting: Setting) {
        let code = code.to_owned();
        self.app
            .store()
            .run(Scope::Owner, move |tx| async move {
                let tenant = tx.tenant_by_code(&code).await?.unwrap();
                tx.of(tenant.id, tenant.region)?.put_setting(&setting).await
            })
            .await
            .unwrap();
    }
}

async fn on_both(test: impl AsyncFn(World)) {
    tokio::join!(
        async {
            Box::pin(test(World::open(TestDb::sqlite().await).await)).await;
        },
        async {
            Box::pin(test(World::open(TestDb::postgres().await).await)).await;
        },
    );
}

fn template(name: &str) -> file::TenantFile {
    let entry = find(Kind::TenantTemplate, name).unwrap();
    file::read(entry.path, entry.source).unwrap()
}

/// A file of the catalogue with one text replaced.
fn changed(name: &str, from: &str, to: &str) -> file::TenantFile {
    let entry = find(Kind::TenantTemplate, name).unwrap();
    assert!(entry.source.contains(from), "{from}");
    file::read(entry.path, &entry.source.replace(from, to)).unwrap()
}

fn whole_catalogue() -> Vec<file::TenantFile> {
    let templates = entries().iter().filter(|entry| entry.kind == Kind::TenantTemplate);
    templates.map(|entry| template(entry.name)).collect()
}

async fn setting(tx: &Tx, name: &str) -> Value {
    tx.setting(name).await.unwrap().unwrap().value
}

fn seat<'s>(seats: &'s [Seat], code: &str) -> &'s Seat {
    seats.iter().find(|seat| seat.code == code).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_file_is_applied_once_and_its_print_changes_nothing() {
    on_both(async |world: World| {
        let changes = world.apply(whole_catalogue()).await;
        for code in ["ust-koksa", "kilemary", "slantsy", "zaigraevo", "kamyshlov"] {
            assert!(changes.iter().any(|line| line.starts_with(&format!("{code}: +"))), "{code}");
        }
        assert_eq!(world.apply(whole_catalogue()).await, Vec::<String>::new());
        let mut printed = Vec::new();
        for tenant in world.app.store().reader(Scope::Owner).await.unwrap().tenants().await.unwrap() {
            if tenant.kind == tenant::Kind::Platform {
                continue;
            }
            let source = export::run(&world.app, &tenant.code).await.unwrap();
            printed.push(file::read(&tenant.code, &source).unwrap());
        }
        assert_eq!(printed.len(), 10);
        assert_eq!(world.apply(printed).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn directions_of_curators_and_rules_to_a_seat_are_rows() {
    on_both(async |world: World| {
        world.apply(whole_catalogue()).await;
        let tx = world.of("slantsy").await;
        let directions = tx.directions().await.unwrap();
        let codes: Vec<&str> = directions.iter().map(|direction| direction.code.as_str()).collect();
        assert_eq!(codes, ["internal_policy", "social", "zhkh", "finance", "property"]);
        let seats = tx.seats().await.unwrap();
        assert_eq!(seat(&seats, "curator_property").directions, [directions[4].id]);
        assert!(seat(&seats, "feedback").vacant_by_act);
        let rules = tx.routing_rules().await.unwrap();
        let rule = |topic: &str| rules.iter().find(|rule| rule.topic_prefix == topic).unwrap();
        assert_eq!(rule("zhkh.house").direction, Some(directions[4].id));
        assert_eq!(rule("roads").direction, None);
        assert_eq!(setting(&tx, "default_direction").await, json!("zhkh"));
        let tx = world.of("ust-koksa").await;
        let seats = tx.seats().await.unwrap();
        let rules = tx.routing_rules().await.unwrap();
        let ice = rules.iter().find(|rule| rule.topic_prefix == "sport.ice").unwrap();
        assert_eq!(ice.seat, Some(seat(&seats, "culture_executor").id));
        assert!(seat(&seats, "channel_owner").combines_author_and_approver);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_table_keeps_is_a_setting() {
    on_both(async |world: World| {
        world.apply(whole_catalogue()).await;
        let tx = world.of("zaigraevo").await;
        assert_eq!(setting(&tx, "region_step").await, json!("on"));
        assert_eq!(setting(&tx, "audiences").await, json!({ "APPROVER": ["curator"] }));
        assert_eq!(setting(&tx, "default_direction").await, Value::Null);
        assert_eq!(
            setting(&tx, "function.risk_signal").await,
            json!({ "state": "on", "clause": "п. 9.13", "why": null })
        );
        assert_eq!(tx.setting("function.rating").await.unwrap(), None);
        assert_eq!(setting(&tx, "platforms").await[3], json!("MAX"));
        assert_eq!(setting(&tx, "territories").await[0]["settlements"], json!(["Заиграево", "Сосновка"]));
        assert_eq!(setting(&tx, "population").await["people"], json!(50000));
        let calendars = tx.calendars().await.unwrap();
        let own = calendars.into_iter().find(|(name, _)| name == "own").unwrap().1;
        let own: OwnCalendar = serde_json::from_value(own).unwrap();
        assert_eq!(own.holidays, ["sagaalgan"]);
        assert!(matches!(own.hours, OwnHours::Stated(_)));
        let plan = kept::plan(&tx, tx.tenant_by_code("zaigraevo").await.unwrap().unwrap().id).await.unwrap();
        assert_eq!(plan.unwrap().seat("curator").unwrap().duties.len(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_runs_the_workflow_that_its_act_asks_for() {
    on_both(async |world: World| {
        world.apply(whole_catalogue()).await;
        let tx = world.of("slantsy").await;
        let (found, appeal) = tx.definition_latest("appeal_59fz").await.unwrap().unwrap();
        assert_eq!(found.tenant, tx.tenant_by_code("slantsy").await.unwrap().unwrap().id);
        let owners = &appeal.states.iter().find(|state| state.name == "ON_RESOLUTION").unwrap().owners;
        assert_eq!((owners.value.as_slice(), owners.origin), (&[Audience::Curator][..], Origin::Tenant));
        let tx = world.of("kamyshlov").await;
        let (found, appeal) = tx.definition_latest("appeal_59fz").await.unwrap().unwrap();
        assert_ne!(found.tenant, tx.tenant_by_code("kamyshlov").await.unwrap().unwrap().id);
        assert!(appeal.states.iter().all(|state| state.owners.origin == Origin::Base));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_leaves_the_file_leaves_the_workflow() {
    on_both(async |world: World| {
        world.apply(vec![template("mari-el"), template("kilemary")]).await;
        let of_tenant = async || {
            let tx = world.of("kilemary").await;
            let (found, incident) = tx.definition_latest("message_incident").await.unwrap().unwrap();
            let approve = incident.states.iter().flat_map(|state| &state.acts).find(|act| act.act == "approve");
            (found.version, approve.unwrap().by.value.clone())
        };
        assert_eq!(of_tenant().await, (1, vec![Audience::OrgHead, Audience::Manager]));
        let plain = || changed("kilemary", "to: [ORG_HEAD, MANAGER]", "to: [MANAGER]");
        let changes = world.apply(vec![plain()]).await;
        assert_eq!(changes.last().unwrap(), "kilemary: порядок message_incident опубликован заново");
        assert_eq!(of_tenant().await, (2, vec![Audience::Manager]));
        let silent = || changed("kilemary", "overlays:\n  - definition: message_incident\n    operations:\n      - {set: act.ON_APPROVAL.approve.by, to: [ORG_HEAD, MANAGER], clause: \"приложение № 2, строка 5; п. 3.8\"}\n", "");
        world.apply(vec![silent()]).await;
        assert_eq!(of_tenant().await, (3, vec![Audience::Approver]));
        assert_eq!(world.apply(vec![silent()]).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_direction_that_leaves_the_file_ends_and_one_that_comes_back_begins_again() {
    on_both(async |world: World| {
        world.apply(vec![template("leningrad"), template("slantsy")]).await;
        let without = || {
            let entry = find(Kind::TenantTemplate, "slantsy").unwrap();
            let kept = |line: &&str| !line.contains("code: internal_policy");
            let source: Vec<&str> = entry.source.lines().filter(kept).collect();
            file::read(
                entry.path,
                &source.join("\n").replace("directions: [internal_policy]", "directions: []"),
            )
            .unwrap()
        };
        world.apply(vec![without()]).await;
        let tx = world.of("slantsy").await;
        assert_eq!(tx.directions().await.unwrap().len(), 4);
        let all = tx.all_directions().await.unwrap();
        let gone = all.iter().find(|direction| direction.code == "internal_policy").unwrap();
        assert_eq!(gone.to_on, NaiveDate::from_ymd_opt(2026, 3, 1));
        drop(tx);
        world.apply(vec![template("slantsy")]).await;
        assert_eq!(world.of("slantsy").await.directions().await.unwrap().len(), 5);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_that_leaves_the_file_gives_no_rights_and_comes_back_with_them() {
    on_both(async |world: World| {
        let with = || vec![template("mari-el"), template("kilemary"), template("demo/kilemary")];
        let roles = async || {
            let seats = world.of("kilemary").await.seats().await.unwrap();
            seat(&seats, "registrar").roles.clone()
        };
        world.apply(with()).await;
        assert_eq!(roles().await, [Role::Registrar]);
        world.apply(vec![template("kilemary")]).await;
        assert_eq!(roles().await, []);
        world.apply(with()).await;
        assert_eq!(roles().await, [Role::Registrar]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_switched_stays_while_the_file_is_silent() {
    on_both(async |world: World| {
        world.apply(vec![template("mari-el"), template("kilemary")]).await;
        let by_person = |name: &str| Setting {
            name: name.to_owned(),
            value: json!({ "state": "on", "note": "решение куратора", "by": uuid::Uuid::nil(), "on": "2026-03-02" }),
            basis: "решение центра".to_owned(),
        };
        world.put_setting("kilemary", by_person("function.emergency_calls")).await;
        world.apply(vec![changed("kilemary", "short_name: Килемары", "short_name: Килемарский")]).await;
        let kept = world.of("kilemary").await.setting("function.emergency_calls").await.unwrap().unwrap();
        assert_eq!(kept.basis, "решение центра");
        let stated = changed(
            "kilemary",
            "functions:\n",
            "functions:\n  - {function: emergency_calls, state: off, clause: п. 9}\n",
        );
        world.apply(vec![stated]).await;
        let kept = world.of("kilemary").await.setting("function.emergency_calls").await.unwrap().unwrap();
        assert_eq!((kept.basis.as_str(), &kept.value["state"]), ("файл центра", &json!("off")));
        world.apply(vec![template("kilemary")]).await;
        let kept = world.of("kilemary").await.setting("function.emergency_calls").await.unwrap().unwrap();
        assert_eq!(kept.value["state"], json!("not_stated"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_bad_file_among_many_leaves_nothing_behind() {
    on_both(async |world: World| {
        let mut files = whole_catalogue();
        files.push(
            file::read("b.yaml", "format: otklik-tenant-settings/1\ntenant: nobody\ntitle: Н\n").unwrap(),
        );
        let applied = apply::run(&world.app, files).await.unwrap();
        let Applied::Defective(defects) = applied else { panic!("applied") };
        assert!(
            defects.iter().any(|defect| defect.code == "SETTINGS_WITHOUT_ACT" && defect.file == "b.yaml")
        );
        let tenants = world.app.store().reader(Scope::Owner).await.unwrap().tenants().await.unwrap();
        assert!(tenants.iter().all(|tenant| tenant.kind == tenant::Kind::Platform), "{tenants:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_centre_whose_region_is_not_loaded_is_told_what_to_load() {
    on_both(async |world: World| {
        let refused = apply::run(&world.app, vec![template("kamyshlov")]).await.unwrap_err();
        let Error::Invalid { code, message, .. } = refused else { panic!("{refused:?}") };
        assert_eq!(code, "REGION_NOT_LOADED");
        assert_eq!(message, "Сначала загрузите файл регионального центра sverdlovsk.");
    })
    .await;
}
