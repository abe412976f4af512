//! Every file of `scenarios/` is a story that both databases tell alike.

use std::path::{Path, PathBuf};

use otklik_server::demo::centres::Settings;
use otklik_testkit::TestDb;

use crate::product::Running;
use crate::scenario::{compare, play};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(format!("{name}.graphql"))
}

async fn tell(name: &str, settings: Settings) {
    let text = std::fs::read_to_string(path(name)).unwrap();
    for db in TestDb::both().await {
        let running = Running::start(db, settings).await;
        let story = play(&running, &text).await;
        compare(&path(name), &story);
    }
}

macro_rules! stories {
    ($($test:ident: $name:literal, $settings:ident;)+) => {
        $(#[tokio::test(flavor = "multi_thread")] async fn $test() { tell($name, Settings::$settings).await; })+

        #[test]
        fn every_story_is_told() {
            let told = [$($name),+];
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
            for folder in std::fs::read_dir(root).unwrap() {
                for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
                    let file = file.unwrap().path();
                    if file.extension().is_some_and(|ending| ending == "graphql") {
                        assert!(told.iter().any(|name| path(name) == file), "{} is told by no test", file.display());
                    }
                }
            }
        }
    };
}

stories! {
    a_message_is_answered: "case/answered", SharedOut;
    a_message_nobody_answers_climbs_to_the_region: "region/late", SharedOut;
    somebody_is_appointed_from_tomorrow: "composition/appointed", SharedOut;
    without_settings_a_ladder_names_the_missing_post: "case/no_post", ActAlone;
}
