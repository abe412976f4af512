//! The invented export of five municipalities goes into all five centres.

use otklik_app::tenant::apply::{self, Applied};
use otklik_app::tenant::file;
use otklik_app::{App, catalogue};
use otklik_files::Files;
use otklik_policies::catalogue::{Kind, find};
use otklik_sample::{
    EXPORT_BROKEN, EXPORT_REPEATED, EXPORT_ROWS, exported_at, in_windows_1251, incident_export,
};
use otklik_storage::Scope;
use otklik_testkit::TestDb;

use super::{figures, load};

const PROFILE: &str = "incident_management";
const CENTRES: [(&str, &str); 5] = [
    ("altai", "ust-koksa"),
    ("mari-el", "kilemary"),
    ("leningrad", "slantsy"),
    ("buryatia", "zaigraevo"),
    ("sverdlovsk", "kamyshlov"),
];

async fn centres(db: &TestDb) -> (App, tempfile::TempDir) {
    catalogue::import(db.owner()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let files = || Files::folder(folder.path().to_owned()).unwrap();
    let operator = App::open(db.owner().clone(), files()).await.unwrap();
    let read = |name: &str| {
        let entry = find(Kind::TenantTemplate, name).unwrap();
        file::read(entry.path, entry.source).unwrap()
    };
    let all = CENTRES.iter().flat_map(|(region, centre)| [read(region), read(centre)]).collect();
    assert!(matches!(apply::run(&operator, all).await.unwrap(), Applied::Done(_)));
    (App::open(db.store().clone(), files()).await.unwrap(), folder)
}

async fn goes_in(db: TestDb) {
    db.clock().set(exported_at()).await;
    let (app, _folder) = centres(&db).await;
    let (text, rows) = (incident_export(), i64::try_from(EXPORT_ROWS).unwrap());
    let mut sum = [0; 4];
    for (_, centre) in CENTRES {
        let first = figures(&load(&app, centre, PROFILE, text.clone().into_bytes()).await.unwrap());
        let own = rows - first[3];
        assert!(first[0] > 50 && first[2] == 0, "{centre}: {first:?}");
        let again = figures(&load(&app, centre, PROFILE, text.clone().into_bytes()).await.unwrap());
        assert_eq!(again, [0, own, 0, first[3]], "{centre}: the same file again");
        let other = figures(&load(&app, centre, PROFILE, in_windows_1251(&text)).await.unwrap());
        assert_eq!(other, [0, own, 0, first[3]], "{centre}: the same rows in the other letters");
        sum = std::array::from_fn(|place| sum[place] + first[place]);
        let tenant = db.store().reader(Scope::Clockwork("test")).await.unwrap();
        let tenant = tenant.tenants().await.unwrap().into_iter().find(|it| it.code == centre).unwrap();
        let scope = Scope::Tenant { tenant: tenant.id, region: tenant.region };
        let tx = db.store().reader(scope).await.unwrap();
        assert_eq!(tx.board().await.unwrap(), tx.recount().await.unwrap(), "{centre}");
    }
    let good = i64::try_from(EXPORT_ROWS - EXPORT_BROKEN - EXPORT_REPEATED).unwrap();
    assert_eq!(sum[..2], [good, i64::try_from(EXPORT_REPEATED).unwrap()]);
    assert_eq!(db.count("SELECT count(*) FROM subject").await, good);
    for (table, column) in
        [("case_text", "essence"), ("import_refusal", "raw"), ("timeline", "CAST(body AS text)")]
    {
        let author = format!("SELECT count(*) FROM {table} WHERE {column} LIKE '%Автор %'");
        assert_eq!(db.count(&author).await, 0, "{table} names authors");
    }
    assert!(db.count("SELECT count(*) FROM subject WHERE source_due IS NOT NULL").await > 100);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_goes_into_all_five_centres_in_both_encodings() {
    tokio::join!(async { Box::pin(goes_in(TestDb::sqlite().await)).await }, async {
        Box::pin(goes_in(TestDb::postgres().await)).await;
    });
}
