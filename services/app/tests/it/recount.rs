//! A calendar that arrives later moves the dates of what runs, and the history says so.

use otklik_app::catalogue::{OwnCalendar, OwnHours, keep_own_calendar};
use otklik_app::deadline::recount;
use otklik_app::{App, Error};
use otklik_domain::role::Role;
use otklik_files::Files;
use otklik_storage::Scope;

use crate::centre::{FAST, World, at, minute, on_both};

impl World {
    /// Says which floating holidays centre `a` has.
    async fn holidays(&self, codes: &[&str]) {
        let own = OwnCalendar {
            hours: OwnHours::Catalogue("default".to_owned()),
            holidays: codes.iter().map(|code| (*code).to_owned()).collect(),
        };
        let (tenant, region) = (self.centres.a.tenant.id, self.centres.a.tenant.region);
        self.db
            .owner()
            .run(Scope::Owner, move |tx| async move {
                let changed = keep_own_calendar(&tx.of(tenant, region)?, &own).await?;
                assert!(changed, "another calendar than before");
                assert!(!keep_own_calendar(&tx.of(tenant, region)?, &own).await?, "the same again");
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    async fn recounted(&self) -> u64 {
        let files = Files::folder(self.folder.path().to_owned()).unwrap();
        let operator = App::open(self.db.owner().clone(), files).await.unwrap();
        recount::all(&operator).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_holiday_that_becomes_known_moves_the_dates_of_its_centre_once() {
    on_both(async |world| {
        world.clock("2026-02-17 17:30").await;
        let case = world.enter(FAST).await;
        let elsewhere = world.enter_in(&world.centres.b, FAST).await;
        assert_eq!(minute(case.clock_of("first_reply").await.due.counts), at("2026-02-18 12:30"));
        assert_eq!(world.recounted().await, 0, "nothing has changed");

        world.holidays(&["sagaalgan"]).await;
        assert_eq!(world.recounted().await, 1);
        let (timer, row) = (case.clock_of("first_reply").await, case.row().await);
        assert_eq!(minute(timer.due.counts), at("2026-02-19 12:30"));
        assert_eq!((row.revision, row.instance.state.as_str()), (2, "NEW"));
        assert_eq!(minute(elsewhere.clock_of("first_reply").await.due.counts), at("2026-02-18 12:30"));
        assert_eq!(world.recounted().await, 0, "once");

        let reader = world.app.reader(&case.as_role(Role::Coordinator).await);
        let card = reader.case(case.id).await.unwrap().unwrap();
        let newest = reader.timeline(&card, 1).await.unwrap().remove(0);
        assert_eq!(newest.text, "Сроки пересчитаны: изменился календарь");
        let clocks = reader.clocks(&card).await.unwrap();
        let told = clocks.into_iter().find(|clock| clock.timer.clock == "first_reply").unwrap().explanation;
        assert!(told.iter().any(|line| line.contains("Сагаалган")), "{told:?}");
        world.figures_hold(&world.centres.a).await;
    })
    .await;
}
