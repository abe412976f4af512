//! Five centres, each by its own act, told as prose; and any centre, a sixth of files alone among them.

use std::path::{Path, PathBuf};

use otklik_server::demo::centres::Settings;
use otklik_testkit::TestDb;

use crate::product::Running;
use crate::story::{compare, tell};

fn stories() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("stories")
}

fn page(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/stories").join(format!("{name}.md"))
}

async fn printed(name: &str) {
    let text = std::fs::read_to_string(stories().join(format!("{name}.story"))).unwrap();
    for db in TestDb::both().await {
        let running = Running::start(db, Settings::SharedOut).await;
        compare(&page(name), &tell(&running, &text).await);
    }
}

macro_rules! printed {
    ($($test:ident: $name:literal;)+) => {
        $(#[tokio::test(flavor = "multi_thread")] async fn $test() { printed($name).await; })+
    };
}

printed! {
    a_letter_with_two_questions_in_kilemary: "kilemary";
    a_skating_rink_in_ust_koksa: "ust-koksa";
    a_pothole_without_a_curator_in_slantsy: "slantsy";
    cold_flats_and_a_vacant_post_in_zaigraevo: "zaigraevo";
    waste_under_a_draft_act_in_kamyshlov: "kamyshlov";
}

/// Who plays which part in a centre.
struct Cast {
    centre: &'static str,
    zone: &'static str,
    coordinator: &'static str,
    executor: &'static str,
    approver: &'static str,
    publisher: &'static str,
    region: &'static str,
}

impl Cast {
    fn fill(&self, text: &str) -> String {
        [
            ("$centre", self.centre),
            ("$zone", self.zone),
            ("$coordinator", self.coordinator),
            ("$executor", self.executor),
            ("$approver", self.approver),
            ("$publisher", self.publisher),
            ("$region", self.region),
        ]
        .iter()
        .fold(text.to_owned(), |text, (part, name)| text.replace(part, name))
    }
}

const SIXTH: Cast = Cast {
    centre: "Дальний",
    zone: "Asia/Yakutsk",
    coordinator: "dalny/manager",
    executor: "dalny/works_executor",
    approver: "dalny/works_head",
    publisher: "dalny/manager",
    region: "zarechny-krai/duty",
};

const FIVE: [Cast; 5] = [
    Cast {
        centre: "Усть-Кокса",
        zone: "Asia/Barnaul",
        coordinator: "ust-koksa/channel_owner",
        executor: "ust-koksa/zhkh_executor",
        approver: "ust-koksa/zhkh_head",
        publisher: "ust-koksa/channel_owner",
        region: "altai/duty",
    },
    Cast {
        centre: "Килемары",
        zone: "Europe/Moscow",
        coordinator: "coordinator",
        executor: "executor",
        approver: "organization_head",
        publisher: "publisher",
        region: "regional_duty",
    },
    Cast {
        centre: "Сланцы",
        zone: "Europe/Moscow",
        coordinator: "slantsy/press",
        executor: "slantsy/zhkh_executor",
        approver: "slantsy/zhkh_head",
        publisher: "slantsy/press",
        region: "leningrad/duty",
    },
    Cast {
        centre: "Заиграево",
        zone: "Asia/Irkutsk",
        coordinator: "zaigraevo/specialist",
        executor: "zaigraevo/zhkh_executor",
        approver: "zaigraevo/curator",
        publisher: "zaigraevo/specialist",
        region: "buryatia/duty",
    },
    Cast {
        centre: "Камышлов",
        zone: "Asia/Yekaterinburg",
        coordinator: "kamyshlov/administrator",
        executor: "kamyshlov/zhkh_executor",
        approver: "kamyshlov/manager",
        publisher: "kamyshlov/administrator",
        region: "sverdlovsk/duty",
    },
];

fn scenario() -> String {
    std::fs::read_to_string(stories().join("any_centre.story")).unwrap()
}

/// No line of the product knows the sixth centre: two files are applied, and the scenario of the five runs.
#[tokio::test(flavor = "multi_thread")]
async fn a_sixth_centre_is_two_files() {
    let files = ["region", "centre"].map(|name| {
        let path = stories().join(format!("sixth/{name}.yaml"));
        (path.display().to_string(), std::fs::read_to_string(&path).unwrap())
    });
    for db in TestDb::both().await {
        let running = Running::start_with(db, Settings::SharedOut, &files).await;
        compare(&stories().join("sixth/told.md"), &tell(&running, &SIXTH.fill(&scenario())).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_scenario_runs_in_every_centre() {
    let running = Running::start(TestDb::sqlite().await, Settings::SharedOut).await;
    for cast in &FIVE {
        let told = tell(&running, &cast.fill(&scenario())).await;
        let closed = told.trim_end().lines().last().is_some_and(|line| line.ends_with("Состояние: Закрыто"));
        assert!(closed, "{told}");
    }
}
