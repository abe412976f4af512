//! What the rights promise, for chosen people and for random ones.

use std::time::Instant;

use otklik_domain::access::{Action, Relation};
use otklik_domain::composition::{Extent, Holding};
use otklik_domain::reach::{Grant, Reach};
use otklik_domain::role::Role;
use otklik_domain::subject::Facts;
use otklik_domain::tenant::Kind;
use otklik_policies::Effect;
use proptest::prelude::*;
use proptest::sample::select;

use crate::caller::{
    any_caller, any_facts, authorizer, block, caller, direction, facts, holding, in_body, organization, user,
};

fn whole(role: Role) -> Holding {
    holding(role, Extent::default())
}

#[test]
fn decisions_equal_casbin_for_any_caller_and_object() {
    let authorizer = authorizer();
    proptest!(ProptestConfig::with_cases(400), |(caller in any_caller(), facts in any_facts(), action in select(Action::ALL))| {
        let explained = authorizer.explain(&caller, action, Some(&facts)).unwrap();
        prop_assert_eq!(authorizer.allows(&caller, action, &facts), explained.allowed);
        let at_large = authorizer.explain(&caller, action, None).unwrap();
        prop_assert_eq!(authorizer.may(&caller, action), at_large.allowed);
    });
}

#[test]
fn a_list_cut_by_reach_is_the_list_filtered_one_by_one() {
    let authorizer = authorizer();
    proptest!(ProptestConfig::with_cases(4000), |(caller in any_caller(), facts in any_facts(), action in select(Action::ALL))| {
        let covered = authorizer.reach(&caller, action).covers(&facts);
        let own_draft = authorizer.relations(&caller, &facts).iter().any(|(role, relation)| {
            *relation == Relation::AuthorWithoutCombining
                && authorizer.effect(*role, *relation, action) == Some(Effect::Deny)
        });
        prop_assert_eq!(authorizer.allows(&caller, action, &facts), covered && !own_draft);
    });
}

#[test]
fn an_executor_sees_only_what_is_assigned() {
    let authorizer = authorizer();
    let executor = caller(vec![in_body(Role::Executor, 1)]);
    assert!(!authorizer.allows(&executor, Action::CaseView, &facts()));
    let mine = Facts { assignee: Some(user(1)), ..facts() };
    assert!(authorizer.allows(&executor, Action::CaseView, &mine));
    assert!(authorizer.allows(&executor, Action::CaseSubmitReply, &mine));
    assert!(!authorizer.allows(&executor, Action::CaseApprove, &mine));
    let others = Facts { assignee: Some(user(2)), ..facts() };
    assert!(!authorizer.allows(&executor, Action::CaseView, &others));
}

#[test]
fn a_block_lead_without_blocks_reaches_nothing() {
    let authorizer = authorizer();
    let lead = caller(vec![whole(Role::BlockLead)]);
    assert_eq!(authorizer.reach(&lead, Action::CaseView), Reach::nothing());
    assert!(!authorizer.allows(&lead, Action::CaseView, &facts()));
    assert!(authorizer.may(&lead, Action::BoardView));

    let lead = caller(vec![holding(Role::BlockLead, Extent { blocks: vec![block(1)], ..Extent::default() })]);
    assert!(authorizer.allows(&lead, Action::StepAcknowledge, &facts()));
    let elsewhere = Facts { block: Some(block(2)), ..facts() };
    assert!(!authorizer.allows(&lead, Action::CaseView, &elsewhere));
}

#[test]
fn an_extent_narrows_whoever_otherwise_holds_the_tenant() {
    let authorizer = authorizer();
    let curator =
        caller(vec![holding(Role::Curator, Extent { blocks: vec![block(2)], ..Extent::default() })]);
    assert!(!authorizer.allows(&curator, Action::CaseView, &facts()));
    assert!(authorizer.allows(&curator, Action::CaseView, &Facts { block: Some(block(2)), ..facts() }));
    assert_eq!(authorizer.reach(&caller(vec![whole(Role::Curator)]), Action::CaseView).grant, Grant::All);
}

