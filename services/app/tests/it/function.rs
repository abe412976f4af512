//! Functions: what the act says stands; where it is silent a person may switch one on, with a note why.

use otklik_app::composition::function::{self, Function};
use otklik_app::composition::set_function::{self, Input};
use otklik_app::tenant::apply::Applied;
use otklik_app::tenant::file::plan::Switch;
use otklik_app::{Error, Receipt};
use otklik_domain::refusal::Code;

use crate::centre::{refused, request};
use crate::house::{ACT, House, REGION, SETTINGS, apply, in_both, kept};

async fn switch(house: &House, who: &str, function: &str, on: bool, note: &str) -> Result<Receipt, Error> {
    let input = Input { function: function.into(), on, note: note.into() };
    set_function::run(&house.app, &house.caller(who).await, &request(), input).await
}

async fn shown(house: &House) -> Vec<Function> {
    house.app.reader(&house.caller("coordinator").await).functions().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_act_does_not_name_is_hidden_until_somebody_says_why() {
    in_both(async |house| {
        let quiet = Function::SeasonalProblems;
        assert!(!shown(&house).await.contains(&quiet));
        assert!(shown(&house).await.contains(&Function::Rating));
        let refusal = function::expect_shown(&house.tx().await, quiet).await;
        assert!(matches!(refusal, Err(Error::Refused(list)) if list[0].code == Code::FunctionIsOff));

        assert_eq!(refused(switch(&house, "administrator", "seasonal_problems", true, "  ").await), [Code::FieldRequired]);
        assert_eq!(refused(switch(&house, "administrator", "no_such", true, "нужно").await), [Code::NotInClosedList]);
        assert!(matches!(switch(&house, "coordinator", "seasonal_problems", true, "нужно").await, Err(Error::Forbidden)));
        assert!(!shown(&house).await.contains(&quiet));

        kept(switch(&house, "administrator", "seasonal_problems", true, "паводок каждую весну").await);
        assert!(shown(&house).await.contains(&quiet));
        function::expect_shown(&house.tx().await, quiet).await.unwrap();
        let reader = house.app.reader(&house.caller("manager").await);
        let list = reader.composition(None).await.unwrap().functions;
        let stated = list.iter().find(|stated| stated.function == quiet).unwrap();
        let switched = stated.switched.as_ref().unwrap();
        assert_eq!((stated.state, switched.note.as_str()), (Switch::NotStated, "паводок каждую весну"));
        assert_eq!((switched.by, switched.on), (house.users["administrator"], crate::house::day("2026-02-02")));

        // The file is applied anew and still silent: what a person settled stays.
        let other = ACT.replace("    rank: head\n", "    rank: head\n    appointed_by: совет депутатов\n");
        assert_ne!(other, ACT);
        assert!(matches!(apply(&house.operator, &[REGION, &other, SETTINGS]).await, Ok(Applied::Done(lines)) if !lines.is_empty()));
        assert!(shown(&house).await.contains(&quiet));
        kept(switch(&house, "manager", "seasonal_problems", false, "паводок прошёл").await);
        assert!(!shown(&house).await.contains(&quiet));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_act_says_only_an_act_changes() {
    in_both(async |house| {
        let refusal = switch(&house, "administrator", "rating", false, "не нужно").await;
        let Err(Error::Invalid { code: "FUNCTION_BY_ACT", message, .. }) = refusal else {
            panic!("{refusal:?}");
        };
        assert!(message.contains("п. 2.3"), "{message}");
        assert!(shown(&house).await.contains(&Function::Rating));

        // A new word of the act wins over what a person settled before.
        kept(switch(&house, "administrator", "seasonal_problems", true, "паводок").await);
        let line = "  - {function: rating,";
        let off = ACT.replace(
            line,
            &format!("  - {{function: seasonal_problems, state: \"off\", clause: п. 9.9}}\n{line}"),
        );
        assert_ne!(off, ACT);
        assert!(matches!(apply(&house.operator, &[REGION, &off, SETTINGS]).await, Ok(Applied::Done(_))));
        assert!(!shown(&house).await.contains(&Function::SeasonalProblems));
        let refusal = switch(&house, "administrator", "seasonal_problems", true, "паводок").await;
        assert!(
            matches!(&refusal, Err(Error::Invalid { message, .. }) if message.contains("не допускает")),
            "{refusal:?}"
        );
    })
    .await;
}
