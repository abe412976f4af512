//! Callers and facts, fixed and random, over small sets so that they meet.

use otklik_domain::caller::Caller;
use otklik_domain::channel::Channel;
use otklik_domain::composition::{Extent, Holding};
use otklik_domain::id::{
    AccountId, BlockId, DirectionId, OrganizationId, RegionId, SubjectId, TenantId, UserId,
};
use otklik_domain::role::Role;
use otklik_domain::subject::Facts;
use otklik_domain::tenant::Kind;
use otklik_policies::Authorizer;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

pub(crate) fn authorizer() -> Authorizer {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime")
        .block_on(Authorizer::from_catalogue())
        .expect("the shipped rights load")
}

pub(crate) fn user(n: u128) -> UserId {
    UserId(Uuid::from_u128(n))
}

pub(crate) fn block(n: u128) -> BlockId {
    BlockId(Uuid::from_u128(n))
}

pub(crate) fn organization(n: u128) -> OrganizationId {
    OrganizationId(Uuid::from_u128(n))
}

pub(crate) fn direction(n: u128) -> DirectionId {
    DirectionId(Uuid::from_u128(n))
}

pub(crate) fn holding(role: Role, extent: Extent) -> Holding {
    Holding { role, extent, combines_author_and_approver: false }
}

pub(crate) fn in_body(role: Role, n: u128) -> Holding {
    holding(role, Extent { organizations: vec![organization(n)], ..Extent::default() })
}

/// User 1 of a municipality.
pub(crate) fn caller(holdings: Vec<Holding>) -> Caller {
    let tenant = TenantId(Uuid::from_u128(100));
    Caller {
        account: AccountId(Uuid::from_u128(1)),
        user: user(1),
        tenant,
        region: RegionId(Uuid::from_u128(200)),
        kind: Kind::Municipal,
        holdings,
        free_text: false,
    }
}

/// A case that stands in block 1 and must be answered by organization 1.
pub(crate) fn facts() -> Facts {
    Facts {
        id: SubjectId(Uuid::from_u128(7)),
        block: Some(block(1)),
        organization: Some(organization(1)),
        assignee: None,
        direction: Some(direction(1)),
        co_assignees: Vec::new(),
        channel: Channel::Phone,
        draft_author: None,
        complained_about: None,
    }
}

prop_compose! {
    fn any_holding()(
        role in select(Role::ALL),
        blocks in vec(1..4_u128, 0..3),
        organizations in vec(1..4_u128, 0..3),
        channels in vec(select(&Channel::ALL[..3]), 0..2),
        directions in vec(1..4_u128, 0..2),
        combines_author_and_approver in any::<bool>(),
    ) -> Holding {
        let extent = Extent {
            blocks: blocks.into_iter().map(block).collect(),
            organizations: organizations.into_iter().map(organization).collect(),
            channels,
            directions: directions.into_iter().map(direction).collect(),
        };
        Holding { role, extent, combines_author_and_approver }
    }
}

prop_compose! {
    pub(crate) fn any_caller()(
        kind in select(Kind::ALL),
        holdings in vec(any_holding(), 0..4),
    ) -> Caller {
        Caller { kind, ..caller(holdings) }
    }
}

prop_compose! {
    pub(crate) fn any_facts()(
        block_id in option::of(1..4_u128),
        organization_id in option::of(1..4_u128),
        assignee in option::of(1..3_u128),
        direction_id in option::of(1..4_u128),
        co_assignees in vec(1..3_u128, 0..2),
        channel in select(&Channel::ALL[..3]),
        draft_author in option::of(1..3_u128),
        complained_about in option::of(1..4_u128),
    ) -> Facts {
        Facts {
            block: block_id.map(block),
            organization: organization_id.map(organization),
            assignee: assignee.map(user),
            direction: direction_id.map(direction),
            co_assignees: co_assignees.into_iter().map(user).collect(),
            channel,
            draft_author: draft_author.map(user),
            complained_about: complained_about.map(organization),
            ..facts()
        }
    }
}