#[test]
fn a_curator_by_direction_has_that_direction_alone() {
    let authorizer = authorizer();
    let extent = Extent { directions: vec![direction(2)], ..Extent::default() };
    let curator = caller(vec![holding(Role::Curator, extent)]);
    let mine = Facts { direction: Some(direction(2)), ..facts() };
    let nobodys = Facts { direction: None, ..facts() };
    for action in [Action::CaseView, Action::CaseResolve, Action::CasePromise, Action::StepAcknowledge] {
        assert!(authorizer.allows(&curator, action, &mine), "{action}");
        assert!(!authorizer.allows(&curator, action, &facts()), "{action}: another direction");
        assert!(!authorizer.allows(&curator, action, &nobodys), "{action}: no direction");
    }
    let Grant::Any(any) = authorizer.reach(&curator, Action::CaseView).grant else { panic!("a part") };
    assert_eq!(any.directions, [direction(2)]);
}

#[test]
fn a_co_executor_gives_a_text_and_nothing_else() {
    let authorizer = authorizer();
    let with_others = Facts { assignee: Some(user(2)), co_assignees: vec![user(3), user(1)], ..facts() };
    let without = Facts { co_assignees: vec![user(3)], ..with_others.clone() };
    for role in [Role::Executor, Role::OrganizationHead] {
        let person = caller(vec![in_body(role, 2)]);
        for action in [Action::CaseView, Action::CaseContribute, Action::CaseComment, Action::CaseAttach] {
            assert!(authorizer.allows(&person, action, &with_others), "{role} {action}");
            assert!(!authorizer.allows(&person, action, &without), "{role} {action}");
        }
        for action in [Action::CaseSubmitReply, Action::CaseSetOutcome, Action::ApplicantReveal] {
            assert!(!authorizer.allows(&person, action, &with_others), "{role} {action}");
        }
        let Grant::Any(any) = authorizer.reach(&person, Action::CaseContribute).grant else {
            panic!("a part")
        };
        assert_eq!(any.co_assigned_to, Some(user(1)), "{role}");
    }
}

#[test]
fn the_record_office_does_not_work_on_the_merits_and_the_signer_may_sign_an_own_draft() {
    let authorizer = authorizer();
    let registrar = caller(vec![whole(Role::Registrar)]);
    for action in [Action::CaseRegister, Action::CaseForward, Action::CaseDispatch, Action::JournalView] {
        assert!(authorizer.allows(&registrar, action, &facts()), "{action}");
    }
    for action in [Action::CaseResolve, Action::CaseSubmitReply, Action::CaseApprove, Action::CaseSign] {
        assert!(!authorizer.allows(&registrar, action, &facts()), "{action}");
    }
    let draft = Facts { draft_author: Some(user(1)), ..facts() };
    for role in [Role::Signer, Role::HeadOfAdministration] {
        let signer = caller(vec![whole(role)]);
        assert!(authorizer.allows(&signer, Action::CaseSign, &draft), "{role}");
        assert!(authorizer.allows(&signer, Action::CaseDecide, &draft), "{role}");
        assert!(!authorizer.allows(&signer, Action::ApplicantReveal, &draft), "{role}");
    }
    let administrator = caller(vec![whole(Role::TenantAdministrator)]);
    assert!(authorizer.may(&administrator, Action::CompositionChange));
    assert_eq!(authorizer.reach(&administrator, Action::CaseView), Reach::nothing());
}

/// Acts on the merits of an appeal; being asked for explanations is none of them.
const ON_THE_MERITS: [Action; 10] = [
    Action::CaseTriage,
    Action::CaseForward,
    Action::CaseNameChallenged,
    Action::CaseResolve,
    Action::CaseInquire,
    Action::CaseContribute,
    Action::CaseAskLeave,
    Action::CaseDecide,
    Action::CaseSign,
    Action::CaseSetOutcome,
];

#[test]
fn whoever_may_work_on_the_merits_is_kept_from_a_complaint_about_the_own_body() {
    let authorizer = authorizer();
    let effect = |role, relation, action| authorizer.effect(role, relation, action);
    for role in Role::ALL {
        for action in ON_THE_MERITS {
            let may = Relation::ALL.iter().any(|it| effect(*role, *it, action) == Some(Effect::Allow));
            let kept = effect(*role, Relation::ComplainedAbout, action) == Some(Effect::Deny);
            assert_eq!(may, kept, "{role} {action}");
        }
    }
}

