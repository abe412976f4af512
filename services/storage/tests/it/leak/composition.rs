//! The first wall around the composition: every change to it, tried on the rows of another tenant.

use otklik_domain::role::Role;
use otklik_storage::query::composition::{Appointment, RoutingRule};
use otklik_storage::{Scope, Store};

use super::filled::Filled;
use super::queries::{did, refused};

/// Every change to the composition, tried on the rows of `theirs`.
pub(super) async fn composition(store: &Store, scope: Scope, own: &Filled, theirs: &Filled) {
    let appointment = theirs.appointment;
    refused!(store, scope, |tx| tx.end_appointment(appointment, None, None).await);
    let (user, seat) = (own.centre.user(Role::Manager), theirs.centre.seats[&Role::Manager]);
    refused!(store, scope, |tx| {
        let id = tx.new_id();
        let from_on = otklik_testkit::seed::SINCE;
        let (to_on, act, ended_by, note) = (None, None, None, None);
        did(tx.insert_appointment(&Appointment { id, seat, user, from_on, to_on, act, ended_by, note }).await)
    });
    let (block, organization) = (theirs.centre.blocks[0], theirs.centre.organizations[0]);
    refused!(store, scope, |tx| {
        let id = tx.new_id();
        let topic_prefix = "sport".to_owned();
        did(tx
            .insert_routing_rule(&RoutingRule {
                id,
                topic_prefix,
                block: Some(block),
                organization: None,
                direction: None,
                seat: None,
            })
            .await)
    });
    refused!(store, scope, |tx| {
        let mut first = tx.blocks().await?.remove(0);
        first.id = block;
        did(tx.update_block(&first).await)
    });
    refused!(store, scope, |tx| {
        let mut first = tx.organizations().await?.remove(0);
        first.id = organization;
        did(tx.update_organization(&first).await)
    });
    refused!(store, scope, |tx| {
        let mut first = tx.seats().await?.remove(0);
        first.id = seat;
        did(tx.replace_seat(&first).await)
    });
}
