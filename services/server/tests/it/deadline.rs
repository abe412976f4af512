//! `otklik deadline` against both databases: dates of the law and of practice, day by day, and what it says of bad input.

use chrono::{DateTime, FixedOffset};
use otklik_testkit::TestDb;
use serde_json::Value;
use tempfile::{NamedTempFile, TempDir};

use crate::commands::{complaint, key_file, otklik};

/// A deployment with Килемары (Moscow) and Заиграево (Irkutsk, Сагаалган).
struct House {
    db: TestDb,
    folder: TempDir,
    key: NamedTempFile,
}

impl House {
    async fn open(db: TestDb) -> Self {
        let house = Self { db, folder: tempfile::tempdir().unwrap(), key: key_file() };
        let catalogue = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies/tenants");
        let files =
            ["mari-el", "kilemary", "buryatia", "zaigraevo"].map(|it| format!("{catalogue}/{it}.yaml"));
        let mut apply = vec!["tenant", "apply"];
        apply.extend(files.iter().map(String::as_str));
        for arguments in [&["migrate", "up"][..], &apply] {
            let output = otklik(arguments, &house.variables()).await;
            let told = [output.stdout, output.stderr].map(|it| String::from_utf8_lossy(&it).into_owned());
            assert!(output.status.success(), "{told:?}");
        }
        house
    }

    fn variables(&self) -> [(&'static str, &str); 4] {
        [
            ("OTKLIK_DATABASE_URL", self.db.url()),
            ("OTKLIK_MIGRATION_DATABASE_URL", self.db.owner_url()),
            ("OTKLIK_SECRET_KEY_FILE", self.key.path().to_str().unwrap()),
            ("OTKLIK_DATA_DIR", self.folder.path().to_str().unwrap()),
        ]
    }

    async fn run(&self, arguments: &str) -> std::process::Output {
        let mut all = vec!["deadline"];
        all.extend(arguments.split(' '));
        otklik(&all, &self.variables()).await
    }

    /// `--tenant T --workflow W --clock C [--topic …] --from LOCAL`, told as local moments.
    async fn ask(&self, arguments: &str) -> Told {
        let output = self.run(arguments).await;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments}: {said}");
        Told { json: serde_json::from_slice(&output.stdout).unwrap(), said }
    }

    async fn kilemary(&self, clock: &str, from: &str) -> Told {
        self.ask(&format!("--tenant kilemary --workflow appeal_59fz --clock {clock} --from {from}:00+03:00"))
            .await
    }

    async fn incident(&self, tenant: &str, topic: &str, from: &str) -> String {
        let about = format!("--tenant {tenant} --workflow message_incident --clock first_reply");
        self.ask(&format!("{about} --topic {topic} --from {from}")).await.control()
    }
}

struct Told {
    json: Value,
    said: String,
}

impl Told {
    fn control(&self) -> String {
        let at: DateTime<FixedOffset> = self.json["control_due"]["at"].as_str().unwrap().parse().unwrap();
        at.format("%Y-%m-%d %H:%M").to_string()
    }

    fn legal(&self) -> &str {
        self.json["legal_due"]["date"].as_str().unwrap()
    }

    fn explanation(&self) -> String {
        let lines = self.json["explanation"].as_array().unwrap();
        lines.iter().map(|line| line.as_str().unwrap()).collect::<Vec<_>>().join("\n")
    }
}

