//! Role files: each word known, each action somebody's, each defect told.

use otklik_domain::access::{Action, Relation};
use otklik_domain::role::Role;
use otklik_policies::{Authorizer, Effect, PolicyError, catalogue};

use crate::caller::authorizer;

#[test]
fn every_action_has_somebody_who_may_do_it() {
    let authorizer = authorizer();
    for action in Action::ALL {
        let allowed = Role::ALL.iter().any(|role| {
            Relation::ALL
                .iter()
                .any(|relation| authorizer.effect(*role, *relation, *action) == Some(Effect::Allow))
        });
        assert!(allowed, "nobody may {action}");
    }
}

#[test]
fn every_role_has_a_file() {
    let named: Vec<Role> = catalogue::roles().into_iter().map(|(role, _)| role).collect();
    assert_eq!(named, Role::ALL);
}

#[test]
fn whoever_may_approve_is_denied_an_own_draft() {
    let authorizer = authorizer();
    for role in Role::ALL {
        let approves = Relation::ALL
            .iter()
            .any(|relation| authorizer.effect(*role, *relation, Action::CaseApprove) == Some(Effect::Allow));
        let denied = authorizer.effect(*role, Relation::AuthorWithoutCombining, Action::CaseApprove);
        assert_eq!(denied == Some(Effect::Deny), approves, "{role}");
    }
}

#[tokio::test]
async fn every_defect_of_a_role_file_is_told_with_its_line() {
    let source = "# comment\n\
        p, manager, tenant, case.view, allow\n\
        p, coordinator, tenant, case.view, allow\n\
        p, manager, tenant, case.veiw, allow\n\
        p, manager, nearby, case.view, allow\n\
        p, manager, tenant, case.view, perhaps\n\
        p, manager, tenant, case.view\n\
        p, manager, tenant, case.enter, deny\n\
        p, manager, complained_about, case.enter, allow\n\
        p, manager, tenant, case.view, allow\n";
    let model = catalogue::find(catalogue::Kind::Model, "model").unwrap().source;
    let result = Authorizer::from_rules(model, &[(Role::Manager, source.to_owned())]).await;
    let Err(PolicyError::Rules(defects)) = result else { panic!("such a file must not load") };
    let lines: Vec<usize> = defects.iter().map(|defect| defect.line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 7, 8, 9, 10]);
    assert!(defects[1].message.contains("case.veiw"), "{}", defects[1].message);
}

#[tokio::test]
async fn a_model_that_decides_otherwise_is_an_error() {
    let model = catalogue::find(catalogue::Kind::Model, "model").unwrap().source;
    let allow_only = model.replace(" && !some(where (p.eft == deny))", "");
    let result = Authorizer::from_rules(&allow_only, &catalogue::roles()).await;
    assert!(matches!(result, Err(PolicyError::Effect)));
    let without_matcher = model.replace("m = ", "x = ");
    let result = Authorizer::from_rules(&without_matcher, &catalogue::roles()).await;
    assert!(matches!(result, Err(PolicyError::Casbin(_))));
}