#[test]
fn nobody_approves_an_own_draft_unless_the_seat_combines() {
    let authorizer = authorizer();
    let draft = Facts { draft_author: Some(user(1)), ..facts() };
    for role in Role::ALL {
        let mut seat = in_body(*role, 1);
        if *role != Role::OrganizationHead {
            seat.extent = Extent::default();
        }
        let may_approve = authorizer.allows(&caller(vec![seat.clone()]), Action::CaseApprove, &facts());
        assert!(!authorizer.allows(&caller(vec![seat.clone()]), Action::CaseApprove, &draft), "{role}");
        seat.combines_author_and_approver = true;
        assert_eq!(
            authorizer.allows(&caller(vec![seat]), Action::CaseApprove, &draft),
            may_approve,
            "{role}"
        );
    }
}

#[test]
fn a_complaint_stays_away_from_the_body_whatever_else_the_person_holds() {
    let authorizer = authorizer();
    let about = Facts { complained_about: Some(organization(1)), assignee: Some(user(1)), ..facts() };
    let people = [
        vec![in_body(Role::Executor, 1)],
        vec![in_body(Role::OrganizationHead, 1)],
        vec![in_body(Role::Executor, 1), whole(Role::Coordinator)],
        vec![in_body(Role::OrganizationHead, 1), whole(Role::Manager)],
    ];
    for holdings in people {
        let person = caller(holdings);
        assert!(!authorizer.allows(&person, Action::CaseView, &about), "{:?}", person.holdings);
        assert!(!authorizer.reach(&person, Action::CaseView).covers(&about), "{:?}", person.holdings);
    }
    assert!(authorizer.allows(&caller(vec![whole(Role::Manager)]), Action::CaseView, &about));
    assert!(authorizer.allows(&caller(vec![in_body(Role::OrganizationHead, 1)]), Action::CaseView, &facts()));
}

#[test]
fn the_region_holds_no_right_inside_a_municipality_and_the_other_way_round() {
    let authorizer = authorizer();
    for action in Action::ALL {
        let regional = action.code().starts_with("region.");
        for role in Role::ALL {
            let mut person = caller(vec![whole(*role)]);
            if regional {
                assert!(!authorizer.may(&person, *action), "{role} {action} in a municipality");
            } else {
                person.kind = Kind::Regional;
                assert!(!authorizer.may(&person, *action), "{role} {action} in a region");
                assert!(!authorizer.allows(&person, *action, &facts()), "{role} {action} in a region");
            }
        }
    }
    let analyst =
        otklik_domain::caller::Caller { kind: Kind::Regional, ..caller(vec![whole(Role::RegionalAnalyst)]) };
    assert!(authorizer.may(&analyst, Action::RegionLateView));
    assert!(!authorizer.may(&analyst, Action::RegionStepAcknowledge));
}

#[test]
fn an_explanation_names_the_rule_that_decided() {
    let authorizer = authorizer();
    let head = caller(vec![in_body(Role::OrganizationHead, 1)]);
    let yes = authorizer.explain(&head, Action::CaseApprove, Some(&facts())).unwrap();
    assert_eq!(yes.rule.unwrap().to_string(), "p, organization_head, own_organization, case.approve, allow");
    let own = Facts { draft_author: Some(user(1)), ..facts() };
    let no = authorizer.explain(&head, Action::CaseApprove, Some(&own)).unwrap();
    assert!(!no.allowed);
    assert_eq!(
        no.rule.unwrap().to_string(),
        "p, organization_head, author_without_combining, case.approve, deny"
    );
    let silent = authorizer.explain(&head, Action::CaseReopen, Some(&facts())).unwrap();
    assert_eq!((silent.allowed, silent.rule), (false, None));
}

#[test]
fn a_decision_does_not_pass_through_casbin() {
    // casbin costs some 50 µs for these rules even when optimized; the bit sets stay far below 1 µs there and
    // below this bound in an unoptimized build on a busy machine.
    let authorizer = authorizer();
    let person =
        caller(vec![in_body(Role::Executor, 1), in_body(Role::OrganizationHead, 2), whole(Role::Publisher)]);
    let facts = facts();
    let rounds = 20_000_u32;
    let start = Instant::now();
    let allowed = (0..rounds).filter(|_| authorizer.allows(&person, Action::CaseApprove, &facts)).count();
    let each = start.elapsed() / rounds;
    assert_eq!(allowed, 0);
    assert!(each.as_nanos() < 20_000, "{each:?} a decision");
}