/// Runs a test on SQLite and on PostgreSQL.
async fn on_both(test: impl AsyncFn(&House)) {
    for db in TestDb::both().await {
        test(&House::open(db).await).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dates_of_the_law_keep_two_dates_and_the_guarded_roll() {
    on_both(async |house| {
        for (clock, from, legal, control) in [
            // Registration in three days.
            ("registration", "2026-01-02T10:00", "2026-01-05", "2026-01-12 18:00"),
            ("registration", "2026-05-08T16:40", "2026-05-11", "2026-05-12 18:00"),
            ("registration", "2026-05-08T09:10", "2026-05-11", "2026-05-08 17:00"),
            // Another body in seven.
            ("triage", "2025-12-30T16:00", "2026-01-06", "2026-01-12 18:00"),
            // The answer in thirty.
            ("legal", "2025-10-02T10:00", "2025-11-01", "2025-11-01 17:00"),
            ("legal", "2025-12-02T10:00", "2026-01-01", "2025-12-30 18:00"),
            ("legal", "2025-12-12T10:00", "2026-01-11", "2025-12-30 18:00"),
            ("legal", "2026-02-06T10:00", "2026-03-08", "2026-03-06 18:00"),
            ("legal", "2026-04-09T10:00", "2026-05-09", "2026-05-08 17:00"),
            ("legal", "2026-10-05T10:00", "2026-11-04", "2026-11-03 17:00"),
        ] {
            let told = house.kilemary(clock, from).await;
            assert_eq!((told.legal(), told.control().as_str()), (legal, control), "{clock} from {from}");
            assert_eq!(told.said, "", "{clock} from {from}");
        }
        let own_error = house.kilemary("correction", "2025-12-12T10:00").await;
        assert_eq!(own_error.control(), "2025-12-26 18:00");
        assert_eq!(own_error.json["legal_due"], Value::Null);
        let migration = "--tenant kilemary --workflow appeal_59fz --clock triage --topic other.migration";
        let told = house.ask(&format!("{migration} --from 2026-10-05T10:00:00+03:00")).await;
        assert_eq!(told.legal(), "2026-10-10");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn working_hours_pass_over_weekends_holidays_and_short_days() {
    on_both(async |house| {
        for (tenant, topic, from, control) in [
            ("kilemary", "zhkh.yard", "2026-02-20T17:20:00+03:00", "2026-02-24 17:20"),
            ("zaigraevo", "roads.pothole", "2026-02-17T17:30:00+08:00", "2026-02-19 12:30"),
            ("kilemary", "roads.pothole", "2026-02-17T17:30:00+03:00", "2026-02-18 12:30"),
            ("kilemary", "roads.pothole", "2025-10-31T17:00:00+03:00", "2025-11-01 12:00"),
            ("kilemary", "zhkh.yard", "2026-04-30T16:30:00+03:00", "2026-05-04 17:30"),
            ("kilemary", "zhkh.yard", "2026-03-08T11:00:00+03:00", "2026-03-10 18:00"),
            ("kilemary", "zhkh.power", "2026-02-21T23:30:00+03:00", "2026-02-22 01:30"),
        ] {
            assert_eq!(house.incident(tenant, topic, from).await, control, "{tenant} {topic} from {from}");
        }
        let about =
            "--tenant zaigraevo --workflow message_incident --clock first_reply --topic roads.pothole";
        let told = house.ask(&format!("{about} --from 2026-02-17T17:30:00+08:00")).await;
        assert!(told.explanation().contains("Сагаалган"), "{}", told.explanation());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_known_yet_is_said_aloud() {
    on_both(async |house| {
        let told = house.kilemary("legal", "2026-12-02T10:00").await;
        assert_eq!((told.legal(), told.control().as_str()), ("2027-01-01", "2026-12-30 18:00"));
        assert!(told.said.contains("ВНИМАНИЕ") && told.said.contains("2027"), "{}", told.said);
        assert!(told.explanation().contains("2027"), "{}", told.explanation());

        let zaigraevo = "--tenant zaigraevo --workflow appeal_59fz --clock legal";
        let told = house.ask(&format!("{zaigraevo} --from 2026-12-20T10:00:00+08:00")).await;
        assert!(told.said.contains("Сагаалган") && told.said.contains("2027"), "{}", told.said);

        let source = "--source-due 2026-03-02T18:00:00+03:00 --from 2026-02-20T10:00:00+03:00";
        let about = "--tenant kilemary --workflow message_incident --clock first_reply";
        let told = house.ask(&format!("{about} {source}")).await;
        assert_eq!(told.json["source_due"]["date"], "2026-03-02");
        assert!(told.explanation().contains("--topic"), "{}", told.explanation());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_name_is_told_with_those_that_there_are() {
    on_both(async |house| {
        let at = "--from 2026-02-20T10:00:00+03:00";
        for (arguments, words) in [
            (
                format!("--tenant nowhere --workflow appeal_59fz --clock legal {at}"),
                ["UNKNOWN_TENANT", "kilemary"],
            ),
            (
                format!("--tenant kilemary --workflow appeal --clock legal {at}"),
                ["UNKNOWN_WORKFLOW", "appeal_59fz"],
            ),
            (
                format!("--tenant kilemary --workflow appeal_59fz --clock lgal {at}"),
                ["UNKNOWN_CLOCK", "legal ("],
            ),
            (
                format!("--tenant kilemary --workflow appeal_59fz --clock legal --topic roads.x {at}"),
                ["UNKNOWN_TOPIC", "roads.pothole"],
            ),
            (
                format!("--tenant kilemary --workflow message_incident --clock commitment {at}"),
                ["NO_DEADLINE", "обещанная дата"],
            ),
        ] {
            let said = complaint(&house.run(&arguments).await);
            assert!(words.iter().all(|word| said.contains(word)), "{arguments}: {said}");
        }
        let vague = "--tenant kilemary --workflow appeal_59fz --clock legal --from 2026-02-20";
        let said = complaint(&house.run(vague).await);
        assert!(said.contains("RFC 3339"), "{said}");
    })
    .await;
}
